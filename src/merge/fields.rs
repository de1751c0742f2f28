//! One task line of three: what the mail changed, where the person changed nothing.

use std::ops::Range;

use crate::note::task_line::{Field, Span, read, spans, task_mark};

/// What is refreshed for itself; the order is the one of the line.
const FIELDS: [Field; 6] = [Field::Owner, Field::Due, Field::Priority, Field::Cluster, Field::Confidence, Field::Tag];

/// Whether the priority may change: the line stands under the heading of its old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    Refresh,
    Keep,
}

/// `theirs` with each field that `ours` has otherwise than `base`, as long as `theirs` has it as `base`.
///
/// A line whose box a person has marked keeps its words. Where the mail's line came in another format, a line that a
/// person has changed keeps the format that it has.
pub(super) fn merge(base: &str, theirs: &str, ours: &str, rank: Rank) -> String {
    let (Some(was), Some(is), Some(new)) = (task_mark(base), task_mark(theirs), task_mark(ours)) else {
        return theirs.to_owned();
    };
    if was.mark != is.mark {
        return theirs.to_owned();
    }
    let kept = theirs.trim_end();
    let body = |line: &str, at: usize| line.trim_end().get(at..).unwrap_or_default().to_owned();
    if rank == Rank::Refresh && body(base, was.body_at) == body(theirs, is.body_at) {
        let prefix = theirs.get(..is.body_at).unwrap_or_default();
        let blanks = theirs.get(kept.len()..).unwrap_or_default();
        return format!("{prefix}{}{blanks}", body(ours, new.body_at));
    }
    let (base, theirs_line, ours) = (Line::of(base), Line::of(theirs), Line::of(ours));
    if base.format() != ours.format() {
        return theirs.to_owned();
    }
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let same_words = read(base.whole).map(|task| task.text) == read(theirs).map(|task| task.text);
    if same_words && base.text() == theirs_line.text() && base.text() != ours.text() {
        edits.push((theirs_line.text.clone(), ours.text().to_owned()));
    }
    for field in FIELDS {
        if field == Field::Priority && rank == Rank::Keep {
            continue;
        }
        let (was, is, new) = (base.values(field), theirs_line.values(field), ours.values(field));
        if was != is || was == new {
            continue;
        }
        let places: Vec<Range<usize>> = theirs_line.places(field).collect();
        if places.len() == new.len() {
            edits.extend(places.into_iter().zip(new.iter().map(|value| (*value).to_owned())));
            continue;
        }
        // Two blanks, or the Tasks plugin takes the field and the one before it for one.
        let blanks = |value: &str| if value.starts_with("[due::") { "  " } else { " " };
        let added: String = new.iter().flat_map(|value| [blanks(value), value]).collect();
        let at = places.first().map_or_else(|| theirs_line.after(&ours, field), |first| first.start);
        let at = blank_before(theirs, at);
        edits.extend(places.into_iter().map(|place| (blank_before(theirs, place.start)..place.end, String::new())));
        edits.push((at..at, added));
    }
    // From the end on, and what is cut away at a place before what is put there.
    edits.sort_by_key(|(place, _)| (place.start, !place.is_empty()));
    let mut out = theirs.to_owned();
    for (place, text) in edits.into_iter().rev() {
        out.replace_range(place, &text);
    }
    out
}

/// Where the blanks before `at` start.
fn blank_before(line: &str, at: usize) -> usize {
    line.get(..at).unwrap_or_default().trim_end_matches(' ').len()
}

/// A task line and where its parts stand.
struct Line<'a> {
    whole: &'a str,
    text: Range<usize>,
    spans: Vec<Span>,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let spans = spans(line);
        let start = task_mark(line).map_or(0, |mark| mark.body_at);
        let end = spans.first().map_or(line.trim_end().len(), |span| span.range.start).max(start);
        let text = line.get(start..end).unwrap_or_default();
        let from = end - text.trim_start().len();
        let text = from..from + text.trim().len();
        Line { whole: line, text, spans }
    }

    fn text(&self) -> &'a str {
        self.whole.get(self.text.clone()).unwrap_or_default()
    }

    fn places(&self, field: Field) -> impl Iterator<Item = Range<usize>> {
        self.spans.iter().filter(move |span| span.field == field).map(|span| span.range.clone())
    }

    fn values(&self, field: Field) -> Vec<&'a str> {
        self.places(field).filter_map(|place| self.whole.get(place)).collect()
    }

    /// What tells the formats apart: a block id, fields in brackets.
    fn format(&self) -> (bool, bool) {
        let id = read(self.whole).is_some_and(|task| task.id.is_some());
        let brackets = self.values(Field::Priority).iter().any(|value| value.starts_with('['));
        (id, brackets)
    }

    /// Where `field`, which this line has not, comes in the order that `like` has.
    fn after(&self, like: &Line, field: Field) -> usize {
        let before = like.spans.iter().take_while(|span| span.field != field).map(|span| span.field);
        let mut at = self.text.end;
        for one in before {
            at = self.places(one).last().map_or(at, |place| place.end.max(at));
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_refreshed_for_itself() {
        let base = "- [ ] Call Ben [[@Ana]] 📅 2025-01-17 🔴 ⚠️ 90% #a #b";
        for (theirs, ours, expected) in [
            // The person's day stays, the rest is fresh.
            (
                "- [ ] Call Ben [[@Ana]] 📅 2025-02-01 🔴 ⚠️ 90% #a #b",
                "- [ ] Call Ben Ray [[@Ana]] 📅 2025-01-18 🔴 🧩 cluster:x ⚠️ 95% #a #b",
                "- [ ] Call Ben Ray [[@Ana]] 📅 2025-02-01 🔴 🧩 cluster:x ⚠️ 95% #a #b",
            ),
            (
                "\t* [ ] Call him 🔁 every week 📅 2025-01-17 🔴 ⚠️ 90% #a #b  ",
                "- [ ] Call Ben [[@Eve]] 🔴 ⚠️ 95% #c",
                "\t* [ ] Call him 🔁 every week 🔴 ⚠️ 95% #c  ",
            ),
            (
                "- [x] Call Ben [[@Ana]] 📅 2025-01-17 🔴 ⚠️ 90% #a #b ✅ 2025-01-16",
                "- [ ] Call [[@Ana]] 🔴 ⚠️ 95%",
                "- [x] Call Ben [[@Ana]] 📅 2025-01-17 🔴 ⚠️ 90% #a #b ✅ 2025-01-16",
            ),
            ("- [ ] Call Ben 🔴 ⚠️ 90% #mine", "- [ ] Call [[@Eve]] 🔴 ⚠️ 95% #c", "- [ ] Call 🔴 ⚠️ 95% #mine"),
            // An untouched line takes another format, a touched one keeps its own.
            (
                "- [ ] Call Ben [[@Ana]] 📅 2025-01-17 🔴 ⚠️ 90% #a #b ",
                "- [ ] Call 🔴 📅 2025-01-18 ^mt-1",
                "- [ ] Call 🔴 📅 2025-01-18 ^mt-1 ",
            ),
            ("- [ ] Call Ben 🔴", "- [ ] Call 🔴 📅 2025-01-18 ^mt-1", "- [ ] Call Ben 🔴"),
        ] {
            assert_eq!(merge(base, theirs, ours, Rank::Refresh), expected, "{theirs}\n{ours}");
        }
    }
}
