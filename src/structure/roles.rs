//! What a heading says of the entries below it, told from its words.

use super::Role;

/// Phrases that settle the role wherever they stand in a heading, the longer before the shorter they contain.
const PHRASES: &[(&str, Role)] = &[
    ("no action needed", Role::Information),
    ("no action required", Role::Information),
    ("nothing to do", Role::Information),
    ("meeting notes", Role::Open),
    ("for information", Role::Information),
    ("for your information", Role::Information),
    ("action items", Role::Actions),
    ("action points", Role::Actions),
    ("next step", Role::Actions),
    ("next steps", Role::Actions),
    ("to do", Role::Actions),
    ("to dos", Role::Actions),
    ("follow up", Role::Actions),
    ("follow ups", Role::Actions),
    ("punch list", Role::Actions),
    ("who does what", Role::Actions),
    ("before we go live", Role::Actions),
    ("before go live", Role::Actions),
    ("coming up", Role::Actions),
    ("up next", Role::Actions),
    ("next week", Role::Actions),
    ("next two weeks", Role::Actions),
    ("from you", Role::Actions),
    ("over to you", Role::Actions),
    ("your part", Role::Actions),
    ("i need", Role::Actions),
    ("we need", Role::Actions),
    ("open points", Role::Actions),
    ("open items", Role::Actions),
    ("still open", Role::Actions),
    ("what it takes", Role::Information),
    ("what we found", Role::Findings),
    ("went badly", Role::Findings),
    ("went wrong", Role::Findings),
    ("could be better", Role::Findings),
    ("root cause", Role::Findings),
    ("went well", Role::Information),
    ("what works", Role::Information),
    ("works well", Role::Information),
    ("in brief", Role::Information),
    ("at a glance", Role::Information),
    ("where we are", Role::Information),
    ("where we stand", Role::Information),
    ("where it stands", Role::Information),
    ("not in scope", Role::Information),
    ("out of scope", Role::Information),
    ("what s new", Role::Information),
    ("key dates", Role::Timeline),
    ("nächste schritte", Role::Actions),
    ("offene punkte", Role::Actions),
    ("zu tun", Role::Actions),
    ("zu erledigen", Role::Actions),
    ("à faire", Role::Actions),
    ("prochaines étapes", Role::Actions),
    ("ordre du jour", Role::Information),
    ("próximos pasos", Role::Actions),
    ("por hacer", Role::Actions),
    ("orden del día", Role::Information),
];

/// "Issues to fix": what an infinitive behind a noun makes of it.
const INFINITIVES: &[&str] = &[
    "do",
    "fix",
    "address",
    "resolve",
    "close",
    "complete",
    "finish",
    "take",
    "handle",
    "settle",
    "check",
    "chase",
    "correct",
    "sort",
    "action",
    "work",
    "deliver",
    "implement",
    "remember",
];

