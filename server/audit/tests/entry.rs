//! The bytes of entries: one form each, read back exactly, and nothing else read.

use audit::{Actor, Entry, Hash, Kind, NewEntry, NotAnEntry, decode};
use domain::{PersonId, RequestId, Time};
use proptest::prelude::*;

fn example() -> Entry {
    NewEntry::new("request.asked")
        .by(&PersonId::stored("anna"))
        .about(&PersonId::stored("ben"))
        .on(&RequestId::stored("r1"))
        .with("where", "Zürich")
        .seal(258, Time(-2), [9; 16])
}

#[test]
fn the_form_is_the_one_written_down() {
    let mut expected = vec![1, 0, 0, 0, 0, 0, 0, 1, 2];
    expected.extend([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe]);
    expected.push(13);
    expected.extend(b"request.asked");
    expected.extend(b"\x01\x04anna");
    expected.extend(b"\x01\x03ben");
    expected.extend(b"\x01\x02r1");
    expected.push(1);
    expected.extend(b"\x05where");
    expected.push(7);
    expected.extend("Zürich".as_bytes());
    let entry = example();
    assert_eq!(entry.bytes, expected);
    let salted = [&[9; 16], entry.bytes.as_slice()].concat();
    assert_eq!(entry.leaf, Hash::leaf(&salted));
}

#[test]
fn a_detail_is_found_by_its_key() {
    let entry = decode(&example().bytes).unwrap();
    assert_eq!(entry.detail("where"), Some("Zürich"));
    assert_eq!(entry.detail("when"), None);
}

#[test]
fn another_salt_makes_another_leaf() {
    let one = NewEntry::new("a.b").seal(0, Time(0), [1; 16]);
    let two = NewEntry::new("a.b").seal(0, Time(0), [2; 16]);
    assert_eq!(one.bytes, two.bytes);
    assert_ne!(one.leaf, two.leaf);
}

#[test]
fn refuses_other_versions_cut_bytes_and_anything_after_the_end() {
    let bytes = example().bytes;
    for cut in 0..bytes.len() {
        assert_eq!(decode(&bytes[..cut]), Err(NotAnEntry::Short), "cut to {cut}");
    }
    assert_eq!(decode(&[bytes.as_slice(), &[0]].concat()), Err(NotAnEntry::Trailing));
    let mut other = bytes.clone();
    other[0] = 2;
    assert_eq!(decode(&other), Err(NotAnEntry::Version(2)));
}

#[test]
fn refuses_unknown_marks_and_texts_that_are_not_utf8() {
    let bytes = example().bytes;
    let actor = 1 + 8 + 8 + 1 + 13;
    let mut other = bytes.clone();
    other[actor] = 4;
    assert_eq!(decode(&other), Err(NotAnEntry::Mark(4)));
    let mut other = bytes;
    other[actor + 2] = 0xff;
    assert_eq!(decode(&other), Err(NotAnEntry::Text));
}

#[test]
fn a_huge_length_is_refused_without_taking_memory() {
    let mut bytes = vec![1];
    bytes.extend([0; 16]);
    bytes.extend([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]);
    assert_eq!(decode(&bytes), Err(NotAnEntry::Short));
}

#[test]
fn actors_read_back_from_their_column() {
    let actors = [
        Actor::Nobody,
        Actor::System,
        Actor::Person(PersonId::stored("anna")),
        Actor::Operator("person:anna".to_owned()),
    ];
    for actor in actors {
        assert_eq!(Actor::parse(&actor.to_string()), Some(actor.clone()));
        assert_eq!(Actor::stored(&actor.to_string()), actor);
    }
    assert_eq!(Actor::parse("anna"), None);
    assert_eq!(Actor::stored("anna"), Actor::Operator("not an actor: anna".to_owned()));
}

prop_compose! {
    fn entries()(
        kind in ".{0,40}",
        actor in prop_oneof![
            Just(Actor::Nobody),
            Just(Actor::System),
            ".{0,30}".prop_map(|id| Actor::Person(PersonId::stored(id))),
            ".{0,30}".prop_map(Actor::Operator),
        ],
        subject in proptest::option::of(".{0,30}"),
        request in proptest::option::of(".{0,200}"),
        details in proptest::collection::vec((".{0,20}", ".{0,300}"), 0..5),
    ) -> NewEntry {
        NewEntry {
            kind: Kind::from(kind),
            actor,
            subject: subject.map(PersonId::stored),
            request: request.map(RequestId::stored),
            details,
        }
    }
}

proptest! {
    #[test]
    fn reads_back_what_it_writes(new in entries(), index in any::<u64>(), at in any::<i64>()) {
        let sealed = new.clone().seal(index, Time(at), [3; 16]);
        let back = decode(&sealed.bytes).unwrap();
        prop_assert_eq!((back.index, back.at), (index, Time(at)));
        prop_assert_eq!((sealed.index, sealed.at), (index, Time(at)));
        let again = NewEntry {
            kind: back.kind, actor: back.actor, subject: back.subject, request: back.request, details: back.details,
        };
        prop_assert_eq!(&again, &new);
        prop_assert_eq!((sealed.kind, sealed.actor), (new.kind, new.actor));
        prop_assert_eq!((sealed.subject, sealed.request), (new.subject, new.request));
    }

    /// Whatever is read is exactly what sealing it again writes: no second form of the same entry.
    #[test]
    fn changed_bytes_are_refused_or_are_the_one_form_of_another_entry(
        new in entries(), at in any::<prop::sample::Index>(), to in any::<u8>(),
    ) {
        let mut bytes = new.seal(1, Time(1), [3; 16]).bytes;
        let at = at.index(bytes.len());
        bytes[at] = to;
        if let Ok(read) = decode(&bytes) {
            let again = NewEntry {
                kind: read.kind, actor: read.actor, subject: read.subject, request: read.request, details: read.details,
            };
            prop_assert_eq!(again.seal(read.index, read.at, [0; 16]).bytes, bytes);
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
        let _ = decode(&[&[1], bytes.as_slice()].concat());
    }
}
