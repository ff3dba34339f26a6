//! What an import did, or why not.

use domain::leaver::Act;
use store::Fault;

use super::{RowProblem, plan::Listed};

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// People who are new.
    pub new: usize,
    /// People about whom something differed.
    pub changed: usize,
    /// People about whom nothing did.
    pub unchanged: usize,
    /// People marked as having left.
    pub left: usize,
    /// What followed from that.
    pub leaving: Leaving,
    /// People on record who are not in the file, also those marked.
    pub missing: Vec<Listed>,
    /// What else to know.
    pub notes: Vec<String>,
}

/// What ended, and what passed to others, because people left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leaving {
    /// Sessions ended.
    pub sessions: u32,
    /// Passes and enrolments ended.
    pub passes: usize,
    /// Methods removed.
    pub methods: usize,
    /// Own requests withdrawn.
    pub requests: usize,
    /// Requests of others that wait for `it` or `security` now.
    pub handed_over: usize,
    /// People who got the next manager up the chain.
    pub new_manager: usize,
    /// People above whom nobody is left.
    pub no_manager: usize,
    /// Roles ended.
    pub roles: usize,
}

impl Leaving {
    pub(super) fn count(&mut self, act: &Act) {
        match act {
            Act::EndSessions { count } => self.sessions = self.sessions.saturating_add(*count),
            Act::EndPass { .. } | Act::EndEnrolment { .. } => self.passes += 1,
            Act::RemoveMethod { .. } => self.methods += 1,
            Act::WithdrawRequest { .. } => self.requests += 1,
            Act::HandOver { .. } => self.handed_over += 1,
            Act::NewManager { manager: Some(_), .. } => self.new_manager += 1,
            Act::NewManager { manager: None, .. } => self.no_manager += 1,
            Act::EndRole { .. } => self.roles += 1,
        }
    }

    pub(super) fn add(&mut self, more: &Self) {
        self.sessions = self.sessions.saturating_add(more.sessions);
        self.passes += more.passes;
        self.methods += more.methods;
        self.requests += more.requests;
        self.handed_over += more.handed_over;
        self.new_manager += more.new_manager;
        self.no_manager += more.no_manager;
        self.roles += more.roles;
    }
}

/// Why nothing was imported, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// Rows that cannot be taken; nothing was imported.
    #[error("{} things are wrong with the file; nothing was imported", .0.len())]
    Rows(Vec<RowProblem>),
    /// More than one in twenty would be marked as having left; nothing was imported.
    #[error(
        "{leaving} of {of} people are not in the file and would be marked as having left; nothing was imported"
    )]
    NeedsConfirmation {
        /// How many.
        leaving: usize,
        /// Of how many who are there.
        of: usize,
    },
    /// Another import runs.
    #[error("another import is running; nothing was imported")]
    Busy,
    /// This one took so long that another began. What was written before stands; the same file can be imported again.
    #[error("the import stopped because another one began; import the same file again")]
    LeaseLost,
    /// The database. What was written before stands; the same file can be imported again.
    #[error("the import stopped; import the same file again")]
    Store(#[from] Fault),
}
