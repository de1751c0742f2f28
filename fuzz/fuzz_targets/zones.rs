//! Any text as the body of a mail: the zones cover its lines, and the sentences stand in them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meeting_tasks::email::{self, Options, RawEmail};
use meeting_tasks::inputs::Origin;
use meeting_tasks::{sentences, structure, zones};

const HEAD: &str = "From: Mira Holt <mira@example.com>\nTo: Ben Ode <ben@example.com>\nSubject: Fwd: Office move\n\
                    Date: Mon, 2 Mar 2026 09:12:00 +0100\nMIME-Version: 1.0\nContent-Type: text/";

fuzz_target!(|text: &str| {
    let kind = ["plain", "html", "plain; format=flowed"][text.len() % 3];
    let raw = RawEmail {
        origin: Origin { path: None, index: None },
        bytes: format!("{HEAD}{kind}; charset=utf-8\n\n{text}").into_bytes(),
        envelope: None,
    };
    let Ok(email) = email::parse(&raw, &Options::default()) else { return };
    let zones = zones::split(&email);
    let mut next = 0;
    for zone in &zones {
        assert_eq!(zone.lines.start, next, "a gap or an overlap: {zones:?}");
        assert!(zone.lines.end > next, "an empty zone: {zones:?}");
        next = zone.lines.end;
    }
    assert_eq!(next, email.body.lines.len(), "lines without a zone: {zones:?}");
    let document = structure::read(&email, &zones);
    for sentence in sentences::split(&document) {
        assert!(document.blocks.get(sentence.block).is_some(), "a sentence of no block");
        assert!(!sentence.text.trim().is_empty(), "an empty sentence");
    }
});
