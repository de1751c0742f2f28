//! HTML as lines of light Markdown that keep what structure says: headings, lists, tables, quotes.
//!
//! The tokenizer is html5gum's; the tree is never built: a stack of open elements, bounded in depth, says where the text
//! stands.

mod link;
mod style;
mod table;
mod tags;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::emitters::{Emitter, ForwardingEmitter};
use html5gum::{Span, SpanBound, Tokenizer};

use self::style::{Paint, Sheet};
use self::table::{Cell, Table};
use self::tags::{Attributes, Tag};
use super::{Line, MAX_TEXT, Mark};
use crate::clean;

/// Elements open at once; deeper ones count as their parent.
const MAX_OPEN: usize = 512;

/// How far up an element is sought that another's beginning ends.
const MAX_IMPLIED: usize = 64;

const LI: Tag = Tag::new(b"li");
const UL: Tag = Tag::new(b"ul");
const OL: Tag = Tag::new(b"ol");
const TABLE: Tag = Tag::new(b"table");
const TR: Tag = Tag::new(b"tr");
const TD: Tag = Tag::new(b"td");
const TH: Tag = Tag::new(b"th");
const DT: Tag = Tag::new(b"dt");
const DD: Tag = Tag::new(b"dd");
const DL: Tag = Tag::new(b"dl");
const P: Tag = Tag::new(b"p");
const SVG: Tag = Tag::new(b"svg");
const DIV: Tag = Tag::new(b"div");
const BLOCKQUOTE: Tag = Tag::new(b"blockquote");
const BODY: Tag = Tag::new(b"body");

/// Tables in each other; newsletters have ten.
const MAX_TABLES: usize = 16;

/// Deeper quotes and lists are shown at this depth.
const MAX_LEVEL: u8 = 20;

/// A bold line of more words is emphasis, not a heading.
const MAX_HEADING_WORDS: usize = 6;

/// The text of an HTML part.
#[derive(Debug, Default)]
pub(super) struct Converted {
    pub(super) lines: Vec<Line>,
    /// Web links in it.
    pub(super) links: usize,
    /// There was more of it.
    pub(super) cut: bool,
}

