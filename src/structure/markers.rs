//! List markers at the start of a line: bullets, boxes, numbers, letters, reference codes, steps.

/// The marker that opens a line, and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker<'a> {
    pub(super) class: Class,
    /// "1", "b", "iv", "3.1", "PT-01"; `None` for bullets.
    pub(super) number: Option<&'a str>,
    pub(super) checked: Option<bool>,
    /// The text behind the marker, trimmed.
    pub(super) rest: &'a str,
    /// Two or more spaces stand behind the marker.
    pub(super) wide: bool,
}

/// Markers of one list are of one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Bullet(char),
    /// "1.", "1)", "(1)", "1 -"
    Number,
    /// "1.2", "3.1.4"
    Decimal,
    /// "1  Where we are": a number, no mark, two spaces.
    Bare,
    Lower,
    Upper,
    /// "ii.", "(iv)"
    Roman,
    /// "A1.", "R2", "PT-01"
    Code,
    /// "Step 1:", "Action 2 -"
    Step,
}

impl Class {
    pub(super) fn is_bullet(self) -> bool {
        matches!(self, Class::Bullet(_))
    }
}

const BULLETS: &[char] = &[
    '-', '*', '•', '·', '–', '—', '+', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '►', '➢', '➤', '→', '⁃', '∙', '§', '✓',
];
/// Bullets that are letters, "o " and "q " (Word's bullets as mail clients write them out).
const LETTER_BULLETS: &[char] = &['o', 'ü'];
const OPEN_BOXES: &[char] = &['☐', '◻', '⬜', '❏', '❑', '🔲'];
const TICKED_BOXES: &[char] = &['☑', '☒', '✅', '✔', '🗹'];
/// The words that count steps, before a number and a colon or dash.
const STEPS: &[&str] = &["step", "item", "action", "task", "point", "schritt", "punkt", "étape", "paso", "ai", "todo"];
const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "mai", "jun", "jul", "aug", "sep", "oct", "okt", "nov", "dec", "dez", "mär"];

/// The marker at the start of `text`, if one stands there.
///
/// A marker without anything behind it is none.
pub(super) fn read(text: &str) -> Option<Marker<'_>> {
    let marker = boxed(text).or_else(|| bullet(text)).or_else(|| step(text)).or_else(|| enumerator(text))?;
    (!marker.rest.is_empty()).then_some(marker)
}

fn bullet(text: &str) -> Option<Marker<'_>> {
    let mut chars = text.chars();
    let mark = chars.next()?;
    let rest = chars.as_str();
    let spaced = rest.starts_with(char::is_whitespace);
    let is_bullet = if LETTER_BULLETS.contains(&mark) {
        spaced
    } else {
        // "•Text" is written without a space, "-5" and "*bold*" are no entries.
        BULLETS.contains(&mark) && (spaced || matches!(mark, '•' | '●' | '▪' | '■'))
    };
    if !is_bullet {
        return None;
    }
    let inner = rest.trim();
    if let Some(boxed) = boxed(inner) {
        return Some(Marker { class: Class::Bullet(mark), ..boxed });
    }
    Some(Marker { class: Class::Bullet(mark), number: None, checked: None, rest: inner, wide: rest.starts_with("  ") })
}

/// `[ ] text`, `[x] text`, `☐ text`
fn boxed(text: &str) -> Option<Marker<'_>> {
    let first = text.chars().next()?;
    let (checked, rest) = if OPEN_BOXES.contains(&first) {
        (false, text.get(first.len_utf8()..)?)
    } else if TICKED_BOXES.contains(&first) {
        (true, text.get(first.len_utf8()..)?)
    } else {
        let inner = text.strip_prefix('[')?;
        let (state, rest) = inner.split_once(']')?;
        let checked = match state {
            "" | " " | "  " | "_" => false,
            "x" | "X" | "✓" | "✔" => true,
            _ => return None,
        };
        if !rest.starts_with(char::is_whitespace) {
            return None;
        }
        (checked, rest)
    };
    let rest = rest.trim_start_matches('\u{fe0f}').trim();
    Some(Marker { class: Class::Bullet('☐'), number: None, checked: Some(checked), rest, wide: false })
}

/// "Step 1: text"
fn step(text: &str) -> Option<Marker<'_>> {
    let (word, rest) = text.split_once(' ')?;
    if word.len() > 8 || !STEPS.iter().any(|step| step.eq_ignore_ascii_case(word)) {
        return None;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let (number, after) = rest.split_at_checked(digits)?;
    let after = after.trim_start();
    let after = after.strip_prefix([':', '-', '–', '.', ')'])?;
    Some(Marker { class: Class::Step, number: Some(number), checked: None, rest: after.trim(), wide: false })
}

