//! The table: ours, the partner's, the ratio, and what we hold ourselves to.

use crate::Fault;

/// Whether a figure is what we hold ourselves to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// The aim, and with it what must be.
    Aim,
    /// What must be, not the aim.
    Must,
    /// Neither.
    No,
    /// There is nothing to hold it to.
    Unjudged,
    /// It could not be measured.
    Fault,
}

impl Met {
    /// From whether what must be is reached and whether the aim is; `None` where there is no such thing.
    pub(crate) fn of(must: Option<bool>, aim: Option<bool>) -> Self {
        match (must, aim) {
            (Some(false), _) | (None, Some(false)) => Met::No,
            (_, Some(true)) => Met::Aim,
            (Some(true), _) => Met::Must,
            (None, None) => Met::Unjudged,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Met::Aim => "aim",
            Met::Must => "must",
            Met::No => "NO",
            Met::Unjudged => "–",
            Met::Fault => "fault",
        }
    }
}

/// One line.
#[derive(Debug)]
pub(crate) struct Row {
    /// What was measured.
    pub(crate) what: String,
    /// Our figure, with its unit.
    pub(crate) ours: String,
    /// The partner's.
    pub(crate) partner: String,
    /// Ours divided by the partner's.
    pub(crate) ratio: Option<f64>,
    /// What must be.
    pub(crate) must: String,
    /// What we would like.
    pub(crate) aim: String,
    /// Which of the two it is.
    pub(crate) met: Met,
}

impl Row {
    /// A line for what could not be measured.
    pub(crate) fn fault(what: &str, fault: &Fault) -> Self {
        Self {
            what: format!("{what}: {fault}"),
            ours: String::new(),
            partner: String::new(),
            ratio: None,
            must: String::new(),
            aim: String::new(),
            met: Met::Fault,
        }
    }

    /// Whether it is such a line.
    pub(crate) fn is_fault(&self) -> bool {
        self.met == Met::Fault
    }

    fn cells(&self) -> [String; 7] {
        let dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        [
            self.what.clone(),
            dash(&self.ours),
            dash(&self.partner),
            self.ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}×")),
            dash(&self.must),
            dash(&self.aim),
            self.met.word().to_owned(),
        ]
    }
}

/// The whole table, in columns.
pub(crate) fn print(rows: &[Row]) -> String {
    let head = ["what", "ours", "partner", "ratio", "must", "aim", "met?"].map(str::to_owned);
    let mut lines: Vec<[String; 7]> = vec![head];
    lines.extend(rows.iter().map(Row::cells));
    let mut widths = [0_usize; 7];
    // A fault's text is as long as it is; it shall not push the other columns away.
    let measured = rows.iter().filter(|row| !row.is_fault()).map(Row::cells);
    for cells in lines.iter().take(1).cloned().chain(measured) {
        for (width, cell) in widths.iter_mut().zip(&cells) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let rule = widths.map(|width| "-".repeat(width));
    lines.insert(1, rule);
    let padded = |cells: &[String; 7]| {
        let cells = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    lines.iter().map(padded).collect::<Vec<_>>().join("\n")
}
