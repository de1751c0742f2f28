//! What a heading says of the entries below it, told from its words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Role;
use super::heading_words::{
    ACTIONS, CUTS, DECISIONS, DONE, FINDINGS, HOLDERS, INFINITIVES, INFORMATION, MODIFIERS, MONTHS, PERIODS, PHRASES,
    QUESTIONS, TIMELINE, WEEKDAYS,
};

/// A heading in lower case, without what stands in parentheses and the marks between its words.
fn plain(heading: &str) -> String {
    let mut plain = String::with_capacity(heading.len());
    let mut depth = 0_usize;
    for c in heading.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth > 0 && !c.is_whitespace() => {}
            '\'' | '’' => plain.push(' '),
            c if c.is_ascii_alphanumeric() => plain.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() || matches!(c, '-' | '/' | '&') => plain.extend(c.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    plain
}

/// The words of a [`plain`] heading.
fn words(plain: &str) -> Vec<&str> {
    plain.split_whitespace().map(|word| word.trim_matches('-')).filter(|word| !word.is_empty()).collect()
}

/// The role that a heading gives to its entries, by its phrases and then by its head noun.
pub(super) fn of_heading(heading: &str) -> Role {
    let plain = plain(heading);
    let words = words(&plain);
    if let Some(role) = by_phrase(&words).or_else(|| by_side(&words)) {
        return role;
    }
    let role = by_noun(&words);
    if role == Role::Open && ends_with_a_deadline(heading) {
        return Role::Actions;
    }
    if role == Role::Open && is_period(&words) { Role::Timeline } else { role }
}

/// "Six weeks to go (by 2 May)", "Forms - due Friday": what stands under it is wanted by that day. Without a mark before
/// it, "by" says something else: "Costs up by 10 %", "Photos by May".
fn ends_with_a_deadline(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let Some(mark) = lower.rfind(['(', ',', '-', '–', '—', ':']).filter(|mark| *mark > 0) else { return false };
    let behind = &lower[mark..];
    let mut words = behind.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if !matches!(words.next(), Some("by" | "due")) || behind.contains('%') {
        return false;
    }
    let words: Vec<&str> = words.collect();
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let ordinal = |word: &str| number(word) && ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
    let month = |word: &str| MONTHS.contains(&word);
    let day = words.iter().any(|word| WEEKDAYS.contains(word) || ordinal(word))
        || words.windows(2).any(|pair| number(pair[0]) && month(pair[1]) || month(pair[0]) && number(pair[1]));
    let small =
        |word: &str| matches!(word, "the" | "end" | "of" | "noon" | "on" | "pm" | "am" | "next" | "this" | "close");
    day && words.iter().all(|word| number(word) || month(word) || WEEKDAYS.contains(word) || small(word))
}

/// The role of a heading that is told by nothing but its words: all of them must be such as headings are made of.
pub(super) fn of_bare_line(line: &str) -> Role {
    let plain = plain(line);
    let words = words(&plain);
    if words.len() > 7 {
        return Role::Open;
    }
    let role = by_phrase(&words).unwrap_or_else(|| by_noun(&words));
    let usual = |word: &str| {
        MODIFIERS.contains(&word)
            || word.starts_with(|c: char| c.is_ascii_digit())
            || CUTS.contains(&word)
            || INFINITIVES.contains(&word)
            || noun(word) != Role::Open
    };
    if role != Role::Open
        && words
            .iter()
            .all(|word| usual(word) || PHRASES.iter().any(|(phrase, _)| phrase.split(' ').any(|part| part == *word)))
    {
        return role;
    }
    if is_period(&words) { Role::Timeline } else { Role::Open }
}

/// "Week 1 (until 16 January)", "By the end of March", "w/c 9 June": a stretch of time and no more.
pub(super) fn names_a_period(heading: &str) -> bool {
    let plain = plain(heading);
    let words = words(&plain);
    is_period(&words) && by_noun(&words) == Role::Open
}

/// A period that lies ahead by its form: "Week 1", "By Friday"; "June 2023" may be history.
pub(super) fn plans_a_period(heading: &str) -> bool {
    const AHEAD: &[&str] = &["by", "until", "within", "before", "bis"];
    let plain = plain(heading);
    let first = words(&plain).into_iter().next().unwrap_or_default();
    names_a_period(heading) && (PERIODS.contains(&first) || AHEAD.contains(&first))
}

/// Indices into [`PHRASES`] by the first word.
static BY_FIRST_WORD: LazyLock<FxHashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut by_first: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
    for (at, (phrase, _)) in PHRASES.iter().enumerate() {
        let first = phrase.split(' ').next().unwrap_or_default();
        by_first.entry(first).or_default().push(at);
    }
    by_first
});

