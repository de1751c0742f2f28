//! Forms of verbs that a title needs.

/// "sends" of "send".
pub(super) fn third_person(verb: &str) -> String {
    match verb {
        "have" => "has".to_owned(),
        "do" | "go" => format!("{verb}es"),
        _ if verb.ends_with(['s', 'x', 'z']) || verb.ends_with("ch") || verb.ends_with("sh") => format!("{verb}es"),
        _ => match verb.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
            _ => format!("{verb}s"),
        },
    }
}

/// The past of `verb`, regular or one of those that questions often ask for.
pub(super) fn past(verb: &str) -> String {
    let irregular = match verb {
        "get" => "got",
        "send" => "sent",
        "make" => "made",
        "take" => "took",
        "give" => "gave",
        "find" => "found",
        "have" => "had",
        "say" => "said",
        "see" => "saw",
        "go" => "went",
        "do" => "did",
        "pay" => "paid",
        "put" | "set" | "let" | "cut" => verb,
        "know" => "knew",
        "come" => "came",
        "leave" => "left",
        "hear" => "heard",
        "think" => "thought",
        "mean" => "meant",
        "write" => "wrote",
        "tell" => "told",
        "speak" => "spoke",
        "buy" => "bought",
        "bring" => "brought",
        "run" => "ran",
        "hold" => "held",
        "meet" => "met",
        "keep" => "kept",
        "choose" => "chose",
        "n't" => "did not",
        _ => "",
    };
    if !irregular.is_empty() {
        return irregular.to_owned();
    }
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ied"),
        _ if verb.ends_with('e') => format!("{verb}d"),
        _ if is_doubled(verb) => format!("{verb}{}ed", verb.chars().next_back().unwrap_or_default()),
        _ => format!("{verb}ed"),
    }
}

/// A single syllable that ends in one vowel and one consonant doubles the latter: "shipped", "planned".
fn is_doubled(verb: &str) -> bool {
    let vowel = |c: char| "aeiou".contains(c);
    let mut tail = verb.chars().rev();
    let (Some(last), Some(middle), Some(before)) = (tail.next(), tail.next(), tail.next()) else { return false };
    verb.len() <= 5
        && !vowel(last)
        && !matches!(last, 'w' | 'x' | 'y')
        && vowel(middle)
        && !vowel(before)
        && verb.chars().filter(|c| vowel(*c)).count() == 1
}