/// The shown text of `html`; what is hidden, and what no text is, left out.
pub(super) fn convert(html: &str) -> Converted {
    let sheet = last_style(html).map(|last| sheet(html, last)).unwrap_or_default();
    let mut writer = Writer { sheet, ..Writer::default() };
    let mut attributes = Attributes::default();
    let mut tag = Tag::default();
    let cut = read(html, |event, _: Span<()>| {
        if writer.size > MAX_TEXT {
            return Some(Stop);
        }
        match event {
            CallbackEvent::OpenStartTag { name } => {
                tag = Tag::new(name);
                attributes = Attributes::default();
            }
            CallbackEvent::AttributeName { name } => attributes.name(name),
            CallbackEvent::AttributeValue { value } => attributes.value(value),
            CallbackEvent::CloseStartTag { .. } => writer.open(tag, &attributes),
            CallbackEvent::EndTag { name } => writer.end(Tag::new(name)),
            CallbackEvent::String { value } => writer.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        (writer.size > MAX_TEXT).then_some(Stop)
    });
    Converted { cut, ..writer.finish() }
}

/// No more of the page is wanted.
struct Stop;

/// Gives the tokens of `html` to `callback`, as slices of the tokenizer's buffers; true where that says stop.
fn read<S: SpanBound>(html: &str, callback: impl FnMut(CallbackEvent<'_>, Span<S>) -> Option<Stop>) -> bool {
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, Lenient(emitter)).next().is_some()
}

/// Tokens without the errors between them: every byte of a page is checked for errors only where somebody asks for them.
struct Lenient<E>(E);

impl<E: Emitter<Token = Stop>> ForwardingEmitter for Lenient<E> {
    type Token = Stop;

    fn inner(&mut self) -> &mut impl Emitter<Token = Stop> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Where the last start tag of a style sheet may stand.
fn last_style(html: &str) -> Option<usize> {
    memchr::memrchr_iter(b'<', html.as_bytes())
        .find(|at| html.as_bytes().get(at + 1..at + 6).is_some_and(|name| name.eq_ignore_ascii_case(b"style")))
}

/// The style sheets of the page, which hide text wherever they stand: below it too. None begins behind `last`.
fn sheet(html: &str, last: usize) -> Sheet {
    let mut sheet = Sheet::default();
    let mut inside = false;
    read(html, |event, span: Span<usize>| {
        match event {
            CallbackEvent::OpenStartTag { name } => inside = name == b"style",
            CallbackEvent::EndTag { .. } => inside = false,
            CallbackEvent::String { value } if inside => sheet.read(&String::from_utf8_lossy(value)),
            _ => {}
        }
        (!inside && span.start > last).then_some(Stop)
    });
    sheet
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Text,
    Heading(u8),
    Table,
}

/// A line before its prefixes are written.
#[derive(Debug, Clone, Default)]
struct Row {
    quote: u8,
    indent: u8,
    marker: Option<String>,
    text: String,
    mark: Mark,
    bold: bool,
    kind: Kind,
}

impl Row {
    fn is_blank(&self) -> bool {
        self.text.is_empty() && self.marker.is_none()
    }

    fn into_line(mut self) -> Line {
        if self.is_as_it_stands() {
            self.text.truncate(self.text.trim_end().len());
            return Line { text: self.text, mark: self.mark };
        }
        let mut text = "> ".repeat(usize::from(self.quote));
        if self.is_blank() {
            return Line { text: text.trim_end().to_owned(), mark: self.mark };
        }
        text.push_str(&"  ".repeat(usize::from(self.indent)));
        match self.kind {
            Kind::Heading(level) => {
                text.push_str("######".get(..usize::from(level)).unwrap_or("######"));
                text.push(' ');
            }
            Kind::Text if self.is_heading() => text.push_str("### "),
            Kind::Text | Kind::Table => {}
        }
        text.push_str(self.marker.as_deref().unwrap_or_default());
        text.push_str(&self.text);
        text.truncate(text.trim_end().len());
        Line { text, mark: self.mark }
    }

    /// Nothing stands before its text.
    fn is_as_it_stands(&self) -> bool {
        let plain = match self.kind {
            Kind::Heading(_) => false,
            Kind::Text => !self.is_heading(),
            Kind::Table => true,
        };
        plain && self.quote == 0 && self.indent == 0 && self.marker.is_none()
    }

    /// A short line all in bold heads what follows it, as people write headings in mail.
    fn is_heading(&self) -> bool {
        self.bold
            && self.quote == 0
            && self.indent == 0
            && self.marker.is_none()
            && self.mark == Mark::None
            && !self.text.ends_with(['.', '!', '?', ',', ';'])
            && !self.text.starts_with(['#', '-', '*', '|'])
            && self.text.split_whitespace().count() <= MAX_HEADING_WORDS
    }
}

/// How text looks at a place, handed down from element to element.
#[expect(clippy::struct_excessive_bools, reason = "independent properties of CSS, not one state")]
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    hidden: bool,
    pre: bool,
    bold: bool,
    mark: Mark,
    quote: u8,
    /// Lists that the place is in.
    depth: u8,
    /// 0 outside headings.
    heading: u8,
    /// In a paragraph that Word shows as a list entry.
    word_entry: bool,
    paint: Paint,
}

#[derive(Debug)]
enum Role {
    Plain,
    List {
        next: Option<u32>,
    },
    /// The marker that Word wrote before a list entry.
    WordMarker,
    Table,
    Row,
    Cell,
    /// A link or struck-out text that began at this place of the current line.
    Span {
        start: usize,
        rows: usize,
        wrap: Wrap,
    },
    /// A header block that Outlook draws as a line: marked when it turns out to be one.
    HeaderBlock {
        rows: usize,
        tables: usize,
    },
}

#[derive(Debug)]
enum Wrap {
    Link(String),
    Struck,
}

#[derive(Debug)]
struct Element {
    tag: Tag,
    look: Look,
    role: Role,
    /// A blank line after it.
    gap: bool,
}

/// A quote whose first line decides what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fresh {
    /// Opened at this place of the stack: a forwarded message inside stays unquoted.
    Quote(usize),
    /// Yahoo's container: an attribution first, then what it quotes.
    Headed(usize),
}

