//! What styles do to text: what they hide, and in which colour it stands on which ground.

use std::collections::HashMap;

/// No style sheet of a mail needs more selectors to hide something.
const MAX_RULES: usize = 500;

/// Channels of two colours that differ by less than this look the same: grey on white is read, off-white is not.
const SAME_SHADE: u8 = 12;

/// Pixels beyond which a place is on no screen.
const OFF_SCREEN: f32 = 500.0;

type Rgb = [u8; 3];

/// What text stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    Colour(Rgb),
    /// A picture or gradient, or a rule that is not understood.
    Unknown,
}

/// What an element says of its looks; `None` is what its parent says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Paint {
    pub(super) hides: bool,
    pub(super) colour: Option<Rgb>,
    pub(super) ground: Option<Ground>,
}

impl Paint {
    /// Declarations in lower case without white space.
    pub(super) fn of(style: &str) -> Self {
        let mut paint = Self::default();
        for (property, value) in declarations(style) {
            paint.hides = paint.hides || hides(property, value, style);
            match property {
                "color" => paint.colour = colour(value).or(paint.colour),
                "background" | "background-color" | "background-image" => {
                    paint.ground = ground(value).or(paint.ground);
                }
                _ => {}
            }
        }
        paint
    }

    /// `over` laid on this.
    pub(super) fn with(self, over: Paint) -> Self {
        Self {
            hides: self.hides || over.hides,
            colour: over.colour.or(self.colour),
            ground: over.ground.or(self.ground),
        }
    }

    /// Text in the colour of its ground; without a ground it stands on the white of a page.
    pub(super) fn is_unseen(self) -> bool {
        let (Some(colour), Ground::Colour(ground)) = (self.colour, self.ground.unwrap_or(Ground::Colour(WHITE))) else {
            return false;
        };
        colour.iter().zip(ground).all(|(a, b)| a.abs_diff(b) < SAME_SHADE)
    }
}

const WHITE: Rgb = [255; 3];

/// The rules of a mail's style sheets that hold on every screen, by their selector: `.class`, `#id` or a tag's name.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: HashMap<String, Paint>,
    /// Some rule with a selector of several parts paints a ground: which, is not known.
    paints_somewhere: bool,
}

impl Sheet {
    /// What the sheets say of an element.
    pub(super) fn paint(&self, tag: &str, id: &str, class: &str) -> Paint {
        if self.rules.is_empty() && !self.paints_somewhere {
            return Paint::default();
        }
        let mut paint = Paint::default();
        if self.paints_somewhere {
            paint.ground = Some(Ground::Unknown);
        }
        let classes = class.split_ascii_whitespace().map(|class| format!(".{class}"));
        for selector in std::iter::once(tag.to_owned()).chain(classes).chain([format!("#{id}")]) {
            if let Some(rule) = self.rules.get(&selector) {
                paint = paint.with(*rule);
            }
        }
        paint
    }

    /// Adds the rules of `text`: those in `@media` hold for one screen only, and those of several parts for few places.
    pub(super) fn read(&mut self, text: &str) {
        let mut rest = text;
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
                if in_media == 0 {
                    self.rule(head, &plain(body));
                }
            }
        }
    }

    fn rule(&mut self, selectors: &str, style: &str) {
        let paint = Paint::of(style);
        if paint == Paint::default() {
            return;
        }
        for selector in selectors.split(',').map(|selector| selector.trim().to_ascii_lowercase()) {
            // What is painted in one place only may be anywhere, as far as can be told here; what is hidden in one
            // place (`.wrap .x`) is not shown for being elsewhere too.
            let last = selector.rsplit([' ', '>', '\n', '\t']).next().unwrap_or_default();
            let alone = last.len() == selector.len();
            self.paints_somewhere |= !alone && paint.ground.is_some();
            // `p.x` is as good as `.x`: no mail shows a class for one tag and hides it for another.
            let (tag, name) = last.split_at(last.find(['.', '#']).unwrap_or(0));
            let is_name = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
            let bare = name.strip_prefix(['.', '#']).unwrap_or(name);
            let simple = is_name(tag) && !bare.is_empty() && is_name(bare);
            // `u + .x` and the like hold in one mail client.
            if !simple || selector.contains(['+', '~', ':', '[', '*']) {
                self.paints_somewhere |= paint.ground.is_some();
            } else if self.rules.len() < MAX_RULES {
                let rule = self.rules.entry(name.to_owned()).or_default();
                *rule = rule.with(paint);
            }
        }
    }
}

