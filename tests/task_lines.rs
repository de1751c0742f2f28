//! Every line that can be written, read as the Tasks plugin reads it and as this program does.

use chrono::NaiveDate;
use meeting_tasks::note::TaskFormat;
use meeting_tasks::note::safe::{BlockId, Owner, Slug, TaskText};
use meeting_tasks::note::task_line::{Status, TaskLine, read};
use meeting_tasks::score::{Confidence, Priority};
use proptest::prelude::*;

/// What the Tasks plugin finds in a line.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    due: Option<String>,
    done: Option<String>,
    priority: Option<String>,
    tags: usize,
}

/// Fields are taken off the end of the line in any order, at most 21 rounds, until nothing known stands there; the block
/// id is taken off before (`DefaultTaskSerializer.deserialize`, `DataviewTaskSerializer`).
fn as_tasks_reads(line: &str, format: TaskFormat) -> Found {
    const ROUNDS: usize = 21;
    let mut rest = line.get("- [ ] ".len()..).expect("a task line").trim();
    if let Some((before, id)) = rest.rsplit_once(" ^")
        && !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    {
        rest = before.trim_end();
    }
    let mut found = Found::default();
    for _ in 0..ROUNDS {
        let before = rest;
        if format == TaskFormat::Dataview {
            for (key, slot) in
                [("due", &mut found.due), ("completion", &mut found.done), ("priority", &mut found.priority)]
            {
                if let Some((left, value)) = last_field(rest, key) {
                    *slot = Some(value.to_owned());
                    rest = left;
                }
            }
        } else {
            for (sign, name) in [("🔺", "highest"), ("⏫", "high"), ("🔼", "medium"), ("🔽", "low"), ("⏬", "lowest")]
            {
                if let Some(left) = rest.strip_suffix(sign) {
                    found.priority = Some(name.to_owned());
                    rest = left.trim_end();
                }
            }
            for (sign, slot) in [('📅', &mut found.due), ('✅', &mut found.done)] {
                if let Some((left, date)) = last_date(rest, sign) {
                    *slot = Some(date.to_owned());
                    rest = left;
                }
            }
        }
        if let Some((left, tag)) = rest.rsplit_once(" #")
            && !tag.is_empty()
            && !tag.contains(|c: char| c.is_whitespace() || "!@#$%^&*(),.?\":{}|<>".contains(c))
        {
            found.tags += 1;
            rest = left.trim_end();
        }
        if rest == before {
            break;
        }
    }
    found
}

fn last_date(rest: &str, sign: char) -> Option<(&str, &str)> {
    let (left, date) = rest.rsplit_once(sign)?;
    let date = date.trim_start_matches(' ');
    let shaped = date.len() == 10 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    shaped.then(|| (left.trim_end(), date))
}

/// The field in brackets at the end; another bracket right before it, with one blank between, would be part of it.
fn last_field<'a>(rest: &'a str, key: &str) -> Option<(&'a str, &'a str)> {
    let inner = rest.strip_suffix(']')?;
    let (left, field) = inner.rsplit_once('[')?;
    let value = field.strip_prefix(key)?.strip_prefix("::")?.trim();
    (!left.ends_with("] ") || left.ends_with("]  ")).then(|| (left.trim_end(), value))
}

/// Words and pieces that try to be fields.
fn words() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Rotate",
        "keys",
        "über",
        "日本",
        "📅 2031-01-01",
        "#now",
        "^id",
        "[[@Boss]]",
        "[due:: 2031-01-01]",
        "98%",
        "⏫",
        "(priority:: low)",
        "🔁 every day",
        "✅ 2030-01-01",
        "C#",
        "`x",
        "🆔 abc",
        "- [ ]",
        "\u{200D}",
        "]]",
        "⚠️ 3%",
        "🧩 cluster:x",
        "a::b",
        "%%",
        "🔗 delegated-from:@Jim 📆 2025-01-02",
    ]);
    prop::collection::vec(pieces, 1..6).prop_map(|pieces| pieces.join(" "))
}