#[derive(Default)]
struct Writer {
    out: Vec<Row>,
    stack: Vec<Element>,
    tables: Vec<Table>,
    line: String,
    line_look: Option<Look>,
    /// All that the line holds is bold.
    line_bold: bool,
    space: bool,
    gap: bool,
    marker: Option<String>,
    word_marker: Option<String>,
    fresh: Option<Fresh>,
    sheet: Sheet,
    links: usize,
    size: usize,
}

impl Writer {
    fn look(&self) -> Look {
        self.stack.last().map(|element| element.look).unwrap_or_default()
    }

    fn open(&mut self, tag: Tag, attributes: &Attributes) {
        let name = tag.name();
        self.close_implied(tag);
        if name == b"br" {
            if !self.look().hidden {
                self.break_line();
            }
            return;
        }
        if tag.is_void() {
            if !self.look().hidden {
                self.void(name, attributes);
            }
            return;
        }
        if tag.is_block() {
            self.flush();
        }
        if self.stack.len() >= MAX_OPEN {
            return;
        }
        let element = self.element(tag, attributes);
        if element.gap && !element.look.hidden {
            self.gap = true;
        }
        self.stack.push(element);
    }

    fn void(&mut self, name: &[u8], attributes: &Attributes) {
        match name {
            b"hr" => {
                self.flush();
                // Outlook on the web draws this line over what it quotes; its plain text has underscores.
                let over_quote = attributes.style.contains("98%");
                let text = if over_quote { "_".repeat(32) } else { "---".to_owned() };
                let look = self.look();
                self.push_row(Row { text, quote: look.quote, mark: look.mark, ..Row::default() });
            }
            b"input" if attributes.kind == "checkbox" => {
                self.text(if attributes.checked { "[x] " } else { "[ ] " });
            }
            _ => {}
        }
    }

