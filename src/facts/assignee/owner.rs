//! Owners that a list, a table or a heading gives: "(Priya)", "@lee", "Owner: Dana", "DevOps: ...", a column "Who".

use super::{LONGEST_PARAGRAPH, Mention};
use crate::facts::people::{People, is_name};
use crate::lexicon;
use crate::rules::Kind;
use crate::structure::{Block, BlockKind, Document, Role};

/// Headers of a column, and keys of a line, that say who.
const OWNER_KEYS: &[&str] = &[
    "owner",
    "owners",
    "who",
    "responsible",
    "assignee",
    "assignees",
    "assigned to",
    "assigned",
    "lead",
    "action by",
    "by whom",
    "action owner",
    "task owner",
    "team",
    "owned by",
    "person",
    "person responsible",
    "responsible person",
    "name",
    "dri",
    "on whom",
    "whose",
    "poc",
    "contact",
    "responsibility",
    "handled by",
    "owner(s)",
];

/// Words for a part of an organisation, which is written like a name where it owns a task.
const TEAMS: &[&str] = &[
    "finance",
    "legal",
    "hr",
    "it",
    "ops",
    "operations",
    "devops",
    "marketing",
    "sales",
    "engineering",
    "security",
    "platform",
    "product",
    "design",
    "support",
    "qa",
    "accounts",
    "accounting",
    "procurement",
    "facilities",
    "payroll",
    "backend",
    "frontend",
    "mobile",
    "identity",
    "infra",
    "infrastructure",
    "data",
    "compliance",
    "communications",
    "comms",
    "logistics",
    "purchasing",
    "research",
    "management",
    "board",
    "sre",
    "risk",
    "audit",
    "treasury",
    "editorial",
    "web",
    "network",
    "admin",
    "reception",
    "maintenance",
];

/// Nouns that end the name of a group.
const GROUP_NOUNS: &[&str] = &[
    "team",
    "group",
    "department",
    "dept",
    "committee",
    "board",
    "squad",
    "desk",
    "office",
    "crew",
    "staff",
    "unit",
    "facilities",
    "managers",
    "leads",
];

/// What stands where an owner would, when there is none.
const NOBODY: &[&str] = &[
    "-",
    "–",
    "—",
    "?",
    "tbd",
    "tbc",
    "n/a",
    "none",
    "open",
    "unassigned",
    "nobody",
    "no owner",
    "not assigned",
    "vacant",
];

/// How many entries beside a label are looked at.
const MOST_SIBLINGS: usize = 50;

/// How many words before a colon or a dash may be an owner.
const LONGEST_LABEL: usize = 5;

/// An owner in the entry's own words: before its colon or dash, in brackets at its end, or with `@`.
pub(super) fn in_words(sentence: &str, kind: Kind, people: &People) -> Option<Mention> {
    mention(sentence, people)
        .or_else(|| bracketed(sentence, people))
        .or_else(|| leading(sentence, kind, people))
        .or_else(|| trailing(sentence, kind, people))
}

/// `@lee` at the start or the end; one in the middle is talked about.
fn mention(sentence: &str, people: &People) -> Option<Mention> {
    let at = sentence.find('@')?;
    let before = sentence.get(..at)?;
    // "[[@Boss]]" is a field of a task reader, which only the program sets.
    if before.ends_with("[[") || before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_')) {
        return None;
    }
    let handle: String =
        sentence.get(at + 1..)?.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-')).collect();
    let handle = handle.trim_end_matches(['.', '-', '_']);
    if handle.is_empty() {
        return None;
    }
    let end = at + 1 + handle.len();
    let after = sentence.get(end..)?;
    let edge = before.trim().is_empty() || after.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    // "@tparr asked for a check by you" names who asks.
    if !edge || after.trim_start().split(' ').next().is_some_and(|w| lexicon::class(w).has(lexicon::Class::PAST)) {
        return None;
    }
    let named = people.resolve(handle).filter(|p| p.first_name().is_some()).map(|p| p.name.clone());
    let name = named.unwrap_or_else(|| handle.replace(['_', '.'], " "));
    let end = end + after.len() - after.trim_start_matches([' ', ':', ',', '-', '–']).len();
    Some(Mention { name, span: Some(at..end) })
}

