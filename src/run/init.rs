//! `init`: a commented config file with what the vault shows.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::settings::{self, shown};
use super::{Console, Report, Stop, plugins};
use crate::config;
use crate::note::TaskFormat;
use crate::note::read;
use crate::vault;

/// Names of owners that are listed: those whom most tasks name.
const OWNERS: usize = 12;

/// Writes the commented config file; one that is there stays as it is.
pub(super) fn run(vault: &Path, console: &mut Console) -> Result<Report, Stop> {
    let folder = settings::vault(vault)?;
    let path = folder.join(config::VAULT_FILE);
    let name = shown(&path);
    let mut file = match File::create_new(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(anyhow!("config `{name}` is there already").into());
        }
        Err(error) => return Err(anyhow::Error::new(error).context(format!("cannot write config `{name}`")).into()),
    };
    let text = config::template::filled(&Seen::of(&folder).found(plugins::lines(&folder).format));
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write config `{name}`"))?;
    writeln!(console.out, "{name}")?;
    Ok(Report { done: 1, failed: 0 })
}

/// What the notes of a vault show.
#[derive(Debug, Default)]
struct Seen {
    /// How many notes stand below each folder, and how many have each label in each folder.
    folders: BTreeMap<String, usize>,
    labels: BTreeMap<(String, String), usize>,
    owners: BTreeMap<String, usize>,
}

impl Seen {
    fn of(root: &Path) -> Seen {
        let mut seen = Seen::default();
        for path in vault::notes(root) {
            let Ok(head) = vault::head(&path) else { continue };
            if read::email_id(&head).is_none() {
                continue;
            }
            // Folder, label, year, month, as the notes are filed.
            let below: PathBuf = path.strip_prefix(root).unwrap_or(&path).to_owned();
            let parts: Vec<String> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if let [folders @ .., label_folder, year, _, _] = parts.as_slice()
                && year.len() == 4
                && !folders.is_empty()
            {
                *seen.folders.entry(folders.join("/")).or_default() += 1;
                if let Some(label) = read::property(&head, "label") {
                    *seen.labels.entry((label.to_owned(), label_folder.clone())).or_default() += 1;
                }
            }
            for task in vault::note_tasks(&path).unwrap_or_default() {
                if let Some(owner) = task.owner {
                    *seen.owners.entry(owner).or_default() += 1;
                }
            }
        }
        seen
    }

    fn found(self, auto: TaskFormat) -> config::template::Found {
        let most = |counts: BTreeMap<String, usize>| {
            let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
            counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            counts.into_iter().map(|(name, _)| name)
        };
        config::template::Found {
            folder: most(self.folders).next(),
            labels: self.labels.into_keys().collect(),
            owners: most(self.owners).take(OWNERS).collect(),
            auto,
        }
    }
}
