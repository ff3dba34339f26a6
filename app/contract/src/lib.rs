#![doc = include_str!("../README.md")]

pub mod approvals;
pub mod backups;
pub mod by_codes;
pub mod common;
pub mod desk;
pub mod devices;
pub mod drills;
pub mod enrolment;
pub mod frame;
pub mod joiners;
pub mod last_resort;
pub mod leaving;
pub mod methods;
pub mod readiness;
pub mod recovery;
pub mod runbooks;
pub mod sessions;
pub mod sign_in;
pub mod stopping;

use std::sync::Arc;

pub use approvals::Approvals;
pub use backups::Backups;
pub use by_codes::ByCodes;
pub use common::{Answer, Challenge, FinishCeremony, Problem, Refusal, RefusalCode, Sent, Words};
pub use desk::Desk;
pub use devices::Devices;
pub use drills::Drills;
pub use enrolment::Enrolling;
pub use frame::Frame;
pub use joiners::Joiners;
pub use last_resort::LastResort;
pub use leaving::Leaving;
pub use methods::Methods;
pub use readiness::Readiness;
pub use recovery::Recovery;
pub use runbooks::Runbooks;
pub use sessions::Sessions;
pub use sign_in::SignIn;
pub use stopping::Stopping;

/// All that a page may ask of the server, made anew for each request by the session middleware.
pub trait Portal:
    Frame
    + SignIn
    + Recovery
    + ByCodes
    + Enrolling
    + Methods
    + Backups
    + Devices
    + Drills
    + Runbooks
    + Joiners
    + Leaving
    + Approvals
    + Desk
    + Stopping
    + Sessions
    + LastResort
    + Readiness
    + Send
    + Sync
{
}

impl<T> Portal for T where
    T: Frame
        + SignIn
        + Recovery
        + ByCodes
        + Enrolling
        + Methods
        + Backups
        + Devices
        + Drills
        + Runbooks
        + Joiners
        + Leaving
        + Approvals
        + Desk
        + Stopping
        + Sessions
        + LastResort
        + Readiness
        + Send
        + Sync
{
}

/// The Portal in context.
pub type PortalRef = Arc<dyn Portal>;
