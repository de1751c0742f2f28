//! Random edits of a person and random changes of what the mail gives: nothing of the person's is lost, nothing is
//! doubled, and a second run changes no byte.
//!
//! `PROPTEST_CASES=10000 cargo test --release --test merge` runs the long form.

#![expect(clippy::format_push_string, reason = "a note in a test is put together where it can be read")]

use std::collections::{BTreeMap, BTreeSet};

use meeting_tasks::merge::{Base, merge};
use proptest::prelude::*;

const HEADINGS: [&str; 4] = ["### 🔴 High Priority", "### 🟡 Medium Priority", "### 🟢 Low Priority", "## Next Steps"];
const CIRCLES: [&str; 4] = ["🔴", "🟡", "🟢", "🟡"];
const VERBS: [&str; 6] = ["Send", "Review", "Book", "Order", "Check", "Draft"];
const THINGS: [&str; 7] = [
    "the budget figures",
    "a room for Monday",
    "the lease draft",
    "new laptops",
    "the backup",
    "slides",
    "the audit log",
];
const OWNERS: [&str; 3] = ["Mira Holt", "Ben", "Facilities"];

/// What the mail gives, before it is a note.
#[derive(Debug, Clone)]
struct Mail {
    tasks: BTreeMap<usize, Task>,
    decisions: Vec<usize>,
    summary: Vec<usize>,
    cc: Option<usize>,
    words: usize,
    ids: bool,
}

#[derive(Debug, Clone)]
struct Task {
    verb: usize,
    thing: usize,
    owner: Option<usize>,
    day: Option<usize>,
    list: usize,
    confidence: usize,
    tags: usize,
    context: Vec<usize>,
}

impl Task {
    fn new(n: usize) -> Task {
        Task {
            verb: n % VERBS.len(),
            thing: n / 3 % THINGS.len(),
            owner: (!n.is_multiple_of(4)).then_some(n % 3),
            day: (!n.is_multiple_of(3)).then_some(n % 27),
            list: n / 5 % 4,
            confidence: 40 + n % 59,
            tags: n / 7 % 4,
            context: if n.is_multiple_of(2) { vec![n % 5] } else { Vec::new() },
        }
    }

    /// The line; `key7` is a word of the task number 7 and of no other.
    fn line(&self, key: usize, ids: bool) -> String {
        let mut line = format!("- [ ] {} {} key{key}", VERBS[self.verb], THINGS[self.thing]);
        if let Some(owner) = self.owner {
            line += &format!(" [[@{}]]", OWNERS[owner]);
        }
        let day = self.day.map(|day| format!(" 📅 2025-03-{:02}", day + 1)).unwrap_or_default();
        if !ids {
            line += &day;
        }
        line += &format!(" {} ⚠️ {}%", CIRCLES[self.list], self.confidence);
        for tag in 0..self.tags {
            line += &format!(" #topic-{tag}");
        }
        if ids {
            line += match self.list {
                0 => " ⏫",
                2 => " 🔽",
                _ => "",
            };
            line += &day;
            line += &format!(" ^mt-{key:06x}");
        }
        line
    }

    fn entry(&self, key: usize, ids: bool) -> String {
        let mut out = self.line(key, ids) + "\n";
        for context in &self.context {
            out += &format!("  - Context: reason {context} of {key}\n");
        }
        out + &format!("  > \"Could you see to number {key}, so that it is done\"\n\n")
    }
}

