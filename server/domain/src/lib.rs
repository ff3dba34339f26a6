#![doc = include_str!("../README.md")]

pub mod approver;
pub mod ask_limits;
pub mod device;
pub mod enrolment;
pub mod evidence;
pub mod first_day;
pub mod id;
pub mod match_code;
pub mod method;
pub mod pass;
pub mod pass_life;
pub mod person;
pub mod policy;
pub mod ports;
pub mod readiness;
pub mod request;
pub mod same;
pub mod statement;
pub mod strength;
pub mod suspension;
pub mod time;
pub mod warnings;

pub use id::{
    ApprovalId, ContactId, DeviceId, EnrolmentId, MethodId, NoticeId, OrderId, PassId, PersonId, RequestId,
    ReviewId, SessionId,
};
pub use policy::Policy;
pub use ports::{Clock, Rng};
pub use time::{Span, Time};
