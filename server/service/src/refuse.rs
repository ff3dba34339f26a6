//! Refusals, and faults turned into them: logged once with their sources, told to nobody.

use contract::{Refusal, RefusalCode};

/// A fault of ours on its way to becoming a refusal.
pub(crate) fn fault(correlation: &str, what: &'static str, fault: &dyn std::error::Error) -> Refusal {
    let mut chain = fault.to_string();
    let mut source = fault.source();
    while let Some(cause) = source {
        chain.push_str(": ");
        chain.push_str(&cause.to_string());
        source = cause.source();
    }
    tracing::error!(correlation, what, fault = %chain, "fault");
    Refusal { code: RefusalCode::WentWrong, words: None, id: correlation.to_owned() }
}
