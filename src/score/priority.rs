//! How urgent a task is, with the reasons in words.

use chrono::NaiveDate;

use super::Priority;
use super::cues::{Cue, PHRASES};
use crate::email::Importance;
use crate::facts::phrases::{Word, negated, words};
use crate::sentences::Sentence;
use crate::structure::{BlockKind, Document, Role};

/// What the priority of a task is told from.
#[derive(Debug, Clone, Copy, Default)]
pub struct PrioritySignals<'a> {
    /// The sentence that carries the task; with the text of its repeats where there are any, in `repeats`.
    pub sentence: &'a str,
    /// The neighbour before it in the same block, unless that is a task itself.
    pub before: Option<&'a str>,
    /// The neighbour after it in the same block, unless that is a task itself.
    pub after: Option<&'a str>,
    /// Other places that name the same action: a recap, a timeline entry.
    pub repeats: &'a [&'a str],
    /// The headings over it and over its repeats, innermost first.
    pub headings: &'a [Heading<'a>],
    pub subject: &'a str,
    pub importance: Importance,
    pub due: Option<NaiveDate>,
    /// The local day of sending.
    pub sent: Option<NaiveDate>,
    /// What the email's own grading says: see [`super::grades::Grades`].
    pub grade: Option<Priority>,
}

/// A heading over a task, or the label before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading<'a> {
    pub text: &'a str,
    pub role: Role,
}

/// The headings over `block`, innermost first: its label, what it is nested under, its section and the sections around that.
pub fn headings(document: &Document, block: usize) -> Vec<Heading<'_>> {
    let mut found = Vec::new();
    let Some(here) = document.blocks.get(block) else { return found };
    found.extend(here.label.as_deref().map(|text| Heading { text, role: Role::Open }));
    let mut above = here.parent;
    for _ in 0..DEEPEST {
        let Some(parent) = above.and_then(|index| document.blocks.get(index)) else { break };
        if !matches!(parent.kind, BlockKind::Greeting | BlockKind::Closing) {
            // A long paragraph speaks of more than the list below it.
            let role = if words(&parent.text).len() > LEAD { Role::Information } else { Role::Open };
            found.extend(parent.label.as_deref().map(|text| Heading { text, role }));
            found.push(Heading { text: &parent.text, role });
        }
        above = parent.parent;
    }
    let mut section = Some(here.section);
    for _ in 0..DEEPEST {
        let Some(around) = section.and_then(|index| document.sections.get(index)) else { break };
        found.extend(around.heading.as_deref().map(|text| Heading { text, role: around.role }));
        section = around.parent;
    }
    found
}

/// The sentences before and after `sentence` in its block, unless they are tasks (`taken`) themselves.
pub fn neighbours<'a>(
    sentence: usize,
    sentences: &'a [Sentence],
    taken: &[usize],
) -> (Option<&'a str>, Option<&'a str>) {
    let block = sentences.get(sentence).map(|here| here.block);
    let beside = |index: Option<usize>| {
        let index = index.filter(|index| !taken.contains(index))?;
        sentences.get(index).filter(|other| Some(other.block) == block).map(|other| other.text.as_str())
    };
    (beside(sentence.checked_sub(1)), beside(sentence.checked_add(1)))
}

/// The priority and why, strongest reason first; a medium one has no reason when nothing spoke.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    pub priority: Priority,
    pub reasons: Vec<String>,
}

/// Due within so many days of sending is urgent.
const NEAR_DAYS: i64 = 2;
/// The sum of cues from which a task is urgent, and (negative) from which it can wait: one plain word is enough.
const DECISIVE: f64 = 1.0;
/// What a neighbour that does not speak of the task itself adds.
const ASIDE: f64 = 0.5;
/// A neighbour of at most so many words has no topic of its own: "This is urgent."
const SHORT: usize = 8;
/// An introduction of a list is at most so many words long.
const LEAD: usize = 15;
/// How far up nested entries and sections are followed.
const DEEPEST: usize = 8;
/// Senders mark whole mails with the header; of their tasks some four in ten are urgent.
const HEADER: f64 = 0.4;
/// The most reasons shown.
const MOST_REASONS: usize = 4;