fn by_phrase(words: &[&str]) -> Option<Role> {
    let parts = words.iter().flat_map(|word| word.split('-'));
    let mut begun: Vec<usize> = parts.filter_map(|part| BY_FIRST_WORD.get(part)).flatten().copied().collect();
    if begun.is_empty() {
        return None;
    }
    begun.sort_unstable();
    let joined = format!(" {} ", words.join(" ").replace('-', " "));
    let found = begun.into_iter().filter_map(|at| PHRASES.get(at)).find(|(phrase, _)| {
        joined
            .find(phrase)
            .is_some_and(|at| joined[..at].ends_with(' ') && joined[at + phrase.len()..].starts_with(' '))
    })?;
    // "Done: next steps agreed" and "completed action items" are behind us.
    let finished = words.iter().any(|word| listed(DONE, word)) && found.1 == Role::Actions && !words.contains(&"be");
    Some(if finished { Role::Done } else { found.1 })
}

/// "On you, by Friday", "On our side": whose turn it is; "Still missing": what is waited for.
fn by_side(words: &[&str]) -> Option<Role> {
    if let ["missing"] | ["still", "missing"] | [_, "still", "missing"] = words {
        return Some(Role::Actions);
    }
    let [on, who, rest @ ..] = words else { return None };
    let side = rest.first().is_none_or(|word| matches!(*word, "side" | "by" | "until" | "before" | "this" | "end"));
    let whose = matches!(*who, "you" | "us" | "me" | "your" | "our" | "my");
    (*on == "on" && whose && side && words.len() <= LONGEST_SIDE).then_some(Role::Actions)
}

/// How many words "On our side by Friday close of business" has.
const LONGEST_SIDE: usize = 8;

/// What a thing can be wanted to be; what is to be discussed or announced stands on an agenda.
const WANTED: &[&str] = &[
    "done",
    "finished",
    "completed",
    "ready",
    "fixed",
    "closed",
    "returned",
    "submitted",
    "signed",
    "delivered",
    "sent",
    "ordered",
    "booked",
    "arranged",
    "repaired",
    "cleared",
];

fn by_noun(words: &[&str]) -> Role {
    let open_ended = words.iter().any(|word| matches!(*word, "be" | "not" | "must" | "yet" | "if" | "nothing"));
    if !open_ended && words.len() <= 5 && words.iter().any(|word| listed(DONE, word)) {
        return Role::Done;
    }
    let infinitive = words.windows(2).any(|pair| pair[0] == "to" && INFINITIVES.contains(&pair[1]));
    // "To be finished by 1 September"
    let to_be = matches!(words, ["to", "be", state, ..] if WANTED.contains(state));
    if infinitive || to_be {
        return Role::Actions;
    }
    let end = words.iter().position(|word| CUTS.contains(word)).unwrap_or(words.len());
    let (front, back) = words.split_at(end);
    let known = |&role: &Role| role != Role::Open && !(open_ended && role == Role::Done);
    let role = front.iter().rev().map(|word| noun(word)).find(known).unwrap_or(Role::Open);
    let holder = front.last().is_some_and(|word| HOLDERS.contains(word));
    if holder || role == Role::Open {
        let held = back
            .iter()
            .map(|word| noun(word))
            .find(|&role| matches!(role, Role::Actions | Role::Decisions | Role::Findings));
        if let Some(held) = held.filter(|_| holder || end == 0) {
            return held;
        }
    }
    // "Agreed actions", "required measures": the participle makes the noun something to do.
    let measures =
        front.last().is_some_and(|word| matches!(*word, "measures" | "steps" | "work" | "improvements" | "repairs"));
    let asked = |word: &&str| {
        matches!(
            *word,
            "required"
                | "agreed"
                | "corrective"
                | "remedial"
                | "immediate"
                | "preventive"
                | "necessary"
                | "outstanding"
                | "remaining"
                | "further"
        )
    };
    if measures && front.iter().any(asked) { Role::Actions } else { role }
}

/// The tables of nouns, the first that has a word first.
const TABLES: [(&[&str], Role); 7] = [
    (ACTIONS, Role::Actions),
    (TIMELINE, Role::Timeline),
    (FINDINGS, Role::Findings),
    (DECISIONS, Role::Decisions),
    (QUESTIONS, Role::Questions),
    (DONE, Role::Done),
    (INFORMATION, Role::Information),
];

/// Words, and stems by their first two bytes, each with its place among [`TABLES`].
struct Nouns {
    words: FxHashMap<&'static str, usize>,
    stems: FxHashMap<&'static [u8], Vec<(&'static str, usize)>>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let mut nouns = Nouns { words: FxHashMap::default(), stems: FxHashMap::default() };
    let entries = TABLES.iter().enumerate().flat_map(|(at, (table, _))| table.iter().map(move |entry| (at, *entry)));
    for (at, entry) in entries {
        match entry.strip_suffix('-') {
            Some(stem) => nouns.stems.entry(&stem.as_bytes()[..STEM_START]).or_default().push((stem, at)),
            None => {
                nouns.words.entry(entry).or_insert(at);
            }
        }
    }
    nouns
});

/// Bytes by which stems are looked up; none is shorter.
const STEM_START: usize = 2;

