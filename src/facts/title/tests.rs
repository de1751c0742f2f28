use super::*;
use crate::facts::people::{NameSource, Person};

fn person(name: &str) -> Person {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    Person { name: name.to_owned(), address: None, aliases: vec![first], source: NameSource::Header }
}

/// A mail from Ana Reyes to Toby Marsh.
pub(super) fn people() -> People {
    People { sender: Some(person("Ana Reyes")), recipients: vec![person("Toby Marsh")], direct: 1, ..People::default() }
}

pub(super) fn title_after(sentence: &str, kind: Kind, before: &[&str], people: &People) -> String {
    write(&Source { sentence, kind, before, place: Place::default(), subject: "", due: None, assignee: None, people })
}

pub(super) fn title(sentence: &str, kind: Kind) -> String {
    title_after(sentence, kind, &[], &people())
}

#[track_caller]
pub(super) fn all(kind: Kind, cases: &[(&str, &str)]) {
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
            ("I need the signed form from you.", "Send Ana the signed form"),
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
            ("If you have not signed the form yet, please do so.", "Sign the form"),
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
            ("As soon as the paint is dry, I'll hang the sign.", "Hang the sign as soon as the paint is dry"),
            ("Following the visit, send me the new map.", "Send Ana the new map"),
            ("Having seen the yard, please ring me.", "Ring Ana"),
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
            ("Expense reports are due.", "Submit the expense reports"),
            ("The forms need to be signed by both of you.", "Sign the forms"),
            ("All keys must be returned.", "Return all keys"),
            ("Everyone empties their locker.", "Empty your locker"),
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
            ("What is the deadline for the grant?", "Tell Ana the deadline for the grant"),
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
            ("Tent: dry it on the lawn", "Dry the tent on the lawn"),
            ("Wine order over to the cellar", "Send the wine order over to the cellar"),
            ("Ask the plant for a date (12:40) (https://example.com/v?t=9)", "Ask the plant for a date"),
        ],
    );
}

