//! Deadlines that stand outside a task's own sentence, each in a small mail sent on Monday, 2 March 2026.

use super::governing::Governing;
use super::{Reading, deadline};
use crate::candidates::Candidate;
use crate::due::{Clock, Dates, DayOrder};
use crate::email::{self, RawEmail};
use crate::facts::people;
use crate::facts::tags::Vocabulary;
use crate::inputs::Origin;
use crate::rules::Kind;
use crate::{sentences, structure, zones};

/// The deadlines of the sentences that begin with `tasks`, the only tasks of the mail.
fn dues(subject: &str, body: &str, tasks: &[(&str, Kind)]) -> Vec<String> {
    let head = "From: Ana <ana@example.org>\nTo: Ben <ben@example.org>\nDate: Mon, 02 Mar 2026 09:00:00 +0000\n";
    let raw = RawEmail {
        origin: Origin { path: None, index: None },
        bytes: format!("{head}Subject: {subject}\n\n{body}\n").into_bytes(),
        envelope: None,
    };
    let email = email::parse(&raw, &email::Options::default()).expect("a message");
    let zones = zones::split(&email);
    let document = structure::read(&email, &zones);
    let sentences = sentences::split(&document);
    let people = people::of(&email, &document);
    let clock = Clock { sent: email.date, order: DayOrder::MonthFirst };
    let dates = Dates::new(sentences.iter().map(|sentence| sentence.text.as_str()), clock);
    let topics = Vocabulary::default();
    let reading = Reading {
        email: &email,
        document: &document,
        sentences: &sentences,
        people: &people,
        clock,
        dates: &dates,
        topics: &topics,
    };
    let candidates: Vec<Candidate> = tasks
        .iter()
        .map(|(words, kind)| {
            let sentence = sentences.iter().position(|sentence| sentence.text.starts_with(words));
            let sentence = sentence.unwrap_or_else(|| panic!("no sentence `{words}`"));
            Candidate { sentence, kind: *kind, probability: 0.9, evidence: Vec::new(), repeats: Vec::new() }
        })
        .collect();
    let taken: Vec<usize> = candidates.iter().map(|candidate| candidate.sentence).collect();
    let governing = Governing::read(&reading, &taken);
    let of = |candidate| deadline::find(candidate, &reading, &taken, &governing);
    candidates.iter().map(|c| of(c).map_or_else(|| "-".to_owned(), |found| found.due.date.to_string())).collect()
}

/// What the only task of a paragraph is due.
fn due(body: &str, task: &str) -> String {
    dues("note", body, &[(task, Kind::Request)]).concat()
}

#[test]
fn a_neighbouring_sentence_dates_what_was_asked() {
    for (body, expected) in [
        ("Can you check the model? Finance locks it Thursday noon.", "2026-03-05"),
        ("Can you check the model? I need it by Friday.", "2026-03-06"),
        ("Can you check the model? Tomorrow would be ideal.", "2026-03-03"),
        ("Can you check the model? EOD, please.", "2026-03-02"),
        ("Can you check the model? I have to order by Friday.", "2026-03-06"),
        ("Can you check the model?\n\nI need it by Friday.", "2026-03-06"),
        ("The window closes on Wednesday. Can you check the model?", "2026-03-04"),
        ("They are only holding the flat until Wednesday. Can you check the model?", "2026-03-04"),
        ("The poster goes to print on Thursday. Can you check the model?", "2026-03-05"),
        ("The forms are due on Friday 13 March. It rains. Can you check the model by the same date?", "2026-03-13"),
        ("The audit starts on 9 March. Can you check the model before then?", "2026-03-09"),
        ("The deadline has moved to 9 March. Can you check the model?", "2026-03-09"),
        // Other matters.
        ("Can you check the model? We plan to launch on Thursday.", "-"),
        ("Can you check the model? The party's on Sunday.", "-"),
        ("Can you check the model? I was away on Friday.", "-"),
        ("We met on Friday. Can you check the model?", "-"),
        ("Can you check the model? I will send mine by Friday.", "-"),
    ] {
        assert_eq!(due(body, "Can you check"), expected, "{body}");
    }
}

#[test]
fn what_stands_over_a_list_dates_its_entries() {
    for (body, expected) in [
        ("What I need from you by Friday please:\n\n- the cover sheet\n- mend the door", "2026-03-06"),
        ("Short term (by 20 March)\n\n- mend the door\n- paint the wall", "2026-03-20"),
        ("Timeline\n\nWeek 2 (high priority):\n- mend the door\n- paint the wall", "2026-03-13"),
        ("Actions below, all by Friday unless it says otherwise.\n\n- mend the door\n- paint the wall", "2026-03-06"),
        ("Actions\n\n1. mend the door\n   - by Friday\n2. paint the wall", "2026-03-06"),
        ("OPEN DAY, TUESDAY 24 MARCH\n\nWe look forward to it.\n\n- mend the door\n- paint the wall", "-"),
    ] {
        assert_eq!(dues("note", body, &[("mend the door", Kind::Listed)]).concat(), expected, "{body}");
    }
}

