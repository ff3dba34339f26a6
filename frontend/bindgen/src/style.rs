//! One style sheet out of several: `main.css` with what it imports, without comments and indentation.

use std::collections::BTreeSet;
use std::path::Path;

use crate::site::files_below;
use crate::{Result, read_text};

/// The sheet that names the others, in their order.
const MAIN: &str = "main.css";

/// Puts the sheets of `folder` together: each `@import url("./NAME.css") layer(LAYER);` of `main.css`, on a line of its own, becomes
/// the content of that file (`url`, `./` and the layer may be missing). Fails on an import it does not understand and on a sheet
/// that nobody imports, which would otherwise be missed without a word.
pub(crate) fn join(folder: &Path) -> Result<String> {
    let main = compact(&read_text(folder.join(MAIN))?);
    let mut left: BTreeSet<String> =
        files_below(folder)?.into_iter().filter(|name| name.ends_with(".css")).collect();
    left.remove(MAIN);
    let mut sheet = String::with_capacity(32 * 1024);
    for line in main.lines() {
        if !line.starts_with("@import") {
            push_line(&mut sheet, line);
            continue;
        }
        let (name, layer) = import(line).ok_or_else(|| format!("{MAIN}: cannot follow {line}"))?;
        if !left.remove(name) {
            return Err(format!("{MAIN} imports {name}, which is not there or was imported before"));
        }
        let content = compact(&read_text(folder.join(name))?);
        match layer {
            Some(layer) => push_line(&mut sheet, &format!("@layer {layer} {{\n{content}}}")),
            None => sheet.push_str(&content),
        }
    }
    if left.is_empty() { Ok(sheet) } else { Err(format!("{MAIN} does not import {left:?}")) }
}

fn push_line(sheet: &mut String, line: &str) {
    sheet.push_str(line);
    sheet.push('\n');
}

/// The file and the layer that an `@import` line names.
fn import(line: &str) -> Option<(&str, Option<&str>)> {
    let rest = line.strip_prefix("@import")?.trim().strip_suffix(';')?;
    let (name, rest) = match rest.strip_prefix("url(\"") {
        Some(rest) => rest.split_once("\")")?,
        None => rest.strip_prefix('"')?.split_once('"')?,
    };
    let layer = match rest.trim() {
        "" => None,
        rest => Some(rest.strip_prefix("layer(")?.strip_suffix(')')?.trim()),
    };
    Some((name.trim_start_matches("./"), layer))
}

/// Drops comments, indentation and empty lines. What stands in quotes stays as it is.
fn compact(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut chars = css.chars().peekable();
    let mut quote = None;
    while let Some(c) = chars.next() {
        if quote.is_none() && c == '/' && chars.peek() == Some(&'*') {
            let mut before = ' ';
            for inside in chars.by_ref().skip(1) {
                if before == '*' && inside == '/' {
                    break;
                }
                before = inside;
            }
            // CSS reads a comment as a gap between two words.
            plain.push(' ');
            continue;
        }
        plain.push(c);
        match quote {
            Some(_) if c == '\\' => plain.extend(chars.next()),
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
    }
    let mut sheet = String::with_capacity(plain.len());
    for line in plain.lines().map(str::trim).filter(|line| !line.is_empty()) {
        push_line(&mut sheet, line);
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        folder
    }

    #[test]
    fn sheets_are_joined_in_the_order_of_the_imports() {
        let folder = folder(&[
            (
                "main.css",
                "/* order */\n@layer one, two;\n@import url(\"./b.css\") layer(one);\n@import \"a.css\";\n",
            ),
            ("a.css", "a {\n  color: red;\n}\n"),
            ("b.css", "b { top: 0 }"),
        ]);
        let sheet = join(folder.path()).unwrap();
        assert_eq!(sheet, "@layer one, two;\n@layer one {\nb { top: 0 }\n}\na {\ncolor: red;\n}\n");
    }

    #[test]
    fn a_sheet_that_is_missing_or_that_nobody_imports_is_refused() {
        let missing = folder(&[("main.css", "@import \"a.css\";")]);
        assert!(join(missing.path()).unwrap_err().contains("a.css"));
        let stray = folder(&[("main.css", ""), ("a.css", "")]);
        assert!(join(stray.path()).unwrap_err().contains("a.css"));
    }

    #[test]
    fn an_import_it_cannot_follow_is_refused() {
        for line in ["@import url(a.css);", "@import \"a.css\" print;", "@import \"a.css\""] {
            let folder = folder(&[("main.css", line), ("a.css", "")]);
            assert!(join(folder.path()).unwrap_err().contains("cannot follow"), "{line}");
        }
    }

    #[test]
    fn comments_go_and_quoted_text_stays() {
        let css = "a/**/b { content: \"/* kept */\\\"/*\"; }\n\n  /* many\n lines */ i { }";
        assert_eq!(compact(css), "a b { content: \"/* kept */\\\"/*\"; }\ni { }\n");
    }
}
