use super::*;
use crate::email::{self, Options, RawEmail};
use crate::inputs::Origin;
use crate::structure::{self, Document};
use crate::zones;

pub(super) fn read(headers: &str, body: &str) -> (Email, Document) {
    let raw = RawEmail {
        origin: Origin { path: None, index: None },
        bytes: format!("{headers}Date: Mon, 2 Mar 2026 09:00:00 +0000\nSubject: Boats\n\n{body}\n").into_bytes(),
        envelope: None,
    };
    let email = email::parse(&raw, &Options::default()).unwrap();
    let document = structure::read(&email, &zones::split(&email));
    (email, document)
}

fn people(headers: &str, body: &str) -> People {
    let (email, document) = read(headers, body);
    of(&email, &document)
}

#[test]
fn display_names_read_as_people_say_them() {
    for (from, name) in [
        ("\"Kline, Robert (Legal)\" <rk@example.com>", "Robert Kline"),
        ("Ana Reyes <ana@example.com>", "Ana Reyes"),
        ("jo.tran@example.com", "Jo Tran"),
        ("Ana Reyes via Docs <docs@example.com>", "Ana Reyes"),
    ] {
        let people = people(&format!("From: {from}\nTo: b@example.com\n"), "See below.");
        assert_eq!(people.sender.map(|p| p.name).as_deref(), Some(name), "{from}");
    }
}

#[test]
fn a_role_or_a_handle_is_no_name() {
    for from in ["Sender <sender@example.com>", "noreply@example.com", "jtran42@example.com"] {
        let people = people(&format!("From: {from}\nTo: b@example.com\n"), "The numbers are in the file.");
        assert_eq!(people.sender_called(), None, "{from}");
    }
}

#[test]
fn names_resolve_when_one_person_fits() {
    let people = people(
        "From: Ana Reyes <ana@example.com>\nTo: \"Kline, Robert\" <robert.kline@example.com>, Nikhil Rao <nr@example.com>, Tom Ash <ta@example.com>, Tom Birch <tb@example.com>\n",
        "Hi all,\n\nthe boats are in.",
    );
    for (name, expected) in [
        ("Bob", Some("Robert Kline")),
        ("RK", Some("Robert Kline")),
        ("Nik", Some("Nikhil Rao")),
        ("@nr", Some("Nikhil Rao")),
        ("Kline", Some("Robert Kline")),
        ("Tom", None),
        ("Zelda", None),
        ("", None),
    ] {
        assert_eq!(people.resolve(name).map(|p| p.name.as_str()), expected, "{name}");
    }
    assert!(people.is_group());
    assert!(people.only_recipient().is_none());
}

#[test]
fn greetings_name_who_is_addressed() {
    for (body, greeted, group) in [
        ("Hi Ana,\n\nthe boats are in.", &["Ana"][..], false),
        ("Dear Mei, dear Nils,\n\nthe boats are in.", &["Mei", "Nils"], false),
        ("Morning both,\n\nthe boats are in.", &[], true),
        ("Nils, please repaint ... sails.", &["Nils"], false),
        ("Mark, we are glad of the boats.", &["Mark"], false),
        ("Meanwhile, the boats are in.", &[], false),
        ("Sadly, the boats are out.", &[], false),
    ] {
        let people = people("From: Lee <lee@example.com>\nTo: Recipient <recipient@example.com>\n", body);
        assert_eq!(people.greeted, greeted, "{body}");
        assert_eq!(people.greets_group, group, "{body}");
    }
}

#[test]
fn the_sign_off_says_what_the_sender_is_called() {
    for (from, body, called) in [
        ("Margaret Oduya <m@example.com>", "The boats are in.\n\nBest regards,\nMags", "Mags"),
        ("Sender <sender@example.com>", "The boats are in.\n\nThanks,\nCarol", "Carol"),
        ("Boat Desk <desk@example.com>", "The boats are in.\n\nBest regards\nOwen, Boat Desk", "Owen"),
        ("Boat Desk <desk@example.com>", "The boats are in.", "Boat Desk"),
        ("Ana Reyes <a@example.com>", "The boats are in.\n\nCheers,\nA", "Ana"),
    ] {
        let people = people(&format!("From: {from}\nTo: b@example.com\n"), body);
        assert_eq!(people.sender_called(), Some(called), "{body}");
    }
}
