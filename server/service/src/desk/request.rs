//! One request: where it stands, what is known, its history, and what the viewer may do.

use contract::{
    Answer, RefusalCode, Words,
    desk::{DeskAction, DeskRequest},
};
use domain::{
    RequestId,
    approver::{
        able,
        act::{Action, NotAllowed},
    },
    person::Role,
    request::RequestState,
};
use store::{Fault, methods::Method, people::Person, requests::Request};

use super::{queue, timeline};
use crate::{
    Visitor,
    approvals::{
        circle::{Circle, Place},
        heard,
        judge::{Material, warned},
        show, take_back,
    },
};

/// A request with what decides on the actions about it.
pub(super) struct Case {
    pub(super) request: Request,
    pub(super) state: RequestState,
    pub(super) circle: Circle,
    pub(super) place: Place,
    /// Methods that this request suspended and that still are.
    pub(super) suspended: Vec<Method>,
}

impl Case {
    /// Reads a request as `viewer` sees it; `None` if there is none, or nobody was found for its name.
    pub(super) async fn read(
        on: &mut impl store::Reads,
        viewer: &Person,
        id: &RequestId,
        now: domain::Time,
        policy: &domain::Policy,
    ) -> Result<Option<Self>, Fault> {
        let Some(request) = store::requests::by_id(on, id).await? else { return Ok(None) };
        let Some(person) = request.person.clone() else { return Ok(None) };
        let Some(circle) = Circle::read(on, viewer, &person, now, policy).await? else { return Ok(None) };
        let state = request.state.clone().settled(now);
        let place = circle.place(on, &request, &state).await?;
        let suspended = store::methods::suspended_by(on, &request.id).await?;
        Ok(Some(Self { request, state, circle, place, suspended }))
    }

    fn holds(&self, role: Role) -> bool {
        self.circle.actor.has(role)
    }

    /// Whether the viewer may do that now; `None` if it makes no sense as the request stands.
    pub(super) fn may(&self, action: DeskAction) -> Option<Result<(), NotAllowed>> {
        let frozen = matches!(self.state, RequestState::Frozen { .. });
        let rule = |action| self.circle.may(action, &self.state, &self.place).map(|_| ());
        match action {
            DeskAction::Decide => self.state.is_undecided().then(|| rule(Action::Approve)),
            DeskAction::Withdraw => self.state.is_open().then(|| {
                if self.holds(Role::Security) {
                    rule(Action::Withdraw)
                } else {
                    Err(NotAllowed::SecurityNeeded)
                }
            }),
            DeskAction::TakeBack => {
                take_back::may(&self.circle, &self.state, &self.place).map(|may| may.map(|_| ()))
            }
            DeskAction::LiftFreeze | DeskAction::EndFrozen => frozen.then(|| rule(Action::DecideFreeze)),
            DeskAction::FoundAgain => self.has_something_to_find().then(|| self.may_find()),
        }
    }

    /// Whether the request ended and left methods suspended: those of a device said to be lost (R7).
    fn has_something_to_find(&self) -> bool {
        let given_up = matches!(
            self.state,
            RequestState::Denied { .. } | RequestState::Expired { .. } | RequestState::Withdrawn { .. }
        );
        given_up && !self.suspended.is_empty()
    }

    fn may_find(&self) -> Result<(), NotAllowed> {
        let circle = &self.circle;
        able(circle.actor_facts(), &circle.person.id, circle.now, &circle.policy)?;
        if self.holds(Role::Security) || (self.holds(Role::It) && !circle.person.privileged()) {
            Ok(())
        } else {
            Err(NotAllowed::SecurityNeeded)
        }
    }
}

const ACTIONS: [(DeskAction, &str); 6] = [
    (DeskAction::Decide, "case-act-decide"),
    (DeskAction::TakeBack, "case-act-take-back"),
    (DeskAction::Withdraw, "case-act-withdraw"),
    (DeskAction::LiftFreeze, "case-act-lift-freeze"),
    (DeskAction::EndFrozen, "case-act-end-frozen"),
    (DeskAction::FoundAgain, "case-act-found-again"),
];