impl Mail {
    fn note(&self) -> String {
        let mut out =
            "---\ntitle: Office move\nemailId: 19b7c3e42d854f1c\nlabel: action\n---\n\n# Office move\n\n".to_owned();
        out += "**Email:** no link\n**Date:** 2025-03-03 08:40\n\n## Email Details\n\n**From:** Mira Holt\n";
        if let Some(cc) = self.cc {
            out += &format!("**Cc:** {}\n", OWNERS[cc]);
        }
        out += &format!("\n**Email Content:**\nWords of version {} stand here.\n\n## Action Items\n\n", self.words);
        let firm = self.tasks.values().any(|task| task.list < 3);
        if !firm {
            out += if self.tasks.is_empty() {
                "No action items found in this email.\n\n"
            } else {
                "No certain action items found in this email.\n\n"
            };
        }
        for (list, heading) in HEADINGS.iter().enumerate() {
            let mut entries = self.tasks.iter().filter(|(_, task)| task.list == list).peekable();
            if entries.peek().is_some() {
                out += &format!("{heading}\n\n");
            }
            entries.for_each(|(key, task)| out += &task.entry(*key, self.ids));
        }
        for (heading, lines, word) in
            [("Key Decisions", &self.decisions, "decided"), ("Email Summary", &self.summary, "part")]
        {
            if !lines.is_empty() {
                out += &format!("## {heading}\n\n");
                for n in lines {
                    out += &format!("- {word} {n}\n");
                }
                out += "\n";
            }
        }
        out + "---\n\n**[🔄 Reprocess this email](obsidian://meeting-tasks-reprocess?id=19b7c3e42d854f1c)**\n"
    }

    /// One change of the rules, the config or the mail.
    fn change(&mut self, (kind, a, b): Action) {
        let key = self.tasks.keys().nth(a % self.tasks.len().max(1)).copied();
        let task = key.and_then(|key| self.tasks.get_mut(&key));
        match (kind % 14, task) {
            (0 | 1, _) => _ = self.tasks.insert(b % 40, Task::new(b)),
            (2, _) => _ = key.map(|key| self.tasks.remove(&key)),
            (3, Some(task)) => task.day = (b % 3 > 0).then_some(b % 27),
            (4, Some(task)) => task.list = b % 4,
            (5, Some(task)) => task.confidence = 1 + b % 99,
            (6, Some(task)) => task.owner = (b % 4 > 0).then_some(b % 3),
            (7, Some(task)) => task.tags = b % 4,
            (8, Some(task)) => task.thing = b % THINGS.len(),
            (9, Some(task)) => task.context = (0..b % 3).map(|n| (n + b) % 7).collect(),
            (10, _) => self.decisions = (0..b % 4).map(|n| n + b % 3).collect(),
            (11, _) => self.summary = (0..b % 4).map(|n| n * 2 + b % 3).collect(),
            (12, _) => self.cc = (b % 4 > 0).then_some(b % 3),
            (13, _) => self.words = b % 5,
            _ => {}
        }
    }
}

type Action = (usize, usize, usize);

/// What a person has done, as it must still be found.
#[derive(Debug, Default, Clone)]
struct Done {
    /// Each a whole line, to be found as often as said.
    lines: BTreeMap<String, usize>,
    /// By task: what its line must contain.
    on_task: BTreeMap<usize, BTreeSet<String>>,
    /// By task: what its line must not contain.
    not_on_task: BTreeMap<usize, BTreeSet<String>>,
    deleted: BTreeSet<usize>,
    moved: BTreeMap<usize, String>,
    copied: BTreeMap<usize, usize>,
    /// A line of a person stands below the task.
    below: BTreeMap<String, usize>,
    touched: BTreeSet<usize>,
    cut: BTreeSet<String>,
}

fn key_of(line: &str) -> Option<usize> {
    let at = line.find(" key")? + 4;
    let digits: String = line[at..].chars().take_while(char::is_ascii_digit).collect();
    line.contains("] ").then(|| digits.parse().ok())?
}

/// The lines of a task with what is under it.
fn extent(lines: &[String], at: usize) -> usize {
    (at + 1..lines.len()).find(|line| !lines[*line].starts_with([' ', '\t'])).unwrap_or(lines.len())
}

