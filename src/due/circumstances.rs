//! What a clause says around its date that decides what the date is: waived, lasting, wished for, over, come too late.

use super::clause::{self, Clause};
use super::expressions::Found;
use super::tokens::{Kind, Tokens};
use super::vocabulary::{BEFORE_VERB, LASTING, SAID, has};

/// "book a table for Friday", "book a room to rehearse the play for Friday": the day of what is booked, not of the
/// booking. "Bring me the book for Friday" books nothing, "book the hall and mail me the plan for Friday" not for it.
pub(super) fn is_reserved(tokens: &Tokens, clause: Clause, first: usize, before: &str) -> bool {
    let books = |at: &usize| matches!(tokens.word(*at), "book" | "reserve") && is_verb(tokens, clause, *at);
    let acts = |at: usize| {
        tokens.before(at, 1) != "to" && is_verb(tokens, clause, at) && crate::lexicon::is_base_verb(tokens.word(at))
    };
    before == "for" && (clause.start..first).rfind(books).is_some_and(|at| !(at + 1..first).any(acts))
}

/// Whether a word that can be a verb stands where one is asked or promised: not in "the book", nor in "the pen and book
/// for Friday".
fn is_verb(tokens: &Tokens, clause: Clause, at: usize) -> bool {
    let noun = tokens.word(at + 1) == "for";
    at == clause.start
        || match tokens.before(at, 1) {
            "and" | "or" => !noun,
            "s" => tokens.before(at, 2) == "let",
            word => has(BEFORE_VERB, word),
        }
}

/// "have it ready when I come in on Friday", "I'll do it once I'm back on Monday".
pub(super) fn returns(tokens: &Tokens, clause: Clause, first: usize) -> bool {
    let when = |at: usize| matches!(tokens.word(at), "when" | "once");
    let opens = when(clause.start) || clause.start.checked_sub(1).is_some_and(when);
    opens
        && (clause.start..first).any(|at| matches!(tokens.word(at), "i" | "we"))
        && (clause.start..first).any(|at| {
            matches!(tokens.word(at), "back" | "in" | "return" | "home" | "there" | "over")
                && !(clause.start..at).any(|at| matches!(tokens.word(at), "was" | "were" | "came" | "got"))
        })
}

/// "so that it goes out on Friday", "so we can post it on Friday": what it is done for happens that day.
pub(super) fn serves(tokens: &Tokens, clause: Clause) -> bool {
    let that = usize::from(tokens.word(clause.start) == "that");
    let opens = tokens.before(clause.start, 1) == "so";
    let subject = clause.start + that;
    let able = matches!(tokens.word(subject + 1), "can" | "could")
        && matches!(tokens.word(subject), "i" | "we" | "it" | "they" | "he" | "she");
    let goes =
        matches!(tokens.word(subject), "it" | "they") && matches!(tokens.word(subject + 1), "goes" | "go" | "gets");
    opens && (able || goes)
}

/// "Forms received after 25 March will not be considered", "no form after 25 March is accepted".
pub(super) fn is_too_late(tokens: &Tokens, clause: Clause) -> bool {
    let any = |words: &[&str]| (clause.start..clause.end).any(|at| words.contains(&tokens.word(at)));
    any(&["accepted", "considered", "processed", "entertained", "counted", "admitted"])
        && any(&["no", "not", "t", "cannot", "never", "nothing"])
}

/// How many words "following our long talk at the fair on" has at most.
const LONGEST_REFERENCE: usize = 9;

/// "As discussed on Tuesday, ...", "following our talk on Monday, ...": when it was spoken of.
pub(super) fn refers_back(tokens: &Tokens, clause: Clause, first: usize) -> bool {
    // "as agreed we'll ring tomorrow".
    let goes_on = |at: usize| {
        at > clause.start + 1 && tokens.kind(at) == Some(Kind::Suffix)
            || matches!(tokens.word(at), "please" | "can" | "could" | "will" | "must" | "should" | "would")
    };
    if first.saturating_sub(clause.start) > LONGEST_REFERENCE || (clause.start..first).any(goes_on) {
        return false;
    }
    let skip = usize::from(matches!(tokens.word(clause.start), "and" | "so" | "but" | "just" | "again"));
    let at = clause.start + skip;
    let said = |at: usize| has(SAID, tokens.word(at));
    match tokens.word(at) {
        "as" => {
            let per = tokens.word(at + 1) == "per";
            let subject = matches!(tokens.word(at + 1), "i" | "we" | "you" | "he" | "she" | "they");
            per || said(at + 1) || subject && (at + 2..at + 5).any(said)
        }
        "per" | "following" => true,
        "further" => tokens.word(at + 1) == "to",
        word => has(SAID, word) && tokens.follow(at + 1, &["on"]),
    }
}

/// "aim for June", "plan this for Q2".
pub(super) fn plans(tokens: &Tokens, clause: Clause) -> bool {
    (clause.start..clause.end).any(|at| {
        matches!(
            tokens.word(at),
            "aim" | "aiming" | "plan" | "planned" | "schedule" | "scheduled" | "target" | "targeting"
        )
    })
}

/// "mark the date in your diary".
pub(super) fn marks_a_calendar(tokens: &Tokens, clause: Clause) -> bool {
    (clause.start..clause.end).any(|at| {
        matches!(tokens.word(at), "mark" | "block" | "hold" | "save")
            && matches!(tokens.word(at + 2), "calendar" | "calendars" | "diary" | "diaries" | "date")
    })
}

