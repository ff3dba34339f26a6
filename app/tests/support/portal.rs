//! Canned answers, with one text wherever text comes from outside.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use contract::approvals::{
    ApprovalCard, Approvals, Choice, CompareRow, Decide, Half, Means, ReviewPage, Step, StepForm,
};
use contract::common::Finished;
use contract::desk::{
    Desk, DeskAction, DeskForm, DeskRequest, QueueFilter, QueuePage, QueueRow, RaiseForm, TimelineRow,
};
use contract::devices::{DeviceForm, DeviceLine, DeviceList, DevicePage, Devices, LivesHere, NewDeviceForm};
use contract::enrolment::{EnrolPage, Enrolling, MoveLink};
use contract::frame::{Frame, FrameData};
use contract::last_resort::{LastResort, LastResortCard, Stands};
use contract::methods::{
    DeviceCard, Done, Home, MethodCard, MethodPage, Methods, OpenRequest, PlaceForm, Standing,
};
use contract::readiness::{
    After, Counts, Readiness, ReadinessFilter, ReadinessPage, ReadinessRow, Step as FixStep, Team, TeamRow,
    WhatIf, WhatIfDevice, WhatIfQuery,
};
use contract::recovery::{
    AskForm, KeyTaken, Phase, PublishKey, Recovery, RedeemPass, SealedPass, Status, Waiting,
};
use contract::sessions::{SessionCard, Sessions};
use contract::sign_in::{BeginSignIn, PassForm, Paused, SignIn};
use contract::stopping::Stopping;
use contract::{Answer, Challenge, FinishCeremony, Refusal, RefusalCode, Sent, Words};
use domain::Time;
use domain::device::{DeviceState, Ownership, Platform};
use domain::machine::Machine;
use domain::method::{MethodKind, MethodState};

use super::NOON;

/// What the Portal answers.
#[derive(Debug, Clone)]
pub(crate) struct Canned {
    /// Stands wherever text comes from outside.
    pub(crate) text: String,
    /// Refuses everything with this.
    pub(crate) refuse: Option<RefusalCode>,
    pub(crate) phase: Phase,
    pub(crate) passes_left: u32,
    pub(crate) drill: bool,
    /// Which page of one's own drill: `begin`, `prove`, `asked` or `over`.
    pub(crate) drill_at: &'static str,
    pub(crate) own: Option<bool>,
    pub(crate) machine: Machine,
    pub(crate) step: Step,
    pub(crate) other_methods: u32,
    /// Lists are empty, and there is nothing to do.
    pub(crate) bare: bool,
    /// What `/methods/{id}` answers, if not the usual.
    pub(crate) method: Option<MethodPage>,
    /// What `/devices/{id}` answers, if not the usual.
    pub(crate) device_page: Option<DevicePage>,
    pub(crate) spoken: bool,
    /// What forms asked for.
    pub(crate) got: Arc<Mutex<Vec<String>>>,
    /// The asking browser's key was taken already.
    pub(crate) key_given: bool,
    /// The kinds of code that there are.
    pub(crate) code_kinds: Vec<MethodKind>,
}

impl Default for Canned {
    fn default() -> Self {
        Self::new("Jonas Weber")
    }
}

