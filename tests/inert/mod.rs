//! A reader of notes of its own, which shares no code with the program: what in a note would act in Obsidian.
//!
//! Three kinds of readers see a note differently, so each thing is looked for where it counts: plugins that read the
//! file as it stands (`raw`), Obsidian's Markdown, for which a backslash takes a mark's meaning (`live`), and plugins
//! that read the rendered page (`shown`).

use pulldown_cmark::{BlockQuoteKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

const KEYS: [&str; 7] = ["title", "emailId", "label", "gmailUrl", "messageId", "emailDate", "source"];
const HEADINGS: [&str; 8] = [
    "Email Details",
    "Action Items",
    "🔴 High Priority",
    "🟡 Medium Priority",
    "🟢 Low Priority",
    "Next Steps",
    "Key Decisions",
    "Email Summary",
];
/// What some task reader takes for a field, wherever it stands in a line.
const SIGNS: &str = "📅📆🗓⏳⌛🛫➕✅❌🔁🏁🆔⛔🔺⏫🔼🔽⏬🔴🟡🟢🧩⚠🔗⏰";
const LARGEST: usize = 128 * 1024;
const LONGEST_LINE: usize = 20_000;
/// A task's quote stands in a list entry; nothing of a note is deeper.
const DEEPEST: usize = 4;

/// What is wrong with a note in the `seed` format; empty for a note in which nothing of the mail acts.
pub(crate) fn findings(note: &str) -> Vec<String> {
    let mut found = Findings(Vec::new());
    if note.len() > LARGEST {
        found.add(0, "size", &note.len().to_string());
    }
    characters(note, &mut found);
    let Some((id, body_at)) = frontmatter(note, &mut found) else { return found.0 };
    let body = note.get(body_at..).unwrap_or_default();
    let first = note.get(..body_at).unwrap_or_default().matches('\n').count();
    let last = format!("**[🔄 Reprocess this email](obsidian://meeting-tasks-reprocess?id={id})**\n");
    if !body.ends_with(&format!("\n\n---\n\n{last}")) {
        found.add(0, "reprocess", "the last line is not the program's own link");
    }
    let lines: Vec<&str> = body.strip_suffix(&last).unwrap_or(body).lines().collect();
    let mut section = "";
    for (at, line) in lines.iter().enumerate() {
        let at = first + at + 1;
        if let Some(heading) = line.strip_prefix("## ") {
            section = heading;
        }
        if line.chars().count() > LONGEST_LINE {
            found.add(at, "long line", "");
        }
        raw(line, at, &mut found);
        if looks_like_task(line) {
            task(line, section, at, &mut found);
        } else {
            live(line, at, &mut found);
        }
    }
    rendered(body, &mut found);
    found.0
}

/// What is wrong with the name of a note's file.
pub(crate) fn file_name_findings(name: &str) -> Vec<String> {
    let mut found = Findings(Vec::new());
    characters(name, &mut found);
    let stem = name.strip_suffix(".md").unwrap_or_default();
    let reserved = ["con", "prn", "aux", "nul"];
    let device = stem.split(['.', ' ']).next().unwrap_or_default().to_lowercase();
    let numbered = device.strip_prefix("com").or_else(|| device.strip_prefix("lpt"));
    for (wrong, what) in [
        (stem.trim_matches(['.', ' ', '-', '_']).is_empty(), "no name"),
        (name.len() > 200, "too long"),
        (name.contains(['\\', '/', ':', '*', '?', '"', '<', '>', '|', '#', '^', '[', ']', '\n', '\t']), "a mark"),
        (name.contains("..") || name.starts_with(['.', ' ', '-', '~']) || stem.ends_with(['.', ' ']), "its ends"),
        (reserved.contains(&device.as_str()) || numbered.is_some_and(|n| n.chars().count() == 1), "a device"),
        (name.contains(['`', '$', ';', '&', '%']) && name.contains("{{"), "a variable"),
    ] {
        if wrong {
            found.add(0, what, name);
        }
    }
    found.0
}

struct Findings(Vec<String>);

impl Findings {
    fn add(&mut self, line: usize, what: &str, text: &str) {
        if self.0.len() < 20 {
            let text: String = text.chars().take(200).collect();
            self.0.push(format!("line {line}: {what}: {text:?}"));
        }
    }
}

/// Nothing that is not seen, but for the joiners inside words and emoji.
fn characters(note: &str, found: &mut Findings) {
    let mut before = ' ';
    let mut chars = note.chars().peekable();
    while let Some(char) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let bad = match char {
            '\n' => false,
            '\u{FE0F}' => before != '⚠',
            '\u{200C}' | '\u{200D}' => before.is_ascii() || next.is_ascii(),
            '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0E}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{E000}'..='\u{F8FF}'
            | '\u{E0000}'..='\u{10FFFF}' => true,
            _ => char.is_control(),
        };
        if bad {
            found.add(0, "hidden character", &format!("U+{:04X} after {before:?}", u32::from(char)));
        }
        before = char;
    }
}

