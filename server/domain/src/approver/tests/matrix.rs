//! Every actor doing everything at every stage, and every actor after every other, from one table.

use super::*;
use crate::approver::act::{Action, NotAllowed, RequestFacts, Stage, may_act};

const ACTORS: [&str; 9] = ["own", "manager", "chain", "far", "it", "security", "both", "auditor", "nobody"];

/// The stages, in the order of the columns. In `asked` the pinned manager still has time; `none` has no approver in the
/// chain; `by-…` is half approved by that actor; `done` is approved by the manager; `second` is after a second freeze.
const STAGES: [&str; 10] =
    ["asked", "late", "none", "by-manager", "by-security", "by-it", "done", "frozen", "over", "second"];

/// Upper case: allowed, as Manager, Chain, It, Security or Asker. Lower case: refused ([`code`]).
const TABLE: &str = "
                  asked late none by-m by-s by-i done frozen over second
approve plain
        own          ow   ow   ow   ow   ow   ow   ow     ow   ow     ow
        manager       M    M   na   aa    M    M   ad     fr   ad     sn
        chain        na    C   na    C    C    C   ad     fr   ad     sn
        far          na   na   na   na   na   na   ad     fr   ad     sn
        it           ne    I    I    I    I   aa   ad     fr   ad     sn
        security     ne    S    S    S   aa    S   ad     fr   ad      S
        both         ne    S    S    S    S    S   ad     fr   ad      S
        auditor      na   na   na   na   na   na   ad     fr   ad     sn
        nobody       na   na   na   na   na   na   ad     fr   ad     sn
approve privileged
        own          ow   ow   ow   ow   ow   ow   ow     ow   ow     ow
        manager       M    M   na   aa    M   sn   ad     fr   ad     sn
        chain        na    C   na   sn    C   sn   ad     fr   ad     sn
        far          na   na   na   na   na   na   ad     fr   ad     sn
        it           sn   sn   sn   sn   sn   sn   ad     fr   ad     sn
        security      S    S    S    S   aa   sn   ad     fr   ad      S
        both          S    S    S    S    S   sn   ad     fr   ad      S
        auditor      na   na   na   na   na   na   ad     fr   ad     sn
        nobody       na   na   na   na   na   na   ad     fr   ad     sn
deny plain
        own          ow   ow   ow   ow   ow   ow   ow     ow   ow     ow
        manager       M    M   na    M    M    M   ad     fr   ad     sn
        chain        na    C   na    C    C    C   ad     fr   ad     sn
        far          na   na   na   na   na   na   ad     fr   ad     sn
        it           ne    I    I    I    I    I   ad     fr   ad     sn
        security     ne    S    S    S    S    S   ad     fr   ad      S
        both         ne    S    S    S    S    S   ad     fr   ad      S
        auditor      na   na   na   na   na   na   ad     fr   ad     sn
        nobody       na   na   na   na   na   na   ad     fr   ad     sn
deny privileged
        own          ow   ow   ow   ow   ow   ow   ow     ow   ow     ow
        manager       M    M   na    M    M    M   ad     fr   ad     sn
        chain        na    C   na    C    C    C   ad     fr   ad     sn
        far          na   na   na   na   na   na   ad     fr   ad     sn
        it           sn   sn   sn   sn   sn   sn   ad     fr   ad     sn
        security      S    S    S    S    S    S   ad     fr   ad      S
        both          S    S    S    S    S    S   ad     fr   ad      S
        auditor      na   na   na   na   na   na   ad     fr   ad     sn
        nobody       na   na   na   na   na   na   ad     fr   ad     sn
withdraw plain
        own           A    A    A    A    A    A    A     fr   ad      A
        manager       M    M   na    M    M    M    M     fr   ad     sn
        chain        na    C   na    C    C    C   na     fr   ad     sn
        far          na   na   na   na   na   na   na     fr   ad     sn
        it           ne    I    I    I    I    I   ne     fr   ad     sn
        security      S    S    S    S    S    S    S     fr   ad      S
        both          S    S    S    S    S    S    S     fr   ad      S
        auditor      na   na   na   na   na   na   na     fr   ad     sn
        nobody       na   na   na   na   na   na   na     fr   ad     sn
withdraw privileged
        own           A    A    A    A    A    A    A     fr   ad      A
        manager       M    M   na    M    M    M    M     fr   ad     sn
        chain        na    C   na    C    C    C   na     fr   ad     sn
        far          na   na   na   na   na   na   na     fr   ad     sn
        it           sn   sn   sn   sn   sn    I   sn     fr   ad     sn
        security      S    S    S    S    S    S    S     fr   ad      S
        both          S    S    S    S    S    S    S     fr   ad      S
        auditor      na   na   na   na   na   na   na     fr   ad     sn
        nobody       na   na   na   na   na   na   na     fr   ad     sn
