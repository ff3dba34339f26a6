//! Canned runbooks, and people who leave.

use async_trait::async_trait;
use contract::joiners::{Candidate, HalfWaiting, JoinerList, JoinerRow, JoinerState, Joiners, PrepareForm};
use contract::leaving::{LeaverList, LeaverPage, LeaverReport, Leaving};
use contract::runbooks::{
    RunbookAbout, RunbookFilter, RunbookForm, RunbookLine, RunbookList, RunbookPage, RunbookStands,
    RunbookStep, Runbooks,
};
use contract::{Answer, Sent, Words};
use domain::Time;
use domain::device::{Ownership, Platform};
use domain::person::Role;
use domain::runbook::{Advice, RunbookKind, Scenario, StepId, Stuck, WhoActs};

use super::NOON;
use super::portal::Canned;

impl Canned {
    fn runbook_line(&self) -> RunbookLine {
        RunbookLine {
            id: "r1".to_owned(),
            kind: RunbookKind::PlannedPhoneChange,
            scenario: Scenario::OwnIphone,
            name: self.text.clone(),
            stands: RunbookStands::At {
                step: StepId::MethodOnDevice,
                place: 3,
                of: 5,
                who: WhoActs::Person,
                stuck: Some(Stuck::AddAPasskey),
            },
            since: Time(NOON),
        }
    }

    fn about(&self) -> RunbookAbout {
        RunbookAbout {
            devices: if self.bare { Vec::new() } else { vec![("d1".to_owned(), self.text.clone())] },
            old: Some("d1".to_owned()),
            platform: Platform::Ios,
            ownership: Ownership::Own,
            known: None,
        }
    }

    fn runbook_page(&self) -> RunbookPage {
        let step = |id, done| RunbookStep { id, who: WhoActs::Person, done, advice: Advice::ALL.to_vec() };
        RunbookPage {
            line: self.runbook_line(),
            begun: Time(NOON),
            by: Some(self.text.clone()),
            has_backup: true,
            old: Some(self.text.clone()),
            steps: vec![
                step(StepId::BackupWorks, Some(Time(NOON))),
                step(StepId::MethodOnDevice, None),
                step(StepId::OldMethodsGone, None),
            ],
            go: Some((Words::of("runbook-go-add"), "/methods/add".to_owned())),
            request: None,
            about: self.about(),
        }
    }
}

#[async_trait]
impl Runbooks for Canned {
    async fn runbooks(&self) -> Answer<Vec<RunbookLine>> {
        self.answer(self.some(self.runbook_line()))
    }
    async fn runbook(&self, _: String) -> Answer<RunbookPage> {
        self.answer(self.runbook_page())
    }
    async fn runbook_choices(&self) -> Answer<RunbookAbout> {
        self.answer(self.about())
    }
    async fn begin_runbook(&self, form: RunbookForm) -> Answer<Sent> {
        self.noted(format!("runbook {} {} {} {}", form.kind, form.old, form.platform, form.ownership));
        self.answer(Sent::next("/runbooks/r1"))
    }
    async fn change_runbook(&self, id: String, form: RunbookForm) -> Answer<Sent> {
        self.noted(format!("runbook {id} {} {} {} {}", form.step, form.old, form.platform, form.ownership));
        self.answer(Sent::next("/runbooks/r1"))
    }
    async fn desk_runbooks(&self, _: RunbookFilter) -> Answer<RunbookList> {
        self.answer(RunbookList { rows: self.some(self.runbook_line()), stuck: 1, more: false })
    }
    async fn desk_runbook(&self, _: String) -> Answer<RunbookPage> {
        self.answer(self.runbook_page())
    }
    async fn desk_begin_runbook(&self, form: RunbookForm) -> Answer<Sent> {
        self.noted(format!("runbook for {} {}", form.user_name, form.kind));
        self.answer(Sent::next("/desk/runbooks/r1"))
    }
    async fn desk_change_runbook(&self, id: String, form: RunbookForm) -> Answer<Sent> {
        self.noted(format!("desk runbook {id} {}", form.step));
        self.answer(Sent::next("/desk/runbooks/r1"))
    }
}

#[async_trait]
impl Leaving for Canned {
    async fn leavers(&self) -> Answer<LeaverList> {
        self.answer(LeaverList { rows: self.some(("p1".to_owned(), self.text.clone(), Time(NOON))) })
    }
    async fn find_leaver(&self, user_name: String) -> Answer<Sent> {
        self.noted(format!("find leaver {user_name}"));
        self.answer(Sent::next("/desk/leavers/p1"))
    }
    async fn leaver(&self, id: String) -> Answer<LeaverPage> {
        let report = LeaverReport {
            sessions: 2,
            passes: 1,
            enrolments: 0,
            methods: self.some(self.text.clone()),
            requests: 1,
            roles: vec![Role::It],
            handed: self.some((self.text.clone(), Role::Security)),
            managed: self.some((self.text.clone(), Some(self.text.clone()))),
        };
        self.answer(LeaverPage {
            id,
            name: self.text.clone(),
            user_name: self.text.clone(),
            left: None,
            report: Some(report),
            stranded: self.some(self.text.clone()),
            more: false,
            security_left: Some(1),
            why_not: None,
        })
    }
    async fn leave(&self, id: String) -> Answer<Sent> {
        self.noted(format!("leave {id}"));
        self.answer(Sent::next("/desk/leavers/p1"))
    }
}

#[async_trait]
impl Joiners for Canned {
    async fn joiners(&self) -> Answer<JoinerList> {
        let row = |state, half: Option<&str>, decide| JoinerRow {
            person: "p1".to_owned(),
            runbook: "r1".to_owned(),
            name: self.text.clone(),
            starts: Some(Time(NOON)),
            state,
            since: Time(NOON),
            request: Some("q1".to_owned()),
            decide,
            half: half.map(str::to_owned),
        };
        let rows = vec![
            row(JoinerState::Prepared, None, false),
            row(JoinerState::Asked, None, true),
            row(JoinerState::BothHalves, Some("v1"), false),
        ];
        self.answer(JoinerList { rows: if self.bare { Vec::new() } else { rows }, more: false })
    }
    async fn joiner_candidates(&self, _: String) -> Answer<Vec<Candidate>> {
        self.answer(self.some(Candidate {
            id: "p1".to_owned(),
            name: self.text.clone(),
            user_name: self.text.clone(),
            starts: Time(NOON),
        }))
    }
    async fn prepare_joiners(&self, form: PrepareForm) -> Answer<Sent> {
        self.noted(format!(
            "prepare {} {} {} {}",
            form.chosen.join("+"),
            form.names,
            form.platform,
            form.ownership
        ));
        self.answer(Sent::next("/desk/joiners"))
    }
    async fn raise_joiners(&self, chosen: Vec<String>) -> Answer<Sent> {
        self.noted(format!("raise {}", chosen.join("+")));
        self.answer(Sent::next("/desk/joiners"))
    }
    async fn halves_waiting(&self) -> Answer<Vec<HalfWaiting>> {
        self.answer(self.some(HalfWaiting { name: self.text.clone(), review: "v1".to_owned() }))
    }
}