/// `(Priya)`, `[Identity]`, `(Mei and Lee, jointly)` at the end, or `[Priya]` at the start.
fn bracketed(sentence: &str, people: &People) -> Option<Mention> {
    let trimmed = sentence.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | '!'));
    for (open, close) in [('(', ')'), ('[', ']')] {
        if trimmed.ends_with(close)
            && !trimmed.ends_with("]]")
            && let Some(start) = trimmed.rfind(open)
            && let Some(inside) = trimmed.get(start + 1..trimmed.len() - 1)
            && let Some(name) = owner_in(inside, people)
        {
            // What the brackets say beyond the owner stays: "(mine, tomorrow)" loses only its day to another field.
            return Some(Mention { name, span: Some(start..trimmed.len()) });
        }
    }
    // "(Ingeborg) week of 16 June": before the end it must be somebody of the mail, or a lone name.
    for (open, close) in [('(', ')'), ('[', ']')] {
        let mut from = 0;
        while let Some(start) = sentence.get(from..).and_then(|s| s.find(open)).map(|i| i + from) {
            let Some(end) = sentence.get(start..).and_then(|s| s.find(close)).map(|i| i + start) else { break };
            let inside = sentence.get(start + 1..end).unwrap_or_default().trim();
            if is_known(inside, people) {
                return Some(Mention { name: inside.to_owned(), span: Some(start..end + 1) });
            }
            from = end + 1;
        }
    }
    let rest = sentence.trim_start().strip_prefix('[')?;
    let (inside, _) = rest.split_once(']')?;
    let start = sentence.len() - sentence.trim_start().len();
    Some(Mention { name: owner_in(inside, people)?, span: Some(start..start + inside.len() + 2) })
}

/// The owner among what brackets hold: "Priya, by Friday", "owner: Priya", "jointly".
fn owner_in(inside: &str, people: &People) -> Option<String> {
    let part = inside.split([',', ';', '–', '—']).next()?.trim();
    let part = match part.split_once(':') {
        Some((key, value)) if is_owner_key(key) => value.trim(),
        Some(_) => return None,
        None => part,
    };
    // "(Priya by Friday)"
    let part = part.split(" by ").next().unwrap_or(part).trim_start_matches('@');
    if part.eq_ignore_ascii_case("mine") || part.eq_ignore_ascii_case("me") || part == "I" {
        return Some("me".to_owned());
    }
    owner(part, people)
}

/// "Dana: send ...", "Dana - send ...", "Mei and Nils: ...".
fn leading(sentence: &str, kind: Kind, people: &People) -> Option<Mention> {
    let bullet = sentence.len()
        - sentence.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '•' | '*' | '-' | '·')).len();
    let head = sentence.get(bullet..sentence.floor_char_boundary(bullet + 70)).unwrap_or_default();
    let (at, mark) = [": ", " - ", " – ", " — ", " -> ", " → ", ", "]
        .into_iter()
        .filter_map(|mark| head.find(mark).map(|at| (at, mark)))
        .min()?;
    let label = head.get(..at)?.trim();
    if label.split_whitespace().count() > LONGEST_LABEL || mark == ", " {
        return None;
    }
    let span = Some(0..bullet + at + mark.len());
    if matches!(label.to_lowercase().as_str(), "me" | "i" | "myself") {
        return Some(Mention { name: "me".to_owned(), span });
    }
    let known = label.split(" and ").flat_map(|p| p.split(['&', '/'])).all(|p| is_known(p.trim(), people));
    let team = is_team(label) && mark == ": ";
    // A lone capitalised word before a dash is often the topic.
    let plausible = matches!(kind, Kind::Listed | Kind::Assignment)
        && mark == ": "
        && owner(label, people).is_some()
        && !is_topic(label);
    (known || team || plausible).then(|| Mention { name: label.to_owned(), span })
}

