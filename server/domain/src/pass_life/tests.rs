use proptest::prelude::*;

use super::*;

const FOREVER: Time = Time(i64::MAX);

fn id(n: usize) -> PassId {
    PassId::stored(format!("pass-{n}"))
}

#[test]
fn expired_pass_is_refused() {
    let pass = PassState::make(Time(0), Time(0), FOREVER, &Policy::default());
    let until = pass.deadline().unwrap();
    assert_eq!(until, Time(0) + Span::hours(1));
    assert_eq!(pass.redeem(Time(until.0 - 1)), Ok(PassState::Used { at: Time(until.0 - 1) }));
    assert_eq!(pass.redeem(until), Err(PassRefused::Expired));
    assert_eq!(pass.tick(Time(until.0 - 1)), None);
    assert_eq!(pass.tick(until), Some(PassState::Ended { at: until, why: PassEnd::Expired }));
    assert_eq!(pass.end(until, PassEnd::Frozen), PassState::Ended { at: until, why: PassEnd::Expired });
}

#[test]
fn i02_a_used_pass_is_refused() {
    let used = PassState::make_for(Time(0), Span::hours(1)).redeem(Time(5)).unwrap();
    assert_eq!(used.redeem(Time(5)), Err(PassRefused::Used));
    assert_eq!(used.end(Time(6), PassEnd::Withdrawn), used, "what was used stays used");
}

#[test]
fn a_delayed_pass_works_for_its_whole_life() {
    let works_from = Time(0) + Span::hours(1);
    let pass = PassState::make(Time(0), works_from, FOREVER, &Policy::default());
    assert_eq!(pass.redeem(Time(works_from.0 - 1)), Err(PassRefused::NotYet { works_from }));
    assert!(pass.redeem(works_from).is_ok());
    assert_eq!(pass.deadline(), Some(Time(0) + Span::hours(2)));
}

#[test]
fn i01_a_pass_lives_no_longer_than_its_approval() {
    let until = Time(0) + Span::minutes(10);
    assert_eq!(PassState::make(Time(0), Time(0), until, &Policy::default()).deadline(), Some(until));
}

#[test]
fn ended_passes_say_why() {
    for why in PassEnd::ALL {
        let ended = PassState::make_for(Time(0), Span::hours(1)).end(Time(1), *why);
        assert_eq!(ended.redeem(Time(2)), Err(PassRefused::Ended(*why)));
        let json = serde_json::to_value(ended).unwrap();
        assert_eq!((&json["state"], &json["why"]), (&ended.word().into(), &why.word().into()));
        assert_eq!(serde_json::from_value::<PassState>(json).unwrap(), ended);
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Make { delay: i64, approval: i64 },
    Redeem(usize),
    EndAll(PassEnd),
    Sweep,
}

/// The model: when each pass can be used, how often it was, and whether something ended it.
struct Model {
    from: i64,
    until: i64,
    used: u32,
    ended: bool,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn i02_one_live_pass_a_person_and_each_is_used_once(steps in prop::collection::vec((
        prop_oneof![3 => 0..600_000_i64, 1 => 0..8_000_000_i64],
        prop_oneof![
            3 => (prop_oneof![Just(0_i64), Just(3_600_000)], 1..90_000_000_i64)
                .prop_map(|(delay, approval)| Step::Make { delay, approval }),
            5 => (0..6_usize).prop_map(Step::Redeem),
            1 => proptest::sample::select(PassEnd::ALL).prop_map(Step::EndAll),
            1 => Just(Step::Sweep),
        ],
    ), 1..40)) {
        let mut now = 0;
        let mut passes: Vec<(PassId, PassState)> = Vec::new();
        let mut model: Vec<Model> = Vec::new();
        for (wait, step) in steps {
            now += wait;
            let end_all = |passes: &mut Vec<(PassId, PassState)>, why| {
                for (id, new) in end_all(passes, Time(now), why) {
                    passes.iter_mut().find(|(known, _)| *known == id).unwrap().1 = new;
                }
            };
            match step {
                Step::Make { delay, approval } => {
                    end_all(&mut passes, PassEnd::Replaced);
                    model.iter_mut().for_each(|pass| pass.ended = true);
                    let new = PassState::make(Time(now), Time(now + delay), Time(now + approval), &Policy::default());
                    passes.push((id(passes.len()), new));
                    let until = (now + delay + 3_600_000).min(now + approval);
                    model.push(Model { from: now + delay, until, used: 0, ended: false });
                }
                // The newest ones are tried most, since the others are over.
                Step::Redeem(back) => {
                    let Some(place) = passes.len().checked_sub(back + 1) else { continue };
                    let pass = &mut model[place];
                    let may = !pass.ended && pass.used == 0 && pass.from <= now && now < pass.until;
                    let redeemed = passes[place].1.redeem(Time(now));
                    prop_assert_eq!(redeemed.is_ok(), may);
                    if let Ok(used) = redeemed {
                        passes[place].1 = used;
                        pass.used += 1;
                    }
                    prop_assert!(pass.used <= 1);
                }
                Step::EndAll(why) => {
                    end_all(&mut passes, why);
                    model.iter_mut().for_each(|pass| pass.ended = true);
                }
                Step::Sweep => {
                    for (_, pass) in &mut passes {
                        *pass = pass.tick(Time(now)).unwrap_or(*pass);
                    }
                    prop_assert!(passes.iter().all(|(_, pass)| pass.deadline().is_none_or(|end| Time(now) < end)));
                }
            }
            prop_assert!(passes.iter().filter(|(_, pass)| pass.deadline().is_some_and(|until| Time(now) < until)).count() <= 1);
            prop_assert!(passes.iter().filter(|(_, pass)| pass.word() == "live").count() <= 1);
        }
    }
}