#[test]
fn a_timetable_dates_the_entries_that_it_names() {
    let actions = "Actions\n\nA1. mend the door\nA2. paint the wall\nA3. close the gate\n\nTimetable\n\n";
    for (timetable, expected) in [
        ("- 16 March: A1 and A2\n- 30 March: A3", "2026-03-16 2026-03-16 2026-03-30"),
        ("- By 16 March: A1 to A3", "2026-03-16 2026-03-16 2026-03-16"),
        ("Week 1 (until 6 March)     A1\nWeek 2 (until 13 March)    A2 and A3", "2026-03-06 2026-03-13 2026-03-13"),
        ("A1  16 March\nA2  23 March\nA3  end of March", "2026-03-16 2026-03-23 2026-03-31"),
    ] {
        let tasks = [("mend", Kind::Listed), ("paint", Kind::Listed), ("close", Kind::Listed)];
        assert_eq!(dues("note", &format!("{actions}{timetable}"), &tasks).join(" "), expected, "{timetable}");
    }
}

#[test]
fn a_deadline_for_a_grade_holds_for_what_is_graded_so() {
    let tasks = [("mend", Kind::Listed), ("paint", Kind::Listed)];
    for (body, expected) in [
        (
            "Critical: by 7 March. Minor: by 31 March.\n\nCritical\n\n- mend the door\n\nMinor\n\n- paint the wall",
            "2026-03-07 2026-03-31",
        ),
        (
            "Grade A has to be closed by 13 March, grade B by the end of April.\n\nActions\n\n- mend the door (A)\n- paint the wall (B)",
            "2026-03-13 2026-04-30",
        ),
        (
            "A means 7 days, B four weeks.\n\nActions\n\n- mend the door (A)\n- paint the wall (B)",
            "2026-03-09 2026-03-30",
        ),
    ] {
        assert_eq!(dues("note", body, &tasks).join(" "), expected, "{body}");
    }
}

#[test]
fn the_subject_dates_what_it_names() {
    let tasks = [("Please fill in", Kind::Request), ("Could you", Kind::Request)];
    let body = "Please fill in the form.\n\nCould you send me your passport number?";
    assert_eq!(dues("Return your forms by 20 March", body, &tasks), ["2026-03-20", "-"]);
    assert_eq!(dues("Forms for the 20 March meeting", body, &tasks), ["-", "-"]);
}

#[test]
fn the_day_of_what_somebody_does_is_a_deadline_and_that_of_a_question_none() {
    for (body, kind, expected) in [
        ("Dana will be at the front desk on Friday.", Kind::Assignment, "2026-03-06"),
        ("Dana will be at the front desk on Friday.", Kind::Question, "-"),
        ("Dana, who's minding the shop on Friday?", Kind::Question, "-"),
    ] {
        assert_eq!(dues("note", body, &[("Dana", kind)]).concat(), expected, "{body}");
    }
}

#[test]
fn a_line_of_its_own_dates_the_list_that_it_stands_under() {
    let tasks = [("Hang the gate", Kind::Listed), ("Oil the hinges", Kind::Listed)];
    for (line, expected) in [
        ("Deadline for all points: 20 March", ["2026-03-20", "2026-03-20"]),
        ("Deadline: 20 March", ["2026-03-20", "2026-03-20"]),
        ("Return by: 20 March", ["2026-03-20", "2026-03-20"]),
        ("Please complete by 20 March.", ["2026-03-20", "2026-03-20"]),
        ("I need all of it done by 20 March.", ["2026-03-20", "2026-03-20"]),
        ("Please send Lee the paint by 20 March.", ["-", "-"]),
        ("The fair is on 20 March.", ["-", "-"]),
    ] {
        let body = format!("Actions\n\n- Hang the gate\n- Oil the hinges\n\n{line}");
        assert_eq!(dues("gate", &body, &tasks), expected, "{line}");
    }
    let findings = "Findings (within 10 days)\n\n- Hang the gate\n- Oil the hinges\n";
    assert_eq!(dues("gate", findings, &tasks), ["2026-03-12", "2026-03-12"]);
}

#[test]
fn a_day_is_counted_from_the_one_that_the_sentence_before_names() {
    for (body, task, expected) in [
        ("The visit is on 18 March. Please send me the sizes by noon on the Friday before.", "Please", "2026-03-13"),
        ("We decide on 18 March. Please send it by the 25th of that month.", "Please", "2026-03-25"),
        (
            "I need your price list. They come next Wednesday and I want to have seen it the day before.",
            "I need",
            "2026-03-10",
        ),
        ("The check-up has moved to Thursday at noon. That one has to be you.", "That", "2026-03-05"),
        ("The show is on Thursday at noon. That one is nice.", "That", "-"),
        ("Could you share the sketch? The link fails here. No rush, next Tuesday is fine.", "Could", "2026-03-10"),
        ("Could you share the sketch? The link fails here. The show is next Tuesday.", "Could", "-"),
    ] {
        assert_eq!(due(body, task), expected, "{body}");
    }
}

#[test]
fn the_notes_on_a_topic_date_the_task_that_has_its_words() {
    let tasks = [("Write the guide", Kind::Listed), ("Hang", Kind::Listed)];
    let notes = |second: &str| {
        format!(
            "Details\n\n- Till staff: Ana told of last year. A guide must exist by 20 March.\n- Sign: {second}\n\n\
             Next steps\n\n- Write the guide for the staff at the till.\n- Hang the sign.\n"
        )
    };
    assert_eq!(dues("notes", &notes("It is green."), &tasks), ["2026-03-20", "-"]);
    assert_eq!(dues("notes", &notes("It must hang by 12 March."), &tasks), ["2026-03-20", "-"]);
}
