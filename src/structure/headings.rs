//! Which lines are headings, and how they rank.

use super::lines::View;
use super::markers::{Class, Marker};
use super::{Role, roles, tables};

/// A line recognised as a heading.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// Without number, marks and colon.
    pub(super) text: String,
    pub(super) number: Option<String>,
    pub(super) style: Style,
    pub(super) role: Role,
    /// Body lines taken: two where the second underlines the first.
    pub(super) lines: usize,
}

/// How a heading is set off; headings of one style are siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Hashes(usize),
    /// Underlined with this mark.
    Underlined(char),
    /// `=== Decisions ===`, `[Actions]`
    Decorated,
    Capitals,
    /// "A.  FINDINGS", "3. BUDGET"
    NumberedCapitals,
    Bold,
    /// "3.1 Critical", "2  This week"; the depth of the number.
    Numbered(usize),
    /// "Next steps:"
    Label,
    /// A short line over a list or paragraph.
    Title,
}

impl Style {
    /// Lower encloses higher where two styles meet.
    pub(super) fn rank(self) -> usize {
        match self {
            Style::Hashes(level) => level * 10,
            Style::Underlined('=') => 10,
            Style::Underlined(_) => 20,
            Style::Decorated => 25,
            Style::Capitals => 70,
            Style::NumberedCapitals => 75,
            Style::Bold => 80,
            Style::Numbered(depth) => 82 + depth.min(5),
            Style::Label | Style::Title => 90,
        }
    }

    /// Set off by more than a line break, so that it ends where the next such heading starts.
    pub(super) fn is_strong(self) -> bool {
        !matches!(self, Style::Label | Style::Title)
    }
}

/// What the whole text says about how its lines are to be taken.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habits {
    /// Most letters are capitals: a line of capitals is no heading.
    pub(super) shouts: bool,
    /// The longest line that is broken in mid-sentence, in columns; `None` where no line is.
    pub(super) wrap: Option<usize>,
    /// Most lines start with a small letter.
    pub(super) small: bool,
}

/// The most words that a heading has.
const WORDS: usize = 10;
const LABEL_WORDS: usize = 8;
const TITLE_WORDS: usize = 6;

/// Words that make a line a sentence, however short.
const SENTENCE_WORDS: &[&str] = &[
    "please", "pls", "plz", "can", "could", "would", "will", "should", "must", "kindly", "you", "i", "we", "they",
    "he", "she", "i'm", "i've", "i'll", "we're", "don't", "let's", "lets", "is", "are", "was", "were", "has", "have",
    "had", "it's", "that's", "there's", "thanks", "thank", "sorry", "hope", "bitte", "ich", "wir", "sie",
];

/// Verbs that open a request or an introduction, so that the line is no name for what follows.
const OPENING_VERBS: &[&str] = &[
    "fix",
    "address",
    "resolve",
    "check",
    "close",
    "send",
    "complete",
    "do",
    "handle",
    "look",
    "see",
    "find",
    "consider",
    "remember",
    "make",
    "get",
    "bring",
    "take",
    "provide",
    "prepare",
    "confirm",
    "submit",
    "ensure",
    "use",
    "go",
    "add",
    "click",
    "call",
    "ask",
    "tell",
    "book",
    "sign",
    "pay",
    "return",
    "reply",
    "read",
    "try",
    "include",
    "write",
    "run",
    "remove",
    "keep",
    "put",
    "set",
    "give",
    "let",
    "note",
    "choose",
    "join",
    "register",
    "attached",
    "enclosed",
    "following",
    "deliver",
];

