use super::*;
use crate::ports::test::Counting;

fn request() -> RequestId {
    RequestId::stored("0123456789abcdefghjkmnpqrs")
}

fn key() -> Vec<u8> {
    (0..65).collect()
}

// The expected values were worked out in another language from the definition above.
#[test]
fn known_codes_stay() {
    assert_eq!(MatchCode::of(&request(), &key(), &[7; 32]).shown(), "520 – 426");
    assert_eq!(MatchCode::of(&request(), &key(), &[0; 32]).shown(), "986 – 183");
    let mut number = [0; 32];
    number[30..].copy_from_slice(&450_u16.to_be_bytes());
    assert_eq!(MatchCode::of(&request(), &key(), &number).shown(), "000 – 218", "zeros in front are shown");
}

#[test]
fn whoever_hashes_the_bytes_alone_gets_the_same() {
    // As a browser does, with WebCrypto.
    let hash: [u8; 32] = Sha256::digest(to_hash(&request(), &key(), &[7; 32])).into();
    assert_eq!(MatchCode::of_hash(&hash), MatchCode::of(&request(), &key(), &[7; 32]));
    let print = data_encoding::HEXLOWER.encode(&Sha256::digest(key_to_hash(&key())));
    assert_eq!(print, fingerprint(&key()).as_str());
}

#[test]
fn known_fingerprint_stays() {
    let print = fingerprint(&key());
    assert_eq!(print.as_str(), "4d3a1e627700796958d087e5fe2a474dcdc58a59fd94d4c4b0153d3cd283b699");
    assert_ne!(fingerprint(&key()[..64]), print);
}

#[test]
fn each_part_changes_the_code() {
    let code = MatchCode::of(&request(), &key(), &[7; 32]);
    assert_ne!(MatchCode::of(&RequestId::stored("0123456789abcdefghjkmnpqrt"), &key(), &[7; 32]), code);
    assert_ne!(MatchCode::of(&request(), &key()[..64], &[7; 32]), code);
    assert_ne!(MatchCode::of(&request(), &key(), &[8; 32]), code);
    // A byte moved from one part to the next is another input.
    let mut longer = vec![*key().last().unwrap()];
    longer.extend([7; 32]);
    assert_ne!(MatchCode::of(&request(), &key()[..64], &longer), code);
}

#[test]
fn reads_what_it_shows_and_ways_to_write_it() {
    let code = MatchCode::of(&request(), &key(), &[7; 32]);
    for way in [
        code.shown(),
        "520426".into(),
        " 520-426 ".into(),
        "5 2 0 4 2 6".into(),
        "520\u{a0}—\u{a0}426".into(),
    ] {
        assert_eq!(MatchCode::read(&way), Ok(code), "{way}");
    }
    assert_eq!(code.spoken(), "5 2 0, 4 2 6");
    assert_eq!(code.digits(), [5, 2, 0, 4, 2, 6]);
    assert_ne!(MatchCode::read("520427"), Ok(code));
}

#[test]
fn says_what_to_mend() {
    let read = |text: &str| MatchCode::read(text).unwrap_err();
    assert_eq!(read(""), CodeError::Empty);
    assert_eq!(read(" – "), CodeError::Empty);
    assert_eq!(read("52042"), CodeError::TooShort { has: 5, needs: 6 });
    assert_eq!(read("520 4266"), CodeError::TooLong { has: 7, needs: 6 });
    assert_eq!(read("52o426"), CodeError::NotADigit('o'));
}

#[test]
fn i04_debug_shows_no_digits() {
    assert_eq!(format!("{:?}", MatchCode::of(&request(), &key(), &[7; 32])), "MatchCode(…)");
}

#[test]
fn no_two_open_requests_of_a_person_share_a_code() {
    // The same source again would give the same number, and so the same code; with that code taken it does not.
    let first = choose_number(&Counting::default(), &request(), &key(), &[]);
    let code = MatchCode::of(&request(), &key(), &first);
    let second = choose_number(&Counting::default(), &request(), &key(), &[code]);
    assert_ne!(MatchCode::of(&request(), &key(), &second), code);
}

#[test]
fn three_wrong_codes_end_the_requests_shown() {
    let policy = Policy::default();
    let after: Vec<_> = (0..5).map(|before| after_wrong(before, &policy)).collect();
    let try_again = |left| AfterWrong::TryAgain { left };
    assert_eq!(after, [try_again(2), try_again(1), AfterWrong::End, AfterWrong::End, AfterWrong::End]);
    assert_eq!(after_wrong(u32::MAX, &policy), AfterWrong::End);
}
