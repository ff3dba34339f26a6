//! Readiness against a model that knows the words of R1, R4, R7 and R10 and nothing of how they are computed: it tries
//! every subset of the methods, after every subset of lost devices.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

const NAMES: [&str; 3] = ["phone", "tablet", "laptop"];

fn homes() -> impl Strategy<Value = Home> {
    prop_oneof![
        3 => proptest::sample::select(NAMES.to_vec()).prop_map(on),
        2 => proptest::sample::subsequence(NAMES.to_vec(), 0..=3).prop_map(|names| synced(&names)),
        1 => Just(Home::Itself),
        1 => Just(Home::Unknown),
    ]
}

fn some_methods() -> impl Strategy<Value = Vec<MethodFacts>> {
    let kinds = proptest::sample::select(MethodKind::ALL.to_vec());
    let states = prop_oneof![4 => Just(MethodState::Active), 1 => Just(MethodState::Suspended), 1 => Just(MethodState::Removed)];
    proptest::collection::vec((kinds, states, homes()), 0..5).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(n, (kind, state, home))| MethodFacts { state, ..method(&n.to_string(), kind, home) })
            .collect()
    })
}

fn subsets<T: Clone>(all: &[T]) -> Vec<Vec<T>> {
    (0_u32..1 << all.len())
        .map(|bits| {
            all.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1).map(|(_, one)| one.clone()).collect()
        })
        .collect()
}

/// A person drawn at random.
#[derive(Debug)]
struct Case {
    methods: Vec<MethodFacts>,
    devices: Vec<DeviceFacts>,
    contacts: Vec<ContactFacts>,
    help: Help,
    privileged: bool,
    allowed: Vec<MethodKind>,
}

fn cases() -> impl Strategy<Value = Case> {
    let states =
        prop_oneof![4 => Just(DeviceState::InUse), 1 => proptest::sample::select(DeviceState::ALL.to_vec())];
    let rings = proptest::option::of(proptest::sample::select(NAMES.to_vec()));
    (
        some_methods(),
        proptest::collection::vec(states, 3),
        (any::<bool>(), 0_u32..3, 0_u32..3, 0_u32..3),
        (any::<bool>(), any::<bool>(), any::<bool>()),
        proptest::collection::vec((any::<bool>(), rings), 0..3),
        any::<bool>(),
        proptest::sample::subsequence(MethodKind::ALL.to_vec(), 0..=5),
    )
        .prop_map(|(methods, states, helpers, means, numbers, privileged, mut allowed)| {
            let platforms = [Platform::Ios, Platform::Ipados, Platform::Linux];
            let devices = NAMES
                .iter()
                .zip(platforms)
                .zip(states)
                .map(|((name, platform), state)| DeviceFacts { state, ..device(name, platform) })
                .collect();
            let contacts = numbers
                .into_iter()
                .enumerate()
                .map(|(n, (mobile, rings))| ContactFacts {
                    id: ContactId::stored(n.to_string()),
                    kind: if mobile { ContactKind::Mobile } else { ContactKind::Landline },
                    on_device: rings.map(DeviceId::stored),
                })
                .collect();
            let (direct_manager, chain, it, security) = helpers;
            let (in_person, photo_on_record, organisation_password) = means;
            let help = Help {
                direct_manager,
                chain,
                it,
                security,
                in_person,
                photo_on_record,
                organisation_password,
            };
            if !allowed.contains(&MethodKind::SecurityKey) {
                allowed.push(MethodKind::Passkey);
            }
            Case { methods, devices, contacts, help, privileged, allowed }
        })
}

impl Case {
    fn in_hand(&self, lost: &[DeviceId]) -> Vec<DeviceId> {
        self.devices
            .iter()
            .filter(|one| one.state == DeviceState::InUse && !lost.contains(&one.id))
            .map(|one| one.id.clone())
            .collect()
    }

