use super::*;
use crate::facts::people::{NameSource, Person};
use crate::structure::{Block, BlockKind, Entry, Role, Row, Section};
use crate::zones::Voice;

fn person(name: &str) -> Person {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    Person { name: name.to_owned(), address: None, aliases: vec![first], source: NameSource::Header }
}

/// From Ana Reyes to `names`.
fn mail_to(names: &[&str]) -> People {
    let recipients: Vec<Person> = names.iter().map(|n| person(n)).collect();
    People { sender: Some(person("Ana Reyes")), direct: recipients.len(), recipients, ..People::default() }
}

fn entry(text: &str) -> Block {
    Block {
        kind: BlockKind::Entry(Entry { level: 0, number: None, checked: None }),
        text: text.to_owned(),
        label: None,
        beside: None,
        lines: 0..1,
        section: 0,
        parent: None,
        voice: Voice::Own,
    }
}

fn document(heading: Option<&str>, blocks: Vec<Block>) -> Document {
    let heading = heading.map(str::to_owned);
    Document { sections: vec![Section { heading, number: None, parent: None, role: Role::Open, line: 1 }], blocks }
}

/// "role:name" as a short form for tables.
fn who(sentence: &str, kind: Kind, people: &People) -> String {
    shown(find(sentence, kind, 0, &document(None, vec![entry(sentence)]), people))
}

fn shown(assignee: Option<Assignee>) -> String {
    let Some(assignee) = assignee else { return "nobody".to_owned() };
    let role = match assignee.role {
        AssigneeRole::Recipient => "recipient",
        AssigneeRole::Sender => "sender",
        AssigneeRole::Named => "named",
    };
    format!("{role}:{}", assignee.name.unwrap_or_default())
}

#[test]
fn a_sentence_says_who() {
    let people = mail_to(&["Toby Marsh", "Priya Nair"]);
    for (sentence, kind, expected) in [
        ("Priya, could you check the totals?", Kind::Request, "named:Priya Nair"),
        ("Could you all check the totals?", Kind::Request, "recipient:"),
        ("Dana will draft the agenda.", Kind::Assignment, "named:Dana"),
        ("Sam to draft the agenda", Kind::Assignment, "named:Sam"),
        ("Can the design team send the files?", Kind::Request, "named:design team"),
        ("Finance needs to close the books.", Kind::Obligation, "named:Finance"),
        ("I need Dana to call the bank.", Kind::Request, "named:Dana"),
        ("Could one of you open the hall?", Kind::Request, "recipient:"),
        ("We need to repaint the shed.", Kind::Request, "nobody"),
        ("Somebody should repaint the shed.", Kind::Request, "nobody"),
        ("I'll call the bank.", Kind::Commitment, "sender:Ana Reyes"),
        ("Following the visit, send me the new map.", Kind::Commitment, "recipient:"),
        ("Having seen the yard, let me ring Lee.", Kind::Commitment, "sender:Ana Reyes"),
        ("Will do the dishes.", Kind::Commitment, "sender:Ana Reyes"),
        ("Expense reports are due on Friday.", Kind::Obligation, "recipient:"),
        ("It has to go back today.", Kind::Request, "recipient:"),
        ("We want a number from you, Toby, and soon.", Kind::Request, "named:Toby Marsh"),
        ("I'll ask the caterer.", Kind::Request, "sender:Ana Reyes"),
        ("OK, I still have to fix the roof.", Kind::Obligation, "sender:Ana Reyes"),
        ("will sweep the yard tonight", Kind::Obligation, "sender:Ana Reyes"),
        ("gutter leaks, doing it tonight", Kind::Obligation, "sender:Ana Reyes"),
        ("A corrected bill will be with you tonight.", Kind::Obligation, "sender:Ana Reyes"),
        ("I'm at the pool till six and will ask Lee.", Kind::Obligation, "sender:Ana Reyes"),
        ("I'm back on Sunday and painting it then.", Kind::Obligation, "sender:Ana Reyes"),
        ("Photos are on my phone, they'll be in the folder tonight.", Kind::Assignment, "nobody"),
        ("Miss Toner will send round the list.", Kind::Assignment, "named:Miss Toner"),
        ("Some brave soul has to break it to her.", Kind::Obligation, "nobody"),
        ("One of us needs to be on the list.", Kind::Request, "nobody"),
        ("Any chance of one before Sunday, Ines?", Kind::Request, "named:Ines"),
        ("Expect the plan from Cora Lind on Friday.", Kind::Request, "named:Cora Lind"),
        ("I will need the keys.", Kind::Request, "recipient:"),
        ("Do we need a permit?", Kind::Commitment, "recipient:"),
        ("Forms outstanding from Priya", Kind::Obligation, "named:Priya Nair"),
        ("I need the slides from Priya by noon.", Kind::Request, "named:Priya Nair"),
        ("I need the slides from the shelf.", Kind::Request, "recipient:"),
        ("The slides are Priya's, by noon please.", Kind::Request, "named:Priya Nair"),
        ("Priya has the key, so she'll lock up.", Kind::Obligation, "named:Priya Nair"),
        ("Priya met Toby, so she'll lock up.", Kind::Request, "recipient:"),
        ("I'd be grateful if Priya could lock up.", Kind::Request, "named:Priya Nair"),
        ("Would it be possible for Priya to lock up?", Kind::Request, "named:Priya Nair"),
        ("Please ring me if Priya can come.", Kind::Request, "recipient:"),
        ("Gia is supposed to lock up.", Kind::Obligation, "named:Gia"),
        ("Tell Gia to lock up.", Kind::Assignment, "recipient:"),
        ("Order the paint. Owner: Priya", Kind::Listed, "named:Priya Nair"),
        ("I pay the deposit.", Kind::Listed, "sender:Ana Reyes"),
        ("We agree the colour.", Kind::Listed, "nobody"),
        ("A copy is coming your way tonight.", Kind::Assignment, "sender:Ana Reyes"),
        ("My figures reach you tonight.", Kind::Assignment, "sender:Ana Reyes"),
        ("The shed is mine, will paint it tonight.", Kind::Obligation, "sender:Ana Reyes"),
        ("Toby is off, so Priya, can you lock up?", Kind::Request, "named:Priya Nair"),
        ("Priya is locking up tonight.", Kind::Obligation, "named:Priya Nair"),
        ("A sample gets run as a test (Priya, before the weekend)", Kind::Commitment, "named:Priya Nair"),
        ("Gia, did you order the paint?", Kind::Question, "named:Gia"),
        ("Maybe, did you order the paint?", Kind::Question, "recipient:"),
    ] {
        assert_eq!(who(sentence, kind, &people), expected, "{sentence}");
    }
}

