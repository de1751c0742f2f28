//! What tags and their attributes mean for text: blocks, what is not shown, what mail clients mark.

use std::collections::HashSet;

use html5gum::StartTag;

use super::super::Mark;

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
                b"style" => read.style = lower().split_ascii_whitespace().collect(),
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

    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.class.split_ascii_whitespace()
    }

    /// The value of a property of the `style` attribute; the last one counts.
    pub(super) fn style_of(&self, property: &str) -> Option<&str> {
        declarations(&self.style).filter(|(name, _)| *name == property).last().map(|(_, value)| value)
    }

    pub(super) fn is_hidden(&self, hidden_classes: &HashSet<String>) -> bool {
        self.hidden
            || (!self.style.is_empty() && hides(&self.style))
            || (!hidden_classes.is_empty() && self.classes().any(|class| hidden_classes.contains(class)))
            || self.classes().any(|class| class == "preheader")
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

/// Whether a rule's declarations make an element unseen.
fn hides(style: &str) -> bool {
    declarations(style).any(|(property, value)| match property {
        "display" => value.starts_with("none"),
        "visibility" => value.starts_with("hidden") || value.starts_with("collapse"),
        "mso-hide" => value.starts_with("all"),
        "font-size" => is_nil(value) || matches!(value.trim_end_matches("!important"), "1px" | "0.1px" | "1pt"),
        "opacity" | "max-height" | "max-width" => is_nil(value),
        "text-indent" | "left" | "top" => value.starts_with("-999") || value.starts_with("-1000"),
        _ => false,
    })
}

/// Zero in any unit.
fn is_nil(value: &str) -> bool {
    let number =
        value.trim_end_matches("!important").trim_end_matches(|char: char| char.is_ascii_alphabetic() || char == '%');
    !number.is_empty() && number.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

fn declarations(style: &str) -> impl Iterator<Item = (&str, &str)> {
    style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim()))
}

/// More classes than this are no attempt to lay out a mail.
const MAX_HIDDEN_CLASSES: usize = 200;

/// Adds the classes that a style sheet hides on every screen: `.x{display:none}` outside `@media`.
pub(super) fn hidden_classes(sheet: &str, classes: &mut HashSet<String>) {
    let mut rest = sheet;
    let mut in_media = 0_usize;
    while let Some(at) = rest.find(['{', '}']) {
        let (head, from) = rest.split_at(at);
        let opens = from.starts_with('{');
        rest = from.get(1..).unwrap_or_default();
        if !opens {
            in_media = in_media.saturating_sub(1);
        } else if head.trim_start().starts_with('@') {
            in_media += 1;
        } else {
            let end = rest.find('}').unwrap_or(rest.len());
            let (body, after) = rest.split_at(end);
            rest = after.strip_prefix('}').unwrap_or(after);
            let body: String = body.to_ascii_lowercase().split_ascii_whitespace().collect();
            if in_media == 0 && hides(&body) {
                let names = head.split(',').filter_map(|selector| selector.trim().split_once('.'));
                let names = names.map(|(_, class)| class.trim()).filter(|class| {
                    class.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
                });
                for name in names {
                    if classes.len() < MAX_HIDDEN_CLASSES {
                        classes.insert(name.to_ascii_lowercase());
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide() {
        for (style, hidden) in [
            ("display:none", true),
            ("color:red;display:none!important", true),
            ("font-size:0px", true),
            ("max-height:0;overflow:hidden", true),
            ("opacity:0.0", true),
            ("opacity:0.5", false),
            ("font-size:10px", false),
            ("font-size:0.9em", false),
            ("display:block", false),
            ("max-height:100px", false),
        ] {
            assert_eq!(hides(style), hidden, "{style}");
        }
    }

    #[test]
    fn sheets_hide_by_class_but_not_for_one_screen_only() {
        let mut classes = HashSet::new();
        hidden_classes(
            ".a{color:red} .b, p.c { DISPLAY: none } @media (max-width:600px){.d{display:none}} .e{display:none}",
            &mut classes,
        );
        let mut classes: Vec<_> = classes.into_iter().collect();
        classes.sort();
        assert_eq!(classes, ["b", "c", "e"]);
    }
}
