//! How urgent a task is, with the reasons in words.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::Priority;
use crate::email::Importance;
use crate::facts::phrases::{Phrases, Word, negated, words};
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

/// What kind of cue a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Urgent,
    Risk,
    Consequence,
    Soft,
}

impl Cue {
    fn name(self) -> &'static str {
        match self {
            Cue::Urgent => "urgent word",
            Cue::Risk => "risk",
            Cue::Consequence => "consequence",
            Cue::Soft => "no hurry",
        }
    }
}

/// Phrases with their weights: 1 decides alone, less needs company.
const CUES: &[(&str, Cue, f64)] = &[
    // The sender says so.
    ("urgent|urgently|urgency", Cue::Urgent, 1.0),
    ("asap|a.s.a.p", Cue::Urgent, 1.0),
    ("as soon|quickly as possible", Cue::Urgent, 1.0),
    ("as soon|quickly as you can", Cue::Urgent, 1.0),
    ("as soon as humanly possible", Cue::Urgent, 1.0),
    ("immediate|immediately", Cue::Urgent, 1.0),
    ("without delay", Cue::Urgent, 1.0),
    ("right|straight away", Cue::Urgent, 1.0),
    ("right now", Cue::Urgent, 0.7),
    ("at once", Cue::Urgent, 1.0),
    ("by return", Cue::Urgent, 1.0),
    ("this minute|instant", Cue::Urgent, 1.0),
    ("drop everything", Cue::Urgent, 1.0),
    ("need|needed this|it yesterday", Cue::Urgent, 1.0),
    ("time-critical|time-sensitive|business-critical|mission-critical", Cue::Urgent, 1.0),
    ("time critical|sensitive", Cue::Urgent, 1.0),
    ("top|highest|first|high|utmost|absolute priority", Cue::Urgent, 1.0),
    ("number one priority", Cue::Urgent, 1.0),
    ("high importance", Cue::Urgent, 1.0),
    ("of the utmost|highest importance", Cue::Urgent, 1.0),
    ("critical|critically", Cue::Urgent, 1.0),
    ("emergency", Cue::Urgent, 1.0),
    ("must complete", Cue::Urgent, 1.0),
    ("hurry", Cue::Urgent, 0.7),
    ("crucial|essential|vital|imperative|paramount", Cue::Urgent, 0.5),
    ("very|most|really|extremely important", Cue::Urgent, 0.5),
    ("can't|cannot wait", Cue::Urgent, 0.7),
    ("running out of time", Cue::Urgent, 1.0),
    ("last|final chance|call|warning|notice", Cue::Urgent, 1.0),
    ("final reminder", Cue::Urgent, 1.0),
    ("escalate|escalates|escalated|escalating|escalation", Cue::Urgent, 1.0),
    ("overdue", Cue::Urgent, 1.0),
    ("past due", Cue::Urgent, 1.0),
    // Work stands still.
    ("blocker|blockers|blocking", Cue::Urgent, 1.0),
    ("blocked|stuck on|until|by|without", Cue::Urgent, 0.7),
    ("is|are|am|i'm|we're blocked", Cue::Urgent, 1.0),
    ("show-stopper|showstopper", Cue::Urgent, 1.0),
    ("holding up|everyone|everything|us", Cue::Urgent, 0.5),
    // Safety, security, law and money.
    ("breach|breached|compromised|leaked|hacked", Cue::Risk, 1.0),
    ("outage|downtime", Cue::Risk, 1.0),
    ("is|are|went|gone down for", Cue::Risk, 0.7),
    ("production|site|service|system|server is down", Cue::Risk, 1.0),
    ("legal|litigation hold", Cue::Risk, 1.0),
    ("subpoena|injunction|lawsuit|statutory", Cue::Risk, 1.0),
    ("at risk", Cue::Risk, 1.0),
    ("vulnerability|vulnerabilities|exploit|exploited", Cue::Risk, 0.7),
    ("unsafe|hazard|hazardous|dangerous|danger", Cue::Risk, 1.0),
    ("recall|contaminated|contamination", Cue::Risk, 0.5),
    ("injury|injured|injuries", Cue::Risk, 0.7),
    ("fire exit|exits|escape|door|doors|alarm", Cue::Risk, 0.5),
    ("penalty|penalties|surcharge", Cue::Risk, 0.7),
    ("late fee|fees|charge|charges", Cue::Risk, 0.7),
    ("in default", Cue::Risk, 0.7),
    ("non-compliance|noncompliance|violation|violations", Cue::Risk, 0.5),
    ("ombudsman|regulator|tribunal", Cue::Risk, 0.5),
    ("security|safety", Cue::Risk, 0.3),
    ("password|passwords|credentials", Cue::Risk, 0.3),
    ("phishing|malware|ransomware|virus", Cue::Risk, 0.7),
    ("condition of cover|insurance|employment", Cue::Risk, 0.7),
    ("failure to comply|pay|respond|reply|file", Cue::Risk, 1.0),
    // What happens if not.
    (
        "or|otherwise|else they|we|you|it'll|they'll|we'll|you'll|i'll lose|charge|cancel|forfeit|miss|default",
        Cue::Consequence,
        1.0,
    ),
    ("or|otherwise|else they|we|you|it will lose|charge|cancel|forfeit|miss|close|bill|fine", Cue::Consequence, 1.0),
    (
        "we|you|they'll|we'll|you'll|i lose the|our|your slot|place|places|booking|deposit|discount|seat|money",
        Cue::Consequence,
        1.0,
    ),
    (
        "will|would lose the|our|your slot|place|places|booking|deposit|discount|seat|money|contract|customer|client",
        Cue::Consequence,
        1.0,
    ),
    (
        "will be suspended|terminated|disconnected|cancelled|canceled|locked|deactivated|disabled|revoked",
        Cue::Consequence,
        0.7,
    ),
    ("may|can be suspended|terminated|disconnected|deactivated|disabled|revoked", Cue::Consequence, 0.7),
    ("is|are cut off", Cue::Consequence, 0.7),
    ("deadline lapses|passes|expires", Cue::Consequence, 0.7),
    ("they|he|she|it will only stop", Cue::Consequence, 0.7),
    ("or|otherwise i|we send them home", Cue::Consequence, 0.7),
    ("can't|cannot ship|release|launch|proceed|continue|start|pay|open", Cue::Consequence, 0.5),
    ("keeps me awake|up", Cue::Consequence, 0.7),
    // There is time.
    ("no rush|hurry|urgency|pressure|panic|stress", Cue::Soft, 1.0),
    ("no great|real|big|particular|immediate rush|hurry|urgency|pressure", Cue::Soft, 1.0),
    ("not|isn't|nothing urgent|critical|pressing|time-critical|time-sensitive", Cue::Soft, 1.0),
    ("not|isn't|nothing that|very|super|really|terribly|particularly|at urgent|critical|pressing|all", Cue::Soft, 0.8),
    ("not a priority|rush|emergency", Cue::Soft, 1.0),
    (
        "when|whenever|once|if you|u get|have|find|got|had a chance|moment|minute|sec|second|spare|mo|bit",
        Cue::Soft,
        1.0,
    ),
    ("when|whenever|once|if you|u get|have|find|got some|any|the|five|ten|spare time|chance|minutes", Cue::Soft, 1.0),
    ("when|whenever|if you|u get|have|find time", Cue::Soft, 1.0),
    ("if you|u ever|happen to get|have|find", Cue::Soft, 0.7),
    ("when|if time permits|allows", Cue::Soft, 1.0),
    ("time permitting", Cue::Soft, 1.0),
    ("when|whenever you're free|bored|ready", Cue::Soft, 1.0),
    ("when|whenever it|that suits|is|works", Cue::Soft, 0.7),
    ("when things calm|settle|quieten|slow", Cue::Soft, 1.0),
    ("when it's convenient|quiet", Cue::Soft, 1.0),
    ("at your convenience|leisure|own", Cue::Soft, 1.0),
    ("in your own time", Cue::Soft, 1.0),
    ("take your time", Cue::Soft, 1.0),
    ("nice to have|haves", Cue::Soft, 1.0),
    ("nice-to-have|nice-to-haves", Cue::Soft, 1.0),
    ("would be nice|lovely", Cue::Soft, 1.0),
    ("would be a nice|bonus", Cue::Soft, 1.0),
    ("would be of benefit", Cue::Soft, 1.0),
    ("optional|optionally|voluntary|voluntarily", Cue::Soft, 1.0),
    ("low priority", Cue::Soft, 1.0),
    ("lower priority", Cue::Soft, 1.0),
    ("not a condition", Cue::Soft, 1.0),
    ("it|that|this|which|they can|could wait", Cue::Soft, 1.0),
    ("can|could wait till|until", Cue::Soft, 1.0),
    ("one of these days", Cue::Soft, 1.0),
    ("some time or other", Cue::Soft, 1.0),
    ("some day|time", Cue::Soft, 0.7),
    ("sometime|someday|eventually|whenever", Cue::Soft, 0.7),
    ("at some point", Cue::Soft, 1.0),
    ("any time in|before|this|over|between", Cue::Soft, 0.7),
    ("if you feel like", Cue::Soft, 1.0),
    ("if you like|want|fancy|wish", Cue::Soft, 0.7),
    ("if you're interested|keen|bored", Cue::Soft, 1.0),
    ("if you are interested", Cue::Soft, 0.7),
    ("take it or leave it", Cue::Soft, 1.0),
    ("might|may want to", Cue::Soft, 1.0),
    ("might|may be worth", Cue::Soft, 1.0),
    ("might like to", Cue::Soft, 1.0),
    ("feel free", Cue::Soft, 1.0),
    ("volunteers welcome|needed", Cue::Soft, 1.0),
    ("are|is welcome to", Cue::Soft, 0.7),
    ("would love to see", Cue::Soft, 0.7),
    ("don't worry about|if", Cue::Soft, 0.5),
    ("low|least important", Cue::Soft, 0.7),
    ("back burner", Cue::Soft, 1.0),
];

static PHRASES: LazyLock<Phrases<(Cue, f64)>> =
    LazyLock::new(|| Phrases::new(CUES.iter().map(|&(phrase, cue, weight)| (phrase, (cue, weight)))));

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
            matches!(word.folded.as_str(), "no" | "not" | "nothing" | "isn't" | "can't" | "cannot")
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
    let word = |index: usize| list.get(index).map(|word| word.folded.as_str());
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
            word.folded.as_str(),
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
            (PrioritySignals { after: Some("There is no rush on that one."), ..task }, Priority::Low),
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
