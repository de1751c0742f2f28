//! Lines put together: sections opened by headings, paragraphs from wrapped lines, entries under their parents.

use super::greetings::Said;
use super::headings::{self, Habits, Heading, Style};
use super::labels::{self, Place};
use super::lines::View;
use super::markers::{Class, Marker};
use super::{Block, BlockKind, Document, Entry, MAX_BLOCKS, Role, Row, Section, greetings, roles, tables, wrap};

/// A heading whose section has not ended.
#[expect(clippy::struct_excessive_bools, reason = "four facts about a section, each read by itself")]
struct Open {
    section: usize,
    style: Style,
    indent: usize,
    /// Its own words give a role, it did not inherit one.
    tells: bool,
    /// It names a stretch of time ("Week 1").
    period: bool,
    /// Nothing stands under it yet.
    empty: bool,
    /// A list or table stands under it.
    listed: bool,
}

/// An entry that further lines may belong to.
struct Held {
    block: usize,
    indent: usize,
    class: Class,
    value: Option<u32>,
}

/// "Our reference: RI/44871/25", "Premises: Unit 6, Tannery Lane": lines above the greeting are short.
const LETTERHEAD_WORDS: usize = 10;
/// Deeper nesting, of lists and of sections, is folded into this level: no reader would follow it.
const MAX_DEPTH: usize = 24;

struct Reader<'v, 'a> {
    views: &'v [View<'a>],
    habits: Habits,
    document: Document,
    open: Vec<Open>,
    list: Vec<Held>,
    /// The paragraph that introduces the list.
    intro: Option<usize>,
    /// What the zone has said so far, while a greeting may still come.
    silence: Option<Said>,
}

