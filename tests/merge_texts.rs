//! Random edits of a whole note by hand against random changes of the mail, told by lines alone: nothing that a person did is lost, nothing is doubled,
//! and a second run changes no byte. `PROPTEST_CASES=10000 cargo test --release --test merge_texts` tries ten thousand.

use meeting_tasks::merge::{Base, merge};
use proptest::prelude::*;

/// Tasks that nobody takes for one another.
const SUBJECTS: [&str; 8] = [
    "Sign the lease for the corner shop",
    "Order eleven keys at Hartmann",
    "Rent a van until Saturday night",
    "Call Ms Osei about heating oil",
    "Translate chapter four into Welsh",
    "Book seats near the orchestra",
    "Repair both garden gates",
    "Weigh every parcel twice",
];
const DAYS: [&str; 3] = ["2025-03-07", "2025-03-21", "2025-04-30"];
const CIRCLES: [(&str, &str); 3] = [("🔴", "High"), ("🟡", "Medium"), ("🟢", "Low")];

/// What the mail gives of one task.
#[derive(Debug, Clone)]
struct Given {
    there: bool,
    due: Option<usize>,
    circle: usize,
    percent: u8,
    tag: bool,
    context: bool,
}

fn given() -> impl Strategy<Value = Given> {
    (prop::bool::weighted(0.8), prop::option::of(0..DAYS.len()), 0..3usize, 50..100u8, any::<bool>(), any::<bool>())
        .prop_map(|(there, due, circle, percent, tag, context)| Given { there, due, circle, percent, tag, context })
}

fn given_all() -> impl Strategy<Value = (Vec<Given>, u8)> {
    (prop::collection::vec(given(), SUBJECTS.len()), 0..3u8)
}

/// The note that the program would write.
fn note((tasks, summary): &(Vec<Given>, u8)) -> String {
    let mut text = String::from(
        "---\ntitle: \"Move\"\nemailId: a1b2c3d4e5f60718\nlabel: action\n---\n\n# Move\n\n## Action Items\n\n",
    );
    for (at, (circle, name)) in CIRCLES.iter().enumerate() {
        let mut list = String::new();
        for (task, subject) in tasks.iter().zip(SUBJECTS).filter(|(task, _)| task.there && task.circle == at) {
            let due = task.due.map(|due| format!(" 📅 {}", DAYS[due])).unwrap_or_default();
            let tag = if task.tag { " #housing" } else { "" };
            list.extend([format!("- [ ] {subject} [[@Ana]]{due} {circle} ⚠️ {}%{tag}\n", task.percent)]);
            if task.context {
                list.extend([format!("  - Context: because of {}\n", &subject[..4])]);
            }
            list.extend([format!("  > \"We should {}\"\n", subject.to_lowercase())]);
        }
        if !list.is_empty() {
            text.extend([format!("### {circle} {name} Priority\n\n{list}\n")]);
        }
    }
    text.extend([format!(
        "## Summary of the Email\n\n- Findings: {summary}\n\n---\n\n**[Reprocess](obsidian://x)**\n"
    )]);
    text
}

/// What a person does to a task, or to the note.
#[derive(Debug, Clone)]
enum Edit {
    Tick(usize, char),
    DoneOn(usize),
    Reword(usize),
    Redate(usize),
    Owner(usize),
    Tag(usize),
    Delete(usize),
    Move(usize),
    Double(usize),
    SubEntry(usize),
    Paragraph,
    Heading,
    Property,
    Crlf,
    Blanks,
    NoLastLineEnd,
}

fn edit() -> impl Strategy<Value = Edit> {
    let task = || 0..SUBJECTS.len();
    prop_oneof![
        (task(), prop::sample::select(vec!['x', '/', '-', '>'])).prop_map(|(at, mark)| Edit::Tick(at, mark)),
        task().prop_map(Edit::DoneOn),
        task().prop_map(Edit::Reword),
        task().prop_map(Edit::Redate),
        task().prop_map(Edit::Owner),
        task().prop_map(Edit::Tag),
        task().prop_map(Edit::Delete),
        task().prop_map(Edit::Move),
        task().prop_map(Edit::Double),
        task().prop_map(Edit::SubEntry),
        Just(Edit::Paragraph),
        Just(Edit::Heading),
        Just(Edit::Property),
        Just(Edit::Crlf),
        Just(Edit::Blanks),
        Just(Edit::NoLastLineEnd),
    ]
}