/// Ranks a task. A day that is near decides; then the email's own grading; then the sum of the words that speak of hurry,
/// risk or leisure.
pub fn rank(signals: &PrioritySignals) -> Ranked {
    let mut said = Vec::new();
    speak(&mut said, signals.sentence, "", 1.0);
    neighbour(&mut said, signals.before, "before it");
    neighbour(&mut said, signals.after, "after it");
    for repeat in signals.repeats {
        speak(&mut said, repeat, "where it is said again", 1.0);
    }
    for heading in signals.headings {
        // What findings are like is no order; what the entries of a plan weigh is.
        let factor = if matches!(heading.role, Role::Findings | Role::Information) { ASIDE } else { 1.0 };
        speak(&mut said, heading.text, "in the heading", factor);
    }
    speak(&mut said, signals.subject, "in the subject", 1.0);
    match signals.importance {
        Importance::High => said.push(Said { weight: HEADER, why: "marked as important by its sender".to_owned() }),
        Importance::Low => said.push(Said { weight: -DECISIVE, why: "marked as unimportant by its sender".to_owned() }),
        Importance::Normal => {}
    }
    let near = signals.due.zip(signals.sent).filter(|(due, sent)| (*due - *sent).num_days() <= NEAR_DAYS);
    if near.is_some() {
        let why = format!("due within {NEAR_DAYS} days of sending");
        return Ranked { priority: Priority::High, reasons: reasons(Some(why), said, 1.0) };
    }
    if let Some(grade) = signals.grade {
        let why = format!("graded {} by the email", grade.name());
        let direction = match grade {
            Priority::High => 1.0,
            Priority::Medium => 0.0,
            Priority::Low => -1.0,
        };
        return Ranked { priority: grade, reasons: reasons(Some(why), said, direction) };
    }
    let sum: f64 = said.iter().map(|one| one.weight).sum();
    // Sums of the weights above are multiples of a twentieth; half of that absorbs what binary fractions lose.
    let (priority, direction) = if sum > DECISIVE - 0.025 {
        (Priority::High, 1.0)
    } else if sum < 0.025 - DECISIVE {
        (Priority::Low, -1.0)
    } else {
        (Priority::Medium, 0.0)
    };
    Ranked { priority, reasons: reasons(None, said, direction) }
}

/// One cue that spoke; negative for leisure.
struct Said {
    weight: f64,
    why: String,
}

fn reasons(first: Option<String>, mut said: Vec<Said>, direction: f64) -> Vec<String> {
    said.retain(|one| one.weight * direction > 0.0);
    said.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    let mut all: Vec<String> = first.into_iter().collect();
    for one in said {
        if !all.contains(&one.why) {
            all.push(one.why);
        }
    }
    all.truncate(MOST_REASONS);
    all
}

/// Adds the strongest cue of each direction that `text` has, times `factor`.
fn speak(said: &mut Vec<Said>, text: &str, place: &str, factor: f64) {
    if text.is_empty() {
        return;
    }
    speak_words(said, text, &words(text), place, factor);
}

fn speak_words(said: &mut Vec<Said>, text: &str, list: &[Word], place: &str, factor: f64) {
    let mut hard: Option<Said> = None;
    let mut soft: Option<Said> = None;
    for hit in PHRASES.find(list) {
        let (cue, weight) = *hit.means;
        let opens_negative = list.get(hit.words.start).is_some_and(|word| {
            matches!(word.folded.as_ref(), "no" | "not" | "nothing" | "isn't" | "can't" | "cannot")
        });
        if (!opens_negative && negated(list, hit.words.start)) || asks_after(list, hit.words.start) {
            continue;
        }
        let quoted = list
            .get(hit.words.clone())
            .and_then(|span| text.get(span.first()?.span.start..span.last()?.span.end))
            .unwrap_or_default();
        let why = if place.is_empty() {
            format!("{}: \"{quoted}\"", cue.name())
        } else {
            format!("{} {place}: \"{quoted}\"", cue.name())
        };
        let slot = if cue == Cue::Soft { &mut soft } else { &mut hard };
        // A mail about safety has tasks of every rank; one that speaks of a breach has not.
        let topic = !place.is_empty() && cue == Cue::Risk && weight < DECISIVE;
        let factor = if topic { factor * ASIDE } else { factor };
        let signed = if cue == Cue::Soft { -weight } else { weight } * factor;
        if slot.as_ref().is_none_or(|one| one.weight.abs() < signed.abs()) {
            *slot = Some(Said { weight: signed, why });
        }
    }
    said.extend(hard);
    said.extend(soft);
}

/// "Let me know if you have time" asks whether, it does not say that there is time.
fn asks_after(list: &[Word], at: usize) -> bool {
    let word = |index: usize| list.get(index).map(|word| word.folded.as_ref());
    matches!(word(at), Some("if" | "when" | "whenever"))
        && at.checked_sub(1).is_some_and(|before| {
            matches!(
                word(before),
                Some("know" | "see" | "ask" | "asked" | "check" | "wonder" | "wondering" | "say" | "tell")
            )
        })
}

