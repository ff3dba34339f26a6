use super::*;
use crate::ports::test::Counting;

fn samples() -> Vec<Code> {
    let rng = Counting::default();
    (0..40)
        .map(|_| Code::mint(&rng))
        .chain([Code { values: [0; DATA] }, Code { values: [31; DATA] }])
        .collect()
}

#[test]
fn a_code_reads_back_however_it_is_typed() {
    for code in samples() {
        let shown = code.shown();
        assert_eq!(shown.len(), SYMBOLS + 2);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', " – "),
            shown.replace('0', "O").replace('1', "l"),
            shown.replace('0', "o").replace('1', "I"),
            format!("  {shown}\n"),
        ] {
            assert_eq!(Code::read(&typed), Ok(Code { values: code.values }), "{typed}");
        }
    }
}

#[test]
fn every_single_slip_and_every_swap_of_neighbours_shows() {
    for code in samples() {
        let good: Vec<char> = code.shown().chars().filter(|c| *c != '-').collect();
        for place in 0..SYMBOLS {
            for value in 0..32 {
                let mut slip = good.clone();
                slip[place] = char::from(symbol(value));
                if slip != good {
                    let typed: String = slip.iter().collect();
                    assert_eq!(Code::read(&typed), Err(CodeError::Mistyped), "{typed}");
                }
            }
            if place + 1 < SYMBOLS && good[place] != good[place + 1] {
                let mut swapped = good.clone();
                swapped.swap(place, place + 1);
                let typed: String = swapped.iter().collect();
                assert_eq!(Code::read(&typed), Err(CodeError::Mistyped), "{typed}");
            }
        }
    }
}

#[test]
fn what_to_mend_is_said() {
    let good = samples()[0].shown();
    let rest: String = good.chars().skip(1).collect();
    assert_eq!(Code::read(" -- "), Err(CodeError::Empty));
    assert_eq!(Code::read(&rest), Err(CodeError::TooShort { has: 13 }));
    assert_eq!(Code::read(&format!("{good}7")), Err(CodeError::TooLong { has: 15 }));
    assert_eq!(Code::read(&format!("u{rest}")), Err(CodeError::NotASymbol('u')));
    assert_eq!(Code::read(&format!("é{rest}")), Err(CodeError::NotASymbol('é')));
}

#[test]
fn a_set_has_ten_codes_and_no_two_alike() {
    let set = mint_set(&Counting::default());
    let shown: std::collections::BTreeSet<String> = set.iter().map(Code::shown).collect();
    assert_eq!(shown.len(), 10);
}

#[test]
fn a_notice_goes_out_when_two_or_fewer_are_left() {
    for (left, expected, notice) in [
        (9, Left::Enough, false),
        (3, Left::Enough, false),
        (2, Left::Few { left: 2 }, true),
        (1, Left::Few { left: 1 }, true),
        (0, Left::Spent, true),
    ] {
        assert_eq!(Left::of(left), expected);
        assert_eq!(Left::of(left).notice_due(), notice);
    }
}

#[test]
fn i04_debug_and_errors_show_nothing_of_a_code() {
    let code = &samples()[0];
    let data: String = code.shown().chars().filter(|c| *c != '-').take(DATA).collect();
    assert!(data.len() * 5 >= 64, "bits of a code");
    assert_eq!(format!("{code:?} {:?}", code.as_bytes()), "Code(…) CodeBytes(…)");
    assert_eq!(code.as_bytes().as_ref(), data.as_bytes());
}
