//! From the parts of a message to its lines: which parts are its words, which are attachments.

use std::collections::BTreeSet;

use super::headers::Fields;
use super::mime::{Part, opens_part};
use super::{Attachment, Body, BodyKind, Cut, Line, MAX_LINE, MAX_LINES, MAX_TEXT, Mark, charset, date, flowed, html};
use crate::clean;

/// Parts that are looked at; no mail program makes as many.
pub(super) const MAX_PARTS: usize = 1000;

/// Multiparts and messages in each other; a chain of forwards has five.
pub(super) const MAX_DEPTH: usize = 20;

/// An attachment's name in characters: enough to know it by.
const MAX_FILE_NAME: usize = 100;

/// Names; a message with more is a transfer of files.
pub(super) const MAX_ATTACHMENTS: usize = 200;

/// Markup is several times its text.
const MAX_HTML: usize = 8 * MAX_TEXT;

/// One of two alternatives says less where it has under this share of the other's words: an empty part, "please view
/// this message in a browser".
const SAME_WORDS_PERCENT: usize = 60;

/// The words of a message and what came with them.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) lines: Vec<Line>,
    /// Every line is a paragraph.
    pub(super) flowed: bool,
    pub(super) attachments: Vec<Attachment>,
    pub(super) links: usize,
    pub(super) cuts: BTreeSet<Cut>,
}

/// The content of the message of which `root` is the outermost part.
pub(super) fn read(root: &Part<'_>) -> Content {
    let mut reader = Reader::default();
    let blocks = reader.part(root, Place { depth: 0, root: true, related: false });
    let mut content = join(blocks);
    content.attachments = reader.attachments;
    content.cuts.extend(reader.cuts);
    content
}

/// The content of an HTML file.
pub(super) fn of_html(text: &str) -> Content {
    join(vec![Block::from_html(text)])
}

/// The content of a file of plain text.
pub(super) fn of_text(text: &str) -> Content {
    join(vec![Block::from_text(text, false)])
}

impl Content {
    pub(super) fn into_body(self) -> (Body, Vec<Attachment>) {
        let kind = if self.flowed { BodyKind::Flowed } else { BodyKind::Plain };
        (Body { kind, lines: self.lines }, self.attachments)
    }
}

/// A stretch of text from one part.
#[derive(Debug)]
struct Block {
    lines: Vec<Line>,
    flowed: bool,
    html: bool,
    links: usize,
    /// There was more of it.
    cut: bool,
}

impl Block {
    fn from_text(text: &str, flowed: bool) -> Self {
        let clipped = clip(text, MAX_TEXT);
        let cut = clipped.len() < text.len();
        let shown = clean::visible_cow(clipped);
        let lines = shown.lines().map(|line| Line { text: line.to_owned(), mark: Mark::None }).collect();
        let addresses = memchr::memmem::find_iter(shown.as_bytes(), "http").filter(|at| is_web(&shown, *at)).count();
        Self { lines, flowed, html: false, links: addresses, cut }
    }

    fn from_html(text: &str) -> Self {
        let clipped = clip(text, MAX_HTML);
        let html::Converted { lines, links, cut } = html::convert(clipped);
        Self { lines, flowed: true, html: true, links, cut: cut || clipped.len() < text.len() }
    }

    fn words(&self) -> usize {
        self.lines
            .iter()
            .map(|line| line.text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).count())
            .sum()
    }

    /// Lines that open with a sign of structure.
    fn structure(&self) -> usize {
        let structured = |line: &&Line| {
            let text = line.text.trim_start();
            let numbered = text.split_once(['.', ')']).is_some_and(|(number, _)| {
                (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
            });
            numbered || text.starts_with(['-', '*', '\u{2022}', '|', '#']) || line.mark != Mark::None
        };
        self.lines.iter().filter(structured).count()
    }
}

#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    root: bool,
    /// Inside `multipart/related`: images that the HTML shows.
    related: bool,
}

