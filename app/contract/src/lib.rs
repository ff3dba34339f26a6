#![doc = include_str!("../README.md")]

pub mod approvals;
pub mod common;
pub mod desk;
pub mod enrolment;
pub mod frame;
pub mod methods;
pub mod recovery;
pub mod sessions;
pub mod sign_in;
pub mod stopping;

use std::sync::Arc;

pub use approvals::Approvals;
pub use common::{Answer, Challenge, FinishCeremony, Problem, Refusal, RefusalCode, Sent, Words};
pub use desk::Desk;
pub use enrolment::Enrolling;
pub use frame::Frame;
pub use methods::Methods;
pub use recovery::Recovery;
pub use sessions::Sessions;
pub use sign_in::SignIn;
pub use stopping::Stopping;

/// All that a page may ask of the server, made anew for each request by the session middleware.
pub trait Portal:
    Frame + SignIn + Recovery + Enrolling + Methods + Approvals + Desk + Stopping + Sessions + Send + Sync
{
}

impl<T> Portal for T where
    T: Frame + SignIn + Recovery + Enrolling + Methods + Approvals + Desk + Stopping + Sessions + Send + Sync
{
}

/// The Portal in context.
pub type PortalRef = Arc<dyn Portal>;
