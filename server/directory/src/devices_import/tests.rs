//! Exports as they come, good and bad; and what is on record afterwards, on both engines.

mod apply;
mod large;

use contract::Words;
use domain::{
    DeviceId, PersonId, Time,
    device::{DeviceState, Ownership, Platform},
};
use store::{
    devices::{Owner, StoredDevice},
    people::Device,
};

use super::{Choices, Encoding, Fact, NoTable, OnRecord, Plan, look, plan, row};

fn record(devices: Vec<StoredDevice>) -> OnRecord {
    let owner = |id: &str, left: bool| Owner { id: PersonId::stored(id), user_key: id.to_owned(), left };
    OnRecord {
        devices,
        owners: vec![owner("anna", false), owner("bob", false), owner("gone", true), owner("jörg", false)],
        mails: vec![
            ("Anna@Example.org".to_owned(), PersonId::stored("anna")),
            ("team@example.org".to_owned(), PersonId::stored("anna")),
            ("team@example.org".to_owned(), PersonId::stored("bob")),
        ],
    }
}

fn held(id: &str, owner: &str, name: &str, serial: Option<&str>, source: &str) -> StoredDevice {
    let device = Device {
        id: DeviceId::stored(id),
        person: PersonId::stored(owner),
        name: name.to_owned(),
        platform: Platform::Ios,
        ownership: Ownership::CompanyManagedAccount,
        state: DeviceState::InUse,
        created: Time(1),
    };
    StoredDevice::named(device, source.to_owned(), Time(1)).with_serial(serial.map(str::to_owned))
}

fn planned(file: &[u8], devices: Vec<StoredDevice>) -> Plan {
    let choices = look(file).unwrap().guess;
    assert_eq!(choices.missing(), [], "the columns are known");
    plan(file, &choices, &record(devices)).unwrap()
}

/// Lines and keys of what is wrong.
fn bad(file: &str) -> Vec<(u64, String)> {
    planned(file.as_bytes(), Vec::new())
        .bad
        .into_iter()
        .map(|problem| (problem.line, problem.words.key))
        .collect()
}

fn arg<'a>(words: &'a Words, name: &str) -> &'a str {
    words.args.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

#[test]
fn the_columns_of_common_exports_are_known_in_both_languages() {
    for (header, system, serial, owner) in [
        (
            "Device ID,Device name,Managed by,Ownership,OS,OS version,Primary user UPN,Serial number,Model",
            Some("intune"),
            7,
            6,
        ),
        (
            "Geräte-ID;Gerätename;Verwaltet von;Besitz;Betriebssystem;UPN des primären Benutzers;Seriennummer;Modell",
            Some("intune"),
            6,
            5,
        ),
        ("Computer Name,JSS Computer ID,Serial Number,Username,OS Type,Model", Some("jamf"), 2, 3),
        (
            "Friendly Name,Organization Group,Platform,Ownership,Serial Number,Email Address",
            Some("workspace-one"),
            4,
            5,
        ),
        ("Device name\tSerial Number\tMost recent user\tOS\tAnnotated user\tModel", Some("google"), 1, 2),
        ("name,serial,owner,platform", None, 1, 2),
    ] {
        let file = format!("{header}\n{}\n", "x,".repeat(20));
        let look = look(file.as_bytes()).unwrap();
        assert_eq!(look.looks_like, system, "{header}");
        assert_eq!(look.guess.columns.get(&Fact::Serial), Some(&serial), "{header}");
        assert_eq!(look.guess.columns.get(&Fact::Owner), Some(&owner), "{header}");
        assert!(look.guess.columns.contains_key(&Fact::Name) && look.guess.missing().is_empty(), "{header}");
        assert_eq!(look.guess.twice(), None, "{header}");
    }
}

#[test]
fn a_wrong_header_leaves_what_is_needed_unchosen_and_somebody_can_choose() {
    let file = "Gear,Who,Kind\nX1,anna,iPhone\n";
    let look = look(file.as_bytes()).unwrap();
    assert_eq!(look.guess.missing(), [Fact::Owner, Fact::Platform]);
    let mut choices = look.guess;
    assert!(choices.choose(Fact::Owner, " WHO ", &look.header));
    assert!(choices.choose(Fact::Platform, "Kind", &look.header));
    assert!(!choices.choose(Fact::Serial, "Serial", &look.header), "there is no such column");
    assert!(choices.choose(Fact::Serial, "Gear", &look.header));
    assert_eq!(Choices::parse(&choices.written()), Some(choices.clone()));
    let plan = plan(file.as_bytes(), &choices, &record(Vec::new())).unwrap();
    assert_eq!((plan.new.len(), plan.bad.len()), (1, 0));
    choices.choose(Fact::Serial, "Who", &look.header);
    assert!(choices.twice().is_some());
    assert_eq!(look_err("just one column\nx\n"), NoTable::NoHeader);
    assert_eq!(look_err("a,b\n,\n"), NoTable::Empty);
    assert_eq!(look_err(""), NoTable::Empty);
}

