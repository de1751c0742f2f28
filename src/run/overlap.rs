//! How far two texts say the same, in words.

/// The words of a text, lower case; `_` parts words.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// How many words the two have in common, each counted as often as both have it.
fn shared(a: &[String], b: &[String]) -> usize {
    let mut left: Vec<&String> = b.iter().collect();
    a.iter()
        .filter(|word| match left.iter().position(|other| other == word) {
            Some(index) => {
                left.swap_remove(index);
                true
            }
            None => false,
        })
        .count()
}

/// Fewer common words than this are chance, unless one text has no more.
const LEAST_SHARED: usize = 3;

/// The share of the shorter text's words that the other has too, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "word counts are small")]
pub fn of_shorter(a: &[String], b: &[String]) -> f64 {
    let shorter = a.len().min(b.len());
    let shared = shared(a, b);
    if shorter == 0 || shared < LEAST_SHARED.min(shorter) { 0.0 } else { shared as f64 / shorter as f64 }
}

/// The harmonic mean of how much of each text the other has, 0 to 1; two empty texts agree.
#[expect(clippy::cast_precision_loss, reason = "word counts are small")]
pub(super) fn f1(a: &[String], b: &[String]) -> f64 {
    let both = a.len() + b.len();
    if both == 0 { 1.0 } else { 2.0 * shared(a, b) as f64 / both as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_counts_each_word_once() {
        for (a, b, expected) in [
            ("send me the report", "Please send me the report by Friday", 1.0),
            ("send the the the", "the report is here", 0.0),
            ("Call Bob", "call bob tomorrow", 1.0),
            ("", "anything", 0.0),
        ] {
            assert!((of_shorter(&words(a), &words(b)) - expected).abs() < 1e-9, "{a} / {b}");
        }
    }
}
