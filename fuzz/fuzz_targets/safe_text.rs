//! Any text in each place that a note has for it: nothing that acts comes out, and what a reader sees is the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meeting_tasks::clean;
use meeting_tasks::note::safe::{
    FolderName, HeadingText, Owner, Page, Paragraph, QuoteText, TaskText, YamlScalar, unescape,
};

#[path = "../../tests/inert/mod.rs"]
mod inert;

fuzz_target!(|text: &str| {
    let title = HeadingText::new(text);
    let task = TaskText::new(text);
    assert_eq!(TaskText::new(task.as_str()), task, "made safe twice");
    assert_eq!(HeadingText::new(title.as_str()), title, "made safe twice");
    let mut page = Page::default();
    page.put("---\ntitle: ").put(YamlScalar::text(&title)).put("\nemailId: 19b7c3e42d854f1c");
    if let Some(exact) = YamlScalar::exact(text) {
        page.put("\nmessageId: ").put(&exact);
        let inner = exact.as_str().trim_matches('"');
        assert_eq!(meeting_tasks::note::safe::decode_exact(inner), text, "an exact string");
    }
    page.put("\n---\n\n# ").put(&title).put("\n\n## Email Details\n\n**From:** ");
    page.put(Paragraph::name(text)).put(" (").put(Paragraph::name(text)).put(")\n\n**Email Content:**\n");
    for line in text.lines().take(20) {
        page.put(Paragraph::new(line)).put("\n\n");
    }
    page.put("## Action Items\n\n- [ ] ").put(&task);
    if let Some(owner) = Owner::new(text) {
        page.put(" [[@").put(owner).put("]]");
    }
    page.put(" 📅 2026-03-06 🔴 ⚠️ 91%\n  - Context: ").put(Paragraph::inside(text));
    page.put("\n  > \"").put(QuoteText::new(text)).put("\"\n\n## Key Decisions\n\n- ").put(QuoteText::entry(text));
    page.put("\n\n## Email Summary\n\n- ").put(Paragraph::name_at_start(text));
    page.put("\n\n---\n\n**[🔄 Reprocess this email](obsidian://meeting-tasks-reprocess?id=19b7c3e42d854f1c)**\n");
    let note = page.into_string();
    let found = inert::findings(&note);
    assert!(found.is_empty(), "{}\n{note}", found.join("\n"));

    // Readable: apart from the few look-alikes, a quote says what the text says.
    let line = clean::one_line(text);
    if line.chars().count() <= 400
        && !line.contains("::")
        && !line.contains("<%")
        && !line.contains("%>")
        && !line.contains("://")
    {
        assert_eq!(unescape(QuoteText::new(text).as_str()), line);
    }
    if let Some(folder) = FolderName::new(text) {
        assert_eq!(inert::file_name_findings(&format!("{}.md", folder.as_str())), Vec::<String>::new());
    }
});