fn lines() -> impl Strategy<Value = (TaskLine, Option<Slug>)> {
    let marks = (0..400_u32, 0..3_u8, any::<bool>(), 0..=100_u8, any::<bool>());
    let days = prop::option::of(0..60_000_i32);
    (words(), prop::option::of(words()), days, prop::collection::vec(words(), 0..25), prop::option::of(words()), marks)
        .prop_map(|(text, owner, day, tags, filter, (id, priority, cluster, percent, has_id))| {
            let line = TaskLine {
                text: TaskText::new(&text),
                owner: owner.and_then(|owner| Owner::new(&owner)),
                due: day.and_then(|day| NaiveDate::from_num_days_from_ce_opt(700_000 + day)),
                priority: [Priority::High, Priority::Medium, Priority::Low][usize::from(priority)],
                cluster: Slug::new("late-invoices").filter(|_| cluster),
                confidence: Confidence::percent(percent),
                tags: tags.iter().filter_map(|tag| Slug::new(tag)).collect(),
                id: BlockId::new(&format!("mt-{id:06x}")).filter(|_| has_id),
            };
            (line, filter.and_then(|filter| Slug::of_user(&filter)))
        })
}

const FORMATS: [TaskFormat; 3] = [TaskFormat::Seed, TaskFormat::Tasks, TaskFormat::Dataview];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn the_tasks_plugin_finds_day_and_priority((task, filter) in lines()) {
        let due = task.due.map(|day| day.to_string());
        for format in [TaskFormat::Tasks, TaskFormat::Dataview] {
            let line = task.line(format, filter.as_ref());
            let found = as_tasks_reads(&line, format);
            prop_assert_eq!(&found.due, &due, "{}", line);
            let priority = match (task.priority, format) {
                (Priority::High, _) => Some("high"),
                (Priority::Medium, TaskFormat::Dataview) => Some("medium"),
                (Priority::Medium, _) => None,
                (Priority::Low, _) => Some("low"),
            };
            prop_assert_eq!(found.priority.as_deref(), priority, "{}", line);
            prop_assert!(filter.is_none() || found.tags > 0, "{}", line);
        }
    }

    #[test]
    fn what_was_written_is_read_back((task, filter) in lines(), ticked in any::<bool>()) {
        for format in FORMATS {
            let mut line = task.line(format, filter.as_ref());
            if ticked {
                // As the Tasks plugin does it: the day behind all fields, before the block id.
                let (body, id) = line.rsplit_once(" ^").map_or((line.as_str(), None), |(body, id)| (body, Some(id)));
                let day = if format == TaskFormat::Dataview { "  [completion:: 2025-02-03]" } else { " ✅ 2025-02-03" };
                let id = id.map(|id| format!(" ^{id}")).unwrap_or_default();
                line = format!("{}{day}{id}", body.replacen("- [ ]", "- [x]", 1));
                let found = as_tasks_reads(&line, format);
                prop_assert_eq!(found.done.as_deref(), Some("2025-02-03"), "{}", line);
            }
            let back = read(&line).expect("a task");
            prop_assert_eq!(back.status, if ticked { Status::Done } else { Status::Open });
            prop_assert_eq!(back.done.map(|day| day.to_string()), ticked.then(|| "2025-02-03".to_owned()), "{}", line);
            prop_assert_eq!(back.text.as_str(), task.text.as_str(), "{}", line);
            prop_assert_eq!(back.owner.as_deref(), task.owner.as_ref().map(Owner::as_str), "{}", line);
            prop_assert_eq!(back.due, task.due, "{}", line);
            prop_assert_eq!(back.priority, Some(task.priority), "{}", line);
            prop_assert_eq!(back.cluster.as_deref(), task.cluster.as_ref().map(Slug::as_str), "{}", line);
            prop_assert_eq!(back.confidence, Some(task.confidence.get()), "{}", line);
            if format != TaskFormat::Seed {
                prop_assert_eq!(back.id.as_deref(), task.id.as_ref().map(BlockId::as_str), "{}", line);
            }
        }
    }
}