/// The id, and where the body starts.
fn frontmatter(note: &str, found: &mut Findings) -> Option<(String, usize)> {
    let inner = note.strip_prefix("---\n");
    let Some((block, _)) = inner.and_then(|inner| inner.split_once("\n---\n")) else {
        found.add(1, "frontmatter", "no block at the start");
        return None;
    };
    let mut keys = KEYS.iter();
    let mut id = None;
    for (at, line) in block.lines().enumerate() {
        let Some((key, value)) = line.split_once(": ") else {
            found.add(at + 2, "frontmatter", line);
            continue;
        };
        // In their order, each once.
        if !keys.any(|known| *known == key) {
            found.add(at + 2, "frontmatter key", line);
        }
        if key == "emailId" {
            id = Some(value.trim_matches('"').to_owned());
        }
        if !is_plain_value(value) {
            found.add(at + 2, "frontmatter value", line);
        }
        if line.contains("<%") || key != "emailId" && line.contains("emailId:") {
            found.add(at + 2, "frontmatter text", line);
        }
        if key != "gmailUrl" && (line.contains("://") || line.contains("[[") || line.contains("::")) {
            found.add(at + 2, "frontmatter link", line);
        }
    }
    Some((id.unwrap_or_default(), "---\n".len() + block.len() + "\n---\n".len()))
}

/// Whether every YAML reader takes a value for this text or this time.
fn is_plain_value(value: &str) -> bool {
    if let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        let mut chars = inner.chars();
        while let Some(char) = chars.next() {
            let good = match char {
                '"' => false,
                '\\' => matches!(chars.next(), Some('"' | '\\')),
                _ => true,
            };
            if !good {
                return false;
            }
        }
        return true;
    }
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let time = value.len() == "2026-03-02T09:12:00".len()
        && value.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            10 => byte == b'T',
            13 | 16 => byte == b':',
            _ => byte.is_ascii_digit(),
        });
    let id = value.len() == 16
        && value.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        // Digits around one `e` would be a number.
        && (value.contains(['a', 'b', 'c', 'd', 'f']) || value.matches('e').count() > 1);
    let url = value.starts_with("https://mail.google.com/mail/u/0/#") && !value.contains([' ', '\\', '"']);
    let text = value.starts_with(|c: char| c.is_ascii_alphabetic())
        && !value.ends_with(' ')
        && !words.contains(&value.to_lowercase().as_str())
        && value.chars().all(|c| c.is_ascii_alphanumeric() || " ,.()'/&_-".contains(c));
    time || id || url || text
}

/// What plugins find in the file as it stands.
fn raw(line: &str, at: usize, found: &mut Findings) {
    for mark in ["<%", "::", "![", "{{", "{%", "(@", "@{", "%%", "~~~", "```"] {
        if line.contains(mark) {
            found.add(at, "raw", line);
        }
    }
    if line.contains("[[") && !(looks_like_task(line) && line.matches("[[").count() == 1 && line.contains(" [[@")) {
        found.add(at, "wikilink", line);
    }
    for (colon, _) in line.match_indices("://") {
        let before = line.get(..colon).unwrap_or_default();
        let scheme = before.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '-' | '.'))).next();
        // A scheme starts with a letter (RFC 3986 §3.1).
        let scheme = scheme.map(|scheme| scheme.trim_start_matches(|c: char| !c.is_alphabetic()));
        if !scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) {
            found.add(at, "address", line);
        }
    }
}

