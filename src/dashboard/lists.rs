//! The tasks of a region: as a list with links, or as a query of the Tasks plugin.

use super::{Board, Item, Region};
use crate::note::safe::{Owner, Page};
use crate::score::Priority;

/// Entries of one list; a list that is longer is a backlog, which `list` shows better.
const LONGEST: usize = 100;
const NOTHING: &str = "Nothing here.\n";

/// Entries without a checkbox, so that no task stands in the vault twice.
pub(super) fn plain(board: &Board, region: Region) -> Page {
    let mut page = Page::default();
    match region {
        Region::Overdue => list(&mut page, &board.overdue),
        Region::Week => list(&mut page, &board.week),
        Region::High => list(&mut page, &board.high),
        Region::Waiting => list(&mut page, &board.waiting),
        Region::Clusters if !board.clusters.is_empty() => {
            for (title, items) in &board.clusters {
                page.put("**").put(title).put("**\n\n");
                list(&mut page, items);
                page.put("\n");
            }
        }
        Region::Clusters | Region::Deadlines | Region::Priorities => {
            page.put(NOTHING);
        }
    }
    page
}

fn list(page: &mut Page, items: &[Item]) {
    if items.is_empty() {
        page.put(NOTHING);
    }
    for Item { text, owner, due, priority, note } in items.iter().take(LONGEST) {
        page.put("- ").put(match priority {
            Priority::High => "🔴 ",
            Priority::Medium => "🟡 ",
            Priority::Low => "🟢 ",
        });
        if let Some(due) = due {
            page.put(*due).put(" ");
        }
        page.put(text);
        if let Some(owner) = owner {
            page.put(" (").put(owner).put(")");
        }
        page.put(" ").put(note).put("\n");
    }
    if items.len() > LONGEST {
        page.put("- and ").put(items.len() - LONGEST).put(" more\n");
    }
}