/// A neighbour speaks of the task when it points at it ("It is essential that ...") or is too short for a topic of its own.
fn neighbour(said: &mut Vec<Said>, text: Option<&str>, place: &str) {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return };
    let list = words(text);
    let points = list.first().is_some_and(|word| {
        matches!(
            word.folded.as_ref(),
            "it" | "it's"
                | "this"
                | "that"
                | "these"
                | "those"
                | "they"
                | "without"
                | "otherwise"
                | "else"
                | "or"
                | "not"
                | "no"
                | "nothing"
                | "failure"
                | "there"
                | "there's"
        )
    });
    let factor = if points || list.len() <= SHORT { 1.0 } else { ASIDE };
    speak_words(said, text, &list, place, factor);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(signals: &PrioritySignals) -> Priority {
        rank(signals).priority
    }

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn words_of_the_sentence_rank_it() {
        for (sentence, expected) in [
            ("Please call the harbour master ASAP.", Priority::High),
            ("Patch the gateway immediately", Priority::High),
            ("This is not urgent, but please call him.", Priority::Low),
            ("Nothing urgent: send me the photos.", Priority::Low),
            ("The pump is no longer critical, please log it.", Priority::Medium),
            ("Send me the photos when you get a chance.", Priority::Low),
            ("Whenever you have a minute, look at the draft.", Priority::Low),
            ("Look at the draft at your convenience.", Priority::Low),
            ("Look at the draft at your earliest convenience.", Priority::Medium),
            ("A new legend on the chart would be nice.", Priority::Low),
            ("Sign the lease or we lose the flat.", Priority::High),
            ("Sign the lease, otherwise we lose the deposit.", Priority::High),
            ("Let me know if you have time for a call.", Priority::Medium),
            ("Please send the minutes to Ravi.", Priority::Medium),
            ("", Priority::Medium),
            ("\u{1f525} \u{2019}\u{2019} ---", Priority::Medium),
        ] {
            assert_eq!(of(&PrioritySignals { sentence, ..PrioritySignals::default() }), expected, "{sentence}");
        }
    }

    #[test]
    fn a_near_day_is_urgent_and_a_far_one_is_not() {
        for (due, expected) in [
            ("2026-05-06", Priority::High),
            ("2026-05-08", Priority::High),
            ("2026-05-09", Priority::Medium),
            ("2026-05-01", Priority::High),
        ] {
            let signals = PrioritySignals {
                sentence: "Send it.",
                due: day(due),
                sent: day("2026-05-06"),
                ..PrioritySignals::default()
            };
            assert_eq!(of(&signals), expected, "{due}");
        }
        let signals = PrioritySignals { sentence: "Send it.", due: day("2026-05-06"), ..PrioritySignals::default() };
        assert_eq!(of(&signals), Priority::Medium, "no day of sending");
    }

    #[test]
    fn neighbours_headings_and_the_subject_speak_too() {
        let task = PrioritySignals { sentence: "Send the file.", ..PrioritySignals::default() };
        let heading = |text, role| [Heading { text, role }];
        let (critical, findings) =
            (heading("Week 1 (critical, must complete)", Role::Timeline), heading("Urgent findings", Role::Findings));
        for (signals, expected) in [
            (PrioritySignals { after: Some("There is no rush with it."), ..task }, Priority::Low),
            (PrioritySignals { after: Some("Without it we will lose our slot on the ferry."), ..task }, Priority::High),
            (
                PrioritySignals { after: Some("Rob wrote to the landlord about the emergency exit in May."), ..task },
                Priority::Medium,
            ),
            (PrioritySignals { before: Some("This is urgent."), ..task }, Priority::High),
            (PrioritySignals { subject: "URGENT: berth for Friday", ..task }, Priority::High),
            (PrioritySignals { importance: Importance::High, ..task }, Priority::Medium),
            (PrioritySignals { importance: Importance::Low, ..task }, Priority::Low),
            (PrioritySignals { headings: &critical, ..task }, Priority::High),
            (PrioritySignals { headings: &findings, ..task }, Priority::Medium),
            (PrioritySignals { repeats: &["Send the file (urgent)"], ..task }, Priority::High),
        ] {
            assert_eq!(of(&signals), expected, "{signals:?}");
        }
    }

    #[test]
    fn the_grading_of_the_email_decides_over_its_words() {
        let task = PrioritySignals { sentence: "Fix the emergency lamp.", ..PrioritySignals::default() };
        assert_eq!(of(&PrioritySignals { grade: Some(Priority::Low), ..task }), Priority::Low);
        assert_eq!(of(&PrioritySignals { grade: Some(Priority::Medium), ..task }), Priority::Medium);
        let near =
            PrioritySignals { grade: Some(Priority::Low), due: day("2026-05-06"), sent: day("2026-05-06"), ..task };
        assert_eq!(of(&near), Priority::High);
    }

    #[test]
    fn reasons_quote_the_email_and_speak_for_the_verdict_only() {
        let signals = PrioritySignals {
            sentence: "Please reply \u{201c}As Soon As Possible\u{201d}.",
            after: Some("No rush."),
            subject: "Urgent",
            ..PrioritySignals::default()
        };
        let ranked = rank(&signals);
        assert_eq!(ranked.priority, Priority::High);
        assert_eq!(ranked.reasons, ["urgent word: \"As Soon As Possible\"", "urgent word in the subject: \"Urgent\""]);
        assert!(rank(&PrioritySignals { sentence: "Send it.", ..PrioritySignals::default() }).reasons.is_empty());
    }
}
