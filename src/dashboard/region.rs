//! What in the note is the program's: the lines between its marks, and nothing else.

use crate::note::safe::Page;

/// A part that a refresh replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    Overdue,
    Week,
    High,
    Waiting,
    Clusters,
    Deadlines,
    Priorities,
}

impl Region {
    /// In the order in which they stand in a new note.
    pub const ALL: [Region; 7] = [
        Region::Overdue,
        Region::Week,
        Region::High,
        Region::Waiting,
        Region::Clusters,
        Region::Deadlines,
        Region::Priorities,
    ];

    /// As the marks name it.
    fn name(self) -> &'static str {
        match self {
            Region::Overdue => "overdue",
            Region::Week => "week",
            Region::High => "high",
            Region::Waiting => "waiting",
            Region::Clusters => "clusters",
            Region::Deadlines => "deadlines",
            Region::Priorities => "priorities",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Region::Overdue => "Overdue",
            Region::Week => "Due this week",
            Region::High => "High priority",
            Region::Waiting => "Waiting for others",
            Region::Clusters => "By cluster",
            Region::Deadlines => "Coming deadlines",
            Region::Priorities => "Priorities",
        }
    }

    fn named(name: &str) -> Option<Region> {
        Region::ALL.into_iter().find(|region| region.name() == name)
    }
}

const HEAD: &str = "# Dashboard\n\n%% `meeting-tasks dashboard` replaces what stands between its marks, and keeps all \
                    else: headings, text, order. A part that you delete stays away; delete the note for a new one. %%\n";

/// The whole note.
pub fn fresh(regions: &[(Region, Page)]) -> String {
    let mut text = HEAD.to_owned();
    for (region, page) in regions {
        let (name, heading) = (region.name(), region.heading());
        for part in ["\n## ", heading, "\n\n%% meeting-tasks:begin ", name, " %%\n", page.as_str().trim_end()] {
            text.push_str(part);
        }
        for part in ["\n%% meeting-tasks:end ", name, " %%\n"] {
            text.push_str(part);
        }
    }
    text
}

/// `text` with each region's lines in the place of those between its marks; `None` where it has no marks.
///
/// Marks that do not come in pairs are a person's half-done work, and nothing beside them is touched.
pub fn refreshed(text: &str, regions: &[(Region, Page)]) -> Option<String> {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    // Lines since a mark that has begun a region, with the mark.
    let mut open: Option<(Region, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        match (mark(line), open) {
            (Some((true, region)), before) => {
                if let Some((_, from)) = before {
                    out.push_str(&lines[from..at].concat());
                }
                open = Some((region, at));
            }
            (Some((false, region)), Some((begun, from))) => {
                let page = regions.iter().find(|(other, _)| *other == region).map(|(_, page)| page);
                if let Some(page) = page.filter(|_| begun == region) {
                    out.push_str(lines[from]);
                    out.push_str(&page.as_str().trim_end().replace('\n', line_end));
                    out.push_str(line_end);
                    found = true;
                } else {
                    out.push_str(&lines[from..at].concat());
                }
                out.push_str(line);
                open = None;
            }
            (_, Some(_)) => {}
            (_, None) => out.push_str(line),
        }
    }
    if let Some((_, from)) = open {
        out.push_str(&lines[from..].concat());
    }
    found.then_some(out)
}

/// Whether a line is a mark: of a beginning (`true`) or an end, and of which region.
fn mark(line: &str) -> Option<(bool, Region)> {
    let inner = line.trim().strip_prefix("%%")?.strip_suffix("%%")?.trim().strip_prefix("meeting-tasks:")?;
    let (what, name) = inner.split_once(' ')?;
    let begins = match what {
        "begin" => true,
        "end" => false,
        _ => return None,
    };
    Some((begins, Region::named(name.trim())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions(word: &'static str) -> Vec<(Region, Page)> {
        let page = || {
            let mut page = Page::default();
            page.put(word);
            page
        };
        Region::ALL.into_iter().map(|region| (region, page())).collect()
    }

    #[test]
    fn a_refresh_gives_what_a_new_note_has() {
        let (old, new) = (regions("old\nlines\n"), regions("new\n"));
        assert_eq!(refreshed(&fresh(&old), &new), Some(fresh(&new)));
        assert_eq!(refreshed(&fresh(&new), &new), Some(fresh(&new)));
    }

    #[test]
    fn what_a_person_wrote_stays() {
        let cases = [
            ("no marks\n", None),
            (
                "a\n%% meeting-tasks:begin high %%\nx\n%% meeting-tasks:end high %%\nb",
                Some("a\n%% meeting-tasks:begin high %%\nnew\n%% meeting-tasks:end high %%\nb"),
            ),
            ("> %%meeting-tasks:begin high%%\n", None),
            ("%% meeting-tasks:begin high %%\nmine\n", None),
            ("%% meeting-tasks:end high %%\nmine\n", None),
            ("%% meeting-tasks:begin none %%\nmine\n%% meeting-tasks:end none %%\n", None),
            ("%% meeting-tasks:begin high %%\nmine\n%% meeting-tasks:end week %%\n", None),
            (
                "%% meeting-tasks:begin high %%\nmine\n%% meeting-tasks:begin high %%\n%% meeting-tasks:end high %%",
                Some(
                    "%% meeting-tasks:begin high %%\nmine\n%% meeting-tasks:begin high %%\nnew\n%% meeting-tasks:end high %%",
                ),
            ),
            (
                "a\r\n%% meeting-tasks:begin high %%\r\n%% meeting-tasks:end high %%\r\n",
                Some("a\r\n%% meeting-tasks:begin high %%\r\nnew\r\n%% meeting-tasks:end high %%\r\n"),
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(refreshed(text, &regions("new")).as_deref(), expected, "{text:?}");
        }
    }
}
