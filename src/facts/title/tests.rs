use super::*;
use crate::facts::people::{NameSource, Person};

fn person(name: &str) -> Person {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    Person { name: name.to_owned(), address: None, aliases: vec![first], source: NameSource::Header }
}

/// A mail from Ana Reyes to Toby Marsh.
fn people() -> People {
    People { sender: Some(person("Ana Reyes")), recipients: vec![person("Toby Marsh")], direct: 1, ..People::default() }
}

fn title_after(sentence: &str, kind: Kind, before: &[&str], people: &People) -> String {
    write(&Source { sentence, kind, before, label: None, subject: "", due: None, assignee: None, people })
}

fn title(sentence: &str, kind: Kind) -> String {
    title_after(sentence, kind, &[], &people())
}

#[track_caller]
fn all(kind: Kind, cases: &[(&str, &str)]) {
    for (sentence, expected) in cases {
        assert_eq!(title(sentence, kind), *expected, "{sentence}");
    }
}

#[test]
fn requests_lose_their_polite_shell() {
    all(
        Kind::Request,
        &[
            ("Could you please send me the Q3 numbers?", "Send Ana the Q3 numbers"),
            ("I was wondering if you could book the small room.", "Book the small room"),
            ("Would you mind sending over the lease?", "Send over the lease"),
            ("It would be great if you could check the totals, thanks!", "Check the totals"),
            ("When you get a chance, please update the rota.", "Update the rota"),
            ("So, can you call the printer if possible?", "Call the printer"),
            ("Toby, could you ask Lee for the keys?", "Ask Lee for the keys"),
            ("I need the signed form from you.", "Send Ana the signed form from you"),
            ("Let me know whether the date works.", "Tell Ana whether the date works"),
            ("Let me know if the date works.", "Tell Ana whether the date works"),
            ("Please get back to me on the offer.", "Get back to Ana on the offer"),
            ("Don't forget to lock the shed.", "Lock the shed"),
            ("Just a reminder to renew your badge.", "Renew your badge"),
            ("I'd like you to draft the reply.", "Draft the reply"),
            ("The plan is for you to open the hall.", "Open the hall"),
            ("Attached is the budget for your review.", "Review the budget"),
            ("Any chance you could move the call?", "Move the call"),
            ("Can Tom check the wiring?", "Check the wiring"),
            ("A fresh copy would be lovely.", "Send Ana a fresh copy"),
            ("Did you get a chance to look at it?", "Look at it"),
            ("Can you sign the lease, because the owner is waiting?", "Sign the lease"),
            ("Please do not share the draft.", "Do not share the draft"),
            ("You must not share the draft.", "Do not share the draft"),
            ("Can you take a look at the invoice and pay it?", "Look at the invoice and pay it"),
            ("Comments back to Lee, please.", "Send comments back to Lee"),
            ("Please show the sketch ![s](https://a.example/s.png) to Lee.", "Show the sketch to Lee"),
            ("If you have not signed the form yet, please do so.", "Sign the form yet"),
        ],
    );
}

#[test]
fn promises_become_the_senders_list() {
    all(
        Kind::Commitment,
        &[
            ("I'll get the contract over to legal.", "Get the contract over to legal"),
            ("I'm going to call the bank.", "Call the bank"),
            ("I owe you the numbers.", "Send Toby the numbers"),
            ("I will send you the slides.", "Send Toby the slides"),
            ("I'm squaring the account with finance.", "Square the account with finance"),
            ("Let me check with Priya.", "Check with Priya"),
            ("Doing the invoices tonight", "Do the invoices"),
            ("A corrected copy will be with you soon.", "Send Toby a corrected copy"),
            ("Once the parts are there, I'll fit the pump.", "Fit the pump once the parts are there"),
            ("I will give you a call.", "Call Toby"),
        ],
    );
}

#[test]
fn assignments_and_obligations_become_imperatives() {
    all(
        Kind::Assignment,
        &[
            ("Dana will draft the agenda.", "Draft the agenda"),
            ("Sam to draft the agenda", "Draft the agenda"),
            ("Dana is going to order lunch.", "Order lunch"),
            ("Dana is taking the minutes.", "Take the minutes"),
            ("Dana has kindly said she'd drive the van.", "Drive the van"),
        ],
    );
    all(
        Kind::Obligation,
        &[
            ("You need to renew your badge.", "Renew your badge"),
            ("Expense reports are due.", "Submit expense reports"),
            ("The forms need to be signed by both of you.", "Sign the forms by both of you"),
            ("All keys must be returned.", "Return all keys"),
            ("Everyone empties their locker.", "Empty their locker"),
        ],
    );
}

