#![doc = include_str!("../README.md")]

pub mod aaguid;
pub mod approver;
pub mod ask_limits;
mod crockford;
pub mod device;
pub mod drill;
pub mod enrolment;
pub mod evidence;
pub mod first_day;
pub mod id;
pub mod leaver;
pub mod machine;
pub mod match_code;
pub mod method;
pub mod method_policy;
pub mod nudge;
pub mod pass;
pub mod pass_life;
pub mod person;
pub mod phone_code;
pub mod phone_number;
pub mod policy;
pub mod ports;
pub mod readiness;
pub mod recovery_codes;
pub mod request;
pub mod runbook;
pub mod same;
pub mod self_recovery;
pub mod statement;
pub mod strength;
pub mod suspension;
pub mod time;
pub mod totp;
pub mod warnings;

pub use id::{
    ApprovalId, ContactId, DeviceId, DrillId, EnrolmentId, MethodId, NoticeId, OrderId, PassId, PersonId,
    RequestId, ReviewId, RunbookId, SessionId,
};
pub use policy::Policy;
pub use ports::{Clock, Rng};
pub use time::{Span, Time};
