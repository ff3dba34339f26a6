//! Phone numbers for reading and dialling by hand: the country's code, then groups of three.

/// Country codes of two digits; but for `1` and `7` all others have three (ITU-T E.164).
const TWO_DIGITS: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
    "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
    "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// A number that is not dialled beyond a desk stays in one piece.
const SHORT: usize = 6;

/// A number as it is shown: `+49 305 550 102`. One that somebody grouped already stays as they wrote it.
pub(super) fn grouped(number: &str) -> String {
    let (plus, digits) = match number.strip_prefix('+') {
        Some(digits) => (true, digits),
        None => (false, number),
    };
    if digits.len() < SHORT || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return number.to_owned();
    }
    let code = match digits {
        _ if !plus => 0,
        _ if digits.starts_with(['1', '7']) => 1,
        _ if TWO_DIGITS.iter().any(|code| digits.starts_with(code)) => 2,
        _ => 3,
    };
    let (code, rest) = digits.split_at(code);
    let mut shown = String::with_capacity(number.len() + 6);
    if plus {
        shown.push('+');
        shown.push_str(code);
    }
    let last = rest.len();
    for (place, digit) in rest.chars().enumerate() {
        // No digit stands alone at the end.
        let begins = place % 3 == 0 && place + 1 < last;
        if begins && !shown.is_empty() {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_number_stands_in_groups_after_its_country() {
        assert_eq!(grouped("+49305550102"), "+49 305 550 102");
        assert_eq!(grouped("+4915155501012"), "+49 151 555 010 12");
        assert_eq!(grouped("+12125550100"), "+1 212 555 0100");
        assert_eq!(grouped("+35312345678"), "+353 123 456 78");
        assert_eq!(grouped("0305550102"), "030 555 0102");
    }

    #[test]
    fn what_is_grouped_or_short_stays_as_it_is() {
        for number in
            ["+46 70 174 06 06", "5501", "", "+", "ext. 12345678", "+49 (0)30 1234", "+４９３０５５５"]
        {
            assert_eq!(grouped(number), number);
        }
    }
}