#[derive(Default)]
struct Reader {
    parts: usize,
    attachments: Vec<Attachment>,
    has_text: bool,
    cuts: BTreeSet<Cut>,
}

impl Reader {
    fn part(&mut self, part: &Part<'_>, place: Place) -> Vec<Block> {
        self.parts += 1;
        let beyond = [(place.depth > MAX_DEPTH, Cut::Depth), (self.parts > MAX_PARTS, Cut::Parts)];
        if let Some((_, cut)) = beyond.iter().find(|(beyond, _)| *beyond) {
            self.cuts.insert(*cut);
            return Vec::new();
        }
        self.cuts.extend(part.fields.cuts());
        match part.kind.kind.as_str() {
            "multipart" => self.multipart(part, place),
            "message" if matches!(part.kind.subtype.as_str(), "rfc822" | "global" | "news") => {
                self.message(part, place)
            }
            "text" => self.text(part, place),
            _ if place.root
                && part.kind.kind != "application"
                && part.fields.first("content-disposition").is_none() =>
            {
                // A type that is none (`Content-Type: text`, `Content-Type: mail`): show what there is.
                if looks_like_text(part.body) { self.text(part, place) } else { self.attach(part, place) }
            }
            _ => self.attach(part, place),
        }
    }

    fn multipart(&mut self, part: &Part<'_>, place: Place) -> Vec<Block> {
        // One more than may be read, which tells that there are more.
        let Some(bodies) = part.parts(MAX_PARTS.saturating_sub(self.parts) + 1) else {
            return self.without_boundary(part);
        };
        let digest = part.kind.subtype == "digest";
        let related = place.related || part.kind.subtype == "related";
        let inner = Place { depth: place.depth + 1, root: false, related };
        if part.kind.subtype == "alternative" {
            let had_text = self.has_text;
            let mut alternatives = Vec::new();
            for body in bodies {
                self.has_text = had_text;
                alternatives.push(self.part(&Part::read(body, digest), inner));
            }
            let chosen = choose(alternatives);
            self.has_text = had_text || !chosen.is_empty();
            return chosen;
        }
        bodies.into_iter().flat_map(|body| self.part(&Part::read(body, digest), inner)).collect()
    }

    /// A multipart whose parts cannot be told apart is read as text, or as the one part that its body opens with.
    fn without_boundary(&mut self, part: &Part<'_>) -> Vec<Block> {
        let body = part.body.trim_ascii_start();
        if opens_part(body) {
            let inner = Part::read(body, false);
            if inner.kind.kind == "text" {
                return self.text(&inner, Place { depth: MAX_DEPTH, root: true, related: false });
            }
        }
        self.has_text = true;
        let (text, more) = body.split_at_checked(MAX_TEXT).unwrap_or((body, &[]));
        if !more.is_empty() {
            self.cuts.insert(Cut::Text);
        }
        vec![Block::from_text(&charset::decode(text, None), false)]
    }

    /// An attached message is shown as a forwarded one.
    fn message(&mut self, part: &Part<'_>, place: Place) -> Vec<Block> {
        let bytes = part.decoded(MAX_HTML);
        if part.exceeds(MAX_HTML) {
            self.cuts.insert(Cut::Text);
        }
        let inner = Part::read(&bytes, false);
        let name = file_name(part).or_else(|| inner.fields.text("subject"));
        self.push_attachment(name, "message/rfc822", part.size());
        let blocks = self.part(&inner, Place { depth: place.depth + 1, root: true, related: false });
        if blocks.is_empty() {
            return blocks;
        }
        let mut shown = vec![forward_header(&inner.fields)];
        shown.extend(blocks);
        shown
    }