impl Done {
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of edit")]
    /// One edit; `n` makes its words unlike all others.
    fn edit(&mut self, lines: &mut Vec<String>, (kind, a, b): Action, n: usize) {
        let tasks: Vec<(usize, usize)> =
            lines.iter().enumerate().filter_map(|(at, line)| Some((at, key_of(line)?))).collect();
        // A task is edited where it stands once, so that each edit can be looked for.
        let single = |key: usize| tasks.iter().filter(|(_, other)| *other == key).count() == 1;
        let chosen = tasks.get(a % tasks.len().max(1)).copied().filter(|(_, key)| single(*key));
        let front = lines.iter().skip(1).position(|line| line == "---").map_or(0, |at| at + 2);
        let body = front + b % (lines.len() - front).max(1);
        let outside = (body..=lines.len()).find(|at| lines.get(*at).is_none_or(|line| !line.starts_with([' ', '\t'])));
        let outside = outside.unwrap_or(lines.len());
        let own = |what: &str| format!("{what} own{n}.");
        match (kind % 22, chosen) {
            (0..=2, Some((at, key))) => {
                let mark = ['x', '/', '-', '?', '!'][b % 5];
                lines[at] = lines[at].replacen("[ ]", &format!("[{mark}]"), 1);
                let mark = lines[at].chars().nth(lines[at].find('[').map_or(0, |at| at + 1)).unwrap_or(mark);
                self.on_task.entry(key).or_default().insert(format!("[{mark}]"));
                if b % 2 == 0 && mark == 'x' && !lines[at].contains('✅') {
                    lines[at] += " ✅ 2025-03-09";
                    self.on_task.entry(key).or_default().insert("✅ 2025-03-09".to_owned());
                }
                self.touched.insert(key);
            }
            (3 | 4, Some((at, key))) => {
                lines[at] = lines[at].replacen("] ", &format!("] Own{n} "), 1);
                self.on_task.entry(key).or_default().insert(format!("Own{n} "));
                self.touched.insert(key);
            }
            (5, Some((at, key))) => {
                let day = format!("📅 2026-01-{:02}", b % 28 + 1);
                if let Some(place) = lines[at].find("📅 ") {
                    lines[at].replace_range(place..place + "📅 2025-01-01".len(), &day);
                } else {
                    let place = lines[at].find(" 🔴").or(lines[at].find(" 🟡")).or(lines[at].find(" 🟢"));
                    let place = place.unwrap_or(lines[at].len());
                    lines[at].insert_str(place, &format!(" {day}"));
                }
                let wanted = self.on_task.entry(key).or_default();
                wanted.retain(|what| !what.starts_with('📅'));
                wanted.insert(day);
                self.touched.insert(key);
            }
            (6, Some((at, key))) => {
                if let (Some(from), Some(to)) = (lines[at].find("[[@"), lines[at].find("]]")) {
                    lines[at].replace_range(from..to, &format!("[[@Own{n}"));
                    let wanted = self.on_task.entry(key).or_default();
                    wanted.retain(|what| !what.starts_with("[[@"));
                    wanted.insert(format!("[[@Own{n}]]"));
                    self.touched.insert(key);
                }
            }
            (7, Some((at, key))) => {
                let place = lines[at].find("⚠️").unwrap_or(lines[at].trim_end().len());
                lines[at].insert_str(place, &format!("🧩 cluster:own{n} "));
                self.on_task.entry(key).or_default().insert(format!("cluster:own{n}"));
                self.touched.insert(key);
            }
            (8, Some((at, key))) => {
                if let Some(place) = lines[at].find("% ") {
                    lines[at].insert_str(place + 1, &format!(" #own{n}"));
                } else if let Some(place) = lines[at].find('%') {
                    lines[at].insert_str(place + 1, &format!(" #own{n}"));
                }
                self.on_task.entry(key).or_default().insert(format!("#own{n}"));
                self.touched.insert(key);
            }
            (9, Some((at, key))) => {
                let circle = CIRCLES.iter().find(|circle| lines[at].contains(**circle)).copied().unwrap_or("🔴");
                let other = if circle == "🟢" { "🔴" } else { "🟢" };
                if lines[at].contains(circle) {
                    lines[at] = lines[at].replacen(circle, other, 1);
                    let wanted = self.on_task.entry(key).or_default();
                    wanted.retain(|what| !CIRCLES.contains(&what.as_str()));
                    wanted.insert(other.to_owned());
                    self.touched.insert(key);
                }
            }
            (10 | 11, Some((at, key))) => {
                let end = extent(lines, at);
                for line in lines.drain(at..end) {
                    self.lines.remove(&line);
                    self.below.remove(&line);
                }
                self.deleted.insert(key);
                self.on_task.remove(&key);
                self.not_on_task.remove(&key);
                self.moved.remove(&key);
                self.copied.remove(&key);
            }
            (12 | 13, Some((at, key))) => {
                let end = extent(lines, at);
                let above = lines[..at].iter().rev().find(|line| line.starts_with('#')).cloned();
                let entry: Vec<String> = lines.drain(at..end).collect();
                let headings: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with('#')).collect();
                let Some(heading) = headings.get(b % headings.len().max(1)).copied() else { return };
                // Another place below the same heading is only another order.
                if above.as_ref() != Some(&lines[heading]) {
                    self.moved.insert(key, lines[heading].clone());
                    self.touched.insert(key);
                }
                let place = heading + 1;
                lines.splice(place..place, [vec![String::new()], entry].concat());
            }
            (14, Some((at, key))) => {
                let line = lines[at].clone();
                lines.insert(at, line);
                self.copied.insert(key, 2);
                self.touched.insert(key);
            }
            (15, Some((at, key))) => {
                let line = format!("  - {}", own("More"));
                lines.insert(at + 1, line.clone());
                self.below.insert(line.clone(), key);
                self.lines.insert(line, 1);
                self.touched.insert(key);
            }
            (16, _) => {
                lines.splice(outside..outside, [String::new(), own("A paragraph of my"), String::new()]);
                self.lines.insert(own("A paragraph of my"), 1);
            }
            (17, _) => {
                lines.splice(outside..outside, [format!("## Heading own{n}"), String::new()]);
                self.lines.insert(format!("## Heading own{n}"), 1);
                // What stood below another heading stands below this one now.
                let below = lines[outside + 1..].iter().take_while(|line| !line.starts_with('#'));
                self.touched.extend(below.filter_map(|line| key_of(line)));
                self.headings_changed(lines);
            }
            (18, _) if front > 0 => {
                lines.insert(front - 1, format!("own{n}: yes"));
                self.lines.insert(format!("own{n}: yes"), 1);
            }
            (19, Some((at, key))) => {
                if !lines[at].ends_with(' ') {
                    lines[at] += "  ";
                }
                self.touched.insert(key);
            }
            (20, _) => {
                // A line of the program's, in words of the person's.
                let line = &mut lines[body];
                if line.starts_with("- decided") || line.starts_with("- part") || line.starts_with("Words") {
                    let was = std::mem::replace(line, format!("- {}", own("In")));
                    self.cut.insert(was);
                    self.lines.insert(format!("- {}", own("In")), 1);
                }
            }
            (21, _) => {
                let line = &lines[body];
                if line.starts_with("- decided") || line.starts_with("- part") {
                    self.cut.insert(lines.remove(body));
                }
            }
            _ => {}
        }
    }

    /// What the mail gives now just as the person has it is nobody's edit any more.
    fn forget_what_the_mail_says(&mut self, lines: &[String], mail: &Mail) {
        for (key, task) in &mail.tasks {
            let Some(at) = lines.iter().position(|line| key_of(line) == Some(*key)) else { continue };
            let entry = lines[at..extent(lines, at)].iter().map(|line| line.trim_end());
            let heading = lines[..at].iter().rev().find(|line| line.starts_with('#')).map(String::as_str);
            if entry.eq(task.entry(*key, mail.ids).trim_end().lines()) && heading == Some(HEADINGS[task.list]) {
                self.on_task.remove(key);
                self.moved.remove(key);
                self.touched.remove(key);
            }
        }
    }

    fn headings_changed(&mut self, lines: &[String]) {
        for (key, heading) in &mut self.moved {
            let at = lines.iter().position(|line| key_of(line) == Some(*key));
            let above = at.and_then(|at| lines[..at].iter().rev().find(|line| line.starts_with('#')));
            if let Some(above) = above {
                heading.clone_from(above);
            }
        }
    }

    /// Everything that is not as it has to be.
    fn complaints(&self, before: &str, after: &str) -> Vec<String> {
        let lines: Vec<&str> = after.lines().map(|line| line.trim_start_matches('\u{FEFF}')).collect();
        let mut found = Vec::new();
        for (line, times) in &self.lines {
            let there = lines.iter().filter(|other| **other == line).count();
            if there != *times {
                found.push(format!("{there} times: {line}"));
            }
        }
        let task = |key: usize| lines.iter().find(|line| key_of(line) == Some(key));
        for (key, wanted) in &self.on_task {
            let line = task(*key).copied().unwrap_or_default();
            found.extend(wanted.iter().filter(|what| !line.contains(*what)).map(|what| format!("{what} lost: {line}")));
        }
        for key in &self.deleted {
            if task(*key).is_some() {
                found.push(format!("came back: {key}"));
            }
        }
        for (key, heading) in &self.moved {
            let at = lines.iter().position(|line| key_of(line) == Some(*key));
            let above = at.and_then(|at| lines[..at].iter().rev().find(|line| line.starts_with('#')));
            if above != Some(&heading.as_str()) {
                found.push(format!("moved away from {heading}: {key} {above:?}"));
            }
        }
        for (line, key) in &self.below {
            let at = lines.iter().position(|other| *other == line).unwrap_or_default();
            let above = lines[..at].iter().rev().find_map(|line| key_of(line));
            if above != Some(*key) {
                found.push(format!("{line} is no longer below {key}"));
            }
        }
        for line in &self.cut {
            if lines.contains(&line.as_str()) && !before.lines().any(|there| there == line) {
                found.push(format!("came back: {line}"));
            }
        }
        // Nothing is doubled.
        for key in 0..40 {
            let count = |text: &str| text.lines().filter(|line| key_of(line) == Some(key)).count();
            let most = self.copied.get(&key).copied().unwrap_or(1);
            if count(after) > most || count(after) < self.copied.get(&key).copied().unwrap_or(0) {
                found.push(format!("{} times: task {key}", count(after)));
            }
        }
        for line in
            lines.iter().filter(|line| line.starts_with('#') || line.starts_with("**") || line.starts_with("- decided"))
        {
            let times = |text: &str| text.lines().filter(|other| other == line).count();
            if times(after) > times(before).max(1) {
                found.push(format!("doubled: {line}"));
            }
        }
        found
    }
}