    fn usable(&self, one: &MethodFacts, lost: &[DeviceId]) -> bool {
        let hands = self.in_hand(lost);
        let there = match &one.home {
            Home::Itself => true,
            // Something is lost, and it may be just that.
            Home::Unknown => lost.is_empty(),
            Home::Device(id) => hands.contains(id),
            Home::Account { devices, .. } => {
                lost.is_empty()
                    || (devices.iter().any(|id| hands.contains(id))
                        && !devices.iter().any(|id| lost.contains(id)))
            }
        };
        one.state == MethodState::Active && self.allowed.contains(&one.kind) && there
    }

    /// Whether exactly these methods, used together, get in.
    fn opens(&self, used: &[MethodFacts]) -> bool {
        let strong = used.iter().any(|one| matches!(one.kind, MethodKind::Passkey | MethodKind::SecurityKey));
        let factors: BTreeSet<MethodKind> = used
            .iter()
            .map(|one| one.kind)
            .filter(|kind| match kind {
                MethodKind::AuthenticatorApp | MethodKind::RecoveryCodes => true,
                MethodKind::Phone => !self.privileged,
                _ => false,
            })
            .collect();
        strong || factors.len() >= 2
    }

    /// Every smallest set of methods that gets in, as its kinds, with the method's name where one is enough.
    fn own_ways(&self, lost: &[DeviceId]) -> BTreeSet<String> {
        let usable: Vec<MethodFacts> =
            self.methods.iter().filter(|one| self.usable(one, lost)).cloned().collect();
        let opening: Vec<Vec<MethodFacts>> =
            subsets(&usable).into_iter().filter(|used| self.opens(used)).collect();
        let smallest = opening.iter().filter(|used| {
            !opening
                .iter()
                .any(|other| other.len() < used.len() && other.iter().all(|one| used.contains(one)))
        });
        smallest
            .map(|used| match used.as_slice() {
                [one] => format!("{} {}", one.kind.word(), one.id),
                many => {
                    let kinds: BTreeSet<MethodKind> = many.iter().map(|one| one.kind).collect();
                    kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join("+")
                }
            })
            .collect()
    }

    /// Whether somebody could approve, in the words of R3 and R4.
    fn helped(&self, lost: &[DeviceId], sign_in_lost: bool) -> bool {
        let Help { direct_manager, chain, it, security, in_person, photo_on_record, organisation_password } =
            self.help;
        let codes =
            self.methods.iter().any(|one| one.kind == MethodKind::RecoveryCodes && self.usable(one, lost));
        let proved = codes || (organisation_password && !sign_in_lost);
        let phone_lost = lost.is_empty() || lost.iter().any(|id| id.as_str() != "laptop");
        let number = self.contacts.iter().any(|contact| match &contact.on_device {
            Some(on) => !lost.is_empty() && self.in_hand(lost).contains(on),
            None => contact.kind == ContactKind::Landline || !phone_lost,
        });
        let see = in_person || photo_on_record;
        let others = chain + it + security;
        if self.privileged {
            return see && (security > 1 || (security == 1 && (direct_manager || chain > 0)));
        }
        (see && (direct_manager || others > 0))
            || (proved && (direct_manager || others > 1))
            || (number && direct_manager)
    }
}

fn own(ways: &[Way<'_>]) -> Vec<String> {
    ways.iter()
        .filter_map(|way| match way {
            Way::Passkey { method, .. } => Some(format!("passkey {method}")),
            Way::SecurityKey { method } => Some(format!("security-key {method}")),
            Way::TwoKinds { first, second } => Some(format!("{}+{}", first.word(), second.word())),
            Way::Approved { .. } => None,
        })
        .collect()
}

fn facts(case: &Case) -> ReadinessFacts<'_> {
    ReadinessFacts {
        methods: &case.methods,
        devices: &case.devices,
        contacts: &case.contacts,
        help: &case.help,
        privileged: case.privileged,
    }
}

