//! Bulk and automatic mail, told by its headers and its body.

use super::headers::Fields;
use super::{Importance, Mailbox};

/// A body with this many links, one to so few words, is a newsletter or a notification.
const MANY_LINKS: usize = 12;
const WORDS_A_LINK: usize = 25;

/// Local parts that no person reads.
const NO_REPLY: &[&str] =
    &["noreply", "no-reply", "donotreply", "do-not-reply", "no_reply", "do_not_reply", "mailer-daemon"];

/// Headers that only mass mailers set.
const CAMPAIGN: &[&str] = &[
    "feedback-id",
    "x-campaign",
    "x-campaignid",
    "x-campaign-id",
    "x-mc-user",
    "x-mailgun-sid",
    "x-sg-eid",
    "x-ses-outgoing",
    "x-marketing",
    "x-mailchimp-id",
    "x-hubspot-id",
    "x-csa-complaints",
];

/// Lists that only tell: their name says so.
const ONE_WAY: &[&str] = &["announce", "newsletter", "news"];

/// Headers by which code hosts say why the reader gets the notification, with the reasons that mean that a person turned
/// to the reader (GitHub's "About email notifications", GitLab's "Email headers you can use for filtering").
const TURNED_TO: &[(&str, &[&str])] = &[
    ("x-github-reason", &["assign", "author", "mention", "review_requested", "team_mention"]),
    (
        "x-gitlab-notificationreason",
        &["assigned", "mentioned", "directly_addressed", "own_activity", "review_requested"],
    ),
];

/// What a footer says that lets readers leave; the other lists of words are of the tasks, not of the envelope.
const FOOTERS: &[&str] = &[
    "unsubscribe",
    "opt out of these",
    "manage your preferences",
    "email preferences",
    "manage notifications",
    "notification settings",
    "you are receiving this",
    "you're receiving this",
    "you received this email because",
    "view in browser",
    "view this email in your browser",
    "abmelden",
    "abbestellen",
    "se désabonner",
    "désinscrire",
    "darse de baja",
    "cancelar suscripción",
    "afmelden",
    "disiscriviti",
];

/// Footers stand at the end; a talk about unsubscribing does not.
const FOOTER_LINES: usize = 15;

/// Why the message is bulk or automatic mail, in words; empty where it is personal.
///
/// A discussion list (`List-Post`, or `List-Id` without a campaign) is mail between people: its `List-*` fields and its
/// footer are no reason, nor is `Precedence: list`. Nor is anything a reason in what a service passes on from a person
/// who turned to the reader: a review asked for, an issue assigned.
pub(super) fn reasons(fields: &Fields, from: Option<&Mailbox>, texts: &[&str], link_count: usize) -> Vec<String> {
    if is_passed_on(fields, from) {
        return Vec::new();
    }
    let mut reasons = Vec::new();
    let discussion = is_discussion(fields);
    if fields.has("list-unsubscribe") && !discussion {
        reasons.push("it has a `List-Unsubscribe` header".to_owned());
    }
    for name in ["precedence", "x-precedence"] {
        let value = word(fields, name);
        if matches!(value.as_str(), "bulk" | "junk") && !discussion {
            reasons.push(format!("its `Precedence` is {value}"));
        }
    }
    let auto = word(fields, "auto-submitted");
    if !auto.is_empty() && auto != "no" {
        reasons.push("it says that it was sent automatically (`Auto-Submitted`)".to_owned());
    } else if fields.has("x-autoreply") || fields.has("x-autorespond") {
        reasons.push("it is an automatic reply".to_owned());
    }
    if let Some(address) = from.and_then(|from| from.address.as_deref()) {
        let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
        if NO_REPLY.iter().any(|name| local.contains(name)) {
            reasons.push("its sender takes no replies".to_owned());
        }
    }
    if let Some(name) = fields.names().find(|name| CAMPAIGN.contains(name)) {
        reasons.push(format!("it has a `{name}` header, which mass mailers set"));
    }
    if !discussion {
        let footer = texts.iter().rev().filter(|line| !line.trim().is_empty()).take(FOOTER_LINES);
        let footer: Vec<&str> = footer.filter(|line| !line.starts_with('>')).copied().collect();
        let footer = footer.join("\n").to_lowercase();
        if FOOTERS.iter().any(|words| footer.contains(words)) {
            reasons.push("its footer offers to unsubscribe".to_owned());
        }
        if link_count >= MANY_LINKS && !has_words(texts, link_count * WORDS_A_LINK) {
            reasons.push(format!("it has {link_count} links"));
        }
    }
    reasons
}

