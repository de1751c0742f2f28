//! One message of any bytes through all stages: no panic, the same note twice, and nothing in it that acts.
#![no_main]

use std::sync::LazyLock;

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use meeting_tasks::config::{Layer, Settings};
use meeting_tasks::email::RawEmail;
use meeting_tasks::inputs::Origin;
use meeting_tasks::note::{self, TaskFormat};
use meeting_tasks::pipeline::{self, Given, Lines};

#[path = "../../tests/inert/mod.rs"]
mod inert;

/// Read once: they are the same for every message.
static SETTINGS: LazyLock<Settings> = LazyLock::new(|| Settings::resolve(Layer::default()));

fuzz_target!(|data: &[u8]| {
    let raw = RawEmail {
        origin: Origin { path: Some("mail/message.eml".into()), index: None },
        bytes: data.to_vec(),
        envelope: None,
    };
    let format = [TaskFormat::Seed, TaskFormat::Tasks, TaskFormat::Dataview][data.len() % 3];
    let given = Given {
        today: NaiveDate::from_ymd_opt(2026, 3, 2),
        lines: Lines { format, global_filter: None },
        ..Given::default()
    };
    let Ok(processed) = pipeline::process(&raw, &given, &SETTINGS) else { return };
    let note = processed.note();
    if format == TaskFormat::Seed {
        let found = inert::findings(&note.text);
        assert!(found.is_empty(), "{}\n{}", found.join("\n"), note.text);
    }
    let read = note::read::tasks(&note.text);
    assert!(read.len() <= processed.tasks.len(), "more tasks than were found:\n{}", note.text);
    assert_eq!(note::read::email_id(&note.text), Some(note.email_id.as_str()));
    assert_eq!(inert::file_name_findings(&note.file_name), Vec::<String>::new());
    // What costs as much again is done for some only.
    if data.len() % 8 == 0 {
        let again = pipeline::process(&raw, &given, &SETTINGS).expect("it was read once").note();
        assert_eq!(again, note, "two notes of one message");
    }
});
