//! Which config files there are, and the vault.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::clean;
use crate::config::{self, Layer, Settings};

/// Where settings come from, beside the built-in ones.
#[derive(Debug, Default)]
pub struct Sources {
    /// `--config`: read instead of the user's and the vault's file.
    pub config: Option<PathBuf>,
    /// What the other flags say.
    pub flags: Layer,
}

/// The settings of a run, in `vault` if there is one.
pub(super) fn load(sources: &Sources, vault: Option<&Path>) -> anyhow::Result<Settings> {
    Ok(Settings::resolve(layer(sources, vault)?))
}

/// What flags and files say, laid over each other.
pub(super) fn layer(sources: &Sources, vault: Option<&Path>) -> anyhow::Result<Layer> {
    let files = if let Some(path) = &sources.config {
        read(path)?.with_context(|| format!("no config file `{}`", shown(path)))?
    } else {
        let user = user_file().map(|path| read(&path)).transpose()?.flatten();
        let own = vault.map(|vault| read(&vault.join(config::VAULT_FILE))).transpose()?.flatten();
        own.unwrap_or_default().over(user.unwrap_or_default())
    };
    Ok(sources.flags.clone().over(files))
}

/// `$XDG_CONFIG_HOME/meeting-tasks/config.yaml`, by the XDG base directory specification `~/.config` without it.
fn user_file() -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || absolute("HOME").map(|home| home.join(".config"));
    Some(absolute("XDG_CONFIG_HOME").or_else(home)?.join(config::USER_FILE))
}

/// The rules in the file at `path`, which must be there.
pub(super) fn rules(path: &Path) -> anyhow::Result<Vec<config::RuleEntry>> {
    let text = text(path)?.with_context(|| format!("no file `{}`", shown(path)))?;
    Ok(config::rules(&text, &shown(path))?)
}

/// The layer in the file at `path`; `None` where there is no such file.
fn read(path: &Path) -> anyhow::Result<Option<Layer>> {
    text(path)?.map(|text| Ok(config::parse(&text, &shown(path))?)).transpose()
}

/// The text of a config file; `None` where there is no such file.
fn text(path: &Path) -> anyhow::Result<Option<String>> {
    let name = shown(path);
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read config `{name}`")),
    };
    let mut text = String::new();
    file.take(config::LARGEST_FILE + 1)
        .read_to_string(&mut text)
        .with_context(|| format!("cannot read config `{name}`"))?;
    if text.len() as u64 > config::LARGEST_FILE {
        bail!("cannot read config `{name}`: larger than {} bytes", config::LARGEST_FILE);
    }
    Ok(Some(text))
}

/// The vault's folder, which must be there.
pub(super) fn vault(path: &Path) -> anyhow::Result<PathBuf> {
    folder(path, "vault")
}

/// A folder that must be there; `what` it is stands in the message.
pub(super) fn folder(path: &Path, what: &str) -> anyhow::Result<PathBuf> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Ok(path.to_owned()),
        Ok(_) => bail!("{what} `{}` is no folder", shown(path)),
        Err(error) => Err(error).with_context(|| format!("cannot open {what} `{}`", shown(path))),
    }
}

/// A path as messages show it.
pub(super) fn shown(path: &Path) -> String {
    clean::one_line(&path.display().to_string())
}
