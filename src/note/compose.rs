//! The parts of a note, in their order.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::safe::{
    BlockId, FileName, FolderName, HeadingText, LinkTarget, NoteLink, Owner, Page, Paragraph, QuoteText, Slug,
    TaskText, Time, YamlScalar, web_address,
};
use super::task_line::{self, TaskLine};
use super::{Note, Options, source};
use crate::clean;
use crate::email::{Email, EmailId, Mailbox};
use crate::score::Priority;
use crate::structure::{BlockKind, Document};
use crate::task::Task;
use crate::zones::Voice;

/// Bytes of a note: Templater and others read every new note whole, and a vault has thousands.
pub const NOTE_LIMIT: usize = 100 * 1024;
/// Tasks in a note: more than this is a mail that wants to flood the vault, and no list that a person works through.
pub const TASKS_LIMIT: usize = 100;
/// Per cent from which a task stands under "Action Items". What is less sure is softer ("it would be good to ..."),
/// and stands under "Next Steps", where it can be read over.
pub const FIRM_PERCENT: u8 = 60;

pub(crate) const ACTION_ITEMS: &str = "## Action Items";
pub(crate) const HIGH: &str = "### 🔴 High Priority";
pub(crate) const MEDIUM: &str = "### 🟡 Medium Priority";
pub(crate) const LOW: &str = "### 🟢 Low Priority";
pub(crate) const NEXT_STEPS: &str = "## Next Steps";
pub(crate) const NO_TASKS: &str = "No action items found in this email.";
pub(crate) const NONE_CERTAIN: &str = "No certain action items found in this email.";

/// Bytes that the task lists leave to what stands below them.
const RESERVE: usize = 24 * 1024;
/// People in a To, Cc or Participants line: more are a list, not a set of readers.
const PEOPLE_LIMIT: usize = 20;
const ATTACHMENTS_LIMIT: usize = 30;
/// Sentences and characters of the extract: the first screen of a mail, enough to know which one it is.
const EXTRACT_SENTENCES: usize = 3;
const EXTRACT_CHARACTERS: usize = 500;
/// Lines under one task.
const CONTEXT_LIMIT: usize = 5;
const LINKS_LIMIT: usize = 3;
const DECISIONS_LIMIT: usize = 20;
const SUMMARY_LIMIT: usize = 30;

/// Labels of a context line that say more than "Context".
const CONTEXT_LABELS: [&str; 18] = [
    "Background",
    "Blocked by",
    "Condition",
    "Context",
    "Deadline",
    "Depends on",
    "Effect",
    "Goal",
    "Impact",
    "Note",
    "Problem",
    "Reason",
    "Recommended",
    "Reference",
    "Requirement",
    "Requires",
    "Risk",
    "Why",
];

/// What only this module can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Composed;

/// What a note tells of an email.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    pub document: &'a Document,
    pub tasks: &'a [Task],
    /// Tasks that stand in other notes.
    pub already: &'a [Already],
    /// What the email says was decided.
    pub decisions: &'a [String],
    /// Its own headings, each with the number of its entries.
    pub summary: &'a [(String, usize)],
}

/// A task of the email that the note of another email of its thread has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Already {
    pub text: String,
    /// The other note's name without `.md`.
    pub note: String,
}

/// The note of an email. Same arguments, same bytes.
pub fn compose(email: &Email, parts: &Parts, options: &Options) -> Note {
    let Parts { document, tasks, already, decisions, summary } = *parts;
    let title = HeadingText::new(&email.subject);
    let mut page = Page::default();
    frontmatter(&mut page, email, &title, options);
    head(&mut page, email, &title);
    details(&mut page, email, document, tasks);
    task_lists(&mut page, tasks, options);
    in_other_notes(&mut page, already);
    key_decisions(&mut page, decisions);
    email_summary(&mut page, summary);
    page.put("---\n\n**[🔄 Reprocess this email](").put(LinkTarget::reprocess(&email.id)).put(")**\n");

    let day = email.date.date_naive();
    let print = fingerprint(email);
    Note {
        email_id: email.id.clone(),
        folders: folders(day, options),
        file_name: FileName::new(day, &title).as_str().to_owned(),
        file_name_with_id: FileName::with_suffix(day, &title, &suffix(&email.id)).as_str().to_owned(),
        text: page.into_string(),
        fingerprint: print,
        composed: Composed,
    }
}