/// A label that can be a thing: a single word of the dictionary ("Contract:") or a plural.
fn is_topic(label: &str) -> bool {
    let lower = label.to_lowercase();
    lexicon::lemma(&lower).is_some()
        || lexicon::class(&lower) != lexicon::Class::default()
        || (lower.ends_with('s') && label.split_whitespace().count() == 1 && lower.len() > 5)
        || [
            "todo",
            "laptop",
            "menu",
            "action",
            "note",
            "context",
            "background",
            "impact",
            "reason",
            "risk",
            "reference",
            "recommendation",
            "dependency",
            "effort",
            "estimate",
            "deadline",
            "owner",
            "due",
            "status",
            "priority",
            "venue",
            "agenda",
            "budget",
            "invoice",
            "website",
            "catering",
            "insurance",
        ]
        .contains(&lower.as_str())
}

/// "Send the deck - Dana", "Send the deck → Dana", "Owner: Dana" at the end.
fn trailing(sentence: &str, kind: Kind, people: &People) -> Option<Mention> {
    if !matches!(kind, Kind::Listed | Kind::Assignment) {
        return None;
    }
    let trimmed = sentence.trim_end_matches(['.', ' ', ';']);
    if let Some(mention) = keyed(trimmed, people) {
        return Some(mention);
    }
    let (at, mark) = [" - ", " – ", " — ", " -> ", " → ", " / ", ": ", ", "]
        .into_iter()
        .filter_map(|m| trimmed.rfind(m).map(|at| (at, m)))
        .max()?;
    let name = trimmed.get(at + mark.len()..)?;
    let fits = if mark == ", " || mark == ": " { is_known(name, people) } else { owner(name, people).is_some() };
    fits.then(|| Mention { name: name.to_owned(), span: Some(at..trimmed.len()) })
}

/// "Owner: Dana" within `text`.
fn keyed(text: &str, people: &People) -> Option<Mention> {
    [" owner: ", " Owner: ", " owner ", " AP: ", " Assignee: ", " Responsible: "].into_iter().find_map(|mark| {
        let at = text.rfind(mark)?;
        let rest = text.get(at + mark.len()..)?;
        let name = owner(rest.split([',', ';', '|']).next().unwrap_or(rest).trim(), people)?;
        Some(Mention { name, span: Some(at..at + mark.len() + name_length(text, at + mark.len())) })
    })
}

fn name_length(text: &str, from: usize) -> usize {
    text.get(from..).map_or(0, |rest| rest.find([',', ';', '|']).unwrap_or(rest.len()))
}

/// The owner that stands around a block: its label, its row's cell, a line under it, the entry or heading above it.
pub(super) fn around(block: usize, kind: Kind, document: &Document, people: &People) -> Option<Mention> {
    let own = document.blocks.get(block)?;
    if let Some(name) = of_block(own, kind, document, people) {
        return Some(name);
    }
    if let Some(name) = below(block, document, people) {
        return Some(Mention { name, span: None });
    }
    // An entry under an entry or a paragraph that names its owner: "Dana:" over a list.
    let mut above = own.parent;
    for _ in 0..3 {
        let Some(parent) = above.and_then(|i| document.blocks.get(i)) else { break };
        if let Some(name) = of_block(parent, kind, document, people) {
            return Some(Mention { span: None, ..name });
        }
        let bare = parent.text.trim().trim_end_matches(':');
        if matches!(own.kind, BlockKind::Entry(_))
            && (is_owner_heading(bare, people) || (is_name(bare) && !is_topic(bare)))
        {
            return Some(Mention { name: bare.to_owned(), span: None });
        }
        above = parent.parent;
    }
    of_section(own.section, document, people).map(|name| Mention { name, span: None })
}

/// Who stands in the margin beside the block.
pub(super) fn beside(block: &Block, people: &People) -> Option<Mention> {
    let name = cell_owner(block.beside.as_deref()?.trim_matches('-'), people)?;
    Some(Mention { name, span: None })
}

