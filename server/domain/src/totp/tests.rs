use super::*;
use crate::ports::test::Counting;

/// The seed of RFC 6238 appendix B.
fn rfc() -> Seed {
    Seed::from_bytes(b"12345678901234567890").unwrap()
}

/// A time well inside a step, so that a second here or there stays in it.
const NOW: Time = Time(1_700_000_010_000);

fn typed(seed: &Seed, by: i64) -> Digits {
    code_at(seed, step_at(NOW) + by)
}

#[test]
fn the_vectors_of_rfc_6238_come_out() {
    // Appendix B, SHA-1, eight digits; a code of six digits is its last six.
    for (seconds, expected) in [
        (59, 94_287_082_u32),
        (1_111_111_109, 7_081_804),
        (1_111_111_111, 14_050_471),
        (1_234_567_890, 89_005_924),
        (2_000_000_000, 69_279_037),
        (20_000_000_000, 65_353_130),
    ] {
        let step = step_at(Time(0) + Span::seconds(seconds));
        assert_eq!(rfc().truncated(u64::try_from(step).unwrap()) % 100_000_000, expected);
        assert_eq!(code_at(&rfc(), step), Digits::of(expected % 1_000_000));
    }
    assert_eq!(code_at(&rfc(), 1).as_bytes(), b"287082");
}

#[test]
fn a_code_is_accepted_one_step_early_and_one_late_and_not_two() {
    let seed = rfc();
    for given_for in [GivenFor::Registering, GivenFor::Proving] {
        for by in -1..=1 {
            let verdict = judge(&seed, typed(&seed, by), None, NOW, given_for);
            assert_eq!(verdict, Verdict::Accepted { step: step_at(NOW) + by });
        }
    }
    for by in [-20, -2, 2, 20] {
        assert_eq!(judge(&seed, typed(&seed, by), None, NOW, GivenFor::Proving), Verdict::Wrong);
    }
}

#[test]
fn i02_a_code_is_accepted_once_and_none_before_it() {
    let seed = rfc();
    let here = step_at(NOW);
    for (last, by, accepted) in [
        (here, 0, false),
        (here, -1, false),
        (here, 1, true),
        (here - 1, 0, true),
        (here - 1, -1, false),
        (here + 1, 1, false),
        (here + 9, 1, false),
    ] {
        let verdict = judge(&seed, typed(&seed, by), Some(last), NOW, GivenFor::Proving);
        let expected = if accepted { Verdict::Accepted { step: here + by } } else { Verdict::Used };
        assert_eq!(verdict, expected, "last {} by {by}", last - here);
    }
}

#[test]
fn the_same_code_is_refused_in_every_later_step() {
    let seed = rfc();
    let code = typed(&seed, 0);
    let Verdict::Accepted { step } = judge(&seed, code, None, NOW, GivenFor::Proving) else { panic!() };
    for seconds in [0, 10, 30, 60, 90] {
        let later = NOW + Span::seconds(seconds);
        let verdict = judge(&seed, code, Some(step), later, GivenFor::Proving);
        assert!(matches!(verdict, Verdict::Used | Verdict::Wrong), "{seconds} s later");
    }
}

#[test]
fn a_clock_that_is_off_is_told_while_registering_only() {
    let seed = rfc();
    for by in [-20, -7, -2, 2, 3, 20] {
        let verdict = judge(&seed, typed(&seed, by), None, NOW, GivenFor::Registering);
        assert_eq!(verdict, Verdict::ClockOff { by: Span::seconds(30 * by) });
        assert_eq!(judge(&seed, typed(&seed, by), None, NOW, GivenFor::Proving), Verdict::Wrong);
    }
    for by in [-21, 21] {
        assert_eq!(judge(&seed, typed(&seed, by), None, NOW, GivenFor::Registering), Verdict::Wrong);
    }
}

#[test]
fn what_is_typed_may_have_blanks_and_nothing_else() {
    for good in ["287082", "287 082", " 287-082\n", "2 8 7 0 8 2"] {
        assert_eq!(Digits::read(good), Ok(code_at(&rfc(), 1)), "{good}");
    }
    for bad in ["", "28708", "2870822", "28708a", "28708２", "287082.", "-"] {
        assert_eq!(Digits::read(bad), Err(NotSixDigits), "{bad}");
    }
    assert_eq!(code_at(&rfc(), 1).shown(), "287 082");
}

#[test]
fn the_text_of_a_seed_comes_in_groups_of_four() {
    assert_eq!(rfc().text(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
}

#[test]
fn the_address_is_percent_encoded_and_names_issuer_and_account() {
    assert_eq!(
        rfc().address("Müller & Co", "ada:lovelace@example.org"),
        "otpauth://totp/M%C3%BCller%20%26%20Co:ada%20lovelace%40example.org\
         ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=M%C3%BCller%20%26%20Co\
         &algorithm=SHA1&digits=6&period=30"
    );
}

#[test]
fn i04_debug_shows_nothing_of_seed_or_code() {
    assert_eq!(format!("{:?} {:?}", rfc(), typed(&rfc(), 0)), "Seed(…) Digits(…)");
}

#[test]
fn seeds_differ_and_read_back() {
    let rng = Counting::default();
    let (one, two) = (Seed::mint(&rng), Seed::mint(&rng));
    assert_ne!(one.as_bytes(), two.as_bytes());
    assert_eq!(Seed::from_bytes(one.as_bytes()).unwrap().as_bytes(), one.as_bytes());
    assert!(Seed::from_bytes(&[0; 19]).is_none());
}