/// The heading that starts at `views[at]`, if one does.
///
/// `fresh` says that nothing that could be its sentence's beginning stands directly above.
pub(super) fn read(views: &[View<'_>], at: usize, fresh: bool, habits: Habits) -> Option<Heading> {
    let view = views.get(at)?;
    hashes(view.text)
        .or_else(|| underlined(views, at, fresh))
        .or_else(|| decorated(view.text))
        .or_else(|| emblem(views, at, fresh))
        .or_else(|| numbered(views, at, fresh, habits))
        .or_else(|| if view.marker.is_none() { unnumbered(views, at, fresh, habits) } else { None })
}

fn unnumbered(views: &[View<'_>], at: usize, fresh: bool, habits: Habits) -> Option<Heading> {
    capitals(views, at, fresh, habits).or_else(|| label(views, at, fresh)).or_else(|| title(views, at, fresh, habits))
}

fn heading(text: &str, style: Style) -> Heading {
    let text = text.trim().trim_end_matches(':').trim_end();
    Heading { text: text.to_owned(), number: None, style, role: roles::of_heading(text), lines: 1 }
}

/// `## Next steps`
fn hashes(text: &str) -> Option<Heading> {
    let level = text.bytes().take_while(|&b| b == b'#').count();
    let rest = text.get(level..)?;
    if !(1..=6).contains(&level) || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let inner = rest.trim().trim_end_matches('#').trim().trim_matches('*').trim();
    if inner.is_empty() {
        return None;
    }
    let mut heading = heading(inner, Style::Hashes(level));
    if let Some(marker) = super::markers::read(inner).filter(|marker| marker.number.is_some()) {
        heading.number = marker.number.map(str::to_owned);
        marker.rest.trim_end_matches(':').clone_into(&mut heading.text);
        heading.role = roles::of_heading(&heading.text);
    }
    Some(heading)
}

/// A line over `-----` or `=====`.
fn underlined(views: &[View<'_>], at: usize, fresh: bool) -> Option<Heading> {
    /// A rule much shorter than the line above does not underline it.
    const SHORTEST: usize = 3;
    let view = views.get(at)?;
    let below = views.get(at + 1).filter(|below| !below.cut)?;
    let mark =
        below.text.chars().next().filter(|mark| matches!(mark, '-' | '=' | '_' | '~' | '*' | '─' | '═' | '–' | '—'))?;
    let uniform = below.text.chars().all(|c| c == mark);
    let length = below.text.chars().count();
    let long_enough = length >= SHORTEST && length * 2 >= view.width.saturating_sub(view.indent);
    if !fresh || !uniform || !long_enough || view.words() > WORDS || view.text.ends_with(['.', ',', ';', '!', '?']) {
        return None;
    }
    if views.get(at + 2).is_none_or(|next| next.cut) {
        return None;
    }
    // "What      Who      Until" heads the columns of a table.
    if view.text.contains("   ") && tables::read(views, at).is_some() {
        return None;
    }
    let (number, text) = match &view.marker {
        Some(marker) if marker.number.is_some() => (marker.number.map(str::to_owned), marker.rest),
        Some(_) => return None,
        None => (None, view.text),
    };
    Some(Heading { number, lines: 2, ..heading(text.trim_matches('*'), Style::Underlined(mark)) })
}

/// `=== Decisions ===`, `--- Action items ---`, `[Actions]`, `**Next steps**`
fn decorated(text: &str) -> Option<Heading> {
    const FRAMES: &[char] = &['=', '-', '*', '~', '_', '+', '>', '<', '#', '–', '—', '─', '═', '|', ':'];
    if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let role = roles::of_bare_line(inner);
        return (role != Role::Open).then(|| heading(inner, Style::Decorated));
    }
    let text = text.trim_end_matches(':');
    let first = text.chars().next().filter(|c| FRAMES.contains(c))?;
    let left = text.chars().take_while(|&c| c == first).count();
    let inner = text.trim_start_matches(first);
    let last = inner.chars().last().filter(|c| FRAMES.contains(c))?;
    let right = inner.chars().rev().take_while(|&c| c == last).count();
    let inner = inner.trim_end_matches(last);
    let tight = !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    let words = inner.split_whitespace().count();
    if words == 0 || words > WORDS || inner.contains(['*', '|']) || !inner.chars().any(char::is_alphabetic) {
        return None;
    }
    let bold = matches!(first, '*' | '_') && last == first && left == right && left <= 3 && tight;
    if bold {
        let plain = inner.trim_end_matches(':');
        return (!plain.ends_with(['.', '!', '?', ',', ';']) && !is_sentence(plain))
            .then(|| heading(plain, Style::Bold));
    }
    (left >= 2 && right >= 2 && !tight).then(|| heading(inner, Style::Decorated))
}

/// "✅ Action items", "📌 Decisions:"
fn emblem(views: &[View<'_>], at: usize, fresh: bool) -> Option<Heading> {
    let text = views.get(at)?.text;
    let inner = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii());
    if inner.len() == text.len() || !fresh {
        return None;
    }
    let inner = inner.trim().trim_matches('*').trim_end_matches(':').trim();
    let marker = views.get(at)?.marker.as_ref();
    let bullet = marker.is_some_and(|marker| marker.checked.is_none());
    // "☑ Background check" over another box is an entry that is done.
    let boxed = |view: &View| view.marker.as_ref().is_some_and(|marker| marker.checked.is_some());
    let one_of_boxes = marker.is_some() && first_below(views, at).is_some_and(boxed);
    if bullet || one_of_boxes || roles::of_bare_line(inner) == Role::Open || !has_more(views, at) {
        return None;
    }
    Some(heading(inner, Style::Bold))
}

/// "1. AUTHENTICATION SYSTEM FLAWS:", "A.  FINDINGS", "3.1 Critical", "2  This week"
fn numbered(views: &[View<'_>], at: usize, fresh: bool, habits: Habits) -> Option<Heading> {
    let view = views.get(at)?;
    let marker = view.marker.as_ref().filter(|marker| marker.number.is_some())?;
    let number = marker.number?;
    let words = marker.rest.split_whitespace().count();
    if words > WORDS || marker.rest.ends_with(['.', '!', '?', ';', ',']) {
        return None;
    }
    let next = views.get(at + 1).filter(|next| !next.cut)?;
    let body = first_below(views, at)?;
    let sibling = body.marker.as_ref().is_some_and(|other| other.class == marker.class && body.indent <= view.indent);
    let role = roles::of_bare_line(marker.rest);
    let depth = number.split('.').count();
    let telling = role != Role::Open && (fresh || body.indent > view.indent);
    let apart = matches!(marker.class, Class::Bare | Class::Decimal) && fresh && next.is_blank();
    let style = if sibling {
        return None;
    } else if is_capitals(marker.rest) && !habits.shouts {
        Style::NumberedCapitals
    } else if telling || (apart && words <= TITLE_WORDS && !is_sentence(marker.rest)) {
        Style::Numbered(depth)
    } else {
        return None;
    };
    Some(Heading { number: Some(number.to_owned()), ..heading(marker.rest, style) })
}

/// A short line that a blank one parts from deeper text below.
pub(super) fn is_set_apart(views: &[View<'_>], at: usize) -> bool {
    let Some(view) = views.get(at) else { return false };
    view.words() <= WORDS
        && views.get(at + 1).is_some_and(|next| next.is_blank() && !next.cut)
        && first_below(views, at).is_some_and(|body| body.indent > view.indent)
}

/// The numbered line as a heading, whatever its words.
pub(super) fn of_marker(marker: &Marker<'_>, style: Style) -> Heading {
    Heading { number: marker.number.map(str::to_owned), ..heading(marker.rest, style) }
}

/// "REQUIRED IMMEDIATE ACTIONS:"
fn capitals(views: &[View<'_>], at: usize, fresh: bool, habits: Habits) -> Option<Heading> {
    let view = views.get(at)?;
    let listed = views.get(at + 1).is_some_and(|next| next.marker.is_some());
    if habits.shouts || !(fresh || listed) || view.words() > WORDS || !is_capitals(view.text) || !has_more(views, at) {
        return None;
    }
    Some(heading(view.text, Style::Capitals))
}

/// "Next steps:" alone on a line.
fn label(views: &[View<'_>], at: usize, fresh: bool) -> Option<Heading> {
    let view = views.get(at)?;
    let text = view.text.trim_end_matches(['*', '_']);
    let inner = text.strip_suffix(':').or_else(|| text.strip_suffix('：'))?.trim_matches(['*', '_']).trim();
    let body = first_below(views, at)?;
    let listed = body.marker.is_some();
    if view.words() > LABEL_WORDS || !(fresh || listed) || inner.contains(['.', '?', '!', ':', ';']) {
        return None;
    }
    let first = first_word(inner);
    if OPENING_VERBS.contains(&first.as_str()) || inner.contains(',') {
        return None;
    }
    let bare = roles::of_bare_line(inner);
    if bare == Role::Open && (is_sentence(inner) || view.words() > TITLE_WORDS) {
        return None;
    }
    let polite =
        inner.split_whitespace().any(|word| word.eq_ignore_ascii_case("please") || word.eq_ignore_ascii_case("kindly"));
    (!polite).then(|| heading(inner, Style::Label))
}

/// "Harbour Street refit" over a list, "Forms" over a paragraph, "next steps" over anything.
fn title(views: &[View<'_>], at: usize, fresh: bool, habits: Habits) -> Option<Heading> {
    /// A title over running text has at most this many words.
    const OVER_TEXT: usize = 4;
    /// Running text without an end on its first line goes on this much further than its title.
    const LONGER: usize = 30;
    let view = views.get(at)?;
    let words = view.words();
    if words > TITLE_WORDS || view.text.contains('@') || view.text.contains("://") {
        return None;
    }
    let plain = strip_parentheses(view.text);
    if plain.ends_with(['.', ',', ';', ':', '!', '?', '…', '-', '–', '>'])
        || plain.contains(['|', '\t', '.'])
        || plain.contains("  ")
    {
        return None;
    }
    let next = views.get(at + 1).filter(|next| !next.cut)?;
    let body = first_below(views, at)?;
    if !plain.chars().any(char::is_alphabetic) || !fresh {
        return None;
    }
    if view.text.ends_with(':') || OPENING_VERBS.contains(&first_word(plain).as_str()) {
        return None;
    }
    if roles::of_bare_line(plain) != Role::Open && !is_sentence(plain) {
        return Some(heading(view.text, Style::Title));
    }
    let capital = plain.starts_with(char::is_uppercase) || plain.starts_with(|c: char| c.is_ascii_digit());
    if !capital || is_sentence(plain) {
        return None;
    }
    let over_list = body.marker.is_some() && (body.indent > 0 || next.is_blank() || body.indent >= view.indent);
    let over_table = below_at(views, at).is_some_and(|below| tables::read(views, below).is_some());
    let over_text = words <= OVER_TEXT
        && !next.is_blank()
        && !habits.small
        && next.indent >= view.indent
        && next.words() > words
        && next.text.starts_with(char::is_uppercase)
        && (next.text.ends_with(['.', '!', '?']) || next.width > view.width + LONGER);
    (over_list || over_text || over_table).then(|| heading(view.text, Style::Title))
}

/// The first line with words below `at` in the same stretch.
fn first_below<'v, 'a>(views: &'v [View<'a>], at: usize) -> Option<&'v View<'a>> {
    below_at(views, at).and_then(|below| views.get(below))
}

fn below_at(views: &[View<'_>], at: usize) -> Option<usize> {
    /// More blank lines than this part what stands above from what stands below.
    const BLANKS: usize = 4;
    let near = views.iter().enumerate().skip(at + 1).take(BLANKS + 1).take_while(|(_, view)| !view.cut);
    near.into_iter().find(|(_, view)| !view.is_blank() && !view.rule).map(|(below, _)| below)
}

fn has_more(views: &[View<'_>], at: usize) -> bool {
    first_below(views, at).is_some()
}

fn first_word(text: &str) -> String {
    text.split_whitespace().next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_sentence(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is = |word: &str| SENTENCE_WORDS.iter().any(|listed| listed.eq_ignore_ascii_case(word));
        is(word) || word.contains('’') && is(&word.replace('’', "'"))
    })
}

/// Without a last stretch in parentheses, and without the colon.
fn strip_parentheses(text: &str) -> &str {
    let text = text.trim_end_matches(':').trim_end();
    match text.strip_suffix(')').and_then(|inner| inner.rfind('(')) {
        Some(open) if open > 0 => text.get(..open).unwrap_or(text).trim_end(),
        _ => text,
    }
}

/// All letters are capitals, outside of a closing parenthesis; at least one word of three letters.
fn is_capitals(text: &str) -> bool {
    const LONG: usize = 3;
    let text = strip_parentheses(text);
    let mut longest = 0;
    for word in text.split(|c: char| !c.is_alphabetic()) {
        if word.chars().any(char::is_lowercase) {
            return false;
        }
        longest = longest.max(word.chars().filter(|c| c.is_uppercase()).count());
    }
    longest >= LONG
        && !text.ends_with(['.', '!', '?', ',', ';'])
        && !text.contains(['@', '=', '/', '\t'])
        && !text.contains("  ")
}

#[cfg(test)]
mod tests {
    use super::super::lines::readable;
    use super::super::tests::{email, own};
    use super::*;

    fn first(text: &str) -> Option<Heading> {
        let email = email(text);
        read(&readable(&email, &own(&email)), 0, true, Habits::default())
    }

    #[test]
    fn headings_of_every_style_are_seen() {
        for (text, words, style) in [
            ("## Next steps ##\nx", "Next steps", Style::Hashes(2)),
            ("Overview\n--------\nx", "Overview", Style::Underlined('-')),
            ("=== Decisions ===\nx", "Decisions", Style::Decorated),
            ("--- Action items ---\nx", "Action items", Style::Decorated),
            ("[Actions]\nx", "Actions", Style::Decorated),
            ("**Next steps**\nx", "Next steps", Style::Bold),
            ("*Next steps:*\nx", "Next steps", Style::Bold),
            ("✅ Action items\n- x", "Action items", Style::Bold),
            ("REQUIRED ACTIONS:\n\n1. x", "REQUIRED ACTIONS", Style::Capitals),
            ("A.  FINDINGS\n\nA1. x", "FINDINGS", Style::NumberedCapitals),
            ("1. LOGIN FLAWS:\n   - x", "LOGIN FLAWS", Style::NumberedCapitals),
            ("3) Next steps\n\n- x", "Next steps", Style::Numbered(1)),
            ("3.1 Critical\n\nx", "Critical", Style::Numbered(2)),
            ("Next steps:\n- x", "Next steps", Style::Label),
            ("Action items\n\nx y", "Action items", Style::Title),
            ("To do before Friday:\n- x", "To do before Friday", Style::Label),
            ("What we need from you:\n- x", "What we need from you", Style::Label),
            ("Harbour Street refit\n\n- x", "Harbour Street refit", Style::Title),
            ("Forms\nEvery form has to be in the office by the end of the week.", "Forms", Style::Title),
        ] {
            let heading = first(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((heading.text.as_str(), heading.style), (words, style), "{text}");
        }
    }

    #[test]
    fn sentences_and_entries_are_no_headings() {
        for text in [
            "Please do the following by Friday:\n- x",
            "Can you both:\n- x",
            "Fix these issues:\n- x",
            "Thanks for the call\n\n- x",
            "#budget is the channel\nx",
            "1. CALL BO\n2. CALL AL",
            "1. Rotate the keys\n   - staging first",
            "PLEASE CALL ME.\nx",
            "*maybe* we can *go*\nx",
            "Next steps:",
            "What              Who      Until\n--------------------------------\nOrder the paint   Rosa     Friday",
            "☑ Background check\n☐ Boot size",
        ] {
            assert!(first(text).is_none(), "{text}");
        }
    }
}
