//! What was recorded, weighed: which evidence rule it meets, whether a second approver is needed, and the warnings.

use domain::{
    DeviceId, MethodId, RequestId, Time,
    approver::second::{SecondFacts, SecondReason},
    approver::{As, approved_for_each_other, second},
    device::Platform,
    evidence::{self, Check, EvidenceFacts, EvidenceRule, Means, Missing},
    method::{MethodFacts, MethodKind, MethodState},
    method_policy::kinds,
    person::ContactKind,
    request::RequestState,
    statement::{Browser, Comparison, Known, compare},
    warnings::{Warning, WarningFacts, warnings},
};
use store::{
    Fault, Reads,
    backups::codes,
    methods::Method,
    people::{Contact, Device},
    requests::Request,
};

use super::{
    circle::Circle,
    document::{Document, Picked, Way},
};
use crate::{backups::adding::rules_for, closing, facts};

/// What is on record of a person, as far as a review needs it.
pub(crate) struct Material {
    pub(crate) contacts: Vec<Contact>,
    pub(crate) devices: Vec<Device>,
    pub(crate) methods: Vec<Method>,
    pub(crate) never_had_method: bool,
    /// The open requests with which a saved recovery code was given that is right and not used since (R4).
    pub(crate) codes: Vec<GivenCode>,
}

/// A saved recovery code given with a request: spent by the approval that it counts for.
pub(crate) struct GivenCode {
    request: RequestId,
    pub(super) method: MethodId,
    pub(crate) place: u32,
}

impl Material {
    pub(crate) async fn read(on: &mut impl Reads, circle: &Circle) -> Result<Self, Fault> {
        let person = &circle.person.id;
        Ok(Self {
            contacts: store::people::contacts(on, person).await?,
            devices: store::people::devices(on, person).await?,
            methods: store::methods::of(on, person).await?,
            never_had_method: !store::methods::ever(on, person).await?,
            codes: given_codes(on, circle).await?,
        })
    }

    /// The code given with that request, if it counts.
    pub(super) fn code_of(&self, request: &RequestId) -> Option<&GivenCode> {
        self.codes.iter().find(|code| code.request == *request)
    }

    pub(crate) fn method_facts(&self) -> Vec<MethodFacts> {
        self.methods.iter().map(Method::facts).collect()
    }

    /// The means that the screen gives, now that this device is said to be gone.
    pub(crate) fn means(&self, circle: &Circle, picked: &Picked) -> Vec<Means> {
        evidence::means_offered(
            &facts::contacts(&self.contacts),
            &picked.gone(&self.devices),
            circle.person.photo,
        )
    }
}

/// The saved codes that were given and are right, as far as policy lets this person use any.
async fn given_codes(on: &mut impl Reads, circle: &Circle) -> Result<Vec<GivenCode>, Fault> {
    let person = &circle.person.id;
    let mut found = Vec::new();
    if !kinds(&circle.policy, rules_for(&circle.person)).contains(MethodKind::RecoveryCodes) {
        return Ok(found);
    }
    for request in store::requests::open_of(on, person).await? {
        let given = codes::given(on, &request.id).await?;
        if let Some((method, place)) = given.and_then(|given| given.right) {
            found.push(GivenCode { request: request.id, method, place });
        }
    }
    if found.is_empty() {
        return Ok(found);
    }
    let sets = codes::of(on, person).await?;
    let methods = store::methods::of(on, person).await?;
    found.retain(|code| {
        let active =
            methods.iter().any(|method| method.id == code.method && method.state == MethodState::Active);
        let left = sets
            .iter()
            .any(|set| set.method == code.method && set.left.iter().any(|(place, _)| *place == code.place));
        active && left
    });
    Ok(found)
}

/// What the request itself knows.
pub(super) fn known(request: &Request) -> Known {
    let (browser, system) = match request.browser.split_once(" on ") {
        Some((browser, system)) => (browser, system),
        None => (request.browser.as_str(), request.browser.as_str()),
    };
    Known {
        what: closing::what_happened(request),
        // The words of the server's own description of a browser.
        platform: match system {
            "iPhone" => Some(Platform::Ios),
            "iPad" => Some(Platform::Ipados),
            "Android" => Some(Platform::Android),
            "Windows" => Some(Platform::Windows),
            "Mac" => Some(Platform::Macos),
            "Linux" => Some(Platform::Linux),
            "ChromeOS" => Some(Platform::Chromeos),
            _ => None,
        },
        browser: match browser {
            "Chrome" => Some(Browser::Chrome),
            "Edge" => Some(Browser::Edge),
            "Firefox" => Some(Browser::Firefox),
            "Safari" => Some(Browser::Safari),
            _ => None,
        },
    }
}

/// How what the person says compares with a request.
pub(super) fn comparison(document: &Document, request: &Request) -> Option<Comparison> {
    document.says.as_ref().map(|says| compare(says, &known(request)))
}

/// What was recorded, weighed.
pub(crate) struct Judged {
    /// In which place the approver acts.
    pub(crate) place: As,
    pub(crate) checks: Vec<Check>,
    pub(crate) evidence: Result<EvidenceRule, Missing>,
    /// Why a second approver is needed besides those there are.
    pub(crate) second: Vec<SecondReason>,
    /// The request's pass is spoken: always two.
    pub(crate) spoken: bool,
}

impl Judged {
    pub(crate) fn needs_two(&self) -> bool {
        self.spoken || !self.second.is_empty()
    }
}