impl Note {
    /// The note under an id of its own, for where another email has the id already: a stranger who copies the
    /// Message-ID of a real mail must not keep that mail, or his own, from being written.
    pub fn twin(&self) -> Note {
        let id = twin_id(&self.email_id, &self.fingerprint);
        let was = YamlScalar::id(&self.email_id);
        let (was, is) =
            (format!("\nemailId: {}\n", was.as_str()), format!("\nemailId: {}\n", YamlScalar::id(&id).as_str()));
        let mut text = self.text.replacen(&was, &is, 1);
        let (was, is) = (LinkTarget::reprocess(&self.email_id), LinkTarget::reprocess(&id));
        // The program's own link is the last line; nothing of the mail can spell another.
        if let Some(at) = text.rfind(was.as_str()) {
            text.replace_range(at..at + was.as_str().len(), is.as_str());
        }
        let stem = self.file_name.strip_suffix(".md").unwrap_or(&self.file_name);
        Note {
            file_name_with_id: format!("{stem} ({}).md", suffix(&id)),
            email_id: id,
            folders: self.folders.clone(),
            file_name: self.file_name.clone(),
            text,
            fingerprint: self.fingerprint.clone(),
            composed: Composed,
        }
    }
}

/// An id from another one and what tells the emails apart; hashed again while YAML could read it as a number.
fn twin_id(id: &EmailId, fingerprint: &str) -> EmailId {
    let mut seed = format!("{}\0{fingerprint}", id.as_str());
    loop {
        let digits: String = hex(&Sha256::digest(&seed)).chars().take(16).collect();
        // A letter beside `e` makes it text to every reader.
        if digits.contains(['a', 'b', 'c', 'd', 'f']) {
            return EmailId(digits);
        }
        seed = digits;
    }
}

fn suffix(id: &EmailId) -> String {
    hex(&Sha256::digest(id.as_str())).chars().take(SUFFIX_DIGITS).collect()
}

/// Hex digits that tell notes of one name apart: enough for thousands of mails with one subject on one day.
const SUFFIX_DIGITS: usize = 6;

fn folders(day: NaiveDate, options: &Options) -> Vec<String> {
    let day = super::day(day);
    let below = [&options.folder, &options.label_folder].into_iter().flat_map(|path| folders_of(path));
    let mut folders: Vec<String> = below.map(|folder| folder.as_str().to_owned()).collect();
    folders.extend(day.split('-').take(2).map(str::to_owned));
    folders
}

/// The folders of a path that the settings give.
pub(crate) fn folders_of(path: &str) -> Vec<FolderName> {
    path.split(['/', '\\']).filter(|part| !part.trim().is_empty()).filter_map(FolderName::new).collect()
}

/// Sender, time and words of an email: the same for two copies of one mail, different for a mail that copies an id.
fn fingerprint(email: &Email) -> String {
    let mut hash = Sha256::new();
    let sender = email.from.as_ref().and_then(|from| from.address.as_deref()).unwrap_or_default();
    hash.update(sender.to_ascii_lowercase());
    hash.update([0]);
    hash.update(email.date.timestamp().to_le_bytes());
    for line in &email.body.lines {
        for word in line.text.split_whitespace() {
            hash.update(word);
            hash.update([b' ']);
        }
    }
    hex(&hash.finalize())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}"); // Writing to a string does not fail.
        out
    })
}

fn frontmatter(page: &mut Page, email: &Email, title: &HeadingText, options: &Options) {
    page.put("---\ntitle: ").put(YamlScalar::text(title));
    page.put("\nemailId: ").put(YamlScalar::id(&email.id));
    if !options.label.trim().is_empty() {
        page.put("\nlabel: ").put(YamlScalar::text(&HeadingText::new(&options.label)));
    }
    if let Some(id) = email.gmail_id {
        page.put("\ngmailUrl: ").put(YamlScalar::link(&LinkTarget::gmail(id)));
    }
    if let Some(id) = email.message_id.as_deref().filter(|id| !id.is_empty()).and_then(YamlScalar::exact) {
        page.put("\nmessageId: ").put(id);
    }
    page.put("\nemailDate: ").put(YamlScalar::date_time(email.date.naive_local()));
    if let Some(source) = source::of(&email.origin) {
        page.put("\nsource: ").put(source);
    }
    page.put("\n---\n\n");
}

