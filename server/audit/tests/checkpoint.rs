//! Saved checkpoints: what is read, and what is refused.

use audit::{Checkpoint, CheckpointError, Frontier, Hash, SignedCheckpoint, SigningKey};
use domain::Time;
use proptest::prelude::*;

fn key() -> SigningKey {
    SigningKey::from_seed(&[42; 32])
}

fn example() -> Checkpoint {
    Checkpoint { size: 1_200, root: Hash::leaf(b"root"), at: Time(1_732_270_000_000) }
}

#[test]
fn reads_back_and_verifies_what_it_signs() {
    for size in [0, 1, u64::MAX] {
        let checkpoint = Checkpoint { size, at: Time(-5), ..example() };
        let text = checkpoint.sign(&key()).to_string();
        let read = SignedCheckpoint::parse(&text).unwrap();
        assert_eq!(read.to_string(), text);
        assert_eq!(read.verify(&key().verifying_key()), Ok(checkpoint));
    }
}

/// Made with another program's SHA-256, Ed25519 and base64.
#[test]
fn text_and_key_are_those_that_other_programs_make() {
    let text = "latchkey\n1200\nPAb5plclr2BSYfY2ZyyWINQJcx2JpFHXRV/pxK4WeCk=\ntime 1732270000000\n\n\u{2014} latchkey \
                SS9DEe6x+p/Brue37rC/Q3iKb8ILzM+L5uwGChJXmYiY2n\
                N1a7jI2als/gPadgz4V6SmFkhf56jlsG4qWG25GMG07ws=\n";
    assert_eq!(example().sign(&key()).to_string(), text);
    assert_eq!(
        key().verifying_key().to_string(),
        "latchkey+492f4311+ARl/ayPhbIUyxqvIOPrNXqeJvgx2spIDNAOb+os9No1h"
    );
}

#[test]
fn says_the_size_and_root_of_the_head() {
    let mut head = Frontier::new();
    head.append(Hash::leaf(b"a"));
    assert_eq!(Checkpoint::of(&head, Time(3)), Checkpoint { size: 1, root: Hash::leaf(b"a"), at: Time(3) });
}

#[test]
fn every_line_is_under_the_signature() {
    let text = example().sign(&key()).to_string();
    let other_root = Checkpoint { root: Hash::leaf(b"other"), ..example() }.body();
    let other_root = other_root.lines().nth(2).unwrap();
    let root = text.lines().nth(2).unwrap();
    for (from, to) in
        [("\n1200\n", "\n1201\n"), (root, other_root), ("time 1732270000000", "time 1732270000001")]
    {
        let changed = SignedCheckpoint::parse(&text.replace(from, to)).unwrap();
        assert_eq!(changed.verify(&key().verifying_key()), Err(CheckpointError::Changed), "{to}");
    }
    assert_eq!(
        SignedCheckpoint::parse(&text.replacen("latchkey", "otherlog", 1)),
        Err(CheckpointError::Origin)
    );
}

#[test]
fn another_key_does_not_count_even_under_this_keys_name() {
    let other = SigningKey::from_seed(&[43; 32]);
    let by_other = example().sign(&other);
    assert_eq!(by_other.verify(&key().verifying_key()), Err(CheckpointError::OtherKey));
    // The other key's signature with our key's four-byte name in front.
    let line = |signed: &SignedCheckpoint| {
        let text = signed.to_string();
        data_encoding::BASE64.decode(text.trim().rsplit(' ').next().unwrap().as_bytes()).unwrap()
    };
    let (ours, theirs) = (line(&example().sign(&key())), line(&by_other));
    let crossed = data_encoding::BASE64.encode(&[&ours[..4], &theirs[4..]].concat());
    let text = format!("{}\n\u{2014} latchkey {crossed}\n", example().body());
    let read = SignedCheckpoint::parse(&text).unwrap();
    assert_eq!(read.verify(&key().verifying_key()), Err(CheckpointError::Changed));
}

#[test]
fn a_witness_may_sign_as_well() {
    let text = example().sign(&key()).to_string();
    let witness = data_encoding::BASE64.encode(&[5; 76]);
    for text in [
        format!("{text}\u{2014} witness.example {witness}\n"),
        text.replacen("\n\n", &format!("\n\n\u{2014} witness.example {witness}\n"), 1),
    ] {
        let read = SignedCheckpoint::parse(&text).unwrap();
        assert_eq!(read.verify(&key().verifying_key()), Ok(example()));
        assert_eq!(read.to_string(), text);
    }
}

#[test]
fn line_ends_of_windows_and_blank_lines_around_are_forgiven() {
    let text = format!("\n{}\n\n", example().sign(&key())).replace('\n', "\r\n");
    assert_eq!(SignedCheckpoint::parse(&text).unwrap().verify(&key().verifying_key()), Ok(example()));
}

#[test]
fn refuses_other_forms_and_says_which_line() {
    let text = example().sign(&key()).to_string();
    let root = text.lines().nth(2).unwrap();
    let unsigned = example().body();
    for (wrong, line) in [
        (String::new(), 1),
        ("latchkey\n".to_owned(), 2),
        (text.replace("\n1200\n", "\n01200\n"), 2),
        (text.replace("\n1200\n", "\n+1200\n"), 2),
        (text.replace("\n1200\n", "\n-1\n"), 2),
        (text.replace("\n1200\n", "\n18446744073709551616\n"), 2),
        (text.replace(root, root.strip_prefix(root.get(..4).unwrap()).unwrap()), 3),
        (text.replace(root, &root.replace('=', "")), 3),
        (text.replace("time ", "time  "), 4),
        (text.replace("time ", "at "), 4),
        (text.replace("\n\n", "\nmore\n\n"), 5),
        (unsigned.clone(), 5),
        (text.replace("\u{2014} ", "- "), 6),
        (format!("{unsigned}\n\u{2014} latchkey AAAA\n"), 6),
        (format!("{text}more\n"), 7),
    ] {
        assert_eq!(SignedCheckpoint::parse(&wrong), Err(CheckpointError::Form(line)), "{wrong}");
    }
}

proptest! {
    /// Change any one character of the text: it is refused, or it was one that says nothing (case never is).
    #[test]
    fn any_changed_character_is_noticed(at in any::<prop::sample::Index>(), to in "[ -~\n]") {
        let text = example().sign(&key()).to_string();
        let characters: Vec<char> = text.trim_end().chars().collect();
        let at = at.index(characters.len());
        let to = to.chars().next().unwrap();
        prop_assume!(characters[at] != to);
        let mut changed = characters;
        changed[at] = to;
        let changed: String = changed.into_iter().collect();
        let outcome = SignedCheckpoint::parse(&changed).and_then(|read| read.verify(&key().verifying_key()));
        prop_assert!(outcome.is_err(), "{}", changed);
    }
}