/// <https://publish.obsidian.md/tasks/Queries/About+Queries>
pub(super) fn query(me: &[Owner], region: Region) -> Page {
    let mut page = Page::default();
    page.put("```tasks\nnot done\n");
    match region {
        Region::Overdue => {
            page.put("due before today\n");
        }
        Region::Week => {
            page.put("due in this week\n");
        }
        Region::High => {
            page.put("priority is above medium\n");
        }
        Region::Waiting if me.is_empty() => {
            page.put("description includes delegated-from:@\n");
        }
        Region::Waiting => {
            page.put("(description includes [[@)");
            for name in me {
                page.put(" AND NOT (description includes [[@").put(name).put("]])");
            }
            page.put("\n");
        }
        // The Dataview form writes `[cluster:: x]`, the others `cluster:x`.
        Region::Clusters | Region::Deadlines | Region::Priorities => {
            page.put("description regex matches /cluster::? ?[a-z0-9-]+/\n")
                .put("group by function (task.description.match(/cluster::? ?([a-z0-9-]+)/) || ['', ''])[1]\n");
        }
    }
    page.put("sort by priority\nsort by due\nshort mode\n```\n");
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::safe::{NoteLink, TaskText};

    #[test]
    fn a_list_has_links_and_no_boxes() {
        let item = Item {
            text: TaskText::new("[ ] Send [[x]] %% meeting-tasks:end high %% 📅 2025-01-01"),
            owner: Owner::new("Ana"),
            due: "2025-01-17".parse().ok(),
            priority: Priority::High,
            note: NoteLink::new("2025-01-14 - Mail"),
        };
        let board = Board { high: vec![item; LONGEST + 2], ..Board::default() };
        let page = plain(&board, Region::High);
        assert!(
            page.as_str().starts_with(
                "- 🔴 2025-01-17 ( ) Send ((x)) % % meeting-tasks:end high % % 2025-01-01 (Ana) [[2025-01-14 - Mail]]\n"
            ),
            "{}",
            page.as_str()
        );
        assert!(page.as_str().ends_with("- and 2 more\n"));
        assert_eq!(plain(&board, Region::Week).as_str(), NOTHING);
        assert_eq!(plain(&board, Region::Clusters).as_str(), NOTHING);
    }

    #[test]
    fn who_waits_knows_the_users_names() {
        let names: Vec<Owner> = ["Ana", "Ana Silva"].into_iter().filter_map(Owner::new).collect();
        for (me, line) in [
            (&names[..0], "\ndescription includes delegated-from:@\n"),
            (
                &names[..],
                "\n(description includes [[@) AND NOT (description includes [[@Ana]]) AND NOT (description includes [[@Ana Silva]])\n",
            ),
        ] {
            let page = query(me, Region::Waiting);
            assert!(page.as_str().contains(line), "{}", page.as_str());
        }
    }

    /// Lines that the Tasks plugin takes, each with the part of its source (`src/Query`) that reads it.
    const UNDERSTOOD: [(&str, &str); 10] = [
        // StatusField: the instruction by its words.
        ("not done", "Filter/StatusField.ts"),
        // DateField: field name, keyword, then what chrono-node or DateRangeParser reads.
        ("due before today", "Filter/DateField.ts"),
        // DateRangeParser: `(last|this|next) (week|month|quarter|year)`; a week is moment's `isoWeek`.
        ("due in this week", "DateRangeParser.ts"),
        // `^priority(\s+is)?(\s+(above|below|not))?(\s+(lowest|low|none|medium|high|highest))$`
        ("priority is above medium", "Filter/PriorityField.ts"),
        // `^description (includes|does not include|regex matches|regex does not match) (.*)`
        ("description includes delegated-from:@", "Filter/TextField.ts"),
        // The same; RegexMatcher wants slashes around the expression and none inside a class.
        ("description regex matches /cluster::? ?[a-z0-9-]+/", "Matchers/RegexMatcher.ts"),
        // `^group by function( reverse)? (.*)`: an expression of JavaScript that gives text.
        (
            "group by function (task.description.match(/cluster::? ?([a-z0-9-]+)/) || ['', ''])[1]",
            "Filter/FunctionField.ts",
        ),
        // `^sort by NAME( reverse)?` for each field that supports sorting.
        ("sort by priority", "Filter/PriorityField.ts"),
        ("sort by due", "Filter/DateField.ts"),
        // `^short`
        ("short mode", "Query.ts"),
    ];

    /// `BooleanPreprocessor` parts a line that begins with `(` and ends with `)` at `) AND NOT (`, and takes the
    /// outermost brackets off; what is left must be filters, without a bracket that it could take for one of its own.
    fn is_boolean(line: &str) -> bool {
        let inner = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        inner.is_some_and(|inner| {
            inner.split(") AND NOT (").all(|filter| {
                let words = filter.strip_prefix("description includes ");
                words.is_some_and(|words| words.starts_with("[[@") && !words.contains(['(', ')', '"']))
            })
        })
    }

    #[test]
    fn every_line_of_a_query_is_one_that_the_tasks_plugin_understands() {
        let names = ["Ana", "O'Neil AND NOT (Ana)", "NOT Ana, Jr.", "a\") OR (done"];
        let me: Vec<Owner> = names.into_iter().filter_map(Owner::new).collect();
        assert_eq!(me.len(), names.len());
        let mut used = std::collections::BTreeSet::<&str>::new();
        for me in [&me[..0], &me] {
            for region in [Region::Overdue, Region::Week, Region::High, Region::Waiting, Region::Clusters] {
                let page = query(me, region);
                let lines = page.as_str().strip_prefix("```tasks\n").and_then(|rest| rest.strip_suffix("\n```\n"));
                for line in lines.expect("a block").lines() {
                    let known = UNDERSTOOD.iter().find(|(form, _)| *form == line);
                    assert!(known.is_some() || is_boolean(line), "{region:?}: {line}");
                    used.extend(known.map(|(form, _)| form));
                    // A backslash at the end would take the next line along, and braces would be a placeholder.
                    assert!(!line.ends_with('\\') && !line.contains("{{"), "{line}");
                }
            }
        }
        assert_eq!(used.len(), UNDERSTOOD.len(), "a form that no query has: {used:?}");
    }
}