fn head(page: &mut Page, email: &Email, title: &HeadingText) {
    page.put("# ").put(title).put("\n\n**Email:** ");
    let search = email.message_id.as_deref().and_then(LinkTarget::gmail_search);
    match (email.gmail_id.map(LinkTarget::gmail), search) {
        (Some(direct), Some(search)) => {
            page.put("[View in Gmail](").put(direct).put(") · [Find in Gmail](").put(search).put(")\n")
        }
        (Some(direct), None) => page.put("[View in Gmail](").put(direct).put(")\n"),
        (None, Some(search)) => page.put("[Find in Gmail](").put(search).put(")\n"),
        (None, None) => page.put("no link, for it has no Message-ID\n"),
    };
    page.put("**Date:** ").put(email.date.date_naive()).put(" ").put(Time(email.date.time())).put("\n");
    if !email.attachments.is_empty() {
        page.put("**Attachments:** ");
        for (at, attachment) in email.attachments.iter().take(ATTACHMENTS_LIMIT).enumerate() {
            page.put(if at == 0 { "" } else { ", " });
            match attachment.name.as_deref().map(clean::one_line).filter(|name| !name.is_empty()) {
                Some(name) => page.put(Paragraph::name(&name)),
                None => page.put("unnamed ").put(Paragraph::name(&attachment.mime)),
            };
            size(page, attachment.bytes);
        }
        more(page, email.attachments.len(), ATTACHMENTS_LIMIT);
        page.put("\n");
    }
    page.put("\n");
}

fn size(page: &mut Page, bytes: usize) {
    const KIB: usize = 1024;
    match bytes {
        0 => page,
        1..KIB => page.put(" (").put(bytes).put(" bytes)"),
        KIB..1_048_576 => page.put(" (").put(bytes.div_ceil(KIB)).put(" KiB)"),
        _ => page.put(" (").put(bytes.div_ceil(KIB * KIB)).put(" MiB)"),
    };
}

/// Says how many of `all` a list that was cut at `limit` leaves out.
fn more(page: &mut Page, all: usize, limit: usize) {
    if all > limit {
        page.put(" and ").put(all - limit).put(" more");
    }
}

fn details(page: &mut Page, email: &Email, document: &Document, tasks: &[Task]) {
    page.put("## Email Details\n\n");
    if let Some(from) = &email.from {
        page.put("**From:** ");
        mailbox(page, from);
        page.put("\n");
    }
    mailboxes(page, "**To:** ", &email.to);
    mailboxes(page, "**Cc:** ", &email.cc);
    participants(page, email, tasks);
    page.put("\n**Email Content:**\n");
    let extract = extract(email, document);
    if extract.is_empty() {
        page.put("No text of the sender's own.\n\n");
    }
    for text in extract {
        page.put(Paragraph::new(&text)).put("\n\n");
    }
}

fn mailboxes(page: &mut Page, label: &'static str, mailboxes: &[Mailbox]) {
    if mailboxes.is_empty() {
        return;
    }
    page.put(label);
    for (at, one) in mailboxes.iter().take(PEOPLE_LIMIT).enumerate() {
        page.put(if at == 0 { "" } else { ", " });
        mailbox(page, one);
    }
    more(page, mailboxes.len(), PEOPLE_LIMIT);
    page.put("\n");
}

fn mailbox(page: &mut Page, mailbox: &Mailbox) {
    match (&mailbox.name, &mailbox.address) {
        (Some(name), Some(address)) if name != address => {
            page.put(Paragraph::name(name)).put(" (").put(Paragraph::name(address)).put(")")
        }
        (_, Some(one)) | (Some(one), None) => page.put(Paragraph::name(one)),
        (None, None) => page.put("unknown"),
    };
}

/// Everyone whom the mail names: in its headers, and as the owner of a task.
fn participants(page: &mut Page, email: &Email, tasks: &[Task]) {
    let headers = email.from.iter().chain(&email.to).chain(&email.cc).filter_map(|mailbox| mailbox.name.as_deref());
    let owners = tasks.iter().filter_map(|task| task.assignee.as_ref()?.name.as_deref());
    let mut names: Vec<&str> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for name in headers {
        let name = name.trim();
        if !name.is_empty() && seen.insert(name.to_lowercase()) {
            names.push(name);
        }
    }
    // "Farid and Lorcan" own a task together, and the headers may have them in full.
    let known: std::collections::HashSet<String> =
        seen.iter().flat_map(|name| name.split(' ')).map(str::to_owned).collect();
    for name in owners.flat_map(|owners| owners.split(" and ")).map(str::trim) {
        let lower = name.to_lowercase();
        if !name.is_empty() && !known.contains(&lower) && seen.insert(lower) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return;
    }
    page.put("**Participants:** ");
    for (at, name) in names.iter().take(PEOPLE_LIMIT).enumerate() {
        page.put(if at == 0 { "" } else { ", " }).put(Paragraph::name(name));
    }
    more(page, names.len(), PEOPLE_LIMIT);
    page.put("\n");
}

