use super::*;
use EnrolmentRefused as Refused;

fn open() -> EnrolmentState {
    EnrolmentState::begin(Time(0), &Policy::default())
}
fn method() -> MethodId {
    MethodId::stored("new")
}
fn minute(n: i64) -> Time {
    Time(0) + Span::minutes(n)
}

#[test]
fn i05_an_enrolment_lives_fifteen_minutes_at_most() {
    let last = Time(minute(15).0 - 1);
    assert!(open().register(last, Place::Here, method()).is_ok());
    assert_eq!(open().register(minute(15), Place::Here, method()), Err(Refused::Expired));
    assert_eq!(open().tick(last), None);
    let expired = EnrolmentState::Ended { at: minute(15), why: EnrolmentEnd::Expired };
    assert_eq!(open().tick(minute(15)), Some(expired.clone()));
    assert_eq!(open().end(minute(15), EnrolmentEnd::Frozen), expired);

    let loose = Policy { enrolment_life: Span::days(1), ..Policy::default() };
    assert_eq!(EnrolmentState::begin(Time(0), &loose).deadline(), Some(minute(15)));
}

#[test]
fn i05_moving_makes_it_live_no_longer() {
    let moved = open().offer(minute(10)).unwrap().take(minute(14)).unwrap();
    assert_eq!(moved.deadline(), Some(minute(15)));
    assert_eq!(open().offer(minute(10)).unwrap().take(minute(15)), Err(Refused::Expired));
}

#[test]
fn it_registers_one_method_and_ends() {
    let done = open().register(minute(1), Place::Here, method()).unwrap();
    assert_eq!(done, EnrolmentState::Done { at: minute(1), method: method() });
    for place in Place::ALL {
        assert_eq!(done.clone().register(minute(2), *place, method()), Err(Refused::Over));
    }
    assert_eq!(done.clone().offer(minute(2)), Err(Refused::Over));
    assert_eq!(done.clone().take(minute(2)), Err(Refused::Over));
    assert_eq!(done.clone().end(minute(2), EnrolmentEnd::Cancelled), done);
    assert_eq!(done.deadline(), None);
}

#[test]
fn it_moves_once_and_ends_where_it_began() {
    let offered = open().offer(minute(1)).unwrap();
    assert_eq!(offered.clone().offer(minute(2)), Err(Refused::MovedBefore), "one offer only");
    assert!(offered.serves(minute(2), Place::Here).is_ok(), "until the phone takes it, it runs on");
    assert_eq!(offered.serves(minute(2), Place::Moved), Err(Refused::NotMoved));

    let moved = offered.take(minute(2)).unwrap();
    assert_eq!(moved.serves(minute(3), Place::Here), Err(Refused::MovedAway));
    assert!(moved.serves(minute(3), Place::Moved).is_ok());
    assert_eq!(moved.clone().take(minute(3)), Err(Refused::MovedBefore), "a second scan");
    assert_eq!(moved.clone().offer(minute(3)), Err(Refused::MovedBefore));
    assert_eq!(moved.clone().register(minute(3), Place::Here, method()), Err(Refused::MovedAway));
    assert!(moved.register(minute(3), Place::Moved, method()).is_ok());
}

#[test]
fn the_code_to_move_it_works_ten_minutes() {
    let offered = open().offer(minute(1)).unwrap();
    assert!(offered.clone().take(Time(minute(11).0 - 1)).is_ok());
    assert_eq!(offered.clone().take(minute(11)), Err(Refused::OfferExpired));
    assert!(offered.register(minute(11), Place::Here, method()).is_ok(), "it still runs where it was");
    assert_eq!(open().take(minute(1)), Err(Refused::NotMoved));
}

#[test]
fn ended_ones_serve_nobody() {
    for why in EnrolmentEnd::ALL {
        let ended = open().end(minute(1), *why);
        assert_eq!(ended, EnrolmentState::Ended { at: minute(1), why: *why });
        assert_eq!(ended.serves(minute(1), Place::Here), Err(Refused::Over));
        let json = serde_json::to_value(&ended).unwrap();
        assert_eq!(json["state"], ended.word());
        assert_eq!(serde_json::from_value::<EnrolmentState>(json).unwrap(), ended);
    }
}