impl Canned {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            refuse: None,
            phase: Phase::Waiting,
            passes_left: 2,
            drill: false,
            drill_at: "begin",
            own: None,
            machine: Machine::Windows,
            step: Step::Says,
            other_methods: 1,
            bare: false,
            method: None,
            device_page: None,
            spoken: false,
            got: Arc::default(),
            key_given: true,
            code_kinds: vec![MethodKind::RecoveryCodes, MethodKind::AuthenticatorApp, MethodKind::Phone],
        }
    }

    pub(super) fn answer<T>(&self, value: T) -> Answer<T> {
        match self.refuse {
            Some(code) => Err(Refusal { code, words: None, id: "id-4711".to_owned() }),
            None => Ok(value),
        }
    }

    pub(super) fn noted(&self, what: String) {
        self.got.lock().unwrap().push(what);
    }

    /// As many as there are to be.
    pub(super) fn some<T>(&self, one: T) -> Vec<T> {
        if self.bare { Vec::new() } else { vec![one] }
    }

    fn t(&self) -> String {
        self.text.clone()
    }

    /// Words that nobody wrote show their key: that is how text gets in here.
    fn w(&self) -> Words {
        Words::of(self.t()).with("name", self.t())
    }

    fn method(&self) -> MethodCard {
        MethodCard {
            model: Some(self.t()),
            id: "m1".to_owned(),
            kind: MethodKind::Passkey,
            state: MethodState::Active,
            name: self.t(),
            lives_on: vec![self.t()],
            synced: true,
            added: Time(NOON),
            last_worked: Some(Time(NOON)),
            can_remove: true,
        }
    }

    /// A last resort that somebody stopped: every text in it is from outside.
    pub(crate) fn last_resort(&self) -> LastResortCard {
        LastResortCard {
            id: self.t(),
            name: self.t(),
            operator: self.t(),
            issued: Time(NOON - 3_600_000),
            stands: Stands::Stopped { at: Time(NOON), by: self.t() },
            can_stop: true,
        }
    }

    fn device(&self) -> DeviceCard {
        DeviceCard {
            id: "d1".to_owned(),
            name: self.t(),
            platform: Platform::Ios,
            ownership: Ownership::Own,
            state: DeviceState::InUse,
            if_lost: Standing::WithHelp,
        }
    }

    /// Every screen of a review.
    pub(crate) fn steps(&self) -> Vec<Step> {
        vec![
            Step::Device {
                devices: vec![Choice { value: self.t(), label: self.t(), hint: Some(self.w()) }],
                picked: None,
            },
            Step::Reach {
                means: vec![
                    Means {
                        value: self.t(),
                        kind: "call".to_owned(),
                        number: self.key_given.then(|| self.t()),
                        label: self.t(),
                        counts: false,
                    },
                    Means {
                        value: "video".to_owned(),
                        kind: "video".to_owned(),
                        number: None,
                        label: self.t(),
                        counts: true,
                    },
                ],
            },
            Step::Says,
            Step::Compare {
                rows: vec![CompareRow {
                    label: self.w(),
                    says: self.w(),
                    request: self.w(),
                    fits: Some(false),
                }],
                warnings: vec![self.w()],
                second_needed: vec![self.w()],
            },
            Step::Code { wrong: 1 },
            Step::Decide(Box::new(Decide {
                recorded: vec![(self.w(), self.w())],
                warnings: vec![self.w()],
                evidence: Some(self.w()),
                missing: None,
                effects: vec![(self.t(), MethodKind::Passkey)],
                needs_second: true,
                is_second: false,
                fingerprint: self.t(),
                delay_hours: 0,
            })),
        ]
    }
}

#[async_trait]
impl Frame for Canned {
    async fn frame(&self) -> FrameData {
        unreachable!("the server reads the frame before it renders")
    }
}

#[async_trait]
impl SignIn for Canned {
    async fn begin_sign_in(&self, _: BeginSignIn) -> Answer<Challenge> {
        unreachable!()
    }
    async fn finish_sign_in(&self, _: FinishCeremony) -> Answer<Finished> {
        unreachable!()
    }
    async fn begin_proof(&self, _: String) -> Answer<Challenge> {
        unreachable!()
    }
    async fn finish_proof(&self, _: FinishCeremony) -> Answer<Finished> {
        unreachable!()
    }
    async fn enter_pass(&self, _: PassForm) -> Answer<Sent> {
        self.answer(Sent::next("/recover/enrol"))
    }
    async fn sign_out(&self) -> Answer<Sent> {
        self.answer(Sent::next("/"))
    }
    async fn paused(&self) -> Answer<Paused> {
        self.answer(Paused { method: self.t(), by_request: true, stops: true })
    }
    async fn stop_by_paused(&self) -> Answer<Sent> {
        self.answer(Sent::next("/not-me/done"))
    }
}

#[async_trait]
impl Recovery for Canned {
    async fn ask(&self, form: AskForm) -> Answer<Sent> {
        assert!(!form.user_name.is_empty() && !form.what.is_empty());
        self.answer(Sent::next("/recover/sent"))
    }
    async fn publish_key(&self, _: PublishKey) -> Answer<KeyTaken> {
        unreachable!()
    }
    async fn waiting(&self) -> Answer<Waiting> {
        self.answer(Waiting {
            request: "0123456789abcdefghjkmnpqrs".to_owned(),
            name_given: self.t(),
            asked: Time(NOON - 720_000),
            phase: self.phase,
            works_from: (self.phase == Phase::ClearedLater).then_some(Time(NOON + 3_600_000)),
            number: self.key_given.then(|| self.t()),
            key: self.key_given.then(|| self.t()),
            passes_left: self.passes_left,
            drill: self.drill,
        })
    }
    async fn status(&self) -> Answer<Status> {
        unreachable!()
    }
    async fn cancel_request(&self) -> Answer<Sent> {
        self.answer(Sent::next("/recover/over"))
    }
    async fn fetch_pass(&self) -> Answer<SealedPass> {
        unreachable!()
    }
    async fn redeem_pass(&self, _: RedeemPass) -> Answer<Finished> {
        unreachable!()
    }
}