/// `[ ]` and its kind as the Tasks plugin, `TasksAgent` and Obsidian find it.
fn looks_like_task(line: &str) -> bool {
    let trimmed = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let after_number = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
    let marked = trimmed.strip_prefix(['-', '*', '+']).or_else(|| after_number.strip_prefix(['.', ')']));
    let boxed = marked.map(str::trim_start).and_then(|rest| rest.strip_prefix('['));
    let dashed = line.trim_start_matches(|c: char| c.is_whitespace() || c == '-').strip_prefix('[');
    [boxed, dashed].into_iter().flatten().any(|rest| rest.chars().nth(1) == Some(']'))
}

fn task(line: &str, section: &str, at: usize, found: &mut Findings) {
    if !matches!(section, "Action Items" | "Next Steps") {
        found.add(at, "task in another section", line);
    }
    let Some(body) = line.strip_prefix("- [ ] ") else {
        found.add(at, "task of another form", line);
        return;
    };
    let fields = [" [[@", " 📅 ", " 🔴", " 🟡", " 🟢"];
    let end = fields.iter().filter_map(|field| body.find(field)).min().unwrap_or(body.len());
    let (text, mut rest) = body.split_at(end);
    if text.trim().is_empty() || text.chars().any(|c| SIGNS.contains(c) || "[]`{}|^\\".contains(c)) {
        found.add(at, "task text", line);
    }
    for mark in ["High Priority", "Medium Priority", "Low Priority", "$$", "==", "~~", "cluster:"] {
        if text.contains(mark) && mark != "cluster:" {
            found.add(at, "task text", line);
        }
    }
    let tagged = |(hash, _): (usize, &str)| {
        text.get(hash + 1..).and_then(|after| after.chars().next()).is_some_and(|c| c.is_alphanumeric() || c == '_')
    };
    if text.match_indices('#').any(tagged) || has_entity(text) || has_html(text) {
        found.add(at, "task text", line);
    }
    if let Some((owner, after)) = rest.strip_prefix(" [[@").and_then(|link| link.split_once("]]")) {
        if owner.chars().any(|c| {
            !(c.is_alphanumeric() || " .,'-".contains(c) || ('\u{300}'..'\u{2000}').contains(&c) || c > '\u{3000}')
        }) || owner.chars().count() > 60
        {
            found.add(at, "owner", owner);
        }
        rest = after;
    }
    let mut words = rest.split(' ').skip(1).peekable();
    if words.next_if_eq(&"📅").is_some() {
        let date = words.next().unwrap_or_default();
        if date.len() != 10 || !date.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            found.add(at, "date", line);
        }
    }
    if !words.next().is_some_and(|word| matches!(word, "🔴" | "🟡" | "🟢")) {
        found.add(at, "priority", line);
    }
    let slug = |word: &str| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if words.next_if_eq(&"🧩").is_some() && !words.next().and_then(|w| w.strip_prefix("cluster:")).is_some_and(slug) {
        found.add(at, "cluster", line);
    }
    let percent = |word: &str| word.strip_suffix('%').is_some_and(|n| n.parse::<u8>().is_ok_and(|n| n <= 100));
    if !(words.next() == Some("⚠️") && words.next().is_some_and(percent)) {
        found.add(at, "confidence", line);
    }
    if !words.all(|word| word.strip_prefix('#').is_some_and(slug)) {
        found.add(at, "tags", line);
    }
}

/// What Obsidian's Markdown finds where no backslash stands before it.
fn live(line: &str, number: usize, found: &mut Findings) {
    if line.starts_with('#') {
        return; // Headings are the program's; the title's text is that of a task.
    }
    let mut text = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(char) = chars.next() {
        if char == '\\' && chars.next_if(char::is_ascii_punctuation).is_some() {
            text.push('\u{FFFC}');
        } else {
            text.push(char);
        }
    }
    for mark in ["`", "==", "~~", "$$", "[^", "^["] {
        if text.contains(mark) {
            found.add(number, "live mark", line);
        }
    }
    let own_links = line.starts_with("**Email:** ");
    if !own_links && (text.contains('[') || text.contains(']')) {
        found.add(number, "live bracket", line);
    }
    if has_html(&text) || has_entity(&text) || text.contains(" ^") || text.starts_with('^') {
        found.add(number, "live text", line);
    }
    let mut before = ' ';
    let mut rest = text.as_str();
    while let Some(char) = rest.chars().next() {
        rest = rest.get(char.len_utf8()..).unwrap_or_default();
        let word: &str = rest.split(|c: char| !(c.is_alphanumeric() || "_-/".contains(c))).next().unwrap_or_default();
        if char == '#'
            && !before.is_alphanumeric()
            && !own_links
            && word.contains(|c: char| !c.is_ascii_digit())
            && before != '/'
        {
            // A fragment of a web address follows its path.
            let address = text.get(..text.len() - rest.len()).unwrap_or_default();
            let inside =
                address.rfind("://").is_some_and(|scheme| !address.get(scheme..).unwrap_or_default().contains(' '));
            if !inside {
                found.add(number, "tag", line);
            }
        }
        before = char;
    }
}

