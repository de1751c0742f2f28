//! Entries that name a thing only: the verb that such a thing is listed for.

use super::articles;
use super::words::{self, Word};
use crate::lexicon::Class;
use crate::tokens::Shape;

/// What is done with a thing on a list, where that is hardly ever anything else.
const DEEDS: &[(&str, &[&str])] = &[
    (
        "Get",
        &[
            "price",
            "prices",
            "quote",
            "quotes",
            "quotation",
            "estimate",
            "approval",
            "permit",
            "permission",
            "clearance",
            "sign-off",
            "signature",
        ],
    ),
    (
        "Write",
        &[
            "letter",
            "letters",
            "roster",
            "rota",
            "summary",
            "minutes",
            "report",
            "page",
            "post",
            "memo",
            "write-up",
            "instructions",
            "documentation",
            "docs",
            "spec",
            "proposal",
            "blurb",
            "briefing",
            "procedure",
            "article",
            "essay",
            "statement",
            "guide",
            "checklist",
            "handout",
            "manual",
            "obituary",
            "reference",
        ],
    ),
    (
        "Send",
        &[
            "photo",
            "photos",
            "copy",
            "copies",
            "details",
            "invoice",
            "invoices",
            "reply",
            "confirmation",
            "receipts",
            "reminder",
            "invitations",
            "invites",
        ],
    ),
    (
        "Book",
        &[
            "van",
            "marquee",
            "caterer",
            "photographer",
            "plumber",
            "electrician",
            "interpreter",
            "table",
            "venue",
            "hotel",
            "flights",
            "flight",
            "taxi",
            "minibus",
            "coach",
            "room",
            "rooms",
            "tuner",
        ],
    ),
    ("Fix", &["typo", "typos", "leak", "bug", "misprint"]),
    ("Pay", &["deposit", "bill", "fee", "rent", "fine"]),
    ("Do", &["stocktake", "inventory", "assessment", "accounts"]),
    ("Make", &["poster", "posters", "badges", "banner", "sign", "signs"]),
    ("Set", &["date"]),
    ("Find", &["volunteers", "drivers", "helpers", "sponsors", "referees", "someone", "somebody"]),
    ("Take", &["course", "courses", "exam", "e-learning", "webinar"]),
];

/// How many words an entry's thing may have before its first preposition.
const LONGEST_THING: usize = 5;

/// Nouns that are what one does, with the verb: "trial of the app" is "trial the app".
const DOINGS: &[(&str, &str)] = &[
    ("trial", "Trial"),
    ("review", "Review"),
    ("cost", "Cost"),
    ("check", "Check"),
    ("test", "Test"),
    ("update", "Update"),
    ("repair", "Repair"),
    ("export", "Export"),
    ("import", "Import"),
    ("transport", "Transport"),
    ("repeat", "Repeat"),
    ("replacement", "Replace"),
    ("installation", "Install"),
    ("removal", "Remove"),
    ("renewal", "Renew"),
    ("delivery", "Deliver"),
    ("preparation", "Prepare"),
    ("inspection", "Inspect"),
    ("completion", "Complete"),
    ("submission", "Submit"),
    ("registration", "Register"),
    ("confirmation", "Confirm"),
    ("cancellation", "Cancel"),
    ("translation", "Translate"),
    ("migration", "Migrate"),
    ("purchase", "Buy"),
    ("collection", "Collect"),
    ("distribution", "Distribute"),
    ("publication", "Publish"),
    ("introduction", "Introduce"),
    ("appointment", "Appoint"),
    ("evaluation", "Evaluate"),
    ("calculation", "Calculate"),
    ("correction", "Correct"),
    ("rotation", "Rotate"),
    ("investigation", "Investigate"),
    ("implementation", "Implement"),
    ("notification", "Notify"),
    ("verification", "Verify"),
    ("validation", "Validate"),
    ("selection", "Select"),
    ("reconciliation", "Reconcile"),
    ("closure", "Close"),
    ("conversion", "Convert"),
    ("alignment", "Align"),
    ("adjustment", "Adjust"),
    ("assessment", "Assess"),
    ("recruitment", "Recruit"),
    ("transfer", "Transfer"),
    ("upgrade", "Upgrade"),
    ("relocation", "Relocate"),
    ("payment", "Pay"),
];