    fn element(&mut self, tag: Tag, attributes: &Attributes) -> Element {
        let mut look = self.look();
        let mut role = Role::Plain;
        let mut gap = false;
        let name = tag.name();
        look.paint = look.paint.with(attributes.paint(tag, &self.sheet));
        look.hidden = look.hidden || tag.is_unshown() || look.paint.hides;
        look.pre = look.pre
            || name == b"pre"
            || attributes.style_of("white-space").is_some_and(|value| value.starts_with("pre"));
        look.bold = attributes.bold(tag).unwrap_or(look.bold);
        if let Some(mark) = attributes.mark() {
            look.mark = mark;
        }
        match name {
            b"p" => gap = look.depth == 0 && has_margin(attributes),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => {
                look.heading = name.get(1).map_or(0, |digit| digit - b'0');
                gap = true;
            }
            b"ul" | b"ol" | b"menu" | b"dir" => {
                gap = look.depth == 0;
                look.depth = (look.depth + 1).min(MAX_LEVEL);
                role = Role::List { next: (name == b"ol").then(|| attributes.start.unwrap_or(1)) };
            }
            b"li" => {
                look.depth = look.depth.max(1);
                self.marker = Some(self.next_marker(attributes.start));
            }
            b"blockquote" if is_quote(attributes) => {
                look.quote = (look.quote + 1).min(MAX_LEVEL);
                if look.mark == Mark::ReplyHeader {
                    look.mark = Mark::None;
                }
                if !look.hidden {
                    self.fresh = Some(Fresh::Quote(self.stack.len()));
                }
                gap = true;
            }
            b"blockquote" | b"pre" | b"dl" | b"figure" => gap = true,
            b"table" => role = self.open_table(attributes, look),
            b"tr" if self.in_table() => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
                role = Role::Row;
            }
            b"td" | b"th" if self.in_table() => {
                self.open_cell(name == b"th", attributes);
                role = Role::Cell;
            }
            b"a" if !attributes.href.is_empty() => {
                self.links += usize::from(attributes.href.starts_with("http") && !look.hidden);
                role = self.span(Wrap::Link(attributes.href.clone()));
            }
            b"s" | b"strike" | b"del" => role = self.span(Wrap::Struck),
            b"div" => {
                if attributes.style.contains("border-top:solid") {
                    role = Role::HeaderBlock { rows: self.out.len(), tables: self.tables.len() };
                }
                if attributes.classes().any(|class| class.starts_with("yahoo_quoted")) && !look.hidden {
                    look.mark = Mark::ReplyHeader;
                    self.fresh = Some(Fresh::Headed(self.stack.len()));
                }
            }
            _ => {}
        }
        if let Some(list) = attributes.style_of("mso-list") {
            if list.starts_with("ignore") {
                self.word_marker = Some(String::new());
                role = Role::WordMarker;
            } else if matches!(name, b"p" | b"div" | b"h1" | b"h2" | b"h3") {
                let level = list
                    .split_once("level")
                    .and_then(|(_, rest)| rest.chars().next())
                    .and_then(|digit| digit.to_digit(10));
                look.depth = level.and_then(|level| u8::try_from(level).ok()).unwrap_or(1).max(1);
                look.word_entry = true;
                self.marker = Some("- ".to_owned());
                gap = false;
            }
        } else if name == b"p" && attributes.classes().any(|class| class.starts_with("msolistparagraph")) {
            // Pasted through another client, the list's style is lost and its bullet is text.
            look.word_entry = true;
        }
        Element { tag, look, role, gap }
    }

    fn span(&self, wrap: Wrap) -> Role {
        Role::Span { start: self.line.len(), rows: self.out.len(), wrap }
    }

    fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    fn next_marker(&mut self, value: Option<u32>) -> String {
        let list = self.stack.iter_mut().rev().find_map(|element| match &mut element.role {
            Role::List { next } => Some(next),
            _ => None,
        });
        match list.and_then(|next| next.as_mut()) {
            Some(next) => {
                let number = value.unwrap_or(*next);
                *next = number.saturating_add(1);
                format!("{number}. ")
            }
            None => "- ".to_owned(),
        }
    }

    fn open_table(&mut self, attributes: &Attributes, look: Look) -> Role {
        if self.tables.len() >= MAX_TABLES {
            return Role::Plain;
        }
        if let Some(outer) = self.tables.last_mut() {
            outer.has_inner = true;
        }
        self.tables.push(Table {
            before: std::mem::take(&mut self.out),
            for_layout: matches!(attributes.role.as_str(), "presentation" | "none"),
            bordered: attributes.bordered || attributes.classes().any(|class| class == "msotablegrid"),
            quote: look.quote,
            ..Table::default()
        });
        Role::Table
    }

    fn open_cell(&mut self, header: bool, attributes: &Attributes) {
        let Some(table) = self.tables.last_mut() else { return };
        table.stray.append(&mut self.out);
        if table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        let bordered = attributes.style_of("border").is_some_and(|border| border.contains("solid"));
        table.bordered |= bordered;
        let cell = Cell { header, colspan: attributes.colspan, rowspan: attributes.rowspan, ..Cell::default() };
        if let Some(row) = table.rows.last_mut() {
            row.push(cell);
        }
        self.gap = false;
    }

    /// Ends what a start tag ends by itself: a paragraph by the next block, an entry by the next entry.
    fn close_implied(&mut self, tag: Tag) {
        let name = tag.name();
        if self.stack.last().is_some_and(|top| top.tag.name() == b"head") && !tag.is_of_head() {
            self.pop();
        }
        let (ends, stops): (&[Tag], &[Tag]) = match name {
            b"li" => (&[LI], &[UL, OL, TABLE]),
            b"tr" => (&[TR], &[TABLE]),
            b"td" | b"th" => (&[TD, TH], &[TABLE, TR]),
            b"dt" | b"dd" => (&[DT, DD], &[DL, TABLE]),
            _ if tag.is_block() => (&[P, SVG], &[DIV, TD, TH, LI, BLOCKQUOTE, TABLE, BODY]),
            _ => return,
        };
        // What ends itself stands near the top; the search is short, so that a deep pile costs no more.
        for at in (0..self.stack.len()).rev().take(MAX_IMPLIED) {
            let Some(element) = self.stack.get(at) else { return };
            if ends.contains(&element.tag) {
                self.pop_to(at);
                return;
            }
            if stops.contains(&element.tag) {
                return;
            }
        }
    }

    fn end(&mut self, tag: Tag) {
        if tag.name() == b"br" {
            self.break_line();
            return;
        }
        // An end tag inside a cell closes nothing outside of it.
        let stops_at_cell = !matches!(tag.name(), b"table" | b"tr" | b"td" | b"th" | b"tbody" | b"body" | b"html");
        for at in (0..self.stack.len()).rev() {
            let Some(element) = self.stack.get(at) else { return };
            if element.tag == tag {
                self.pop_to(at);
                return;
            }
            if stops_at_cell && matches!(element.role, Role::Cell) {
                return;
            }
        }
    }

    fn pop_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let block = self.stack.last().is_some_and(|element| element.tag.is_block());
        if block {
            self.flush();
        }
        let Some(element) = self.stack.pop() else { return };
        match element.role {
            Role::WordMarker => self.set_word_marker(),
            Role::Span { start, rows, wrap } => self.close_span(start, rows, &wrap),
            Role::Cell => {
                let rows = std::mem::take(&mut self.out);
                if let Some(cell) =
                    self.tables.last_mut().and_then(|table| table.rows.last_mut()).and_then(|row| row.last_mut())
                {
                    cell.rows = rows;
                }
                self.gap = false;
            }
            Role::Table => {
                if let Some(mut table) = self.tables.pop() {
                    table.stray.append(&mut self.out);
                    self.out = table.into_rows();
                }
            }
            Role::HeaderBlock { rows, tables } if tables == self.tables.len() => {
                let block = self.out.get_mut(rows..).unwrap_or_default();
                if block.iter().find(|row| !row.is_blank()).is_some_and(|row| opens_header(&row.text)) {
                    for row in block {
                        row.mark = Mark::ReplyHeader;
                    }
                }
            }
            Role::Plain | Role::List { .. } | Role::Row | Role::HeaderBlock { .. } => {}
        }
        if element.tag.name() == b"li" {
            self.marker = None;
        }
        self.gap |= element.gap && !element.look.hidden;
    }

    /// Word's own marker as Markdown's: numbers stay, every other sign is a dash.
    fn set_word_marker(&mut self) {
        let Some(text) = self.word_marker.take() else { return };
        let text = clean::one_line(&text);
        let number = text.trim_end_matches(['.', ')', ' ']);
        if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && number.len() < 5 {
            self.marker = Some(format!("{number}. "));
        } else {
            self.marker = Some("- ".to_owned());
        }
    }

    fn close_span(&mut self, start: usize, rows: usize, wrap: &Wrap) {
        if self.look().hidden || rows != self.out.len() {
            return;
        }
        let Some(text) = self.line.get(start..).map(str::trim).filter(|text| !text.is_empty()) else { return };
        match wrap {
            Wrap::Link(href) => {
                if let Some(address) = link::shown(href, text) {
                    self.line.truncate(self.line.trim_end().len());
                    self.line.push_str(" (");
                    self.line.push_str(&address);
                    self.line.push(')');
                    self.size += address.len();
                }
            }
            Wrap::Struck => {
                let struck = format!("~~{text}~~");
                let lead = self.line.get(start..).is_some_and(|text| text.starts_with(' '));
                self.line.truncate(start);
                if lead {
                    self.line.push(' ');
                }
                self.line.push_str(&struck);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let look = self.look();
        if look.hidden || look.paint.is_unseen() || (self.in_table() && self.between_cells() && text.trim().is_empty())
        {
            return;
        }
        if let Some(marker) = &mut self.word_marker {
            marker.push_str(text);
            return;
        }
        self.size += text.len();
        if look.pre {
            self.text_as_it_stands(text, look);
            return;
        }
        let is_space = |char: char| char.is_whitespace() && char != '\u{A0}';
        for word in text.split_inclusive(is_space) {
            let end = word.trim_end_matches(is_space);
            if !end.is_empty() {
                self.begin(look, end.trim_start_matches('\u{A0}').is_empty());
                if self.space && !self.line.is_empty() {
                    self.line.push(' ');
                }
                self.line.push_str(end);
            }
            self.space = end.len() < word.len() || (self.space && end.is_empty());
        }
    }

    fn text_as_it_stands(&mut self, text: &str, look: Look) {
        let text = clean::visible_cow(text);
        let mut first = true;
        for line in text.split('\n') {
            if !std::mem::take(&mut first) {
                self.break_line();
            }
            if !line.is_empty() {
                self.begin(look, line.trim().is_empty());
                self.line.push_str(line);
            }
        }
    }

    fn begin(&mut self, look: Look, blank: bool) {
        if self.line_look.is_none() {
            self.line_look = Some(look);
            self.line_bold = true;
        }
        if !blank {
            self.line_bold &= look.bold;
        }
    }

    fn between_cells(&self) -> bool {
        self.stack
            .last()
            .is_some_and(|element| matches!(element.tag.name(), b"table" | b"tr" | b"tbody" | b"thead" | b"tfoot"))
    }

    /// Ends the line if it holds anything.
    fn flush(&mut self) {
        self.space = false;
        let Some(look) = self.line_look.take() else { return };
        let mut text = std::mem::take(&mut self.line);
        self.line_bold &= !text.trim().is_empty();
        self.push_text(&text, look);
        text.clear();
        self.line = text;
    }

    /// `<br>`: an empty line where there is nothing to end.
    fn break_line(&mut self) {
        if self.line_look.is_some() {
            self.flush();
        } else {
            self.space = false;
            let look = self.look();
            self.push_blank(look.quote, look.mark);
        }
    }

    fn push_text(&mut self, text: &str, look: Look) {
        let text = clean::visible_cow(text);
        let text = if look.pre { text.trim_end() } else { text.trim() };
        // Line separators were made line ends.
        let mut text = if text.contains('\n') { text.replace('\n', " ") } else { text.to_owned() };
        if text.trim().is_empty() {
            self.push_blank(look.quote, look.mark);
            return;
        }
        let mut row = Row { quote: look.quote, mark: look.mark, bold: self.line_bold, ..Row::default() };
        row.indent = look.depth;
        if look.word_entry && self.marker.as_deref().is_none_or(|marker| marker == "- ") {
            let entry = without_bullet(&text).map(str::len);
            if let Some(entry) = entry {
                text.drain(..text.len() - entry);
                row.indent = row.indent.max(1);
                self.marker = Some("- ".to_owned());
            } else if opens_number(&text) {
                self.marker = None;
                row.indent = row.indent.saturating_sub(1);
            }
        }
        if let Some(marker) = self.marker.take() {
            row.indent = row.indent.saturating_sub(1);
            row.marker = Some(marker);
        }
        if look.heading > 0 && row.marker.is_none() {
            row.kind = Kind::Heading(look.heading);
            row.indent = 0;
        }
        row.text = text;
        self.push_row(row);
    }

    fn push_blank(&mut self, quote: u8, mark: Mark) {
        self.gap = false;
        if self.out.last().is_some_and(|last| !last.is_blank()) {
            self.out.push(Row { quote, mark, ..Row::default() });
        }
    }

    fn push_row(&mut self, mut row: Row) {
        self.settle_quote(&mut row);
        if std::mem::take(&mut self.gap)
            && let Some(last) = self.out.last().filter(|last| !last.is_blank())
        {
            let mark = if last.mark == row.mark { row.mark } else { Mark::None };
            let quote = last.quote.min(row.quote);
            self.out.push(Row { quote, mark, ..Row::default() });
        }
        self.out.push(row);
    }

    /// The first line of a quote says whether it is a forwarded message, which is not quoted, and ends the attribution
    /// of a container that has one.
    fn settle_quote(&mut self, row: &mut Row) {
        let Some(fresh) = self.fresh else { return };
        let (Fresh::Quote(place) | Fresh::Headed(place)) = fresh;
        if self.stack.len() <= place {
            self.fresh = None;
            return;
        }
        let forwarded = opens_forward(&row.text);
        let attribution_goes_on =
            matches!(fresh, Fresh::Headed(_)) && !row.text.ends_with(':') && opens_header_line(&row.text);
        if attribution_goes_on && !forwarded {
            return;
        }
        self.fresh = None;
        let elements = self.stack.iter_mut().skip(place);
        match (fresh, forwarded) {
            (Fresh::Quote(_), true) => {
                row.quote = row.quote.saturating_sub(1);
                elements.for_each(|element| element.look.quote = element.look.quote.saturating_sub(1));
            }
            (Fresh::Quote(_), false) => {}
            (Fresh::Headed(_), forwarded) => elements.for_each(|element| {
                element.look.mark = Mark::None;
                element.look.quote = (element.look.quote + u8::from(!forwarded)).min(MAX_LEVEL);
            }),
        }
    }

    fn finish(mut self) -> Converted {
        self.pop_to(0);
        self.flush();
        while self.out.last().is_some_and(Row::is_blank) {
            self.out.pop();
        }
        Converted { lines: self.out.into_iter().map(Row::into_line).collect(), links: self.links, cut: false }
    }
}

/// Word's and Outlook's `MsoNormal` paragraphs and those without a margin stand line under line.
fn has_margin(attributes: &Attributes) -> bool {
    let margin = attributes.style_of("margin").or_else(|| attributes.style_of("margin-bottom"));
    let none = margin.is_some_and(|value| value.starts_with('0') && !value.starts_with("0."));
    !none
        && !attributes.classes().any(|class| {
            class.starts_with("mso") || class == "elementtoproof" || class.starts_with('p') && class.len() == 2
        })
}

/// Gmail's and Outlook's indentation is a `<blockquote>` without a line at its side.
fn is_quote(attributes: &Attributes) -> bool {
    attributes.kind == "cite" || attributes.class.contains("quote") || !attributes.style.contains("border:none")
}

/// `From: Ana`, `Von: Ana`, `*De :* Ana`: the first line of a header block.
fn opens_header(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, value)| {
        let label = label.trim();
        (2..=20).contains(&label.chars().count()) && !label.contains(' ') && !value.trim().is_empty()
    })
}

