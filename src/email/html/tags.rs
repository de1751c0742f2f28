//! What tags and their attributes mean for text: blocks, what is not shown, what mail clients mark.

use super::super::Mark;
use super::style::{self, Paint, Sheet};

/// A tag's name, cut to what tells the known ones apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tag {
    name: [u8; 12],
    len: usize,
}

impl Tag {
    pub(super) const fn new(name: &[u8]) -> Self {
        let mut tag = Self { name: [0; 12], len: 0 };
        while tag.len < name.len() && tag.len < tag.name.len() {
            tag.name[tag.len] = name[tag.len];
            tag.len += 1;
        }
        tag
    }

    pub(super) fn name(&self) -> &[u8] {
        self.name.get(..self.len).unwrap_or_default()
    }

    pub(super) fn is_void(self) -> bool {
        matches!(
            self.name(),
            b"area"
                | b"base"
                | b"br"
                | b"col"
                | b"embed"
                | b"hr"
                | b"img"
                | b"input"
                | b"link"
                | b"meta"
                | b"param"
                | b"source"
                | b"track"
                | b"wbr"
                | b"bgsound"
                | b"basefont"
                | b"frame"
                | b"keygen"
        )
    }

    pub(super) fn is_block(self) -> bool {
        matches!(
            self.name(),
            b"address"
                | b"article"
                | b"aside"
                | b"blockquote"
                | b"body"
                | b"caption"
                | b"center"
                | b"dd"
                | b"details"
                | b"dir"
                | b"div"
                | b"dl"
                | b"dt"
                | b"fieldset"
                | b"figcaption"
                | b"figure"
                | b"footer"
                | b"form"
                | b"h1"
                | b"h2"
                | b"h3"
                | b"h4"
                | b"h5"
                | b"h6"
                | b"header"
                | b"hr"
                | b"html"
                | b"legend"
                | b"li"
                | b"main"
                | b"menu"
                | b"nav"
                | b"ol"
                | b"p"
                | b"pre"
                | b"section"
                | b"summary"
                | b"table"
                | b"tbody"
                | b"td"
                | b"tfoot"
                | b"th"
                | b"thead"
                | b"tr"
                | b"ul"
        )
    }

    /// What is never shown as text of the message.
    pub(super) fn is_unshown(self) -> bool {
        matches!(
            self.name(),
            b"script"
                | b"style"
                | b"head"
                | b"title"
                | b"textarea"
                | b"noscript"
                | b"svg"
                | b"template"
                | b"select"
                | b"object"
                | b"iframe"
                | b"audio"
                | b"video"
                | b"canvas"
                | b"noembed"
                | b"noframes"
                | b"math"
                | b"datalist"
        )
    }

    /// What may stand in `<head>`; anything else opens the body.
    pub(super) fn is_of_head(self) -> bool {
        matches!(
            self.name(),
            b"meta" | b"title" | b"link" | b"style" | b"script" | b"base" | b"noscript" | b"template" | b"bgsound"
        )
    }
}

/// The attributes that matter, in lower case where they are keywords.
#[derive(Default)]
pub(super) struct Attributes {
    pub(super) id: String,
    pub(super) class: String,
    /// Without white space.
    pub(super) style: String,
    pub(super) href: String,
    pub(super) kind: String,
    pub(super) role: String,
    pub(super) hidden: bool,
    pub(super) checked: bool,
    pub(super) bordered: bool,
    pub(super) start: Option<u32>,
    pub(super) colspan: usize,
    pub(super) rowspan: usize,
    smartmail: String,
    /// `<font color>`, `<td bgcolor>` and their kin as declarations, by the attribute.
    colours: Vec<(Name, String)>,
    /// The attribute whose value comes next; `None` for one that does not matter.
    current: Option<Name>,
    /// A bit for each that was there: the first of a name counts.
    seen: u32,
}

/// No style sheet of a mail needs more to hide something.
const MAX_ATTRIBUTE: usize = 4096;

/// The names of the attributes that matter, in alphabetical order: of two that set the same, the latter does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Background,
    Bgcolor,
    Border,
    Checked,
    Class,
    Color,
    Colspan,
    Smartmail,
    Hidden,
    Href,
    Id,
    Role,
    Rowspan,
    Start,
    Style,
    Text,
    Type,
    Value,
}

