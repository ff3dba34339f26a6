//! Bad files: each thing by its line, all at once.

use super::*;

/// The one problem of a file, and that it says this.
fn one(csv: &str, line: u64, says: &str) {
    let problems = planned(csv, &[]).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].line, line, "{problems:?}");
    assert!(problems[0].words.contains(says), "{:?} does not say {says:?}", problems[0].words);
}

#[test]
fn a_header_is_needed_and_its_order_is_free() {
    one("", 1, "names nobody");
    one("user_name,name\n", 1, "names nobody");
    assert_eq!(problems("anna,Anna Berg\n").len(), 4, "two cells that are no columns, two columns missing");
    one("name\nAnna\n", 1, "user_name is missing");
    one("user_name,name,shoe size\nanna,Anna,39\n", 1, "“shoe size” is no column");
    one("user_name,name,name\nanna,Anna,Anna\n", 1, "name is there twice");
    one("user_name;name\nanna;Anna\n", 1, "must be separated by commas");
    assert_eq!(planned("Time Zone,NAME,user-name\nEurope/Paris,Anna,anna\n", &[]).unwrap().new.len(), 1);
}

#[test]
fn encodings() {
    assert_eq!(planned("\u{feff}user_name,name\nanna,Änna\n", &[]).unwrap().new.len(), 1);
    let latin = b"user_name,name\nanna,Anna\nbob,B\xf6b\n";
    let problems = plan(latin, &[], &reading()).unwrap_err();
    assert_eq!((problems.len(), problems[0].line), (1, 3));
    assert!(problems[0].words.contains("UTF-8"));
    let utf16: Vec<u8> = "\u{feff}user_name,name\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(plan(&utf16, &[], &reading()).unwrap_err()[0].words.contains("UTF-16"));
}

#[test]
fn a_loop_of_managers_is_named_once_by_its_first_line() {
    let csv = "user_name,name,manager\nroot,Root,\na,A,c\nb,B,a\nc,C,b\nd,D,a\n";
    one(csv, 3, "the managers go round in a circle: “a” → “c” → “b” → “a”");
    one("user_name,name,manager\nself,Self,SELF\n", 2, "their own manager");
}

#[test]
fn managers_who_are_nowhere_and_names_that_are_twice() {
    one(
        "user_name,name,manager\nanna,Anna,boss\n",
        2,
        "the manager “boss” is neither in the file nor on record",
    );
    one("user_name,name\nanna,Anna\n ANNA ,Anna\n", 3, "there twice, first in line 2");
    one("user_name,name\nStra\u{df}e,One\n\u{ff33}TRA\u{df}E,Two\n", 3, "there twice");
}

#[test]
fn cells_that_cannot_be_taken() {
    let header =
        "user_name,name,addresses,phones,roles,language,time_zone,active,starts_on,photo,emergency\n";
    let with = |cells: &str| format!("{header}{cells}\n");
    one(&with(",Anna,,,,,,,,,"), 2, "user_name is empty");
    one(&with("anna,,,,,,,,,,"), 2, "name is empty");
    one(&with("anna,Anna,nonsense,,,,,,,,"), 2, "“nonsense” is no mail address");
    one(&with("anna,Anna,,0301234,,,,,,,"), 2, "KIND:NUMBER");
    one(&with("anna,Anna,,desk:0301234,,,,,,,"), 2, "begins with +");
    one(&with("anna,Anna,,desk:+49301234567;mobile:+49301234567,,,,,,,"), 2, "two kinds of number");
    one(&with("anna,Anna,,,boss,,,,,,"), 2, "“boss” is no role; it is one of it, security, auditor");
    one(&with("anna,Anna,,,,fr,,,,,"), 2, "language is “fr”");
    one(&with("anna,Anna,,,,,Mars/Crater,,,,"), 2, "time_zone is “Mars/Crater”");
    one(&with("anna,Anna,,,,,,perhaps,,,"), 2, "active is “perhaps”; it must be yes or no");
    one(&with("anna,Anna,,,,,,,31.05.2026,,"), 2, "2026-05-31");
    one(&with("anna,Anna,,,,,,,,,,,"), 2, "13 cells; the first line names 11 columns");
    one(&with("anna,Anna"), 2, "2 cells");
    one(&with(&format!("anna,{},,,,,,,,,", "x".repeat(301))), 2, "name has 301 characters; it may have 300");
    one(&with(&format!("{},Anna,,,,,,,,,", "x".repeat(257))), 2, "it may have 256");
    one(&with("anna,\"An\nna\",,,,,,,,,"), 2, "invisible character");
    one(&with("anna,An\u{202e}na,,,,,,,,,"), 2, "invisible character");
    one(&with("an\0na,Anna,,,,,,,,,"), 2, "invisible character");
}

#[test]
fn everything_that_is_wrong_is_said_at_once_in_the_order_of_lines() {
    let csv = "user_name,name,addresses,manager,language\n\
               anna,Anna,a@b,x,en\n\
               bob,,nonsense,anna,fr\n\
               anna,Again,,,\n\
               \"cleo\",\"Cleo\n with a line\",,dan,\n\
               dan,Dan,,cleo,\n";
    let problems = problems(csv);
    let starts = |line: &str| problems.iter().filter(|problem| problem.starts_with(line)).count();
    assert_eq!((starts("line 3:"), starts("line 4:"), starts("line 5:")), (3, 1, 2), "{problems:#?}");
    let mut sorted = problems.clone();
    sorted.sort();
    assert_eq!(problems, sorted);
}

#[test]
fn what_is_said_of_a_cell_is_short_and_moves_no_cursor() {
    let csv = format!("user_name,name,language\nanna,Anna,\u{1b}[2J{}\n", "x".repeat(10_000));
    let said = &problems(&csv)[0];
    assert!(said.len() < 300 && !said.contains('\u{1b}'), "{said}");
}

#[test]
fn names_as_they_come() {
    let long = "ä".repeat(300);
    let csv =
        format!("user_name,name\na,<script>alert(1)</script>\nb,{long}\nc,נועה כהן\nd,\"Berg, Anna\"\n");
    assert_eq!(planned(&csv, &[]).unwrap().new.len(), 4);
}
