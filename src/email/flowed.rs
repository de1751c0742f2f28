//! `format=flowed` and `delsp` (RFC 3676): paragraphs out of lines that a trailing space continues.

/// The text with its flowed lines joined, quotes as `> ` for each level; and whether any line flowed.
pub(super) fn unwrap(text: &str, delsp: bool) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    let mut any = false;
    for line in text.lines() {
        let (depth, content) = quote_depth(line);
        let signature = content == "-- ";
        if let Some(before) = open.take() {
            // A flowed line at another depth or before a signature ends there all the same (§4.5).
            if before != depth || signature {
                out.push('\n');
                quote(&mut out, depth);
            }
        } else {
            quote(&mut out, depth);
        }
        if content.ends_with(' ') && !signature {
            let kept = if delsp { content.get(..content.len() - 1).unwrap_or(content) } else { content };
            out.push_str(kept);
            open = Some(depth);
            any = true;
        } else {
            out.push_str(content);
            out.push('\n');
        }
    }
    (out, any)
}

fn quote(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("> ", depth));
}

/// The number of `>` and the content without its stuffed space (§4.4).
fn quote_depth(line: &str) -> (usize, &str) {
    let depth = line.bytes().take_while(|byte| *byte == b'>').count();
    let content = line.get(depth..).unwrap_or_default();
    (depth, content.strip_prefix(' ').unwrap_or(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_a_trailing_space_go_on() {
        for (text, delsp, unwrapped) in [
            ("one \ntwo\nthree\n", false, "one two\nthree\n"),
            ("wo \nrd\n", true, "word\n"),
            (" > no quote\n From here\n", false, "> no quote\nFrom here\n"),
            ("> a \n> b\n>> c\nown\n", false, "> a b\n> > c\nown\n"),
            ("> a \nown\n", false, "> a \nown\n"),
            ("end \n-- \nAna\n", false, "end \n-- \nAna\n"),
            ("open ", false, "open "),
        ] {
            assert_eq!(unwrap(text, delsp).0, unwrapped, "{text:?}");
        }
    }

    #[test]
    fn fixed_text_says_so() {
        assert!(!unwrap("a\nb\n", false).1);
    }
}