/// How the person's editor saves the file.
#[derive(Debug, Clone, Copy)]
struct Saved {
    crlf: bool,
    bom: bool,
    no_last_end: bool,
}

impl Saved {
    fn text(self, lines: &[String]) -> String {
        let text = lines.join("\n");
        let text = if self.no_last_end { text.trim_end_matches('\n').to_owned() } else { text + "\n" };
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
        if self.bom { format!("\u{FEFF}{text}") } else { text }
    }

    fn complaints(self, after: &str) -> Vec<String> {
        let mut found = Vec::new();
        if self.crlf && after.matches('\n').count() != after.matches("\r\n").count()
            || !self.crlf && after.contains('\r')
        {
            found.push("line ends".to_owned());
        }
        if self.bom != after.starts_with('\u{FEFF}') {
            found.push("byte order mark".to_owned());
        }
        if self.no_last_end == after.ends_with('\n') {
            found.push("last line end".to_owned());
        }
        found
    }
}

/// What the mail has otherwise now, where the person has touched nothing.
fn freshness(was: &Mail, now: &Mail, done: &Done, after: &str) -> Vec<String> {
    let line = |key: usize| after.lines().map(str::trim_end).find(|line| key_of(line) == Some(key));
    let mut found = Vec::new();
    for key in 0..40 {
        if done.touched.contains(&key) || done.deleted.contains(&key) {
            continue;
        }
        let (expected, there) = (now.tasks.get(&key).map(|task| task.line(key, now.ids)), line(key));
        if expected.as_deref() != there {
            found.push(format!("{expected:?} is {there:?} (was there: {})", was.tasks.contains_key(&key)));
        }
    }
    found
}

