//! The words that close a letter, and the lines that phones and services set under it.

use std::sync::LazyLock;

use crate::zones::phrases::Phrases;
use crate::zones::view::bare;

/// How sure a closing line is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// "Best regards": nothing else than the end of a letter.
    Sure,
    /// "Thanks": may stand in the middle of one.
    Thanks,
}

static SURE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "best regards",
        "kind regards",
        "kindest regards",
        "warm regards",
        "warmest regards",
        "with regards",
        "regards",
        "best wishes",
        "warm wishes",
        "all the best",
        "all best",
        "best",
        "my best",
        "sincerely",
        "yours sincerely",
        "sincerely yours",
        "yours faithfully",
        "yours truly",
        "yours",
        "respectfully",
        "respectfully yours",
        "cordially",
        "with best regards",
        "with kind regards",
        "best always",
        "rgds",
        "brgds",
        "br",
        "kr",
        "kind rgds",
        "bw",
        "take care",
        "talk soon",
        "speak soon",
        "see you soon",
        "see you",
        "cheers",
        "cheerio",
        "love",
        "lots of love",
        "hugs",
        "xoxo",
        "xo",
        "x",
        "xx",
        "xxx",
        "warmly",
        "with thanks",
        "gratefully",
        "in haste",
        "until then",
        "bye",
        "bye for now",
        "mit freundlichen grüßen",
        "mit freundlichen grüssen",
        "mit freundlichen gruessen",
        "mit freundlichem gruß",
        "mit freundlichem gruss",
        "freundliche grüße",
        "freundliche grüsse",
        "viele grüße",
        "viele grüsse",
        "viele gruesse",
        "liebe grüße",
        "liebe grüsse",
        "lieben gruß",
        "beste grüße",
        "beste grüsse",
        "herzliche grüße",
        "herzliche grüsse",
        "schöne grüße",
        "sonnige grüße",
        "mit besten grüßen",
        "mit herzlichen grüßen",
        "mit lieben grüßen",
        "mit vielen grüßen",
        "grüße",
        "grüsse",
        "gruß",
        "gruss",
        "gruesse",
        "schönen gruß",
        "besten gruß",
        "viele liebe grüße",
        "lg",
        "vg",
        "mfg",
        "bg",
        "hg",
        "mbg",
        "hochachtungsvoll",
        "bis bald",
        "bis dann",
        "bis später",
        "tschüss",
        "tschüß",
        "servus",
        "ciao",
        "cordialement",
        "bien cordialement",
        "très cordialement",
        "bien à vous",
        "bien à toi",
        "amicalement",
        "bien amicalement",
        "sincères salutations",
        "sincèrement",
        "meilleures salutations",
        "salutations distinguées",
        "salutations",
        "respectueusement",
        "bonne journée",
        "bonne soirée",
        "bonne fin de journée",
        "belle journée",
        "à bientôt",
        "à plus",
        "a+",
        "bises",
        "bisous",
        "cdlt",
        "cdt",
        "saludos",
        "un saludo",
        "saludos cordiales",
        "un cordial saludo",
        "cordiales saludos",
        "muchos saludos",
        "atentamente",
        "cordialmente",
        "un abrazo",
        "abrazos",
        "un fuerte abrazo",
        "besos",
        "hasta pronto",
        "atte",
        "cordiali saluti",
        "distinti saluti",
        "saluti",
        "un saluto",
        "a presto",
        "met vriendelijke groet",
        "met vriendelijke groeten",
        "vriendelijke groet",
        "vriendelijke groeten",
        "hartelijke groet",
        "groet",
        "groeten",
        "groetjes",
        "mvg",
        "atenciosamente",
        "abraços",
        "abraço",
        "cumprimentos",
        "com os melhores cumprimentos",
        "vänliga hälsningar",
        "med vänlig hälsning",
        "med vänliga hälsningar",
        "hälsningar",
        "mvh",
        "med venlig hilsen",
        "venlig hilsen",
        "med vennlig hilsen",
        "hilsen",
        "pozdrawiam",
        "z poważaniem",
        "serdecznie pozdrawiam",
    ])
});

