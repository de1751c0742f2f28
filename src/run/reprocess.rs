//! `reprocess`: the source email of a note is read again and merged into it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use similar::TextDiff;

use super::batch::{self, Journal, Said, Threads};
use super::settings::{self, Sources, shown};
use super::{Console, Report, Stop, plugins, source};
use crate::config::Settings;
use crate::email::EmailId;
use crate::inputs;
use crate::note::read::{self, HEAD_BYTES};
use crate::note::safe::TaskText;
use crate::note::{ALREADY_HEADING, source as property};
use crate::pipeline::{self, Given, Processed};
use crate::vault::{self, Change, Outcome, STATE_FOLDER, Vault};

#[derive(Debug)]
pub struct Job {
    /// `None`: the vault that the working folder is in.
    pub vault: Option<PathBuf>,
    pub what: What,
    pub dry_run: bool,
    pub sources: Sources,
}

/// Which notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An email id, a link `obsidian://meeting-tasks-reprocess?id=...`, or the path of a note.
    One(String),
    All,
}

/// The link at the end of every note, up to the id.
const LINK: &str = "obsidian://meeting-tasks-reprocess?";
/// Lines around a change in the diff.
const CONTEXT_LINES: usize = 3;

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    let root = job.vault.clone().unwrap_or_else(|| batch::nearest_vault(Path::new(".")));
    let root = settings::vault(&root)?;
    let layer = settings::layer(&job.sources, Some(&root))?;
    let lines = plugins::lines(&root);
    let given = Given { today: Some(console.today), lines, ..Given::default() };
    let vault = if job.dry_run { Vault::open_read_only(&root) } else { Vault::open(&root) };
    let mut again = Again {
        root: &root,
        settings: Settings::resolve(layer),
        given,
        vault: vault.map_err(anyhow::Error::new)?,
        threads: Threads::default(),
        elsewhere: HashMap::new(),
    };
    for (path, known) in Journal::read(&root.join(STATE_FOLDER), None).messages() {
        again.threads.add(known.said.clone());
        again.elsewhere.entry(known.said.email_id.clone()).or_default().push(path.to_owned());
    }
    let notes = match &job.what {
        What::One(target) => vec![again.note(target)?],
        What::All => vault::notes(&root).filter_map(|path| Some((id_of(&path)?, path))).collect(),
    };
    let mut report = Report::default();
    for (id, path) in notes {
        match again.note_again(&id, &path, job.dry_run) {
            Ok(change) => {
                report.done += 1;
                tell(&change, job, console)?;
            }
            Err(error) => {
                report.failed += 1;
                console.say(&format!("note `{}` is left as it is: {error:#}", shown(&path)));
            }
        }
    }
    Ok(report)
}

/// A run over notes that are there.
struct Again<'a> {
    root: &'a Path,
    settings: Settings,
    given: Given,
    vault: Vault,
    threads: Threads,
    /// Files that have an email too, as earlier batches saw them.
    elsewhere: HashMap<String, Vec<PathBuf>>,
}