decide-freeze plain
        own          ow   ow   ow   ow   ow   ow   ow     ow   ow     ow
        manager      nf   nf   nf   nf   nf   nf   nf     sn   ad     nf
        chain        nf   nf   nf   nf   nf   nf   nf     sn   ad     nf
        far          nf   nf   nf   nf   nf   nf   nf     sn   ad     nf
        it           nf   nf   nf   nf   nf   nf   nf     sn   ad     nf
        security     nf   nf   nf   nf   nf   nf   nf      S   ad     nf
        both         nf   nf   nf   nf   nf   nf   nf      S   ad     nf
        auditor      nf   nf   nf   nf   nf   nf   nf     sn   ad     nf
        nobody       nf   nf   nf   nf   nf   nf   nf     sn   ad     nf
";

const fn code(result: Result<As, NotAllowed>) -> &'static str {
    match result {
        Ok(As::Manager) => "M",
        Ok(As::Chain(_)) => "C",
        Ok(As::It) => "I",
        Ok(As::Security) => "S",
        Ok(As::Asker) => "A",
        Err(NotAllowed::Own) => "ow",
        Err(NotAllowed::Disabled) => "di",
        Err(NotAllowed::NoPasskey) => "np",
        Err(NotAllowed::Settling) => "se",
        Err(NotAllowed::ApprovedForEachOther) => "pa",
        Err(NotAllowed::AskerDisabled) => "xd",
        Err(NotAllowed::NotAsked) => "na",
        Err(NotAllowed::NotEscalated) => "ne",
        Err(NotAllowed::SecurityNeeded) => "sn",
        Err(NotAllowed::AlreadyApproved) => "aa",
        Err(NotAllowed::AlreadyDecided) => "ad",
        Err(NotAllowed::Frozen) => "fr",
        Err(NotAllowed::NotFrozen) => "nf",
    }
}

fn actor(name: &str) -> ApproverFacts {
    let roles = match name {
        "it" => vec![Role::It],
        "security" => vec![Role::Security],
        "both" => vec![Role::It, Role::Security],
        "auditor" => vec![Role::Auditor],
        _ => Vec::new(),
    };
    ApproverFacts { roles, ..person(name, None) }
}

fn decider(name: &str) -> Decider {
    let place = match name {
        "manager" => As::Manager,
        "chain" => As::Chain(1),
        "it" => As::It,
        _ => As::Security,
    };
    Decider { id: id(name), place, security: matches!(name, "security" | "both") }
}

/// Asks the rules, at the stage of that name.
fn ask(
    action: Action,
    who: &ApproverFacts,
    stage: &str,
    privileged: bool,
    asker_enabled: bool,
) -> Result<As, NotAllowed> {
    let role = if privileged { Role::Security } else { Role::It };
    let also = AlsoAsked { chain: Some((id("chain"), 1)), role };
    let pinned = if stage == "none" { Pinned::Role(role) } else { at("manager", As::Manager) };
    let first = stage.strip_prefix("by-").map(decider);
    let done = [decider("manager")];
    let request = RequestFacts {
        asker: &id("own"),
        asker_enabled,
        privileged,
        pinned: &pinned,
        also: (stage == "late" || first.is_some()).then_some(&also),
        stage: match (&first, stage) {
            (Some(first), _) => Stage::HalfApproved(first),
            (None, "done") => Stage::Approved(&done),
            (None, "frozen") => Stage::Frozen,
            (None, "over") => Stage::Over,
            (None, _) => Stage::Asked,
        },
        security_decides: stage == "second",
    };
    may_act(action, who, &request, NOW, &Policy::default())
}

/// Every cell: action, whether the asker is privileged, actor, stage, expected.
fn cells() -> Vec<(Action, bool, &'static str, &'static str, &'static str)> {
    let mut cells = Vec::new();
    let mut block = None;
    for line in TABLE.lines().skip(2) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [action, who] = words[..] {
            block = Some((Action::from_word(action).unwrap(), who == "privileged"));
            continue;
        }
        let Some((action, privileged)) = block else { continue };
        let Some((name, expected)) = words.split_first() else { continue };
        assert_eq!(expected.len(), STAGES.len(), "{line}");
        for (stage, expected) in STAGES.into_iter().zip(expected) {
            cells.push((action, privileged, *name, stage, *expected));
            if action == Action::Deny {
                // Reporting is denying, and telling `security`.
                cells.push((Action::Report, privileged, *name, stage, *expected));
            }
            if action == Action::DecideFreeze {
                cells.push((action, true, *name, stage, *expected));
            }
        }
    }
    cells
}

#[test]
fn i03_the_matrix_of_actors_actions_and_stages_holds() {
    let cells = cells();
    assert_eq!(cells.len(), ACTORS.len() * STAGES.len() * Action::ALL.len() * 2, "every cell is there");
    for (action, privileged, name, stage, expected) in cells {
        let result = ask(action, &actor(name), stage, privileged, true);
        assert_eq!(code(result), expected, "{name} {action:?} at {stage}, privileged {privileged}");
    }
}

/// Refusals that come from the request's stage or from being its asker; they come before what the actor lacks.
const FIRST: [&str; 4] = ["ow", "ad", "fr", "nf"];