/// Nouns by role: stems that the word starts with where they end in `-`, else the whole word.
const ACTIONS: &[&str] = &[
    "action-",
    "task-",
    "todo-",
    "homework",
    "follow-up-",
    "followup-",
    "outstanding",
    "snag-",
    "ask",
    "asks",
    "request-",
    "deliverable-",
    "assignment-",
    "chore-",
    "errand-",
    "reminder-",
    "remediation-",
    "ap",
    "aps",
    "plan",
    "plans",
    "planned",
    "aufgabe-",
    "maßnahme-",
    "massnahme-",
    "pendenz-",
    "tâche-",
    "tache-",
    "accion-",
    "acción",
    "tarea-",
    "pendiente-",
];
const TIMELINE: &[&str] = &[
    "timeline-",
    "timetable-",
    "milestone-",
    "schedule-",
    "roadmap-",
    "deadline-",
    "calendar",
    "timing",
    "zeitplan-",
    "termine",
    "fristen",
    "calendrier",
    "calendario",
    "cronograma",
    "échéance-",
    "plazos",
];
const FINDINGS: &[&str] = &[
    "finding-",
    "issue",
    "issues",
    "vulnerabilit-",
    "flaw-",
    "concern-",
    "problem-",
    "risk",
    "risks",
    "observation-",
    "weakness-",
    "defect-",
    "bug",
    "bugs",
    "gap",
    "gaps",
    "blocker-",
    "threat-",
    "shortcoming-",
    "deficienc-",
    "violation-",
    "error-",
    "incident-",
    "symptom-",
    "complaint-",
    "cause-",
    "befund-",
    "mängel",
    "risik-",
    "probleme",
    "feststellung-",
    "risque-",
    "problème-",
    "constat-",
    "riesgo-",
    "problemas",
    "hallazgo-",
];
const DECISIONS: &[&str] = &[
    "decision-",
    "decided",
    "agreed",
    "agreement-",
    "resolution-",
    "resolved",
    "beschl-",
    "beschlüsse",
    "entscheidung-",
    "entschieden",
    "décision-",
    "decisiones",
    "acuerdos",
    "decisión",
];
const QUESTIONS: &[&str] = &["question-", "unclear", "unknowns", "fragen", "frage", "pregunta-"];
const DONE: &[&str] = &[
    "done",
    "completed",
    "closed",
    "finished",
    "accomplished",
    "accomplishment-",
    "achievement-",
    "achieved",
    "shipped",
    "delivered",
    "erledigt",
    "abgeschlossen",
    "fertig",
    "terminé-",
    "fait",
    "hecho-",
    "terminado-",
    "completado-",
    "cancelled",
    "canceled",
    "withdrawn",
    "dropped",
];
const INFORMATION: &[&str] = &[
    "summary",
    "summaries",
    "overview",
    "background",
    "resource-",
    "requirement-",
    "attendee-",
    "attending",
    "attendance",
    "present",
    "apologies",
    "agenda",
    "outline",
    "keyword-",
    "note",
    "notes",
    "context",
    "impact-",
    "highlight-",
    "fyi",
    "participant-",
    "purpose",
    "scope",
    "introduction",
    "intro",
    "info",
    "information",
    "detail-",
    "reference-",
    "link",
    "links",
    "document-",
    "attachment-",
    "appendix",
    "annex",
    "glossary",
    "assessment-",
    "result-",
    "status",
    "metric-",
    "measurement-",
    "faq",
    "faqs",
    "contact-",
    "announcement-",
    "parked",
    "backlog",
    "wins",
    "kudos",
    "sponsor-",
    "chapters",
    "transcript",
    "conclusion-",
    "lessons",
    "teilnehmer-",
    "anwesend-",
    "tagesordnung",
    "zusammenfassung",
    "überblick",
    "hintergrund",
    "ergebnis-",
    "résumé",
    "contexte",
    "présent-",
    "resumen",
    "asistentes",
    "contexto",
];

/// Words of a heading that say nothing of its role but may stand beside the word that does.
const MODIFIERS: &[&str] = &[
    "a",
    "the",
    "our",
    "your",
    "my",
    "new",
    "key",
    "main",
    "open",
    "all",
    "other",
    "some",
    "more",
    "any",
    "critical",
    "high",
    "medium",
    "low",
    "priority",
    "urgent",
    "important",
    "immediate",
    "immediately",
    "required",
    "needed",
    "necessary",
    "agreed",
    "corrective",
    "remedial",
    "preventive",
    "proposed",
    "recommended",
    "suggested",
    "current",
    "outstanding",
    "remaining",
    "security",
    "executive",
    "general",
    "top",
    "major",
    "minor",
    "known",
    "final",
    "meeting",
    "project",
    "team",
    "and",
    "&",
    "of",
    "for",
    "this",
    "last",
    "next",
    "week",
    "month",
    "today",
    "items",
    "item",
    "points",
    "point",
    "list",
    "still",
    "further",
    "additional",
    "quick",
    "what",
    "where",
    "who",
    "is",
    "are",
    "was",
    "here",
    "these",
    "following",
    "before",
    "after",
    "by",
    "until",
    "it",
    "we",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "launch",
    "release",
    "call",
    "summary",
];

/// Words after which a heading tells more of its noun, not another noun: "Findings of the audit".
const CUTS: &[&str] = &[
    "of", "for", "in", "on", "by", "from", "that", "which", "with", "until", "per", "at", "we", "i", "during",
    "before", "after", "since", "für", "von", "bis", "aus", "pour", "de", "du", "para", "to",
];

/// Nouns that only hold what stands behind them: "List of actions" has the role of "actions".
const HOLDERS: &[&str] = &["list", "log", "register", "table", "summary", "recap", "liste", "lista", "set", "overview"];

/// Words that start a stretch of time in a heading.
const PERIODS: &[&str] =
    &["week", "weeks", "wk", "w/c", "sprint", "phase", "woche", "kw", "semaine", "semana", "stage"];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "januar",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
];
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "today",
    "tomorrow",
];