impl Again<'_> {
    /// The note that a target means.
    fn note(&self, target: &str) -> anyhow::Result<(EmailId, PathBuf)> {
        let id = match target.strip_prefix(LINK) {
            Some(query) => {
                let id = query.split('&').find_map(|part| part.strip_prefix("id="));
                id.ok_or_else(|| anyhow!("link `{}` has no id", shown(Path::new(target))))?
            }
            None => target,
        };
        if is_id(id) {
            let id = EmailId(id.to_owned());
            let path =
                self.vault.find(&id).ok_or_else(|| anyhow!("no note in the vault has the id `{}`", id.as_str()))?;
            return Ok((id, path));
        }
        let given = Path::new(target);
        // As it is named from here, or below the vault as Obsidian names it.
        let below = self.root.join(given);
        let path =
            [given.to_owned(), below.clone(), below.with_added_extension("md")].into_iter().find(|path| path.is_file());
        let name = shown(given);
        let path = path.ok_or_else(|| anyhow!("`{name}` is no email id, no link and no note"))?;
        let id = id_of(&path).ok_or_else(|| anyhow!("note `{name}` has no `emailId`"))?;
        // A copy has the id, but the first note is the one that is written.
        let path = self.vault.find(&id).unwrap_or(path);
        Ok((id, path))
    }

    fn note_again(&mut self, id: &EmailId, path: &Path, dry_run: bool) -> anyhow::Result<Change> {
        let mut processed = self.email_of(id, path)?;
        let mut note = processed.note();
        let said = Said::of(&processed.email, &processed.tasks, &note.fingerprint, 0);
        let vault = &self.vault;
        let left_out = if self.elsewhere.contains_key(id.as_str()) {
            self.threads.trim(&mut processed, &said, |id| batch::stem_of(id, &HashMap::new(), vault))
        } else {
            leave_out_noted(&mut processed, path)
        };
        if left_out {
            note = processed.note();
        }
        let change = self.vault.plan(&note)?;
        if !dry_run {
            let written = self.vault.write(&note)?;
            return Ok(Change { path: written.path, outcome: written.outcome, ..change });
        }
        Ok(change)
    }

    /// The email of a note, from its source or wherever else it was seen.
    fn email_of(&self, id: &EmailId, path: &Path) -> anyhow::Result<Processed> {
        let head = vault::head(path).with_context(|| "cannot read it".to_owned())?;
        let kept = read::property(&head, "source").ok_or_else(|| anyhow!("it names no `source`"))?;
        let origin = property::parse(kept);
        let kept = origin.path.ok_or_else(|| anyhow!("its email came from standard input and cannot be read again"))?;
        let label = read::property(&head, "label").map(str::to_owned);
        let others = self.elsewhere.get(id.as_str()).into_iter().flatten();
        let mut gone = true;
        for kept in std::iter::once(&kept).chain(others.filter(|other| **other != kept)) {
            let file = source::found(kept, self.root);
            if !file.is_file() {
                continue;
            }
            gone = false;
            if let Some(processed) = self.find_in(&file, kept, id, label.as_deref())? {
                return Ok(processed);
            }
        }
        let kept = shown(&kept);
        Err(if gone {
            anyhow!("its source `{kept}` is gone")
        } else {
            anyhow!("its source `{kept}` has the email no more")
        })
    }

    /// The email of this id in a file, which may be a mailbox.
    fn find_in(
        &self,
        file: &Path,
        kept: &Path,
        id: &EmailId,
        label: Option<&str>,
    ) -> anyhow::Result<Option<Processed>> {
        let given = Given { label: label.map(str::to_owned), ..self.given.clone() };
        for message in inputs::open([file.to_owned()]) {
            let mut raw = message?;
            raw.origin.path = Some(kept.to_owned());
            let Ok(processed) = pipeline::process(&raw, &given, &self.settings) else { continue };
            let note = processed.note();
            // The note of a mail that shares its Message-ID has an id that the note alone can make; a mail that only
            // shares it is not the email of this note.
            let is_it =
                if processed.email.id == *id { !self.vault.has_another(&note)? } else { note.twin().email_id == *id };
            if is_it {
                return Ok(Some(processed));
            }
        }
        Ok(None)
    }
}

/// Takes out the tasks of which the note itself says that another note has them, for where nothing else is known of the
/// thread. Whether there were any.
fn leave_out_noted(processed: &mut Processed, path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut lines = text.lines();
    if !lines.any(|line| line == ALREADY_HEADING) {
        return false;
    }
    let noted: HashMap<&str, &str> = lines
        .take_while(|line| !line.starts_with('#'))
        .filter_map(|line| line.strip_prefix("- ")?.rsplit_once(": [["))
        .collect();
    let before = processed.tasks.len();
    processed.leave_out(|task| {
        let link = noted.get(TaskText::new(&task.text).as_str())?;
        Some(link.split(['|', ']']).next()?.to_owned())
    });
    processed.tasks.len() < before
}

fn is_id(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'))
}

fn id_of(path: &Path) -> Option<EmailId> {
    let head = vault::head(path).ok()?;
    read::email_id(head.get(..head.len().min(HEAD_BYTES)).unwrap_or(&head)).map(|id| EmailId(id.to_owned()))
}

/// The path of a note that has changed; of a dry run, what would change in it.
fn tell(change: &Change, job: &Job, console: &mut Console) -> Result<(), Stop> {
    let name = shown(&change.path);
    if let Outcome::Kept(why) = change.outcome {
        console.say(&format!("note `{name}` is left as it is: {why}"));
        return Ok(());
    }
    if !job.dry_run {
        // One note: its path, changed or not. All: those that changed.
        if matches!(job.what, What::One(_)) || change.outcome != Outcome::Unchanged {
            writeln!(console.out, "{name}")?;
        }
        return Ok(());
    }
    let before = change.before.as_deref().unwrap_or_default();
    let diff = TextDiff::from_lines(before, &change.after);
    let text = diff.unified_diff().context_radius(CONTEXT_LINES).header(&name, &name).to_string();
    for line in text.lines() {
        writeln!(console.out, "{}", crate::clean::visible(line))?;
    }
    Ok(())
}