fn look_err(file: &str) -> NoTable {
    look(file.as_bytes()).unwrap_err()
}

#[test]
fn each_bad_row_is_named_by_its_line_with_all_that_is_wrong() {
    let rows = [
        "name,owner,platform,serial,ownership,model", // 1
        "A,anna,iOS,S1,Company,",                     // 2 good
        "B,nobody,iOS,S2,Company,",                   // 3
        "C,,iOS,S3,Company,",                         // 4
        "D,gone,iOS,S4,Company,",                     // 5
        "E,team@example.org,iOS,S5,Company,",         // 6
        "F,bob,BeOS,S6,Company,",                     // 7
        "G,bob,,S7,Company,",                         // 8
        "H,bob,iOS,S8,Mine?,",                        // 9
        "I,bob,iOS,S\u{e4}9,Company,",                // 10
        "J,bob,iOS,S10,Company",                      // 11: a cell is missing
        "K,nobody,BeOS,S12,Company,",                 // 12: two things
        "L\u{202e},bob,iOS,S13,Company,",             // 13
        "\"two\nlines\",bob,iOS,S14,Company,",        // 14 and 15
        "M,bob,iOS,S15,Company,",                     // 16 good
        "N,bob,iOS,s15,Company,",                     // 17
    ];
    let said = bad(&rows.join("\n"));
    let keys: Vec<(u64, &str)> = said.iter().map(|(line, key)| (*line, key.as_str())).collect();
    assert_eq!(
        keys,
        [
            (3, "device-row-owner-unknown"),
            (4, "device-row-owner-none"),
            (5, "device-row-owner-left"),
            (6, "device-row-owner-several"),
            (7, "device-row-platform"),
            (8, "device-row-platform-none"),
            (9, "device-row-ownership"),
            (10, "device-row-serial"),
            (11, "device-row-cells"),
            (12, "device-row-owner-unknown"),
            (12, "device-row-platform"),
            (13, "device-row-text"),
            (14, "device-row-text"),
            (16, "device-row-serial-twice"),
            (17, "device-row-serial-twice"),
        ]
    );
    let plan = planned(rows.join("\n").as_bytes(), Vec::new());
    assert_eq!((plan.new.len(), plan.summary().bad), (1, 14));
    let twin = plan.bad.iter().find(|problem| problem.line == 17).unwrap();
    assert_eq!(arg(&twin.words, "lines"), "16");
}

#[test]
fn every_reason_has_words_in_both_languages() {
    for language in words::Language::ALL {
        for key in [
            "device-row-unreadable",
            "device-row-cells",
            "device-row-mixed",
            "device-row-no-text",
            "device-row-owner-none",
            "device-row-owner-unknown",
            "device-row-owner-several",
            "device-row-owner-left",
            "device-row-platform-none",
            "device-row-platform",
            "device-row-serial",
            "device-row-serial-twice",
            "device-row-name-twice",
            "device-row-text",
            "device-row-ownership",
            "device-row-account",
        ] {
            assert!(words::Words::of(language).has(key), "{key}");
        }
        for fact in Fact::ALL {
            for key in [format!("files-fact-{}", fact.word()), format!("files-fact-{}-hint", fact.word())] {
                assert!(words::Words::of(language).has(&key), "{key}");
            }
        }
    }
}

#[test]
fn windows_1252_is_read_and_mixed_encodings_are_named_by_line() {
    let latin = b"name,owner,platform\nB\xfcro,j\xf6rg,iOS\n";
    let plan = planned(latin, Vec::new());
    assert_eq!((plan.encoding, plan.bad.len(), plan.new.len()), (Encoding::Windows1252, 0, 1));
    assert_eq!(plan.new.first().unwrap().name, "Büro");
    let mixed = [
        b"name,owner,platform\n".as_slice(),
        "Büro,jörg,iOS\n".as_bytes(),
        b"K\xfcche,anna,iOS\nFlur,bob,iOS\n",
    ]
    .concat();
    let plan = planned(&mixed, Vec::new());
    assert_eq!(plan.encoding, Encoding::Mixed);
    let said: Vec<_> = plan.bad.iter().map(|one| (one.line, one.words.key.as_str())).collect();
    assert_eq!(said, [(3, "device-row-mixed")]);
    assert_eq!(plan.new.len(), 2, "the others could be taken");
    let utf16: Vec<u8> =
        "\u{feff}name;owner;platform\nBüro;jörg;iOS\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let plan = planned(&utf16, Vec::new());
    assert_eq!((plan.encoding, plan.bad.len(), plan.new.len()), (Encoding::Utf16, 0, 1));
}

