use super::*;
use crate::ports::test::Counting;

const HALVES: [Half; 2] = [Half::First, Half::Second];

fn typed(values: &[u8; DATA], half: Half) -> Vec<u8> {
    values.iter().copied().chain(std::iter::once(check_of(values, half))).collect()
}

fn text(values: &[u8]) -> String {
    values.iter().map(|value| char::from(symbol(*value))).collect()
}

/// Groups of all zeros, of all the same, of neighbours, and random ones.
fn samples() -> Vec<[u8; DATA]> {
    let rng = Counting::default();
    let random = (0..40).map(|_| {
        let pass = Pass::mint(&rng);
        pass.group(Half::First).values
    });
    [[0; DATA], [31; DATA], std::array::from_fn(|i| i as u8), std::array::from_fn(|i| 31 - i as u8)]
        .into_iter()
        .chain(random)
        .collect()
}

#[test]
fn reads_what_it_shows() {
    let pass = Pass::mint(&Counting::default());
    for half in HALVES {
        let shown = pass.group(half).spoken();
        assert_eq!(shown.split(' ').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 1], "{shown}");
        assert_eq!(Group::read(&shown, half).as_ref(), Ok(pass.group(half)));
    }
}

#[test]
fn the_form_of_a_known_pass_stays() {
    // Worked out in another language from the same definition; a change would lose every live pass.
    let group = Group { half: Half::First, values: std::array::from_fn(|i| i as u8) };
    assert_eq!(group.spoken(), "0123 4567 89AB G");
    let group = Group { half: Half::Second, values: std::array::from_fn(|i| i as u8) };
    assert_eq!(group.spoken(), "0123 4567 89AB D");
}

#[test]
fn every_single_wrong_symbol_is_caught() {
    for half in HALVES {
        for values in samples() {
            let good = typed(&values, half);
            for place in 0..GROUP_SYMBOLS {
                for wrong in (0..32).filter(|wrong| *wrong != good[place]) {
                    let mut bad = good.clone();
                    bad[place] = wrong;
                    assert!(Group::read(&text(&bad), half).is_err(), "{place} {wrong}");
                }
            }
        }
    }
}

#[test]
fn every_swap_of_neighbours_is_caught() {
    // The check is linear: whether a swap shows depends on the two values and the place alone, so all pairs of
    // values at all places are all cases there are.
    for half in HALVES {
        for place in 0..GROUP_SYMBOLS - 1 {
            for (a, b) in (0..32_u8).flat_map(|a| (0..32_u8).map(move |b| (a, b))).filter(|(a, b)| a != b) {
                let mut values = [7; DATA];
                values[place] = a;
                if place + 1 < DATA {
                    values[place + 1] = b;
                } else {
                    // The neighbour is the check symbol: find a group in which it comes to `b`.
                    let Some(first) = (0..32).find(|first| {
                        values[0] = *first;
                        check_of(&values, half) == b
                    }) else {
                        panic!("every check symbol can be reached")
                    };
                    values[0] = first;
                }
                let mut bad = typed(&values, half);
                bad.swap(place, place + 1);
                assert!(Group::read(&text(&bad), half).is_err(), "{place} {a} {b}");
            }
        }
    }
}

#[test]
fn swapped_groups_are_always_told_apart() {
    for half in HALVES {
        for values in samples() {
            let other = text(&typed(&values, half.other()));
            assert_eq!(Group::read(&other, half), Err(GroupError::OtherGroup));
        }
    }
    let (first, second) =
        (Group { half: Half::First, values: [1; DATA] }, Group { half: Half::Second, values: [2; DATA] });
    assert_eq!(Pass::of(second, first), None);
}

#[test]
fn reading_is_tolerant_of_how_it_is_written() {
    let group = Group { half: Half::First, values: [0, 1, 1, 2, 3, 4, 10, 11, 12, 29, 30, 31] };
    let shown = group.spoken();
    let check = shown.chars().last().unwrap();
    for way in [
        format!("oIl2-34ab – cxyz{check}"),
        format!("  OiL2\u{a0}34AB\tCXYZ—{}\n", check.to_ascii_lowercase()),
    ] {
        assert_eq!(Group::read(&way, Half::First).as_ref(), Ok(&group), "{way}");
    }
}

