//! The email's own sections with the counts of their entries.

use crate::structure::{BlockKind, Document};

/// How many sections are kept, in reading order.
pub const MOST: usize = 12;

/// One section of the email.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    pub heading: String,
    /// Its list entries and table rows, those of the sections in it included, sub-entries not.
    pub entries: usize,
}

/// The outermost sections that have entries, [`MOST`] at most.
///
/// Where one title stands over the whole email, the sections below it are the outermost.
pub fn of(document: &Document) -> Vec<Counted> {
    let mut counts = vec![0usize; document.sections.len()];
    for block in &document.blocks {
        let outermost = match &block.kind {
            BlockKind::Entry(entry) => entry.level == 0,
            BlockKind::Row(_) => true,
            _ => false,
        };
        if outermost && let Some(count) = counts.get_mut(block.section) {
            *count += 1;
        }
    }
    let parents: Vec<Option<usize>> =
        document.sections.iter().enumerate().map(|(at, _)| parent(document, at)).collect();
    // Sections follow the one that encloses them, so the sums are complete when they are handed up.
    let mut sums = counts.clone();
    for section in (0..parents.len()).rev() {
        let own = sums.get(section).copied().unwrap_or_default();
        if let Some(sum) = parents.get(section).copied().flatten().and_then(|above| sums.get_mut(above)) {
            *sum += own;
        }
    }
    let level = |above: Option<usize>| -> Vec<usize> {
        (0..parents.len())
            .filter(|&at| {
                parents.get(at).copied().flatten() == above
                    && sums.get(at).is_some_and(|sum| *sum > 0)
                    && document.sections.get(at).is_some_and(|section| section.heading.is_some())
            })
            .collect()
    };
    let mut shown = level(None);
    while let [only] = shown.as_slice()
        && counts.get(*only) == Some(&0)
    {
        let below = level(Some(*only));
        if below.is_empty() {
            break;
        }
        shown = below;
    }
    shown
        .into_iter()
        .filter_map(|at| {
            let heading = document.sections.get(at)?.heading.clone()?;
            Some(Counted { heading, entries: sums.get(at).copied()? })
        })
        .take(MOST)
        .collect()
}

/// The enclosing section that has a heading; a broken chain has none.
fn parent(document: &Document, section: usize) -> Option<usize> {
    let above = document.sections.get(section)?.parent?;
    (above < section && document.sections.get(above)?.heading.is_some()).then_some(above)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::{Block, Entry, Role, Section};
    use crate::zones::Voice;

    fn section(heading: Option<&str>, role: Role, parent: Option<usize>) -> Section {
        Section { heading: heading.map(str::to_owned), number: None, parent, role, line: 1 }
    }

    fn block(kind: BlockKind, label: Option<&str>, text: &str, section: usize) -> Block {
        Block {
            kind,
            text: text.to_owned(),
            label: label.map(str::to_owned),
            beside: None,
            lines: 0..1,
            section,
            parent: None,
            voice: Voice::Own,
        }
    }

    fn entry(level: usize) -> BlockKind {
        BlockKind::Entry(Entry { level, number: None, checked: None })
    }

    #[test]
    fn sections_with_entries_are_counted_with_what_they_enclose() {
        let document = Document {
            sections: vec![
                section(None, Role::Open, None),
                section(Some("Findings"), Role::Findings, None),
                section(Some("Gate"), Role::Findings, Some(1)),
                section(Some("Background"), Role::Information, None),
                section(Some("Actions"), Role::Actions, Some(0)),
            ],
            blocks: vec![
                block(entry(0), None, "loose", 0),
                block(entry(0), None, "one", 1),
                block(entry(0), None, "two", 2),
                block(entry(1), None, "two a", 2),
                block(BlockKind::Paragraph, None, "prose", 3),
                block(entry(0), None, "three", 4),
            ],
        };
        let counted: Vec<(String, usize)> = of(&document).into_iter().map(|one| (one.heading, one.entries)).collect();
        assert_eq!(counted, [("Findings".to_owned(), 2), ("Actions".to_owned(), 1)]);
    }

    #[test]
    fn below_a_title_its_sections_are_the_outermost() {
        let document = Document {
            sections: vec![
                section(Some("Report"), Role::Open, None),
                section(Some("Findings"), Role::Findings, Some(0)),
                section(Some("Actions"), Role::Actions, Some(0)),
            ],
            blocks: vec![block(entry(0), None, "one", 1), block(entry(0), None, "two", 2)],
        };
        assert_eq!(of(&document).iter().map(|one| one.heading.as_str()).collect::<Vec<_>>(), ["Findings", "Actions"]);
    }

    #[test]
    fn a_broken_chain_of_sections_ends() {
        let document = Document {
            sections: vec![section(Some("A"), Role::Open, Some(0)), section(Some("B"), Role::Open, Some(7))],
            blocks: vec![block(entry(0), None, "one", 0), block(entry(0), None, "two", 9)],
        };
        assert_eq!(of(&document).len(), 1);
    }
}
