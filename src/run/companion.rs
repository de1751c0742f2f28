//! `init --plugin`: the companion plugin for Obsidian, which this program carries, put into a vault.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use serde::Deserialize;

use super::settings::{self, shown};
use super::{Console, Report, Stop, plugins};

/// The plugin's id, which is also its folder.
const ID: &str = "meeting-tasks";
const MANIFEST: &str = "manifest.json";
const MAIN: &str = "main.js";

/// The code first: a plugin whose manifest is not there yet is none to Obsidian.
const FILES: [(&str, &str); 2] =
    [(MAIN, include_str!("../../plugin/main.js")), (MANIFEST, include_str!("../../plugin/manifest.json"))];

/// What an installed plugin says of itself.
#[derive(Deserialize)]
struct Manifest {
    id: String,
    version: String,
}

/// Installs or updates the plugin; it is not switched on, for that is its owner's to say.
pub(super) fn run(vault: &Path, console: &mut Console) -> Result<Report, Stop> {
    let vault = settings::vault(vault)?;
    let folder = folder(&vault)?;
    check(&folder)?;
    let mut written = 0;
    for (name, text) in FILES {
        let path = folder.join(name);
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            continue;
        }
        write(&folder, &path, text).with_context(|| format!("cannot write `{}`", shown(&path)))?;
        written += 1;
    }
    writeln!(console.out, "{}", shown(&folder))?;
    console.say(match (written, plugins::is_on(&vault, ID)) {
        (0, true) => "the plugin is up to date",
        (_, true) => "the plugin is updated; restart Obsidian, or switch the plugin off and on",
        (_, false) => {
            "to use it, switch on `Meeting Tasks (offline)` in Obsidian under Settings, Community plugins \
             (after the arrow that reloads the list), and name your inbox folder in its settings"
        }
    });
    Ok(Report { done: 1, failed: 0 })
}

/// The plugin's folder, made where it is missing; no part of it may be a link, which could lead out of the vault.
fn folder(vault: &Path) -> anyhow::Result<PathBuf> {
    let mut path = vault.join(plugins::FOLDER);
    if !path.is_dir() {
        bail!("`{}` is no vault of Obsidian: open it there once", shown(vault));
    }
    is_plain(&path)?;
    for part in ["plugins", ID] {
        path.push(part);
        match fs::create_dir(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => is_plain(&path)?,
            Err(error) => return Err(error).with_context(|| format!("cannot make the folder `{}`", shown(&path))),
        }
    }
    Ok(path)
}

fn is_plain(path: &Path) -> anyhow::Result<()> {
    let found = path.symlink_metadata().with_context(|| format!("cannot look at `{}`", shown(path)))?;
    if found.is_dir() { Ok(()) } else { Err(anyhow!("`{}` is a link or a file, not a folder", shown(path))) }
}

/// Whether what stands in the folder may be replaced: this plugin, no newer one, or nothing.
fn check(folder: &Path) -> anyhow::Result<()> {
    let name = shown(folder);
    let there = |file: &str| folder.join(file).symlink_metadata().is_ok();
    if !there(MANIFEST) && !there(MAIN) {
        return Ok(());
    }
    let manifest = plugins::json::<Manifest>(&folder.join(MANIFEST));
    let Manifest { id, version } = manifest.ok_or_else(|| anyhow!("`{name}` holds a plugin that is not this one"))?;
    if id != ID {
        bail!("`{name}` holds the plugin `{id}`: rename that folder to `{id}`, which is its own name");
    }
    if numbers(&version) > numbers(env!("CARGO_PKG_VERSION")) {
        bail!("`{name}` holds version {version}, which is newer than this program's: update the program");
    }
    Ok(())
}

/// A version as numbers: `1.10.0` is newer than `1.9.2`.
fn numbers(version: &str) -> Vec<u64> {
    version.split('.').map(|part| part.parse().unwrap_or_default()).collect()
}

/// Whole or not at all, for Obsidian may be reading.
fn write(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plugin_is_this_one_and_has_the_version_of_the_program() {
        let manifest: Manifest = serde_json::from_str(FILES[1].1).expect("a manifest");
        assert_eq!((manifest.id.as_str(), manifest.version.as_str()), (ID, env!("CARGO_PKG_VERSION")));
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        for (newer, older) in [("0.1.1", "0.1.0"), ("0.10.0", "0.9.9"), ("1.0", "0.99.3"), ("0.1.0.1", "0.1.0")] {
            assert!(numbers(newer) > numbers(older), "{newer} {older}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let (vault, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let plugins = vault.path().join(".obsidian/plugins");
        fs::create_dir_all(&plugins).expect("folders");
        std::os::unix::fs::symlink(elsewhere.path(), plugins.join(ID)).expect("a link");
        assert!(folder(vault.path()).is_err());
        assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
    }
}
