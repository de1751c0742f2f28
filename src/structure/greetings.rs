//! The line that greets and the lines that close a letter.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::lines::View;
use super::{Role, roles};

const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "dear",
    "good",
    "morning",
    "afternoon",
    "evening",
    "greetings",
    "all",
    "team",
    "folks",
    "colleagues",
    "everyone",
    "everybody",
    "gents",
    "guys",
    "ladies",
    "hiya",
    "howdy",
    "hallo",
    "liebe",
    "lieber",
    "liebes",
    "sehr",
    "guten",
    "moin",
    "bonjour",
    "salut",
    "cher",
    "chère",
    "chers",
    "hola",
    "buenos",
    "buenas",
    "estimado",
    "estimada",
    "ciao",
    "olá",
    "to",
];

/// Words that a greeting does not hold: the line goes on to say something.
const NO_GREETING: &[&str] = &[
    "please", "pls", "can", "could", "would", "will", "should", "is", "are", "was", "have", "has", "had", "thanks",
    "thank", "sorry", "need", "send", "i", "we", "it", "attached", "news", "here", "this", "that", "just", "quick",
    "do", "did", "does", "be", "see",
];

static CLOSINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    FxHashSet::from_iter([
        "best",
        "best regards",
        "kind regards",
        "warm regards",
        "warmest regards",
        "regards",
        "many regards",
        "with regards",
        "best wishes",
        "kindest regards",
        "thanks",
        "thank you",
        "many thanks",
        "thanks again",
        "thanks in advance",
        "thanks so much",
        "thanks a lot",
        "thanks very much",
        "thank you very much",
        "thank you all",
        "thanks all",
        "thanks and regards",
        "thanks & regards",
        "with thanks",
        "thx",
        "ta",
        "cheers",
        "sincerely",
        "yours sincerely",
        "yours faithfully",
        "yours truly",
        "sincerely yours",
        "yours",
        "all the best",
        "take care",
        "love",
        "lots of love",
        "with love",
        "respectfully",
        "cordially",
        "warmly",
        "cheerio",
        "bye",
        "ciao",
        "br",
        "kr",
        "rgds",
        "brgds",
        "mfg",
        "vg",
        "lg",
        "viele grüße",
        "liebe grüße",
        "beste grüße",
        "herzliche grüße",
        "mit freundlichen grüßen",
        "freundliche grüße",
        "grüße",
        "gruß",
        "viele grüsse",
        "gruss",
        "cordialement",
        "bien à vous",
        "bien cordialement",
        "amicalement",
        "merci",
        "saludos",
        "un saludo",
        "gracias",
        "abrazos",
        "xx",
        "xxx",
        "x",
        "talk soon",
        "speak soon",
        "see you",
        "see you there",
        "see you then",
        "over and out",
        "with kind regards",
        "with best regards",
        "as ever",
        "in haste",
    ])
});

/// Greetings stand in the first lines of a zone, and have at most this many words.
const GREETING_WORDS: usize = 8;
/// "Rosa Marie van Dijk, Ph.D." and the line with the title below it.
const NAME_WORDS: usize = 6;
const NAME_LINES: usize = 3;

/// What stands above a possible greeting in its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    /// Short lines such as a reference number.
    Something,
}

/// Whether the line only greets; below other lines it takes a word of greeting, a mere name does not.
pub(super) fn is_greeting(views: &[View<'_>], at: usize, said: Said) -> bool {
    let Some(view) = views.get(at) else { return false };
    let text = view.text;
    let words = view.words();
    let alone = views.get(at + 1).is_none_or(|next| next.is_blank() || next.cut);
    let comma = text.ends_with([',', ':', '!', '-', '–', '—']) || (text.ends_with('.') && words <= 3);
    if view.marker.is_some() || words > GREETING_WORDS || text.contains(['?', ';', '|']) || !(alone || comma) {
        return false;
    }
    let lower: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if lower.iter().any(|word| NO_GREETING.contains(&word.as_str())) {
        return false;
    }
    let Some(first) = lower.first() else { return false };
    if GREETINGS.contains(&first.as_str()) {
        return first != "to" || lower.get(1).is_some_and(|word| word == "whom" || word == "all");
    }
    let more = views.iter().skip(at + 1).take_while(|view| !view.cut).any(|view| !view.is_blank());
    if said == Said::Something || !more || roles::of_bare_line(text.trim_end_matches(':')) != Role::Open {
        return false;
    }
    if text.ends_with(',') {
        return words <= NAME_WORDS && !text.contains(". ");
    }
    // "Denise", "jo", "Clay:" on a line of its own.
    let bare = text.trim_end_matches([':', '!', '-', '–', '—']).trim();
    let lettered = bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | ' ' | '.'));
    let named =
        bare.split(' ').all(|word| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase));
    alone && lettered && (bare.split(' ').count() == 1 || (bare.split(' ').count() == 2 && named))
}