/// A heading's words in lower case, without what stands in parentheses.
fn words(heading: &str) -> Vec<String> {
    let mut plain = String::with_capacity(heading.len());
    let mut depth = 0_usize;
    for c in heading.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth > 0 && !c.is_whitespace() => {}
            '\'' | '’' => plain.push(' '),
            c if c.is_alphanumeric() || matches!(c, '-' | '/' | '&') => plain.extend(c.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().map(|word| word.trim_matches('-').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// The role that a heading gives to its entries, by its phrases and then by its head noun.
pub(super) fn of_heading(heading: &str) -> Role {
    let words = words(heading);
    if let Some(role) = by_phrase(&words) {
        return role;
    }
    let role = by_noun(&words);
    if role == Role::Open && is_period(&words) { Role::Timeline } else { role }
}

/// The role of a heading that is told by nothing but its words: all of them must be such as headings are made of.
pub(super) fn of_bare_line(line: &str) -> Role {
    let words = words(line);
    if words.len() > 7 {
        return Role::Open;
    }
    let role = by_phrase(&words).unwrap_or_else(|| by_noun(&words));
    let usual = |word: &String| {
        MODIFIERS.contains(&word.as_str())
            || CUTS.contains(&word.as_str())
            || INFINITIVES.contains(&word.as_str())
            || noun(word) != Role::Open
    };
    if role != Role::Open
        && words
            .iter()
            .all(|word| usual(word) || PHRASES.iter().any(|(phrase, _)| phrase.split(' ').any(|part| part == word)))
    {
        return role;
    }
    if is_period(&words) { Role::Timeline } else { Role::Open }
}

/// "Week 1 (until 16 January)", "By the end of March", "w/c 9 June": a stretch of time and no more.
pub(super) fn names_a_period(heading: &str) -> bool {
    let words = words(heading);
    by_noun(&words) == Role::Open && is_period(&words)
}

/// A period that lies ahead by its form: "Week 1", "By Friday"; "June 2023" may be history.
pub(super) fn plans_a_period(heading: &str) -> bool {
    const AHEAD: &[&str] = &["by", "until", "within", "before", "bis"];
    let first = words(heading).into_iter().next().unwrap_or_default();
    names_a_period(heading) && (PERIODS.contains(&first.as_str()) || AHEAD.contains(&first.as_str()))
}

fn by_phrase(words: &[String]) -> Option<Role> {
    let joined = format!(" {} ", words.join(" ").replace('-', " "));
    let found = PHRASES.iter().find(|(phrase, _)| {
        joined
            .find(phrase)
            .is_some_and(|at| joined[..at].ends_with(' ') && joined[at + phrase.len()..].starts_with(' '))
    })?;
    // "Done: next steps agreed" and "completed action items" are behind us.
    let finished = words.iter().any(|word| listed(DONE, word))
        && found.1 == Role::Actions
        && !words.iter().any(|word| word == "be");
    Some(if finished { Role::Done } else { found.1 })
}

fn by_noun(words: &[String]) -> Role {
    let open_ended = words.iter().any(|word| matches!(word.as_str(), "be" | "not" | "must" | "yet" | "if" | "nothing"));
    if !open_ended && words.len() <= 5 && words.iter().any(|word| listed(DONE, word)) {
        return Role::Done;
    }
    let infinitive = words.windows(2).any(|pair| pair[0] == "to" && INFINITIVES.contains(&pair[1].as_str()));
    if infinitive {
        return Role::Actions;
    }
    let end = words.iter().position(|word| CUTS.contains(&word.as_str())).unwrap_or(words.len());
    let (head, tail) = words.split_at(end);
    let known = |&role: &Role| role != Role::Open && !(open_ended && role == Role::Done);
    let role = head.iter().rev().map(|word| noun(word)).find(known).unwrap_or(Role::Open);
    let holder = head.last().is_some_and(|word| HOLDERS.contains(&word.as_str()));
    if holder || role == Role::Open {
        let held = tail
            .iter()
            .map(|word| noun(word))
            .find(|&role| matches!(role, Role::Actions | Role::Decisions | Role::Findings));
        if let Some(held) = held.filter(|_| holder || end == 0) {
            return held;
        }
    }
    // "Agreed actions", "required measures": the participle makes the noun something to do.
    let measures = head
        .last()
        .is_some_and(|word| matches!(word.as_str(), "measures" | "steps" | "work" | "improvements" | "repairs"));
    let asked = |word: &String| {
        matches!(
            word.as_str(),
            "required"
                | "agreed"
                | "corrective"
                | "remedial"
                | "immediate"
                | "preventive"
                | "necessary"
                | "outstanding"
                | "remaining"
                | "further"
        )
    };
    if measures && head.iter().any(asked) { Role::Actions } else { role }
}

fn noun(word: &str) -> Role {
    const TABLES: &[(&[&str], Role)] = &[
        (ACTIONS, Role::Actions),
        (TIMELINE, Role::Timeline),
        (FINDINGS, Role::Findings),
        (DECISIONS, Role::Decisions),
        (QUESTIONS, Role::Questions),
        (DONE, Role::Done),
        (INFORMATION, Role::Information),
    ];
    TABLES.iter().find(|(table, _)| listed(table, word)).map_or(Role::Open, |&(_, role)| role)
}

/// Whether `word` stands in the table, in full or by a stem that ends in `-` and may take an ending.
fn listed(table: &[&str], word: &str) -> bool {
    /// The longest ending of a stem: "vulnerabilit-ies", "maßnahme-n".
    const ENDING: usize = 4;
    table.iter().any(|entry| match entry.strip_suffix('-') {
        Some(stem) => word.strip_prefix(stem).is_some_and(|ending| ending.len() <= ENDING),
        None => *entry == word,
    })
}

fn is_period(words: &[String]) -> bool {
    let first = words.first().map_or("", String::as_str);
    let numbered = |word: &String| word.starts_with(|c: char| c.is_ascii_digit());
    let timed = |word: &String| {
        let word = word.as_str();
        numbered(&word.to_owned())
            || MONTHS.contains(&word)
            || WEEKDAYS.contains(&word)
            || matches!(word, "end" | "q1" | "q2" | "q3" | "q4")
    };
    if words.len() > 7 {
        return false;
    }
    if PERIODS.contains(&first) || (first == "day" || first == "month") {
        return words.get(1).is_some_and(|word| numbered(word) || word == "one" || word == "two");
    }
    match first {
        "by" | "until" | "within" | "before" | "bis" => words.get(1..).is_some_and(|rest| rest.iter().any(timed)),
        "without" => words.get(1).is_some_and(|word| word == "delay"),
        _ => words.len() <= 4 && MONTHS.contains(&first) && words.get(1).is_none_or(|word| numbered(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_noun_of_a_heading_gives_its_role() {
        for (heading, role) in [
            ("Critical security vulnerabilities (immediate action required)", Role::Findings),
            ("Required immediate actions", Role::Actions),
            ("Action required", Role::Actions),
            ("Issues to fix", Role::Actions),
            ("Issues found in staging", Role::Findings),
            ("Things to do", Role::Actions),
            ("To do before Friday", Role::Actions),
            ("To-dos", Role::Actions),
            ("Homework", Role::Actions),
            ("What we need from you", Role::Actions),
            ("Before we go live", Role::Actions),
            ("Follow-ups", Role::Actions),
            ("Punch list", Role::Actions),
            ("Required measures", Role::Actions),
            ("Decisions and actions", Role::Actions),
            ("List of actions", Role::Actions),
            ("Agreed", Role::Decisions),
            ("Agreed actions", Role::Actions),
            ("Executive summary", Role::Information),
            ("What works", Role::Information),
            ("Resource requirements", Role::Information),
            ("Timeline and priorities", Role::Timeline),
            ("WEEK 1 (Critical - Must Complete)", Role::Timeline),
            ("By the end of February", Role::Timeline),
            ("Done this week", Role::Done),
            ("Completed action items", Role::Done),
            ("Open questions", Role::Questions),
            ("Nächste Schritte", Role::Actions),
            ("Teilnehmer", Role::Information),
            ("Prochaines étapes", Role::Actions),
            ("Próximos pasos", Role::Actions),
            ("Harbour Street refit", Role::Open),
            ("Quayside", Role::Open),
            ("Money", Role::Open),
        ] {
            assert_eq!(of_heading(heading), role, "{heading}");
        }
    }

    #[test]
    fn a_line_without_marks_is_a_heading_only_when_all_its_words_are_such() {
        for (line, role) in [
            ("Next steps", Role::Actions),
            ("next steps", Role::Actions),
            ("Open action items", Role::Actions),
            ("Review the issues with Bo", Role::Open),
            ("I sent the report", Role::Open),
            ("Week 2 (until 23 January)", Role::Timeline),
        ] {
            assert_eq!(of_bare_line(line), role, "{line}");
        }
    }
}
