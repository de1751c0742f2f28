//! One field of a task line changed, the rest as it is.

use chrono::NaiveDate;

use super::read::{Field, Span, spans, task_mark};
use super::{ReadTask, Status};
use crate::note::day;
use crate::note::safe::{Owner, Slug};
use crate::score::Priority;

/// What is to become of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Ticked off on this day.
    Done(NaiveDate),
    Due(NaiveDate),
    /// Given to somebody on this day; whoever had it last stands as the one who handed it on.
    Owner(Owner, NaiveDate),
    Priority(Priority),
    Cluster(Slug),
}

impl Change {
    /// Whether `task` is as this change wants it.
    pub fn is_in(&self, task: &ReadTask) -> bool {
        match self {
            Change::Done(_) => task.status == Status::Done && task.done.is_some(),
            Change::Due(due) => task.due == Some(*due),
            Change::Owner(owner, _) => task.owner.as_deref() == Some(owner.as_str()),
            Change::Priority(priority) => task.priority == Some(*priority),
            Change::Cluster(cluster) => task.cluster.as_deref() == Some(cluster.as_str()),
        }
    }
}

/// Whether a task comes again when it is ticked off: the Tasks plugin's 🔁, or `[repeat:: every week]`.
pub fn repeats(line: &str) -> bool {
    line.contains('🔁') || line.contains("[repeat::")
}

/// How a line has its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `TasksAgent`'s order: the day left of the circle.
    Seed,
    /// The Tasks plugin's signs at the end, in front of the block id.
    Signs,
    /// `[due:: 2025-01-17]`
    Brackets,
}

/// What a field in brackets begins with; Dataview reads round ones too.
const BRACKETS: [&str; 4] = ["[due::", "[priority::", "(due::", "(priority::"];

/// `line` after `change`; `None` where it is no task line.
///
/// A field that the line has is replaced where it stands. One that it has not comes where this program and the Tasks
/// plugin write it: a day, a sign and a tick at the end in front of the block id, the rest behind the text.
pub fn edit(line: &str, change: &Change) -> Option<String> {
    task_mark(line)?;
    Some(match change {
        Change::Done(on) => done(line, *on),
        Change::Due(due) => due_on(line, *due),
        Change::Owner(owner, on) => owned_by(line, owner, *on),
        Change::Priority(priority) => ranked(line, *priority),
        Change::Cluster(cluster) => {
            let text = format!("🧩 cluster:{}", cluster.as_str());
            replaced(line, Field::Cluster, &text).unwrap_or_else(|| {
                let at = end_of(line, &[Field::Priority, Field::Due, Field::Owner]);
                inserted(line, at, &text)
            })
        }
    })
}

fn form(line: &str) -> Form {
    let brackets = BRACKETS.iter().any(|bracket| line.contains(bracket));
    let signs = spans(line).iter().any(|span| {
        let text = line.get(span.range.clone()).unwrap_or_default();
        span.field == Field::Priority && !text.starts_with(['🔴', '🟡', '🟢', '[', '('])
    });
    match (brackets, signs || block_id_at(line).is_some()) {
        (true, _) => Form::Brackets,
        (false, true) => Form::Signs,
        (false, false) => Form::Seed,
    }
}

