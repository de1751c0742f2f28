//! Mermaid charts.

use chrono::{Days, NaiveDate};

use super::Item;
use crate::note::safe::{MermaidLabel, Page};
use crate::score::Priority;

/// Bars of one chart, and days that it looks ahead: more is drawn too small to be read.
const MOST_BARS: usize = 20;
const DAYS_AHEAD: u64 = 60;
/// Up to here each day has its mark on the axis, and each week beyond: Mermaid's own choice of marks sets the last day of
/// a month over the first of the next.
const MARKED_DAYS: i64 = 14;

const RANKS: [(Priority, &str); 3] = [(Priority::High, "High"), (Priority::Medium, "Medium"), (Priority::Low, "Low")];

/// A bar for each deadline from today on, as long as there is time.
pub(super) fn deadlines(items: &[Item], today: NaiveDate) -> Page {
    let last = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(NaiveDate::MAX);
    let mut coming: Vec<(NaiveDate, &Item)> =
        items.iter().filter_map(|item| Some((item.due.filter(|due| (today..=last).contains(due))?, item))).collect();
    // Stable, so that tasks of one day stay in their order.
    coming.sort_by_key(|(due, _)| *due);
    coming.truncate(MOST_BARS);
    let mut page = Page::default();
    if coming.is_empty() {
        page.put("No deadline in the next ").put(usize::try_from(DAYS_AHEAD).unwrap_or_default()).put(" days.\n");
        return page;
    }
    let days = coming.last().map_or(0, |(due, _)| (*due - today).num_days());
    let marks = if days <= MARKED_DAYS { "1day" } else { "1week" };
    page.put("```mermaid\ngantt\n    dateFormat YYYY-MM-DD\n    axisFormat %d %b\n    tickInterval ")
        .put(marks)
        .put("\n");
    for (rank, name) in RANKS {
        let mut bars = coming.iter().filter(|(_, item)| item.priority == rank).peekable();
        if bars.peek().is_some() {
            page.put("    section ").put(name).put("\n");
        }
        for (due, item) in bars {
            // A bar ends where the day after the deadline begins.
            let end = due.succ_opt().unwrap_or(*due);
            let kind = if rank == Priority::High { " :crit, " } else { " :" };
            page.put("    ").put(MermaidLabel::new(&item.text)).put(kind).put(today).put(", ").put(end).put("\n");
        }
    }
    page.put("```\n");
    page
}

/// How many tasks have which priority.
pub(super) fn priorities(items: &[Item]) -> Page {
    let mut page = Page::default();
    if items.is_empty() {
        page.put("No open tasks.\n");
        return page;
    }
    page.put("```mermaid\npie showData title Open tasks by priority\n");
    for (rank, name) in RANKS {
        let count = items.iter().filter(|item| item.priority == rank).count();
        if count > 0 {
            page.put("    \"").put(name).put("\" : ").put(count).put("\n");
        }
    }
    page.put("```\n");
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::safe::{NoteLink, TaskText};

    fn item(text: &str, due: &str, priority: Priority) -> Item {
        let note = NoteLink::new("n");
        Item { text: TaskText::new(text), owner: None, due: due.parse().ok(), priority, note }
    }

    #[test]
    fn a_chart_shows_what_comes() {
        let today = "2025-01-14".parse().expect("a day");
        let items = [
            item("Late", "2025-01-13", Priority::High),
            item("Title: of the deck", "2025-01-17", Priority::High),
            item("Today", "2025-01-14", Priority::Low),
            item("Far away", "2026-01-14", Priority::Low),
            item("Some day", "", Priority::Medium),
        ];
        assert_eq!(
            deadlines(&items, today).as_str(),
            "```mermaid\ngantt\n    dateFormat YYYY-MM-DD\n    axisFormat %d %b\n    \
             tickInterval 1day\n    section High\n    \
             · Title of the deck :crit, 2025-01-14, 2025-01-18\n    section Low\n    \
             · Today :2025-01-14, 2025-01-15\n```\n"
        );
        assert_eq!(
            priorities(&items).as_str(),
            "```mermaid\npie showData title Open tasks by priority\n    \"High\" : 2\n    \"Medium\" : 1\n    \"Low\" : 2\n```\n"
        );
        assert!(
            deadlines(&[item("Later", "2025-01-29", Priority::Low)], today).as_str().contains("tickInterval 1week\n")
        );
        assert_eq!(deadlines(&[], today).as_str(), "No deadline in the next 60 days.\n");
        assert_eq!(priorities(&[]).as_str(), "No open tasks.\n");
        assert_eq!(deadlines(&vec![items[1].clone(); 30], today).as_str().matches(":crit").count(), MOST_BARS);
    }
}
