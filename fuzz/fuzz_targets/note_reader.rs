//! Any text as a note of a vault: no panic, lines that are there, and a task that is written again reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meeting_tasks::note::read;
use meeting_tasks::note::safe::{Owner, TaskText, decode_exact, unescape};
use meeting_tasks::note::task_line;

fuzz_target!(|text: &str| {
    for key in ["emailId", "title", "source", ""] {
        let Some(value) = read::property(text, key) else { continue };
        assert!(!value.contains('\n'), "a property of two lines");
        let _ = decode_exact(value);
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut before = 0;
    for task in read::tasks(text) {
        assert!(task.line > before, "tasks in order");
        before = task.line;
        let line = lines.get(task.line - 1).expect("a line of the note");
        let alone = task_line::read(line).expect("a task line");
        assert_eq!(alone.text, task.text);
        let _ = unescape(&task.text);

        // The same task as a note of the program has it.
        let safe = TaskText::new(&task.text);
        let owner = task.owner.as_deref().and_then(Owner::new);
        let link = owner.as_ref().map(|owner| format!(" [[@{}]]", owner.as_str())).unwrap_or_default();
        let due = task.due.filter(|due| (0..=9999).contains(&chrono::Datelike::year(due)));
        let date = due.map(|due| format!(" 📅 {due}")).unwrap_or_default();
        let written = format!("- [ ] {}{link}{date} 🔴 🧩 cluster:a-b ⚠️ 91% #one #two", safe.as_str());
        let back = task_line::read(&written).expect("a task line");
        assert_eq!(back.text, safe.as_str(), "{written}");
        assert_eq!(back.owner.as_deref(), owner.as_ref().map(Owner::as_str), "{written}");
        assert_eq!(back.due, due, "{written}");
        assert_eq!(back.confidence, Some(91), "{written}");
        assert_eq!(back.cluster.as_deref(), Some("a-b"), "{written}");
        assert_eq!(back.tags, ["one", "two"], "{written}");
    }
});