#[test]
fn questions_become_indirect() {
    all(
        Kind::Question,
        &[
            ("Which of the two vendors do you prefer?", "Tell Ana which of the two vendors you prefer"),
            ("Is the room booked?", "Tell Ana whether the room is booked"),
            (
                "Do you want the hotel under training or under sales?",
                "Tell Ana whether you want the hotel under training or under sales",
            ),
            ("What is the deadline for the grant?", "Tell Ana what the deadline is for the grant"),
            ("When did they ship the parts?", "Tell Ana when they shipped the parts"),
            ("Should we move the date?", "Tell Ana whether to move the date"),
            ("Who signed the lease?", "Tell Ana who signed the lease"),
            ("Do you know who has the key?", "Tell Ana who has the key"),
            ("Why does the build fail?", "Tell Ana why the build fails"),
        ],
    );
}

#[test]
fn entries_of_a_list_stay_as_they_are() {
    all(
        Kind::Listed,
        &[
            ("Rotate all keys", "Rotate all keys"),
            ("Credential rotation and secret management", "Credential rotation and secret management"),
            ("Laptop: sign for it at the desk", "Sign for the laptop at the desk"),
            ("Seating plan over to the venue", "Send the seating plan over to the venue"),
            ("Ask the plant for a date (12:40) (https://example.com/v?t=9)", "Ask the plant for a date"),
        ],
    );
}

#[test]
fn it_is_named_where_one_thing_is_meant() {
    for (before, sentence, expected) in [
        ("The draft is on the drive.", "Please send it to Lee.", "Send the draft to Lee"),
        ("I put the slides on the shared drive.", "Can you check them?", "Check the slides"),
        ("Attached is the draft of the lease.", "Please review.", "Review the draft of the lease"),
        ("My mother was there.", "Can you bring it?", "Bring it"),
    ] {
        assert_eq!(title_after(sentence, Kind::Request, &[before], &people()), expected, "{sentence}");
    }
    assert_eq!(title("Review the draft and send it to Lee.", Kind::Request), "Review the draft and send it to Lee");
}

#[test]
fn deadline_and_owner_go_when_they_are_fields() {
    let sentence = "Send the deck to Lee by Friday (Priya)";
    let due =
        Due { date: chrono::NaiveDate::from_ymd_opt(2026, 3, 6).unwrap(), words: "by Friday".to_owned(), span: 21..30 };
    let assignee = Assignee {
        role: crate::facts::assignee::AssigneeRole::Named,
        name: Some("Priya".to_owned()),
        span: Some(31..38),
    };
    let source = Source {
        sentence,
        kind: Kind::Listed,
        before: &[],
        label: None,
        subject: "",
        due: Some(&due),
        assignee: Some(&assignee),
        people: &people(),
    };
    assert_eq!(write(&source), "Send the deck to Lee");
}

#[test]
fn a_title_of_one_word_takes_the_subject_along() {
    for (sentence, subject, expected) in [
        ("Please review.", "Re: AW: Expense report May", "Review (Expense report May)"),
        ("Please review the plan.", "Expense report May", "Review the plan"),
        ("Please review.", "", "Review"),
        ("Please review.", "Review", "Review"),
    ] {
        let people = people();
        let source = Source {
            sentence,
            kind: Kind::Request,
            before: &[],
            label: None,
            subject,
            due: None,
            assignee: None,
            people: &people,
        };
        assert_eq!(write(&source), expected);
    }
}

#[test]
fn without_a_name_the_sender_is_left_out() {
    let nobody = People::default();
    for (sentence, kind, expected) in [
        ("Could you send me the file?", Kind::Request, "Send the file"),
        ("Please call me.", Kind::Request, "Call the sender"),
        ("Is the room booked?", Kind::Question, "Say whether the room is booked"),
        ("I'll send you the file.", Kind::Commitment, "Send the file"),
    ] {
        assert_eq!(title_after(sentence, kind, &[], &nobody), expected, "{sentence}");
    }
}