/// How many lines from `views[at]` on close the letter: "Best regards," and the name below; 0 where none does.
pub(super) fn closing(views: &[View<'_>], at: usize) -> usize {
    let Some(view) = views.get(at) else { return 0 };
    if is_closing(view.text) {
        return 1 + names_below(views, at);
    }
    let starts = at == 0 || view.cut || views.get(at - 1).is_some_and(View::is_blank);
    if at == 0 || !starts || !is_signed(view.text) {
        return 0;
    }
    // "Marit" over "Project lead", and nothing more.
    let length = 1 + titles_below(views, at);
    let ends = views.iter().skip(at + length).take_while(|next| !next.cut).all(|next| next.is_blank() || next.rule);
    if ends { length } else { 0 }
}

fn is_closing(text: &str) -> bool {
    /// "Mit freundlichen Grüßen aus Hamburg" is the longest of its kind.
    const LONGEST: usize = 48;
    if text.len() > LONGEST {
        return false;
    }
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if CLOSINGS.contains(bare.as_str()) {
        return true;
    }
    // "Thanks, Sara", "Cheers Bo": the name on the same line.
    let Some((head, name)) = bare.split_once([',', '-', '–']).or_else(|| bare.rsplit_once(' ')) else { return false };
    let name = name.trim();
    let signs = text.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_uppercase));
    CLOSINGS.contains(head.trim())
        && signs
        && name.split(' ').count() <= 2
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-'))
}

fn titles_below(views: &[View<'_>], at: usize) -> usize {
    let title = |view: &&View<'_>| {
        !view.cut
            && !view.is_blank()
            && view.marker.is_none()
            && view.words() <= NAME_WORDS
            && !view.text.ends_with(['?', '!', ':', '.'])
    };
    views.iter().skip(at + 1).take(NAME_LINES).take_while(title).count()
}

fn names_below(views: &[View<'_>], at: usize) -> usize {
    let mut taken = 0;
    let mut names = 0;
    for (offset, view) in views.iter().skip(at + 1).enumerate() {
        if view.cut || names == NAME_LINES || offset > NAME_LINES {
            break;
        }
        if view.is_blank() {
            if names > 0 {
                break;
            }
            continue;
        }
        let name = view.marker.is_none()
            && view.words() <= NAME_WORDS
            && !view.text.ends_with(['?', '!', ':'])
            && !view.text.to_lowercase().starts_with("ps");
        if !name {
            break;
        }
        names += 1;
        taken = offset + 1;
    }
    taken
}

/// "M", "Fi", "/Tobias", "- Dana", "Zx": the name alone at the end of a letter.
fn is_signed(text: &str) -> bool {
    const LONGEST: usize = 24;
    if text.len() > LONGEST {
        return false;
    }
    let bare = text.trim_start_matches(['/', '-', '–', '—', '~', ' ']).trim_end_matches([',', '.', '!']);
    let dashed = bare.len() < text.trim_end_matches([',', '.', '!']).len();
    let words = bare.split_whitespace().count();
    let lettered = bare.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'));
    let named = bare.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word.len() <= 2);
    let few = words == 1 || (words <= 3 && (named || dashed));
    words > 0 && few && lettered && named && (!text.ends_with('!') || words == 1)
}

#[cfg(test)]
mod tests {
    use super::super::lines::readable;
    use super::super::tests::{email, own};
    use super::*;

    #[test]
    fn greetings_are_told_from_sentences() {
        for (text, greets) in [
            ("Hi Ana,\n\nx y", true),
            ("Dear all\n\nx y", true),
            ("Hello team -\n\nx y", true),
            ("jo\n\ntrains are stuck", true),
            ("Ana,\n\nx y", true),
            ("Platform, Identity and Mobile leads,\n\nx y", true),
            ("Morning Gareth\n\nx y", true),
            ("Hi Ana, can you call me?\n\nx", false),
            ("Please call me\n\nx", false),
            ("Action items\n\n- x", false),
            ("Paul,   Please replace both references.\n\nx", false),
        ] {
            let email = email(text);
            assert_eq!(is_greeting(&readable(&email, &own(&email)), 0, Said::Nothing), greets, "{text}");
        }
    }

    #[test]
    fn closings_take_the_name_below_them() {
        for (text, lines) in [
            ("Best regards,\n\nRosa Diaz\nHead of Sales", 4),
            ("Thanks, Sara", 1),
            ("Thanks for the deck", 0),
            ("Cheers", 1),
            ("Call Bo\nnow", 0),
        ] {
            let email = email(text);
            assert_eq!(closing(&readable(&email, &own(&email)), 0), lines, "{text}");
        }
        let email = email("We are done.\n\nM");
        assert_eq!(closing(&readable(&email, &own(&email)), 2), 1);
    }
}
