//! The file with the installation's key (R13): made by the first start on SQLite, given on PostgreSQL.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use domain::Rng;
use service::Keys;
use store::Location;

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

fn make(path: &Path, rng: &dyn Rng) -> Result<Keys, Fault> {
    let fault = |source| Fault::File { doing: "write", path: path.to_owned(), source };
    let keys = Keys::generate(rng);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(fault)?;
    file.write_all(keys.write().as_bytes()).map_err(fault)?;
    file.sync_all().map_err(fault)?;
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

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
}
