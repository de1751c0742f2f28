//! Statements that set a task: "Dana will draft the agenda", "the forms need to be signed", "reports are due".

use super::actors::is_personal;
use super::articles;
use super::words::{self, Word, base_form};
use crate::lexicon::{self, Class};
use crate::tokens::Shape;

/// How many words a subject may have before its verb.
pub(super) const LONGEST_SUBJECT: usize = 9;

/// The verb phrase of "Dana will draft", "Sam to draft", "Could Dana draft", "Dana is drafting", "Everyone drafts", base form first.
pub(super) fn action<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let mut depth = 0_usize;
    for start in 0..words.len() {
        if words[start].is_any(&["(", "["]) {
            depth += 1;
        } else if words[start].is_any(&[")", "]"]) {
            depth = depth.saturating_sub(1);
        }
        if depth > 0 {
            continue;
        }
        let boundary = start == 0
            || words[start - 1].is_any(&[",", ";", ":", "–", "—", "-"])
            || words[start - 1].has(Class::CONJUNCTION)
                && !words[start - 1].is_any(&["if", "that", "because", "while", "unless", "as", "since", "until"]);
        if boundary && let Some(found) = at(&words[start..]) {
            return Some(found);
        }
    }
    None
}

/// [`action`] of a subject that opens the words.
pub(super) fn at_start<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    at(words)
}

fn at<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let words = &words[words
        .iter()
        .take_while(|w| w.has(Class::CONJUNCTION) || (w.has(Class::FILLER) && !w.has(Class::DETERMINER)))
        .count()..];
    let first = words.first()?;
    if first.is_mark()
        || first.is_any(&["i", "we", "you", "there", "what", "which", "who", "if"])
        || first.has(Class::WH)
    {
        return None;
    }
    // "Could Dana draft", "Will the team draft"
    if first.has(Class::MODAL) && words.get(1).is_some_and(|w| !w.is_any(&["you", "i", "we", "be"])) {
        let verb = (2..LONGEST_SUBJECT.min(words.len())).find(|&i| {
            words[i].has(Class::VERB)
                && !words[i].is_mark()
                && !words[i - 1].has(Class::POSSESSIVE)
                && !words[i - 1].has(Class::DETERMINER)
        })?;
        let subject = &words[1..verb];
        return (!subject.iter().any(Word::is_mark) && is_personal(subject)).then(|| words[verb..].to_vec());
    }
    let reach = LONGEST_SUBJECT.min(words.len());
    let finite = |i: usize| words[i].has(Class::MODAL) || words[i].has(Class::AUXILIARY) && !words[i].is("'s");
    // "Lee's crates are due": the "'s" is no verb where one follows.
    let owned =
        |i: usize| words[i].is("'s") && (i + 1..reach).any(finite) && !words[i + 1..].iter().take(2).any(Word::is_mark);
    // "Anything you want to keep should be out": the first verb is of the clause that tells which.
    let told = first.is_any(&["anything", "everything", "whatever", "all"])
        && words.get(1).is_some_and(|w| w.has(Class::PRONOUN) && !w.has(Class::DETERMINER));
    let from = if told { (2..reach).find(|&i| words[i].is_any(&["should", "must", "has", "needs"]))? } else { 1 };
    let verb = (from..reach).filter(|&i| !owned(i)).find(|&i| {
        words[i].has(Class::MODAL)
            || words[i].has(Class::AUXILIARY)
            || words[i].is_any(&[
                "to", "needs", "need", "agreed", "promised", "offered", "said", "owes", "wants", "want", "goes",
                "gets", "go", "reach", "reaches",
            ])
            || (i == 1
                && (words[0].is_any(&["everyone", "everybody"])
                    || (words[i].has(Class::THIRD)
                        && words.get(i + 1).is_some_and(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE)))))
    })?;
    let subject = &words[..verb];
    if let Some(met) = deadline(subject, &words[verb..]) {
        return Some(met);
    }
    if subject.iter().any(|w| w.has(Class::WH))
        || subject.iter().any(|w| w.is_mark() && !w.is_any(&["'", "&", "/", "(", ")", "-", "."]))
    {
        return None;
    }
    statement(subject, &words[verb..])
}

