//! The files of each language, built in.

use crate::Language;

macro_rules! files {
    ($($area:literal),+ $(,)?) => {
        /// The areas of a language: name and text of each file. Every language has the same.
        pub const fn areas(language: Language) -> &'static [(&'static str, &'static str)] {
            match language {
                Language::En => &[$(($area, include_str!(concat!("../en/", $area, ".ftl")))),+],
                Language::De => &[$(($area, include_str!(concat!("../de/", $area, ".ftl")))),+],
            }
        }
    };
}

files![
    "common",
    "lists",
    "refusals",
    "problems",
    "sign-in",
    "recover",
    "recover-words",
    "enrol",
    "stopping",
    "last-resort",
    "home",
    "readiness",
    "drills",
    "methods",
    "backups",
    "devices",
    "device-files",
    "runbooks",
    "joiners",
    "leavers",
    "sessions",
    "approvals",
    "desk",
    "review-words",
    "notices",
    "demo",
    "console",
];