fn noun(word: &str) -> Role {
    let stems = word.as_bytes().get(..STEM_START).and_then(|start| NOUNS.stems.get(start));
    let by_stem = stems.into_iter().flatten().filter(|(stem, _)| goes_on(word, stem)).map(|(_, at)| *at).min();
    let first = NOUNS.words.get(word).copied().into_iter().chain(by_stem).min();
    first.and_then(|at| TABLES.get(at)).map_or(Role::Open, |(_, role)| *role)
}

/// Whether `word` stands in the table, in full or by a stem that ends in `-` and may take an ending.
fn listed(table: &[&str], word: &str) -> bool {
    table.iter().any(|entry| match entry.strip_suffix('-') {
        Some(stem) => goes_on(word, stem),
        None => *entry == word,
    })
}

/// Whether `word` is `stem` with an ending or none.
fn goes_on(word: &str, stem: &str) -> bool {
    /// The longest ending of a stem: "vulnerabilit-ies", "maßnahme-n".
    const ENDING: usize = 4;
    word.strip_prefix(stem).is_some_and(|ending| ending.len() <= ENDING)
}

fn is_period(words: &[&str]) -> bool {
    let first = words.first().copied().unwrap_or_default();
    let numbered = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let timed = |word: &&str| {
        numbered(word)
            || MONTHS.contains(word)
            || WEEKDAYS.contains(word)
            || matches!(*word, "end" | "q1" | "q2" | "q3" | "q4")
    };
    if words.len() > 7 {
        return false;
    }
    if PERIODS.contains(&first) || (first == "day" || first == "month") {
        return words.get(1).is_some_and(|word| numbered(word) || matches!(*word, "one" | "two"));
    }
    match first {
        "by" | "until" | "within" | "before" | "bis" => words.get(1..).is_some_and(|rest| rest.iter().any(timed)),
        "without" => words.get(1).is_some_and(|word| *word == "delay"),
        _ => words.len() <= 4 && MONTHS.contains(&first) && words.get(1).is_none_or(numbered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_noun_of_a_heading_gives_its_role() {
        for (heading, role) in [
            ("Critical security vulnerabilities (immediate action required)", Role::Findings),
            ("Required immediate actions", Role::Actions),
            ("Action required", Role::Actions),
            ("Issues to fix", Role::Actions),
            ("Issues found in staging", Role::Findings),
            ("Things to do", Role::Actions),
            ("To do before Friday", Role::Actions),
            ("To-dos", Role::Actions),
            ("Homework", Role::Actions),
            ("What we need from you", Role::Actions),
            ("Before we go live", Role::Actions),
            ("Follow-ups", Role::Actions),
            ("Punch list", Role::Actions),
            ("ON YOU", Role::Actions),
            ("On our side, by Friday", Role::Actions),
            ("Spotlight on you", Role::Open),
            ("Six weeks to go (by 2 May)", Role::Actions),
            ("Notes by Lee, 2 May", Role::Information),
            ("Costs up by 10%", Role::Open),
            ("Photos by May", Role::Open),
            ("Forms - due Friday", Role::Actions),
            ("Still missing", Role::Actions),
            ("Missing cat", Role::Open),
            ("To be finished by 1 September", Role::Actions),
            ("To be discussed", Role::Open),
            ("Required measures", Role::Actions),
            ("Decisions and actions", Role::Actions),
            ("List of actions", Role::Actions),
            ("Agreed", Role::Decisions),
            ("Agreed actions", Role::Actions),
            ("Executive summary", Role::Information),
            ("What works", Role::Information),
            ("Resource requirements", Role::Information),
            ("Timeline and priorities", Role::Timeline),
            ("WEEK 1 (Critical - Must Complete)", Role::Timeline),
            ("By the end of February", Role::Timeline),
            ("Done this week", Role::Done),
            ("Completed action items", Role::Done),
            ("Open questions", Role::Questions),
            ("Nächste Schritte", Role::Actions),
            ("Teilnehmer", Role::Information),
            ("Prochaines étapes", Role::Actions),
            ("Próximos pasos", Role::Actions),
            ("Harbour Street refit", Role::Open),
            ("Quayside", Role::Open),
            ("Money", Role::Open),
        ] {
            assert_eq!(of_heading(heading), role, "{heading}");
        }
    }

    #[test]
    fn every_noun_of_the_tables_is_found_as_by_a_search_of_all() {
        for (table, _) in TABLES {
            for entry in table {
                let word = format!("{}ies", entry.trim_end_matches('-'));
                for word in [entry.trim_end_matches('-'), word.as_str()] {
                    let searched = TABLES.iter().find(|(table, _)| listed(table, word));
                    assert_eq!(noun(word), searched.map_or(Role::Open, |(_, role)| *role), "{word}");
                }
            }
        }
    }

    #[test]
    fn a_line_without_marks_is_a_heading_only_when_all_its_words_are_such() {
        for (line, role) in [
            ("Next steps", Role::Actions),
            ("next steps", Role::Actions),
            ("Open action items", Role::Actions),
            ("Review the issues with Bo", Role::Open),
            ("I sent the report", Role::Open),
            ("Week 2 (until 23 January)", Role::Timeline),
        ] {
            assert_eq!(of_bare_line(line), role, "{line}");
        }
    }
}