/// Edits of different things, at most one for each task, so that each can be looked for by itself.
fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edit(), 0..6).prop_map(|edits| {
        let mut seen = std::collections::HashSet::new();
        let about = |edit: &Edit| match edit {
            Edit::Tick(at, _)
            | Edit::DoneOn(at)
            | Edit::Reword(at)
            | Edit::Redate(at)
            | Edit::Owner(at)
            | Edit::Tag(at)
            | Edit::Delete(at)
            | Edit::Move(at)
            | Edit::Double(at)
            | Edit::SubEntry(at) => format!("{at}"),
            other => format!("{other:?}"),
        };
        edits.into_iter().filter(|edit| seen.insert(about(edit))).collect()
    })
}

/// The lines of a task and of what stands under it.
fn block(lines: &[String], subject: &str) -> Option<(usize, usize)> {
    let start = lines.iter().position(|line| line.contains(subject) && line.starts_with("- ["))?;
    let end = (start + 1..lines.len()).find(|at| !lines[*at].starts_with("  ")).unwrap_or(lines.len());
    Some((start, end))
}

/// The note after an edit, with what must be found in it from then on; `None` where there is nothing to edit.
fn edited(text: &str, edit: &Edit) -> Option<(String, Check)> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at_task = |lines: &[String], at: usize| block(lines, SUBJECTS[at]);
    let check = match edit {
        Edit::Tick(at, mark) => {
            let (start, _) = at_task(&lines, *at)?;
            lines[start] = lines[start].replacen("[ ]", &format!("[{mark}]"), 1);
            Check::Line(lines[start].clone())
        }
        Edit::DoneOn(at) => {
            let (start, _) = at_task(&lines, *at)?;
            lines[start] = format!("{} ✅ 2025-03-02", lines[start].replacen("[ ]", "[x]", 1));
            Check::Line(lines[start].clone())
        }
        Edit::Reword(at) => {
            let (start, _) = at_task(&lines, *at)?;
            lines[start] = lines[start].replacen(SUBJECTS[*at], "Something quite different", 1);
            Check::Has("Something quite different")
        }
        Edit::Redate(at) => {
            let (start, _) = at_task(&lines, *at)?;
            let without: String =
                DAYS.iter().fold(lines[start].clone(), |line, day| line.replace(&format!(" 📅 {day}"), ""));
            lines[start] = without.replacen("[[@Ana]]", "[[@Ana]] 📅 2026-01-01", 1);
            Check::Both(SUBJECTS[*at], "📅 2026-01-01")
        }
        Edit::Owner(at) => {
            let (start, _) = at_task(&lines, *at)?;
            lines[start] = lines[start].replacen("[[@Ana]]", "[[@Zoe]]", 1);
            Check::Both(SUBJECTS[*at], "[[@Zoe]]")
        }
        Edit::Tag(at) => {
            let (start, _) = at_task(&lines, *at)?;
            lines[start].push_str(" #mine");
            Check::Both(SUBJECTS[*at], "#mine")
        }
        Edit::Delete(at) => {
            let (start, end) = at_task(&lines, *at)?;
            lines.drain(start..end);
            Check::Gone(SUBJECTS[*at])
        }
        Edit::Move(at) => {
            let (start, end) = at_task(&lines, *at)?;
            let moved: Vec<String> = lines.drain(start..end).collect();
            let end =
                lines.iter().position(|line| line == "---" && !lines[0].is_empty()).map_or(0, |_| lines.len() - 2);
            lines.splice(
                end..end,
                ["## Later".to_owned(), String::new()].into_iter().chain(moved).chain([String::new()]),
            );
            Check::Below("## Later", SUBJECTS[*at])
        }
        Edit::Double(at) => {
            let (start, end) = at_task(&lines, *at)?;
            let copy: Vec<String> = lines[start..end].to_vec();
            lines.splice(end..end, copy);
            Check::Has(SUBJECTS[*at])
        }
        Edit::SubEntry(at) => {
            let (start, _) = at_task(&lines, *at)?;
            lines.insert(start + 1, "  - she said yes on the phone".to_owned());
            Check::Line("  - she said yes on the phone".to_owned())
        }
        Edit::Paragraph => {
            let at = lines.iter().position(|line| line == "# Move")?;
            lines.insert(at + 1, String::new());
            lines.insert(at + 2, "My own words.".to_owned());
            Check::Line("My own words.".to_owned())
        }
        Edit::Heading => {
            let at = lines.iter().position(|line| line.starts_with("## Summary"))?;
            lines.splice(at..at, ["## My heading".to_owned(), String::new(), "- one".to_owned(), String::new()]);
            Check::Line("## My heading".to_owned())
        }
        Edit::Property => {
            lines.insert(2, "status: waiting".to_owned());
            Check::Line("status: waiting".to_owned())
        }
        Edit::Crlf => return Some((text.replace("\r\n", "\n").replace('\n', "\r\n"), Check::Crlf)),
        Edit::Blanks => {
            let at = lines.iter().position(|line| line == "# Move")?;
            lines[at].push_str("   ");
            Check::Line("# Move   ".to_owned())
        }
        Edit::NoLastLineEnd => return Some((text.trim_end().to_owned(), Check::NoLastLineEnd)),
    };
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = lines.join(ending);
    if text.ends_with('\n') {
        out.push_str(ending);
    }
    Some((out, check))
}

