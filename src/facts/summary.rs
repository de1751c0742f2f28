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