/// The same person after taking the step.
fn after(case: &Case, step: &NextStep) -> Case {
    let (kind, home) = match step {
        NextStep::PasskeyOn { device } => (MethodKind::Passkey, Home::Device(device.clone())),
        NextStep::SecurityKey => (MethodKind::SecurityKey, Home::Itself),
        NextStep::RecoveryCodes => (MethodKind::RecoveryCodes, Home::Itself),
        NextStep::AuthenticatorAppOn { device } => {
            (MethodKind::AuthenticatorApp, Home::Device(device.clone()))
        }
        NextStep::PhoneElsewhere => (MethodKind::Phone, Home::Itself),
        NextStep::AnotherDevice => (MethodKind::Passkey, on("new")),
        NextStep::NameManager | NextStep::NumberOnRecord => panic!("devices are in use"),
    };
    let mut methods = case.methods.clone();
    methods.push(method("new", kind, home));
    let mut devices = case.devices.clone();
    devices.push(device("new", Platform::Android));
    let (contacts, help, allowed) = (case.contacts.clone(), case.help.clone(), case.allowed.clone());
    Case { methods, devices, contacts, help, privileged: case.privileged, allowed }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn agrees_with_the_words_of_the_rules_after_every_subset_of_losses(case in cases()) {
        let policy = Policy::default();
        let rules = Rules { now: NOW, policy: &policy, kinds: Kinds::of(&case.allowed) };
        let all: Vec<DeviceId> = case.devices.iter().map(|one| one.id.clone()).collect();
        for lost in subsets(&all) {
            for organisation_sign_in in [false, true] {
                let loss = Loss { devices: &lost, something_unnamed: false, organisation_sign_in };
                let result = outlook(&facts(&case), loss, &rules);
                let listed = own(&result.ways);
                let expected = case.own_ways(&lost);
                prop_assert_eq!(listed.len(), expected.len());
                prop_assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), expected.clone());
                let heading = match (expected.is_empty(), case.helped(&lost, organisation_sign_in)) {
                    (false, _) => Ready::ByYourself,
                    (true, true) => Ready::WithHelp,
                    (true, false) => Ready::NotAtAll,
                };
                prop_assert_eq!(result.ready, heading);
                prop_assert_eq!(grade(&facts(&case), loss, &rules), heading);
                prop_assert!(result.ways.is_sorted_by_key(|way| std::cmp::Reverse(way.ready())));
                prop_assert_eq!(result.next.is_none(), heading == Ready::ByYourself);
                // The step that is named does what it says.
                if let Some(step) = result.next.filter(|step| !matches!(step, NextStep::NameManager | NextStep::NumberOnRecord)) {
                    prop_assert!(step.device().is_none_or(|on| case.in_hand(&lost).contains(on)));
                    let better = after(&case, &step);
                    prop_assert_eq!(grade(&facts(&better), loss, &rules), Ready::ByYourself, "{:?}", step);
                }
            }
        }
    }

    #[test]
    fn losing_more_never_makes_anybody_readier(case in cases()) {
        let policy = Policy::default();
        let rules = Rules { now: NOW, policy: &policy, kinds: Kinds::of(&case.allowed) };
        let all: Vec<DeviceId> = case.devices.iter().map(|one| one.id.clone()).collect();
        for lost in subsets(&all).iter().filter(|lost| !lost.is_empty()) {
            let now = grade(&facts(&case), Loss { devices: lost, ..Loss::NOTHING }, &rules);
            for one in all.iter().filter(|one| !lost.contains(one)) {
                let more: Vec<DeviceId> = lost.iter().chain([one]).cloned().collect();
                let worse = grade(&facts(&case), Loss { devices: &more, ..Loss::NOTHING }, &rules);
                prop_assert!(worse <= now);
            }
        }
    }

    #[test]
    fn the_quick_answer_is_the_worst_of_the_full_ones(case in cases()) {
        let policy = Policy::default();
        let person = For { privileged: case.privileged, ..For::default() };
        let rules = Rules::of(&policy, NOW, person);
        let worst_of_all = losses(&facts(&case)).map(|loss| outlook(&facts(&case), loss, &rules).ready).min();
        prop_assert_eq!(Some(hardest(&facts(&case), &rules).1.ready), worst_of_all);
    }
}