impl Visitor {
    pub(super) async fn request_page(&self, id: &str) -> Answer<DeskRequest> {
        let inside = self.need_reader()?;
        let not_here = || self.refuse(RefusalCode::NotHere);
        let id = RequestId::parse(id).map_err(|_| not_here())?;
        let case = Case::read(&mut &self.core.db, &inside.person, &id, self.now, &self.policy)
            .await
            .map_err(self.fault("desk.request"))?
            .ok_or_else(not_here)?;
        self.case_page(&case).await.map_err(self.fault("desk.request"))
    }

    async fn case_page(&self, case: &Case) -> Result<DeskRequest, Fault> {
        let mut db = &self.core.db;
        let (circle, request) = (&case.circle, &case.request);
        let material = Material::read(&mut db, circle).await?;
        let found = warned(&mut db, circle, &material, request, request.devices.first()).await?;
        // Whoever may still come to decide records what the person says before seeing the request's own values (R4).
        let hidden = heard::hidden(&mut db, circle, request, &case.state).await?;
        let mut actions = Vec::new();
        let mut not_now = Vec::new();
        if circle.actor.has(Role::It) || circle.actor.has(Role::Security) {
            for (action, key) in ACTIONS {
                match case.may(action) {
                    None => {}
                    // The same end by another name: whoever approved it takes that back.
                    Some(_) if action == DeskAction::Withdraw && actions.contains(&DeskAction::TakeBack) => {}
                    Some(Ok(())) => actions.push(action),
                    Some(Err(why)) => not_now.push((Words::of(key), show::not_allowed(why))),
                }
            }
        }
        Ok(DeskRequest {
            id: request.id.to_string(),
            person: circle.person.id.to_string(),
            name: circle.person.name.clone(),
            state: case.state.word().to_owned(),
            facts: self.facts_of(case, &material, hidden).await?,
            warnings: show::warnings(&found, &material, self.now),
            timeline: timeline::of(&self.core.db, request, &material, hidden).await?,
            actions,
            not_now,
            drill: request.drill,
        })
    }

    async fn facts_of(
        &self,
        case: &Case,
        material: &Material,
        hidden: bool,
    ) -> Result<Vec<(Words, Words)>, Fault> {
        let mut db = &self.core.db;
        let request = &case.request;
        let fact = |name: &str| Words::of(format!("case-fact-{name}"));
        let own = |text: &str| match text {
            _ if hidden => Words::of("case-hidden"),
            "" => Words::of("approval-not-known"),
            text => show::text(text),
        };
        let mut facts = vec![
            (fact("next"), queue::next(&mut db, &case.circle, &case.state, &case.place).await?),
            (fact("asked"), show::ago(request.asked, self.now)),
        ];
        let what = Words::of(format!("what-{}", crate::closing::what_happened(request).word()));
        facts.push((fact("what"), if hidden { Words::of("case-hidden") } else { what }));
        if request.spoken {
            let by = match &request.raised_by {
                Some(id) => store::people::by_id(&mut db, id).await?.map(|person| person.name),
                None => None,
            };
            facts.push((fact("raised"), show::text(by.unwrap_or_default())));
        } else {
            facts.push((fact("browser"), own(&request.browser)));
            facts.push((fact("network"), own(&request.network)));
        }
        if let Some(escalated) = request.escalated {
            facts.push((fact("escalated"), show::ago(escalated, self.now)));
        }
        if request.wrong_codes > 0 {
            facts.push((fact("wrong-codes"), show::text(request.wrong_codes)));
        }
        if request.device_picked {
            let known = material.devices.iter().filter(|device| request.devices.contains(&device.id));
            let names: Vec<&str> = known.map(|device| device.name.as_str()).collect();
            let words = if names.is_empty() {
                Words::of("approval-device-not-sure")
            } else {
                show::text(names.join(", "))
            };
            facts.push((fact("device"), words));
        }
        for rule in request.evidence.iter().flat_map(|evidence| evidence.split(", ")) {
            if let Some(rule) = domain::evidence::EvidenceRule::from_word(rule) {
                facts.push((fact("evidence"), show::rule(rule)));
            }
        }
        if !case.suspended.is_empty() {
            let names: Vec<&str> = case.suspended.iter().map(|method| method.name.as_str()).collect();
            facts.push((fact("suspended"), show::text(names.join(", "))));
        }
        Ok(facts)
    }
}
