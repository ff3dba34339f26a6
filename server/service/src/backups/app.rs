//! Adding an authenticator app: a QR and a text for it, then a first code from it.

use std::sync::Arc;

use contract::{Answer, Problem, RefusalCode, Sent, Words, backups::AddApp};
use domain::{
    Span,
    method::MethodKind,
    totp::{self, Digits, GivenFor, Seed, Verdict},
};
use store::{Done, backups::apps};

use super::adding::{self, Outcome, new_method};
use crate::{Label, Visitor, qr::qr};

/// How long a seed waits for its first code: time enough to install an app.
const LIFE: Span = Span::minutes(30);
/// First codes typed in one session in ten minutes.
const TRIES: u32 = 20;

impl Visitor {
    pub(super) async fn page_of_app(&self) -> Answer<AddApp> {
        let inside = self.need_fresh()?;
        let Some(seed) = self.begun_seed().await? else {
            return Ok(AddApp { secret: None, qr_path: String::new(), qr_size: 0 });
        };
        let address = seed.address(&self.core.settings.organisation, &inside.person.user_name);
        // An address too long for a QR still has its text.
        let (qr_path, qr_size) = qr(&address).unwrap_or_default();
        Ok(AddApp { secret: Some(seed.text()), qr_path, qr_size })
    }

    /// The seed that this session is adding, if it still waits.
    async fn begun_seed(&self) -> Answer<Option<Seed>> {
        let session = &self.need_fresh()?.session.id;
        let sealed =
            apps::begun(&mut &self.core.db, session, self.now).await.map_err(self.fault("app.begun"))?;
        let Some(sealed) = sealed else { return Ok(None) };
        let bytes = self.core.keys.unseal(Label::Seed, session.as_str(), &sealed);
        let seed = bytes.and_then(|bytes| Seed::from_bytes(&bytes));
        seed.map(Some).ok_or_else(|| self.broken("app.seed"))
    }

    pub(super) async fn begin_seed(&self) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let seed = Seed::mint(self.core.rng.as_ref());
        let session = inside.session.id.clone();
        let sealed = self
            .core
            .keys
            .seal(Label::Seed, session.as_str(), seed.as_bytes(), self.core.rng.as_ref())
            .ok_or_else(|| self.broken("app.seal"))?;
        self.core
            .writer
            .unlogged((session, inside.person.id.clone(), sealed), |tx, (session, person, sealed)| {
                Box::pin(async move {
                    let until = tx.now() + LIFE;
                    apps::begin(tx, session, person, sealed, until).await
                })
            })
            .await
            .map_err(self.fault("app.begin"))?;
        Ok(Sent::next("/methods/add/app"))
    }

    pub(super) async fn add_app(&self, code: &str, name: &str) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let Ok(typed) = Digits::read(code) else {
            return Ok(Sent::mend("code", Words::of("backups-six-digits")));
        };
        let Some(seed) = self.begun_seed().await? else { return Ok(Sent::next("/methods/add/app")) };
        let (who, session) = (&inside.person, &inside.session.id);
        self.limit_by("app", session.as_str(), TRIES, Span::minutes(10)).await?;
        let step = match totp::judge(&seed, typed, None, self.now, GivenFor::Registering) {
            Verdict::Accepted { step } => step,
            Verdict::ClockOff { by } => return Ok(Sent::Mend(vec![clock_off(by)])),
            Verdict::Used | Verdict::Wrong => return Ok(Sent::mend("code", Words::of("backups-app-wrong"))),
        };
        let name = self.name_of(name, MethodKind::AuthenticatorApp);
        let method = new_method(&self.core, &who.id, MethodKind::AuthenticatorApp, name, None);
        let sealed = self
            .core
            .keys
            .seal(Label::Seed, method.id.as_str(), seed.as_bytes(), self.core.rng.as_ref())
            .ok_or_else(|| self.broken("app.seal"))?;
        let app = apps::App { method: method.id.clone(), seed: sealed, last_step: step };
        let next = format!("/methods/{}", method.id);
        let input = (Arc::clone(&self.core), session.clone(), method, app);
        let added = self
            .core
            .writer
            .run(input, |tx, (core, session, method, app)| {
                Box::pin(async move {
                    let now = tx.now();
                    if apps::begun(tx, session, now).await?.is_none() {
                        return Ok(Done::plain(Outcome::Refused(RefusalCode::Over)));
                    }
                    let entry = match adding::add(tx, core, session, method).await? {
                        Ok(entry) => entry,
                        Err(outcome) => return Ok(Done::plain(outcome)),
                    };
                    apps::take(tx, session).await?;
                    apps::add(tx, app).await?;
                    store::methods::worked(tx, &method.id, now, None).await?;
                    Ok(Done::with(Outcome::Yes, entry))
                })
            })
            .await
            .map_err(self.fault("app.add"))?;
        self.answer(added, next)
    }
}

/// The one who registers is told what is wrong with the phone's clock, so that they can set it.
pub(super) fn clock_off(by: Span) -> Problem {
    let minutes = by.0.unsigned_abs().div_ceil(60_000);
    let key = if by.0 > 0 { "backups-clock-ahead" } else { "backups-clock-behind" };
    Problem::at("code", Words::of(key).with("minutes", minutes))
}
