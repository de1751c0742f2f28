//! Whether the words above a forwarded message make it the reader's business.

/// The sender's words so far, of which a few paragraphs decide.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    /// Whether `text` hands over; a chain of forwards asks for it again and again.
    asked: Option<bool>,
}

/// What stands over a forward is short; a longer text hands over in its first or last words, and those are kept.
const MAX_BYTES: usize = 8_000;
/// A subject of the sender's own counts where the words above say hardly more.
const FEW_WORDS: usize = 6;

/// Phrases that hand something over by themselves.
const IDIOMS: &[&str] = &[
    "over to you",
    "all yours",
    "yours to ",
    "one for you",
    "one is yours",
    "this is yours",
    "this is for you",
    "below is for you",
    "see below, yours",
    "yours i think",
    "yours, i think",
    "take it from here",
    "your court",
    "for action",
    "for your action",
    "for your attention and action",
    "action required",
    "action below",
    "please action",
    "do the needful",
    "passing this to you",
    "passing this on to you to",
    "handing this to you",
    "handing this over",
    "assigning this to you",
    "leave this with you",
    "leave this one with you",
    "leaving this with you",
    "leave it with you",
    "up your street",
    "in your hands",
    "your turn",
    "ist für dich",
    "für dich zur erledigung",
    "zur erledigung",
    "zur weiteren bearbeitung",
    "zur bearbeitung",
    "mit der bitte um",
    "übernimmst du",
    "à toi de jouer",
    "c'est pour toi",
    "je te laisse",
    "je vous laisse",
    "pour action",
    "pour traitement",
    "te toca",
    "te lo dejo",
    "para que lo gestiones",
    "encárgate",
    "puoi occupartene",
];

/// What makes a sentence ask something of the reader.
const ASKS: &[&str] = &[
    "can you",
    "could you",
    "would you",
    "will you",
    "can u",
    "could u",
    "please",
    "pls",
    "plz",
    "kindly",
    "i need you",
    "want you to",
    "you need to",
    "you have to",
    "you should",
    "you'll need",
    "you'll have to",
    "like you to",
    "mind ",
    "are you able",
    "can one of you",
    "could one of you",
    "can someone",
    "could someone",
    "bitte",
    "kannst du",
    "könntest du",
    "können sie",
    "könnten sie",
    "könnt ihr",
    "magst du",
    "peux-tu",
    "pourrais-tu",
    "pouvez-vous",
    "pourriez-vous",
    "peux tu",
    "merci de",
    "s'il te plaît",
    "s'il vous plaît",
    "puedes",
    "podrías",
    "puede usted",
    "podría",
    "por favor",
    "puoi",
    "potresti",
    "per favore",
    "kun je",
    "kunt u",
    "graag",
];

/// What is done with a message that one takes over.
const HANDLING: &[&str] = &[
    "handle",
    "take this",
    "take care",
    "take it",
    "take on",
    "take over",
    "take the",
    "deal with",
    "action",
    "sort",
    "reply",
    "respond",
    "answer",
    "process",
    "follow up",
    "follow-up",
    "look into",
    "look after",
    "pick up",
    "pick this",
    "arrange",
    "chase",
    "see to",
    "get back to",
    "get on to",
    "get onto",
    "work through",
    "go through",
    "act on",
    "do this",
    "do these",
    "do what",
    "do the below",
    "do the",
    "fix",
    "help",
    "run with",
    "own this",
    "give them",
    "give him",
    "give her",
    "send them",
    "send him",
    "send her",
    "tell them",
    "confirm",
    "complete",
    "fill",
    "book",
    "pay",
    "organise",
    "organize",
    "set up",
    "check",
    "review",
    "resolve",
    "investigate",
    "advise",
    "prepare",
    "coordinate",
    "implement",
    "approve",
    "sign",
    "do it",
    "get it done",
    "make sure",
    "ensure",
    "kümmer",
    "erledig",
    "übernehm",
    "übernimm",
    "bearbeite",
    "antworte",
    "beantworte",
    "prüf",
    "nachgehen",
    "klär",
    "mach",
    "occuper",
    "traiter",
    "répondre",
    "réponds",
    "gérer",
    "prendre en charge",
    "voir avec",
    "vérifier",
    "faire le nécessaire",
    "encarg",
    "responde",
    "gestion",
    "ocupar",
    "revisar",
    "atender",
    "occupar",
    "rispond",
    "gestire",
    "oppakken",
    "afhandelen",
    "regelen",
    "beantwoorden",
];

/// What points at the forwarded message.
const POINTERS: &[&str] = &[
    "this",
    "these",
    "below",
    "it",
    "them",
    "him",
    "her",
    "following",
    "underneath",
    "forwarded",
    "attached",
    "one",
    "that",
];

/// A sentence with one of these leaves the message with somebody else.
const REFUSALS: &[&str] = &[
    "no need",
    "don't need",
    "do not need",
    "nothing for you",
    "nothing for us",
    "nothing to do",
    "no action",
    "not for us",
    "you don't have to",
    "don't worry",
    "don't have to",
    "already",
    "i'll handle",
    "i will handle",
    "i'll deal",
    "i'll take",
    "for your information",
    "for information",
    "for your reference",
    "nur zur info",
    "zur kenntnis",
    "pour info",
    "para tu información",
    "what do you think",
    "your thoughts",
    "ignore",
    "disregard",
    "do not reply",
    "don't reply",
];