    fn text(&mut self, part: &Part<'_>, place: Place) -> Vec<Block> {
        let subtype = part.kind.subtype.as_str();
        let disposition = part.fields.content("content-disposition");
        let attached = disposition.as_ref().is_some_and(|it| it.kind == "attachment");
        let shown = matches!(
            subtype,
            "plain" | "html" | "markdown" | "x-markdown" | "enriched" | "richtext" | "x-patch" | "x-diff"
        );
        // Apple Mail shows attached text files inline; the first text of a message is its own all the same.
        let named = file_name(part).is_some() && self.has_text;
        if !place.root && (attached || named || !shown) {
            // Gmail's and Outlook's second rendering of the same words is nothing that was attached.
            return if subtype.contains("amp-html") || subtype == "watch-html" {
                Vec::new()
            } else {
                self.attach(part, place)
            };
        }
        let html = subtype == "html";
        let limit = if html { MAX_HTML } else { MAX_TEXT };
        let bytes = part.decoded_text(limit);
        if part.exceeds(limit) {
            self.cuts.insert(Cut::Text);
        }
        let declared = part.kind.attribute("charset");
        let text = match declared {
            None if html => charset::decode(&bytes, meta_charset(&bytes).as_deref()),
            _ => charset::decode(&bytes, declared),
        };
        self.has_text |= !text.trim().is_empty();
        if html {
            return vec![Block::from_html(&text)];
        }
        let format = part.kind.attribute("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
        if format {
            let delsp = part.kind.attribute("delsp").is_some_and(|delsp| delsp.eq_ignore_ascii_case("yes"));
            let (unwrapped, any) = flowed::unwrap(&text, delsp);
            // Some mailers promise flowed text and wrap it by hand.
            let by_hand = !any && text.lines().filter(|line| line.len() > 60).count() > 1;
            return vec![Block::from_text(&unwrapped, !by_hand)];
        }
        vec![Block::from_text(&text, false)]
    }

    fn attach(&mut self, part: &Part<'_>, place: Place) -> Vec<Block> {
        let disposition = part.fields.content("content-disposition");
        let attached = disposition.is_some_and(|it| it.kind == "attachment");
        let name = file_name(part);
        // What the HTML shows or what proves the sender is no attachment to a reader.
        let part_of_text = place.related && part.kind.kind == "image" && !attached;
        let signature = part.kind.subtype.contains("pgp-signature") || part.kind.subtype.contains("pkcs7-signature");
        if !part_of_text && !signature && part.kind.subtype != "delivery-status" {
            self.push_attachment(name, &part.mime(), part.size());
        }
        Vec::new()
    }

    fn push_attachment(&mut self, name: Option<String>, mime: &str, bytes: usize) {
        if self.attachments.len() < MAX_ATTACHMENTS {
            let name = name.map(|name| clean::cut(&name, MAX_FILE_NAME).to_owned()).filter(|name| !name.is_empty());
            let mime = clean::cut(&clean::one_line(mime), MAX_FILE_NAME).to_owned();
            self.attachments.push(Attachment { name, mime, bytes });
        } else {
            self.cuts.insert(Cut::Attachments);
        }
    }
}

fn file_name(part: &Part<'_>) -> Option<String> {
    let disposition = part.fields.content("content-disposition");
    let name = disposition.as_ref().and_then(|it| it.attribute("filename")).or_else(|| part.kind.attribute("name"))?;
    let name = clean::one_line(name);
    (!name.is_empty()).then_some(name)
}

/// Whether a web address of its own starts at this `http`, not one within another (`?next=https://...`).
fn is_web(text: &str, at: usize) -> bool {
    let rest = text.get(at + "http".len()..).unwrap_or_default();
    let within =
        text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || "=/?&%".contains(c)));
    !within && rest.strip_prefix('s').unwrap_or(rest).starts_with("://")
}

fn looks_like_text(body: &[u8]) -> bool {
    !body.contains(&0) && !super::kind::is_noise(body)
}

/// `<meta charset=...>` near the start (HTML §13.2.3.2).
fn meta_charset(html: &[u8]) -> Option<String> {
    let head = html.get(..1024).unwrap_or(html).to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + "charset=".len();
    let name: Vec<u8> = head
        .get(at..)?
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .take(40)
        .collect();
    String::from_utf8(name).ok()
}