fn of_block(block: &Block, kind: Kind, document: &Document, people: &People) -> Option<Mention> {
    if let Some(label) = block.label.as_deref() {
        let mentioned = label.trim().starts_with('@');
        let label = label.trim().trim_start_matches('@');
        if matches!(label.to_lowercase().as_str(), "me" | "i" | "myself" | "mine") {
            return Some(Mention { name: "me".to_owned(), span: None });
        }
        if is_owner_key(label) && matches!(block.kind, BlockKind::KeyValue) {
            return None;
        }
        // "@mei: write the notes": a handle says who in any case.
        if mentioned && !label.contains(char::is_whitespace) {
            let known = people.resolve(label).filter(|p| p.first_name().is_some());
            let name = known.map_or_else(|| label.replace(['_', '.'], " "), |p| p.name.clone());
            return Some(Mention { name, span: None });
        }
        if let Some(name) = owner(label, people)
            .filter(|_| kind == Kind::Assignment && !is_topic(label) || labels_owner(block, label, document, people))
        {
            return Some(Mention { name, span: None });
        }
    }
    if matches!(block.kind, BlockKind::Entry(_))
        && let Some(name) = bracketed(&block.text, people)
    {
        return Some(Mention { span: None, ..name });
    }
    // "Book the hall. Owner: Dana": in a sentence of its own.
    if matches!(block.kind, BlockKind::Entry(_))
        && let Some(mention) = keyed(block.text.trim_end_matches(['.', ' ', ';']), people)
    {
        return Some(Mention { span: None, ..mention });
    }
    if let BlockKind::Row(row) = &block.kind {
        let Some(column) = row.header.iter().position(|h| is_owner_key(h)) else {
            return last_cell(&row.cells, kind, people).map(|name| Mention { name, span: None });
        };
        let cell = row.cells.get(column)?.trim();
        let name = cell_owner(cell, people)?;
        let span = block.text.find(cell).map(|at| at..at + cell.len());
        return Some(Mention { name, span });
    }
    None
}

/// The owner that closes a row of a table without a header: "1.3 | Label the crates | Ines".
fn last_cell(cells: &[String], kind: Kind, people: &People) -> Option<String> {
    let cell = cells.iter().rev().map(|c| c.trim()).find(|c| !c.is_empty())?;
    let acts = matches!(kind, Kind::Listed | Kind::Assignment) && cells.len() > 1;
    let named = parts(cell).all(|p| is_known(p, people) || is_team(p) || !is_topic(p));
    if acts && named { owner(cell, people) } else { None }
}

/// Whether a label says who rather than what about: somebody known, a full name or initials, or one among owners.
fn labels_owner(block: &Block, label: &str, document: &Document, people: &People) -> bool {
    if is_known_all(label, people) || is_team(label) {
        return true;
    }
    if is_topic(label) || !matches!(block.kind, BlockKind::Entry(_)) || is_spoken_of(label, document) {
        return false;
    }
    let initials = label.len() <= 3 && label.chars().all(char::is_uppercase);
    let actions = document.sections.get(block.section).is_some_and(|s| s.role == Role::Actions);
    let among_owners = || {
        let siblings =
            document.blocks.iter().filter(|b| b.section == block.section && matches!(b.kind, BlockKind::Entry(_)));
        siblings.take(MOST_SIBLINGS).filter_map(|b| b.label.as_deref()).any(|l| is_known_all(l, people) || is_team(l))
    };
    initials || actions || label.split_whitespace().count() > 1 || among_owners()
}

/// "Leak: photos to the insurer" in a mail that speaks of "the leak": a thing, whatever its capital.
fn is_spoken_of(label: &str, document: &Document) -> bool {
    let lower = label.to_lowercase();
    let single = !label.contains(char::is_whitespace) && lower != label;
    single
        && document
            .blocks
            .iter()
            .take(MOST_SIBLINGS)
            .filter(|block| block.text.len() <= LONGEST_PARAGRAPH)
            .any(|block| block.text.split(|c: char| !c.is_alphanumeric()).any(|word| word == lower))
}

/// Whether the section says that nobody owns its entries yet.
pub(super) fn left_open(block: usize, document: &Document) -> bool {
    let heading =
        document.blocks.get(block).and_then(|b| document.sections.get(b.section)).and_then(|s| s.heading.as_deref());
    heading.is_some_and(|h| NOBODY.contains(&h.trim().trim_end_matches(':').to_lowercase().as_str()))
}

