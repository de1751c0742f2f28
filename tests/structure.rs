//! The documents that whole letters form: each fixture beside the outline expected of it.

use std::fmt::Write as _;
use std::path::Path;

use meeting_tasks::email::{self, Options, RawEmail};
use meeting_tasks::inputs::Origin;
use meeting_tasks::sentences;
use meeting_tasks::structure::{self, BlockKind};
use meeting_tasks::zones::{Voice, Zone};

/// One line a block: section and role, kind, parent, label, sentences.
fn outline(text: &str) -> String {
    let raw = RawEmail { origin: Origin { path: None, index: None }, bytes: text.as_bytes().to_vec(), envelope: None };
    let email = email::parse(&raw, &Options::default()).expect("a fixture is text");
    let zones = [Zone { voice: Voice::Own, lines: 0..email.body.lines.len(), handed_over: false, author: None }];
    let document = structure::read(&email, &zones);
    let mut outline = String::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let role = document.sections[block.section].role;
        let kind = match &block.kind {
            BlockKind::Entry(entry) => {
                format!(
                    "Entry {} {} {}",
                    entry.level,
                    entry.number.as_deref().unwrap_or("-"),
                    match entry.checked {
                        Some(true) => "[x]",
                        Some(false) => "[ ]",
                        None => "",
                    }
                )
            }
            BlockKind::Row(row) => format!("Row {:?} {:?}", row.header, row.cells),
            kind => format!("{kind:?}"),
        };
        let parent = block.parent.map_or_else(|| "-".to_owned(), |parent| parent.to_string());
        let label = block.label.as_deref().unwrap_or("");
        let cuts: Vec<&str> = sentences::spans(&block.text).into_iter().map(|span| &block.text[span]).collect();
        writeln!(
            outline,
            "{index} s{} {role:?} | {} | parent {parent} | {label} | {}",
            block.section,
            kind.trim_end(),
            cuts.join(" // ")
        )
        .expect("a string takes all");
    }
    outline
}

#[test]
fn letters_become_the_documents_expected_of_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/structure");
    let mut tested = 0;
    for entry in std::fs::read_dir(&folder).expect("the fixtures are there") {
        let path = entry.expect("a folder can be listed").path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a fixture can be read");
        let expected_path = path.with_extension("outline");
        let found = outline(&text);
        if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            std::fs::write(&expected_path, &found).expect("the outline can be written");
        }
        let expected = std::fs::read_to_string(&expected_path).expect("each fixture has its outline");
        assert_eq!(found, expected, "{}", path.display());
        assert_eq!(outline(&text.replace('\n', "\r\n")), expected, "{} with CRLF", path.display());
        tested += 1;
    }
    assert!(tested > 0, "no fixture in {}", folder.display());
}

/// Text that would be slow, deep or endless to a careless reader.
#[test]
fn hostile_text_is_read_in_linear_time() {
    let lines = 20_000;
    let nested = (0..400).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "- a\n");
    let cases = [
        "a | b\nc | d | e\n".repeat(lines / 2),
        "A  b\nc\n".repeat(lines / 2),
        "Next steps:\n\n- x\n\n".repeat(lines / 4),
        "Thanks,\nBo\n".repeat(lines / 2),
        "1. A\n".repeat(lines),
        nested.repeat(20),
        format!("a\n{}", "\n".repeat(lines)),
        format!("{}\n", "a. B 🎉 c! ".repeat(lines)),
        "(".repeat(lines),
    ];
    for text in cases {
        let started = std::time::Instant::now();
        outline(&text);
        let head: String = text.chars().take(20).collect();
        assert!(started.elapsed().as_secs() < 20, "{head:?} took {:?}", started.elapsed());
    }
}