/// "The deadline for entries is", the day of which has become a field, as "Meet the deadline for entries"; "the
/// deadline for paying the fee is" as "Pay the fee".
fn deadline<'a>(subject: &[Word<'a>], rest: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    // "The deadline to enter is"
    if let [to, .., be] = rest.split(Word::is_mark).next()?
        && to.is("to")
        && be.is("is")
        && subject.last()?.is("deadline")
    {
        return rest.get(1..rest.iter().position(|w| w.is("is"))?).map(<[Word]>::to_vec);
    }
    let [be, state @ ..] = rest else { return None };
    let at = subject.iter().position(|w| w.is_any(&["deadline", "cutoff", "cut-off"]))?;
    let dated = state.iter().all(|w| {
        w.is_mark()
            || w.has(Class::WHEN)
            || w.has(Class::ADVERB)
            || w.has(Class::PREPOSITION)
            || w.shape == Shape::Number
    });
    if at > 2 || !be.is_any(&["is", "'s"]) || !dated {
        return None;
    }
    match subject.get(at + 1..)? {
        [link, doing, _, ..] if link.is("for") && doing.has(Class::ING) => Some(based(&subject[at + 2..])),
        [link, _, ..] if link.is_any(&["for", "on", "of"]) => Some(put("Meet", subject, &[])),
        [] => Some(put("Meet", subject, &[])),
        _ => None,
    }
}

/// Behind the adverbs that stand at `at`.
fn past_adverbs(words: &[Word], at: usize) -> usize {
    let adverb = |w: &&Word| w.has(Class::ADVERB) && !w.has(Class::VERB) && !w.has(Class::WHEN);
    at + words.get(at..).unwrap_or_default().iter().take_while(adverb).count()
}

/// What `subject` has to do, as the verb that `rest` opens with says.
fn statement<'a>(subject: &[Word<'a>], rest: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let head = rest.first()?;
    let after = past_adverbs(rest, 1);
    let next = rest.get(after)?;
    // "The van still has to be booked"
    let adverbs = subject.iter().skip(1).rev().take_while(|w| w.has(Class::ADVERB) || w.is("still")).count();
    let subject = &subject[..subject.len() - adverbs];
    if head.is("to") && next.is("be") && rest.get(after + 1).is_some_and(is_participle) {
        return passive_action(subject, rest, after + 1);
    }
    if head.is("to") {
        return (is_base(next) && subject.len() <= 5).then(|| rest[after..].to_vec());
    }
    if head.is_any(&["needs", "need", "has", "have", "agreed", "promised", "offered", "wants", "ought"])
        && next.is("to")
    {
        let verb = past_adverbs(rest, after + 1);
        // "The painter wants to know" sets the reader a task, and not this one.
        if rest.get(verb).is_some_and(|w| w.is_any(&["know", "hear"])) {
            return None;
        }
        let passive = rest.get(verb).is_some_and(|w| w.is("be"));
        let done = if passive {
            passive_action(subject, rest, verb + 1)
                .or_else(|| placed(subject, rest.get(verb + 1..).unwrap_or_default()))
        } else {
            None
        };
        return done.or_else(|| rest.get(verb).and_then(|_| active(subject, &rest[verb..])));
    }
    if head.is_any(&["is", "are", "'s", "was", "were"]) {
        return being(subject, rest, after);
    }
    if head.has(Class::MODAL) {
        return modal(subject, rest, after);
    }
    if head.is_any(&["needs", "need", "wants", "want"]) && (next.has(Class::ING) || next.is("doing")) {
        return Some(done(next, subject, &rest[after + 1..]));
    }
    // "A sample gets run as a test"
    if head.is("gets") && is_participle(next) {
        return passive_action(subject, rest, after);
    }
    if head.is("goes") || head.is("go") && subject.last().is_some_and(|w| w.lower.ends_with('s')) {
        return going(subject, rest);
    }
    // "Names and sizes reach Lee by noon"
    let whom = next.shape == Shape::Capitalised && next.class == Class::default();
    if head.is_any(&["reach", "reaches"]) && whom && !is_personal(subject) {
        let mut goal = words::own("to");
        goal.extend_from_slice(&rest[after..]);
        return Some(put("Send", subject, &goal));
    }
    if head.is("owes") && !next.is_any(&["me", "us"]) {
        return Some(put("Send", &rest[after..], &[]));
    }
    if head.is("said") && next.has(Class::PRONOUN) && rest.get(after + 1).is_some_and(|w| w.is_any(&["would", "will"]))
    {
        return rest.get(after + 2).map(|_| rest[after + 2..].to_vec());
    }
    let [only] = subject else { return None };
    // "Everyone empties their drawers"
    let everyone = only.is_any(&["everyone", "everybody"]) && head.lower.ends_with('s') && !head.has(Class::AUXILIARY);
    // "Dana drafts the agenda", "Technicians do the benches"
    let drafts = is_named(subject)
        && (head.has(Class::THIRD) || head.is_any(&["does", "do"]))
        && (next.has(Class::DETERMINER) || next.has(Class::POSSESSIVE));
    let mut action = based(rest);
    // "Everyone empties their drawers": on each list, one's own.
    if everyone && let Some(their) = action.iter_mut().find(|w| w.is("their")) {
        their.text = "your".into();
    }
    (everyone || drafts).then_some(action)
}