fn enumerator(text: &str) -> Option<Marker<'_>> {
    let bracketed = text.starts_with('(');
    let inner = text.get(usize::from(bracketed)..)?;
    let length = inner
        .char_indices()
        .find(|&(at, c)| at > 8 || !(c.is_ascii_alphanumeric() || c == '-' || (c == '.' && dot_goes_on(inner, at))))
        .map_or(inner.len(), |(at, _)| at);
    let (token, after) = inner.split_at_checked(length)?;
    let class = class_of(token).filter(|_| !token.is_empty())?;
    let mark = after.chars().next();
    let (after, marked) = match mark {
        Some(')') => (after.get(1..)?, true),
        Some('.' | ':') if !bracketed => (after.get(1..)?, true),
        _ if bracketed => return None,
        _ => (after, false),
    };
    let spaces = after.chars().take_while(|c| c.is_whitespace()).count();
    let wide = spaces >= 2 || after.starts_with('\t');
    let rest = after.trim();
    let colon = mark == Some(':');
    let closed = mark == Some(')');
    let fits = match class {
        Class::Number if marked => {
            !colon && (spaces > 0 || closed || rest.starts_with(char::is_uppercase)) && !is_date(rest, closed)
        }
        Class::Number => wide && token.len() <= 2 && rest.starts_with(char::is_uppercase),
        Class::Decimal => {
            spaces > 0
                && !colon
                && rest.starts_with(char::is_alphabetic)
                && (marked || rest.starts_with(char::is_uppercase))
        }
        Class::Lower | Class::Roman => marked && !colon && spaces > 0,
        // "A. Smith wrote" opens with an initial, "A.  FINDINGS" and "A) x" with a marker.
        Class::Upper => marked && !colon && spaces > 0 && (closed || wide || !is_initial(rest)),
        Class::Code => spaces > 0 && !bracketed && (marked || wide) && !(colon && is_quarter(token)),
        Class::Bullet(_) | Class::Bare | Class::Step => false,
    };
    if !fits {
        return None;
    }
    let class = if class == Class::Number && !marked { Class::Bare } else { class };
    Some(Marker { class, number: Some(token), checked: None, rest, wide })
}

/// A dot inside "3.1" belongs to the number, the one of "3. Text" does not.
fn dot_goes_on(text: &str, at: usize) -> bool {
    text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        && text.get(..at).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
}

fn class_of(token: &str) -> Option<Class> {
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    if digits == token.len() {
        return (digits <= 3).then_some(Class::Number);
    }
    if token.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        // "3.1", not "2025.10" or "10.000".
        return token.split('.').all(|part| part.len() <= 2).then_some(Class::Decimal);
    }
    if digits == 0 {
        if token.len() > 1 && token.len() <= 5 && token.bytes().all(|b| b"ivxIVX".contains(&b)) {
            return Some(Class::Roman);
        }
        return match token.as_bytes() {
            [b] if b.is_ascii_lowercase() => Some(Class::Lower),
            [b] if b.is_ascii_uppercase() => Some(Class::Upper),
            _ => None,
        };
    }
    let letters = token.bytes().take_while(u8::is_ascii_uppercase).count();
    let tail = token.get(letters..)?.trim_start_matches('-');
    let numbers = tail.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = tail.get(numbers..)?;
    let fits = (1..=4).contains(&letters) && (1..=3).contains(&numbers) && suffix.len() <= 1;
    fits.then_some(Class::Code)
}

/// "12. Mai", "3. June": a day at the start of a wrapped line.
fn is_date(rest: &str, closed: bool) -> bool {
    let head: String = rest.chars().take(3).collect::<String>().to_lowercase();
    !closed
        && MONTHS.contains(&head.as_str())
        && rest.split_whitespace().next().is_some_and(|word| word.chars().count() <= 9 && word != "May")
}

/// "Smith wrote", "B. Smith": what stands behind an initial is a surname in mixed case, alone or before a verb.
fn is_initial(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let first = words.next().unwrap_or_default();
    let capitalised = first.starts_with(char::is_uppercase) && first.chars().any(char::is_lowercase);
    let is_abbreviated = first.len() == 2 && first.ends_with('.');
    is_abbreviated || (capitalised && words.next().is_none())
}

/// "Q3: the numbers" names a quarter.
fn is_quarter(token: &str) -> bool {
    matches!(token, "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_read_with_their_class_and_number() {
        for (text, class, number, rest) in [
            ("- call Bo", Class::Bullet('-'), None, "call Bo"),
            ("•call Bo", Class::Bullet('•'), None, "call Bo"),
            ("o call Bo", Class::Bullet('o'), None, "call Bo"),
            ("1. Call Bo", Class::Number, Some("1"), "Call Bo"),
            ("12) call", Class::Number, Some("12"), "call"),
            ("(3) call", Class::Number, Some("3"), "call"),
            ("a) call", Class::Lower, Some("a"), "call"),
            ("iv. call", Class::Roman, Some("iv"), "call"),
            ("A.  FINDINGS", Class::Upper, Some("A"), "FINDINGS"),
            ("A1. Call", Class::Code, Some("A1"), "Call"),
            ("PT-01  Tokens live on", Class::Code, Some("PT-01"), "Tokens live on"),
            ("3.1 Critical", Class::Decimal, Some("3.1"), "Critical"),
            ("1  Where we are", Class::Bare, Some("1"), "Where we are"),
            ("Step 2: call", Class::Step, Some("2"), "call"),
        ] {
            let marker = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((marker.class, marker.number, marker.rest), (class, number, rest), "{text}");
        }
    }

    #[test]
    fn boxes_say_whether_they_are_ticked() {
        for (text, checked) in
            [("- [ ] a", Some(false)), ("[x] a", Some(true)), ("☐ a", Some(false)), ("☑ a", Some(true)), ("- a", None)]
        {
            assert_eq!(read(text).and_then(|m| m.checked), checked, "{text}");
        }
    }

    #[test]
    fn words_dates_and_numbers_are_no_markers() {
        for text in [
            "-5 degrees",
            "*bold*",
            "--",
            "2024. A year",
            "5. Juni ist gut",
            "3.5 million",
            "A. Smith",
            "J. B. Smith",
            "Q3: done",
            "I think",
            "a word",
            "12 eggs",
            "1.",
            "10:30 call",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