impl Name {
    fn read(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"background" => Self::Background,
            b"bgcolor" => Self::Bgcolor,
            b"border" => Self::Border,
            b"checked" => Self::Checked,
            b"class" => Self::Class,
            b"color" => Self::Color,
            b"colspan" => Self::Colspan,
            b"data-smartmail" => Self::Smartmail,
            b"hidden" => Self::Hidden,
            b"href" => Self::Href,
            b"id" => Self::Id,
            b"role" => Self::Role,
            b"rowspan" => Self::Rowspan,
            b"start" => Self::Start,
            b"style" => Self::Style,
            b"text" => Self::Text,
            b"type" => Self::Type,
            b"value" => Self::Value,
            _ => return None,
        })
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl Attributes {
    /// Takes the name of the next attribute, which may be all of it.
    pub(super) fn name(&mut self, name: &[u8]) {
        self.current = Name::read(name).filter(|name| self.seen & name.bit() == 0);
        let Some(name) = self.current else { return };
        self.seen |= name.bit();
        match name {
            Name::Background => self.colours.push((name, "background:url();".to_owned())),
            Name::Checked => self.checked = true,
            Name::Hidden => self.hidden = true,
            Name::Value => self.start = None,
            _ => {}
        }
    }

    /// Takes the value of the attribute that was named last.
    pub(super) fn value(&mut self, value: &[u8]) {
        let Some(name) = self.current else { return };
        let value = value.get(..value.len().min(MAX_ATTRIBUTE)).unwrap_or_default();
        let text = String::from_utf8_lossy(value);
        let lower = || text.to_ascii_lowercase();
        match name {
            Name::Id => self.id = lower(),
            Name::Class => self.class = lower(),
            Name::Style => self.style = style::plain(&text),
            Name::Color | Name::Text => self.colours.push((name, format!("color:{};", style::plain(&text)))),
            Name::Bgcolor => self.colours.push((name, format!("background:{};", style::plain(&text)))),
            Name::Href => text.trim().clone_into(&mut self.href),
            Name::Type => self.kind = lower(),
            Name::Role => self.role = lower(),
            Name::Smartmail => self.smartmail = lower(),
            Name::Border => self.bordered = !matches!(text.trim(), "0" | "none" | ""),
            Name::Start if self.seen & Name::Value.bit() > 0 => {}
            Name::Start | Name::Value => self.start = text.trim().parse().ok(),
            Name::Colspan => self.colspan = text.trim().parse().unwrap_or(1),
            Name::Rowspan => self.rowspan = text.trim().parse().unwrap_or(1),
            Name::Background | Name::Checked | Name::Hidden => {}
        }
    }

    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.class.split_ascii_whitespace()
    }

    /// The value of a property of the `style` attribute; the last one counts.
    pub(super) fn style_of(&self, property: &str) -> Option<&str> {
        if self.style.is_empty() {
            return None;
        }
        style::declarations(&self.style).filter(|(name, _)| *name == property).last().map(|(_, value)| value)
    }

    /// What sheets, attributes and the element's own style say of its looks, in this order.
    pub(super) fn paint(&self, tag: Tag, sheet: &Sheet) -> Paint {
        let mut paint = sheet.paint(&String::from_utf8_lossy(tag.name()), &self.id, &self.class);
        paint.hides |= self.hidden || self.classes().any(|class| class == "preheader");
        if !self.colours.is_empty() {
            let mut colours: Vec<_> = self.colours.iter().collect();
            colours.sort();
            let declared: String = colours.into_iter().map(|(_, declaration)| declaration.as_str()).collect();
            paint = paint.with(Paint::of(&declared));
        }
        if self.style.is_empty() { paint } else { paint.with(Paint::of(&self.style)) }
    }

    /// Bold, or bold undone (Google Docs wraps whole mails in `<b style="font-weight:normal">`).
    pub(super) fn bold(&self, tag: Tag) -> Option<bool> {
        match self.style_of("font-weight") {
            Some("bold" | "bolder" | "600" | "700" | "800" | "900") => Some(true),
            Some("normal" | "lighter" | "400" | "300" | "500") => Some(false),
            _ => matches!(tag.name(), b"b" | b"strong").then_some(true),
        }
    }

    /// What the client of the sender says that the element is.
    pub(super) fn mark(&self) -> Option<Mark> {
        if self.id.is_empty() && self.class.is_empty() && self.smartmail.is_empty() {
            return None;
        }
        let mut names =
            std::iter::once(self.id.as_str()).chain(self.classes()).chain(std::iter::once(self.smartmail.as_str()));
        names.find_map(|name| {
            // Outlook on the web renames what it quotes: `x_Signature`.
            let name = name.trim_start_matches("x_");
            let signature =
                name.ends_with("signature") || name.contains("signature_block") || name == "gmail_signature_prefix";
            let header = matches!(
                name,
                "gmail_attr"
                    | "divrplyfwdmsg"
                    | "moz-cite-prefix"
                    | "outlookmessageheader"
                    | "protonmail_quote"
                    | "moz-email-headers-table"
            );
            if signature { Some(Mark::Signature) } else { header.then_some(Mark::ReplyHeader) }
        })
    }
}