/// A cell of an owner column: whatever it holds, unless that says that nobody is it.
fn cell_owner(cell: &str, people: &People) -> Option<String> {
    let bare = cell.trim().trim_start_matches('@');
    let lower = bare.to_lowercase();
    if bare.is_empty()
        || ["-", "–", "—", "?", "tbd", "tbc", "n/a", "none", "open", "unassigned", "nobody", "all done"]
            .contains(&lower.as_str())
    {
        return None;
    }
    Some(owner(bare, people).unwrap_or_else(|| bare.to_owned()))
}

/// "Owner: Dana" nested under an entry.
fn below(block: usize, document: &Document, people: &People) -> Option<String> {
    document.blocks.iter().skip(block + 1).take(8).filter(|b| b.parent == Some(block)).find_map(|b| {
        let (key, value) = match b.label.as_deref() {
            Some(label) => (label, b.text.as_str()),
            None => b.text.split_once(':')?,
        };
        is_owner_key(key).then(|| cell_owner(value, people)).flatten()
    })
}

/// A heading that is somebody's name over that person's list.
fn of_section(section: usize, document: &Document, people: &People) -> Option<String> {
    let mut at = Some(section);
    for _ in 0..3 {
        let section = document.sections.get(at?)?;
        // "Week 1" under a name is still that person's; "Follow-up tasks" is a list of its own.
        let passes = matches!(section.role, Role::Timeline);
        if let Some(heading) = section.heading.as_deref() {
            let bare = heading.trim().trim_end_matches(':');
            let bare = ["for ", "For ", "Tasks for ", "Actions for "]
                .iter()
                .find_map(|p| bare.strip_prefix(p))
                .unwrap_or(bare);
            let bare = ["'s tasks", "'s actions", "’s tasks", "’s actions", "'s list", "'s"]
                .iter()
                .find_map(|s| bare.strip_suffix(s))
                .unwrap_or(bare);
            if matches!(section.role, Role::Open | Role::Actions) && is_owner_heading(bare, people) {
                return Some(bare.to_owned());
            }
        }
        at = if passes { section.parent } else { None };
    }
    None
}

fn is_owner_heading(text: &str, people: &People) -> bool {
    is_known_all(text, people) || is_team(text)
}

fn is_owner_key(key: &str) -> bool {
    let key = key.trim().trim_end_matches(['?', ':']).to_lowercase();
    OWNER_KEYS.contains(&key.as_str())
}

fn is_known(name: &str, people: &People) -> bool {
    people.resolve(name).is_some() || people.greeted.iter().any(|g| g.eq_ignore_ascii_case(name))
}

pub(super) fn is_known_all(names: &str, people: &People) -> bool {
    parts(names).all(|p| is_known(p, people))
}

fn parts(names: &str) -> impl Iterator<Item = &str> {
    names.split(" and ").flat_map(|p| p.split(['&', '/', '+', ','])).map(str::trim)
}

/// Names of departments that are words of the language in lower case.
const ACRONYMS: &[&str] = &["it", "hr", "qa", "sre"];

pub(super) fn is_team(text: &str) -> bool {
    if ACRONYMS.contains(&text.trim().to_lowercase().as_str()) {
        return text.trim().chars().all(char::is_uppercase);
    }
    let lower = text.trim().to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    TEAMS.contains(&lower)
        || (text.split_whitespace().count() <= 4
            && lower.rsplit(' ').next().is_some_and(|last| GROUP_NOUNS.contains(&last))
            && lower.contains(' '))
}

/// "The committee": one of the groups that need no other word.
pub(super) fn is_lone_group(text: &str) -> bool {
    GROUP_NOUNS.contains(&text.trim().to_lowercase().as_str())
        || LONE_GROUPS.contains(&text.trim().to_lowercase().as_str())
}

/// Groups that are called so.
const LONE_GROUPS: &[&str] =
    &["council", "trustees", "volunteers", "tenants", "residents", "drivers", "captains", "parents"];

/// `text` as one or more owners: people known, names by their form, teams.
pub(super) fn owner(text: &str, people: &People) -> Option<String> {
    let text = text.trim().trim_start_matches('@').trim_matches(['*', '_']);
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    let one = |part: &str| is_known(part, people) || is_team(part) || is_name(part);
    parts(text)
        .all(|p| one(p.trim_start_matches('@')))
        .then(|| parts(text).map(|p| p.trim_start_matches('@')).collect::<Vec<_>>().join(" and "))
}
