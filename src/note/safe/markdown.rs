//! Text that Obsidian renders: it looks as it did in the mail and does nothing.

use super::address::{may_start, push_percent, web_address};
use super::{NAME_LIMIT, PARAGRAPH_LIMIT, QUOTE_LIMIT, is_entity, shorten};
use crate::clean;

/// One line of running text, safe at the start of a line and anywhere in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph(String);

impl Paragraph {
    pub fn new(text: &str) -> Self {
        Paragraph(rendered(text, PARAGRAPH_LIMIT, Place::LineStart))
    }

    /// Text that follows words of the program on its line ("**From:** ", "- Context: ").
    pub fn inside(text: &str) -> Self {
        Paragraph(rendered(text, PARAGRAPH_LIMIT, Place::Inside))
    }

    /// A name that follows words of the program on its line; cut like one.
    pub fn name(text: &str) -> Self {
        Paragraph(rendered(text, NAME_LIMIT, Place::Inside))
    }

    /// [`name`](Self::name) as the first words of a list entry.
    pub fn name_at_start(text: &str) -> Self {
        Paragraph(rendered(text, NAME_LIMIT, Place::LineStart))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Words of the mail between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteText(String);

impl QuoteText {
    pub fn new(text: &str) -> Self {
        QuoteText(rendered(text, QUOTE_LIMIT, Place::Inside))
    }

    /// Words of the mail as a list entry.
    pub fn entry(text: &str) -> Self {
        QuoteText(rendered(text, QUOTE_LIMIT, Place::LineStart))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    LineStart,
    Inside,
}

fn rendered(text: &str, limit: usize, place: Place) -> String {
    escape(&shorten(&clean::one_line(text), limit), place)
}

/// `text`, clean and on one line, so that Markdown and its plugins show it as it stands.
fn escape(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16 + 8);
    let mut previous = None;
    let mut rest = text;
    if place == Place::LineStart {
        rest = line_start(text, &mut out);
        previous = text.get(..text.len() - rest.len()).and_then(|head| head.chars().next_back());
    }
    while let Some(char) = rest.chars().next() {
        if matches!(char, 'h' | 'H')
            && may_start(text.get(..text.len() - rest.len()).unwrap_or_default())
            && let Some(web) = web_address(rest)
        {
            address(web.text, rest, &mut out);
            previous = web.text.chars().next_back();
            rest = rest.get(web.text.len()..).unwrap_or_default();
            continue;
        }
        let after = rest.get(char.len_utf8()..).unwrap_or_default();
        let next = after.chars().next();
        let taken = mark(char, previous, next, after, rest, &mut out);
        previous = rest.get(..taken).and_then(|head| head.chars().next_back());
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// Writes what would open a block at the start of a line, escaped; gives what is left.
fn line_start<'a>(text: &'a str, out: &mut String) -> &'a str {
    let Some(first) = text.chars().next() else { return text };
    if matches!(first, '-' | '+' | '>' | '#' | '=' | '*' | '_' | '~') {
        out.push('\\');
        out.push(first);
        return text.get(1..).unwrap_or_default();
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(text.as_bytes().get(digits), Some(b'.' | b')')) {
        let (number, rest) = text.split_at(digits);
        out.push_str(number);
        out.push('\\');
        out.push_str(rest.get(..1).unwrap_or_default());
        return rest.get(1..).unwrap_or_default();
    }
    text
}

/// Writes one mark or letter; gives how many bytes of `rest`, which starts with `char`, it took.
fn mark(char: char, previous: Option<char>, next: Option<char>, after: &str, rest: &str, out: &mut String) -> usize {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match char {
        // Templater runs `<%` in the raw text and, when rendered, `<%+`: an escape stops neither.
        '<' if next == Some('%') => {
            out.push('‹');
            return 1;
        }
        '%' if next == Some('>') => {
            out.push_str(if matches!(previous, Some('%' | '{')) { "\\%›" } else { "%›" });
            return 2;
        }
        // Dataview renders the value of `key:: value` again, whatever was escaped in it.
        ':' if next == Some(':') => {
            out.push('∷');
            return 2;
        }
        // No address but http and https, which never come here when they are honest.
        ':' if after.starts_with("//") => {
            out.push_str(":\\//");
            return 3;
        }
        '\\' | '`' | '[' | ']' | '|' | '^' => escaped(char, out),
        '<' if !is_less_than(after) => escaped(char, out),
        '&' if is_entity(rest) => escaped(char, out),
        // Emphasis neither between two letters nor between two blanks.
        '_' if !(word(previous) && word(next) || blank(previous) && blank(next)) => escaped(char, out),
        '*' if !(blank(previous) && blank(next)) => escaped(char, out),
        '#' if !(word(previous) || is_number(after)) => escaped(char, out),
        // A sum of money: math does not close after a blank. What stands before the whole text is not known.
        '$' if !(previous.is_some_and(char::is_whitespace) && next.is_some_and(|c| c.is_ascii_digit())) => {
            escaped(char, out);
        }
        '%' if previous == Some('{') => escaped(char, out),
        // Two single ones strike out what stands between them, and vanish.
        '~' if !blank(previous) && !blank(next) => escaped(char, out),
        '%' | '~' | '=' if next == Some(char) || previous == Some(char) => escaped(char, out),
        '{' if matches!(next, Some('{' | '%')) || matches!(previous, Some('{' | '@')) => escaped(char, out),
        // obsidian-reminder takes `(@2031-01-01)`, whose bracket may stand before this text; Kanban `@{2031-01-01}`.
        '@' if matches!(previous, None | Some('(')) || next == Some('{') => escaped(char, out),
        _ => out.push(char),
    }
    char.len_utf8()
}

/// Whether a `<` before `after` is read as one: "a < b", "<3", "<=", but `<3am@example.com>` is a link (`CommonMark` 6.5).
pub(super) fn is_less_than(after: &str) -> bool {
    let inside = after.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
    inside.is_empty() && !after.starts_with('>')
        || inside.starts_with(|c: char| c.is_ascii_digit() || c == '=') && !inside.contains('@')
}

fn escaped(char: char, out: &mut String) {
    out.push('\\');
    out.push(char);
}

/// Whether `after`, what follows a `#`, is a number and no more: `#1` is no tag, `#1-a` is one.
fn is_number(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let end = after.get(digits..).and_then(|rest| rest.chars().next());
    digits > 0
        && end.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | '"' | '\''))
}

/// A web address that stays what it is for whoever clicks it: a backslash would become part of it, so its marks are
/// percent-encoded instead. `whole` goes on behind it, where a `;` may make an entity of its last letters.
fn address(text: &str, whole: &str, out: &mut String) {
    let mut previous = None;
    for (at, char) in text.char_indices() {
        let rest = whole.get(at..).unwrap_or_default();
        let keep = match char {
            '%' => rest.as_bytes().get(1..3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
            '&' => !is_entity(rest),
            // The second scheme of an address within an address.
            ':' if previous != Some(':') && rest.starts_with("://") => at <= "https".len(),
            ':' | '=' | '~' => previous != Some(char),
            '@' => previous != Some('('),
            '-' | '.' | '_' | '/' | '?' | '#' | '+' | ',' | ';' | '(' | ')' | '\'' | '!' => true,
            _ => char.is_alphanumeric(),
        };
        if keep {
            out.push(char);
        } else {
            let mut bytes = [0; 4];
            for byte in char.encode_utf8(&mut bytes).bytes() {
                push_percent(out, byte);
            }
        }
        previous = Some(char);
    }
}

/// What escaped text of a note says: `\*` is `*`.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match chars.peek() {
            Some(next) if char == '\\' && next.is_ascii_punctuation() => {}
            _ => out.push(char),
        }
        if char == '\\' {
            out.extend(chars.next_if(char::is_ascii_punctuation));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_stands_as_it_was_written() {
        for text in [
            "Ticket #1, item #42. 3/4 done <3 a < b, b > a, x <= y",
            "ana.lopez@example.com (or bob_k@example.com) on Friday",
            "See https://example.com/a_b/c?x=1&y=2#part-3.",
            "snake_case and C# and AT&T and 50% and $500, ~5 min, a = b",
            "2 * 3 - 4 + 5 -> 9; {\"json\": true} naïve café 日本語 👍",
        ] {
            assert_eq!(Paragraph::new(text).as_str(), text);
            assert_eq!(QuoteText::new(text).as_str(), text);
        }
    }

    #[test]
    fn what_could_act_is_escaped_or_replaced() {
        let cases = [
            (r"Hi <% tp.x %>", "Hi ‹% tp.x %›"),
            (r"Hi <%+ x", "Hi ‹%+ x"),
            (r"Hi <\%+ x", r"Hi \<\\%+ x"),
            ("Hi &lt;%+ x", r"Hi \&lt;%+ x"),
            ("run `$= app.x`", r"run \`\$= app.x\`"),
            ("[due:: 2031-01-01]", r"\[due∷ 2031-01-01\]"),
            ("[[Boss]] ![[x]] ![p](https://t.example/p)", r"\[\[Boss\]\] !\[\[x\]\] !\[p\](https://t.example/p)"),
            ("see obsidian://new and file:///etc", r"see obsidian:\//new and file:\///etc"),
            ("https://bank.example@evil.example/", r"https:\//bank.example@evil.example/"),
            (r"\[[x]]", r"\\\[\[x\]\]"),
            (r"C:\path\to", r"C:\\path\\to"),
            ("%% hidden %%", r"\%\% hidden \%\%"),
            ("a $$x$$ b ^id", r"a \$\$x\$\$ b \^id"),
            ("**bold** ==mark== ~~gone~~", r"\*\*bold\*\* \=\=mark\=\= \~\~gone\~\~"),
            ("now #tag and #1-a", r"now \#tag and \#1-a"),
            ("<3am@example.com> <=x@example.com> <3", r"\<3am@example.com> \<=x@example.com> <3"),
            ("<iframe src=x> <!-- </p>", r"\<iframe src=x> \<!-- \</p>"),
            ("(@2031-01-01) @{2031-01-01}", r"(\@2031-01-01) \@\{2031-01-01}"),
            ("{{title}}", r"\{\{title}}"),
            ("<~% and <~%", r"\<\~% and \<\~%"),
            ("$4( or $5", r"\$4( or $5"),
            ("{% x %} {%> y", r"\{\% x %} \{\%› y"),
            ("https://example.com/?x=1&lt; and &y;", "https://example.com/?x=1%26lt; and \\&y;"),
        ];
        for (text, expected) in cases {
            assert_eq!(Paragraph::new(text).as_str(), expected, "{text}");
        }
    }

    #[test]
    fn no_block_opens_at_the_start_of_a_line() {
        let cases = [
            ("- [x] Approved", r"\- \[x\] Approved"),
            ("> [!danger] Locked", r"\> \[!danger\] Locked"),
            ("# Title", r"\# Title"),
            ("---", r"\---"),
            ("===", r"\=\=\="),
            ("~~~js", r"\~\~\~js"),
            ("***", r"\*\*\*"),
            ("+ x", r"\+ x"),
            ("1. x", r"1\. x"),
            ("12) x", r"12\) x"),
            ("  \t- x", r"\- x"),
            ("a\n- b", "a - b"),
        ];
        for (text, expected) in cases {
            assert_eq!(Paragraph::new(text).as_str(), expected, "{text}");
        }
        assert_eq!(Paragraph::inside("- so").as_str(), "- so");
    }

    #[test]
    fn an_address_keeps_no_mark_that_acts() {
        let text = "https://example.com/[[x]]`a`::b?q=$$&lt;==|^{%%}*\\#t";
        let safe = Paragraph::new(text);
        for mark in ["[", "]", "`", "::", "$", "&lt;", "==", "|", "^", "{", "%%", "*", "\\"] {
            assert!(!safe.as_str().contains(mark), "{mark} in {}", safe.as_str());
        }
    }

    #[test]
    fn an_address_within_an_address_opens_nothing_else() {
        let text = "https://archive.example/obsidian://new?https://x.example";
        let safe = "https://archive.example/obsidian%3A//new?https%3A//x.example";
        assert_eq!(Paragraph::new(text).as_str(), safe);
    }

    #[test]
    fn escaping_can_be_undone() {
        for text in ["a *b* [c](d) `e` #f <g> &lt; %% $x$ C:\\p _h_", "1. first", "- dash \\ back", "\\"] {
            assert_eq!(unescape(Paragraph::new(text).as_str()), text);
        }
    }
}
