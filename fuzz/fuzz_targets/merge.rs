//! A note that a person has made anything of, between two that the program wrote: what the person added stays, and a
//! second merge changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meeting_tasks::merge::{Base, merge};
use meeting_tasks::note::task_line::task_mark;

const TASKS: [&str; 6] =
    ["Rotate the keys", "Book the room", "Send the form to Dana", "Review the draft", "Pay the bill", "Call Ben"];

/// A note as the program writes it, with the tasks whose bits are set; the upper two bits are what else the mail says.
fn note(picked: u8) -> String {
    let mut text = String::from(
        "---\ntitle: Office move\nemailId: 19b7c3e42d854f1c\n---\n\n# Office move\n\n## Email Details\n\n**From:** Ana\n\n\
         ## Action Items\n\n",
    );
    for (at, task) in TASKS.iter().enumerate() {
        let (heading, circle) =
            if at < 3 { ("### 🔴 High Priority\n\n", '🔴') } else { ("### 🟢 Low Priority\n\n", '🟢') };
        if picked & (1 << at) == 0 {
            continue;
        }
        if !text.contains(heading) {
            text += heading;
        }
        let percent = 70 + usize::from(picked >> 6) * 5 + at;
        text += &format!(
            "- [ ] {task} 📅 2026-03-0{} {circle} ⚠️ {percent}%\n  - Context: {at}\n  > \"{task}\"\n\n",
            at + 1
        );
    }
    if picked & 0x3F == 0 {
        text += "No action items found in this email.\n\n";
    }
    if picked & 0x80 != 0 {
        text += "## Key Decisions\n\n- We go\n\n";
    }
    text + "---\n\n**[🔄 Reprocess this email](obsidian://meeting-tasks-reprocess?id=19b7c3e42d854f1c)**\n"
}

fuzz_target!(|input: (u8, u8, &str)| {
    let (before, now, theirs) = input;
    let (base, ours) = (note(before), note(now));
    let merged = merge(&Base { text: &base, gone: "" }, theirs, &ours);
    assert!(merged.text.len() <= theirs.len() + 4 * ours.len(), "a note out of proportion");
    for line in theirs.lines().map(str::trim_end).filter(|line| !line.is_empty() && task_mark(line).is_none()) {
        let known = |text: &str| text.lines().any(|known| known.trim_end() == line);
        assert!(known(&merged.text) || known(&base), "a person's line is lost: {line:?}\n{}", merged.text);
    }
    let again = merge(&Base { text: &ours, gone: &merged.gone }, &merged.text, &ours);
    assert_eq!(again.text, merged.text, "a second run changes the note");
    let killed = merge(&Base { text: &base, gone: "" }, &merged.text, &ours);
    assert_eq!(killed.text, merged.text, "a run after a killed one changes the note");
});