#[test]
fn says_what_to_mend() {
    let read = |text: &str| Group::read(text, Half::First).unwrap_err();
    assert_eq!(read(""), GroupError::Empty);
    assert_eq!(read(" - "), GroupError::Empty);
    assert_eq!(read("7K3M 9QXZ 0AB"), GroupError::TooShort { has: 11, needs: 13 });
    assert_eq!(read("7K3M 9QXZ 0ABC"), GroupError::TooShort { has: 12, needs: 13 });
    assert_eq!(read("7K3M 9QXZ 0ABC DE"), GroupError::TooLong { has: 14, needs: 13 });
    assert_eq!(read("7K3M 9QXU"), GroupError::NotASymbol('U'));
    assert_eq!(read("7k3m 9qxu"), GroupError::NotASymbol('u'));
    assert_eq!(read("7K3M 9QX!"), GroupError::NotASymbol('!'));
    let group = Group { half: Half::First, values: [0; DATA] };
    let mut slips = (0..32).map(|check| {
        let mut bad = [0; GROUP_SYMBOLS];
        bad[DATA] = check;
        Group::read(&text(&bad), Half::First).map(|read| read == group)
    });
    assert_eq!(slips.clone().filter(|read| *read == Ok(true)).count(), 1);
    assert_eq!(slips.clone().filter(|read| *read == Err(GroupError::OtherGroup)).count(), 1);
    assert!(slips.any(|read| read == Err(GroupError::Mistyped)));
}

#[test]
fn bytes_are_the_characters_without_check_symbols() {
    let pass = Pass::mint(&Counting::default());
    let spoken = HALVES
        .map(|half| pass.group(half).spoken().replace(' ', "").chars().take(DATA).collect::<String>())
        .concat();
    assert_eq!(pass.as_bytes().as_ref(), spoken.as_bytes());
    assert_eq!(Pass::from_bytes(spoken.as_bytes()).as_ref(), Some(&pass));
    assert_eq!(Pass::from_bytes(&spoken.as_bytes()[1..]), None);
    assert_eq!(Pass::from_bytes(spoken.to_lowercase().replace('0', "u").as_bytes()), None);
    let (first, second) = (
        Group::read(&pass.group(Half::First).spoken(), Half::First).unwrap(),
        Group::read(&pass.group(Half::Second).spoken(), Half::Second).unwrap(),
    );
    assert_eq!(Pass::of(first, second), Some(pass));
}

#[test]
fn i04_debug_shows_nothing() {
    let pass = Pass::mint(&Counting::default());
    let shown = format!("{pass:?} {:?} {:?}", pass.group(Half::First), pass.as_bytes());
    assert_eq!(shown, "Pass(…) Group(…) PassBytes(…)");
}

#[test]
fn passes_do_not_repeat_and_use_every_symbol_evenly() {
    let rng = Counting::default();
    let mut counts = [0_u32; 32];
    let mut seen = std::collections::HashSet::new();
    for _ in 0..5_000 {
        let pass = Pass::mint(&rng);
        for value in pass.first.values.iter().chain(&pass.second.values) {
            counts[usize::from(*value)] += 1;
        }
        assert!(seen.insert(pass.as_bytes().as_ref().to_vec()), "no repeat");
    }
    let expected = f64::from(5_000 * 24 / 32);
    let chi: f64 = counts.iter().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
    assert!(chi < 70.0, "chi-square with 31 degrees of freedom: {chi}");
}

#[test]
fn groups_minted_apart_make_a_pass_that_reads_back() {
    let rng = Counting::default();
    let (first, second) = (Group::mint(&rng, Half::First), Group::mint(&rng, Half::Second));
    assert_ne!(first.values, second.values);
    assert_eq!(Group::read(&first.spoken(), Half::First).unwrap(), first);
    let pass = Pass::of(first, second).unwrap();
    assert_eq!(Pass::from_bytes(pass.as_bytes().as_ref()).unwrap(), pass);
}