/// Declarations as the functions here read them: lower case, without white space and remarks.
pub(super) fn plain(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, remark)) = rest.split_once("/*") {
        out.extend(before.split_ascii_whitespace());
        rest = remark.split_once("*/").map_or("", |(_, after)| after);
    }
    out.extend(rest.split_ascii_whitespace());
    out.make_ascii_lowercase();
    out
}

pub(super) fn declarations(style: &str) -> impl Iterator<Item = (&str, &str)> {
    style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim().trim_end_matches("!important")))
}

/// Whether a declaration of `style` makes an element unseen, whatever its colours.
fn hides(property: &str, value: &str, style: &str) -> bool {
    let has = |wanted: &str, value: &str| declarations(style).any(|(name, it)| name == wanted && it.starts_with(value));
    match property {
        "display" => value.starts_with("none"),
        "visibility" | "content-visibility" => value.starts_with("hidden") || value.starts_with("collapse"),
        "mso-hide" => value.starts_with("all"),
        "font-size" => is_nil(value) || matches!(value, "1px" | "0.1px" | "1pt"),
        "font" => value.split('/').next().is_some_and(is_nil),
        "opacity" | "max-height" | "max-width" | "zoom" => is_nil(value),
        "height" | "width" => is_nil(value) && has("overflow", "hidden"),
        "text-indent" | "left" | "top" | "right" | "margin-left" | "margin-top" => is_off_screen(value),
        "clip" => value.starts_with("rect(0") && has("position", "absolute"),
        "clip-path" => {
            value.starts_with("inset(100%") || value.starts_with("inset(50%") || value.starts_with("circle(0")
        }
        "transform" | "filter" => value.contains("scale(0)") || value.contains("opacity(0"),
        "color" => value == "transparent" || is_clear(value),
        _ => false,
    }
}