fn youngest(times: impl Iterator<Item = Time>) -> Option<Time> {
    times.max()
}

/// Whether somebody new is met near their start date (R4).
fn first_binding(circle: &Circle, material: &Material) -> bool {
    material.never_had_method
        && circle.person.starts_on.is_some_and(|start| evidence::start_date_near(start, circle.now))
}

/// Weighs one way of reaching the person, or what is recorded of it.
pub(super) fn weigh_way(
    circle: &Circle,
    material: &Material,
    request: &Request,
    place: As,
    second_approver: bool,
    (picked, way): (&Picked, &Way),
) -> (Vec<Check>, Result<EvidenceRule, Missing>) {
    let first_binding = first_binding(circle, material);
    let mut checks = vec![way.check(first_binding)];
    if material.code_of(&request.id).is_some() {
        checks.push(Check::SavedRecoveryCode);
    }
    // A spoken pass needs two who saw the person (R5).
    if request.spoken && !way.sees() {
        return (checks, Err(Missing::SeeThem));
    }
    let means = material.means(circle, picked);
    let facts = EvidenceFacts {
        direct_manager: place == As::Manager,
        second_approver,
        privileged: circle.person.privileged(),
        never_had_method: material.never_had_method,
        start_date_near: first_binding,
        asked: request.asked,
        means: &means,
    };
    let met = evidence::evaluate(&checks, &facts, circle.now, &circle.policy);
    (checks, met)
}

/// Why a second approver is needed for a request by one who acts in `place`.
pub(super) fn second_needed(
    circle: &Circle,
    material: &Material,
    request: &Request,
    place: As,
    document: &Document,
) -> Vec<SecondReason> {
    let numbers = |kind: ContactKind| kind != ContactKind::Mail;
    let since = |mail: bool| {
        youngest(
            material
                .contacts
                .iter()
                .filter(|contact| numbers(contact.kind) != mail)
                .map(|contact| contact.provenance.since),
        )
    };
    let roles = circle.person.roles.iter().chain(&circle.actor.roles).map(|held| held.provenance.since);
    let facts = SecondFacts {
        privileged: circle.person.privileged(),
        manager_link: circle.youngest_link(place),
        role: youngest(roles),
        number: since(false),
        address: since(true),
        pair: circle.manager().is_some_and(|manager| {
            approved_for_each_other(manager.helped_by_asker, circle.now, &circle.policy)
        }),
        mismatch: matches!(comparison(document, request), Some(Comparison::Mismatch(_))),
        device_not_sure: document.device == Some(Picked::NotSure),
        approver: place,
        seen: document.reached.as_ref().is_some_and(Way::sees),
    };
    second::second_needed(&facts, circle.now, &circle.policy)
}

/// Weighs all that was recorded of a request; `half` says that one approved it before.
pub(super) fn judge(
    circle: &Circle,
    material: &Material,
    request: &Request,
    place: As,
    half: bool,
    document: &Document,
) -> Judged {
    let second = second_needed(circle, material, request, place, document);
    let two = half || request.spoken || !second.is_empty();
    let (checks, evidence) = match (&document.device, &document.reached) {
        (Some(picked), Some(way)) => weigh_way(circle, material, request, place, two, (picked, way)),
        _ => (Vec::new(), Err(Missing::AnyCheck)),
    };
    Judged { place, checks, evidence, second, spoken: request.spoken }
}

/// What an approver, or IT, is warned of about a request. `lost` is the device picked, if one was.
pub(crate) async fn warned(
    on: &mut impl Reads,
    circle: &Circle,
    material: &Material,
    request: &Request,
    lost: Option<&DeviceId>,
) -> Result<Vec<Warning>, Fault> {
    let person = &circle.person;
    let methods = material.method_facts();
    let freezes: Vec<Time> = circle.freezes.iter().map(|freeze| freeze.at).collect();
    let roles: Vec<_> = person.roles.iter().map(|held| (held.role, held.provenance.since)).collect();
    let contacts: Vec<_> = material
        .contacts
        .iter()
        .map(|contact| (contact.id.clone(), contact.kind, contact.provenance.since))
        .collect();
    let lately = store::requests::since(on, &person.id, circle.now - circle.policy.asked_life).await?;
    // One raised at the desk has no browser and no network of its own.
    let seen = |value: &str| request.spoken || value.is_empty();
    let network_seen = seen(&request.network)
        || store::sessions::place_seen(on, &person.id, "network", &request.network).await?;
    let browser_seen = seen(&request.browser)
        || store::sessions::place_seen(on, &person.id, "browser", &request.browser).await?;
    let facts = WarningFacts {
        asked: request.asked,
        lost,
        methods: &methods,
        freezes: &freezes,
        helped_manager: circle.manager().and_then(|manager| manager.helped_by_asker),
        manager_link: person.manager.as_ref().map(|link| link.provenance.since),
        roles: &roles,
        contacts: &contacts,
        asks: u32::try_from(lately.len()).unwrap_or(u32::MAX),
        let_back_in: person.let_back_in,
        network_seen,
        browser_seen,
        privileged: person.privileged(),
    };
    Ok(warnings(&facts, circle.now, &circle.policy))
}

/// Whether an approver may still decide on a stored request at `now`.
pub(crate) fn undecided(request: &Request, now: Time) -> Option<RequestState> {
    Some(request.state.clone().settled(now)).filter(RequestState::is_undecided)
}
