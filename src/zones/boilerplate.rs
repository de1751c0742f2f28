//! Words that a company, a mailing list or a program adds to a message: disclaimers, footers, banners.

use std::ops::Range;
use std::sync::LazyLock;

use super::Voice;
use super::headers::is_rule;
use super::phrases::{Phrases, contains_any};
use super::view::{View, ViewLine, bare};
use super::{machine, meeting};
use crate::email::BodyKind;

/// As much of a paragraph as is read: disclaimers say what they are at their start.
const MAX_PARAGRAPH_BYTES: usize = 3_000;

/// Most paragraphs are shorter.
const USUAL_PARAGRAPH_BYTES: usize = 512;

/// Phrases that no sender writes by hand.
const DISCLAIMERS: &[&str] = &[
    "intended recipient",
    "intended addressee",
    "named addressee",
    "received this e-mail in error",
    "received this email in error",
    "received this mail in error",
    "received this message in error",
    "received this communication in error",
    "received this transmission in error",
    "receive this email in error",
    "receive this e-mail in error",
    "receive this message in error",
    "consider the environment",
    "think before you print",
    "think of the environment",
    "before printing this",
    "before you print this",
    "before you forward this",
    "save a tree",
    "scanned for viruses",
    "checked for viruses",
    "virus-free",
    "virus free",
    "no virus found in this",
    "nicht der richtige adressat",
    "nicht der beabsichtigte empfänger",
    "nicht der vorgesehene empfänger",
    "e-mail irrtümlich",
    "nachricht irrtümlich",
    "mail irrtümlich",
    "unbefugte weitergabe",
    "unerlaubte kopieren",
    "rechtlich geschützte informationen",
    "vertrauliche und/oder",
    "denken sie an die umwelt",
    "an die umwelt, bevor",
    "auf viren überprüft",
    "auf viren geprüft",
    "n'êtes pas le destinataire",
    "n'êtes pas destinataire",
    "établis à l'intention exclusive",
    "pensez à l'environnement",
    "avant d'imprimer",
    "n'imprimer ce",
    "n'imprimez ce",
    "no es el destinatario",
    "no es usted el destinatario",
    "ha recibido este mensaje por error",
    "ha recibido este correo por error",
    "antes de imprimir",
    "non siete i destinatari",
    "prima di stampare",
    "niet de geadresseerde",
    "não é o destinatário",
];

/// Phrases that are a disclaimer's where the paragraph also speaks of the message itself.
const ABOUT_THE_MESSAGE: &[&str] = &[
    "intended only for",
    "intended solely for",
    "intended for the",
    "solely for the use",
    "solely for the addressee",
    "for the sole use",
    "legally privileged",
    "confidential and privileged",
    "privileged and confidential",
    "confidential and may",
    "confidential and intended",
    "confidential and is intended",
    "confidential and for the",
    "may contain confidential",
    "contains confidential",
    "contain confidential",
    "may be confidential",
    "views expressed",
    "opinions expressed",
    "views or opinions",
    "accept no liability",
    "accepts no liability",
    "accept any liability",
    "accepts no responsibility",
    "do not constitute",
    "is strictly prohibited",
    "vertrauliche informationen",
    "vertraulich und",
    "ausschließlich für den",
    "confidentiel",
    "destinés exclusivement",
    "strictement interdit",
    "información confidencial",
    "confidencial",
    "informazioni riservate",
    "vertrouwelijk",
    "confidenciais",
];

const MESSAGE_WORDS: &[&str] = &[
    "e-mail",
    "email",
    "this mail",
    "message",
    "transmission",
    "communication",
    "attachment",
    "nachricht",
    "courriel",
    "pièces jointes",
    "mensaje",
    "correo",
    "messaggio",
    "bericht",
    "mensagem",
];