impl Words {
    pub(super) fn add(&mut self, line: &str) {
        if self.text.len() + line.len() < MAX_BYTES {
            self.text.push_str(&line.to_lowercase().replace('’', "'"));
            self.text.push('\n');
            self.asked = None;
        }
    }

    /// Whether these words, or with hardly any the sender's own subject, hand over what follows.
    pub(super) fn hand_over(&mut self, subject: &str, forwarded_subject: Option<&str>) -> bool {
        if self.text.trim().is_empty() {
            return false;
        }
        // Plain text is wrapped: a sentence goes on over the line.
        let text = self.text.replace('\n', " ");
        if *self.asked.get_or_insert_with(|| sentences(&text).any(hands_over)) {
            return true;
        }
        let few = text.split_whitespace().nth(FEW_WORDS).is_none();
        let own_subject = topic(subject);
        few && !is_information(&text)
            && forwarded_subject.is_some_and(|theirs| topic(theirs) != own_subject)
            && sentences(&own_subject).any(hands_over)
    }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!', ';']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

fn hands_over(sentence: &str) -> bool {
    if REFUSALS.iter().any(|refusal| sentence.contains(refusal)) {
        return false;
    }
    if IDIOMS.iter().any(|idiom| sentence.contains(idiom)) || is_yours(sentence) {
        return true;
    }
    let words = || sentence.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    let asks = ASKS.iter().any(|ask| holds_words(sentence, ask));
    let handles = HANDLING.iter().any(|handling| holds_start(sentence, handling));
    if asks && handles {
        return true;
    }
    // "Handle this one, please" has asked above; "Ana, take this one" and "Deal with it." begin with the verb.
    let after_name = sentence.split_once([',', ':', '-', '–', '—']).map_or("", |(_, rest)| rest.trim_start());
    let commands = [sentence, after_name].iter().any(|clause| HANDLING.iter().any(|verb| clause.starts_with(verb)));
    commands && words().any(|word| POINTERS.contains(&word))
}

/// "Yours." or "yours?", alone or at the end of a sentence about what is below.
fn is_yours(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(['.', '!', '?', ' ', ')']);
    end.ends_with(" yours") && (end.len() < 40) || end == "yours"
}

fn is_information(text: &str) -> bool {
    ["fyi", "fya", "f.y.i", "zur info", "zk", "z.k.", "pour info", "para info"]
        .iter()
        .any(|word| holds_words(text, word))
}

/// `needle` in `text`, not within a longer word.
fn holds_words(text: &str, needle: &str) -> bool {
    let needle = needle.trim_end();
    text.match_indices(needle).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + needle.len()..).and_then(|tail| tail.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// `needle` at the start of a word in `text`.
fn holds_start(text: &str, needle: &str) -> bool {
    text.match_indices(needle)
        .any(|(at, _)| !text.get(..at).and_then(|head| head.chars().next_back()).is_some_and(char::is_alphanumeric))
}

/// The subject without "Re:" and "Fwd:", in lower case.
fn topic(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some((prefix, tail)) = rest.split_once(':') {
        if prefix.trim().chars().count() > 5 || prefix.contains(' ') {
            break;
        }
        rest = tail.trim_start();
    }
    rest.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed(text: &str) -> bool {
        let mut words = Words::default();
        text.lines().for_each(|line| words.add(line));
        words.hand_over("Fwd: Boiler", Some("Boiler"))
    }

    #[test]
    fn words_that_hand_over() {
        for text in [
            "Can you take this one?",
            "Please handle the below.",
            "See below, yours.",
            "Over to you",
            "Could you deal with this, Ana?",
            "Hi Bo,\n\nplease action.\n\nThanks",
            "Tom - can you get back to them by\nFriday?",
            "Kannst du das übernehmen?",
            "Bitte kümmere dich darum.",
            "Peux-tu t'en occuper ?",
            "¿Puedes encargarte de esto?",
            "FYI. Please deal with the second point.",
            "Ana, take this one.",
            "Yours?",
        ] {
            assert!(handed(text), "{text}");
        }
    }

    #[test]
    fn words_that_only_inform() {
        for text in [
            "",
            "FYI",
            "For your information.",
            "FYI, no action needed on your side.",
            "FYI, in case you wonder. Nothing for us to do.",
            "Please see below.",
            "Interesting read!",
            "zur Info",
            "I'll handle this one myself, just so that you know.",
            "Can you believe this?",
        ] {
            assert!(!handed(text), "{text}");
        }
    }

    #[test]
    fn a_subject_of_the_senders_own_speaks_for_few_words() {
        let mut words = Words::default();
        words.add("Ana?");
        assert!(words.hand_over("Please handle: Boiler", Some("Boiler")));
        assert!(!words.hand_over("Fwd: Please handle: Boiler", Some("Please handle: Boiler")));
    }
}
