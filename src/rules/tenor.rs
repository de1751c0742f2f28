//! What kind of letter a whole mail is, told from its sender and from all its sentences.

use std::sync::LazyLock;

use super::view::{Place, View};
use super::{Pattern, Rule, Spot, place, speech, state};
use crate::email::{Email, Mailbox};

/// What is the same for all sentences of a mail, whichever of them says it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tenor {
    /// Some sentence tells the reader that nothing at all is to be done.
    pub nothing_to_do: bool,
    /// A company or a service speaks to people outside, no person.
    pub from_company: bool,
    /// A company speaks of the reader's account, points or order: to a customer.
    pub to_customers: bool,
    /// Share of the sentences that suppose what would happen.
    pub supposed: f64,
}

impl Tenor {
    /// Of an email whose sentences are `views`, each by itself.
    pub fn of(email: &Email, views: &[View]) -> Tenor {
        let mut tenor = Tenor {
            nothing_to_do: states_nothing_to_do(&View::new(&email.subject, Place::Alone), None),
            from_company: email.from.as_ref().is_some_and(|from| is_company(from) && !is_of_the_house(from, &email.to)),
            ..Tenor::default()
        };
        let mut supposed = 0;
        for (at, view) in views.iter().enumerate() {
            tenor.to_customers |= tenor.from_company && to_customer(view);
            tenor.nothing_to_do |= states_nothing_to_do(view, views.get(at + 1).map(|next| next.text));
            supposed += usize::from(state::supposes(view));
        }
        #[expect(clippy::cast_precision_loss, reason = "a mail has some hundred sentences")]
        let supposed = supposed as f64 / views.len().max(1) as f64;
        Tenor { supposed, ..tenor }
    }
}

/// How people say that a mail asks for nothing; "no need to reply" says it of the answer alone.
const NOTHING_TO_DO: [&str; 15] = [
    "nothing <word>* to do|prepare|sort|chase|decide|worry !with",
    "nothing <word>* has|have|needs to be <past> !about",
    "nothing <word>* you|we|anyone|anybody need|needs|have|has to",
    "nothing <adv>* is|was <adv>* needed|required|expected|asked|wanted of|from you|us",
    "need|have|has to do anything !about !with !on",
    "need n't|not do anything !about !with !on",
    "no further|more|other? action|actions|items? items? is|are|was|were <adv>* needed|required|necessary|found|identified|recorded",
    "no further|more|other? action needed|required|necessary",
    "you|we are all set",
    "all set $",
    "no decision|decisions is|are <adv>* sought|needed|asked|required",
    "for your? information|info only",
    "for information $",
    "nobody <adv>* owes",
    "everything is <adv>* sorted|settled|done|paid|arranged",
];

static NOTHING: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| NOTHING_TO_DO.iter().filter_map(|text| Pattern::own(text).ok()).collect());

/// "Do I have to do anything?" states it only where the answer follows: "No."
fn states_nothing_to_do(view: &View, next: Option<&str>) -> bool {
    let answer = |next: &str| next.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    says_nothing_to_do(view)
        && (!view.asks() || next.is_some_and(|next| ["no", "not", "nothing"].contains(&answer(next).as_str())))
}

/// What only a company counts for the reader, or grants.
const CUSTOMER: [&str; 4] = [
    "your balance|points|reward|rewards|basket|cart|booking|membership|subscription|order|purchase|discount|voucher",
    "terms <adv>* apply",
    "participating <word>",
    "our range|shop|store|collection|stores|shops",
];

static TO_CUSTOMER: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| CUSTOMER.iter().filter_map(|text| Pattern::own(text).ok()).collect());

fn to_customer(view: &View) -> bool {
    TO_CUSTOMER.iter().any(|pattern| view.has(pattern))
}

fn says_nothing_to_do(view: &View) -> bool {
    NOTHING.iter().any(|pattern| view.has(pattern))
}

/// Words in the names of senders that are no persons.
const OFFICES: [&str; 34] = [
    "bank",
    "billing",
    "calendar",
    "care",
    "club",
    "customer",
    "customers",
    "department",
    "desk",
    "digest",
    "gmbh",
    "group",
    "helpdesk",
    "inc",
    "invitation",
    "limited",
    "ltd",
    "museum",
    "newsletter",
    "notifications",
    "office",
    "online",
    "operations",
    "procurement",
    "rewards",
    "school",
    "service",
    "services",
    "shop",
    "society",
    "store",
    "summary",
    "support",
    "team",
];

/// The part before the @ of addresses that an office reads or nobody.
const ROLES: [&str; 27] = [
    "accounts",
    "admin",
    "billing",
    "care",
    "contact",
    "do-not-reply",
    "donotreply",
    "hello",
    "helpdesk",
    "hi",
    "info",
    "marketing",
    "members",
    "news",
    "newsletter",
    "no-reply",
    "noreply",
    "notifications",
    "notify",
    "office",
    "order",
    "orders",
    "rewards",
    "sales",
    "service",
    "services",
    "support",
];

/// "Tidewell Energy <service@tidewell.example>", "Lena from Stackwell": the name is an office's or the domain's own.
fn is_company(sender: &Mailbox) -> bool {
    let name = sender.name.as_deref().unwrap_or("").to_lowercase();
    let address = sender.address.as_deref().unwrap_or("").to_lowercase();
    let (local, domain) = address.split_once('@').unwrap_or((&address, ""));
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !["of", "the", "and"].contains(word))
        .collect();
    if words.is_empty() {
        return ROLES.contains(&local);
    }
    let domain = domain.replace('-', "");
    words.iter().any(|word| ["from", "at", "via"].contains(word) || OFFICES.contains(word))
        || words.iter().all(|word| domain.contains(word))
        || ROLES.contains(&local) && !words.iter().any(|word| local.contains(word))
}