/// "Trial of the rota app" as "Trial the rota app", "cleaning of the tanks" as "Clean the tanks".
pub(super) fn doing<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let words = match words {
        [article, rest @ ..] if article.is_any(&["the", "a", "an"]) => rest,
        _ => words,
    };
    let [noun, of, thing, ..] = words else { return None };
    if !of.is("of") || thing.is_mark() || thing.has(Class::PRONOUN) && !thing.has(Class::DETERMINER) {
        return None;
    }
    let verb = match DOINGS.iter().find(|(known, _)| noun.is(known)) {
        Some((_, verb)) => (*verb).to_owned(),
        None if noun.has(Class::ING) && !noun.has(Class::NOUN_TOO) => words::base_form(&noun.lower),
        None => return None,
    };
    let thing = words.get(2..).filter(|thing| !has_finite_verb(thing))?;
    let mut deed = words::own(&verb);
    deed.extend(articles::definite(thing.to_vec()));
    Some(deed)
}

/// Whether the words up to the first break or relative clause state something: "of the rent | is late", "of the pump |
/// failed"; "of agreed fees", "of the plans signed by Lee" do not.
fn has_finite_verb(words: &[Word]) -> bool {
    let end = words
        .iter()
        .position(|w| w.is_break() || w.has(Class::WH) || w.has(Class::CONJUNCTION) && !w.is_any(&["and", "or"]))
        .unwrap_or(words.len());
    let Some(clause) = words.get(..end) else { return false };
    let nominal =
        |w: &Word| !w.is_mark() && (w.class == Class::default() || w.has(Class::NOUN_TOO)) && !w.lower.ends_with("ly");
    clause.iter().enumerate().any(|(at, word)| {
        // "Lee's fence".
        if word.has(Class::MODAL) || word.has(Class::AUXILIARY) && !word.is("'s") {
            return true;
        }
        let before = at.checked_sub(1).and_then(|before| clause.get(before));
        let described = before
            .is_none_or(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE) || w.has(Class::PREPOSITION))
            || clause.get(at + 1).is_some_and(|w| nominal(w) || w.is("by"));
        word.has(Class::PAST) && !described
    })
}

/// "Price for the new oven" as "Get a price for the new oven".
pub(super) fn deed<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let end = words.iter().position(|w| w.is_mark() || w.has(Class::PREPOSITION)).unwrap_or(words.len());
    let thing = words.get(..end).filter(|thing| thing.len() <= LONGEST_THING)?;
    let head = thing.last()?;
    let first = thing.first()?;
    let verbal = |w: &Word| {
        w.has(Class::MODAL)
            || w.has(Class::AUXILIARY)
            || w.has(Class::PRONOUN) && !w.has(Class::DETERMINER) && !w.is("one")
            || w.has(Class::PAST)
            || w.has(Class::THIRD) && !w.lower.ends_with('s')
            || w.is_any(&["needs", "wants", "still"])
    };
    let clause =
        words.iter().any(|w| w.has(Class::MODAL) || w.has(Class::AUXILIARY) || w.is_any(&["is", "are", "was", "were"]));
    if clause || thing.iter().skip(1).any(verbal) || thing.len() == 1 && verbal(first) {
        return None;
    }
    let (verb, _) = DEEDS.iter().find(|(_, things)| head.is_any(things))?;
    let mut deed = words::own(verb);
    let mut thing = articles::object(words);
    // "Van for Friday": a capital that only opens the entry.
    if let Some(only) = thing.first_mut().filter(|w| w.lower == head.lower && w.shape == Shape::Capitalised) {
        only.text = only.text.to_lowercase().into();
    }
    if matches!(*verb, "Fix" | "Pay" | "Do" | "Make") {
        deed.extend(articles::the(thing));
        return Some(deed);
    }
    if matches!(*verb, "Write" | "Take") && first.text.chars().all(|c| c.is_lowercase() || c == '-') || *verb == "Write"
    {
        deed.extend(articles::definite(thing));
        return Some(deed);
    }
    if articles::is_bare(&thing) {
        let vowel = thing.first().is_some_and(|w| w.lower.starts_with(['a', 'e', 'i', 'o']));
        deed.extend(words::own(if vowel { "an" } else { "a" }));
    }
    deed.extend(thing);
    Some(deed)
}
