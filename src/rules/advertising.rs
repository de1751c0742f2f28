//! Advertising and instructions to the public: imperatives that are addressed to nobody in particular.

use super::{Rule, Spot, speech};
use crate::structure::Role;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "advertising.offer",
        kind: None,
        spot: Spot::Words(&[
            "free|save|savings|discount|discounts|coupon|sale|deal|deals|bonus|reward|rewards|prize|cash|earn|win|winner",
            "% off",
            "off your",
            "limited time",
            "special|exclusive|introductory offer|offers|price|prices|deal",
            "best price|prices|deals",
            "only $ <number>",
            "as low as",
            "hurry",
            "do n't|not miss",
            "money back",
            "guaranteed",
            "act now",
            "while supplies|stocks last",
            "today only",
            "last chance",
        ]),
        why: "it advertises",
        finds: &["Save 20 % on all shoes!", "Act now."],
        ignores: &["Keep the shoes.", "Act on the report."],
    },
    Rule {
        id: "advertising.click",
        kind: None,
        spot: Spot::Words(&[
            "; click",
            "click|clicking here|on|below|above|to",
            "tap here|the|below",
            "shop|order|buy|subscribe|join|register|apply|download|start|try|book|upgrade|donate|enroll now|today|here",
            "sign up",
            "learn|find|read more|out",
            "visit our|us|<link>|the",
            "check out",
            "follow us|the|this|these",
            "; discover|explore|enjoy|get|browse|watch|choose|experience",
            "visit|see|go|log <link>",
            "log in|on|onto",
            "go to <link>|www|our",
        ]),
        why: "it calls on the public to click, order or read",
        finds: &["Click here to start.", "Shop now!", "Visit our website."],
        ignores: &["The click was loud.", "Order the chairs."],
    },
    Rule {
        id: "advertising.public-imperative",
        kind: None,
        spot: Spot::Form(|view| speech::imperative_with(view, &speech::PUBLIC_VERBS)),
        why: "its imperative calls on the public",
        finds: &["Discover the new range."],
        ignores: &["Send the new range.", "We discover it."],
    },
    Rule {
        id: "advertising.customer",
        kind: None,
        spot: Spot::Words(&[
            "our customers|members|users|products|services|store|website|site|newsletter|team",
            "your account|order|subscription|membership|profile|password|purchase|credit|download",
            "you will love|enjoy|receive|find|learn",
            "we|we are invite|offer|excited|thrilled",
            "be the first",
            "join us|thousands|millions",
        ]),
        why: "it speaks to a customer",
        finds: &["Your account has been opened.", "Our customers love it."],
        ignores: &["The account is old.", "Your name?"],
    },
    Rule {
        id: "advertising.link",
        kind: None,
        spot: Spot::Form(|view| {
            view.role() != Role::Actions
                && (view.tokens.iter().any(|t| t.shape == crate::tokens::Shape::Link)
                    || view.text.contains("$LINK")
                    || view.text.contains('#'))
        }),
        why: "it leads to a link",
        finds: &["See https://example.com/a for more"],
        ignores: &["See page 3"],
    },
    Rule {
        id: "advertising.shout",
        kind: None,
        spot: Spot::Form(|view| view.text.trim_end().ends_with('!')),
        why: "it ends with an exclamation mark",
        finds: &["What a day!"],
        ignores: &["What a day."],
    },
];
