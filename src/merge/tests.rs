use super::*;

const HEAD: &str = "---\ntitle: \"Move\"\nemailId: a1\nsource: \"a.eml\"\n---\n\n# Move\n\n";

fn note(high: &str, medium: &str, end: &str) -> String {
    let list = |heading: &str, tasks: &str| {
        if tasks.is_empty() { String::new() } else { format!("### {heading}\n\n{tasks}\n") }
    };
    format!(
        "{HEAD}## Action Items\n\n{}{}---\n\n{end}\n",
        list("🔴 High Priority", high),
        list("🟡 Medium Priority", medium)
    )
}

const LEASE: &str = "- [ ] Sign the lease [[@Ana]] 📅 2025-03-07 🔴 ⚠️ 90%\n  - Context: The landlord waits\n  > \"Please sign the lease\"\n";
const KEYS: &str = "- [ ] Order two keys for the cellar [[@Ben]] 🟡 ⚠️ 71%\n  > \"We need two keys for the cellar\"\n";
const VAN: &str = "- [ ] Rent a van for Saturday 🟡 ⚠️ 65%\n  > \"Somebody has to rent a van for Saturday\"\n";

/// What comes of an edit (`was` becomes `is` in the note) and a change of what the mail gives.
fn merged(base: &str, was: &str, is: &str, ours: &str) -> String {
    assert!(base.contains(was), "{was:?} is not in the note");
    let theirs = base.replacen(was, is, 1);
    let first = merge(&Base { text: base, gone: "" }, &theirs, ours);
    let again = merge(&Base { text: ours, gone: &first.gone }, &first.text, ours);
    assert_eq!(again.text, first.text, "a second run changes the note");
    first.text
}

#[test]
fn what_nobody_touched_is_refreshed() {
    let (base, ours) = (note(LEASE, KEYS, "end"), note(LEASE, &KEYS.replace("71", "74"), "the end"));
    assert_eq!(merge(&Base { text: &base, gone: "" }, &base, &ours).text, ours);
    let text = merged(&base, "# Move\n", "# Move\n\nMine.\n", &ours);
    assert!(
        text.contains("Mine.") && text.contains("74%") && text.contains("the end") && !text.contains("71%"),
        "{text}"
    );
}

#[test]
fn a_field_that_a_person_changed_stays_and_the_others_are_refreshed() {
    let base = note("", KEYS, "end");
    let later = KEYS.replace("71%", "88% #facilities").replace("[[@Ben]]", "[[@Ben]] 📅 2025-04-01");
    let ours = note("", &later, "end");
    for (was, is, line) in [
        ("[[@Ben]]", "[[@Zoe]]", "- [ ] Order two keys for the cellar [[@Zoe]] 📅 2025-04-01 🟡 ⚠️ 88% #facilities"),
        (
            "[[@Ben]] ",
            "[[@Ben]] 📅 2025-05-05 ",
            "- [ ] Order two keys for the cellar [[@Ben]] 📅 2025-05-05 🟡 ⚠️ 88% #facilities",
        ),
        (
            "two keys",
            "three keys",
            "- [ ] Order three keys for the cellar [[@Ben]] 📅 2025-04-01 🟡 ⚠️ 88% #facilities",
        ),
        ("[[@Ben]] ", "", "- [ ] Order two keys for the cellar 📅 2025-04-01 🟡 ⚠️ 88% #facilities"),
        ("- [ ] Order", "- [x] Order", "- [x] Order two keys for the cellar [[@Ben]] 🟡 ⚠️ 71%"),
        ("- [ ] Order", "* [/] Order", "* [/] Order two keys for the cellar [[@Ben]] 🟡 ⚠️ 71%"),
        (
            "⚠️ 71%",
            "⚠️ 71% #mine ✅ 2025-03-01",
            "- [ ] Order two keys for the cellar [[@Ben]] 📅 2025-04-01 🟡 ⚠️ 88% #facilities #mine ✅ 2025-03-01",
        ),
    ] {
        let text = merged(&base, was, is, &ours);
        assert!(text.lines().any(|found| found == line), "{was} -> {is}:\n{text}");
    }
}

#[test]
fn new_tasks_come_under_their_heading_and_withdrawn_ones_go() {
    let base = note(LEASE, KEYS, "end");
    let text = merged(&base, "# Move\n", "# Move\nmine\n", &note(LEASE, &format!("{KEYS}{VAN}"), "end"));
    assert!(text.contains(&format!("### 🟡 Medium Priority\n\n{KEYS}{VAN}\n---")), "{text}");
    let text = merged(&base, "# Move\n", "# Move\nmine\n", &note("", &format!("{VAN}{KEYS}"), "end"));
    assert!(!text.contains("lease") && !text.contains("High") && text.contains(&format!("{VAN}{KEYS}")), "{text}");
    // Ticked, or with lines of a person's own, a task stays whatever the mail gives.
    for (was, is) in [
        ("- [ ] Sign", "- [x] Sign"),
        ("  - Context: The landlord waits\n", "  - Context: The landlord waits\n  - I called him\n"),
    ] {
        let text = merged(&base, was, is, &note("", KEYS, "end"));
        assert!(text.contains(is) && text.contains("High"), "{text}");
    }
}

