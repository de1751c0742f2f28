//! What a later "it" can stand for: a thing that was sent, made or spoken of, and no week, weather or saying.

use super::phrases;
use super::words::Word;
use crate::lexicon::Class;

/// Things that are handed on, written or mended, whatever was said of them.
const THINGS: &[&str] = &[
    "agenda",
    "appendix",
    "application",
    "article",
    "badge",
    "bill",
    "book",
    "booklet",
    "box",
    "brochure",
    "budget",
    "calendar",
    "card",
    "certificate",
    "chapter",
    "chart",
    "code",
    "contract",
    "copy",
    "deck",
    "diagram",
    "document",
    "draft",
    "drawing",
    "email",
    "estimate",
    "file",
    "flyer",
    "folder",
    "form",
    "invoice",
    "key",
    "laptop",
    "lease",
    "leaflet",
    "letter",
    "list",
    "log",
    "mail",
    "manual",
    "map",
    "memo",
    "message",
    "minutes",
    "note",
    "offer",
    "order",
    "outline",
    "package",
    "page",
    "paper",
    "parcel",
    "patch",
    "permit",
    "photo",
    "picture",
    "plan",
    "policy",
    "poster",
    "proposal",
    "quote",
    "receipt",
    "report",
    "roster",
    "rota",
    "schedule",
    "script",
    "sheet",
    "slide",
    "spreadsheet",
    "statement",
    "summary",
    "table",
    "template",
    "text",
    "ticket",
    "timesheet",
    "translation",
    "video",
    "website",
];

/// What passes, is felt or is talked of: nobody forwards, signs or reviews it.
const STATES: &[&str] = &[
    "week",
    "weekend",
    "month",
    "year",
    "day",
    "night",
    "evening",
    "morning",
    "afternoon",
    "time",
    "hour",
    "holiday",
    "vacation",
    "weather",
    "news",
    "question",
    "luck",
    "help",
    "aid",
    "fun",
    "pleasure",
    "hope",
    "trouble",
    "experience",
    "conversation",
    "chat",
    "discussion",
    "interest",
    "support",
    "patience",
    "sense",
    "kind",
    "sort",
    "course",
    "person",
    "world",
    "life",
    "folk",
    "impression",
    "feeling",
    "mood",
    "success",
    "fault",
    "case",
    "matter",
    "fan",
    "pity",
    "shame",
];

/// Troubles, and what is done about them.
const TROUBLES: &[&str] = &["problem", "issue", "bug", "error", "fault", "mistake", "leak", "difficulty"];
const MENDING: &[&str] = &[
    "fix",
    "solve",
    "resolve",
    "report",
    "look",
    "sort",
    "repair",
    "correct",
    "debug",
    "mend",
    "investigate",
    "check",
    "raise",
    "track",
    "see",
];

/// Whether `phrase`, a noun phrase of `sentence`, can be what "it" stands for behind `verb`.
pub(super) fn can_be(phrase: &[Word], sentence: &[Word], verb: Option<&Word>) -> bool {
    let own = phrase.iter().take_while(|w| !w.has(Class::PREPOSITION) || w.end == 0).collect::<Vec<_>>();
    let Some(head) = own.iter().rev().find(|w| !w.has(Class::ADVERB) && !w.is_any(&["here", "there"])) else {
        return false;
    };
    let one = |nouns: &[&str]| {
        let plural = head.lower.strip_suffix('s').unwrap_or(&head.lower);
        nouns.iter().any(|noun| *noun == head.lower || *noun == plural)
    };
    if one(STATES) {
        return false;
    }
    if one(TROUBLES) {
        return verb.is_some_and(|verb| verb.is_any(MENDING));
    }
    // "We had a big crowd", "It was a bad start": what somebody has or is.
    let start = phrase.iter().find(|w| w.end > 0).map(|w| w.start);
    let at = sentence.iter().position(|w| Some(w.start) == start && w.end > 0).unwrap_or(0);
    let before = sentence[..at].iter().rev().find(|w| !w.has(Class::ADVERB));
    let stative = before.is_some_and(|w| {
        w.is_any(&[
            "have", "has", "had", "'ve", "is", "are", "was", "were", "be", "been", "'s", "'re", "having", "being",
        ])
    });
    one(THINGS) || !stative
}

/// Whether the "it" at `at` belongs to a saying, and stands for nothing that was named: "make it", "check it in".
pub(super) fn is_saying(words: &[Word], at: usize) -> bool {
    let Some(verb) = at.checked_sub(1).and_then(|i| words.get(i)) else { return false };
    let next = words.get(at + 1);
    let open = next.is_none_or(|w| {
        w.is_mark()
            || w.has(Class::PREPOSITION)
            || w.has(Class::WHEN)
            || w.has(Class::CONJUNCTION)
            || w.has(Class::ADVERB)
    });
    let next_is = |options: &[&str]| next.is_some_and(|w| w.is_any(options));
    // "Break it to her that the hall is sold": what "it" is comes behind.
    let announced = words[at + 1..].iter().take(6).take_while(|w| !w.is_mark()).any(|w| w.is_any(&["that", "whether"]));
    if announced && next.is_some_and(|w| w.is_any(&["to", "that", "whether", "clear"])) {
        return true;
    }
    match verb.lower.as_ref() {
        "make" | "makes" => open,
        "believe" => true,
        "get" => next.is_none_or(Word::is_mark),
        "check" => next_is(&["in"]),
        "call" => next_is(&["a", "quits"]),
        "give" => {
            next_is(&["a", "another", "some"])
                && words
                    .get(at + 2)
                    .is_some_and(|w| w.is_any(&["try", "go", "shot", "thought", "rest", "think", "whirl"]))
        }
        "take" => next_is(&["that", "easy", "as", "from"]),
        "to" => next_is(&["that"]),
        "find" | "think" | "consider" => next.is_some_and(|w| !w.is_mark() && !w.has(Class::PREPOSITION)),
        _ => false,
    }
}

/// The noun phrase of `sentence` that "it" behind `verb` stands for.
pub(super) fn pick<'a>(sentence: &[Word<'a>], plural: bool, verb: Option<&Word>) -> Option<Vec<Word<'a>>> {
    phrases::pick(sentence, plural).filter(|phrase| can_be(phrase, sentence, verb))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{people, title_after};
    use crate::rules::Kind;

    #[test]
    fn it_stands_for_things_and_for_no_state_of_affairs() {
        let cases = [
            ("We had a lovely weekend there.", "Please discuss it with Lee.", "Discuss it with Lee"),
            ("We had a new lease.", "Please show it to Lee.", "Show the new lease to Lee"),
            ("Lee painted the gate.", "Please take it to the shop.", "Take the gate to the shop"),
            ("The weather was awful.", "Please forward this to the crew.", "Forward this to the crew"),
            ("Lee found a leak.", "Please fix it.", "Fix the leak"),
            ("Lee found a leak.", "Please print it.", "Print it"),
            ("The lease is done.", "Please make it by noon.", "Make it by noon"),
        ];
        for (before, sentence, expected) in cases {
            assert_eq!(title_after(sentence, Kind::Request, &[before], &people()), expected, "{before} {sentence}");
        }
    }
}
