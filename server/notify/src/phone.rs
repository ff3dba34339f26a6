//! What the two gateways have in common.

use hyper::StatusCode;
use service::ports::{PhoneMessage, Trouble, Way, is_phone_number};

/// What a gateway may be used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneSettings {
    /// What it can do.
    pub ways: Vec<Way>,
    /// The most messages a day.
    pub daily_cap: u32,
}

/// Why a gateway cannot be used as it was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPhone {
    /// The address is none that can be used.
    #[error("the address must look like https://HOST/PATH, without a user name or password in it")]
    Url,
    /// The address would send codes over the network unencrypted.
    #[error("codes may go unencrypted only to this machine: the address must begin with https://")]
    Unencrypted,
    /// No certificate authority is known to this machine.
    #[error("this machine has no list of trusted certificate authorities")]
    NoRoots,
    /// An account of the gateway's that cannot be one.
    #[error("the account must be the gateway's id of it, letters and digits only")]
    Account,
    /// No way to reach anybody.
    #[error("no way is named that the gateway can be used for")]
    Ways,
}

/// Looks at a message before anything is sent.
///
/// # Errors
/// [`Trouble::Stuck`] if no gateway would take it.
pub(crate) fn check(message: &PhoneMessage, ways: &[Way]) -> Result<(), Trouble> {
    if !ways.contains(&message.way) {
        return Err(stuck(format!("the gateway is not used for a {}", message.way.as_str())));
    }
    if !is_phone_number(&message.to) {
        return Err(stuck(NO_NUMBER.to_owned()));
    }
    Ok(())
}

/// What is said of a number that is none.
pub(crate) const NO_NUMBER: &str = "that is no telephone number";

/// What a status other than 2xx means, in words without number, text or anything that the gateway wrote: it
/// repeats both in its answers.
pub(crate) fn refused(status: StatusCode) -> Trouble {
    let code = status.as_u16();
    match code {
        408 | 425 | 429 | 500..=599 => Trouble::Later(format!("the gateway says: not now (code {code})")),
        401 | 403 | 407 => stuck(format!("the gateway does not accept our sign-in (code {code})")),
        300..=399 => stuck(format!("the gateway sends us elsewhere, where we do not go (code {code})")),
        _ => stuck(format!("the gateway refused it (code {code})")),
    }
}

pub(crate) fn stuck(words: String) -> Trouble {
    Trouble::Stuck(words)
}
