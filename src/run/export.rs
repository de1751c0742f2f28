//! `list` in the forms of other programs.

use std::io;
use std::path::Path;

use super::Console;
use crate::export::{self, Entry, Form};
use crate::note::task_line::ReadTask;

/// Writes tasks, each with what names it and its note below the vault's root.
pub(super) fn write<'a>(
    tasks: impl Iterator<Item = (&'a str, &'a Path, &'a ReadTask)>,
    form: Form,
    console: &mut Console,
) -> io::Result<()> {
    let tasks: Vec<(&str, String, &ReadTask)> =
        tasks.map(|(key, note, task)| (key, note.display().to_string(), task)).collect();
    let entries: Vec<Entry> = tasks.iter().map(|(key, note, task)| Entry { key, note, task }).collect();
    console.out.write_all(export::text(&entries, form, console.today).as_bytes())
}