/// "you don't have to", "no need to": nothing is asked.
pub(super) fn waived(tokens: &Tokens, clause: Clause, first: usize) -> bool {
    (clause.start..first).any(|at| match tokens.word(at) {
        "no" => tokens.word(at + 1) == "need" || tokens.word(at + 1) == "rush",
        "needn" => true,
        "t" | "not" => {
            matches!(tokens.word(at + 1), "need" | "have")
                && (tokens.word(at + 1) == "need" || tokens.word(at + 2) == "to")
        }
        _ => false,
    })
}

/// "do not publish before", "can't send it until", "won't be ready": not "don't forget".
pub(super) fn is_negated(tokens: &Tokens, clause: Clause, first: usize) -> bool {
    (clause.start..first).any(|at| {
        let negation = match tokens.word(at) {
            "t" => tokens.kind(at) == Some(Kind::Suffix),
            "not" | "never" | "cannot" | "dont" | "cant" | "wont" | "nothing" | "nobody" => true,
            _ => false,
        };
        let next = tokens.word(at + 1);
        negation && !matches!(next, "forget" | "fail" | "hesitate" | "miss" | "only" | "later" | "just" | "you" | "we")
    })
}

/// "on leave until", "valid until", "keep it until": how long something lasts.
pub(super) fn lasts(tokens: &Tokens, clause: Clause) -> bool {
    // "a brief pause (maybe until Tuesday)".
    let bracket = if tokens.before(clause.start, 1) == "(" { BEFORE_BRACKET } else { 0 };
    (clause.start.saturating_sub(bracket)..clause.end).any(|at| has(LASTING, tokens.word(at)))
}

/// How far before a bracket the noun stands that it goes on about, in tokens.
const BEFORE_BRACKET: usize = 5;

/// "they hope to sell by June 4": what others plan to do is no deadline of the reader's; what they want to have is.
pub(super) fn is_their_plan(tokens: &Tokens, clause: Clause) -> bool {
    matches!(tokens.word(clause.start), "they" | "he" | "she")
        && matches!(
            tokens.word(clause.start + 1),
            "want" | "wants" | "hope" | "hopes" | "plan" | "plans" | "intend" | "intends" | "aim" | "aims"
        )
        && tokens.word(clause.start + 2) == "to"
        && !matches!(tokens.word(clause.start + 3), "have" | "get" | "see" | "receive" | "know" | "hear" | "be")
}

/// "April 9, 10:00 - 10:45": a time from and to is an appointment's.
pub(super) fn is_a_slot(tokens: &Tokens, found: &Found) -> bool {
    let clock = |from: usize, to: usize| (from..to).any(|at| tokens.word(at) == ":" && tokens.glued(at));
    (found.first..found.end)
        .rfind(|at| matches!(tokens.word(*at), "-" | "–" | "to"))
        .is_some_and(|dash| clock(found.first, dash) && clock(dash, found.end))
}

/// "who's minding the shop on the 6th?": a question about that day is to be answered before it.
pub(super) fn is_asked_after(tokens: &Tokens, clause: Clause) -> bool {
    let being = |at: usize| matches!(tokens.word(at), "s" | "is" | "are");
    tokens.word(clause.end) == "?"
        && (tokens.before(clause.start, 1) == "who" && being(clause.start)
            || tokens.word(clause.start) == "whos"
            || matches!(tokens.word(clause.start), "where" | "what") && being(clause.start + 1))
}

/// "they will keep the stall until Wednesday", "the offer is valid until": what one wants of it has to be done before.
pub(super) fn is_held(tokens: &Tokens, clause: Clause) -> bool {
    let oneself = matches!(tokens.word(clause.start), "i" | "we" | "please" | "you");
    !oneself
        && (clause.start + 1..clause.end).any(|at| {
            let lead = tokens.before(at, 1);
            match tokens.word(at) {
                "hold" | "keep" => matches!(lead, "will" | "ll" | "can" | "only"),
                "holding" | "keeping" => matches!(lead, "is" | "are" | "s" | "re" | "only" | "just"),
                "valid" | "guaranteed" | "held" => matches!(lead, "is" | "are" | "only" | "be" | "s"),
                _ => false,
            }
        })
}

/// "ideally by Wednesday", "by Wednesday if possible".
pub(super) fn is_wished(tokens: &Tokens, clause: Clause, found: &Found) -> bool {
    let wish = |at: usize| matches!(tokens.word(at), "ideally" | "preferably" | "hopefully");
    let from = found.first.saturating_sub(4).max(clause.start);
    (from..found.first).any(wish) || wish(found.end) || tokens.follow(found.end, &["if", "possible"])
}

/// "the forms were due on Monday", "that was by Friday": a deadline that is over.
pub(super) fn is_over(tokens: &Tokens, clause: Clause, first: usize) -> bool {
    let from = first.saturating_sub(4).max(clause.start);
    // "the original deadline of Friday".
    let old = |at: usize| {
        matches!(tokens.word(at), "original" | "originally" | "old" | "initial" | "initially" | "previously")
    };
    let long_before = first.saturating_sub(6).max(clause.start);
    if (long_before..first).any(old) {
        return true;
    }
    (from..first).any(|at| {
        matches!(tokens.word(at), "was" | "were")
            && tokens.word(at + 1) != "to"
            && matches!(tokens.word(at + 1), "due" | "by" | "originally")
    })
}

/// "that you mailed on April 2", "the figures we discussed on Monday".
pub(super) fn is_relative_past(tokens: &Tokens, clause: Clause, first: usize) -> bool {
    let from = first.saturating_sub(7).max(clause.start);
    (from..first).any(|at| clause::is_past_after_subject(tokens, at))
}

/// "I need it for Friday".
pub(super) fn asked_for(tokens: &Tokens, clause: Clause) -> bool {
    (clause.start..clause.end)
        .any(|at| matches!(tokens.word(at), "need" | "needed" | "ready" | "want" | "required" | "done"))
}