/// Phrases of short lines that a company or service sets under a message.
static FOOTER_LINES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "registered in england",
        "registered office",
        "registered number",
        "company registration",
        "company number",
        "vat number",
        "vat no",
        "sitz der gesellschaft",
        "geschäftsführer:",
        "geschäftsführung:",
        "geschäftsführerin:",
        "vorstand:",
        "handelsregister",
        "registergericht",
        "amtsgericht",
        "ust-id",
        "ust-idnr",
        "aufsichtsrat",
        "société anonyme",
        "rcs ",
        "siret",
        "all rights reserved",
        "alle rechte vorbehalten",
        "tous droits réservés",
        "todos los derechos reservados",
        // With a year: a person may write the sign alone.
        "© 20",
        "©20",
        "copyright 20",
        "copyright (c)",
        "automatically generated",
        "automated message",
        "automatic message",
        "classification:",
        "do not forward outside",
        "automated email",
        "automated e-mail",
        "automatisch generiert",
        "automatisch erstellt",
        "généré automatiquement",
        "generado automáticamente",
        "do not reply to this",
        "don't reply to this",
        "please do not reply",
        "mailbox is not monitored",
        "inbox is not monitored",
        "address is not monitored",
        "nicht auf diese e-mail",
        "nicht auf diese mail",
        "ne pas répondre à ce",
        "no responda a este",
        "you are receiving this",
        "you're receiving this",
        "you received this email because",
        "you received this e-mail because",
        "you received this message because",
        "you have received this email because",
        "you are subscribed",
        "you get this because",
        "you get this digest because",
        "you receive this because",
        "you receive this letter because",
        "you receive this email because",
        "you receive this e-mail because",
        "to stop receiving",
        "don't want these emails",
        "if you no longer wish to receive",
        "if you don't want to receive",
        "if you do not want to receive",
        "if you'd rather not hear from us",
        "replies to it are not read",
        "ai-generated content may be",
        "unmonitored mailbox",
        "you are currently subscribed",
        "sie erhalten diese",
        "vous recevez ce",
        "recibes este",
        "this email was sent to",
        "this e-mail was sent to",
        "this message was sent to",
        "manage your preferences",
        "manage your email preferences",
        "manage preferences",
        "email preferences",
        "notification settings",
        "manage notifications",
        "update your preferences",
        "unsubscribe from",
        "to unsubscribe",
        "abbestellen",
        "newsletter abmelden",
        "vom newsletter abmelden",
        "désabonner",
        "désinscrire",
        "darse de baja",
        "cancelar la suscripción",
        "view in browser",
        "view this email in",
        "view it in your browser",
        "view online",
        "read this email online",
        "im browser ansehen",
        "im browser anzeigen",
        "privacy policy",
        "datenschutzerklärung",
        "view it on github",
        "add us to your address book",
        "sent to you by",
    ])
});

/// A footer line says one thing; a longer paragraph is the sender's even where it speaks of a registered office.
const MAX_FOOTER_BYTES: usize = 420;

/// How a line of a disclaimer begins, so that the sender's name right above it is not taken for its part.
static DISCLAIMER_STARTS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "this e-mail",
        "this email",
        "this mail",
        "this message",
        "this communication",
        "this transmission",
        "the information",
        "the contents",
        "the content",
        "information in this",
        "confidential",
        "privileged",
        "disclaimer",
        "notice",
        "important",
        "please consider",
        "please think",
        "consider the",
        "think before",
        "before printing",
        "if you are not",
        "if you have received",
        "if you received",
        "any views",
        "diese e-mail",
        "diese email",
        "diese nachricht",
        "der inhalt dieser",
        "bitte denken",
        "bitte prüfen",
        "ce message",
        "ce courriel",
        "cet e-mail",
        "le présent message",
        "pensez",
        "avant d'imprimer",
        "este mensaje",
        "este correo",
        "este email",
        "antes de imprimir",
        "questo messaggio",
        "dit bericht",
        "deze e-mail",
        "esta mensagem",
        "***",
        "---",
        "___",
        "===",
    ])
});

static BANNERS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "[external]",
        "[extern]",
        "[ext]",
        "*external*",
        "external email",
        "external sender",
        "externe e-mail",
        "externe mail",
        "this email originated",
        "this e-mail originated",
        "this message originated",
        "this message came from outside",
        "this message is from an external",
        "this email is from an external",
        "this email came from outside",
        "you don't often get email from",
        "some people who received this message don't often get",
        "sie erhalten nicht oft e-mails von",
        "sie erhalten nicht häufig e-mails von",
        "vous n'obtenez pas souvent",
        "no suele recibir correo",
    ])
});