fn is_named(subject: &[Word]) -> bool {
    subject.first().is_some_and(|w| {
        w.shape == Shape::Capitalised
            || w.has(Class::DETERMINER)
            || w.is_any(&["everyone", "everybody", "all", "anyone", "one", "nobody"])
    })
}

/// "Dana is drafting", "Dana is going to draft", "the gate is to be painted", "reports are due"; `after` is the
/// word behind the verb and its adverbs.
fn being<'a>(subject: &[Word<'a>], rest: &[Word<'a>], after: usize) -> Option<Vec<Word<'a>>> {
    let next = rest.get(after)?;
    let to = |at: usize| rest.get(at).is_some_and(|w| w.is("to"));
    if next.is_any(GOING) && to(after + 1) {
        return rest.get(after + 2).map(|_| rest[after + 2..].to_vec());
    }
    if to(after) {
        let verb = rest.get(after + 1)?;
        return if verb.is("be") { passive_action(subject, rest, after + 2) } else { Some(rest[after + 1..].to_vec()) };
    }
    // "The letter is yours"
    if next.is("yours") && !is_personal(subject) {
        return Some(put("See to", subject, &rest[after + 1..]));
    }
    if next.is("due") && rest.get(after + 1).is_some_and(|w| w.is("back")) {
        return Some(put("Return", subject, &rest[after + 2..]));
    }
    if next.is("due") {
        let inward = usize::from(rest.get(after + 1).is_some_and(|w| w.is("in")));
        return Some(put("Submit", subject, &rest[after + 1 + inward..]));
    }
    if let Some(added) = added(next, subject, rest.get(after + 1..).unwrap_or_default()) {
        return Some(added);
    }
    if next.is_any(&["needed", "required", "outstanding", "missing", "wanted", "overdue"]) {
        return Some(put("Provide", subject, &rest[after + 1..]));
    }
    let passes_on = next.is_any(&["asking", "waiting", "chasing", "looking", "hoping", "wondering"]);
    (next.has(Class::ING) && is_named(subject) && !passes_on).then(|| based(&rest[after..]))
}

/// Words between "is" and "to" that make a duty of it.
const GOING: &[&str] =
    &["going", "supposed", "due", "required", "requested", "asked", "expected", "planning", "meant", "encouraged"];

/// "Dana will draft", "the forms must be signed"; `after` is the word behind the modal and its adverbs.
fn modal<'a>(subject: &[Word<'a>], rest: &[Word<'a>], after: usize) -> Option<Vec<Word<'a>>> {
    let (head, next) = (rest.first()?, rest.get(after)?);
    if next.is("be") {
        let verb = past_adverbs(rest, after + 1);
        if rest.get(verb).is_some_and(|w| w.has(Class::ING)) {
            return Some(based(&rest[verb..]));
        }
        let state = rest.get(after + 1..).unwrap_or_default();
        // "A copy will be with Lee on Monday"
        let reaches = matches!(state, [at, place, ..]
            if at.is("with") && place.shape == Shape::Capitalised || at.is_any(&["in", "on"]) && is_determined(place));
        let duty = head.is_any(&["must", "should", "shall", "ought"]) || head.is("will") && reaches;
        return passive_action(subject, rest, verb).or_else(|| placed(subject, state).filter(|_| duty));
    }
    if next.is_mark() || next.has(Class::PRONOUN) || next.is_any(&["not", "n't", "like", "love", "prefer"]) {
        return None;
    }
    // "One of you would have to fold it up"
    if next.is_any(&["have", "need"]) && rest.get(after + 1).is_some_and(|w| w.is("to")) {
        return rest.get(after + 2).and_then(|_| active(subject, &rest[after + 2..]));
    }
    // "should plan on airing"
    if next.is("plan")
        && rest.get(after + 1).is_some_and(|w| w.is("on"))
        && rest.get(after + 2).is_some_and(|w| w.has(Class::ING))
    {
        return Some(based(&rest[after + 2..]));
    }
    if head.is_any(&["will", "would", "can", "could", "may", "shall"]) {
        // Of a thing it foretells: "the inspector's list will show".
        return is_personal(subject).then(|| rest[after..].to_vec());
    }
    active(subject, &rest[after..])
}

/// Where a thing has to be: "The ladder has to be back with Gita" is "Return the ladder to Gita".
fn placed<'a>(subject: &[Word<'a>], state: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let (first, rest) = state.split_first()?;
    if is_personal(subject)
        || subject.first()?.has(Class::PRONOUN)
            && !subject.first()?.is_any(&["it", "they", "anything", "everything", "whatever"])
    {
        return None;
    }
    let ends = rest
        .first()
        .is_none_or(|w| w.is_mark() || w.has(Class::CONJUNCTION) || w.is_any(&["by", "on", "before", "with", "at"]));
    let mut rest = rest.to_vec();
    match first.lower.as_ref() {
        "back" => {
            if let Some(with) = rest.first_mut().filter(|w| w.is("with")) {
                with.text = "to".into();
            }
            Some(put("Return", subject, &rest))
        }
        "in" if ends => Some(put("Submit", subject, &rest)),
        "ready" if ends => {
            let mut words = put("Have", subject, &[]);
            words.push(first.clone());
            words.extend(rest);
            Some(words)
        }
        "up" => {
            let mut words = put("Put", subject, &[]);
            words.push(first.clone());
            words.extend(rest);
            Some(words)
        }
        "with" => {
            let mut words = put("Send", subject, &[]);
            words.extend(words::own("to"));
            words.extend(rest);
            Some(words)
        }
        // "out of the hall", "off the list"
        "out" if rest.first().is_some_and(|w| w.is("of")) => Some(put("Take", subject, state)),
        "off" if rest.first().is_some_and(is_determined) => Some(put("Take", subject, state)),
        "in" | "on" | "into" | "under" | "inside" | "beside" if rest.first().is_some_and(is_determined) => {
            Some(put("Put", subject, state))
        }
        _ => None,
    }
}