static THANKS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "thanks",
        "thank you",
        "many thanks",
        "thanks a lot",
        "thanks again",
        "thank you again",
        "thanks in advance",
        "thank you in advance",
        "many thanks in advance",
        "thanks so much",
        "thank you so much",
        "thanks very much",
        "thank you very much",
        "thanks a million",
        "thanks a bunch",
        "thx",
        "tnx",
        "ta",
        "tia",
        "thanking you",
        "much appreciated",
        "danke",
        "danke dir",
        "danke euch",
        "danke schön",
        "dankeschön",
        "vielen dank",
        "vielen lieben dank",
        "besten dank",
        "herzlichen dank",
        "danke im voraus",
        "danke vorab",
        "vielen dank im voraus",
        "vielen dank vorab",
        "merci",
        "merci beaucoup",
        "merci bien",
        "merci d'avance",
        "merci encore",
        "merci par avance",
        "gracias",
        "muchas gracias",
        "mil gracias",
        "gracias de antemano",
        "muchas gracias de antemano",
        "grazie",
        "grazie mille",
        "dank je",
        "dank je wel",
        "dank u",
        "bedankt",
        "alvast bedankt",
        "obrigado",
        "obrigada",
        "muito obrigado",
        "tack",
        "tack så mycket",
        "tak",
        "mange tak",
        "takk",
        "dzięki",
        "dziękuję",
    ])
});

/// Whom a closing may address on its own line: "Thanks all".
const EVERYBODY: &[&str] = &[
    "all",
    "both",
    "everyone",
    "everybody",
    "team",
    "folks",
    "guys",
    "again",
    "so much",
    "y'all",
    "zusammen",
    "alle",
    "à tous",
    "a todos",
];

/// Greetings that go on: "Viele Grüße aus Köln", "Best from Lisbon".
const PLACES: &[&str] = &["aus ", "from ", "von ", "nach ", "de ", "desde ", "depuis "];

static SENT_FROM: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "sent from my",
        "sent from outlook",
        "sent from mail for",
        "sent from yahoo",
        "sent from aol",
        "sent from proton",
        "sent from samsung",
        "sent from gmail",
        "sent from a mobile",
        "sent from mobile",
        "sent from the",
        "sent from mailbird",
        "sent from spark",
        "sent from zoho",
        "sent from iphone",
        "sent from ipad",
        "sent from blackberry",
        "sent from nine",
        "sent via",
        "sent with",
        "sent on the go",
        "sent while",
        "sent using",
        "get outlook for",
        "sent by",
        "typed on my",
        "please excuse typos",
        "please excuse my brevity",
        "please excuse any typos",
        "excuse typos",
        "excuse brevity",
        "excuse my brevity",
        "apologies for typos",
        "von meinem",
        "von unterwegs",
        "gesendet von",
        "gesendet mit",
        "gesendet mithilfe",
        "gesendet über",
        "diese nachricht wurde von meinem",
        "holen sie sich outlook",
        "outlook für",
        "envoyé de mon",
        "envoyé depuis",
        "envoyé à partir",
        "envoyé avec",
        "obtenez outlook",
        "télécharger outlook",
        "obtenir outlook",
        "enviado desde",
        "enviado con",
        "obtener outlook",
        "enviado do meu",
        "inviato da",
        "scarica outlook",
        "verzonden vanaf",
        "verstuurd vanaf",
        "verzonden met",
        "download outlook",
        "skickat från",
        "sendt fra",
        "wysłane z",
    ])
});

/// The closing that the line is, with the rest of the line: a name, or nothing.
pub(super) fn closing(text: &str, lower: &str) -> Option<(Closing, String)> {
    /// "Mit freundlichen Grüßen aus dem sonnigen Freiburg im Breisgau"
    const MAX_BYTES: usize = 80;
    if text.len() > MAX_BYTES {
        return None;
    }
    let line = bare(lower).trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '\''));
    let (kind, phrase) = longest(line)?;
    let rest = line.get(phrase.len()..)?;
    let original_rest = bare(text).trim_matches(|c: char| !c.is_alphanumeric());
    let rest_words = rest.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric()).trim();
    if rest.is_empty()
        || EVERYBODY.contains(&rest)
        || PLACES.iter().any(|place| rest.starts_with(place) && kind == Closing::Sure && phrase != "see you")
    {
        return Some((kind, String::new()));
    }
    // "Thanks and best regards", "Danke und viele Grüße", "Thanks, best"
    let joined = ["and ", "& ", "und ", "et ", "y ", "e ", "en ", "och "]
        .iter()
        .find_map(|and| rest.strip_prefix(and))
        .unwrap_or(rest);
    if let Some((second, phrase)) = longest(joined) {
        let after = joined.get(phrase.len()..)?.trim_matches(|c: char| !c.is_alphanumeric());
        if after.is_empty() {
            return Some((second, String::new()));
        }
        if after.split_whitespace().count() <= 3 {
            return Some((second, tail_words(original_rest, after.split_whitespace().count())));
        }
    }
    (rest_words <= 3).then(|| (kind, tail_words(original_rest, rest_words)))
}