pub(super) fn read(views: &[View<'_>], habits: Habits) -> Document {
    let front = Section { heading: None, number: None, parent: None, role: Role::Open, line: 1 };
    let document = Document { sections: vec![front], blocks: Vec::new() };
    let mut reader = Reader {
        views,
        habits,
        document,
        open: Vec::new(),
        list: Vec::new(),
        intro: None,
        silence: Some(Said::Nothing),
    };
    let mut at = 0;
    while at < views.len() && reader.document.blocks.len() < MAX_BLOCKS {
        at = reader.step(at);
    }
    reader.release_outro();
    plan_periods(&mut reader.document.sections);
    reader.document
}

impl<'a> Reader<'_, 'a> {
    /// Reads what starts at this line and gives the line after it.
    fn step(&mut self, at: usize) -> usize {
        let view = &self.views[at];
        if view.cut {
            self.release_outro();
            self.open.clear();
            self.list.clear();
            self.intro = None;
            self.silence = Some(Said::Nothing);
        }
        if view.is_blank() {
            return at + 1;
        }
        if view.rule {
            self.list.clear();
            return at + 1;
        }
        if let Some(said) = self.silence.take() {
            if greetings::is_greeting(self.views, at, said) {
                return self.take_whole(at, 1, BlockKind::Greeting);
            }
            // Reference lines and a title may stand above the greeting.
            self.silence = Some(Said::Something).filter(|_| view.words() <= LETTERHEAD_WORDS && view.marker.is_none());
        }
        let fresh = self.is_fresh(at);
        let closing = greetings::closing(self.views, at);
        if closing > 0 && self.is_break(at) {
            self.release_outro();
            self.open.clear();
            self.list.clear();
            return self.take_whole(at, closing, BlockKind::Closing);
        }
        let heading = headings::read(self.views, at, fresh, self.habits).or_else(|| self.next_number(at, fresh));
        if let Some(heading) = heading {
            return self.take_heading(at, heading);
        }
        if let Some(table) = tables::read(self.views, at) {
            return self.take_table(at, table);
        }
        match view.marker.as_ref().filter(|marker| self.is_entry(at, marker, fresh)) {
            Some(marker) => self.take_entry(at, marker),
            None => self.take_paragraph(at),
        }
    }

    /// No sentence that this line could go on with stands directly above.
    fn is_fresh(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1).and_then(|above| self.views.get(above)) else { return true };
        let below_heading = matches!(self.document.blocks.last(), Some(Block { kind: BlockKind::Heading | BlockKind::Greeting, lines, .. }) if lines.end == self.views[at].index);
        self.views[at].cut
            || above.is_blank()
            || above.rule
            || below_heading
            || (wrap::is_ended(above.text) && self.is_break(at))
            || (self.follows_list() && above.indent > self.views[at].indent && self.is_over_list(at))
    }

    /// Stands further out than the list above it, and over another list or as a break that was meant.
    fn is_over_list(&self, at: usize) -> bool {
        self.views.get(at + 1).is_some_and(|below| below.marker.is_some()) || self.is_break(at)
    }

    /// The break above the line was meant.
    fn is_break(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|above| self.views.get(above)).is_none_or(|above| {
            let apart = above.is_blank() || above.margin.is_some() || self.views[at].cut;
            apart || !wrap::joins(above, &self.views[at], self.habits)
        })
    }

    /// A marker in the middle of a paragraph ("we have\n- I think - two") is none.
    fn is_entry(&self, at: usize, marker: &Marker<'_>, fresh: bool) -> bool {
        if fresh {
            return true;
        }
        if marker.class == Class::Bare {
            return false;
        }
        let above = at.checked_sub(1).and_then(|above| self.views.get(above));
        let first = matches!(marker.number, Some("1" | "a" | "A" | "i" | "I"));
        let introduced = above.is_some_and(|above| {
            let sibling = above
                .marker
                .as_ref()
                .is_some_and(|other| other.class == marker.class || first || marker.class.is_bullet());
            above.text.ends_with(':') || sibling
        });
        let follows = self.list.iter().any(|held| {
            held.class == marker.class
                && (marker.class.is_bullet() || held.value.zip(value(marker)).is_none_or(|(a, b)| b == a + 1))
        });
        let sibling = self
            .views
            .get(at + 1)
            .is_some_and(|below| below.marker.as_ref().is_some_and(|other| other.class == marker.class));
        introduced || first || follows || sibling || self.is_break(at)
    }

    fn section(&self) -> usize {
        self.open.last().map_or(0, |open| open.section)
    }

    fn push(&mut self, block: Block) -> usize {
        if !matches!(block.kind, BlockKind::Heading)
            && let Some(open) = self.open.last_mut()
        {
            open.empty = false;
            open.listed |= matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_));
        }
        self.document.blocks.push(block);
        self.document.blocks.len() - 1
    }

    /// Lines that are taken as they stand.
    fn take_whole(&mut self, at: usize, length: usize, kind: BlockKind) -> usize {
        let end = (at + length).min(self.views.len());
        let text = join(self.views[at..end].iter().map(|view| view.text));
        let view = &self.views[at];
        let lines = view.index..self.views[end - 1].index + 1;
        self.push(Block {
            kind,
            text,
            label: None,
            beside: None,
            lines,
            section: self.section(),
            parent: None,
            voice: view.voice,
        });
        end
    }

    fn take_heading(&mut self, at: usize, heading: Heading) -> usize {
        let view = &self.views[at];
        let period = roles::names_a_period(&heading.text);
        let depth = self.depth_of(&heading, period, view.indent);
        self.open.truncate(depth.min(MAX_DEPTH));
        self.list.clear();
        self.intro = None;
        let parent = self.open.last();
        let above = parent.and_then(|open| self.document.sections.get(open.section));
        // The title of the whole ("Meeting summary") says nothing of its parts.
        let entitles = parent.is_some_and(|open| open.style.rank() <= 10);
        let inherited = above.map_or(Role::Open, |section| section.role);
        let inherited = if entitles && inherited == Role::Information { Role::Open } else { inherited };
        // "Week 1" under "Actions" holds actions, anywhere else what is planned for it.
        let role =
            if heading.role == Role::Open || (period && inherited == Role::Actions) { inherited } else { heading.role };
        let section = self.document.sections.len();
        self.document.sections.push(Section {
            heading: Some(heading.text.clone()),
            number: heading.number.or_else(|| counted(&heading.text)),
            parent: parent.map(|open| open.section),
            role,
            line: view.index + 1,
        });
        if let Some(open) = self.open.last_mut() {
            open.empty = false;
        }
        self.open.push(Open {
            section,
            style: heading.style,
            indent: view.indent,
            tells: heading.role != Role::Open && !period,
            period,
            empty: true,
            listed: false,
        });
        let end = at + heading.lines;
        let lines = view.index..view.index + heading.lines;
        self.push(Block {
            kind: BlockKind::Heading,
            text: heading.text,
            label: None,
            beside: None,
            lines,
            section,
            parent: None,
            voice: view.voice,
        });
        end
    }

    /// "3. Fees and costs" where "2. Next steps" was a heading: numbered on, and set apart like it.
    fn next_number(&self, at: usize, fresh: bool) -> Option<Heading> {
        let view = self.views.get(at).filter(|_| fresh)?;
        let marker = view.marker.as_ref()?;
        let beside = |open: &&Open| matches!(open.style, Style::Numbered(_)) && open.indent.abs_diff(view.indent) <= 1;
        let open = self.open.iter().rev().find(beside)?;
        let above =
            self.document.sections.get(open.section)?.number.as_ref()?.trim_end_matches('.').parse::<u32>().ok()?;
        (value(marker)? == above + 1 && headings::is_set_apart(self.views, at))
            .then(|| headings::of_marker(marker, open.style))
    }

    /// How many of the open headings enclose the new one, which names a stretch of time or not.
    fn depth_of(&self, heading: &Heading, period: bool, indent: usize) -> usize {
        let tells = heading.role != Role::Open && !period;
        let strong = heading.style.is_strong();
        let governs = |open: &Open| open.empty && open.tells && !tells;
        // "MONEY" is no sibling of "WEEK 3", though both are set in capitals.
        let alike = |open: &Open| {
            open.style == heading.style && open.indent.abs_diff(indent) <= 1 && !(strong && open.period && !period)
        };
        if let Some(mut depth) = self.open.iter().rposition(alike) {
            // "Action items:" directly over "Dana:" holds it, and "TIMELINE:" holds "WEEK 1:".
            let innermost = depth + 1 == self.open.len();
            if innermost && self.open.last().is_some_and(governs) && (!strong || period || self.is_for_owners()) {
                return depth + 1;
            }
            while tells && depth > 0 && self.open[depth - 1].style == heading.style {
                depth -= 1;
            }
            return depth;
        }
        let rank = heading.style.rank();
        // "SUMMARY" with a text of its own stands beside "A. FINDINGS", not over it.
        let beside = |open: &Open| {
            let role = self.document.sections.get(open.section).map_or(Role::Open, |section| section.role);
            (open.style, heading.style) == (Style::Capitals, Style::NumberedCapitals)
                && role == Role::Information
                && !open.empty
        };
        let encloses = |open: &Open| {
            let over = open.style.rank() < rank && !beside(open);
            over || indent > open.indent + 1 || (open.style.rank() == rank && governs(open))
        };
        self.open.iter().rposition(encloses).map_or(0, |depth| depth + 1)
    }

    /// A heading of actions with nothing under it but further headings: those name who acts.
    fn is_for_owners(&self) -> bool {
        self.open
            .last()
            .and_then(|open| self.document.sections.get(open.section))
            .is_some_and(|section| section.role == Role::Actions)
    }

    fn take_table(&mut self, at: usize, table: tables::Table) -> usize {
        self.list.clear();
        let parent = self.intro_at(at);
        for (range, row) in table.rows {
            if self.document.blocks.len() >= MAX_BLOCKS {
                break;
            }
            let first = &self.views[range.start];
            let lines = first.index..self.views[range.end - 1].index + 1;
            let (kind, label, text) = row_kind(row);
            if !text.is_empty() {
                let section = self.section();
                let beside = None;
                self.push(Block { kind, text, label, beside, lines, section, parent, voice: first.voice });
            }
        }
        at + table.length.max(1)
    }

    /// The paragraph that introduces what starts here: it ends in a colon, or stands directly above.
    fn intro_at(&self, at: usize) -> Option<usize> {
        let last = self.document.blocks.last()?;
        let directly = last.lines.end == self.views[at].index;
        let introduces = matches!(last.kind, BlockKind::Paragraph)
            && last.section == self.section()
            && (last.text.ends_with([':', '：']) || directly);
        introduces.then(|| self.document.blocks.len() - 1)
    }

    fn take_entry(&mut self, at: usize, marker: &Marker<'a>) -> usize {
        let view = &self.views[at];
        self.fold_list(view.indent, marker.class);
        if self.list.is_empty() {
            self.intro = self.intro_at(at).or(self.intro.filter(|_| self.follows_list()));
        }
        self.list.truncate(MAX_DEPTH);
        let level = self.list.len();
        let parent = self.list.last().map(|held| held.block).or(self.intro);
        let end = self.continued(at, Some(view.indent));
        let text = join(std::iter::once(marker.rest).chain(self.views[at + 1..end].iter().map(|view| view.text)));
        let (label, text) = unlabelled(text, Place::Entry);
        let entry = Entry { level, number: marker.number.map(str::to_owned), checked: marker.checked };
        let lines = view.index..self.views[end - 1].index + 1;
        let block = self.push(Block {
            kind: BlockKind::Entry(entry),
            text,
            label,
            beside: self.beside(end),
            lines,
            section: self.section(),
            parent,
            voice: view.voice,
        });
        self.list.push(Held { block, indent: view.indent, class: marker.class, value: value(marker) });
        end
    }

    /// The block before is an entry, so that the list goes on.
    fn follows_list(&self) -> bool {
        matches!(self.document.blocks.last(), Some(Block { kind: BlockKind::Entry(_), .. }))
    }

    /// Lets go of the entries that a new one at `indent` does not stand under.
    fn fold_list(&mut self, indent: usize, class: Class) {
        if let Some(sibling) =
            self.list.iter().rposition(|held| held.class == class && held.indent.abs_diff(indent) <= 1)
        {
            self.list.truncate(sibling);
            return;
        }
        while let Some(held) = self.list.last() {
            // Bullets under a number at the same indent are its parts.
            let holds = held.indent < indent || (held.indent == indent && class.is_bullet() && !held.class.is_bullet());
            if holds {
                break;
            }
            self.list.pop();
        }
    }

    /// The end of the lines that go on with the one at `at`; `marker` is the indent of the list marker there.
    fn continued(&self, at: usize, marker: Option<usize>) -> usize {
        let mut end = at + 1;
        while let (Some(above), Some(below)) = (self.views.get(end - 1), self.views.get(end)) {
            let ends = below.is_blank() || below.cut || below.rule || below.text.starts_with('|');
            if ends || above.margin.is_some() {
                break;
            }
            if below.marker.as_ref().is_some_and(|other| self.is_entry_below(end, other)) {
                break;
            }
            // What stands further out than the marker is no part of the entry, however it starts.
            let outside = marker.is_some_and(|indent| below.indent < indent);
            let joins = !outside && wrap::joins(above, below, self.habits);
            let hangs = marker.is_some_and(|indent| below.indent > indent) && !wrap::is_ended(above.text);
            if !joins && !hangs {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether the marker that follows a line of the same block opens an entry.
    fn is_entry_below(&self, at: usize, marker: &Marker<'_>) -> bool {
        self.is_entry(at, marker, false)
    }

    fn take_paragraph(&mut self, at: usize) -> usize {
        let view = &self.views[at];
        let end = self.continued(at, None);
        let directly = at > 0 && !self.views[at - 1].is_blank() && !view.cut;
        let holder = self.list.iter().rposition(|held| {
            view.indent >= held.indent + 2 || (directly && view.indent >= held.indent && !held.class.is_bullet())
        });
        self.list.truncate(holder.map_or(0, |depth| depth + 1));
        let parent = self.list.last().map(|held| held.block);
        let text = join(self.views[at..end].iter().map(|view| view.text));
        if parent.is_none() {
            self.leave_weak(at, end, &text);
        }
        let (kind, label, text) = paragraph_kind(text, end - at);
        let lines = view.index..self.views[end - 1].index + 1;
        let beside = self.beside(end);
        self.push(Block { kind, text, label, beside, lines, section: self.section(), parent, voice: view.voice });
        end
    }

    /// Who stands in the margin of the last line before `end`.
    fn beside(&self, end: usize) -> Option<String> {
        end.checked_sub(1).and_then(|last| self.views.get(last)?.margin).map(str::to_owned)
    }

    /// A heading that is a mere line ends with its list: flush text after a blank line stands outside.
    fn leave_weak(&mut self, at: usize, end: usize, text: &str) {
        let view = &self.views[at];
        let apart = at > 0 && self.views[at - 1].is_blank();
        let introduces = text.ends_with(':') && self.views[end..].iter().take(2).any(|below| below.marker.is_some());
        while apart
            && !introduces
            && self.open.last().is_some_and(|open| open.listed && !open.style.is_strong() && view.indent <= open.indent)
        {
            self.open.pop();
        }
    }

    /// Running text after the last list of the last section closes the letter and belongs to no section.
    fn release_outro(&mut self) {
        let Some(open) = self.open.last() else { return };
        let section = open.section;
        let blocks = &mut self.document.blocks;
        let outside = |block: &Block| {
            block.section == section
                && block.parent.is_none()
                && matches!(block.kind, BlockKind::Paragraph | BlockKind::KeyValue | BlockKind::Closing)
        };
        let tail = blocks.iter().rposition(|block| !outside(block)).map_or(0, |last| last + 1);
        let after_list = tail.checked_sub(1).and_then(|last| blocks.get(last)).is_some_and(|last| {
            // Later sections that are no longer open stand inside this one.
            last.section >= section
                && (matches!(last.kind, BlockKind::Entry(_) | BlockKind::Row(_)) || last.parent.is_some())
        });
        if after_list {
            for block in &mut blocks[tail..] {
                block.section = 0;
            }
        }
    }
}

/// Weeks that stand by themselves, under no timeline and beside no section of actions, repeat nothing: they are the plan.
fn plan_periods(sections: &mut [Section]) {
    if sections.iter().any(|section| section.role == Role::Actions) {
        return;
    }
    for index in 0..sections.len() {
        let section = &sections[index];
        let plan = section.role == Role::Timeline && section.heading.as_deref().is_some_and(roles::plans_a_period);
        let over = section.parent.and_then(|parent| sections.get(parent)).map_or(Role::Open, |parent| parent.role);
        if plan && over != Role::Timeline {
            sections[index].role = Role::Actions;
        }
    }
}

/// "Due date:   24 April" in columns is a fact like one without them.
fn row_kind(row: Row) -> (BlockKind, Option<String>, String) {
    if let ([key, value], []) = (row.cells.as_slice(), row.header.as_slice())
        && let Some(key) = key.strip_suffix(':')
    {
        return (BlockKind::KeyValue, Some(key.to_owned()), value.clone());
    }
    let text = tables::main_cell(&row).to_owned();
    (BlockKind::Row(row), None, text)
}

fn paragraph_kind(text: String, lines: usize) -> (BlockKind, Option<String>, String) {
    /// A fact is short: "Where: the small room on the third floor, behind the kitchen".
    const FACT_WORDS: usize = 14;
    if lines == 1
        && let Some(fact) = labels::fact(&text)
        && fact.text.split_whitespace().count() <= FACT_WORDS
    {
        return (BlockKind::KeyValue, Some(fact.label.to_owned()), fact.text.to_owned());
    }
    let (label, text) = unlabelled(text, Place::Paragraph);
    (BlockKind::Paragraph, label, text)
}

/// The value of a number marker, to see whether it follows the one before.
fn value(marker: &Marker<'_>) -> Option<u32> {
    marker.number.and_then(|number| number.parse().ok())
}

/// "WEEK 2", "Phase 1": a heading that counts is referred to by what it counts.
fn counted(heading: &str) -> Option<String> {
    const COUNTED: &[&str] =
        &["week", "weeks", "phase", "sprint", "step", "day", "part", "woche", "section", "item", "stage"];
    let mut words = heading.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    let number = second.trim_matches(|c: char| !c.is_alphanumeric());
    let counts =
        COUNTED.iter().any(|word| word.eq_ignore_ascii_case(first)) && number.starts_with(|c: char| c.is_ascii_digit());
    counts.then(|| format!("{first} {number}"))
}

fn unlabelled(text: String, place: Place) -> (Option<String>, String) {
    match labels::read(&text, place) {
        Some(labelled) => (Some(labelled.label.to_owned()), labelled.text.to_owned()),
        None => (None, text),
    }
}

fn join<'t>(lines: impl Iterator<Item = &'t str> + Clone) -> String {
    let mut text = String::with_capacity(lines.clone().map(|line| line.len() + 1).sum());
    for line in lines.filter(|line| !line.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}