/// The email's own leading words: up to three sentences or 500 characters, a paragraph a string.
fn extract(email: &Email, document: &Document) -> Vec<String> {
    let speaks = |voice: Voice| {
        document.blocks.iter().filter(move |block| {
            block.voice == voice
                && matches!(block.kind, BlockKind::Paragraph | BlockKind::Entry(_) | BlockKind::KeyValue)
                && !block.text.trim().is_empty()
        })
    };
    // A mail that only hands something over has no other words.
    let voice = if speaks(Voice::Own).next().is_some() { Voice::Own } else { Voice::Forwarded };
    let mut paragraphs: Vec<String> = Vec::new();
    let (mut sentences, mut characters) = (0, 0);
    for block in speaks(voice) {
        if sentences >= EXTRACT_SENTENCES || characters >= EXTRACT_CHARACTERS {
            break;
        }
        let mut paragraph = match (&block.kind, &block.label) {
            (BlockKind::KeyValue, Some(key)) => format!("{key}: "),
            _ => String::new(),
        };
        let text = clean::cut(&block.text, EXTRACT_CHARACTERS * 4);
        for span in crate::sentences::spans(text) {
            if sentences >= EXTRACT_SENTENCES || characters >= EXTRACT_CHARACTERS {
                break;
            }
            let sentence = text.get(span).unwrap_or_default().trim();
            let room = EXTRACT_CHARACTERS - characters;
            let kept = clean::cut(sentence, room);
            if !paragraph.is_empty() && !paragraph.ends_with(' ') {
                paragraph.push(' ');
            }
            paragraph.push_str(kept);
            if kept.len() < sentence.len() {
                paragraph.push('…');
            }
            sentences += 1;
            characters += kept.chars().count();
        }
        paragraphs.push(paragraph);
    }
    if paragraphs.is_empty() && document.sections.is_empty() && document.blocks.is_empty() {
        // No structure was read at all: the first words of the body.
        let words = email.body.lines.iter().map(|line| line.text.trim()).find(|line| !line.is_empty());
        paragraphs.extend(words.map(|line| clean::cut(line, EXTRACT_CHARACTERS).to_owned()));
    }
    paragraphs
}

fn task_lists(page: &mut Page, tasks: &[Task], options: &Options) {
    let mut sorted: Vec<&Task> = tasks.iter().collect();
    // No due day is the latest of all; the line keeps the order of the mail.
    sorted.sort_by_key(|task| {
        let due = task.due.as_ref().map(|due| due.date);
        (task.confidence.get() < FIRM_PERCENT, task.priority, due.is_none(), due, task.line)
    });
    let mut budget =
        Budget { tasks: TASKS_LIMIT, bytes: (NOTE_LIMIT - RESERVE).saturating_sub(page.len()), left_out: 0 };
    let (firm, soft): (Vec<&Task>, Vec<&Task>) =
        sorted.into_iter().partition(|task| task.confidence.get() >= FIRM_PERCENT);

    page.put(ACTION_ITEMS).put("\n\n");
    if firm.is_empty() {
        page.put(if soft.is_empty() { NO_TASKS } else { NONE_CERTAIN }).put("\n\n");
    }
    for (priority, heading) in [(Priority::High, HIGH), (Priority::Medium, MEDIUM), (Priority::Low, LOW)] {
        let ranked: Vec<&Task> = firm.iter().filter(|task| task.priority == priority).copied().collect();
        list(page, heading, &ranked, options, &mut budget);
    }
    list(page, NEXT_STEPS, &soft, options, &mut budget);
    if budget.left_out > 0 {
        page.put("*").put(budget.left_out).put(if budget.left_out == 1 {
            " further task was"
        } else {
            " further tasks were"
        });
        page.put(" left out: a note has at most ");
        page.put(TASKS_LIMIT).put(" tasks and ").put(NOTE_LIMIT / 1024).put(" KiB.*\n\n");
    }
}

/// What a note may still take.
struct Budget {
    tasks: usize,
    bytes: usize,
    left_out: usize,
}

fn list(page: &mut Page, heading: &'static str, tasks: &[&Task], options: &Options, budget: &mut Budget) {
    let filter = options.global_filter.as_deref().and_then(|tag| Slug::of_user(tag.trim_start_matches('#')));
    let mut any = false;
    for task in tasks {
        let mut entry = Page::default();
        if budget.tasks > 0 && budget.left_out == 0 {
            task_line::write(&mut entry, &line_of(task), options.task_format, filter.as_ref());
            entry.put("\n");
            below(&mut entry, task);
            entry.put("\n");
        }
        if entry.is_empty() || entry.len() + heading.len() + 2 > budget.bytes {
            budget.left_out += 1;
            continue;
        }
        budget.tasks -= 1;
        budget.bytes -= entry.len();
        if !any {
            budget.bytes = budget.bytes.saturating_sub(heading.len() + 2);
            page.put(heading).put("\n\n");
            any = true;
        }
        page.append(&entry);
    }
}