/// "the", "her", "each": what opens the name of a place.
fn is_determined(word: &Word) -> bool {
    word.has(Class::DETERMINER) || word.has(Class::POSSESSIVE) || word.is_any(&["every", "each"])
}

fn is_base(word: &Word) -> bool {
    !word.is_mark() && (lexicon::is_base_verb(&word.lower) || word.is_any(&["be", "do", "have"]))
        || word.class == Class::default() && word.shape == Shape::Word
}

pub(super) fn is_participle(word: &Word) -> bool {
    /// Verbs whose participle is their base form: "gets run".
    const UNCHANGED: &[&str] = &["run", "put", "cut", "set", "read", "shut", "reset", "split", "quit", "cast"];
    word.has(Class::PAST) || word.lower.ends_with("ed") || word.is_any(UNCHANGED)
}

/// "The forms | need to be | signed by both" as "Sign the forms by both".
fn passive_action<'a>(subject: &[Word<'a>], rest: &[Word<'a>], verb: usize) -> Option<Vec<Word<'a>>> {
    let participle = rest.get(verb)?;
    if !is_participle(participle) {
        return None;
    }
    let mut tail = &rest[verb + 1..];
    // "signed by both of you": the owner does it.
    if let [by, who, rest @ ..] = tail
        && by.is("by")
        && who.is_any(&["both", "all", "you", "me", "us", "everyone", "everybody", "one", "each"])
    {
        let agent = if rest.first().is_some_and(|w| w.is("of")) { 2 } else { 0 };
        tail = rest.get(agent..).unwrap_or_default();
    }
    Some(done(participle, subject, &both_done(tail)))
}

/// "and the deposit paid" behind a thing that is to be booked: "and pay the deposit".
pub(super) fn both_done<'a>(tail: &[Word<'a>]) -> Vec<Word<'a>> {
    let end = tail.iter().position(Word::is_break).unwrap_or(tail.len());
    let clause = &tail[..end];
    let second = clause.iter().position(|w| {
        w.has(Class::PAST) && !w.has(Class::AUXILIARY) && !w.has(Class::VERB)
            || w.is_any(&["paid", "sent", "put", "set"])
    });
    let [and, thing @ ..] = clause.get(..second.unwrap_or(0)).unwrap_or_default() else { return tail.to_vec() };
    let nominal = thing.first().is_some_and(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE))
        && thing.len() > 1
        && !thing.iter().any(|w| w.is_mark() || w.is_verbal() || w.has(Class::PREPOSITION));
    let Some(at) = second.filter(|_| and.is("and") && nominal) else { return tail.to_vec() };
    let mut both = vec![and.clone()];
    both.extend(words::own(&base_form(&tail[at].lower)));
    both.extend_from_slice(thing);
    both.extend_from_slice(&tail[at + 1..]);
    both
}

