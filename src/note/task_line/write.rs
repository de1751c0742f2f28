//! A task as a line of the note.

use super::TaskLine;
use crate::note::TaskFormat;
use crate::note::safe::{Page, Slug};
use crate::score::Priority;

/// The Tasks plugin gives up after 20 tags at the end of a line and then finds no date; nobody needs half as many.
const MOST_TAGS: usize = 10;

/// The line without its end. `filter` is the tag that the Tasks plugin wants in each task.
///
/// What TasksAgent reads stands left, in the order of its own lines, and the Tasks plugin's fields stand right of it, for
/// that plugin reads from the end of the line and stops at the first thing it does not know. `seed` has TasksAgent's
/// own order, in which the Tasks plugin finds no date.
pub(in crate::note) fn write(page: &mut Page, task: &TaskLine, format: TaskFormat, filter: Option<&Slug>) {
    page.put("- [ ] ").put(&task.text);
    if let Some(owner) = &task.owner {
        page.put(" [[@").put(owner).put("]]");
    }
    if let (TaskFormat::Seed, Some(due)) = (format, task.due) {
        page.put(" 📅 ").put(due);
    }
    page.put(match task.priority {
        Priority::High => " 🔴",
        Priority::Medium => " 🟡",
        Priority::Low => " 🟢",
    });
    if let Some(cluster) = &task.cluster {
        page.put(" 🧩 cluster:").put(cluster);
    }
    page.put(" ⚠️ ").put(usize::from(task.confidence.get())).put("%");
    let tags = task.tags.iter().take(MOST_TAGS);
    for tag in tags.chain(filter.filter(|filter| !task.tags.contains(filter))) {
        page.put(" #").put(tag);
    }
    match format {
        TaskFormat::Seed => {}
        TaskFormat::Tasks => {
            // No sign for medium: 🔼 would be high to TasksAgent.
            page.put(match task.priority {
                Priority::High => " ⏫",
                Priority::Medium => "",
                Priority::Low => " 🔽",
            });
            if let Some(due) = task.due {
                page.put(" 📅 ").put(due);
            }
        }
        TaskFormat::Dataview => {
            page.put(match task.priority {
                Priority::High => " [priority:: high]",
                Priority::Medium => " [priority:: medium]",
                Priority::Low => " [priority:: low]",
            });
            if let Some(due) = task.due {
                // Two blanks, or the Tasks plugin takes both fields for one.
                page.put("  [due:: ").put(due).put("]");
            }
        }
    }
    if let (TaskFormat::Tasks | TaskFormat::Dataview, Some(id)) = (format, &task.id) {
        page.put(" ^").put(id);
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::read;
    use super::*;
    use crate::note::safe::{BlockId, Owner, TaskText};
    use crate::score::Confidence;

    fn task(text: &str) -> TaskLine {
        TaskLine {
            text: TaskText::new(text),
            owner: Owner::new("DevOps Team"),
            due: NaiveDate::from_ymd_opt(2025, 1, 17),
            priority: Priority::High,
            cluster: Slug::new("security-critical"),
            confidence: Confidence::percent(98),
            tags: ["security", "urgent"].iter().filter_map(|tag| Slug::new(tag)).collect(),
            id: BlockId::new("mt-a1b2c3"),
        }
    }

    fn line(task: &TaskLine, format: TaskFormat) -> String {
        let mut page = Page::default();
        write(&mut page, task, format, None);
        page.into_string()
    }

    const FORMATS: [TaskFormat; 3] = [TaskFormat::Seed, TaskFormat::Tasks, TaskFormat::Dataview];

    /// Every mixture of fields, over texts that try to be fields.
    fn tasks() -> Vec<TaskLine> {
        let mut all = Vec::new();
        for text in
            ["Rotate keys", "Pay 📅 2031-01-01 #now ^id", "Ask [[@Boss]] (due:: 2031-01-01) 98%", "C# 2025-01-01"]
        {
            for bits in 0..64_u8 {
                let mut one = task(text);
                let on = |bit: u8| bits & (1 << bit) != 0;
                one.owner = one.owner.filter(|_| on(0));
                one.due = one.due.filter(|_| on(1));
                one.cluster = one.cluster.filter(|_| on(2));
                one.tags.truncate(if on(3) { 2 } else { 0 });
                one.priority = [Priority::High, Priority::Medium, Priority::Low][usize::from(bits % 3)];
                one.id = one.id.filter(|_| on(4));
                one.confidence = Confidence::percent(if on(5) { 100 } else { 7 });
                all.push(one);
            }
        }
        all
    }

    #[test]
    fn each_format_has_its_order() {
        let task = task("Rotate all keys");
        let cases = [
            "- [ ] Rotate all keys [[@DevOps Team]] 📅 2025-01-17 🔴 🧩 cluster:security-critical ⚠️ 98% #security #urgent",
            "- [ ] Rotate all keys [[@DevOps Team]] 🔴 🧩 cluster:security-critical ⚠️ 98% #security #urgent ⏫ 📅 2025-01-17 ^mt-a1b2c3",
            "- [ ] Rotate all keys [[@DevOps Team]] 🔴 🧩 cluster:security-critical ⚠️ 98% #security #urgent [priority:: high]  [due:: 2025-01-17] ^mt-a1b2c3",
        ];
        for (format, expected) in FORMATS.into_iter().zip(cases) {
            assert_eq!(line(&task, format), expected);
        }
    }

    #[test]
    fn the_global_filter_is_one_more_tag() {
        let mut page = Page::default();
        write(&mut page, &task("Rotate keys"), TaskFormat::Tasks, Slug::of_user("task").as_ref());
        assert!(page.as_str().contains(" #security #urgent #task ⏫"), "{}", page.as_str());
    }

    #[test]
    fn what_was_written_is_read_back() {
        for task in tasks() {
            for format in FORMATS {
                let text = line(&task, format);
                let back = read(&text).unwrap_or_else(|| panic!("no task: {text}"));
                assert_eq!(back.text, task.text.as_str(), "{text}");
                assert_eq!(back.owner.as_deref(), task.owner.as_ref().map(Owner::as_str), "{text}");
                assert_eq!(back.due, task.due, "{text}");
                assert_eq!(back.priority, Some(task.priority), "{text}");
                assert_eq!(back.cluster.as_deref(), task.cluster.as_ref().map(Slug::as_str), "{text}");
                assert_eq!(back.confidence, Some(task.confidence.get()), "{text}");
                assert_eq!(back.tags, task.tags.iter().map(Slug::as_str).collect::<Vec<_>>(), "{text}");
                if format != TaskFormat::Seed {
                    assert_eq!(back.id.as_deref(), task.id.as_ref().map(BlockId::as_str), "{text}");
                }
            }
        }
    }

    /// The Tasks plugin's reading of a line: the block id is taken off, then fields are taken off the end in any order
    /// (at most 21 rounds) until nothing that it knows stands there.
    struct AsTasksReads {
        due: Option<String>,
        priority: Option<&'static str>,
        tags: usize,
        rest: String,
    }

    fn as_tasks_reads(line: &str) -> AsTasksReads {
        let mut rest = line.strip_prefix("- [ ] ").expect("a task line").trim();
        if let Some((before, id)) = rest.rsplit_once(" ^") {
            if !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
                rest = before.trim_end();
            }
        }
        let mut found = AsTasksReads { due: None, priority: None, tags: 0, rest: String::new() };
        for _ in 0..=20 {
            let mut matched = false;
            for (sign, name) in [("🔺", "highest"), ("⏫", "high"), ("🔼", "medium"), ("🔽", "low"), ("⏬", "lowest")]
            {
                if let Some(before) = rest.strip_suffix(sign) {
                    (found.priority, rest, matched) = (Some(name), before.trim_end(), true);
                }
            }
            if let Some((before, date)) = rest.rsplit_once('📅') {
                let date = date.trim_start_matches(' ');
                if date.len() == 10 && date.parse::<NaiveDate>().is_ok() {
                    (found.due, rest, matched) = (Some(date.to_owned()), before.trim_end(), true);
                }
            }
            if let Some((before, tag)) = rest.rsplit_once(" #") {
                if !tag.is_empty() && !tag.contains(|c: char| " !@#$%^&*(),.?\":{}|<>".contains(c)) {
                    found.tags += 1;
                    (rest, matched) = (before.trim_end(), true);
                }
            }
            if !matched {
                break;
            }
        }
        rest.clone_into(&mut found.rest);
        found
    }

    #[test]
    fn the_tasks_plugin_reads_date_and_priority_of_every_tasks_line() {
        for task in tasks() {
            let text = line(&task, TaskFormat::Tasks);
            let read = as_tasks_reads(&text);
            assert_eq!(read.due, task.due.map(|due| due.to_string()), "{text}");
            let priority = match task.priority {
                Priority::High => Some("high"),
                Priority::Medium => None,
                Priority::Low => Some("low"),
            };
            assert_eq!(read.priority, priority, "{text}");
            assert_eq!(read.tags, task.tags.len(), "{text}");
            assert!(read.rest.ends_with(&format!("⚠️ {}%", task.confidence.get())), "{text}");
        }
    }

    #[test]
    fn many_tags_do_not_hide_the_date_from_the_tasks_plugin() {
        let mut task = task("Rotate keys");
        task.tags = (0..40).filter_map(|n| Slug::new(&format!("tag-{n}"))).collect();
        assert!(as_tasks_reads(&line(&task, TaskFormat::Tasks)).due.is_some());
    }

    /// The Tasks plugin in its Dataview format: `[key:: value]` at the end, two blanks or a comma between.
    #[test]
    fn the_tasks_plugin_reads_every_dataview_line() {
        for task in tasks() {
            let text = line(&task, TaskFormat::Dataview);
            let mut rest = text.as_str();
            if let Some(id) = &task.id {
                rest = rest.strip_suffix(&format!(" ^{}", id.as_str())).expect("the block id last");
            }
            if let Some(due) = task.due {
                rest = rest.strip_suffix(&format!("  [due:: {due}]")).expect("the date before it");
            }
            let rank = format!(" [priority:: {}]", format!("{:?}", task.priority).to_lowercase());
            assert!(rest.ends_with(&rank), "{text}");
        }
    }
}
