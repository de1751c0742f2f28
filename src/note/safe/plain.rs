//! Text of a task line or a title: shown unrendered by some readers, so look-alikes stand for the marks that act.

use std::borrow::Cow;

use super::address::{may_start, web_address};
use super::markdown::is_less_than;
use super::{SUBJECT_LIMIT, TASK_TEXT_LIMIT, is_entity, shorten};
use crate::clean;

/// What a task line says where nothing is left of its words.
const NO_TASK_TEXT: &str = "See the email";
/// What a note is called where the subject says nothing.
const NO_SUBJECT: &str = "Email";
/// A longer address tells nobody more than its host does.
const ADDRESS_LIMIT: usize = 60;

/// The words of a task, without anything that a task reader takes for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskText(String);

impl TaskText {
    pub fn new(text: &str) -> Self {
        TaskText(words_or(plain(text, TASK_TEXT_LIMIT), NO_TASK_TEXT))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The title of a note, as its heading, its `title` property and its file name say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingText(String);

impl HeadingText {
    pub fn new(text: &str) -> Self {
        HeadingText(words_or(plain(text, SUBJECT_LIMIT), NO_SUBJECT))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn words_or(text: String, otherwise: &str) -> String {
    if text.chars().any(char::is_alphanumeric) { text } else { otherwise.to_owned() }
}

/// `text` on one line without signs and marks that act; the same again when it is given back.
fn plain(text: &str, limit: usize) -> String {
    let line = clean::one_line(text);
    let line = if line.chars().any(is_sign) {
        Cow::Owned(clean::one_line(&line.chars().filter(|c| !is_sign(*c)).collect::<String>()))
    } else {
        Cow::Borrowed(line.as_str())
    };
    let line = without_addresses(&line);
    let text = broken(&look_alikes(&shorten(&line, limit)));
    match shorten(&text, limit) {
        // The blanks that were put in made it too long; what is cut has other neighbours at its end.
        Cow::Owned(cut) => broken(&cut),
        Cow::Borrowed(_) => text,
    }
}

/// Signs that task readers take for fields, wherever they stand, and the emoji around them: `TasksAgent` shows half of
/// some as a broken character.
pub(super) fn is_sign(char: char) -> bool {
    matches!(char,
        '\u{231A}'..='\u{231B}' | '\u{23E9}'..='\u{23FA}' | '\u{25A0}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}'
        | '\u{20E3}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Web addresses as their host and, where that is short and plain, their path: their `#part` would become a tag and
/// a category. The whole address stands under the task.
fn without_addresses(text: &str) -> Cow<'_, str> {
    if !text.contains("://") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let web = if matches!(char, 'h' | 'H') && may_start(text.get(..text.len() - rest.len()).unwrap_or_default()) {
            web_address(rest)
        } else {
            None
        };
        let taken = if let Some(web) = web {
            let path = web.rest.trim_end_matches('/');
            let plain = path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'.' | b'-'));
            out.push_str(web.host);
            if plain && !path.contains("//") && web.host.len() + path.len() <= ADDRESS_LIMIT {
                out.push_str(path);
            } else {
                out.push_str("/…");
            }
            web.text.len()
        } else {
            out.push(char);
            char.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    Cow::Owned(out)
}

/// Marks that no reader can be kept from as characters that look like them.
fn look_alikes(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '\\' => '/',
            '`' => '\'',
            '[' | '{' => '(',
            ']' | '}' => ')',
            '|' => '¦',
            '^' => 'ˆ',
            _ => char,
        })
        .collect()
}

/// Sequences that act, broken; what comes out has no new ones, for only blanks and look-alikes are put in.
fn broken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut previous: Option<char> = None;
    let mut opened = 0_usize;
    let mut skip = false;
    for (at, char) in text.char_indices() {
        if skip {
            skip = false;
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let after = rest.get(char.len_utf8()..).unwrap_or_default();
        let next = after.chars().next();
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match char {
            '<' if is_less_than(after) => out.push('<'),
            '<' => {
                opened += 1;
                out.push('‹');
            }
            '>' if opened > 0 || previous == Some('%') => {
                opened = opened.saturating_sub(1);
                out.push('›');
            }
            ':' if next == Some(':') => {
                out.push('∷');
                skip = true;
            }
            ':' if after.starts_with("//") => out.push_str(": "),
            '%' | '~' | '=' if next == Some(char) => {
                out.push(char);
                out.push(' ');
            }
            // Longer runs are rules and blanks to fill in, and would be emphasis within emphasis.
            '*' | '_' if out.ends_with(if char == '*' { "***" } else { "___" }) => {}
            '&' if is_entity(rest) => out.push_str("& "),
            '#' if word(previous) && next.is_none_or(|c| c.is_whitespace() || ",.;:!?)".contains(c)) => out.push('#'),
            '#' => out.push('＃'),
            '$' if blank(previous) && next.is_some_and(|c| c.is_ascii_digit()) => out.push('$'),
            '$' => out.push('＄'),
            '@' if out.ends_with('(') => out.push_str(" @"),
            'P' if rest.starts_with("Priority")
                && ["High ", "Medium ", "Low "].iter().any(|rank| out.ends_with(rank)) =>
            {
                out.push('p');
            }
            _ => out.push(char),
        }
        previous = Some(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_stays_easy_to_read() {
        for text in [
            "Send Ana the Q3 numbers (3/4 of them), 50% by *noon*",
            "Fix snake_case in C# and a < b, x -> y <3",
            "Pay $500 to ana.lopez@example.com & AT&T",
            "Größe prüfen: naïve café 日本語",
        ] {
            assert_eq!(TaskText::new(text).as_str(), text);
        }
    }

    #[test]
    fn marks_that_act_become_look_alikes() {
        let cases = [
            ("Pay #now the bill #42", "Pay ＃now the bill ＃42"),
            ("Pay it 📅 2031-01-01 now 🔁 every day", "Pay it 2031-01-01 now every day"),
            ("Send High Priority form", "Send High priority form"),
            ("Send High 🔴 Priority form", "Send High priority form"),
            ("Ask [[Boss]] ![[x]] [x] and [y](z)", "Ask ((Boss)) !((x)) (x) and (y)(z)"),
            ("Run <% tp.x %> and <%+ y", "Run ‹% tp.x %› and ‹%+ y"),
            ("Use `$= app` and owner:: me", "Use '＄= app' and owner∷ me"),
            ("Look %% here ~~x~~ ==y==", "Look % % here ~ ~x~ ~ = =y= ="),
            ("Open obsidian://new", "Open obsidian: //new"),
            (r"Open obsidian:\\new", "Open obsidian: //new"),
            (r"Save to C:\path", "Save to C:/path"),
            ("Remind (@2031-01-01) @{x} [@y]", "Remind ( @2031-01-01) @(x) ( @y)"),
            ("Mail <ana@example.com> &lt;", "Mail ‹ana@example.com› & lt;"),
            ("Mail <3am@example.com> or <=x@example.com>", "Mail ‹3am@example.com› or ‹=x@example.com›"),
            ("Sign here: ________ (Ana) *****", "Sign here: ___ (Ana) ***"),
            ("Note ^id a|b", "Note ˆid a¦b"),
            ("✅ ", "See the email"),
            ("\u{200B}", "See the email"),
            ("📅", "See the email"),
        ];
        for (text, expected) in cases {
            assert_eq!(TaskText::new(text).as_str(), expected, "{text}");
        }
    }

    #[test]
    fn an_address_stands_as_its_host() {
        let cases = [
            ("Review https://git.example/a/b/42.", "Review git.example/a/b/42."),
            ("Fill in https://forms.example/x?y=1#z today", "Fill in forms.example/… today"),
            ("Go to https://bank.example@evil.example", "Go to https: //bank.example@evil.example"),
        ];
        for (text, expected) in cases {
            assert_eq!(TaskText::new(text).as_str(), expected, "{text}");
        }
    }

    #[test]
    fn safe_text_made_safe_again_is_the_same() {
        for text in [
            "a::::b ##c #d# %%%% ==== &amp;lt; <<%%>> [@{{x}}] (((@ $$5 $5 obsidian:://x http:\\\\a",
            "High Priority Low Priority Medium  Priority",
            "C# #C# # 1 https://h.example//x//y",
            // Grows over the limit by the blanks between the signs, and is cut among other marks.
            &"~~%% a < b C# $5 ".repeat(30),
        ] {
            let once = TaskText::new(text);
            assert!(once.as_str().chars().count() <= TASK_TEXT_LIMIT, "{}", once.as_str());
            assert_eq!(TaskText::new(once.as_str()), once);
            let title = HeadingText::new(text);
            assert_eq!(HeadingText::new(title.as_str()), title);
        }
    }

    #[test]
    fn long_text_is_cut() {
        let text = TaskText::new(&"Send it ".repeat(100));
        assert!(text.as_str().chars().count() <= TASK_TEXT_LIMIT && text.as_str().ends_with('…'));
    }
}