fn difference(one: &str, other: &str) -> String {
    similar::TextDiff::from_lines(one, other).unified_diff().to_string()
}

fn actions(most: usize) -> impl Strategy<Value = Vec<Action>> {
    prop::collection::vec((0..1000_usize, 0..1000_usize, 0..1000_usize), 0..most)
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(500);
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

#[test]
fn a_deleted_line_does_not_come_back_as_other_words_of_its_neighbour() {
    let note = |parts: &str| format!("# Office move\n\n## Email Summary\n\n{parts}\n---\n");
    let (first, second, third) = (note("- part 1\n"), note("- part 2\n- part 4\n"), note("- part 1\n- part 3\n"));
    let theirs = note("- In own words\n");
    let once = merge(&Base { text: &first, gone: "" }, &theirs, &second);
    let again = merge(&Base { text: &second, gone: &once.gone }, &once.text, &third);
    assert!(again.text.contains("- In own words") && !again.text.contains("- part 1"), "{}", again.text);
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_a_person_did_outlives_three_runs(
        start in actions(9),
        rounds in prop::collection::vec((actions(7), actions(6)), 1..4),
        saved in any::<(bool, bool, bool, bool)>(),
    ) {
        let (crlf, bom, no_last_end, ids) = saved;
        let saved = Saved { crlf, bom, no_last_end };
        let mut mail = Mail { tasks: BTreeMap::new(), decisions: vec![1], summary: vec![1], cc: None, words: 0, ids };
        for (n, (kind, a, b)) in start.into_iter().enumerate() {
            mail.change((if n < 5 { 0 } else { kind }, a, b));
        }
        let mut done = Done::default();
        let mut base = mail.note();
        let mut gone = String::new();
        let mut there: Vec<String> = base.lines().map(str::to_owned).collect();
        for (round, (edits, changes)) in rounds.into_iter().enumerate() {
            for (n, edit) in edits.into_iter().enumerate() {
                done.edit(&mut there, edit, round * 100 + n);
            }
            done.headings_changed(&there);
            // Two edits that take each other back are none.
            done.forget_what_the_mail_says(&there, &mail);
            let theirs = saved.text(&there);
            let was = mail.clone();
            for change in changes {
                mail.change(change);
            }
            let ours = mail.note();

            let merged = merge(&Base { text: &base, gone: &gone }, &theirs, &ours);
            let plain = merged.text.replace("\r\n", "\n");
            let mut complaints = done.complaints(&theirs.replace("\r\n", "\n"), &plain);
            complaints.extend(saved.complaints(&merged.text));
            complaints.extend(freshness(&was, &mail, &done, &plain));
            prop_assert!(
 complaints.is_empty(),
 "{complaints:#?}
=== person
{}
=== mail
{}
=== merged
{}", difference(&base, &theirs), difference(&base, &ours), difference(&theirs, &merged.text));

            // The next run, and the next run after one that was killed before it could remember.
            let again = merge(&Base { text: &ours, gone: &merged.gone }, &merged.text, &ours);
            prop_assert_eq!(&again, &merged);
            let killed = merge(&Base { text: &base, gone: &gone }, &merged.text, &ours);
            prop_assert!(killed.text == merged.text, "{}", difference(&merged.text, &killed.text));

            base = ours;
            gone = merged.gone;
            there = plain.trim_start_matches('\u{FEFF}').lines().map(str::to_owned).collect();
            done.forget_what_the_mail_says(&there, &mail);
            // What no longer comes from the mail is as if the person had written it.
            for key in 0..40 {
                if !mail.tasks.contains_key(&key) && there.iter().any(|line| key_of(line) == Some(key)) {
                    done.touched.insert(key);
                }
            }
        }
    }
}

/// A run that was killed between the note and its record finds the note as it left it.
fn assert_settled(base: &str, theirs: &str, ours: &str) -> String {
    let merged = merge(&Base { text: base, gone: "" }, theirs, ours);
    let again = merge(&Base { text: ours, gone: &merged.gone }, &merged.text, ours);
    assert_eq!(again, merged);
    let killed = merge(&Base { text: base, gone: "" }, &merged.text, ours);
    assert!(killed.text == merged.text, "{}", difference(&merged.text, &killed.text));
    merged.text
}

/// Mail of two tasks, the second of which only the later note has.
fn two_notes() -> (String, String) {
    let mut mail =
        Mail { tasks: BTreeMap::new(), decisions: Vec::new(), summary: vec![1], cc: None, words: 0, ids: false };
    mail.tasks.insert(1, Task::new(1));
    let base = mail.note();
    mail.tasks.insert(1, Task { confidence: 88, ..Task::new(1) });
    mail.tasks.insert(12, Task::new(12));
    mail.decisions.push(2);
    (base, mail.note())
}

#[test]
fn tasks_below_a_frontmatter_that_nothing_ends_are_known() {
    let (base, ours) = two_notes();
    let opened = base.replacen("\n---\n\n# Office", "\n-\u{1}--\n\n# Office", 1);
    let end = opened.rfind("---\n\n**[").expect("the last rule");
    for theirs in [&opened[..end], &opened[..end - 40]] {
        let text = assert_settled(&base, theirs, &ours);
        assert!(text.contains("⚠️ 88%"), "{text}");
        assert_eq!(text.matches(" key12 ").count(), 1, "{text}");
    }
    // Nothing of the note is left but its start and the tasks.
    let start = base.find("- [ ] ").expect("a task");
    let theirs = format!("---\ntitle: Of\n{}", &base[start..base.find("## Email Summary").expect("a summary")]);
    let text = assert_settled(&base, &theirs, &ours);
    assert!(text.contains("⚠️ 88%"), "{text}");
}

#[test]
fn of_a_note_that_was_pasted_into_itself_each_copy_stays() {
    let (base, ours) = two_notes();
    let theirs = format!("{base}\n{base}");
    let text = assert_settled(&base, &theirs, &ours);
    assert_eq!(text.matches(" key1 ").count(), 2, "{text}");
    assert_eq!(text.matches(" key12 ").count(), 1, "{text}");
}

/// Part of a note gone, doubled, or with other bytes in it: what a crash of an editor or a sync tool may leave.
fn damaged(text: &str, damages: &[Action]) -> String {
    const PIECES: [&str; 12] =
        ["\n", "---\n", "- [ ] ", "  ", "#", "### 🟢 ", "> ", "\r\n", "```\n", "Book", " key3", "\u{1}"];
    let mut text = text.to_owned();
    for (kind, a, b) in damages {
        let whole = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let from = whole(a * text.len() / 1000);
        let to = whole(from + if kind % 2 == 0 { b % 40 } else { *b });
        let part = text[from..to].to_owned();
        match kind % 6 {
            0 | 1 => text.replace_range(from..to, ""),
            2 | 3 => {
                let place = whole(b * text.len() / 1000);
                text.insert_str(place, &part);
            }
            4 => text.insert_str(from, PIECES[b % PIECES.len()]),
            _ if from > text.len() / 4 => text.truncate(from),
            _ => {}
        }
    }
    text
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_damaged_note_settles_after_one_run(
        start in actions(9), changes in actions(6), edits in actions(4),
        damages in prop::collection::vec((0..1000_usize, 0..1000_usize, 0..1000_usize), 1..5), ids in any::<bool>(),
    ) {
        let mut mail = Mail { tasks: BTreeMap::new(), decisions: vec![1], summary: vec![1], cc: None, words: 0, ids };
        for (n, (kind, a, b)) in start.into_iter().enumerate() {
            mail.change((if n < 5 { 0 } else { kind }, a, b));
        }
        let base = mail.note();
        let mut lines: Vec<String> = base.lines().map(str::to_owned).collect();
        for (n, edit) in edits.into_iter().enumerate() {
            Done::default().edit(&mut lines, edit, n);
        }
        let theirs = damaged(&(lines.join("\n") + "\n"), &damages);
        for change in changes {
            mail.change(change);
        }
        let ours = mail.note();
        let merged = merge(&Base { text: &base, gone: "" }, &theirs, &ours);
        for line in theirs.lines().map(str::trim_end).filter(|line| !line.trim_start().starts_with("- [")) {
            let there = |text: &str| text.lines().any(|other| other.trim_end() == line);
            prop_assert!(there(&merged.text) || there(&base), "lost: {line:?}");
        }
        let again = merge(&Base { text: &ours, gone: &merged.gone }, &merged.text, &ours);
        prop_assert_eq!(&again, &merged);
        let killed = merge(&Base { text: &base, gone: "" }, &merged.text, &ours);
        prop_assert!(
 killed.text == merged.text,
 "=== mail
{}
=== person
{}
=== merged
{}
=== killed
{}", difference(&base, &ours), difference(&base, &theirs), difference(&theirs, &merged.text), difference(&merged.text, &killed.text));
    }
}
