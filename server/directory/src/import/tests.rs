//! Files as they come, good and bad; and what is on record afterwards, on both engines.

mod again;
mod bad;
pub(crate) mod ground;
mod large;
mod leaving;
mod ringing;

use store::import::OnRecord;

use super::{Plan, Reading, RowProblem, plan};

fn reading() -> Reading {
    Reading {
        language: "en".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        first: true,
        missing_have_left: false,
    }
}

fn planned(csv: &str, current: &[OnRecord]) -> Result<Plan, Vec<RowProblem>> {
    plan(csv.as_bytes(), current, &reading())
}

/// Lines and words of what is wrong.
fn problems(csv: &str) -> Vec<String> {
    planned(csv, &[]).unwrap_err().iter().map(ToString::to_string).collect()
}