#[test]
fn whoever_is_disabled_does_nothing_at_all() {
    for (action, privileged, name, stage, _) in cells() {
        let who = ApproverFacts { enabled: false, ..actor(name) };
        assert_eq!(ask(action, &who, stage, privileged, true), Err(NotAllowed::Disabled));
    }
}

#[test]
fn without_a_passkey_one_can_only_take_back_ones_own_ask() {
    for (action, privileged, name, stage, base) in cells() {
        let who = ApproverFacts { has_passkey: false, ..actor(name) };
        let expected = if FIRST.contains(&base) || base == "A" { base } else { "np" };
        assert_eq!(
            code(ask(action, &who, stage, privileged, true)),
            expected,
            "{name} {action:?} at {stage}"
        );
    }
}

#[test]
fn i03_settling_and_pairs_give_nothing_and_may_still_stop() {
    for (action, privileged, name, stage, base) in cells() {
        let gives = matches!(action, Action::Approve | Action::DecideFreeze);
        let settling = ApproverFacts { let_back_in: Some(NOW - Span::hours(1)), ..actor(name) };
        let paired = ApproverFacts { helped_by_asker: Some(NOW - Span::days(80)), ..actor(name) };
        for (who, word) in [(settling, "se"), (paired, "pa")] {
            let expected = if gives && !FIRST.contains(&base) { word } else { base };
            assert_eq!(
                code(ask(action, &who, stage, privileged, true)),
                expected,
                "{name} {action:?} at {stage}"
            );
        }
    }
}

#[test]
fn for_a_disabled_asker_nothing_is_given_and_everything_can_be_stopped() {
    for (action, privileged, name, stage, base) in cells() {
        let gives = matches!(action, Action::Approve | Action::DecideFreeze);
        let allowed = ask(action, &actor(name), stage, privileged, true).is_ok();
        let expected = if gives && allowed { "xd" } else { base };
        assert_eq!(code(ask(action, &actor(name), stage, privileged, false)), expected);
    }
}

/// Rows approve first, columns second: whether the two of them let a privileged person back in.
const PRIVILEGED_PAIRS: &str = "
            own manager chain far it security both auditor nobody
own           -       -     -   -  -        -    -       -      -
manager       -       -     -   -  -        x    x       -      -
chain         -       -     -   -  -        x    x       -      -
far           -       -     -   -  -        -    -       -      -
it            -       -     -   -  -        -    -       -      -
security      -       x     x   -  -        -    x       -      -
both          -       x     x   -  -        x    -       -      -
auditor       -       -     -   -  -        -    -       -      -
nobody        -       -     -   -  -        -    -       -      -
";

#[test]
fn i10_only_these_pairs_let_a_privileged_person_back_in() {
    let rows: Vec<Vec<&str>> =
        PRIVILEGED_PAIRS.lines().skip(2).map(|line| line.split_whitespace().skip(1).collect()).collect();
    for (row, first) in ACTORS.into_iter().enumerate() {
        for (column, second) in ACTORS.into_iter().enumerate() {
            let begun = ask(Action::Approve, &actor(first), "late", true, true).is_ok();
            let ended =
                begun && ask(Action::Approve, &actor(second), &format!("by-{first}"), true, true).is_ok();
            assert_eq!(ended, rows[row][column] == "x", "{first}, then {second}");
            if begun {
                let complete = pair_complete(&decider(first), &decider(second), true);
                assert!(!ended || complete, "{first}, then {second}");
            }
        }
    }
}

#[test]
fn any_two_who_may_decide_suffice_for_others_and_nobody_twice() {
    let may = ["manager", "chain", "it", "security", "both"];
    for first in ACTORS {
        for second in ACTORS {
            let begun = ask(Action::Approve, &actor(first), "late", false, true).is_ok();
            let ended =
                begun && ask(Action::Approve, &actor(second), &format!("by-{first}"), false, true).is_ok();
            assert_eq!(ended, may.contains(&first) && may.contains(&second) && first != second);
        }
    }
}

#[test]
fn a_manager_who_holds_security_counts_as_either() {
    let manager = Decider { security: true, ..decider("manager") };
    assert!(pair_complete(&manager, &decider("chain"), true));
    assert!(pair_complete(&manager, &decider("security"), true));
    assert!(!pair_complete(&manager, &decider("it"), true), "i10: it is never one of the two");
    assert!(!pair_complete(&manager, &manager, true), "one person is not two");
    let asker = Decider { id: id("own"), place: As::Asker, security: true };
    assert!(!pair_complete(&manager, &asker, true) && !pair_complete(&asker, &manager, false));
}

#[test]
fn two_approvers_are_possible_with_two_of_security_or_one_and_a_manager() {
    let table = [(false, 0, false), (true, 0, false), (false, 1, false), (true, 1, true), (false, 2, true)];
    for (manager, security, expected) in table {
        assert_eq!(pair_possible(manager, security), expected);
    }
}
