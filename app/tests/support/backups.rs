//! Canned backup methods.

use async_trait::async_trait;
use contract::backups::{AddApp, CodeSent, CodesPage, KindCard, PhonePage, TryPage};
use contract::by_codes::{BeginByCodes, ByCodesPage, EnterCodes};
use contract::{Answer, Backups, ByCodes, Sent, Words};
use domain::Time;
use domain::method::MethodKind;

use super::NOON;
use super::portal::Canned;

impl Canned {
    fn code_sent(&self) -> CodeSent {
        CodeSent {
            to: self.text.clone(),
            way: "text".to_owned(),
            until: Time(NOON + 600_000),
            taken: true,
            trouble: Some(Words::of("backups-phone-slow")),
        }
    }
}

#[async_trait]
impl Backups for Canned {
    async fn kinds(&self) -> Answer<Vec<KindCard>> {
        let why_not = self.bare.then(|| Words::of("backups-no-gateway"));
        self.answer(
            MethodKind::ALL.iter().map(|kind| KindCard { kind: *kind, why_not: why_not.clone() }).collect(),
        )
    }
    async fn app_page(&self) -> Answer<AddApp> {
        let secret = (!self.bare).then(|| self.text.clone());
        self.answer(AddApp { secret, qr_path: "M4 4h1v1h-1z".to_owned(), qr_size: 41 })
    }
    async fn begin_app(&self) -> Answer<Sent> {
        self.answer(Sent::next("/methods/add/app"))
    }
    async fn finish_app(&self, _: String, _: String) -> Answer<Sent> {
        self.answer(Sent::next("/methods/x1"))
    }
    async fn codes_page(&self) -> Answer<CodesPage> {
        let fresh = (!self.bare).then(|| vec![self.text.clone(); 10]);
        self.answer(CodesPage { fresh, method: Some("x1".to_owned()), left: Some(2), tried: false })
    }
    async fn make_codes(&self) -> Answer<Sent> {
        self.answer(Sent::Mend(Vec::new()))
    }
    async fn phone_page(&self) -> Answer<PhonePage> {
        let ways = vec!["text".to_owned(), "call".to_owned()];
        self.answer(PhonePage { ways, sent: (!self.bare).then(|| self.code_sent()) })
    }
    async fn begin_phone(&self, _: String, _: String) -> Answer<Sent> {
        self.answer(Sent::next("/methods/add/phone"))
    }
    async fn finish_phone(&self, _: String, _: String) -> Answer<Sent> {
        self.answer(Sent::next("/methods/x1"))
    }
    async fn try_page(&self, _: String) -> Answer<TryPage> {
        self.answer(TryPage {
            name: self.text.clone(),
            kind: MethodKind::RecoveryCodes,
            ways: Vec::new(),
            sent: None,
            left: Some(2),
        })
    }
    async fn send_try(&self, _: String, _: String) -> Answer<Sent> {
        self.answer(Sent::next("/methods/x1/try"))
    }
    async fn try_method(&self, _: String, _: String) -> Answer<Sent> {
        self.answer(Sent::next("/methods/x1/try?works=yes"))
    }
}

#[async_trait]
impl ByCodes for Canned {
    async fn code_kinds(&self) -> Answer<Vec<MethodKind>> {
        self.answer(self.code_kinds.clone())
    }
    async fn begin_by_codes(&self, form: BeginByCodes) -> Answer<Sent> {
        self.answer(if form.kinds.len() > 1 {
            Sent::next("/recover/codes")
        } else {
            Sent::mend("kinds", Words::of("by-codes-two"))
        })
    }
    async fn by_codes_page(&self) -> Answer<ByCodesPage> {
        self.answer(ByCodesPage {
            name_given: self.text.clone(),
            kinds: vec![MethodKind::AuthenticatorApp, MethodKind::RecoveryCodes, MethodKind::Phone],
            ways: vec!["text".to_owned(), "call".to_owned()],
            sent: (!self.bare).then(|| CodeSent { to: String::new(), trouble: None, ..self.code_sent() }),
            until: Time(NOON + 600_000),
        })
    }
    async fn send_code(&self, _: String) -> Answer<Sent> {
        self.answer(Sent::next("/recover/codes"))
    }
    async fn enter_codes(&self, _: EnterCodes) -> Answer<Sent> {
        self.answer(Sent::mend("", Words::of("by-codes-wrong")))
    }
    async fn give_code(&self, _: String) -> Answer<Sent> {
        self.answer(Sent::next("/recover/sent"))
    }
}