/// Where the block id with the blank before it starts.
fn block_id_at(line: &str) -> Option<usize> {
    let at = line.trim_end().rfind(" ^")?;
    let id = line.trim_end().get(at + 2..)?;
    (!id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')).then_some(at)
}

/// The end of the fields: where the block id or the blanks at the end begin.
fn end(line: &str) -> usize {
    block_id_at(line).unwrap_or_else(|| line.trim_end().len())
}

fn done(line: &str, on: NaiveDate) -> String {
    let Some(mark) = task_mark(line) else { return line.to_owned() };
    let ticked = {
        let mut ticked = line.to_owned();
        ticked.replace_range(mark.mark_at..mark.mark_at + mark.mark.len_utf8(), "x");
        ticked
    };
    if ticked.contains('✅') || ticked.contains("[completion::") {
        return ticked;
    }
    match form(&ticked) {
        Form::Brackets => inserted(&ticked, end(&ticked), &format!(" [completion:: {}]", day(on))),
        Form::Seed | Form::Signs => inserted(&ticked, end(&ticked), &format!("✅ {}", day(on))),
    }
}

fn due_on(line: &str, due: NaiveDate) -> String {
    let form = form(line);
    // Whoever reads the line may take any of its days.
    let there: Vec<Span> = spans(line).into_iter().filter(|span| span.field == Field::Due).collect();
    if !there.is_empty() {
        let mut out = line.to_owned();
        for Span { field: _, range } in there.into_iter().rev() {
            let was = line.get(range.clone()).unwrap_or_default();
            out.replace_range(range, &in_brackets(was, "due", day(due)).unwrap_or_else(|| format!("📅 {}", day(due))));
        }
        return out;
    }
    let text = match form {
        Form::Brackets => format!("[due:: {}]", day(due)),
        Form::Seed | Form::Signs => format!("📅 {}", day(due)),
    };
    match form {
        Form::Seed => inserted(line, end_of(line, &[Field::Owner]), &text),
        Form::Signs => inserted(line, before_done(line), &text),
        // Two blanks, or the Tasks plugin takes both fields for one.
        Form::Brackets => inserted(line, before_done(line), &format!(" {text}")),
    }
}

/// The field `key` with another value, in the brackets that it has; `None` where it has none.
fn in_brackets(was: &str, key: &str, value: impl std::fmt::Display) -> Option<String> {
    match was.chars().next() {
        Some('[') => Some(format!("[{key}:: {value}]")),
        Some('(') => Some(format!("({key}:: {value})")),
        _ => None,
    }
}

/// The end of the fields, but for the day on which it was ticked off.
fn before_done(line: &str) -> usize {
    let done = [" ✅", " [completion::"].iter().filter_map(|sign| line.find(sign)).min();
    done.map_or_else(|| end(line), |at| line.get(..at).unwrap_or_default().trim_end().len())
}

fn owned_by(line: &str, owner: &Owner, on: NaiveDate) -> String {
    let new = format!("[[@{}]]", owner.as_str());
    let Some(span) = first(line, Field::Owner) else {
        return inserted(line, end_of(line, &[]), &new);
    };
    let was = line.get(span.range.clone()).unwrap_or_default();
    // `[[@Ana Silva|Ana]]`
    let from = was.trim_start_matches("[[@").trim_end_matches("]]").split('|').next().unwrap_or_default().trim();
    if from == owner.as_str() {
        return line.to_owned();
    }
    // TasksAgent finds the mark only with a second sign behind the name, and 🗓 or 📆 would be a day to the Tasks plugin.
    let mark = format!("🔗 delegated-from:@{from} 🔗 {}", day(on));
    let mut out = line.to_owned();
    match delegation(line) {
        // The later one first, so that the earlier one still stands where it was found.
        Some(there) if there.start > span.range.start => {
            out.replace_range(there, &mark);
            out.replace_range(span.range, &new);
        }
        Some(there) => {
            out.replace_range(span.range, &new);
            out.replace_range(there, &mark);
        }
        None => out.replace_range(span.range, &format!("{new} {mark}")),
    }
    out
}

/// Where a line says who handed the task on and, behind another sign, when.
fn delegation(line: &str) -> Option<std::ops::Range<usize>> {
    let spans = spans(line);
    let text = |span: &Span| line.get(span.range.clone()).unwrap_or_default();
    let at = spans.iter().position(|span| text(span).starts_with('🔗') && text(span).contains("delegated-from:"))?;
    let Span { field: _, range } = spans.get(at)?;
    let day = spans.get(at + 1).filter(|next| {
        let between = line.get(range.end..next.range.start).unwrap_or_default();
        between.trim().is_empty() && text(next).starts_with('🔗')
    });
    Some(range.start..day.map_or(range.end, |next| next.range.end))
}

fn ranked(line: &str, priority: Priority) -> String {
    let [circle, sign, word] = match priority {
        Priority::High => ["🔴", "⏫", "high"],
        // No sign for medium: 🔼 would be high to TasksAgent.
        Priority::Medium => ["🟡", "", "medium"],
        Priority::Low => ["🟢", "🔽", "low"],
    };
    let (mut out, mut circled, mut signed) = (line.to_owned(), false, false);
    for span in spans(line).into_iter().rev().filter(|span| span.field == Field::Priority) {
        let text = line.get(span.range.clone()).unwrap_or_default();
        let new = match text.chars().next() {
            Some('🔴' | '🟡' | '🟢') => {
                circled = true;
                circle.to_owned()
            }
            _ => in_brackets(text, "priority", word).unwrap_or_else(|| {
                signed = true;
                sign.to_owned()
            }),
        };
        let start = if new.is_empty() { blank_before(&out, span.range.start) } else { span.range.start };
        out.replace_range(start..span.range.end, &new);
    }
    if !circled {
        out = inserted(&out, end_of(&out, &[Field::Due, Field::Owner]).min(before_done(&out)), circle);
    }
    if !signed && !sign.is_empty() && form(line) == Form::Signs {
        let at = first(&out, Field::Due).map_or_else(|| before_done(&out), |due| blank_before(&out, due.range.start));
        out = inserted(&out, at, sign);
    }
    out
}

fn first(line: &str, field: Field) -> Option<Span> {
    spans(line).into_iter().find(|span| span.field == field)
}

/// The line with its first such field replaced; `None` where it has none.
fn replaced(line: &str, field: Field, text: &str) -> Option<String> {
    let span = first(line, field)?;
    let mut out = line.to_owned();
    out.replace_range(span.range, text);
    Some(out)
}

/// The end of the first of `fields` that stands among those in front, else of the text.
fn end_of(line: &str, fields: &[Field]) -> usize {
    let all = spans(line);
    let in_front = |field: &Field| {
        all.iter().find(|span| {
            let text = line.get(span.range.clone()).unwrap_or_default();
            // Those at the end are the Tasks plugin's.
            let at_end = text.starts_with(['⏫', '🔺', '🔼', '🔽', '⏬', '[', '(']) && !text.starts_with("[[")
                || span.field == Field::Due && form(line) != Form::Seed;
            span.field == *field && !at_end
        })
    };
    fields.iter().find_map(in_front).map_or_else(
        || {
            let text = all.first().map_or_else(|| end(line), |span| span.range.start);
            line.get(..text).unwrap_or_default().trim_end().len()
        },
        |span| span.range.end,
    )
}

fn blank_before(line: &str, at: usize) -> usize {
    line.get(..at).unwrap_or_default().trim_end_matches(' ').len()
}

/// The line with `text` and a blank before it at `at`.
fn inserted(line: &str, at: usize, text: &str) -> String {
    let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
    format!("{before} {text}{after}")
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    const SEED: &str = "- [ ] Rotate keys [[@Ops]] 📅 2025-01-17 🔴 🧩 cluster:safe ⚠️ 98% #security";
    const TASKS: &str = "- [ ] Rotate keys [[@Ops]] 🔴 🧩 cluster:safe ⚠️ 98% #security ⏫ 📅 2025-01-17 ^mt-a1";
    const BRACKETS: &str = "- [ ] Rotate keys [[@Ops]] 🔴 ⚠️ 98% [priority:: high]  [due:: 2025-01-17] ^mt-a1";

    #[test]
    fn a_field_is_changed_where_it_stands() {
        let owner = || Change::Owner(Owner::new("Zoe").expect("a name"), date("2025-01-02"));
        for (line, change, expected) in [
            (SEED, Change::Due(date("2026-02-01")), SEED.replace("2025-01-17", "2026-02-01")),
            (TASKS, Change::Due(date("2026-02-01")), TASKS.replace("2025-01-17", "2026-02-01")),
            (BRACKETS, Change::Due(date("2026-02-01")), BRACKETS.replace("2025-01-17", "2026-02-01")),
            (SEED, Change::Done(date("2025-01-10")), SEED.replace("[ ]", "[x]") + " ✅ 2025-01-10"),
            (TASKS, Change::Done(date("2025-01-10")), TASKS.replace("[ ]", "[x]").replace(" ^", " ✅ 2025-01-10 ^")),
            (
                BRACKETS,
                Change::Done(date("2025-01-10")),
                BRACKETS.replace("[ ]", "[x]").replace(" ^", "  [completion:: 2025-01-10] ^"),
            ),
            (SEED, owner(), SEED.replace("[[@Ops]]", "[[@Zoe]] 🔗 delegated-from:@Ops 🔗 2025-01-02")),
            (
                "- [ ] Call [[@Ben]] 🔗 delegated-from:@Ana 🔗 2024-12-01 📅 2025-01-17 🔴",
                owner(),
                "- [ ] Call [[@Zoe]] 🔗 delegated-from:@Ben 🔗 2025-01-02 📅 2025-01-17 🔴".to_owned(),
            ),
            // As TasksAgent writes it, and with the mark before the owner.
            (
                "- [ ] Call [[@Ben Hur|Ben]] 🔗 delegated-from:@Ana Silva 📆 2024-12-01 🔴",
                owner(),
                "- [ ] Call [[@Zoe]] 🔗 delegated-from:@Ben Hur 🔗 2025-01-02 🔴".to_owned(),
            ),
            (
                "- [ ] Call 🔗 delegated-from:@Ana [[@Ben]]",
                owner(),
                "- [ ] Call 🔗 delegated-from:@Ben 🔗 2025-01-02 [[@Zoe]]".to_owned(),
            ),
            (
                "- [ ] Call [[@Zoe]] 🔗 delegated-from:@Ben 🔗 2024-12-01",
                owner(),
                "- [ ] Call [[@Zoe]] 🔗 delegated-from:@Ben 🔗 2024-12-01".to_owned(),
            ),
            (
                "- [ ] Call 📅 2025-01-17 (due:: 2025-01-18) [due:: 2025-01-19]",
                Change::Due(date("2026-02-01")),
                "- [ ] Call 📅 2026-02-01 (due:: 2026-02-01) [due:: 2026-02-01]".to_owned(),
            ),
            (
                "- [ ] Call 🔴 (priority:: high)",
                Change::Priority(Priority::Low),
                "- [ ] Call 🟢 (priority:: low)".to_owned(),
            ),
            (SEED, Change::Priority(Priority::Low), SEED.replace('🔴', "🟢")),
            (TASKS, Change::Priority(Priority::Low), TASKS.replace('🔴', "🟢").replace('⏫', "🔽")),
            (TASKS, Change::Priority(Priority::Medium), TASKS.replace('🔴', "🟡").replace(" ⏫", "")),
            (BRACKETS, Change::Priority(Priority::Low), BRACKETS.replace('🔴', "🟢").replace("high", "low")),
            (SEED, Change::Cluster(Slug::new("new").expect("a slug")), SEED.replace("cluster:safe", "cluster:new")),
        ] {
            assert_eq!(edit(line, &change).as_deref(), Some(expected.as_str()), "{change:?}");
            assert!(read(&expected).is_some_and(|task| change.is_in(&task)), "{expected}");
        }
    }

    #[test]
    fn a_field_that_is_not_there_comes_where_its_readers_look_for_it() {
        for (line, change, expected) in [
            ("- [ ] Call Ana", Change::Due(date("2025-01-17")), "- [ ] Call Ana 📅 2025-01-17"),
            (
                "- [ ] Call Ana [[@Ben]] 🔴 ⚠️ 90%",
                Change::Due(date("2025-01-17")),
                "- [ ] Call Ana [[@Ben]] 📅 2025-01-17 🔴 ⚠️ 90%",
            ),
            (
                "- [ ] Call Ana 🟡 ⚠️ 90% ^mt-1",
                Change::Due(date("2025-01-17")),
                "- [ ] Call Ana 🟡 ⚠️ 90% 📅 2025-01-17 ^mt-1",
            ),
            ("- [ ] Call Ana 🟡 ⚠️ 90% ^mt-1", Change::Priority(Priority::High), "- [ ] Call Ana 🔴 ⚠️ 90% ⏫ ^mt-1"),
            (
                "- [ ] Call Ana 🟡 ⚠️ 90%",
                Change::Cluster(Slug::new("calls").expect("a slug")),
                "- [ ] Call Ana 🟡 🧩 cluster:calls ⚠️ 90%",
            ),
            (
                "* [/] Call Ana",
                Change::Owner(Owner::new("Ben").expect("a name"), date("2025-01-02")),
                "* [/] Call Ana [[@Ben]]",
            ),
            ("> 1. [ ] Call Ana  ", Change::Done(date("2025-01-10")), "> 1. [x] Call Ana ✅ 2025-01-10  "),
            ("- [ ] Call Ana", Change::Priority(Priority::Medium), "- [ ] Call Ana 🟡"),
        ] {
            let edited = edit(line, &change).expect("a task line");
            assert_eq!(edited, expected, "{change:?}");
            assert!(read(&edited).is_some_and(|task| change.is_in(&task)), "{edited}");
        }
        assert!(repeats("- [ ] Water 🔁 every week 📅 2025-01-17") && !repeats(SEED));
        assert_eq!(edit("no task", &Change::Done(date("2025-01-10"))), None);
    }
}