#[async_trait]
impl Enrolling for Canned {
    async fn enrol_page(&self) -> Answer<EnrolPage> {
        self.answer(EnrolPage {
            name: self.t(),
            until: Time(NOON + 840_000),
            machine: self.machine,
            own: self.own,
            gone: None,
            after_request: true,
            may_move: true,
            drill: self.drill,
        })
    }
    async fn say_own(&self, own: String) -> Answer<Sent> {
        self.answer(match own.as_str() {
            "yes" | "no" => Sent::next("/recover/enrol"),
            _ => Sent::mend("own", self.w()),
        })
    }
    async fn say_gone(&self, gone: String) -> Answer<Sent> {
        self.answer(match gone.as_str() {
            "none" => Sent::next("/recover/enrol"),
            _ => Sent::mend("gone", self.w()),
        })
    }
    async fn begin_enrol(&self) -> Answer<Challenge> {
        unreachable!()
    }
    async fn finish_enrol(&self, _: FinishCeremony) -> Answer<Finished> {
        unreachable!()
    }
    async fn move_link(&self) -> Answer<MoveLink> {
        unreachable!()
    }
    async fn take_move(&self, _: String) -> Answer<Sent> {
        self.answer(Sent::next("/recover/enrol"))
    }
    async fn cancel_enrol(&self) -> Answer<Sent> {
        self.answer(Sent::next("/recover/over"))
    }
}

#[async_trait]
impl Methods for Canned {
    async fn home(&self) -> Answer<Home> {
        self.answer(Home {
            name: self.t(),
            standing: Standing::WithHelp,
            next: (!self.bare).then(|| self.w()),
            next_path: (!self.bare).then(|| format!("/methods/{}", self.t())),
            methods: self.some(self.method()),
            devices: self.some(self.device()),
            open_requests: self.some(OpenRequest {
                id: self.t(),
                asked: Time(NOON),
                state: "state-asked".to_owned(),
                can_stop: true,
            }),
        })
    }
    async fn method(&self, _: String) -> Answer<MethodPage> {
        if let Some(page) = &self.method {
            return self.answer(page.clone());
        }
        self.answer(MethodPage {
            card: self.method(),
            why_not: Some(self.w()),
            devices: vec![self.device()],
            needs_proof: true,
        })
    }
    async fn begin_add(&self) -> Answer<Challenge> {
        unreachable!()
    }
    async fn finish_add(&self, _: FinishCeremony) -> Answer<Finished> {
        unreachable!()
    }
    async fn place(&self, form: PlaceForm) -> Answer<Sent> {
        self.noted(format!("place {form:?}"));
        self.answer(Sent::next("/"))
    }
    async fn rename(&self, id: String, name: String) -> Answer<Sent> {
        self.noted(format!("rename {id:?} {name:?}"));
        self.answer(Sent::next("/"))
    }
    async fn remove(&self, id: String) -> Answer<Sent> {
        self.noted(format!("remove {id:?}"));
        self.answer(Sent::next("/"))
    }
    async fn stop_own(&self, id: String) -> Answer<Sent> {
        self.noted(format!("stop_own {id:?}"));
        self.answer(Sent::next("/not-me/done"))
    }
    async fn done(&self) -> Answer<Done> {
        self.answer(Done { removed: vec![self.t()], sessions_ended: 2, methods: self.other_methods })
    }
}

#[async_trait]
impl Devices for Canned {
    async fn devices(&self) -> Answer<DeviceList> {
        let past = DeviceLine { state: DeviceState::Replaced, if_lost: None, ..self.line() };
        self.answer(DeviceList { in_use: self.some(self.line()), past: self.some(past) })
    }
    async fn device(&self, _: String) -> Answer<DevicePage> {
        self.answer(self.device_page.clone().unwrap_or_else(|| DevicePage {
            line: self.line(),
            model: self.t(),
            serial: Some(self.t()),
            management: self.t(),
            from_file: Some(self.t()),
            added: Time(NOON),
            replaced_by: Some(self.t()),
            others: self.some(("d2".to_owned(), self.t())),
            removed: self.some(self.t()),
            works_without: self.some(self.t()),
            without: Standing::WithHelp,
            next: Some((self.w(), "/methods/add".to_owned())),
            not_from_here: None,
            held: None,
            needs_proof: false,
        }))
    }
    async fn add_device(&self, form: NewDeviceForm) -> Answer<Sent> {
        self.noted(format!("device {} {} {}", form.name, form.platform, form.ownership));
        self.answer(Sent::next("/devices/d1"))
    }
    async fn change_device(&self, id: String, form: DeviceForm) -> Answer<Sent> {
        self.noted(format!("device {id} {} {} {} {}", form.step, form.name, form.ownership, form.by));
        self.answer(Sent::next("/devices/d1"))
    }
}

