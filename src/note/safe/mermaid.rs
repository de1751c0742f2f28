//! Words in a Mermaid chart.

use super::{TaskText, shorten};

/// Longer labels run out of the chart.
const LABEL_LIMIT: usize = 48;
/// Stands before each label, so that none begins with a word of the chart's language (`title`, `section`, `click`).
const LEAD: &str = "· ";

/// The words of a task as the label of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MermaidLabel(String);

impl MermaidLabel {
    /// Letters, digits, blanks and the signs that no grammar of Mermaid gives a meaning; every other is left out.
    pub fn new(text: &TaskText) -> Self {
        let kept: String = text
            .as_str()
            .chars()
            .map(|c| match c {
                '.' | '-' | '\'' | '’' | '/' => c,
                _ if c.is_alphanumeric() => c,
                _ => ' ',
            })
            .collect();
        // Two dashes are an arrow in other charts, and what hides in one chart should hide in all.
        let words: Vec<&str> = kept.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
        let line = words.join(" ").replace("--", "-").replace("//", "/");
        MermaidLabel(format!("{LEAD}{}", shorten(&line, LABEL_LIMIT)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_nothing_of_the_language() {
        for (text, label) in [
            ("Send the Q3 report", "· Send the Q3 report"),
            ("Title the deck", "· Title the deck"),
            ("Pay: 5; then %% stop #1", "· Pay 5 then stop 1"),
            ("a --> b <script>x</script>", "· a b script x /script"),
            ("click it href \"javascript:x\"", "· click it href javascript x"),
            ("```\nend", "· end"),
            ("$$x$$ &amp; #35;", "· x amp 35"),
            ("Größe prüfen: 会议", "· Größe prüfen 会议"),
        ] {
            assert_eq!(MermaidLabel::new(&TaskText::new(text)).as_str(), label, "{text}");
        }
        let long = MermaidLabel::new(&TaskText::new(&"word ".repeat(60)));
        assert!(long.as_str().chars().count() <= LABEL_LIMIT + LEAD.chars().count() && long.as_str().ends_with('…'));
    }
}