/// What the verb form `verb` does to `object`; a preposition without its own stays with the verb: "looked at".
fn done<'a>(verb: &Word<'a>, object: &[Word<'a>], tail: &[Word<'a>]) -> Vec<Word<'a>> {
    let base = base_form(&verb.lower);
    if let [at, rest @ ..] = tail
        && at.is_any(&["at", "into", "to", "with", "for", "about", "after", "on"])
        && rest
            .first()
            .is_none_or(|w| w.is_mark() || w.has(Class::WHEN) || w.has(Class::PREPOSITION) || w.has(Class::CONJUNCTION))
    {
        return put(&format!("{base} {}", at.lower), object, rest);
    }
    put(&base, object, tail)
}

fn put<'a>(verb: &str, object: &[Word<'a>], tail: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = words::own(verb);
    words.extend(articles::the(articles::object(object)));
    words.extend_from_slice(tail);
    words
}

/// `words` with the first, a verb form, in its base form.
pub(super) fn based<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut words = words.to_vec();
    if let Some(first) = words.first_mut()
        && !first.text.is_empty()
    {
        first.text = std::borrow::Cow::Owned(base_form(&first.lower));
    }
    words
}

/// "Two names missing from the list": what a place lacks is put there.
fn added<'a>(state: &Word, subject: &[Word<'a>], behind: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [from, place @ ..] = behind else { return None };
    let lacks = state.is("missing") && from.is_any(&["from", "in"]) && place.first().is_some_and(is_determined);
    let mut goal = words::own("to");
    goal.extend_from_slice(place);
    lacks.then(|| put("Add", subject, &goal))
}

/// How many words "the menu cards of the club" has at most, and "£9 a boat, £5 a share, £2 a child".
const LONGEST_MISSING: usize = 6;
const LONGEST_AMOUNT: usize = 14;

/// "Menu cards still outstanding" as "Submit the menu cards".
pub(super) fn outstanding<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at =
        words.iter().position(|w| w.is_any(&["outstanding", "overdue", "missing", "unpaid", "unsigned", "payable"]))?;
    let mut subject = words.get(..at)?;
    while let [rest @ .., last] = subject
        && (last.has(Class::ADVERB) || last.has(Class::AUXILIARY))
    {
        subject = rest;
    }
    // "£9 a boat, £5 a share, payable": the mark before it belongs to no list of amounts.
    let payable = words[at].is("payable");
    if payable && subject.last().is_some_and(Word::is_mark) {
        subject = &subject[..subject.len() - 1];
    }
    let parted = |w: &Word| w.is_mark() && !(payable && w.is_any(&[",", "£", "$", "€", "/"]));
    let verbal =
        subject.iter().any(|w| parted(w) || w.has(Class::MODAL) || w.has(Class::AUXILIARY) || w.has(Class::PRONOUN));
    let counted = subject.iter().all(|w| w.has(Class::ADVERB) || w.shape == Shape::Number || w.is("still"));
    let most = if payable { LONGEST_AMOUNT } else { LONGEST_MISSING };
    if verbal || counted || subject.len() > most || subject.first().is_some_and(|w| w.has(Class::WH)) {
        return None;
    }
    let rest = words.get(at + 1..).unwrap_or_default();
    if let Some(added) = added(&words[at], subject, rest) {
        return Some(added);
    }
    Some(match words[at].lower.as_ref() {
        "unpaid" | "payable" => put("Pay", subject, rest),
        "unsigned" => put("Sign", subject, rest),
        _ => put("Submit", subject, &[]),
    })
}