/// The first line of an attribution that goes on in the next: `On Tuesday, 14 January 2025,`.
fn opens_header_line(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    matches!(first, "On" | "Am" | "Le" | "El" | "Il" | "Op") && text.chars().any(|char| char.is_ascii_digit())
}

/// The line that clients write over a message that they forward.
fn opens_forward(text: &str) -> bool {
    const OPENERS: &[&str] = &[
        "begin forwarded message",
        "anfang der weitergeleiteten nachricht",
        "début du message transféré",
        "début du message réexpédié",
        "inicio del mensaje reenviado",
        "inizio messaggio inoltrato",
        "forwarded message",
        "weitergeleitete nachricht",
        "message transféré",
        "mensaje reenviado",
        "mensaje original reenviado",
    ];
    let text = text.trim_matches(['-', ' ', ':', '*', '_']).to_lowercase();
    OPENERS.iter().any(|opener| text.starts_with(opener))
}

/// The entry after a bullet that Word wrote as text: middle dot, `o`, section sign.
fn without_bullet(text: &str) -> Option<&str> {
    let rest = text
        .strip_prefix(['\u{B7}', '\u{2022}', '\u{A7}', '\u{25AA}', '\u{F0B7}', '\u{2013}', '-'])
        .or_else(|| text.strip_prefix("o ").filter(|rest| rest.starts_with(' ')))?;
    Some(rest.trim_start())
}

fn opens_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && text.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']))
}

#[cfg(test)]
mod tests;