impl Canned {
    /// A device with a way to sign in on it.
    pub(crate) fn line(&self) -> DeviceLine {
        let method = LivesHere {
            id: "m1".to_owned(),
            name: self.t(),
            kind: MethodKind::Passkey,
            state: MethodState::Active,
            account: true,
            why_not: None,
        };
        DeviceLine {
            id: "d1".to_owned(),
            name: self.t(),
            platform: Platform::Ios,
            ownership: Ownership::Own,
            state: DeviceState::InUse,
            since: Time(NOON),
            methods: self.some(method),
            if_lost: Some(Standing::WithHelp),
        }
    }
}

#[async_trait]
impl Approvals for Canned {
    async fn approvals(&self) -> Answer<Vec<ApprovalCard>> {
        self.answer(self.some(ApprovalCard {
            person: self.t(),
            name: self.t(),
            what: Some("lost-or-stolen".to_owned()),
            since: Time(NOON - 720_000),
            requests: 2,
            warnings: vec![self.w()],
            second: false,
            review: self.drill.then(|| "x1".to_owned()),
            drill: self.drill,
        }))
    }
    async fn begin_review(&self, id: String) -> Answer<Sent> {
        self.noted(format!("begin_review {id:?}"));
        self.answer(Sent::next("/approvals/v1"))
    }
    async fn review(&self, _: String) -> Answer<ReviewPage> {
        self.answer(ReviewPage {
            id: "v1".to_owned(),
            address: "/approvals/v1".to_owned(),
            name: self.t(),
            short_name: self.t(),
            step_number: 1,
            steps: 6,
            step: self.step.clone(),
            drill: self.drill,
            spoken: self.spoken,
            take_back: true,
        })
    }
    async fn answer_step(&self, id: String, form: StepForm) -> Answer<Sent> {
        // Its own Debug leaves out what people say.
        let said = [&form.step, &form.asked_now, &form.what, &form.on_what, &form.place, &form.note];
        self.noted(format!("answer_step {id:?} {said:?}"));
        self.answer(Sent::next("/approvals/v1"))
    }
    async fn begin_decide(&self, _: String) -> Answer<Challenge> {
        unreachable!()
    }
    async fn finish_decide(&self, _: String, _: FinishCeremony) -> Answer<Finished> {
        unreachable!()
    }
    async fn half(&self, _: String, show: bool) -> Answer<Half> {
        self.answer(Half {
            which: 1,
            group: show.then(|| self.t()),
            other: self.t(),
            name: self.t(),
            until: Some(Time(NOON)),
        })
    }
}

#[async_trait]
impl Desk for Canned {
    async fn may_raise(&self) -> Answer<()> {
        self.answer(())
    }
    async fn queue(&self, _: QueueFilter) -> Answer<QueuePage> {
        self.answer(QueuePage {
            rows: self.some(QueueRow {
                id: self.t(),
                name: self.t(),
                state: "asked".to_owned(),
                since: Time(NOON),
                next: self.w(),
                warnings: vec![self.w()],
                can_act: true,
                drill: self.drill,
            }),
            next: (!self.bare).then(|| self.t()),
            stuck: u32::from(!self.bare),
            undelivered: u32::from(!self.bare),
        })
    }
    async fn desk_request(&self, _: String) -> Answer<DeskRequest> {
        self.answer(DeskRequest {
            id: "r1".to_owned(),
            person: self.t(),
            name: self.t(),
            state: "asked".to_owned(),
            facts: vec![(self.w(), self.w())],
            warnings: vec![self.w()],
            timeline: vec![TimelineRow {
                at: Time(NOON),
                who: self.w(),
                what: self.w(),
                details: vec![(self.w(), self.w())],
            }],
            actions: vec![
                DeskAction::Decide,
                DeskAction::Withdraw,
                DeskAction::LiftFreeze,
                DeskAction::EndFrozen,
                DeskAction::FoundAgain,
            ],
            not_now: vec![(self.w(), self.w())],
            drill: self.drill,
        })
    }
    async fn desk_act(&self, id: String, form: DeskForm) -> Answer<Sent> {
        self.noted(format!("desk_act {id:?} {form:?}"));
        self.answer(Sent::next("/desk"))
    }
    async fn raise(&self, form: RaiseForm) -> Answer<Sent> {
        self.noted(format!("raise {form:?}"));
        self.answer(Sent::next("/desk"))
    }
}