/// Mail between the members of a list (RFC 2369, RFC 2919): anyone may post, or the list program says so, or it was sent
/// to the list that it names, where a newsletter is sent to its reader.
pub(super) fn is_discussion(fields: &Fields) -> bool {
    let list = fields
        .first("list-id")
        .and_then(|id| id.rsplit_once('<'))
        .map(|(_, id)| id.trim_end_matches('>').to_ascii_lowercase());
    if fields.names().any(|name| CAMPAIGN.contains(&name))
        || list.as_deref().is_some_and(|list| {
            ONE_WAY.iter().any(|word| list.split('.').next().is_some_and(|name| name.contains(word)))
        })
    {
        return false;
    }
    let post = fields.first("list-post").is_some_and(|post| post.to_ascii_lowercase().contains("mailto:"));
    let program =
        ["x-mailman-version", "x-beenthere", "mailing-list", "x-google-group-id"].iter().any(|name| fields.has(name));
    let to_list = || {
        let address = list.as_deref().map(|list| list.replacen('.', "@", 1)).unwrap_or_default();
        ["to", "cc"]
            .iter()
            .flat_map(|name| fields.mailboxes(name))
            .any(|one| one.address.is_some_and(|to| to.eq_ignore_ascii_case(&address)))
    };
    post || program || (list.is_some() && to_list())
}

/// Whether a code host or a tracker passes on what a person wrote to the reader.
fn is_passed_on(fields: &Fields, from: Option<&Mailbox>) -> bool {
    let turned_to = TURNED_TO.iter().any(|(name, reasons)| reasons.contains(&word(fields, name).as_str()));
    // Jira names the person whose act it tells: "Ana Ruiz (Jira)".
    let name = from.and_then(|from| from.name.as_deref()).unwrap_or_default().to_lowercase();
    turned_to || fields.has("x-jira-fingerprint") && name.trim_end_matches('"').ends_with("(jira)")
}

/// `Importance:`, `Priority:`, `X-Priority:`, `X-MSMail-Priority:`: the first that says other than normal.
pub(super) fn importance(fields: &Fields) -> Importance {
    for name in ["importance", "x-priority", "priority", "x-msmail-priority"] {
        let value = word(fields, name);
        match value.as_str() {
            "high" | "urgent" | "1" | "2" | "highest" => return Importance::High,
            "low" | "non-urgent" | "4" | "5" | "lowest" => return Importance::Low,
            _ => {}
        }
    }
    Importance::Normal
}

/// The first word of the field in lower case.
fn word(fields: &Fields, name: &str) -> String {
    let value = fields.first(name).unwrap_or_default();
    value.split([' ', ';', '(', ',']).next().unwrap_or_default().to_ascii_lowercase()
}

/// Whether the lines have so many words.
fn has_words(lines: &[&str], many: usize) -> bool {
    lines.iter().flat_map(|line| line.split_whitespace()).take(many).count() == many
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons_of(block: &str, from: &str, body: &str) -> Vec<String> {
        let from = Mailbox { name: None, address: Some(from.to_owned()) };
        reasons(&Fields::from_text(block), Some(&from), &body.lines().collect::<Vec<_>>(), 0)
    }

    #[test]
    fn bulk_and_automatic_mail_gives_its_reasons() {
        for (block, from, body, count) in [
            ("", "ana@example.com", "Hi", 0),
            ("List-Unsubscribe: <mailto:x@y>\n", "ana@example.com", "Hi", 1),
            (
                "List-Unsubscribe: <mailto:x@y>\nList-Post: <mailto:dev@example.org>\n",
                "ana@example.com",
                "To unsubscribe",
                0,
            ),
            ("Precedence: bulk\n", "ana@example.com", "Hi", 1),
            ("Precedence: list\n", "ana@example.com", "Hi", 0),
            ("Auto-Submitted: auto-replied (vacation)\n", "ana@example.com", "Hi", 1),
            ("Auto-Submitted: no\n", "ana@example.com", "Hi", 0),
            ("Precedence: bulk\nList-Id: Dev <dev.example.org>\nTo: dev@example.org\n", "ana@example.com", "Hi", 0),
            (
                "Precedence: bulk\nList-Id: <dev-announce.example.org>\nTo: dev-announce@example.org\n",
                "ana@example.com",
                "Hi",
                1,
            ),
            ("List-Unsubscribe: <x>\nList-Id: <shop.example.org>\nTo: ana@example.com\n", "s@example.org", "Hi", 1),
            ("", "no-reply@shop.example", "Hi", 1),
            ("Feedback-ID: 1:2\n", "ana@example.com", "Hi", 1),
            ("", "ana@example.com", "Offer\nUnsubscribe here", 1),
            ("", "ana@example.com", "> Unsubscribe here", 0),
            ("X-GitHub-Reason: review_requested\nPrecedence: bulk\n", "no-reply@example.com", "Unsubscribe", 0),
            ("X-GitHub-Reason: subscribed\nPrecedence: bulk\n", "ana@example.com", "Unsubscribe", 2),
            ("X-JIRA-FingerPrint: 1\nPrecedence: bulk\n", "ana@example.com", "Hi", 1),
        ] {
            let found = reasons_of(block, from, body);
            assert_eq!(found.len(), count, "{block}{from} {body}: {found:?}");
        }
    }

    #[test]
    fn importance_is_the_first_that_says_something() {
        for (block, level) in [
            ("", Importance::Normal),
            ("Importance: High\n", Importance::High),
            ("X-Priority: 1 (Highest)\n", Importance::High),
            ("X-Priority: 3\nPriority: urgent\n", Importance::High),
            ("X-MSMail-Priority: Low\n", Importance::Low),
            ("Importance: normal\n", Importance::Normal),
        ] {
            assert_eq!(importance(&Fields::from_text(block)), level, "{block}");
        }
    }
}
