//! What tags and their attributes mean for text: blocks, what is not shown, what mail clients mark.

use html5gum::StartTag;

use super::super::Mark;
use super::style::{self, Paint, Sheet};

/// A tag's name, cut to what tells the known ones apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag([u8; 12]);

impl Tag {
    pub(super) const fn new(name: &[u8]) -> Self {
        let mut tag = [0; 12];
        let mut at = 0;
        while at < name.len() && at < tag.len() {
            tag[at] = name[at];
            at += 1;
        }
        Self(tag)
    }

    pub(super) fn name(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        self.0.get(..end).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default()
    }

    pub(super) fn is_void(self) -> bool {
        matches!(
            self.name(),
            "area"
                | "base"
                | "br"
                | "col"
                | "embed"
                | "hr"
                | "img"
                | "input"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
                | "bgsound"
                | "basefont"
                | "frame"
                | "keygen"
        )
    }

    pub(super) fn is_block(self) -> bool {
        matches!(
            self.name(),
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "header"
                | "hr"
                | "html"
                | "legend"
                | "li"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "ul"
        )
    }

    /// What is never shown as text of the message.
    pub(super) fn is_unshown(self) -> bool {
        matches!(
            self.name(),
            "script"
                | "style"
                | "head"
                | "title"
                | "textarea"
                | "noscript"
                | "svg"
                | "template"
                | "select"
                | "object"
                | "iframe"
                | "audio"
                | "video"
                | "canvas"
                | "noembed"
                | "noframes"
                | "math"
                | "datalist"
        )
    }

    /// What may stand in `<head>`; anything else opens the body.
    pub(super) fn is_of_head(self) -> bool {
        matches!(
            self.name(),
            "meta" | "title" | "link" | "style" | "script" | "base" | "noscript" | "template" | "bgsound"
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
    /// `<font color>`, `<td bgcolor>` and their kin as declarations.
    colours: String,
}

/// No style sheet of a mail needs more to hide something.
const MAX_ATTRIBUTE: usize = 4096;

impl Attributes {
    pub(super) fn read(tag: &StartTag<()>) -> Self {
        let mut read = Self::default();
        for (name, value) in &tag.attributes {
            let value = value.get(..value.len().min(MAX_ATTRIBUTE)).unwrap_or_default();
            let text = String::from_utf8_lossy(value);
            let lower = || text.to_ascii_lowercase();
            match name.as_slice() {
                b"id" => read.id = lower(),
                b"class" => read.class = lower(),
                b"style" => read.style = style::plain(&text),
                b"color" | b"text" => read.declare("color", &text),
                b"bgcolor" => read.declare("background", &text),
                b"background" => read.declare("background", "url()"),
                b"href" => text.trim().clone_into(&mut read.href),
                b"type" => read.kind = lower(),
                b"role" => read.role = lower(),
                b"data-smartmail" => read.smartmail = lower(),
                b"hidden" => read.hidden = true,
                b"checked" => read.checked = true,
                b"border" => read.bordered = !matches!(text.trim(), "0" | "none" | ""),
                b"start" | b"value" => read.start = text.trim().parse().ok(),
                b"colspan" => read.colspan = text.trim().parse().unwrap_or(1),
                b"rowspan" => read.rowspan = text.trim().parse().unwrap_or(1),
                _ => {}
            }
        }
        read
    }

    /// An attribute that says what a style would.
    fn declare(&mut self, property: &str, value: &str) {
        for part in [property, ":", &style::plain(value), ";"] {
            self.colours.push_str(part);
        }
    }

    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.class.split_ascii_whitespace()
    }

    /// The value of a property of the `style` attribute; the last one counts.
    pub(super) fn style_of(&self, property: &str) -> Option<&str> {
        style::declarations(&self.style).filter(|(name, _)| *name == property).last().map(|(_, value)| value)
    }

    /// What sheets, attributes and the element's own style say of its looks, in this order.
    pub(super) fn paint(&self, tag: Tag, sheet: &Sheet) -> Paint {
        let mut paint = sheet.paint(tag.name(), &self.id, &self.class);
        paint.hides |= self.hidden || self.classes().any(|class| class == "preheader");
        if !self.colours.is_empty() {
            paint = paint.with(Paint::of(&self.colours));
        }
        if self.style.is_empty() { paint } else { paint.with(Paint::of(&self.style)) }
    }

    /// Bold, or bold undone (Google Docs wraps whole mails in `<b style="font-weight:normal">`).
    pub(super) fn bold(&self, tag: Tag) -> Option<bool> {
        match self.style_of("font-weight") {
            Some("bold" | "bolder" | "600" | "700" | "800" | "900") => Some(true),
            Some("normal" | "lighter" | "400" | "300" | "500") => Some(false),
            _ => matches!(tag.name(), "b" | "strong").then_some(true),
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
