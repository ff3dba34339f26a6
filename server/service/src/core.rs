//! What one process holds: the database, the writer, the ports, the keys.

use std::sync::Arc;

use domain::{Clock, OrderId, Policy, Rng, Time};
use store::{Db, Fault, Writer};
use webauthn_rs::{Webauthn, WebauthnBuilder, prelude::Url};

use crate::{
    Keys, Label,
    ports::{Directory, Messenger, Phone},
};

/// What the configuration says that use cases need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Scheme, host and port that browsers see: gives relying party id, origin and links. No path.
    pub public_url: String,
    /// Name of the organisation.
    pub organisation: String,
    /// Whom to call: shown on pages and in every notice.
    pub help: String,
    /// Only true in `latchkey demo`.
    pub demo: bool,
    /// Language where nothing else says one: `en` or `de`.
    pub language: String,
    /// IANA time zone where nothing else says one.
    pub time_zone: String,
}

/// What [`Core::start`] is made of.
pub struct CoreParts {
    /// Database, migrated, with its log begun.
    pub db: Db,
    /// Its one writer.
    pub writer: Writer,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub rng: Arc<dyn Rng>,
    /// Keys.
    pub keys: Keys,
    /// Settings.
    pub settings: Settings,
    /// Where people live.
    pub directory: Arc<dyn Directory>,
    /// How messages go out.
    pub messenger: Arc<dyn Messenger>,
    /// How texts and calls go out; without, phones are not offered.
    pub phone: Option<Arc<dyn Phone>>,
}

/// One a process; shared by every request and the worker.
pub struct Core {
    pub(crate) db: Db,
    pub(crate) writer: Writer,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) keys: Keys,
    pub(crate) settings: Settings,
    pub(crate) directory: Arc<dyn Directory>,
    pub(crate) messenger: Arc<dyn Messenger>,
    pub(crate) phone: Option<Arc<dyn Phone>>,
    pub(crate) webauthn: Webauthn,
    /// Names this process to the others, in leases.
    pub(crate) holder: String,
    /// What the worker did when.
    pub(crate) beats: crate::worker::Beats,
}

impl std::fmt::Debug for Core {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Core")
    }
}

/// Why [`Core::start`] refused.
#[derive(Debug, thiserror::Error)]
pub enum BadStart {
    /// `public_url` cannot be a relying party.
    #[error("public_url must be https://HOST[:PORT] or http://localhost[:PORT], without a path")]
    PublicUrl,
}

impl Core {
    /// Puts a process's core together.
    ///
    /// # Errors
    /// [`BadStart::PublicUrl`] if browsers would refuse passkeys for that address.
    pub fn start(parts: CoreParts) -> Result<Arc<Self>, BadStart> {
        let CoreParts { db, writer, clock, rng, keys, settings, directory, messenger, phone } = parts;
        let origin = Url::parse(&settings.public_url).map_err(|_| BadStart::PublicUrl)?;
        let host = origin.host_str().ok_or(BadStart::PublicUrl)?.to_owned();
        let secure = origin.scheme() == "https" || host == "localhost";
        if !secure || origin.path() != "/" || origin.query().is_some() {
            return Err(BadStart::PublicUrl);
        }
        let webauthn = WebauthnBuilder::new(&host, &origin)
            .map(|builder| builder.rp_name(&settings.organisation))
            .and_then(WebauthnBuilder::build)
            .map_err(|_| BadStart::PublicUrl)?;
        let holder = OrderId::mint(rng.as_ref()).as_str().to_owned();
        let beats = crate::worker::Beats::default();
        Ok(Arc::new(Self {
            db,
            writer,
            clock,
            rng,
            keys,
            settings,
            directory,
            messenger,
            phone,
            webauthn,
            holder,
            beats,
        }))
    }

    /// Now.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// The database, for reading.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The writer.
    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// The source of randomness, for identifiers that are minted outside this package.
    pub fn rng(&self) -> &dyn Rng {
        self.rng.as_ref()
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// How texts and calls go out; `None` where phones are not offered.
    pub fn phone(&self) -> Option<&Arc<dyn Phone>> {
        self.phone.as_ref()
    }

    /// The policy that holds now.
    ///
    /// # Errors
    /// [`Fault`] if it cannot be read.
    pub async fn policy(&self) -> Result<Policy, Fault> {
        Ok(store::policy::read(&self.db).await?.policy)
    }

    /// A new secret of 256 bits as base64url, and its keyed hash: the first for a cookie, the second for the database.
    pub(crate) fn secret(&self, label: Label) -> (String, [u8; 32]) {
        let mut bytes = [0_u8; 32];
        self.rng.fill(&mut bytes);
        let text = data_encoding::BASE64URL_NOPAD.encode(&bytes);
        let hash = self.keys.hash(label, &[text.as_bytes()]);
        (text, hash)
    }

    /// The folded form of a user name: NFKC, lower case, no white space around it. At most 256 characters count.
    pub fn fold(text: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        text.trim().chars().take(256).nfkc().flat_map(char::to_lowercase).collect()
    }

    /// The keyed hash by which a name is matched.
    pub fn name_hash(&self, user_name: &str) -> [u8; 32] {
        self.keys.hash(Label::Name, &[Self::fold(user_name).as_bytes()])
    }
}