#[test]
fn it_is_named_where_one_thing_is_meant() {
    for (before, sentence, expected) in [
        ("The draft is on the drive.", "Please send it to Lee.", "Send the draft to Lee"),
        ("I put the slides on the shared drive.", "Can you check them?", "Check the slides"),
        ("Attached is the draft of the lease.", "Please review.", "Review the draft lease"),
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
        place: Place::default(),
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
            place: Place::default(),
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
    let brackets = "( one of those, ".repeat(300);
    let wishes = "I need that it would be great, will do that ".repeat(100);
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
        "could that be you",
        "Same for",
        "What do you say?",
        "to be",
        "the",
        "I can",
        "one",
        "a one",
        "copy",
        "find attached",
        "X is yours",
        &long,
        &brackets,
        &wishes,
    ];
    for text in texts {
        for kind in kinds {
            for before in [&[][..], &["Attached is the", "it", ""][..]] {
                let title = title_after(text, kind, before, &people());
                assert!(!title.trim().is_empty(), "{text:?}");
                assert!(!title.chars().any(char::is_control), "{text:?} {title:?}");
                assert!(title.chars().count() <= LONGEST, "{text:?}");
                let people = people();
                let place = Place {
                    label: Some(text),
                    code: Some("A2"),
                    entry: Some(text),
                    next: Some(text),
                    intro: Some(text),
                };
                let source = Source {
                    sentence: text,
                    kind,
                    before,
                    place,
                    subject: text,
                    due: None,
                    assignee: None,
                    people: &people,
                };
                assert!(!write(&source).trim().is_empty(), "{text:?}");
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
            ("Please check p. 4 and p. 9.", "Check p. 4 and p. 9"),
        ],
    );
    all(
        Kind::Listed,
        &[
            ("A photo for the hall, any size", "Send a photo for the hall"),
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
            ("All he needs is your stamp on the map.", "Provide your stamp on the map"),
            ("It would be best if you rang the council.", "Ring the council"),
            ("The one thing I'd ask of you: the alarm code.", "Send Ana the alarm code"),
            ("Do you think you could water the plants?", "Water the plants"),
            ("I was wondering when you can paint the door.", "Tell Ana when you can paint the door"),
            (
                "Is there anyone at your shop who could help with the stall?",
                "Find someone at your shop who could help with the stall",
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
            place: Place { label, ..Place::default() },
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

#[test]
fn half_sentences_are_completed_from_the_one_before() {
    for (before, sentence, kind, expected) in [
        ("I'd be inclined to paint it blue.", "What do you say?", Kind::Question, "Tell Ana whether to paint it blue"),
        ("I suggest we repaint the hall.", "Okay?", Kind::Question, "Tell Ana whether to repaint the hall"),
        ("Somebody has to ring the council.", "Can you?", Kind::Request, "Ring the council"),
        ("Please check the receipts.", "Same for the invoices.", Kind::Request, "Check the invoices"),
        ("Please send Lee the receipts.", "Same with the invoices, please.", Kind::Request, "Send Lee the invoices"),
        (
            "What I can't tell is who ordered the crates.",
            "Any idea who that was?",
            Kind::Question,
            "Tell Ana who ordered the crates",
        ),
        ("It rained.", "What do you say?", Kind::Question, "Tell Ana what you say"),
        ("It rained.", "Can you?", Kind::Request, "Tell Ana whether you can"),
    ] {
        assert_eq!(title_after(sentence, kind, &[before], &people()), expected, "{sentence}");
    }
}

#[test]
fn one_and_those_are_named_by_what_stands_before() {
    for (before, sentence, kind, expected) in [
        (
            "The parts list still has the old hinges.",
            "Please send me a new one.",
            Kind::Request,
            "Send Ana a new parts list",
        ),
        ("The hotel receipts are in a bag.", "I'll send you those.", Kind::Commitment, "Send Toby the hotel receipts"),
        ("The tent I can't do.", "One of you would have to fold it up.", Kind::Obligation, "Fold the tent up"),
        ("bike forms.", "Can you hand them in?", Kind::Request, "Hand the bike forms in"),
        ("Nora – the toolbox.", "Can you scan it?", Kind::Request, "Scan the toolbox"),
        (
            "I have drawn up the lease draft.",
            "I mean to send same to you.",
            Kind::Commitment,
            "Send the lease draft to Toby",
        ),
        ("Go home.", "Please count them one by one.", Kind::Request, "Count them one by one"),
        ("The room is cold.", "Please call one of the plumbers.", Kind::Request, "Call one of the plumbers"),
    ] {
        assert_eq!(title_after(sentence, kind, &[before], &people()), expected, "{sentence}");
    }
}

#[test]
fn this_is_what_the_subject_names() {
    for (subject, expected) in [
        ("Re: Harbour market outline", "Forward the harbour market outline to Lee"),
        ("parking permit", "Forward the parking permit to Lee"),
        ("Are you there?", "Forward this to Lee"),
        ("Please help", "Forward this to Lee"),
        ("", "Forward this to Lee"),
    ] {
        let people = people();
        let source = Source {
            sentence: "Could you forward this to Lee?",
            kind: Kind::Request,
            before: &[],
            place: Place::default(),
            subject,
            due: None,
            assignee: None,
            people: &people,
        };
        assert_eq!(write(&source), expected, "{subject}");
    }
}

#[test]
fn an_entry_bears_its_code_and_its_first_words() {
    let people = people();
    for (sentence, code, entry, expected) in [
        ("Renew the certificates", Some("A2"), None, "Renew the certificates (A2)"),
        ("Renew the certificates (A2)", Some("A2"), None, "Renew the certificates (A2)"),
        ("Reception closes.", None, Some("Visa forms into the tray."), "Put the visa forms into the tray"),
        ("Fix.", None, Some("Repair the window in room 5."), "Repair the window in room 5"),
    ] {
        let source = Source {
            sentence,
            kind: Kind::Listed,
            before: &[],
            place: Place { code, entry, ..Place::default() },
            subject: "Rounds",
            due: None,
            assignee: None,
            people: &people,
        };
        assert_eq!(write(&source), expected, "{sentence}");
    }
}

#[test]
fn statements_of_what_goes_where_become_the_work() {
    all(
        Kind::Assignment,
        &[
            ("The menu goes to the cook.", "Send the menu to the cook"),
            ("The jug has to go back washed.", "Return the jug washed"),
            ("The quote wants reissuing to Lee.", "Reissue the quote to Lee"),
            ("A sample gets run on the press as a test.", "Run a sample on the press as a test"),
        ],
    );
    all(
        Kind::Commitment,
        &[
            ("The prices I'll run past Priya.", "Run the prices past Priya"),
            ("My figures reach you tonight.", "Send Toby my figures"),
        ],
    );
    all(
        Kind::Request,
        &[
            ("I'd be grateful for a line from you confirming that the pump runs.", "Confirm to Ana that the pump runs"),
            ("I'd like the form signed.", "Sign the form"),
            ("I'd like the chairs off the lawn.", "Get the chairs off the lawn"),
            ("I'd rather somebody had spoken to Lee.", "Speak to Lee"),
            ("Please let the kitchen know I'm late.", "Tell the kitchen Ana is late"),
            ("Please review the plans I sent you.", "Review the plans"),
            ("Attached is a draft of the lease for your review.", "Review the draft lease"),
        ],
    );
    all(
        Kind::Listed,
        &[
            ("Trial of the rota app", "Trial the rota app"),
            ("Cleaning of the tanks", "Clean the tanks"),
            ("Get quote for the roof", "Get quote for the roof"),
            ("Two names missing from the list", "Add two names to the list"),
            ("raises the fees to par", "Raise the fees to par"),
        ],
    );
}

#[test]
fn entries_take_the_verb_of_what_introduces_them() {
    let people = people();
    for (intro, sentence, expected) in [
        ("Please upload the following by Friday:", "List of guests", "Upload the list of guests"),
        ("Please send me the following documents:", "Signed lease", "Send Ana the signed lease"),
        ("Still to order", "Two ladders", "Order two ladders"),
        ("Documents to upload", "Insurance certificates", "Upload insurance certificates"),
        ("Please bring:", "Your passport", "Bring your passport"),
        ("Things to do", "Insurance certificates", "Insurance certificates"),
        ("Please note the following:", "Insurance certificates", "Insurance certificates"),
        ("Please upload the following:", "Call the bank", "Call the bank"),
        ("We met on Monday.", "Insurance certificates", "Insurance certificates"),
    ] {
        let source = Source {
            sentence,
            kind: Kind::Listed,
            before: &[],
            place: Place { intro: Some(intro), ..Place::default() },
            subject: "",
            due: None,
            assignee: None,
            people: &people,
        };
        assert_eq!(write(&source), expected, "{intro}");
    }
}

#[test]
fn an_entrys_own_title_and_passive_make_way() {
    all(
        Kind::Listed,
        &[
            ("Dry tents: Look up which tents are wet", "Look up which tents are wet"),
            ("To be booked by Lee", "Book it by Lee"),
            ("Call the shop: it shuts", "Call the shop: it shuts"),
        ],
    );
    let before = &["The coach to Bath costs nine pounds."];
    assert_eq!(title_after("To be booked.", Kind::Listed, before, &people()), "Book the coach");
}

#[test]
fn where_a_thing_has_to_be_is_what_is_done_with_it() {
    all(
        Kind::Obligation,
        &[
            ("The ladder should be back with Lee.", "Return the ladder to Lee"),
            ("The readings have to be in.", "Submit the readings"),
            ("The hall has to be ready.", "Have the hall ready"),
            ("The bins want emptying.", "Empty the bins"),
            ("I'll need the head count from you.", "Send Ana the head count"),
            ("I'll need you to count the heads.", "Count the heads"),
        ],
    );
    all(
        Kind::Request,
        &[
            ("If you could sort out the keys that would be brilliant.", "Sort out the keys"),
            ("The form is still here, could you see to that?", "See to the form"),
            ("Give the roofer a ring about the gutters.", "Call the roofer about the gutters"),
            ("The ladder, please.", "Send Ana the ladder"),
            ("Any chance of the ladder?", "Send Ana the ladder"),
            ("Any chance of getting the ladder back?", "Get the ladder back"),
            ("Please get them to sign it.", "Get them to sign it"),
        ],
    );
    all(
        Kind::Question,
        &[
            ("Someone ought to ring the school, could that be you?", "Ring the school"),
            ("Thoughts on the two quotes?", "Send Ana your thoughts on the two quotes"),
            ("Could the ladder be back soon?", "Tell Ana whether the ladder could be back"),
            ("Would it be better to repaint it?", "Tell Ana whether it would be better to repaint it"),
        ],
    );
    for (before, sentence, expected) in [
        ("The council wants a plan of the yard.", "Could you draw one up?", "Draw a plan up"),
        ("The bank wants an affidavit.", "Could you draft one?", "Draft an affidavit"),
        ("Nobody has thanked the cooks yet.", "Would you?", "Thank the cooks"),
    ] {
        assert_eq!(title_after(sentence, Kind::Request, &[before], &people()), expected, "{sentence}");
    }
}

#[test]
fn reminders_offers_and_telegraphic_entries_become_the_work() {
    all(
        Kind::Listed,
        &[
            ("Old ladder to be returned to Lee", "Return the old ladder to Lee"),
            ("The form still to be filled in", "Fill the form in"),
            ("We agree the colour", "Agree the colour"),
        ],
    );
    all(
        Kind::Request,
        &[
            ("The letter is yours.", "See to the letter"),
            ("May I remind you that the lists must be returned?", "Return the lists"),
            ("This is to remind you to send the list.", "Send the list"),
            ("We would ask all members to return the form.", "Return the form"),
            ("Please find the form attached.", "Review the form"),
            ("The form is attached for your signature.", "Sign the form"),
            ("Please advise on the paint.", "Advise Ana on the paint"),
            ("I haven't had your form yet.", "Send Ana your form"),
        ],
    );
    all(Kind::Question, &[("Weren't you going to send me the number?", "Send Ana the number")]);
}

#[test]
fn an_owner_may_share_the_only_word_of_an_entry() {
    let people = people();
    for (sentence, owner, expected) in [
        ("We", "We Sweep Ltd", "We"),
        ("I", "I Paint Co", "I"),
        ("Ben", "Ben Osei", "Ben"),
        ("We sweep the yard", "We Sweep Ltd", "Sweep the yard"),
    ] {
        let owner = Assignee { role: AssigneeRole::Named, name: Some(owner.to_owned()), span: None };
        let source = Source {
            sentence,
            kind: Kind::Listed,
            before: &[],
            place: Place::default(),
            subject: "",
            due: None,
            assignee: Some(&owner),
            people: &people,
        };
        assert_eq!(write(&source), expected, "{sentence}");
    }
}

#[test]
fn what_is_searched_for_or_handed_over_is_neither_reviewed_nor_called() {
    all(
        Kind::Request,
        &[
            ("Please find the form attached.", "Review the form"),
            ("Please find our two quotes enclosed for your signature.", "Review our two quotes"),
            ("Please find attached the menu.", "Review the menu"),
            ("Please find out who attached the sticker.", "Find out who attached the sticker"),
            ("Please find the rope attached to the mast.", "Find the rope attached to the mast"),
            ("Please find the wire that Lee attached.", "Find the wire that Lee attached"),
            ("Give Lee a ring of keys.", "Give Lee a ring of keys"),
            ("Give Lee a call sheet.", "Give Lee a call sheet"),
            ("Give Lee a ring when the paint is dry.", "Call Lee when the paint is dry"),
            ("Give Lee a call back.", "Call Lee back"),
        ],
    );
}

#[test]
fn a_noun_that_opens_a_statement_orders_nothing() {
    all(
        Kind::Listed,
        &[
            ("Payment of the ferry fare is late", "Payment of the ferry fare is late"),
            ("Test of the siren failed", "Test of the siren failed"),
            ("Review of the logs might slip", "Review of the logs might slip"),
            ("Payment of agreed fares", "Pay agreed fares"),
            ("Repair of Lee's fence", "Repair Lee's fence"),
            ("Review of the sketches drawn by Lee", "Review the sketches drawn by Lee"),
            ("Removal of the tiles that are loose", "Remove the tiles that are loose"),
        ],
    );
}

#[test]
fn everyday_wordings_become_what_there_is_to_do() {
    all(
        Kind::Request,
        &[
            ("Be sure to back up the accounts.", "Back up the accounts"),
            ("Just a quick, friendly reminder that the tents are due back.", "Return the tents"),
            ("Gentle reminder about the boat fees.", "Remember the boat fees"),
            ("Kind reminder to water the ferns.", "Water the ferns"),
            ("Just checking in on the progress of the roof.", "Tell Ana the status of the roof"),
            ("I am still waiting for your notes on the play.", "Send Ana your notes on the play"),
            ("It's your turn to feed the hens.", "Feed the hens"),
            ("We still need someone to open the hall.", "Open the hall"),
            ("Please sign the lease, and do get in touch if you have any questions.", "Sign the lease"),
            ("Let me know if you have the keys.", "Tell Ana whether you have the keys"),
            ("Please advise.", "Advise Ana"),
            ("The deadline for entries is", "Meet the deadline for entries"),
            ("The deadline for paying the fee is", "Pay the fee"),
            ("The deadline to enter is", "Enter"),
            ("If you would rather not sail, please tell Lee.", "Tell Lee"),
            ("To be shown round the yard, please ring the bell.", "Ring the bell"),
            ("Just following up on my last message.", "Answer Ana's email"),
        ],
    );
    all(Kind::Commitment, &[("I'll let you know as soon as I find out.", "Tell Toby as soon as you find out")]);
}

#[test]
fn a_title_breaks_off_nowhere() {
    for (text, kept) in [
        ("The last day for entries is", None),
        ("Tell Ana as", None),
        ("Take the oars to the", Some("Take the oars")),
        ("Tell Ana where the boat is", Some("Tell Ana where the boat is")),
        ("Catch Lee on that", Some("Catch Lee on that")),
        ("Check in", Some("Check in")),
    ] {
        assert_eq!(whole(text.to_owned()).as_deref(), kept, "{text}");
    }
}

#[test]
fn yes_or_no_is_asked_of_the_subject() {
    all(
        Kind::Question,
        &[
            ("Is Orca safe for children?", "Tell Ana whether Orca is safe for children"),
            ("Is the paint wet or sticky in places?", "Tell Ana whether the paint is wet or sticky in places"),
            ("Is the lamp in the hall broken?", "Tell Ana whether the lamp in the hall is broken"),
            ("Is the old gate rusty?", "Tell Ana whether the old gate is rusty"),
            (
                "What is the fee and how many oars does it cover?",
                "Tell Ana what is the fee and how many oars does it cover",
            ),
            ("Has anyone here sailed to Skye?", "Tell Ana whether anyone here has sailed to Skye"),
            ("Do you want me to mow the lawn?", "Tell Ana whether to mow the lawn"),
        ],
    );
}