#[test]
fn any_text_gives_one_visible_line() {
    let long = "and then we ".repeat(400);
    let kinds = [Kind::Request, Kind::Commitment, Kind::Assignment, Kind::Obligation, Kind::Question, Kind::Listed];
    let texts = [
        "",
        " ",
        "?",
        "...",
        "😀",
        "()",
        "\u{200b}",
        "a\u{0}b",
        "I'll",
        "Can you",
        "please",
        "’s",
        "it",
        "@",
        "- - -",
        "Dana:",
        "who",
        "what's",
        "don't",
        "did",
        "if",
        "do so",
        "Could you\u{7}\n\nsend it",
        "é’ll ñ",
        "(((((",
        "is",
        "Why",
        "the",
        "İ'll go",
        &long,
    ];
    for text in texts {
        for kind in kinds {
            for before in [&[][..], &["Attached is the", "it", ""][..]] {
                let title = title_after(text, kind, before, &people());
                assert!(!title.trim().is_empty(), "{text:?}");
                assert!(!title.chars().any(char::is_control), "{text:?} {title:?}");
                assert!(title.chars().count() <= LONGEST, "{text:?}");
            }
        }
    }
}

#[test]
fn a_title_keeps_what_still_holds_on_another_day() {
    all(
        Kind::Request,
        &[
            ("Please call the printer tomorrow about the menus.", "Call the printer about the menus"),
            ("Please bring tomorrow's menu.", "Bring tomorrow's menu"),
            ("Please sign the lease (a very dull one, I know).", "Sign the lease"),
            ("Please sign the lease (PO 4711).", "Sign the lease (PO 4711)"),
            ("Please count the chairs so that we can plan.", "Count the chairs"),
            ("Please count the chairs before they go.", "Count the chairs"),
            ("Please review this draft.", "Review the draft"),
            ("Please check p. 3 and p. 7.", "Check p. 3 and p. 7"),
        ],
    );
    all(
        Kind::Listed,
        &[
            ("A photo for the wall, same day", "Send a photo for the wall"),
            ("Price for the new oven", "Get a price for the new oven"),
            ("Chairs, tables and plates", "Chairs, tables and plates"),
        ],
    );
}

#[test]
fn idioms_of_asking_become_the_action() {
    all(
        Kind::Request,
        &[
            ("What I lack is anything from your office on paint.", "Send Ana something from your office on paint"),
            ("I could do with a second key.", "Send Ana a second key"),
            ("I still haven't had the signed lease.", "Send Ana the signed lease"),
            ("All they need is your stamp on the plan.", "Provide your stamp on the plan"),
            ("It would be best if you rang the council.", "Ring the council"),
            ("The one thing I'd ask of you: the alarm code.", "Send Ana the alarm code"),
            ("Do you think you could water the plants?", "Water the plants"),
            ("I was wondering when you can paint the door.", "Tell Ana when you can paint the door"),
            (
                "Is there anyone in your team who could help with the stall?",
                "Find someone in your team who could help with the stall",
            ),
            ("Can we be provided with copies of the plans?", "Send Ana copies of the plans"),
            ("The landlord has asked for the inventory.", "Send the landlord the inventory"),
        ],
    );
    all(Kind::Commitment, &[("Do we need a permit?", "Tell Ana whether we need a permit")]);
    all(Kind::Request, &[("I'll ask the caterer.", "Ask the caterer")]);
}

#[test]
fn it_is_looked_up_in_the_label_and_further_back() {
    let people = people();
    let titled = |sentence, label, before: &[&str]| {
        write(&Source {
            sentence,
            kind: Kind::Listed,
            before,
            label,
            subject: "",
            due: None,
            assignee: None,
            people: &people,
        })
    };
    assert_eq!(titled("sign for it at the desk", Some("Parcel"), &[]), "Sign for the parcel at the desk");
    assert_eq!(titled("Call the shop", Some("Curtains"), &[]), "Call the shop (Curtains)");
    for who in ["Toby", "mei", "Priya"] {
        assert_eq!(titled("Call the shop", Some(who), &[]), "Call the shop", "{who}");
    }
    assert_eq!(
        titled("Please fill it in", None, &["It was blank this morning.", "What is missing is the visitor form."]),
        "Fill the visitor form in"
    );
}
