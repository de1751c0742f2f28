//! Rules that look at where a sentence stands, on whole emails.

use super::*;
use crate::email::{self, RawEmail};
use crate::inputs::Origin;
use crate::{sentences, structure, zones};

/// The sentences of a letter from Nora Falk to Ivo Lund and Petra Sand with the ids of the rules that speak in each.
fn heard(body: &str) -> Vec<(String, Vec<String>)> {
    let text = format!(
        "From: Nora Falk <nora@boatyard.example>\nTo: Ivo Lund <ivo@boatyard.example>, Petra Sand \
         <petra@boatyard.example>\nDate: Tue, 4 Mar 2025 10:00:00 +0000\nSubject: yard\n\n{body}\n"
    );
    let ids = |verdict: Verdict| verdict.evidence.into_iter().map(|e| e.rule.into_owned()).collect();
    weighed(text).into_iter().map(|(sentence, verdict)| (sentence, ids(verdict))).collect()
}

fn weighed(message: String) -> Vec<(String, Verdict)> {
    let raw = RawEmail { bytes: message.into_bytes(), origin: Origin { path: None, index: None }, envelope: None };
    let email = email::parse(&raw, &email::Options::default()).unwrap();
    let document = structure::read(&email, &zones::split(&email));
    let sentences = sentences::split(&document);
    let mail = describe(&email, &document, &views(&sentences));
    let verdict = |at| judge(&view(&mail, &document, &sentences, at), &Options::default());
    let verdicts: Vec<Verdict> = (0..sentences.len()).map(verdict).collect();
    sentences.into_iter().map(|sentence| sentence.text).zip(verdicts).collect()
}

/// Whether the rule speaks in the sentence that starts so.
fn speaks(body: &str, sentence: &str, rule: &str) -> bool {
    let heard = heard(body);
    let found = heard.iter().find(|(text, _)| text.starts_with(sentence));
    found.unwrap_or_else(|| panic!("no `{sentence}` in {heard:?}")).1.iter().any(|id| id == rule)
}

#[test]
fn a_row_belongs_to_the_person_beside_it() {
    let plan = "Here is the plan.\n\nPLAN\n 1  New rope for the crane     Ivo\n 2  Varnish, two coats         Petra, Ivo\n \
                3  Tar for the slip           apprentices\n\nSTORES\n 1  Oars of the old dinghy     ash\n 2  Mast of the \
                cutter        spruce";
    for (row, expected) in [("New rope", true), ("Varnish", true), ("Tar for", true), ("Oars of", false)] {
        assert_eq!(speaks(plan, row, "listed.row-with-owner"), expected, "{row}");
    }
}

#[test]
fn who_is_turned_to_by_a_code_host_reads_a_letter_and_no_bulk_mail() {
    let bulk = |reason: &str| {
        let text = format!(
            "From: Nora Falk <notifications@forge.example>\nX-GitHub-Reason: {reason}\nPrecedence: bulk\nDate: Tue, 4 Mar \
             2025 10:00:00 +0000\n\nThe winch is loose.\n"
        );
        weighed(text).into_iter().any(|(_, verdict)| verdict.evidence.iter().any(|e| e.rule == "place.bulk"))
    };
    assert!(bulk("subscribed"));
    assert!(!bulk("mention"));
}

#[test]
fn actions_may_be_told_as_somebody_does_them() {
    let minutes = "Action items\n\n- The yard orders a new winch.\n- repaints the shed by hand\n- Rope and tar for the slip\n\nNOTES\n\n- The yard sells a boat.";
    for (entry, expected) in
        [("The yard orders", true), ("repaints the", true), ("Rope and tar", false), ("The yard sells", false)]
    {
        assert_eq!(speaks(minutes, entry, "listed.present-under-actions"), expected, "{entry}");
    }
}

#[test]
fn an_entry_that_ends_as_closed_is_over_as_a_whole() {
    let report = "Findings:\n\n- Bilge pump found running dry. Petra put in a new switch. Closed.\n- Hull scraped twice. No action.\n- Mast step cracked. The dealer has been told.";
    for (sentence, expected) in
        [("Bilge pump", true), ("Petra put", true), ("Hull scraped", true), ("Mast step", false)]
    {
        assert_eq!(speaks(report, sentence, "guard.entry-with-outcome"), expected, "{sentence}");
    }
}

#[test]
fn a_question_with_its_answer_behind_it_asks_nobody() {
    let asked = "What came up:\n\n- Can we launch in the rain? No.\n- Who takes the key? It hangs in the shed.";
    assert!(speaks(asked, "Can we launch", "guard.answered"));
    assert!(!speaks(asked, "Who takes", "guard.answered"));
    let list = format!("{asked}\n- Where is the tar? Under the bench.\n- When do we open? We open at nine.");
    assert!(speaks(&list, "Who takes", "guard.answered"));
    assert!(!speaks("Ivo, who takes the key? No rush.", "Ivo, who", "guard.answered"));
}

#[test]
fn a_list_is_asked_for_by_what_introduces_it() {
    for (intro, expected) in [
        ("Could you please bring the following:", true),
        ("You don't need to bring any of these:", false),
        ("You must have seen these.", false),
    ] {
        assert_eq!(speaks(&format!("{intro}\n\n- a torch\n- two lamps"), "a torch", "listed.asked-above"), expected);
    }
}

#[test]
fn what_is_done_by_its_own_words_is_no_task_whatever_else_speaks() {
    let list = "Action items\n\n- [x] Ivo, could you please order the paint by Friday?\n- Order the rope by Friday, please (done)\n- Order the tar by Friday, please";
    let text = format!("From: nora@boatyard.example\nDate: Tue, 4 Mar 2025 10:00:00 +0000\n\n{list}\n");
    let kept: Vec<bool> = weighed(text).into_iter().map(|(_, verdict)| verdict.probability > 0.1).collect();
    assert_eq!(kept, [false, false, true]);
}