/// The last `count` words as they were written.
fn tail_words(text: &str, count: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    words.get(words.len().saturating_sub(count)..).unwrap_or(&[]).join(" ")
}

/// The longest closing that `line` begins with, as whole words.
fn longest(line: &str) -> Option<(Closing, &'static str)> {
    match (SURE.longest(line), THANKS.longest(line)) {
        (Some(sure), Some(thanks)) if thanks.len() > sure.len() => Some((Closing::Thanks, thanks)),
        (Some(sure), _) => Some((Closing::Sure, sure)),
        (None, thanks) => thanks.map(|thanks| (Closing::Thanks, thanks)),
    }
}

/// "Sent from my iPhone" and its like, in a line of its own.
pub(super) fn is_sent_from(lower: &str) -> bool {
    const MAX_WORDS: usize = 14;
    const MAX_BYTES: usize = 200;
    if lower.len() > MAX_BYTES || lower.ends_with('?') {
        return false;
    }
    let line = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    if !SENT_FROM.begin(line) || line.split_whitespace().count() > MAX_WORDS {
        return false;
    }
    // These begin sentences of other kinds too: "Sent by courier today".
    let loose = [
        "sent by",
        "sent via",
        "sent with",
        "sent using",
        "sent while",
        "sent from the",
        "von meinem",
        "sent on the go",
        "gesendet über",
    ];
    !loose.iter().any(|start| line.starts_with(start))
        || [
            "mail",
            "outlook",
            "phone",
            "ipad",
            "mobile",
            "android",
            "app",
            "handy",
            "gesendet",
            "blackberry",
            "superhuman",
            "on the go",
            "unterwegs",
        ]
        .iter()
        .any(|word| line.contains(word))
}

/// "PS: ..." takes up the letter again.
pub(super) fn is_postscript(text: &str) -> bool {
    let head: String = bare(text).chars().take(8).collect::<String>().to_lowercase();
    ["ps:", "ps.", "p.s", "p. s.", "ps ", "ps-", "ps –", "ps,", "pps", "p.p.s", "p.d.", "pd:", "nb:", "n.b."]
        .iter()
        .any(|start| head.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zones::phrases::folded;

    #[test]
    fn closings_are_told_from_sentences() {
        use Closing::{Sure, Thanks};
        for (text, expected) in [
            ("Best regards,", Some((Sure, ""))),
            ("Thanks!", Some((Thanks, ""))),
            ("Thanks, Maria", Some((Thanks, "Maria"))),
            ("Cheers Tom", Some((Sure, "Tom"))),
            ("Thanks and best regards,", Some((Sure, ""))),
            ("Thanks all", Some((Thanks, ""))),
            ("Viele Grüße aus Köln", Some((Sure, ""))),
            ("LG Anna", Some((Sure, "Anna"))),
            ("**Mit freundlichen Grüßen**", Some((Sure, ""))),
            ("Thanks in advance for sending the figures.", None),
            ("Best practice is to rotate the keys every month.", None),
            ("Thanksgiving is on Thursday", None),
            ("See you at the meeting on Friday", None),
        ] {
            let found = closing(text, &folded(text));
            assert_eq!(found.as_ref().map(|(kind, rest)| (*kind, rest.as_str())), expected, "{text}");
        }
    }

    #[test]
    fn lines_of_phones_are_told_from_sentences() {
        for text in [
            "Sent from my iPhone",
            "Get Outlook for iOS",
            "Von meinem iPhone gesendet",
            "Envoyé de mon iPhone",
            "Sent via Superhuman",
        ] {
            assert!(is_sent_from(&folded(text)), "{text}");
        }
        for text in [
            "Sent by courier this morning.",
            "Sent from my side last week, did you get the parcel that I posted to the old address?",
        ] {
            assert!(!is_sent_from(&folded(text)), "{text}");
        }
    }
}