#[async_trait]
impl Stopping for Canned {
    async fn stop(&self, code: String) -> Answer<Sent> {
        self.answer(if code.is_empty() {
            Sent::mend("code", Words::of("stop-code-empty"))
        } else {
            Sent::next("/not-me/done")
        })
    }
}

#[async_trait]
impl LastResort for Canned {
    async fn last_resorts(&self) -> Answer<Vec<LastResortCard>> {
        let card = self.last_resort();
        let kinds = [
            Stands::Untold,
            Stands::Waiting { from: Time(NOON) },
            Stands::Works { until: Time(NOON) },
            Stands::Used,
            card.stands.clone(),
            Stands::Over,
        ];
        let all = kinds.map(|stands| LastResortCard {
            can_stop: matches!(stands, Stands::Untold | Stands::Waiting { .. } | Stands::Works { .. }),
            stands,
            ..card.clone()
        });
        self.answer(if self.bare { Vec::new() } else { all.to_vec() })
    }
    async fn stop_last_resort(&self, id: String) -> Answer<Sent> {
        self.noted(format!("stop_last_resort {id:?}"));
        self.answer(Sent::next("/last-resort"))
    }
}

#[async_trait]
impl Sessions for Canned {
    async fn sessions(&self) -> Answer<Vec<SessionCard>> {
        self.answer(vec![SessionCard {
            id: self.t(),
            browser: self.t(),
            network: self.t(),
            begun: Time(NOON),
            seen: Time(NOON),
            this_one: false,
        }])
    }
    async fn end_session(&self, id: String) -> Answer<Sent> {
        self.noted(format!("end_session {id:?}"));
        self.answer(Sent::next("/sessions"))
    }
    async fn end_all_sessions(&self) -> Answer<Sent> {
        self.noted("end_all_sessions".to_owned());
        self.answer(Sent::next("/"))
    }
}

#[async_trait]
impl Readiness for Canned {
    async fn what_if(&self, query: WhatIfQuery) -> Answer<WhatIf> {
        let device =
            WhatIfDevice { id: self.t(), name: self.t(), platform: Platform::Ios, ownership: Ownership::Own };
        let after = After {
            lost: self.some(self.t()),
            other: query.device == "other",
            sign_in: query.sign_in,
            standing: Standing::NotAtAll,
            ways: self.some(self.w()),
            next: Some(FixStep {
                words: self.w(),
                path: (!self.bare).then(|| format!("/methods/{}", self.t())),
            }),
        };
        let picked = !query.device.is_empty() || query.sign_in;
        self.answer(WhatIf { devices: self.some(device), after: picked.then_some(after) })
    }
    async fn manages_somebody(&self) -> Answer<bool> {
        self.answer(!self.bare)
    }
    async fn team(&self) -> Answer<Team> {
        let row = TeamRow {
            name: self.t(),
            standing: Some(Standing::WithHelp),
            loss: "device ios".to_owned(),
            next: "passkey-on android".to_owned(),
            cannot_approve: true,
            practised: Some(Time(NOON - 86_400_000)),
            drill_due: true,
        };
        self.answer(Team { rows: vec![row] })
    }
    async fn readiness_of_all(&self, _: ReadinessFilter) -> Answer<ReadinessPage> {
        let row = ReadinessRow {
            name: self.t(),
            department: self.t(),
            standing: Standing::NotAtAll,
            loss: "now".to_owned(),
            next: "name-manager".to_owned(),
            since: Time(NOON),
            nudged: Some(Time(NOON)),
            practised: Some(Time(NOON - 86_400_000)),
            drill_due: false,
        };
        let counts = Counts { not_at_all: 1, with_help: 2, by_yourself: 3 };
        let days = vec![(Time(NOON - 86_400_000), counts), (Time(NOON), counts)];
        self.answer(ReadinessPage {
            counts: if self.bare { Counts::default() } else { counts },
            days: if self.bare { Vec::new() } else { days },
            days_of_all: true,
            rows: self.some(row),
            next: (!self.bare).then(|| self.t()),
            rings: self.some(self.t()),
            departments: self.some(self.t()),
            effect: (4, 2),
            nudges_on: false,
            may_remind: true,
        })
    }
    async fn remind(&self, filter: ReadinessFilter) -> Answer<Sent> {
        self.noted(format!("remind {filter:?}"));
        self.answer(Sent::next("/desk/readiness?reminded=1"))
    }
}
