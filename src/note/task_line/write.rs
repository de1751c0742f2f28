//! A task as a line of the note.

use super::TaskLine;
use crate::note::TaskFormat;
use crate::note::safe::{Page, Slug};
use crate::score::Priority;

/// The Tasks plugin gives up after 20 tags at the end of a line and then finds no date; nobody needs half as many.
const MOST_TAGS: usize = 10;

/// The line without its end. `filter` is the tag that the Tasks plugin wants in each task.
///
/// What `TasksAgent` reads stands left, in the order of its own lines, and the Tasks plugin's fields stand right of it, for
/// that plugin reads from the end of the line and stops at the first thing it does not know. `seed` has `TasksAgent`'s
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
}
