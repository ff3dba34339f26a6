use proptest::prelude::*;

use super::*;

#[test]
fn a_number_is_kept_in_one_form_however_it_is_written() {
    for typed in [
        "+4930123456",
        "+49 30 123456",
        "+49 (0)30 / 12 34 56",
        "+49(0)30-123456",
        " 0049 30 123 456 ",
        "00 49 (30) 12.34.56",
        "+49–30—123‑456",
    ] {
        assert_eq!(PhoneNumber::parse(typed).unwrap().as_str(), "+4930123456", "{typed}");
    }
}

#[test]
fn what_is_no_number_is_refused_with_what_to_do() {
    for (typed, expected) in [
        ("", NotANumber::Empty),
        ("  - ", NotANumber::Empty),
        ("030 123456", NotANumber::NoCountry),
        ("30123456", NotANumber::NoCountry),
        ("0", NotANumber::NoCountry),
        ("+0 30 123456", NotANumber::NoSuchCountry),
        ("000 30 123456", NotANumber::NoSuchCountry),
        ("+49", NotANumber::TooShort),
        ("+", NotANumber::TooShort),
        ("+49 30 12", NotANumber::TooShort),
        ("+49 30 1234567890123", NotANumber::TooLong),
        ("+49 30 12345x", NotANumber::NotADigit('x')),
        ("+49 30 +12345", NotANumber::NotADigit('+')),
        ("+49 30 １２３４５", NotANumber::NotADigit('１')),
        ("ask my mother", NotANumber::NotADigit('a')),
    ] {
        assert_eq!(PhoneNumber::parse(typed), Err(expected), "{typed}");
    }
}

#[test]
fn a_number_has_eight_to_fifteen_digits() {
    for (digits, fits) in [(7, false), (8, true), (15, true), (16, false)] {
        let typed = format!("+{}", "4".repeat(digits));
        assert_eq!(PhoneNumber::parse(&typed).is_ok(), fits, "{digits}");
    }
}

#[test]
fn it_is_shown_in_groups_or_by_its_ending() {
    for (typed, grouped) in [
        ("+4930123456", "+49 301 234 56"),
        ("+15551234567", "+1 555 123 4567"),
        ("+35312345678", "+353 123 456 78"),
        ("+79161234567", "+7 916 123 4567"),
    ] {
        assert_eq!(PhoneNumber::parse(typed).unwrap().grouped(), grouped);
    }
    let number = PhoneNumber::parse("+15551234567").unwrap();
    assert_eq!(number.ending(), "4567");
    assert_eq!(format!("{number:?}"), "PhoneNumber(…4567)");
}

#[test]
fn it_reads_back_from_json_and_nothing_else_does() {
    let number = PhoneNumber::parse("+15551234567").unwrap();
    let json = serde_json::to_string(&number).unwrap();
    assert_eq!(json, "\"+15551234567\"");
    assert_eq!(serde_json::from_str::<PhoneNumber>(&json).unwrap(), number);
    assert!(serde_json::from_str::<PhoneNumber>("\"5551234567\"").is_err());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_and_what_is_shown_reads_back(typed in "[+0-9 ()./-]{0,24}|.{0,24}") {
        if let Ok(number) = PhoneNumber::parse(&typed) {
            prop_assert_eq!(&PhoneNumber::parse(number.as_str()).unwrap(), &number);
            prop_assert_eq!(&PhoneNumber::parse(&number.grouped()).unwrap(), &number);
        }
    }
}