/// The line that a task has in the note.
pub(crate) fn line_of(task: &Task) -> TaskLine {
    TaskLine {
        text: TaskText::new(&task.text),
        owner: task.assignee.as_ref().and_then(|assignee| Owner::new(assignee.name.as_deref()?)),
        due: task.due.as_ref().map(|due| due.date),
        priority: task.priority,
        cluster: task.cluster.as_ref().and_then(|cluster| Slug::new(cluster.as_str())),
        confidence: task.confidence,
        tags: task.tags.iter().filter_map(|tag| Slug::new(tag.as_str())).collect(),
        id: BlockId::new(task.id.as_str()),
    }
}

/// Context, links and quote under a task.
fn below(page: &mut Page, task: &Task) {
    for context in
        task.context.iter().map(|text| clean::one_line(text)).filter(|text| !text.is_empty()).take(CONTEXT_LIMIT)
    {
        let labelled = context.split_once(": ").is_some_and(|(label, _)| CONTEXT_LABELS.contains(&label));
        page.put(if labelled { "  - " } else { "  - Context: " });
        page.put(Paragraph::inside(&context)).put("\n");
    }
    for link in links(&task.text) {
        page.put("  - Link: ").put(Paragraph::inside(link)).put("\n");
    }
    let quote = clean::one_line(&task.quote);
    if !quote.is_empty() {
        page.put("  > \"").put(QuoteText::new(&quote)).put("\"\n");
    }
}

/// The web addresses of a task's text, which the task line itself does not carry.
fn links(text: &str) -> Vec<&str> {
    let starts = text.match_indices("://").filter_map(|(at, _)| {
        let start = text.get(..at)?.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |before| {
            before + text.get(before..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        web_address(text.get(start..)?).map(|web| web.text)
    });
    let mut found: Vec<&str> = Vec::new();
    for link in starts.take(LINKS_LIMIT) {
        if !found.contains(&link) {
            found.push(link);
        }
    }
    found
}

/// Above the tasks of the email that stand in other notes.
pub const ALREADY_HEADING: &str = "## Already Noted";

/// Where the tasks stand that an earlier email of the thread has: plain entries, for a second box would be a second task.
fn in_other_notes(page: &mut Page, already: &[Already]) {
    if already.is_empty() {
        return;
    }
    page.put(ALREADY_HEADING).put("\n\n");
    for one in already.iter().take(TASKS_LIMIT) {
        page.put("- ").put(TaskText::new(&one.text)).put(": ").put(NoteLink::new(&one.note)).put("\n");
    }
    page.put("\n");
}

fn key_decisions(page: &mut Page, decisions: &[String]) {
    let decisions: Vec<String> =
        decisions.iter().map(|text| clean::one_line(text)).filter(|text| !text.is_empty()).collect();
    if decisions.is_empty() {
        return;
    }
    page.put("## Key Decisions\n\n");
    for text in decisions.iter().take(DECISIONS_LIMIT) {
        page.put("- ").put(QuoteText::entry(text)).put("\n");
    }
    if decisions.len() > DECISIONS_LIMIT {
        page.put("- ").put(decisions.len() - DECISIONS_LIMIT).put(" more\n");
    }
    page.put("\n");
}

fn email_summary(page: &mut Page, summary: &[(String, usize)]) {
    let sections = summary.iter().filter(|(heading, _)| !clean::one_line(heading).is_empty());
    let mut any = false;
    for (heading, entries) in sections.clone().take(SUMMARY_LIMIT) {
        if !any {
            page.put("## Email Summary\n\n");
            any = true;
        }
        page.put("- ").put(Paragraph::name_at_start(heading));
        match entries {
            0 => {}
            1 => _ = page.put(" (1 entry)"),
            _ => _ = page.put(" (").put(*entries).put(" entries)"),
        }
        page.put("\n");
    }
    let all = sections.count();
    if all > SUMMARY_LIMIT {
        page.put("- ").put(all - SUMMARY_LIMIT).put(if all == SUMMARY_LIMIT + 1 {
            " more section\n"
        } else {
            " more sections\n"
        });
    }
    if any {
        page.put("\n");
    }
}