/// Whether the sender writes to the own house: what an office asks of colleagues is no offer to the public.
fn is_of_the_house(sender: &Mailbox, to: &[Mailbox]) -> bool {
    let domain = |mailbox: &Mailbox| {
        mailbox.address.as_deref().and_then(|a| a.rsplit_once('@')).map(|(_, domain)| domain.to_lowercase())
    };
    domain(sender).is_some_and(|own| to.iter().filter_map(domain).any(|other| other == own))
}

const fn mail(id: &'static str, test: fn(&View) -> bool, why: &'static str) -> Rule {
    Rule { id, kind: None, spot: Spot::Place(test), why, finds: &[], ignores: &[] }
}

/// Not of the actions that it lists: minutes that a service sends out are addressed to people.
fn from_company(view: &View) -> bool {
    view.mail().is_some_and(|mail| mail.tenor.from_company) && !place::lists_actions(view)
}

pub(super) const RULES: &[Rule] = &[
    mail(
        "place.nothing-to-do",
        |view| view.mail().is_some_and(|mail| mail.tenor.nothing_to_do),
        "the mail says that nothing is to be done",
    ),
    mail(
        "place.customer-list",
        |view| view.mail().is_some_and(|mail| mail.tenor.to_customers) && place::lists_actions(view),
        "a company lists what its customers may do",
    ),
    mail(
        "place.company-imperative",
        |view| from_company(view) && (speech::imperative(view) || speech::bare_imperative(view)),
        "an imperative of a company addresses all its customers",
    ),
    mail(
        "place.company-please",
        |view| from_company(view) && view.tokens.iter().any(|t| t.is("please")),
        "a company's \"please\" is a form",
    ),
    mail(
        "place.company-question",
        |view| from_company(view) && view.asks(),
        "a company's question leads over to its offer",
    ),
    mail(
        "place.company-promise",
        |view| from_company(view) && speech::first_person(view),
        "what a company promises is its service",
    ),
    mail(
        "place.company-duty",
        |view| {
            from_company(view)
                && (view.firmness() > 0
                    || ["must", "need", "have", "required", "due"]
                        .iter()
                        .any(|word| view.tokens.iter().any(|t| t.is(word))))
        },
        "a company or an office names a duty or a day",
    ),
];

#[cfg(test)]
mod tests {
    use super::super::view;
    use super::*;

    #[test]
    fn a_mail_says_in_many_ways_that_nothing_is_to_be_done() {
        for (text, expected) in [
            ("You don't have to do anything.", true),
            ("So there is nothing for you to do.", true),
            ("No further action is required.", true),
            ("You're all set!", true),
            ("Minutes of May, for information", true),
            ("There is nothing you need to bring.", true),
            ("That has nothing to do with us.", false),
            ("You don't have to do anything about the deeds.", false),
            ("There is much to do.", false),
            ("No need to reply.", false),
            ("The action was required.", false),
        ] {
            assert_eq!(view::of_text(text, says_nothing_to_do), expected, "{text}");
        }
    }

    #[test]
    fn a_question_whether_anything_is_to_be_done_waits_for_its_answer() {
        for (next, expected) in [(Some("No, we move it for you."), true), (Some("Ana knows."), false), (None, false)] {
            let states = view::of_text("Do I have to do anything?", |view| states_nothing_to_do(view, next));
            assert_eq!(states, expected, "{next:?}");
        }
    }

    #[test]
    fn a_company_is_told_from_a_person_by_name_and_address() {
        for (name, address, expected) in [
            ("Brook Energy", "service@brookenergy.example.com", true),
            ("Lena from Pikestaff", "lena@pikestaff.example.com", true),
            ("IT Service Desk", "it@hill.example.com", true),
            ("The Gull", "gull@gull.example.com", true),
            ("", "noreply@hill.example.com", true),
            ("Ana Ruiz", "ana@hill.example.com", false),
            ("Ana Ruiz", "ana@ruiz.example.com", false),
            ("Ana Ruiz", "office@hill.example.com", true),
            ("", "ana@hill.example.com", false),
        ] {
            let name = Some(name.to_owned()).filter(|name| !name.is_empty());
            let sender = Mailbox { name, address: Some(address.to_owned()) };
            assert_eq!(is_company(&sender), expected, "{sender:?}");
        }
    }

    #[test]
    fn an_office_that_writes_to_its_own_house_is_no_company() {
        let mailbox = |address: &str| Mailbox { name: None, address: Some(address.to_owned()) };
        for (from, to, expected) in [
            ("desk@hill.example", "all@Hill.example", true),
            ("tide@hill.example", "ana@example", false),
            ("desk@uphill.example", "ana@hill.example", false),
            ("desk", "ana@hill.example", false),
        ] {
            assert_eq!(is_of_the_house(&mailbox(from), &[mailbox(to)]), expected, "{from} {to}");
        }
    }

    #[test]
    fn every_pattern_can_be_read() {
        for text in NOTHING_TO_DO.iter().chain(&CUSTOMER) {
            assert!(Pattern::read(text).is_ok(), "{text}");
        }
    }
}
