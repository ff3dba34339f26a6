//! What holds for every runbook and whatever is observed.

use proptest::prelude::*;

use super::*;

fn events() -> impl Strategy<Value = Vec<Observed>> {
    let names = || proptest::sample::select(vec!["a", "b", "key"]);
    let devices = || proptest::option::of(proptest::sample::select(vec!["old", "new", "other"]));
    let one = (0..9, names(), devices(), -2_i64..20).prop_map(|(what, name, on, hours)| match what {
        0 => worked(name, on, hours),
        1 => added(name, on, hours),
        2 => Observed::DevicePrepared { at: at(hours) },
        3 => Observed::DeviceRegistered { device: device(on.unwrap_or("new")), at: at(hours) },
        4 => Observed::RequestAsked { at: at(hours) },
        5 => Observed::Approved { at: at(hours) },
        6 => Observed::PassRedeemed { at: at(hours) },
        7 => Observed::SelfRecovered { at: at(hours) },
        _ => Observed::OldMethodsGone { at: at(hours) },
    });
    proptest::collection::vec(one, 0..12)
}

fn runbooks() -> impl Strategy<Value = Runbook> {
    let kinds = proptest::sample::select(RunbookKind::ALL.to_vec());
    let scenarios = proptest::sample::select(Scenario::ALL.to_vec());
    (kinds, scenarios, any::<bool>()).prop_map(|(kind, scenario, backup)| runbook(kind, scenario, backup))
}

proptest! {
    #[test]
    fn more_events_never_undo_a_step(runbook in runbooks(), seen in events(), more in events()) {
        let before = steps(&runbook, &seen);
        let all: Vec<Observed> = seen.into_iter().chain(more).collect();
        for (before, after) in before.iter().zip(steps(&runbook, &all)) {
            prop_assert_eq!(before.id, after.id);
            if let Some(done) = before.done_at {
                prop_assert!(after.done_at.is_some_and(|at| at <= done));
            }
        }
    }

    #[test]
    fn the_order_in_which_events_arrive_does_not_matter(
        runbook in runbooks(),
        (seen, shuffled) in events().prop_flat_map(|seen| (Just(seen.clone()), Just(seen).prop_shuffle())),
    ) {
        prop_assert_eq!(steps(&runbook, &seen), steps(&runbook, &shuffled));
        let now = at(30);
        prop_assert_eq!(standing(&runbook, &seen, now), standing(&runbook, &shuffled, now));
    }

    #[test]
    fn a_step_done_in_one_runbook_is_done_in_every_other_with_the_same_old_device(
        one in runbooks(), other in runbooks(), seen in events(),
    ) {
        let other = Runbook { old_device: one.old_device.clone(), ..other };
        for id in StepId::ALL.iter().copied() {
            prop_assert_eq!(done_at(id, &one, &seen), done_at(id, &other, &seen));
        }
    }

    #[test]
    fn standing_is_at_the_first_step_that_is_not_done(runbook in runbooks(), seen in events()) {
        let open = steps(&runbook, &seen).into_iter().find(|step| step.done_at.is_none());
        match standing(&runbook, &seen, at(30)) {
            Standing::At { step, since, .. } => {
                prop_assert_eq!(Some(step), open.map(|step| step.id));
                prop_assert!(since >= BEGAN);
            }
            Standing::Finished { .. } => prop_assert!(open.is_none()),
        }
    }
}
