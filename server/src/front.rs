//! What every request needs: one a process, shared.

use std::sync::Arc;

use domain::Rng;
use service::Core;

use crate::config::{Networks, PublicUrl};
use crate::demo::mailbox::Mailbox;
use crate::files::Files;
use crate::kept::KeptPages;
use crate::metrics::Metrics;

/// The web side of one process.
pub struct Front {
    pub(crate) core: Arc<Core>,
    pub(crate) public_url: PublicUrl,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) files: Files,
    /// Addresses of the built files; none if the front end was not built, as in tests of the server alone.
    pub(crate) site: Option<app::Site>,
    pub(crate) trusted_proxies: Networks,
    pub(crate) metrics_from: Networks,
    pub(crate) metrics: Metrics,
    pub(crate) kept: KeptPages,
    pub(crate) mailbox: Option<Arc<Mailbox>>,
}

/// What [`Front::new`] is made of.
pub struct FrontParts {
    /// The use cases.
    pub core: Arc<Core>,
    /// The address people open.
    pub public_url: PublicUrl,
    /// Randomness for nonces and correlation ids.
    pub rng: Arc<dyn Rng>,
    /// The site's files.
    pub files: Files,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Networks,
    /// Who may read `/metrics`; without an entry only this machine.
    pub metrics_from: Networks,
    /// The demo's letter box.
    pub mailbox: Option<Arc<Mailbox>>,
}

impl Front {
    /// Puts it together.
    ///
    /// # Errors
    /// The logical name of a file that pages need and that was not built, unless nothing was.
    pub fn new(parts: FrontParts) -> Result<Arc<Self>, crate::Fault> {
        let FrontParts { core, public_url, rng, files, trusted_proxies, metrics_from, mailbox } = parts;
        let site = if files.names().is_empty() {
            None
        } else {
            let missing = |name| crate::Fault::Told(format!("{name} is missing: build the front end again"));
            Some(app::Site::from_manifest(files.names()).map_err(missing)?)
        };
        let metrics = Metrics::default();
        Ok(Arc::new(Self {
            core,
            public_url,
            rng,
            files,
            site,
            trusted_proxies,
            metrics_from,
            metrics,
            kept: KeptPages::default(),
            mailbox,
        }))
    }
}

impl std::fmt::Debug for Front {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Front")
    }
}