#[test]
fn you_is_the_only_recipient() {
    let people = mail_to(&["Toby Marsh"]);
    for (sentence, kind, expected) in [
        ("Could you check the totals?", Kind::Request, "recipient:Toby Marsh"),
        ("Toby, could you check the totals?", Kind::Request, "recipient:Toby Marsh"),
        ("Which one do you prefer?", Kind::Question, "recipient:Toby Marsh"),
        ("Lee to check the totals", Kind::Listed, "named:Lee"),
    ] {
        assert_eq!(who(sentence, kind, &people), expected, "{sentence}");
    }
}

#[test]
fn an_entry_gives_its_owner_and_the_words_for_it() {
    let people = mail_to(&["Toby Marsh", "Priya Nair"]);
    for (sentence, name, words) in [
        ("Order the paint (Priya)", "Priya Nair", "(Priya)"),
        ("Order the paint [Priya]", "Priya Nair", "[Priya]"),
        ("Order the paint (Priya and Lee, jointly)", "Priya and Lee", "(Priya and Lee, jointly)"),
        ("Priya: order the paint", "Priya Nair", "Priya: "),
        ("Priya - order the paint", "Priya Nair", "Priya - "),
        ("@priya order the paint", "Priya Nair", "@priya "),
        ("DevOps: rotate the keys", "DevOps", "DevOps: "),
        ("Order the paint - Lee", "Lee", " - Lee"),
    ] {
        let found = find(sentence, Kind::Listed, 0, &document(None, vec![entry(sentence)]), &people).unwrap();
        assert_eq!(found.name.as_deref(), Some(name), "{sentence}");
        assert_eq!(found.span.and_then(|s| sentence.get(s)), Some(words), "{sentence}");
    }
}

