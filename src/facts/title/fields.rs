//! The words of a sentence without what became fields: its deadline, its owner, links and places in a recording.

use super::Source;
use super::words::Word;
use crate::lexicon::Class;

/// `words` without those that became the fields `due` and `assignee`, and without marks around nothing.
pub(super) fn without_fields<'a>(words: &[Word<'a>], source: &Source) -> Vec<Word<'a>> {
    let due = source.due.map(|d| d.span.clone()).filter(|span| !names_part(words, span));
    let spans = [due, source.assignee.and_then(|a| a.span.clone())];
    let inside = |w: &&Word| !spans.iter().flatten().any(|s| w.start >= s.start && w.end <= s.end && w.end > w.start);
    let mut kept: Vec<Word> = Vec::with_capacity(words.len());
    let mut gap = false;
    // Where the bracket that is open began, and whether it lost words to a field.
    let mut bracket: Option<(usize, bool)> = None;
    for word in words {
        if !inside(&word) {
            gap = true;
            bracket = bracket.map(|(at, _)| (at, true));
            continue;
        }
        // "back to 1 March and tell": without its date the preposition hangs.
        if gap && (word.is_mark() || word.has(Class::CONJUNCTION)) {
            while kept.len() > 2
                && kept.last().is_some_and(|w| {
                    w.is_any(&["to", "by", "on", "at", "before", "until", "till", "from", "for", "since", "the"])
                })
            {
                kept.pop();
            }
        }
        // "twice, on the 3rd, to paint": both commas go with the date.
        if gap && word.is(",") && kept.last().is_some_and(|w| w.is(",")) {
            kept.pop();
            gap = false;
            continue;
        }
        gap = false;
        let empty_pair =
            kept.last().is_some_and(|last| (last.is("(") && word.is(")")) || (last.is("[") && word.is("]")));
        if empty_pair {
            kept.pop();
        } else if let Some((at, true)) = bracket.filter(|_| word.is(")"))
            && kept[at..].iter().filter(|w| !w.is_mark()).count() <= MOST_LEFT
        {
            // "(Lee, before the weekend)" held nothing but its fields.
            kept.truncate(at);
        } else if !(word.is(",") && kept.last().is_some_and(|last| last.is(","))) {
            if word.is("(") {
                bracket = Some((kept.len(), false));
            }
            kept.push(word.clone());
        }
        if word.is(")") {
            bracket = None;
        }
    }
    if kept.iter().any(|w| !w.is_mark()) { kept } else { words.to_vec() }
}

/// A bracket that lost a field and has so many words left says nothing more: a name, "by".
const MOST_LEFT: usize = 2;

/// Whether a day is part of a larger phrase, which would hang without it: "the eve of the 3rd", "Thursday and Friday".
fn names_part(words: &[Word], span: &std::ops::Range<usize>) -> bool {
    let before = words.iter().rev().find(|w| w.end > w.start && w.end <= span.start);
    let mut after = words.iter().filter(|w| w.end > w.start && w.start >= span.end);
    before.is_some_and(|w| w.is_any(&["of", "about", "regarding", "concerning"]))
        || after.next().is_some_and(|w| w.is_any(&["and", "or", "-", "–"]))
            && after.next().is_some_and(|w| w.has(Class::WHEN))
}

/// `words` without links and times of a recording in brackets: "(https://...)", "(04:12)".
pub(super) fn without_references<'a>(words: Vec<Word<'a>>) -> Vec<Word<'a>> {
    use crate::tokens::Shape;
    if !words.iter().any(|w| w.is("(") || w.is("<") || w.shape == Shape::Link) {
        return words;
    }
    let mut kept: Vec<Word<'a>> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if let [open, inner, close, ..] = &words[at..]
            && ((open.is("(") && close.is(")")) || (open.is("<") && close.is(">")))
            && (inner.shape == Shape::Link || (inner.shape == Shape::Number && inner.text.contains(':')))
        {
            at += 3;
            continue;
        }
        // "Send it to Lee at lee@example.org": the name is enough.
        if let [link, address, ..] = &words[at..]
            && link.is("at")
            && address.shape == Shape::Link
            && kept.last().is_some_and(|w| w.shape == Shape::Capitalised && w.class == Class::default())
        {
            at += 2;
            continue;
        }
        kept.push(words[at].clone());
        at += 1;
    }
    if kept.iter().any(|w| !w.is_mark()) { kept } else { words }
}
