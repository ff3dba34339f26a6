//! The file with the installation's keys (R13): made by the first start on SQLite, given on PostgreSQL. It is never
//! there in part: a new one is written under another name and takes its own when it is whole and durable.

use std::fs::{File, Permissions, TryLockError};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
use std::path::{Path, PathBuf};

use domain::Rng;
use service::Keys;
use store::Location;
use tempfile::NamedTempFile;

use crate::Fault;

/// The keys: from the file, or new ones in a new file if this is the first start on a new SQLite database.
///
/// # Errors
/// If the file is missing although the database is not, may be read by others, or holds something else.
pub(crate) fn open(path: &Path, database: &Location, rng: &dyn Rng) -> Result<Keys, Fault> {
    match File::open(path) {
        Ok(file) => read(path, file),
        Err(error) if error.kind() == ErrorKind::NotFound => match database {
            Location::SqliteFile(db) if !db.exists() => make(path, rng),
            Location::SqliteFile(_) => Err(Fault::Told(format!(
                "the key file {} is missing, but the database is there: bring the file back from the backup",
                path.display()
            ))),
            Location::Postgres(_) => Err(Fault::Told(format!(
                "the key file {} is missing: replicas share one, made with `openssl rand -hex 32`, mode 0600",
                path.display()
            ))),
        },
        Err(source) => Err(Fault::File { doing: "read", path: path.to_owned(), source }),
    }
}

/// The keys from the file, which must be there.
///
/// # Errors
/// As [`open`].
pub(crate) fn existing(path: &Path) -> Result<Keys, Fault> {
    let file =
        File::open(path).map_err(|source| Fault::File { doing: "read", path: path.to_owned(), source })?;
    read(path, file)
}

fn read(path: &Path, mut file: File) -> Result<Keys, Fault> {
    let fault = |source| Fault::File { doing: "read", path: path.to_owned(), source };
    let mode = file.metadata().map_err(fault)?.mode();
    if mode & 0o077 != 0 {
        let octal = mode & 0o777;
        let path = path.display();
        return Err(Fault::Told(format!("others may read the key file (mode {octal:o}): chmod 600 {path}")));
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(fault)?;
    Keys::read(&text).map_err(|bad| Fault::Told(format!("{}: {bad}", path.display())))
}

/// New keys in a new file. Whoever made one at the same moment was first: then theirs hold.
fn make(path: &Path, rng: &dyn Rng) -> Result<Keys, Fault> {
    let keys = Keys::generate(rng);
    match write(path, &keys)?.persist_noclobber(path) {
        Ok(_) => {
            keep(path)?;
            Ok(keys)
        }
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => existing(path),
        Err(error) => Err(Fault::File { doing: "write", path: path.to_owned(), source: error.error }),
    }
}

/// Keeps every other command on this machine from replacing the file, for as long as the value lives.
///
/// # Errors
/// If another is at it.
pub(crate) fn hold(path: &Path) -> Result<File, Fault> {
    let fault = |source| Fault::File { doing: "read", path: path.to_owned(), source };
    let folder = File::open(folder(path)).map_err(fault)?;
    match folder.try_lock() {
        Ok(()) => Ok(folder),
        Err(TryLockError::WouldBlock) => Err(Fault::Said("another command is replacing the key file")),
        Err(TryLockError::Error(source)) => Err(fault(source)),
    }
}

/// Where the successor of the keys in `path` lies until the record names it.
pub(crate) fn next_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".next");
    PathBuf::from(name)
}

/// The successor that a command that was cut short left beside the file, if there is one.
///
/// # Errors
/// As [`existing`].
pub(crate) fn next(path: &Path) -> Result<Option<Keys>, Fault> {
    let path = next_path(path);
    if path.exists() { existing(&path).map(Some) } else { Ok(None) }
}

/// Writes the successor beside the file, whole and durable, over one that never got on record.
///
/// # Errors
/// If it cannot be written, or not with the owner of the file.
pub(crate) fn write_next(path: &Path, keys: &Keys) -> Result<(), Fault> {
    let next = next_path(path);
    let fault = |source| Fault::File { doing: "write", path: next.clone(), source };
    let file = write(&next, keys)?;
    // Whoever runs the command may be another than the server that reads the file.
    let owner = std::fs::metadata(path).map_err(fault)?;
    fchown(file.as_file(), Some(owner.uid()), Some(owner.gid())).map_err(fault)?;
    file.persist(&next).map_err(|error| fault(error.error))?;
    keep(&next)
}

