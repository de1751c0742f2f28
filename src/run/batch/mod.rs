//! `batch`: every email below a folder becomes or updates a note of the vault.

mod journal;
mod progress;
mod reading;
mod report;
mod threads;
mod work;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use self::work::Batch;
use super::settings::{self, Sources};
use super::{Console, Report, Stop, plugins};
use crate::config::{Layer, Settings};
use crate::note::hex;
use crate::pipeline::Given;
use crate::rules::weights;
use crate::vault::{Deleted, STATE_FOLDER, Vault};

pub(super) use self::journal::Journal;
pub(super) use self::threads::{Said, Threads};
pub(super) use self::work::stem_of;

#[derive(Debug)]
pub struct Job {
    /// Where the mail is.
    pub folder: PathBuf,
    /// `None`: the nearest folder at or above `folder` that Obsidian has as a vault, else `folder`.
    pub vault: Option<PathBuf>,
    pub label: Option<String>,
    /// Mail that was sent before this day is left alone.
    pub since: Option<NaiveDate>,
    pub jobs: Option<NonZeroUsize>,
    pub dry_run: bool,
    pub json: bool,
    /// Only failures are told.
    pub quiet: bool,
    pub sources: Sources,
}

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    let folder = settings::folder(&job.folder, "folder")?;
    let root = job.vault.clone().unwrap_or_else(|| nearest_vault(&folder));
    let layer = settings::layer(&job.sources, Some(&settings::vault(&root)?))?;
    let vault = if job.dry_run { Vault::open_read_only(&root) } else { Vault::open(&root) };
    let vault = vault.map_err(anyhow::Error::new)?.with_deleted(Deleted::Stays);
    let given = Given {
        label: job.label.clone(),
        today: Some(console.today),
        lines: plugins::lines(&root),
        ..Given::default()
    };
    let made_with = made_with(&layer, &given);
    let settings = Settings::resolve(layer);
    let state_folder = root.join(STATE_FOLDER);
    if !job.dry_run {
        journal::remove_litter(&state_folder);
    }
    let journal = Journal::read(&state_folder, Some(&made_with));
    let mut batch = Batch::new(job, &root, &settings, given, vault, journal);
    batch.through(&folder, console)?;
    let Batch { journal, summary, .. } = batch;
    if !job.dry_run && journal.has_changed() {
        journal.write(&state_folder, &made_with).context("cannot write what was read; the next run reads all again")?;
    }
    report::tell(job, &summary, console)?;
    Ok(Report { done: summary.emails - summary.failed.len(), failed: summary.failed.len() })
}

/// The vault that `folder` is in: the nearest folder at or above it that Obsidian has as one, else the folder.
pub(super) fn nearest_vault(folder: &Path) -> PathBuf {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    match whole.ancestors().find(|path| path.join(".obsidian").is_dir()) {
        Some(found) if found == whole => folder.to_owned(),
        Some(found) => found.to_owned(),
        None => folder.to_owned(),
    }
}

/// What notes depend on beside the mail: where it changes, all mail is read again.
pub(super) fn made_with(layer: &Layer, given: &Given) -> String {
    let Given { label, lines, .. } = given;
    let weights = hex(&Sha256::digest(weights::TEXTS.concat()));
    let text = format!("{}\n{weights}\n{layer:?}\n{label:?}\n{lines:?}", env!("CARGO_PKG_VERSION"));
    hex(&Sha256::digest(text))
}
