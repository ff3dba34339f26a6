//! What was seen of somebody, as the rules of runbooks take it. Nothing here is stored: rows and log say it.

use domain::{
    DeviceId, Time,
    device::{DeviceState, Ownership, Platform},
    method::{Home, MethodState},
    request::RequestState,
    runbook::{Observed, Runbook, RunbookKind, Scenario, Standing, standing},
};
use store::{
    devices::StoredDevice,
    runbooks::{Seen, SeenMethod, SeenRequest, StoredRunbook},
};

/// A runbook with all that was seen of its person.
pub(crate) struct Followed {
    /// As it is stored.
    pub(crate) stored: StoredRunbook,
    /// As the rules see it now.
    pub(crate) runbook: Runbook,
    /// What happened.
    pub(crate) observed: Vec<Observed>,
    /// The new device, once it is on record.
    pub(crate) new: Option<StoredDevice>,
    /// What it was drawn from.
    pub(crate) seen: Seen,
}

impl Followed {
    pub(crate) fn of(stored: StoredRunbook, seen: Seen) -> Self {
        let since = |at: Time| at >= stored.begun;
        let old = stored.old_device.clone().or_else(|| {
            // The approver was told which device is gone.
            let of_request = |request: &&SeenRequest| {
                stored.request.as_ref().map_or(since(request.asked), |id| *id == request.id)
            };
            seen.requests.iter().filter(of_request).find_map(|request| request.devices.first().cloned())
        });
        let old = old.filter(|_| stored.kind != RunbookKind::FirstDevice);
        let new = new_device(&stored, &seen, old.as_ref()).cloned();
        let scenario = new.as_ref().map_or_else(
            || Scenario::of(stored.platform, stored.ownership),
            |new| Scenario::of(new.device.platform, new.device.ownership),
        );
        let runbook = Runbook {
            kind: stored.kind,
            scenario,
            began: stored.begun,
            old_device: old,
            has_backup: stored.has_backup,
        };
        let observed = observed(&runbook, &stored, &seen);
        Self { stored, runbook, observed, new, seen }
    }

    /// Where it stands; one that ended stands where it stood then.
    pub(crate) fn standing(&self, now: Time) -> Standing {
        standing(&self.runbook, &self.observed, self.stored.ended.unwrap_or(now))
    }

    /// The person's request that this waits for: the latest that goes on.
    pub(crate) fn request(&self) -> Option<&SeenRequest> {
        let open = self.seen.requests.iter().rev().find(|request| request.ended.is_none());
        open.or_else(|| {
            let id = self.stored.request.as_ref()?;
            self.seen.requests.iter().find(|request| request.id == *id)
        })
    }

    /// Why it is to end now, and as of when: everything is done, what began it came to nothing, or nobody goes on with it.
    pub(crate) fn ends(&self, now: Time) -> Option<(Time, &'static str)> {
        if let Standing::Finished { at } = self.standing(now) {
            return Some((at, "finished"));
        }
        let of_approval = |request: &&SeenRequest| {
            self.stored.begun_by.is_none() && self.stored.request.as_ref() == Some(&request.id)
        };
        let over = self.seen.requests.iter().find(of_approval).is_some_and(|request| {
            matches!(
                request.state,
                RequestState::Denied { .. } | RequestState::Expired { .. } | RequestState::Withdrawn { .. }
            )
        });
        if over {
            return Some((now, "request-ended"));
        }
        (now.since(self.stored.begun) >= super::LONGEST).then_some((now, "too-old"))
    }
}

/// Whether a method lives on this device, as far as anybody said.
fn lives_on(home: &Home, device: &DeviceId) -> bool {
    *home != Home::Unknown && home.touches(device)
}

/// Whether a method certainly does not live on the device that goes: what nobody placed may be just there.
pub(super) fn lives_apart(home: &Home, old: Option<&DeviceId>) -> bool {
    match home {
        Home::Unknown => false,
        Home::Itself => true,
        home => old.is_none_or(|old| !home.touches(old)),
    }
}

fn is_imported(device: &StoredDevice) -> bool {
    device.source.starts_with("import:")
}

/// Whether IT's list names it and its owner has not used it for signing in before.
fn is_prepared(device: &StoredDevice, begun: Time, seen: &Seen) -> bool {
    let used_before = |method: &SeenMethod| {
        let placed = seen.placed.iter().any(|placed| placed.method == method.id);
        method.added < begun && !placed && lives_on(&method.home, &device.device.id)
    };
    is_imported(device) && !seen.methods.iter().any(used_before)
}

/// Whether a device is of the kind that is expected: a computer is not the new phone, nor is a tablet.
fn is_expected(device: &StoredDevice, stored: &StoredRunbook) -> bool {
    let platform = device.device.platform;
    match stored.platform {
        Platform::Ios | Platform::Android => matches!(platform, Platform::Ios | Platform::Android),
        Platform::Ipados => platform.is_handheld(),
        _ => true,
    }
}