/// Puts the successor in the place of the file: there is either the old one or the new one, whole, at every moment.
///
/// # Errors
/// If it cannot be done; then the old one is still there.
pub(crate) fn install_next(path: &Path) -> Result<(), Fault> {
    let fault = |source| Fault::File { doing: "write", path: path.to_owned(), source };
    std::fs::rename(next_path(path), path).map_err(fault)?;
    keep(path)
}

/// The keys in a file without a name that holds, in the same folder, readable by nobody else from its first moment on,
/// and durable.
fn write(path: &Path, keys: &Keys) -> Result<NamedTempFile, Fault> {
    let fault = |source| Fault::File { doing: "write", path: path.to_owned(), source };
    let mut file = tempfile::Builder::new()
        .prefix(".latchkey-key-")
        .permissions(Permissions::from_mode(0o600))
        .tempfile_in(folder(path))
        .map_err(fault)?;
    file.write_all(keys.write().as_bytes()).map_err(fault)?;
    file.as_file().sync_all().map_err(fault)?;
    Ok(file)
}

/// Makes a name in a folder durable.
fn keep(path: &Path) -> Result<(), Fault> {
    let folder = folder(path);
    let fault = |source| Fault::File { doing: "write", path: folder.to_owned(), source };
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(fault)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::OsRng;

    #[test]
    fn the_first_start_makes_a_key_that_the_second_finds() {
        let folder = tempfile::tempdir().unwrap();
        let (key, db) = (folder.path().join("k"), Location::SqliteFile(folder.path().join("db")));
        let first = open(&key, &db, &OsRng).unwrap();
        assert_eq!(std::fs::metadata(&key).unwrap().mode() & 0o777, 0o600);
        assert_eq!(open(&key, &db, &OsRng).unwrap().id(), first.id());
    }

    #[test]
    fn a_database_without_its_key_refuses_to_start() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("db");
        std::fs::write(&db, "").unwrap();
        let key = folder.path().join("k");
        assert!(open(&key, &Location::SqliteFile(db), &OsRng).is_err());
        assert!(open(&key, &Location::Postgres("postgres://x".to_owned()), &OsRng).is_err());
        assert!(!key.exists());
    }

    #[test]
    fn a_key_file_open_to_others_or_of_another_form_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (key, db) = (folder.path().join("k"), Location::SqliteFile(folder.path().join("db")));
        open(&key, &db, &OsRng).unwrap();
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o640)).unwrap();
        let fault = open(&key, &db, &OsRng).unwrap_err().to_string();
        assert!(fault.contains("640"), "{fault}");
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&key, "0123").unwrap();
        assert!(open(&key, &db, &OsRng).is_err());
    }

    #[test]
    fn a_successor_takes_the_place_of_the_file_whole_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let (key, db) = (folder.path().join("k"), Location::SqliteFile(folder.path().join("db")));
        let old = open(&key, &db, &OsRng).unwrap();
        assert!(next(&key).unwrap().is_none());
        // One that never got on record is written over.
        write_next(&key, &old.with_another_log_key(&OsRng)).unwrap();
        let new = old.with_another_log_key(&OsRng);
        write_next(&key, &new).unwrap();
        assert_eq!(next(&key).unwrap().unwrap().id(), new.id());
        assert_eq!(existing(&key).unwrap().id(), old.id(), "not yet");
        install_next(&key).unwrap();
        assert_eq!(existing(&key).unwrap().id(), new.id());
        assert_eq!(std::fs::metadata(&key).unwrap().mode() & 0o777, 0o600);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn only_one_command_at_a_time_replaces_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("k");
        let held = hold(&key).unwrap();
        assert!(hold(&key).is_err());
        drop(held);
        assert!(hold(&key).is_ok());
    }

    #[test]
    fn of_two_first_starts_at_once_one_makes_the_key() {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("k");
        let ids: Vec<String> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| make(&key, &OsRng).unwrap().id())).collect();
            starts.into_iter().map(|start| start.join().unwrap()).collect()
        });
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    }
}
