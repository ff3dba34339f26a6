//! "This wasn't me": a code from a notice stops a request. It can only freeze.

use crate::{Answer, Sent};

/// See the module.
#[async_trait::async_trait]
pub trait Stopping {
    /// Freezes the request that the code names. The same answer for a right and a wrong code of the right form. Least: nobody.
    async fn stop(&self, code: String) -> Answer<Sent>;
}
