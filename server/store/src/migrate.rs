//! Migrations: one folder for both engines, taken into the binary.

use std::borrow::Cow;

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// A migration: number, name, text.
pub(crate) type Step = (i64, &'static str, &'static str);

/// Every migration in order. A new one gets the next number, a file beside the others and a line here; one that
/// was released is never changed, or databases that have it are refused.
pub(crate) const MIGRATIONS: &[Step] = &[
    (1, "ground", include_str!("../migrations/0001_ground.sql")),
    (3, "telling", include_str!("../migrations/0003_telling.sql")),
    (4, "upkeep", include_str!("../migrations/0004_upkeep.sql")),
    (5, "backups", include_str!("../migrations/0005_backups.sql")),
    (6, "devices", include_str!("../migrations/0006_devices.sql")),
    (7, "readiness", include_str!("../migrations/0007_readiness.sql")),
    (8, "runbooks", include_str!("../migrations/0008_runbooks.sql")),
    (9, "drills", include_str!("../migrations/0009_drills.sql")),
    (10, "models", include_str!("../migrations/0010_models.sql")),
    (11, "looking_up", include_str!("../migrations/0011_looking_up.sql")),
];

pub(crate) fn migrator(steps: &[Step]) -> Migrator {
    Migrator::with_migrations(
        steps
            .iter()
            .map(|(version, name, text)| {
                Migration::new(
                    *version,
                    Cow::Borrowed(*name),
                    MigrationType::Simple,
                    text.into_sql_str(),
                    false,
                )
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    #[test]
    fn every_file_of_the_folder_is_listed_once_and_in_order() {
        let mut files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let listed: Vec<String> =
            MIGRATIONS.iter().map(|(number, name, _)| format!("{number:04}_{name}.sql")).collect();
        assert_eq!(files, listed);
    }

    /// What a statement names only shows when it is run, and not every statement is run in every test.
    #[test]
    fn every_statement_names_tables_that_there_are() {
        let tables: Vec<&str> = MIGRATIONS
            .iter()
            .flat_map(|(_, _, text)| text.split("CREATE TABLE ").skip(1))
            .filter_map(|rest| rest.split_whitespace().next())
            .collect();
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        for path in files {
            if path.ends_with("migrate.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            for keyword in ["FROM ", "INTO ", "UPDATE ", "JOIN "] {
                for rest in text.split(keyword).skip(1) {
                    let name: String =
                        rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                    // Before a table's name comes nothing else in lower case; EXTRACT takes FROM a function.
                    if !name.is_empty() && name != "clock_timestamp" && !name.starts_with("pg_") {
                        assert!(tables.contains(&name.as_str()), "{}: no table {name}", path.display());
                    }
                }
            }
        }
    }
}