fn has_html(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        text.get(at + 1..)
            .and_then(|after| after.chars().next())
            .is_some_and(|c| c.is_alphabetic() || "/!?".contains(c))
    })
}

fn has_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let after = text.get(at + 1..).unwrap_or_default();
        let name = after.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        // The longest name that HTML knows has 31 letters.
        (1..=33).contains(&name) && after.as_bytes().get(name) == Some(&b';')
    })
}

/// Emphasis within emphasis looks odd and does nothing.
fn is_emphasis(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
}

/// What a Markdown reader makes of the body.
fn rendered(body: &str, found: &mut Findings) {
    let mut options = Options::empty();
    for option in [
        Options::ENABLE_TABLES,
        Options::ENABLE_FOOTNOTES,
        Options::ENABLE_STRIKETHROUGH,
        Options::ENABLE_TASKLISTS,
        Options::ENABLE_MATH,
        Options::ENABLE_GFM,
        Options::ENABLE_WIKILINKS,
    ] {
        options |= option;
    }
    let mut depth = 0_usize;
    let mut shown = String::new();
    let mut heading = None;
    let mut titles = 0;
    let mut seen: Vec<String> = Vec::new();
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => found.add(0, "html", &text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => found.add(0, "code", &text),
            Event::FootnoteReference(text) => found.add(0, "footnote", &text),
            Event::Start(tag) => {
                depth += usize::from(!is_emphasis(tag.to_end()));
                match tag {
                    Tag::CodeBlock(_) => found.add(0, "code block", ""),
                    Tag::Image { dest_url, .. } => found.add(0, "image", &dest_url),
                    Tag::Table(_) => found.add(0, "table", ""),
                    Tag::FootnoteDefinition(name) => found.add(0, "footnote", &name),
                    Tag::MetadataBlock(_) => found.add(0, "metadata", ""),
                    Tag::BlockQuote(Some(
                        BlockQuoteKind::Note
                        | BlockQuoteKind::Tip
                        | BlockQuoteKind::Important
                        | BlockQuoteKind::Warning
                        | BlockQuoteKind::Caution,
                    )) => found.add(0, "callout", ""),
                    Tag::Link { link_type, dest_url, .. } => {
                        let own = dest_url.starts_with("https://mail.google.com/mail/u/0/#")
                            || dest_url.starts_with("obsidian://meeting-tasks-reprocess?id=")
                            || matches!(link_type, LinkType::WikiLink { .. }) && dest_url.starts_with('@');
                        if !own {
                            found.add(0, "link", &dest_url);
                        }
                    }
                    Tag::Heading { level, .. } => {
                        heading = Some((level, String::new()));
                    }
                    _ => {}
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(usize::from(!is_emphasis(end)));
                if let TagEnd::Heading(_) = end
                    && let Some((level, text)) = heading.take()
                {
                    if level == HeadingLevel::H1 {
                        titles += 1;
                    } else if !HEADINGS.contains(&text.as_str()) || seen.contains(&text) {
                        found.add(0, "heading", &text);
                    }
                    seen.push(text);
                }
                if matches!(end, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) {
                    page(&std::mem::take(&mut shown), found);
                }
            }
            Event::Text(text) => {
                shown.push_str(&text);
                if let Some((_, heading)) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => shown.push('\n'),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
        if depth > DEEPEST + 2 {
            found.add(0, "depth", &depth.to_string());
        }
    }
    if titles != 1 {
        found.add(0, "title", &format!("{titles} of the first level"));
    }
}

/// What plugins find on the rendered page.
fn page(shown: &str, found: &mut Findings) {
    for mark in ["<%", "::"] {
        if shown.contains(mark) {
            found.add(0, "shown", shown);
        }
    }
}
