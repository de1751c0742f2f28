//! Files and folders of a vault, opened and made without following a link.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::VaultError;

/// How the program's unfinished files are called, so that the next run can tell them from others'.
pub(super) const TEMPORARY_PREFIX: &str = ".meeting-tasks-";
pub(super) const TEMPORARY_SUFFIX: &str = ".tmp";

/// The folder of that name below `root`, made where it is missing; each part is a real folder, none a link.
pub(super) fn folder<S: AsRef<Path>>(root: &Path, real_root: &Path, parts: &[S]) -> Result<PathBuf, VaultError> {
    let mut path = root.to_owned();
    for part in parts {
        path.push(part);
        match path.symlink_metadata() {
            Ok(meta) if meta.is_dir() => {}
            Ok(_) => return Err(VaultError::NotPlain { path }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match std::fs::create_dir(&path) {
                Ok(()) => {}
                // Another thread was faster.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    if !path.symlink_metadata().is_ok_and(|meta| meta.is_dir()) {
                        return Err(VaultError::NotPlain { path });
                    }
                }
                Err(source) => return Err(VaultError::Io { doing: "make the folder", path, source }),
            },
            Err(source) => return Err(VaultError::Io { doing: "look at", path, source }),
        }
    }
    let real = path.canonicalize().map_err(VaultError::io("look at", &path))?;
    if real.starts_with(real_root) { Ok(path) } else { Err(VaultError::Outside { path }) }
}

/// A plain file, opened for reading; a link, a pipe, a device or a folder is an error, and none of them blocks.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let file = open_unfollowed(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("no plain file")) }
}

#[cfg(unix)]
fn open_unfollowed(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    File::options().read(true).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK).open(path)
}

#[cfg(not(unix))]
fn open_unfollowed(path: &Path) -> io::Result<File> {
    if path.symlink_metadata()?.is_file() { File::open(path) } else { Err(io::Error::other("no plain file")) }
}

/// The whole of a plain file; `None` where it is larger than `limit` bytes.
pub(super) fn read(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let file = open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    // One byte more than allowed shows a file that grew.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > limit { None } else { Some(bytes) })
}

/// A file of the program's own below `.meeting-tasks`.
pub(super) fn open_or_create(path: &Path) -> Result<File, VaultError> {
    match path.symlink_metadata() {
        Ok(meta) if !meta.is_file() => return Err(VaultError::NotPlain { path: path.to_owned() }),
        _ => {}
    }
    let made = File::options().read(true).write(true).create(true).truncate(false).open(path);
    made.map_err(VaultError::io("write", path))
}

/// `text` in a temporary file beside where it will stand, with the rights of a new file.
pub(super) fn temporary(folder: &Path, text: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
    #[cfg(unix)]
    let rights = {
        use std::os::unix::fs::PermissionsExt;
        // Read and write for all, less what the user's mask takes away.
        std::fs::Permissions::from_mode(0o666)
    };
    #[cfg(unix)]
    builder.permissions(rights);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text)?;
    Ok(file)
}
