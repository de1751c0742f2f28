//! Single lines of a note changed for the person who asks for it.

use std::path::Path;

use super::plan::{Holds, LARGEST};
use super::{Kept, Outcome, Vault, VaultError, file};

/// A line of a note and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineEdit {
    /// Counted from 1.
    pub line: usize,
    /// Without its line end; where the line is no longer this, nothing is changed.
    pub before: String,
    pub after: String,
}

impl Vault {
    /// Changes lines of the note at `path`, all or none; everything else stays byte for byte. What was written is read
    /// back.
    ///
    /// # Errors
    ///
    /// When the note lies outside the vault or cannot be read or written, or the vault was opened to be read only; when
    /// another program has changed a line right after it was written.
    pub fn edit(&self, path: &Path, edits: &[LineEdit]) -> Result<Outcome, VaultError> {
        if self.lock.is_none() {
            return Err(VaultError::ReadOnly);
        }
        let Some(bytes) = file::read(path, LARGEST).map_err(VaultError::io("read", path))? else {
            return Ok(Outcome::Kept(Kept::TooLarge));
        };
        let Ok(before) = String::from_utf8(bytes) else { return Ok(Outcome::Kept(Kept::NotText)) };
        let mut lines: Vec<&str> = before.split_inclusive('\n').collect();
        let mut changed: Vec<(usize, String)> = Vec::new();
        for edit in edits {
            let Some(line) = edit.line.checked_sub(1).and_then(|at| lines.get(at)) else {
                return Ok(Outcome::Kept(Kept::ChangedMeanwhile));
            };
            let text = line.trim_end_matches(['\n', '\r']);
            if text != edit.before {
                return Ok(Outcome::Kept(Kept::ChangedMeanwhile));
            }
            let ending = line.get(text.len()..).unwrap_or_default();
            changed.push((edit.line - 1, format!("{}{ending}", edit.after)));
        }
        for (at, text) in &changed {
            if let Some(line) = lines.get_mut(*at) {
                *line = text;
            }
        }
        let after = lines.concat();
        if after == before {
            return Ok(Outcome::Unchanged);
        }
        if path.symlink_metadata().is_ok_and(|meta| meta.permissions().readonly()) {
            return Ok(Outcome::Kept(Kept::ReadOnly));
        }
        let outcome = self.replace(path.to_owned(), &before, &after, Holds::Theirs)?.outcome;
        if outcome == Outcome::Updated && !stand(path, edits).map_err(VaultError::io("read", path))? {
            return Err(VaultError::Overwritten { path: path.to_owned() });
        }
        Ok(outcome)
    }
}

/// Whether the note's lines are what the edits make of them.
fn stand(path: &Path, edits: &[LineEdit]) -> std::io::Result<bool> {
    let bytes = file::read(path, LARGEST)?.unwrap_or_default();
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    Ok(edits.iter().all(|edit| {
        let line = edit.line.checked_sub(1).and_then(|at| lines.get(at));
        line.is_some_and(|line| line.trim_ascii_end() == edit.after.as_bytes().trim_ascii_end())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(line: usize, after: &str) -> LineEdit {
        LineEdit { line, before: String::new(), after: after.to_owned() }
    }

    #[test]
    fn what_another_program_has_made_of_a_line_is_seen() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("note.md");
        std::fs::write(&path, "- [x] Send ü\r\n- [ ] Call\n").expect("written");
        for (edits, expected) in [
            (vec![edit(1, "- [x] Send ü"), edit(2, "- [ ] Call")], true),
            (vec![edit(1, "- [x] Send ü"), edit(2, "- [x] Call")], false),
            (vec![edit(4, "- [x] Call")], false),
            (vec![edit(0, "- [x] Call")], false),
        ] {
            assert_eq!(stand(&path, &edits).expect("read"), expected, "{edits:?}");
        }
        std::fs::remove_file(&path).expect("deleted");
        stand(&path, &[edit(1, "x")]).expect_err("nothing is there");
    }
}