static WARNINGS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "caution",
        "warning",
        "attention",
        "achtung",
        "vorsicht",
        "warnung",
        "cuidado",
        "precaución",
        "zewnętrzny",
    ])
});
const WARNED_OF: &[&str] =
    &["external", "outside", "originated", "extern", "extérieur", "externo", "unknown sender", "unbekannte"];
const BANNER_GOES_ON: &[&str] = &[
    "click",
    "link",
    "attachment",
    "unless",
    "recogni",
    "sender",
    "anhäng",
    "absender",
    "klick",
    "lien",
    "pièce",
    "enlace",
    "adjunto",
    "learn why this is important",
];

static LIST_NAMES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&["mailing list", "mailing-list", "mailingliste", "liste de diffusion", "lista de correo"])
});

static LIST_FOOTERS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "listinfo",
        "to unsubscribe",
        "unsubscribe",
        "list archive",
        "subscribed to",
        "this sf.net email",
        "sponsored by",
    ])
});

/// Marks what is boilerplate in `run`, the lines of one message.
pub(super) fn mark(view: &View<'_>, run: Range<usize>, kind: BodyKind, voices: &mut [Voice]) {
    let mut index = run.start;
    while index < run.end {
        let Some(line) = view.get(index) else { break };
        if line.is_blank() {
            index += 1;
            continue;
        }
        let end = list_footer(view, index, run.end)
            .or_else(|| meeting::block(view, index, run.end))
            .or_else(|| machine::block(view, index, run.end));
        if let Some(end) = end {
            fill(voices, index..end);
            index = end.max(index + 1);
            continue;
        }
        index = paragraph(view, index, run.end, kind, voices);
    }
}

fn fill(voices: &mut [Voice], lines: Range<usize>) {
    if let Some(lines) = voices.get_mut(lines) {
        lines.fill(Voice::Boilerplate);
    }
}

/// The end of the mailing list's footer that begins at line `index`: it goes on to the end of the message.
fn list_footer(view: &View<'_>, index: usize, end: usize) -> Option<usize> {
    const MAX_FOOTER_LINES: usize = 25;
    /// The line that names the list stands right under the rule.
    const LOOK_BELOW: usize = 4;
    let line = view.get(index)?;
    let starts = if is_rule(line.text) || line.text == "--" {
        let below = (index + 1..end.min(index + 1 + LOOK_BELOW)).filter_map(|at| view.get(at));
        below.into_iter().any(|line| is_list_line(line.lower()))
    } else {
        let text = line.lower();
        is_list_link(text)
            || text.starts_with("you received this message because you are subscribed")
            || text.starts_with("to unsubscribe from this group")
            || text.contains('-') && text.contains("mailing list -- ")
            || text.contains('!') && text.contains("yahoo! groups sponsor")
    };
    let short = || {
        let texts = (index..end).filter(|&at| view.get(at).is_some_and(|line| !line.is_blank()));
        texts.take(MAX_FOOTER_LINES + 1).count() <= MAX_FOOTER_LINES
    };
    (starts && short()).then_some(end)
}

/// `https://lists.example.org/mailman/listinfo/bees` alone in the last line.
fn is_list_link(text: &str) -> bool {
    text.starts_with("http") && text.contains("/listinfo/") && !text.contains(char::is_whitespace)
}

fn is_list_line(lower: &str) -> bool {
    const MAX_BYTES: usize = 200;
    /// "Beekeepers mailing list"; a sentence about one is longer.
    const MAX_NAME_WORDS: usize = 8;
    if lower.len() > MAX_BYTES {
        return false;
    }
    let named = LIST_NAMES.stand_in(lower)
        && lower.split_whitespace().count() <= MAX_NAME_WORDS
        && !lower.ends_with(['.', '?', '!']);
    named || LIST_FOOTERS.stand_in(lower) && !asks(lower)
}

