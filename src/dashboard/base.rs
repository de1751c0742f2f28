//! A table of the mail notes for Obsidian's core plugin Bases.

use sha2::{Digest, Sha256};

use crate::note::hex;
use crate::note::safe::{FolderName, Page};

/// Before the digest in the first line.
const SEAL: &str = "# meeting-tasks ";
/// Hex digits of the digest: it tells a change by a person from none, not from a forgery.
const DIGITS: usize = 16;

const PROPERTIES: &str = "properties:\n  file.name:\n    displayName: Mail\n  note.emailDate:\n    displayName: Sent\n  \
                          note.label:\n    displayName: Label\n";
const COLUMNS: &str = "    order:\n      - file.name\n      - note.emailDate\n      - note.label\n    sort:\n      - \
                       property: note.emailDate\n        direction: DESC\n";

/// The file, for the notes below `folders`; its first line tells whether a person has changed it since.
pub fn text(folders: &[FolderName]) -> String {
    let mut page = Page::default();
    page.put("filters:\n  and:\n");
    if let Some((first, rest)) = folders.split_first() {
        page.put("    - file.inFolder(\"").put(first);
        for folder in rest {
            page.put("/").put(folder);
        }
        page.put("\")\n");
    }
    page.put("    - file.hasProperty(\"emailId\")\n").put(PROPERTIES);
    page.put("views:\n  - type: table\n    name: All mail\n").put(COLUMNS);
    page.put("  - type: table\n    name: Last seven days\n    filters:\n      and:\n")
        .put("        - date(note.emailDate) >= today() - \"7d\"\n")
        .put(COLUMNS);
    page.put("  - type: table\n    name: By label\n    groupBy:\n      property: note.label\n      direction: ASC\n")
        .put(COLUMNS);
    let text = page.into_string();
    format!("{SEAL}{}\n{text}", digest(&text))
}

/// Whether `text` is as this program, of this version or another, has written it.
pub fn is_untouched(text: &str) -> bool {
    let sealed = text.strip_prefix(SEAL).and_then(|rest| rest.split_once('\n'));
    sealed.is_some_and(|(seal, rest)| seal == digest(rest))
}

fn digest(text: &str) -> String {
    hex(&Sha256::digest(text)).chars().take(DIGITS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_yaml_with_the_folder_in_its_filter() {
        let folders: Vec<FolderName> = ["Mail's: \"x\" # y", "Büro"].into_iter().filter_map(FolderName::new).collect();
        let base: serde_yaml::Value = serde_yaml::from_str(&text(&folders)).expect("YAML");
        let filters = &base["filters"]["and"];
        let (first, second) = (folders[0].as_str(), folders[1].as_str());
        assert_eq!(filters[0].as_str(), Some(format!("file.inFolder(\"{first}/{second}\")").as_str()));
        assert!(!first.contains('"'), "{first}");
        assert_eq!(filters[1].as_str(), Some("file.hasProperty(\"emailId\")"));
        assert_eq!(base["views"].as_sequence().map(Vec::len), Some(3));
        assert_eq!(base["views"][0]["sort"][0]["direction"].as_str(), Some("DESC"));
    }

    #[test]
    fn a_change_of_a_person_is_seen() {
        let text = text(&[]);
        assert!(is_untouched(&text));
        for changed in [text.replace("All mail", "Mail"), text.replace(SEAL, "#"), String::new(), "views: []\n".into()]
        {
            assert!(!is_untouched(&changed), "{changed}");
        }
    }
}
