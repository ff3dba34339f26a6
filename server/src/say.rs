//! The terminal: the only place that writes to it.

use std::fmt::Display;

/// A line for whoever called the command, on standard output.
#[expect(clippy::print_stdout, reason = "the command line speaks here and nowhere else")]
pub(crate) fn line(text: impl Display) {
    println!("{text}");
}

/// A line about what went wrong, on standard error.
#[expect(clippy::print_stderr, reason = "the command line speaks here and nowhere else")]
pub(crate) fn trouble(text: impl Display) {
    eprintln!("{text}");
}