/// Looks at the paragraph from `start` on; returns the line behind it.
fn paragraph(view: &View<'_>, start: usize, end: usize, kind: BodyKind, voices: &mut [Voice]) -> usize {
    let mut text = String::with_capacity(USUAL_PARAGRAPH_BYTES);
    let mut starts_at = None;
    let mut index = start;
    let mut first = "";
    while index < end {
        let Some(line) = view.get(index).filter(|line| !line.is_blank()) else { break };
        let plain = bare(line.lower());
        if index == start {
            if let Some(banner_end) = banner(view, plain, start, end) {
                fill(voices, start..banner_end);
                return banner_end;
            }
            first = plain;
        } else if kind == BodyKind::Flowed
            || list_footer(view, index, end).is_some()
            || meeting::block(view, index, end).is_some()
            || machine::block(view, index, end).is_some()
        {
            break;
        }
        if is_footer_line(plain) {
            fill(voices, index..index + 1);
        }
        if starts_at.is_none() && DISCLAIMER_STARTS.begin(plain) {
            starts_at = Some(index);
        }
        if text.len() < MAX_PARAGRAPH_BYTES {
            text.push(' ');
            text.push_str(plain);
        }
        index += 1;
    }
    if is_disclaimer(&text) {
        fill(voices, starts_at.unwrap_or(start)..index);
    } else if is_disclaimer_title(first) {
        let below = view.next_text(index).and_then(|at| view.get(at)).map(ViewLine::lower);
        if below.is_some_and(|below| is_disclaimer(below) || DISCLAIMER_STARTS.begin(below)) {
            fill(voices, start..index);
        }
    }
    index
}

fn is_disclaimer(text: &str) -> bool {
    static SETS: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::of_sets(&[DISCLAIMERS, MESSAGE_WORDS, ABOUT_THE_MESSAGE]));
    let sets = SETS.sets_in(text);
    sets.has(0) || (sets.has(1) && sets.has(2))
}

fn speaks_of_a_message(text: &str) -> bool {
    static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(MESSAGE_WORDS));
    WORDS.stand_in(text)
}

/// "DISCLAIMER:", "Confidentiality notice", or a rule, over the disclaimer.
fn is_disclaimer_title(text: &str) -> bool {
    const MAX_BYTES: usize = 48;
    text.len() <= MAX_BYTES
        && (contains_any(
            text,
            &[
                "disclaimer",
                "confidentiality",
                "important notice",
                "legal notice",
                "vertraulichkeit",
                "haftungsausschluss",
                "avis de confidentialité",
                "aviso legal",
            ],
        ) || is_rule(text))
}

fn is_footer_line(text: &str) -> bool {
    if text.len() > MAX_FOOTER_BYTES {
        return false;
    }
    let unsubscribe = text.contains("unsubscribe")
        && (text.contains("http") || text.contains("click") || text.split_whitespace().count() <= 6);
    unsubscribe && !text.contains("please unsubscribe me") && !text.contains("could you") && !text.contains("can you")
        || FOOTER_LINES.stand_in(text) && !asks(text)
}

/// A sentence that asks a reader is not a footer, whatever it speaks of: "Could you send me the VAT number?"
fn asks(text: &str) -> bool {
    text.ends_with('?')
        || contains_any(
            text,
            &[
                "could you",
                "can you",
                "kannst du",
                "können sie",
                "peux-tu",
                "pouvez-vous",
                "puedes",
                "i'll ",
                "i will ",
            ],
        )
}

/// The end of a warning that a mail gateway puts over a message from outside.
fn banner(view: &View<'_>, first: &str, start: usize, end: usize) -> Option<usize> {
    const MAX_LINES: usize = 6;
    let warns = BANNERS.begin(first)
        || (WARNINGS.begin(first)
            && (contains_any(first, WARNED_OF) && speaks_of_a_message(first)
                || view.get(start + 1).is_some_and(|line| {
                    first.len() < 40 && contains_any(line.lower(), WARNED_OF) && speaks_of_a_message(line.lower())
                })));
    if !warns {
        return None;
    }
    let mut index = start + 1;
    let mut sentence_ended = first.ends_with(['.', ']', '!']);
    while index < end.min(start + MAX_LINES) {
        let Some(line) = view.get(index).filter(|line| !line.is_blank()) else { break };
        let text = line.lower();
        if is_rule(text) {
            return Some(index + 1);
        }
        if sentence_ended
            && !(contains_any(text, BANNER_GOES_ON)
                && contains_any(
                    text,
                    &["do not", "don't", "unless", "learn", "nicht", "keine", "pas", "no ", "be careful"],
                ))
        {
            break;
        }
        sentence_ended = text.trim_end_matches(['*', ' ']).ends_with(['.', ']', '!']);
        index += 1;
    }
    Some(index)
}