/// A verb phrase of a person as it stands; of a thing as something to make sure of.
fn active<'a>(subject: &[Word<'a>], phrase: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    if is_personal(subject) {
        return Some(phrase.to_vec());
    }
    let verb = phrase.first()?;
    if verb.is("go")
        && let Some(sent) = going(subject, phrase)
    {
        return Some(sent);
    }
    if subject.first()?.is_any(&["it", "this", "that"]) || verb.is("be") || !verb.has(Class::VERB) {
        return None;
    }
    let plural = subject.last()?.lower.ends_with('s');
    let mut words = put("Make sure", subject, phrase);
    if !plural && let Some(at) = words.iter().position(|w| w.start == verb.start && w.end > 0) {
        words[at].text = std::borrow::Cow::Owned(super::verbs::third_person(&verb.lower));
    }
    Some(words)
}

/// "The menu goes to the cook" is "Send the menu to the cook", "it has to go back washed" is "Return it
/// washed"; what a person does is their own going.
fn going<'a>(subject: &[Word<'a>], phrase: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let where_to = phrase.get(1)?;
    if is_personal(subject) && !subject.first()?.is("one")
        || subject.first()?.is_any(&["that", "this", "there", "everything"])
    {
        return None;
    }
    let goal = phrase.get(2);
    if where_to.is("to") {
        // "goes to show", "goes to print"
        let somebody = goal.is_some_and(|w| {
            w.has(Class::DETERMINER)
                || w.has(Class::POSSESSIVE)
                || w.shape == Shape::Capitalised
                || w.has(Class::PRONOUN)
                || w.text.chars().filter(|c| c.is_uppercase()).count() > 1
        });
        return somebody.then(|| put("Send", subject, &phrase[1..]));
    }
    match where_to.lower.as_ref() {
        "back" => Some(put("Return", subject, &phrase[2..])),
        "out" | "over" | "off" => Some(put("Send", subject, &phrase[1..])),
        _ => None,
    }
}

/// Verbs of saying that hand on a promise: "Dana has said she'll drive".
const SAYING: &[&str] = &["said", "says", "reckons", "promised", "promises", "agreed", "confirmed", "offered"];

/// The action in a promise that is reported of somebody.
pub(super) fn reported<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at = words.iter().position(|w| w.is_any(SAYING))?;
    let mut rest = words.get(at + 1..)?;
    while let [first, tail @ ..] = rest
        && first.is_any(&["that", "to", "he", "she", "they", "'s", "would", "will", "happily", "kindly", "be"])
    {
        rest = tail;
    }
    let skipped = words.len() - at - 1 - rest.len();
    (skipped >= 1 && rest.first().is_some_and(|w| w.has(Class::VERB) || w.is_any(&["have", "do"])))
        .then(|| rest.to_vec())
}

#[cfg(test)]
mod tests {
    use super::super::tests::all;
    use crate::rules::Kind;

    #[test]
    fn where_a_thing_has_to_be_it_is_put() {
        all(
            Kind::Obligation,
            &[
                ("The crates must be in the cellar.", "Put the crates in the cellar"),
                (
                    "Anything you want to keep should be out of the hall.",
                    "Take anything you want to keep out of the hall",
                ),
                ("Names and sizes reach Lee by post.", "Send names and sizes to Lee by post"),
                ("£9 a boat, £5 a share, payable by card.", "Pay £9 a boat, £5 a share by card"),
                ("The hall has to be booked and the deposit paid.", "Book the hall and pay the deposit"),
            ],
        );
        all(Kind::Assignment, &[("A short version will be with Mrs Quill.", "Send a short version to Mrs Quill")]);
        all(Kind::Listed, &[("Plasters missing from the first aid box", "Add plasters to the first aid box")]);
    }
}