#[test]
fn what_stands_around_an_entry_owns_it() {
    let people = mail_to(&["Toby Marsh", "Priya Nair"]);
    let labelled = Block { label: Some("Priya".to_owned()), ..entry("order the paint") };
    let mentioned = Block { label: Some("@mei".to_owned()), ..entry("order the paint") };
    let row = Block {
        kind: BlockKind::Row(Row {
            header: vec!["Action".to_owned(), "Owner".to_owned()],
            cells: vec!["order the paint".to_owned(), "Dana".to_owned()],
        }),
        ..entry("order the paint")
    };
    let nested = Block { label: Some("Owner".to_owned()), parent: Some(0), ..entry("Dana") };
    let below_name = Block { parent: Some(1), ..entry("order the paint") };
    for (case, document, expected) in [
        ("label", document(None, vec![labelled]), "named:Priya Nair"),
        ("handle", document(None, vec![mentioned]), "named:mei"),
        ("column", document(None, vec![row]), "named:Dana"),
        ("sub-entry", document(None, vec![entry("order the paint"), nested]), "named:Dana"),
        ("heading", document(Some("Priya"), vec![entry("order the paint")]), "named:Priya Nair"),
        ("entry above", document(None, vec![below_name, entry("Priya")]), "named:Priya Nair"),
        ("nobody", document(Some("Unassigned"), vec![entry("order the paint")]), "nobody"),
        ("reader", document(Some("Next steps"), vec![entry("order the paint")]), "recipient:"),
    ] {
        assert_eq!(shown(find("order the paint", Kind::Listed, 0, &document, &people)), expected, "{case}");
    }
}

#[test]
fn any_text_is_searched_without_harm() {
    let people = mail_to(&["Toby Marsh", "Priya Nair"]);
    let texts = [
        "",
        "(",
        "@",
        "é@",
        "[]",
        "()",
        ": ",
        " - ",
        "’s call",
        "İ: x",
        "😀, you",
        "(((((",
        "you, Ü.",
        "missing: ",
        "\u{0}@a",
    ];
    for text in texts {
        for kind in [Kind::Request, Kind::Commitment, Kind::Assignment, Kind::Obligation, Kind::Question, Kind::Listed]
        {
            for block in [0, 7] {
                let found = find(text, kind, block, &document(None, vec![entry(text)]), &people);
                let span = found.as_ref().and_then(|f| f.span.clone());
                assert!(span.is_none_or(|s| text.get(s).is_some()), "{text:?}");
                assert!(found.is_none_or(|f| f.name.is_none_or(|n| !n.trim().is_empty())), "{text:?}");
            }
        }
    }
}

#[test]
fn the_line_above_addresses_whom_the_next_one_asks() {
    let people = mail_to(&["Toby Marsh", "Priya Nair"]);
    let line = |text: &str, at: usize| Block { kind: BlockKind::Paragraph, lines: at..at + 1, ..entry(text) };
    for (first, second_at, expected) in [
        ("Priya, did you get the paint?", 1, "named:Priya Nair"),
        ("The paint has come.", 1, "recipient:"),
        // Behind a blank line a new paragraph begins.
        ("Priya, did you get the paint?", 2, "recipient:"),
    ] {
        let document = document(None, vec![line(first, 0), line("Also, tell me the price.", second_at)]);
        let found = find("Also, tell me the price.", Kind::Request, 1, &document, &people);
        assert_eq!(shown(found), expected, "{first} {second_at}");
    }
}

#[test]
fn a_label_that_the_mail_speaks_of_is_a_thing() {
    let people = mail_to(&["Toby Marsh", "Priya Nair"]);
    let actions = |other: &str| {
        let labelled = Block { label: Some("Ladder".to_owned()), ..entry("photos to the shop") };
        let mut document = document(Some("Actions"), vec![labelled, entry(other)]);
        document.sections[0].role = Role::Actions;
        shown(find("photos to the shop", Kind::Listed, 0, &document, &people))
    };
    assert_eq!(actions("Ask about the ladder"), "recipient:");
    assert_eq!(actions("Ask about the roof"), "named:Ladder");
    // A text that nobody wrote to a person is not searched.
    assert_eq!(actions(&"the ladder ".repeat(LONGEST_PARAGRAPH)), "named:Ladder");
}
