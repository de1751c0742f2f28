//! Three notes of any text, parted by U+001E: what a person added stays, and a second merge changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meeting_tasks::merge::{Base, merge};
use meeting_tasks::note::task_line::task_mark;

fuzz_target!(|input: &str| {
    let mut notes = input.split('\u{1E}');
    let mut note = || notes.next().unwrap_or_default();
    let (base, theirs, ours, gone) = (note(), note(), note(), note());
    let merged = merge(&Base { text: base, gone }, theirs, ours);
    assert!(merged.text.len() <= theirs.len() + 4 * ours.len() + 4_096, "a note out of proportion");
    for line in theirs.lines().map(str::trim_end).filter(|line| !line.is_empty() && task_mark(line).is_none()) {
        let of_mail = |text: &str| text.lines().any(|known| known.trim_end() == line);
        let kept = of_mail(&merged.text);
        assert!(kept || of_mail(base) || of_mail(ours), "a person's line is lost: {line:?}\n{}", merged.text);
    }
    let again = merge(&Base { text: ours, gone: &merged.gone }, &merged.text, ours);
    assert_eq!(again.text, merged.text, "a second run changes the note");
    let killed = merge(&Base { text: base, gone }, &merged.text, ours);
    assert_eq!(killed.text, merged.text, "a run after a killed one changes the note");
});