#[test]
fn what_a_cell_says_is_understood() {
    for (cell, model, is) in [
        ("iOS", "iPhone 15", Some(Platform::Ios)),
        ("iOS", "iPad (10. Generation)", Some(Platform::Ipados)),
        ("iOS/iPadOS", "iPad Pro", Some(Platform::Ipados)),
        ("iPadOS 17.4", "", Some(Platform::Ipados)),
        ("Android (Enterprise)", "Pixel 8", Some(Platform::Android)),
        ("Windows 11 Kiosk", "", Some(Platform::Windows)),
        ("macOS", "MacBook Air", Some(Platform::Macos)),
        ("Mac OS X", "", Some(Platform::Macos)),
        ("Apple", "MacBook Pro", Some(Platform::Macos)),
        ("ChromeOS", "", Some(Platform::Chromeos)),
        ("Ubuntu 24.04", "", Some(Platform::Linux)),
        ("Tizen", "", None),
    ] {
        assert_eq!(row::platform(cell, model), is, "{cell} {model}");
    }
    let company = Ok(Some(row::Whose::Company(None)));
    for (cell, is) in [
        ("Company", company),
        ("Corporate - Dedicated", company),
        ("Unternehmen", company),
        ("Firmeneigen", company),
        ("C", company),
        ("Personal", Ok(Some(row::Whose::Own))),
        ("Persönlich", Ok(Some(row::Whose::Own))),
        ("Employee Owned", Ok(Some(row::Whose::Own))),
        ("User owned", Ok(Some(row::Whose::Own))),
        ("BYOD", Ok(Some(row::Whose::Own))),
        ("Unknown", Ok(None)),
        ("", Ok(None)),
        ("company-managed-account", Ok(Some(row::Whose::Company(Some(Ownership::CompanyManagedAccount))))),
        ("whatever", Err(())),
    ] {
        assert_eq!(row::whose(cell), is, "{cell}");
    }
}

#[test]
fn owners_are_found_by_user_name_and_by_an_address_that_is_theirs_alone() {
    let plan = planned(b"name,owner,platform\nA,ANNA,iOS\nB,anna@example.ORG,iOS\n", Vec::new());
    assert!(plan.bad.is_empty(), "{:?}", plan.bad);
    assert!(plan.new.iter().all(|new| new.owner == PersonId::stored("anna")));
}

#[test]
fn a_device_is_known_again_by_its_number_then_by_name_and_what_people_said_stays() {
    let file = "name,owner,platform,serial,ownership,model\n\
                Given by IT,anna,iOS,s1,Company,iPhone 15\n\
                My phone,bob,iOS,S2,,\n\
                Passed on,bob,iOS,S3,Company,\n";
    let mut lost = held("d4", "anna", "Lost", Some("S9"), "import:old.csv");
    lost.device.state = DeviceState::Lost;
    let devices = vec![
        held("d1", "anna", "Anna’s own name", Some("S1"), "import:old.csv"),
        held("d2", "bob", "my PHONE", None, "person"),
        held("d3", "anna", "Was Anna’s", Some("S3"), "import:old.csv"),
        lost,
        held("d5", "anna", "Not in it", Some("S5"), "import:old.csv"),
        held("d6", "anna", "Hers", None, "person"),
    ];
    let plan = planned(file.as_bytes(), devices);
    assert_eq!(plan.bad, []);
    let changed: Vec<_> =
        plan.changed.iter().map(|one| (one.told.id.as_str(), one.name.as_str(), one.facts.clone())).collect();
    assert_eq!(
        changed,
        [("d1", "Anna’s own name", vec!["model"]), ("d2", "my PHONE", vec!["serial"])],
        "a name stays, and so does the account that somebody named"
    );
    let moved: Vec<_> = plan.new.iter().map(|new| (new.name.as_str(), new.from.clone())).collect();
    assert_eq!(moved, [("Passed on", Some((DeviceId::stored("d3"), PersonId::stored("anna"))))]);
    assert_eq!(plan.missing, [("Not in it".to_owned(), "anna".to_owned())]);
    let summary = plan.summary();
    assert_eq!((summary.new, summary.changed, summary.moved, summary.missing), (0, 2, 1, 1));
}

#[test]
fn two_devices_without_a_number_and_with_one_name_cannot_be_told_apart() {
    let said = bad("name,owner,platform,serial\nPhone,anna,iOS,\nPHONE,anna,iOS,N/A\nPhone,bob,iOS,\n");
    assert_eq!(said, [(2, "device-row-name-twice".to_owned()), (3, "device-row-name-twice".to_owned())]);
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_one_bad_row_and_not_silence() {
    let said = bad("name,owner,platform\nA,anna,iOS\n\"B,bob,iOS\nC,bob,iOS\n");
    assert_eq!(said, [(3, "device-row-cells".to_owned())]);
}