/// The part that says more; of two that say the same the one with more structure, which is HTML at equal: its lines are
/// whole paragraphs, and its client marked signature and quotes.
fn choose(alternatives: Vec<Vec<Block>>) -> Vec<Block> {
    let mut plain = Vec::new();
    let mut rich = Vec::new();
    for blocks in alternatives.into_iter().filter(|blocks| !blocks.is_empty()) {
        // The last of a kind is the one its sender prefers (RFC 2046 §5.1.4).
        if blocks.iter().any(|block| block.html) {
            rich = blocks;
        } else {
            plain = blocks;
        }
    }
    let words = |blocks: &[Block]| blocks.iter().map(Block::words).sum::<usize>();
    let structure = |blocks: &[Block]| blocks.iter().map(Block::structure).sum::<usize>();
    let (in_plain, in_rich) = (words(&plain), words(&rich));
    if in_rich * 100 < in_plain * SAME_WORDS_PERCENT {
        return plain;
    }
    if in_plain * 100 < in_rich * SAME_WORDS_PERCENT || structure(&rich) >= structure(&plain) {
        return rich;
    }
    plain
}

/// The header that mail clients write over a forwarded message.
fn forward_header(fields: &Fields) -> Block {
    let mut lines = vec!["---------- Forwarded message ---------".to_owned()];
    let people = |name: &str| {
        let list = fields.mailboxes(name).into_iter().take(20);
        list.map(|one| match (one.name, one.address) {
            (Some(name), Some(address)) => format!("{name} <{address}>"),
            (name, address) => name.or(address).unwrap_or_default(),
        })
        .collect::<Vec<_>>()
        .join(", ")
    };
    let sent = fields.text("date").and_then(|text| date::parse(&text));
    for (label, value) in [
        ("From", people("from")),
        ("Date", sent.map(|date| date.format("%a, %-d %b %Y at %H:%M").to_string()).unwrap_or_default()),
        ("Subject", fields.text("subject").map(|it| clean::cut(&it, 200).to_owned()).unwrap_or_default()),
        ("To", people("to")),
    ] {
        if !value.is_empty() {
            lines.push(format!("{label}: {value}"));
        }
    }
    lines.push(String::new());
    let lines = lines.into_iter().map(|text| Line { text, mark: Mark::ReplyHeader }).collect();
    Block { lines, flowed: true, html: false, links: 0, cut: false }
}

/// Blocks under each other with a blank line between, within the limits of a body.
fn join(blocks: Vec<Block>) -> Content {
    let mut content = Content { flowed: true, ..Content::default() };
    let mut room = MAX_TEXT;
    for block in blocks {
        content.flowed &= block.flowed;
        content.links += block.links;
        if block.cut {
            content.cuts.insert(Cut::Text);
        }
        if content.lines.last().is_some_and(|last| !last.text.is_empty()) {
            content.lines.push(Line::default());
        }
        content.lines.reserve(block.lines.len().min(MAX_LINES));
        for mut line in block.lines {
            if content.lines.len() >= MAX_LINES || room == 0 {
                content.cuts.insert(if room == 0 { Cut::Text } else { Cut::Lines });
                return content;
            }
            if line.text.len() > MAX_LINE {
                let end = clean::cut(&line.text, MAX_LINE).len();
                if end < line.text.len() {
                    content.cuts.insert(Cut::LongLine);
                }
                line.text.truncate(end);
            }
            room = room.saturating_sub(line.text.len());
            content.lines.push(line);
        }
    }
    while content.lines.last().is_some_and(|last| last.text.trim().is_empty()) {
        content.lines.pop();
    }
    content
}

/// At most `limit` bytes of `text`, cut between characters.
fn clip(text: &str, limit: usize) -> &str {
    text.get(..text.floor_char_boundary(limit)).unwrap_or(text)
}