#[derive(Debug, Clone)]
enum Check {
    Line(String),
    Has(&'static str),
    /// One line has both.
    Both(&'static str, &'static str),
    Below(&'static str, &'static str),
    Gone(&'static str),
    Crlf,
    NoLastLineEnd,
}

impl Check {
    fn holds(&self, text: &str) -> bool {
        match self {
            Check::Line(line) => text.lines().any(|found| found == line),
            Check::Has(words) => text.contains(words),
            Check::Both(a, b) => text.lines().any(|line| line.contains(a) && line.contains(b)),
            Check::Below(heading, words) => {
                text.split_once(heading).is_some_and(|(above, below)| below.contains(words) && !above.contains(words))
            }
            Check::Gone(words) => !text.contains(words),
            Check::Crlf => text.lines().count() < 2 || text.matches('\n').count() == text.matches("\r\n").count(),
            Check::NoLastLineEnd => !text.ends_with('\n'),
        }
    }
}

/// The subjects that a person has changed so that the mail's wording of them no longer stands there once.
fn counts_once(edits: &[Edit], at: usize) -> bool {
    !edits.iter().any(|edit| matches!(edit, Edit::Reword(i) | Edit::Delete(i) | Edit::Double(i) if *i == at))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn nothing_of_a_person_is_lost_and_nothing_is_doubled(
        first in given_all(), second in given_all(), third in given_all(), edits in edits(), later in edits(),
    ) {
        let (base, ours, last) = (note(&first), note(&second), note(&third));
        let mut theirs = base.clone();
        let mut checks = Vec::new();
        for edit in &edits {
            if let Some((text, check)) = edited(&theirs, edit) {
                theirs = text;
                checks.push(check);
            }
        }
        let one = merge(&Base { text: &base, gone: "" }, &theirs, &ours);
        for check in &checks {
            prop_assert!(check.holds(&one.text), "{check:?} in\n{theirs}\nmerged with\n{ours}\nis\n{}", one.text);
        }
        let again = merge(&Base { text: &ours, gone: &one.gone }, &one.text, &ours);
        prop_assert_eq!(&again.text, &one.text);
        for (at, subject) in SUBJECTS.iter().enumerate().filter(|(at, _)| counts_once(&edits, *at)) {
            let boxes = one.text.lines().filter(|line| line.contains(subject) && line.contains("] ")).filter(|line| line.trim_start().starts_with("- [")).count();
            prop_assert!(boxes <= 1, "{subject} stands {boxes} times in\n{}", one.text);
            if second.0[at].there {
                prop_assert!(boxes == 1, "{subject} is missing in\n{}", one.text);
            }
        }
        // More edits, and another change of the mail.
        let mut theirs = one.text.clone();
        let mut new_checks = Vec::new();
        let touched = |edit: &Edit| {
            let number = |edit: &Edit| format!("{edit:?}").chars().find(char::is_ascii_digit);
            edits.iter().any(|other| number(other).is_some() && number(other) == number(edit) || number(edit).is_none())
        };
        for edit in later.iter().filter(|edit| !touched(edit)) {
            if let Some((text, check)) = edited(&theirs, edit) {
                theirs = text;
                new_checks.push(check);
            }
        }
        let two = merge(&Base { text: &ours, gone: &one.gone }, &theirs, &last);
        for check in checks.iter().chain(&new_checks) {
            prop_assert!(check.holds(&two.text), "{check:?} in\n{theirs}\nmerged with\n{last}\nis\n{}", two.text);
        }
        let again = merge(&Base { text: &last, gone: &two.gone }, &two.text, &last);
        prop_assert_eq!(&again.text, &two.text);
    }

    #[test]
    fn any_texts_at_all_are_merged_without_a_panic(base in "(?s).{0,200}", theirs in "(?s).{0,200}", ours in "(?s).{0,200}", gone in "(?s).{0,80}") {
        let one = merge(&Base { text: &base, gone: &gone }, &theirs, &ours);
        if base == ours {
            prop_assert_eq!(one.text, theirs);
        }
    }
}

/// Cases of a quick run; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
}
