//! One message of a batch, read where it is not known: the part of the work that many processors share.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::journal::Known;
use crate::config::Settings;
use crate::email::RawEmail;
use crate::inputs::{InputError, Origin};
use crate::note::{Note, hex};
use crate::pipeline::{self, Given, Processed};
use crate::run::extract::Unread;

/// What the threads make of one message.
pub(super) enum Reading {
    /// As it was at the last run.
    Known(PathBuf, Known),
    Read(PathBuf, Box<Read>),
    TooOld(PathBuf),
    Failed(PathBuf, Unread),
}

/// One message that was not known.
pub(super) struct Read {
    pub(super) print: String,
    pub(super) processed: Processed,
    pub(super) note: Note,
}

impl Reading {
    pub(super) fn path(&self) -> &Path {
        match self {
            Reading::Known(path, _) | Reading::Read(path, ..) | Reading::TooOld(path) | Reading::Failed(path, _) => {
                path
            }
        }
    }
}

pub(super) fn read_one(
    message: Result<RawEmail, InputError>,
    kept_of: &HashMap<PathBuf, PathBuf>,
    prints: &HashMap<PathBuf, HashMap<String, Known>>,
    given: &Given,
    settings: &Settings,
    since: Option<NaiveDate>,
) -> Reading {
    let kept = |origin: &Origin| {
        let path = origin.path.clone().unwrap_or_default();
        kept_of.get(&path).cloned().unwrap_or(path)
    };
    let mut raw = match message {
        Ok(raw) => raw,
        Err(error) => return Reading::Failed(kept(&error.origin), error.into()),
    };
    let path = kept(&raw.origin);
    let print = print_of(&raw.bytes);
    if let Some(known) = prints.get(&path).and_then(|known| known.get(&print)) {
        return Reading::Known(path, known.clone());
    }
    let origin = raw.origin.clone();
    raw.origin.path = Some(path.clone());
    match pipeline::process(&raw, given, settings) {
        Ok(processed) if since.is_some_and(|since| processed.email.date.date_naive() < since) => Reading::TooOld(path),
        Ok(processed) => {
            let note = processed.note();
            Reading::Read(path, Box::new(Read { print, processed, note }))
        }
        Err(error) => Reading::Failed(path, Unread { reason: error.to_string(), origin }),
    }
}

/// Enough of a digest to tell the messages of a mailbox apart.
const PRINT_BYTES: usize = 12;

fn print_of(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).get(..PRINT_BYTES).unwrap_or_default())
}
