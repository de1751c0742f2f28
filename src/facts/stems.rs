//! Words cut down to what their forms share.

use std::borrow::Cow;

/// The singular of a lower-case noun, by spelling alone: "policies" and "policy", "boxes" and "box", "team's" and "team".
pub fn singular(word: &str) -> Cow<'_, str> {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("s'")).unwrap_or(word);
    if word.len() < 4 || !word.ends_with('s') {
        return Cow::Borrowed(word);
    }
    if let Some(root) = word.strip_suffix("ies")
        && root.len() >= 2
    {
        return Cow::Owned(format!("{root}y"));
    }
    for ending in ["ches", "shes", "sses", "xes", "zes"] {
        if word.ends_with(ending) {
            return Cow::Borrowed(word.strip_suffix("es").unwrap_or(word));
        }
    }
    if ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        return Cow::Borrowed(word);
    }
    Cow::Borrowed(word.strip_suffix('s').unwrap_or(word))
}

/// What the forms of a word share: "rotating", "rotated" and "rotates" give "rotat". Not a word to show.
pub fn stem(word: &str) -> Cow<'_, str> {
    let base = singular(word);
    match base {
        Cow::Borrowed(base) => Cow::Borrowed(cut(base)),
        Cow::Owned(base) => Cow::Owned(cut(&base).to_owned()),
    }
}

/// Shorter rests are other words: "ring" is no form of "r".
const SHORTEST_STEM: usize = 4;

fn cut(word: &str) -> &str {
    for ending in ["ation", "ing", "ed", "er", "or", "ion", "e"] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= SHORTEST_STEM
        {
            return undoubled(rest);
        }
    }
    word
}

/// "stopp" of "stopped" as "stop".
fn undoubled(word: &str) -> &str {
    let bytes = word.as_bytes();
    match bytes {
        [.., a, b] if a == b && a.is_ascii_alphabetic() && !matches!(a, b's' | b'l' | b'e' | b'o') => {
            word.get(..word.len() - 1).unwrap_or(word)
        }
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_possessives_lose_their_endings() {
        for (word, expected) in [
            ("policies", "policy"),
            ("boxes", "box"),
            ("team's", "team"),
            ("invoices", "invoice"),
            ("access", "access"),
            ("status", "status"),
            ("gas", "gas"),
            ("teams'", "team"),
            ("\u{e9}t\u{e9}s", "\u{e9}t\u{e9}"),
        ] {
            assert_eq!(singular(word), expected, "{word}");
        }
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for forms in [
            &["rotate", "rotates", "rotated", "rotating", "rotation"][..],
            &["encrypt", "encrypted", "encrypting", "encryption"],
            &["implement", "implementation", "implementing"],
            &["planned", "planning", "planner"],
        ] {
            let first = stem(forms[0]).into_owned();
            for form in forms {
                assert_eq!(stem(form), first, "{form}");
            }
        }
    }
}