#[test]
fn a_task_with_another_priority_moves_unless_somebody_moved_it() {
    let base = note(LEASE, KEYS, "end");
    let raised = KEYS.replace('🟡', "🔴");
    let ours = note(&format!("{LEASE}{raised}"), "", "end");
    let text = merged(&base, "# Move\n", "# Move\nmine\n", &ours);
    assert!(text.contains(&format!("{LEASE}{raised}")) && !text.contains("Medium"), "{text}");
    let moved = base.replace(KEYS, "").replace("# Move\n", &format!("# Move\n\n## Today\n\n{KEYS}"));
    let text = merge(&Base { text: &base, gone: "" }, &moved, &ours).text;
    assert!(
        text.contains(&format!("## Today\n\n{raised}")) && text.matches("two keys for the cellar [[").count() == 1,
        "{text}"
    );
}

#[test]
fn what_a_person_deleted_does_not_come_back() {
    let base = note(LEASE, &format!("{KEYS}{VAN}"), "end");
    let mut record = (base.clone(), String::new());
    let mut text = base.replace(VAN, "");
    // The mail gives it, gives it in other words, no longer, and again.
    for van in [VAN.to_owned(), VAN.replace("a van", "one big van"), String::new(), VAN.to_owned(), VAN.to_owned()] {
        let ours = note(LEASE, &format!("{}{van}", KEYS.replace("71", "72")), "end");
        let merged = merge(&Base { text: &record.0, gone: &record.1 }, &text, &ours);
        assert!(!merged.text.contains("van"), "{}", merged.text);
        assert!(merged.text.contains("72%"));
        (record, text) = ((ours, merged.gone), merged.text);
    }
}

#[test]
fn properties_and_lines_are_merged_each_by_itself() {
    let base = note(LEASE, "", "end");
    let ours = note(LEASE, "", "new end").replace("a.eml", "mail/a.eml");
    let text = merged(&base, "emailId: a1\n", "emailId: a1\nstatus: waiting\n", &ours);
    assert!(
        text.contains("emailId: a1\nstatus: waiting\nsource: \"mail/a.eml\"\n---") && text.contains("new end"),
        "{text}"
    );
    let text = merged(&base, "title: \"Move\"", "title: Mine", &ours.replace("\"Move\"", "\"The move\""));
    assert!(text.contains("title: Mine\n"), "{text}");
    // A line that a person has changed is not doubled by the mail's new one.
    let text = merged(&base, "end\n", "my end\n", &ours);
    assert!(text.contains("my end\n") && !text.contains("new end"), "{text}");
}

#[test]
fn line_ends_and_blanks_are_theirs() {
    let base = note(LEASE, KEYS, "end");
    let ours = note(LEASE, &format!("{KEYS}{VAN}"), "end");
    let theirs = format!("\u{FEFF}{}", base.trim_end().replace('\n', "\r\n"));
    let text = merge(&Base { text: &base, gone: "" }, &theirs, &ours).text;
    assert_eq!(text, format!("\u{FEFF}{}", ours.trim_end().replace('\n', "\r\n")));
    let theirs = base.replace("Move\n\n##", "Move  \n\n\n##");
    let text = merge(&Base { text: &base, gone: "" }, &theirs, &ours).text;
    assert!(text.contains("Move  \n\n\n##") && text.contains("van"), "{text}");
}

#[test]
fn a_box_under_a_task_is_part_of_it() {
    let base = note(LEASE, KEYS, "end");
    let with_box = KEYS.replace("  >", "  - [ ] ask the locksmith\n  >");
    let text = merged(&base, KEYS, &with_box, &note(LEASE, &KEYS.replace("71", "99"), "end"));
    assert!(text.contains("99%\n") && text.contains("  - [ ] ask the locksmith\n"), "{text}");
    // A task that a person has put under another is still itself.
    let nested = format!("{}{}", LEASE, KEYS.replace("- [ ]", "  - [ ]").replace("  >", "    >"));
    let theirs = base.replace(LEASE, &nested).replacen(&format!("### 🟡 Medium Priority\n\n{KEYS}"), "", 1);
    let text = merge(&Base { text: &base, gone: "" }, &theirs, &note(LEASE, &KEYS.replace("71", "99"), "end")).text;
    assert!(text.contains("  - [ ] Order two keys for the cellar [[@Ben]] 🟡 ⚠️ 99%"), "{text}");
    assert_eq!(text.matches("Order two keys").count(), 1, "{text}");
}