/// The new device: one in use that was not there before, or that IT prepared; where there are several, the one that somebody
/// signs in with, else the latest.
fn new_device<'a>(
    stored: &StoredRunbook,
    seen: &'a Seen,
    old: Option<&DeviceId>,
) -> Option<&'a StoredDevice> {
    let new = |device: &&StoredDevice| {
        let one = &device.device;
        let fresh = one.created >= stored.begun || is_prepared(device, stored.begun, seen);
        one.state == DeviceState::InUse && Some(&one.id) != old && fresh && is_expected(device, stored)
    };
    let used = |device: &StoredDevice| {
        seen.methods
            .iter()
            .any(|method| method.state == MethodState::Active && lives_on(&method.home, &device.device.id))
    };
    seen.devices
        .iter()
        .filter(new)
        .max_by_key(|device| (used(device), device.device.platform.is_handheld(), device.device.created))
}

/// Everything that the rules ask about, of one person, since their runbook began.
pub(crate) fn observed(runbook: &Runbook, stored: &StoredRunbook, seen: &Seen) -> Vec<Observed> {
    let begun = runbook.began;
    let mut all = Vec::new();
    // Who lost a phone and has something else that signs in alone needs no enrolment: using it is being back in.
    let by_itself = runbook.kind == RunbookKind::LostOrBrokenPhone && runbook.has_backup;
    for method in &seen.methods {
        let (id, home) = (&method.id, &method.home);
        if by_itself && method.kind.signs_in_alone() && lives_apart(home, runbook.old_device.as_ref()) {
            let worked = seen.worked.iter().filter(|one| one.method == *id).map(|one| one.at);
            all.extend(worked.map(|at| Observed::SelfRecovered { at }));
        }
        let added = |at| Observed::MethodAdded { method: id.clone(), home: home.clone(), at };
        let worked = |at| Observed::MethodWorked { method: id.clone(), home: home.clone(), at };
        all.push(added(method.added));
        // Placed since: as good as registered, as with a passkey that came along with its account.
        all.extend(seen.placed.iter().filter(|one| one.method == *id).map(|one| added(one.at)));
        all.extend(seen.worked.iter().filter(|one| one.method == *id).map(|one| worked(one.at)));
        all.extend(method.last_worked.map(worked));
    }
    for device in &seen.devices {
        let one = &device.device;
        let fresh = one.created >= begun || is_prepared(device, begun, seen);
        if runbook.old_device.as_ref() == Some(&one.id) || !fresh || !is_expected(device, stored) {
            continue;
        }
        // In somebody's hands, it was prepared, whether or not there is a list.
        if is_imported(device) || one.ownership != Ownership::Own {
            all.push(Observed::DevicePrepared { at: one.created });
        }
        // One from IT's list is on its way until something lives on it.
        let at = if is_imported(device) { first_used(&one.id, begun, seen) } else { Some(one.created) };
        all.extend(at.map(|at| Observed::DeviceRegistered { device: one.id.clone(), at }));
    }
    for request in &seen.requests {
        all.push(Observed::RequestAsked { at: request.asked });
        all.extend(request.approved.map(|at| Observed::Approved { at }));
    }
    for enrolment in &seen.enrolments {
        let at = enrolment.begun;
        all.push(if enrolment.alone {
            Observed::SelfRecovered { at }
        } else {
            Observed::PassRedeemed { at }
        });
    }
    all.extend(old_gone(runbook, stored, seen).map(|at| Observed::OldMethodsGone { at }));
    all
}

/// When something first lived on a device, since the runbook began.
fn first_used(device: &DeviceId, begun: Time, seen: &Seen) -> Option<Time> {
    let on = seen.methods.iter().filter(|method| lives_on(&method.home, device));
    on.flat_map(|method| {
        let placed = seen.placed.iter().filter(|one| one.method == method.id).map(|one| one.at);
        placed.chain(Some(method.added))
    })
    .filter(|at| *at >= begun)
    .min()
}

/// Since when nothing is left on the old device; none as long as something is.
fn old_gone(runbook: &Runbook, stored: &StoredRunbook, seen: &Seen) -> Option<Time> {
    let begun = runbook.began;
    let Some(old) = &runbook.old_device else {
        // Which one goes was never said. After a loss closing the request takes care of it, where there is one.
        let closed = seen.requests.iter().filter_map(|request| match &request.state {
            RequestState::Closed { at, .. } => Some(*at),
            _ => None,
        });
        return match stored.kind {
            RunbookKind::LostOrBrokenPhone => closed.max(),
            _ => Some(begun),
        };
    };
    let device = seen.devices.iter().find(|device| device.device.id == *old);
    let retired = device.filter(|device| {
        matches!(device.device.state, DeviceState::Replaced | DeviceState::HandedBack | DeviceState::Broken)
    });
    let mut at = begun;
    for method in &seen.methods {
        let there = match &method.home {
            // What nobody placed may be just there, unless it is newer than all this.
            Home::Unknown => method.added < begun,
            home => lives_on(home, old),
        };
        if !there {
            continue;
        }
        match (method.removed, &method.home, retired) {
            (Some(removed), ..) => at = at.max(removed),
            // It lives with an account and goes on living on what took the old one's place.
            (None, Home::Account { .. }, Some(retired)) => at = at.max(retired.state_since),
            (None, ..) => return None,
        }
    }
    Some(at)
}