/// Zero in any unit.
fn is_nil(value: &str) -> bool {
    let number = value.trim_end_matches(|char: char| char.is_ascii_alphabetic() || char == '%');
    !number.is_empty() && number.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

/// A length far to the left of or above the page.
fn is_off_screen(value: &str) -> bool {
    let Some(length) = value.strip_prefix('-') else { return false };
    let end = length.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(length.len());
    let (number, unit) = length.split_at(end);
    let scale = if matches!(unit, "em" | "rem" | "%" | "vw" | "vh") { 10.0 } else { 1.0 };
    number.parse::<f32>().is_ok_and(|number| number * scale >= OFF_SCREEN)
}

/// `rgba(..., 0)`
fn is_clear(value: &str) -> bool {
    let alpha = value.strip_suffix(')').and_then(|value| value.rsplit([',', '/']).next());
    (value.starts_with("rgba(") || value.starts_with("hsla(")) && alpha.is_some_and(is_nil)
}

/// `None` where the value leaves the ground as it is.
fn ground(value: &str) -> Option<Ground> {
    if matches!(value, "" | "none" | "transparent" | "inherit" | "initial" | "unset" | "0") || is_clear(value) {
        return None;
    }
    Some(
        colour(value)
            .filter(|_| !value.contains("url(") && !value.contains("gradient("))
            .map_or(Ground::Unknown, Ground::Colour),
    )
}

/// The colours that text hides in, and those of `#rgb` and `rgb(...)`; `None` where it is another.
pub(super) fn colour(value: &str) -> Option<Rgb> {
    if let Some(hex) = value.strip_prefix('#') {
        let digits: Vec<u8> = hex.chars().map_while(|c| c.to_digit(16)).map_while(|d| u8::try_from(d).ok()).collect();
        return match digits.as_slice() {
            [r, g, b] | [r, g, b, _] => Some([r * 17, g * 17, b * 17]),
            pairs if matches!(pairs.len(), 6 | 8) => {
                let mut channels = pairs.chunks_exact(2).map(|pair| pair.iter().fold(0, |sum, digit| sum * 16 + digit));
                Some([channels.next()?, channels.next()?, channels.next()?])
            }
            _ => None,
        };
    }
    if let Some(inner) = value.strip_prefix("rgb(").or_else(|| value.strip_prefix("rgba(")) {
        let inner = inner.split(')').next().unwrap_or_default();
        let mut channels = inner.split([',', '/']).map(|channel| match channel.strip_suffix('%') {
            Some(percent) => {
                percent.parse::<u8>().ok().map(|percent| percent.min(100).saturating_mul(2).saturating_add(percent / 2))
            }
            None => channel.parse::<u8>().ok(),
        });
        return Some([channels.next()??, channels.next()??, channels.next()??]);
    }
    match value {
        "white" | "snow" | "ivory" | "ghostwhite" | "whitesmoke" | "floralwhite" => Some(WHITE),
        "black" => Some([0; 3]),
        _ => None,
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
            ("display : none /* x */ !important", true),
            ("font-size:0px", true),
            ("font:0/0 a", true),
            ("font:10px/12px a", false),
            ("max-height:0;overflow:hidden", true),
            ("height:0;overflow:hidden", true),
            ("height:0", false),
            ("opacity:0.0", true),
            ("opacity:0.5", false),
            ("font-size:10px", false),
            ("font-size:0.9em", false),
            ("display:block", false),
            ("max-height:100px", false),
            ("position:absolute;left:-9999px", true),
            ("text-indent:-100em", true),
            ("margin-left:-20px", false),
            ("color:rgba(0,0,0,0)", true),
            ("color:rgba(0,0,0,0.8)", false),
            ("transform:scale(0)", true),
        ] {
            assert_eq!(Paint::of(&plain(style)).hides, hidden, "{style}");
        }
    }

    #[test]
    fn text_in_the_colour_of_its_ground_is_unseen() {
        for (style, unseen) in [
            ("color:#fff", true),
            ("color: #FEFEFE; background: white", true),
            ("color:white;background-color:#1a73e8", false),
            ("color:#fff;background:url(x.png)", false),
            ("color:#000;background:rgb(0, 0, 5)", true),
            ("color:#fff;background:none", true),
            ("color:#eee", false),
            ("color:red", false),
            ("color:#333", false),
            ("color:rgb(100%,100%,100%)", true),
        ] {
            assert_eq!(Paint::of(&plain(style)).is_unseen(), unseen, "{style}");
        }
    }

    #[test]
    fn sheets_hide_by_class_and_id_but_not_for_one_screen_only() {
        let mut sheet = Sheet::default();
        sheet.read(
            ".a{color:red} .b, p.c { DISPLAY: none } @media (max-width:600px){.d{display:none}} .e{display:none} #f{visibility:hidden} td .g{display:none} u + .h{display:none}",
        );
        for (id, class, hidden) in [
            ("", "a", false),
            ("", "x b", true),
            ("", "c", true),
            ("", "d", false),
            ("", "e", true),
            ("f", "", true),
            ("", "g", true),
            ("", "h", false),
        ] {
            assert_eq!(sheet.paint("p", id, class).hides, hidden, "{id}{class}");
        }
    }

    #[test]
    fn a_ground_that_a_sheet_paints_somewhere_may_be_anywhere() {
        let mut sheet = Sheet::default();
        sheet.read("td { background: #000 }");
        let white = Paint::of("color:#fff");
        assert!(!sheet.paint("td", "", "").with(white).is_unseen());
        assert!(sheet.paint("p", "", "").with(white).is_unseen());
        sheet.read("table .dark { background: #000 }");
        assert!(!sheet.paint("p", "", "").with(white).is_unseen());
    }
}
