//! Putting a process together: database, log, clock, keys, use cases.

use std::sync::Arc;

use audit::{Succession, VerifyingKey};
use domain::{Clock, Rng, Span};
use service::ports::{Directory, Message, Messenger, Phone, Trouble};
use service::{Core, CoreParts, Keys, Settings};
use store::{Db, Location, NewEntry, Writer};

use crate::config::{self, Config};
use crate::{Fault, clock};

/// How far the clock may be behind the last entry of the log (R13).
const BEHIND: Span = Span::minutes(2);

/// The database with its writer and what every use of it needs.
pub(crate) struct Ground {
    pub(crate) db: Db,
    pub(crate) writer: Writer,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) keys: Keys,
}

/// Opens the database, brings its schema up to date, and checks that key and clock belong to its log.
///
/// # Errors
/// If any of this fails; nothing of the log is changed then.
pub(crate) async fn ground(
    at: &Location,
    keys: Keys,
    rng: Arc<dyn Rng>,
    accept_clock: bool,
) -> Result<Ground, Fault> {
    let db = Db::open(at).await?;
    db.migrate().await?;
    let clock = clock::for_database(&db).await?;
    let writer = Writer::start(db.clone(), Arc::clone(&clock), Arc::clone(&rng), store::Options::default());
    let head = store::log::begin(&writer, &keys.id()).await?;
    if head.key_id != keys.id() {
        let older = older_key_file(&store::log::successions(&db).await?, &keys.log_key().verifying_key());
        let other = "the key file does not belong to this database: its log was begun with another key";
        return Err(older.unwrap_or(Fault::Said(other)));
    }
    let now = clock.now();
    if now + BEHIND < head.at {
        let minutes = head.at.since(now).minutes_up();
        if !accept_clock {
            return Err(Fault::Told(format!(
                "the clock is {minutes} minutes behind the last entry of the audit log. Set it right; or, if it is \
                 right now and was wrong then, start once with --accept-clock, which is put on record"
            )));
        }
        writer
            .run(minutes, |_, minutes| {
                let entry = NewEntry::new("clock.accepted").with("minutes-behind", minutes.to_string());
                Box::pin(async move { Ok(store::Done::with((), entry)) })
            })
            .await?;
    }
    Ok(Ground { db, writer, clock, rng, keys })
}

/// What to say of a key file whose key for the record another has followed; nothing of any other.
pub(crate) fn older_key_file(successions: &[Succession], key: &VerifyingKey) -> Option<Fault> {
    let (last, followed) =
        (successions.last()?, successions.iter().rev().find(|succession| succession.from == *key)?);
    if last.to == *key {
        return None;
    }
    Some(Fault::Told(format!(
        "the key file is older than the record: the key that signs it was replaced in entry {}. Put the new key file in \
         its place; `latchkey key rotate` wrote it, and where that was cut short, calling it again ends it",
        followed.index
    )))
}

impl Ground {
    /// The use cases on this ground.
    ///
    /// # Errors
    /// If the address cannot be that of passkeys.
    pub(crate) fn core(
        &self,
        settings: Settings,
        directory: Arc<dyn Directory>,
        messenger: Arc<dyn Messenger>,
        phone: Option<Arc<dyn Phone>>,
    ) -> Result<Arc<Core>, Fault> {
        let parts = CoreParts {
            db: self.db.clone(),
            writer: self.writer.clone(),
            clock: Arc::clone(&self.clock),
            rng: Arc::clone(&self.rng),
            keys: self.keys.clone(),
            settings,
            directory,
            messenger,
            phone,
        };
        Core::start(parts).map_err(|bad| Fault::Told(bad.to_string()))
    }

    /// Lets the writer finish and closes the database.
    pub(crate) async fn close(self) {
        self.writer.close().await;
        self.db.close().await;
    }
}

/// What the use cases need of the configuration.
pub(crate) fn settings(config: &Config) -> Settings {
    Settings {
        public_url: config.public_url.origin(),
        organisation: config.organisation.clone(),
        help: config.help.clone(),
        demo: false,
        language: config.language.clone(),
        time_zone: config.time_zone.clone(),
    }
}

/// The built-in directory: people, methods and passes live in the portal's own database.
pub fn directory() -> Arc<dyn Directory> {
    Arc::new(directory::BuiltIn)
}

/// How notices go out: by the configured mail server, or not at all, in which case they wait until there is one.
///
/// # Errors
/// If the mail server's settings cannot be used.
pub(crate) fn messenger(ground: &Ground, smtp: Option<&config::Smtp>) -> Result<Arc<dyn Messenger>, Fault> {
    let Some(smtp) = smtp else { return Ok(Arc::new(NoMail)) };
    let password = smtp.password.as_ref().map(|password| password.reveal().to_owned());
    let settings = notify::SmtpSettings {
        host: smtp.host.clone(),
        port: smtp.port,
        sign_in: smtp.user.clone().zip(password),
        from: smtp.from.clone(),
        tls: match smtp.tls {
            config::Tls::Implicit => notify::Tls::Implicit,
            config::Tls::Starttls => notify::Tls::Starttls,
            config::Tls::None => notify::Tls::None,
        },
    };
    let smtp = notify::Smtp::new(settings, Arc::clone(&ground.clock));
    Ok(Arc::new(smtp.map_err(|bad| Fault::Told(format!("smtp: {bad}")))?))
}

/// How texts and calls go out: through the configured gateway; `None` where phones are not offered.
///
/// # Errors
/// If the gateway's settings cannot be used.
pub(crate) fn phone(ground: &Ground, phone: Option<&config::Phone>) -> Result<Option<Arc<dyn Phone>>, Fault> {
    let Some(phone) = phone else { return Ok(None) };
    let settings = notify::PhoneSettings { ways: phone.ways.clone(), daily_cap: phone.daily_cap };
    let secret = phone.secret.reveal();
    let phone: Result<Arc<dyn Phone>, notify::BadPhone> = match &phone.kind {
        config::PhoneKind::Twilio { account, from } => {
            let account =
                notify::TwilioAccount { id: account.clone(), secret: secret.to_owned(), from: from.clone() };
            notify::Twilio::new(&phone.url, account, settings).map(|phone| Arc::new(phone) as _)
        }
        config::PhoneKind::Webhook => {
            notify::Webhook::new(&phone.url, secret, settings, Arc::clone(&ground.clock))
                .map(|phone| Arc::new(phone) as _)
        }
    };
    phone.map(Some).map_err(|bad| Fault::Told(format!("phone: {bad}")))
}

/// The messenger of an installation without a mail server.
struct NoMail;

#[async_trait::async_trait]
impl Messenger for NoMail {
    async fn send(&self, _: &Message) -> Result<(), Trouble> {
        Err(Trouble::Later("no mail server is configured".to_owned()))
    }
}
