//! Somebody left: what that does, said before and after.

use domain::{Time, person::Role};
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent};

/// `/desk/leavers`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaverList {
    /// Who left last, newest first: id, name, when.
    pub rows: Vec<(String, String, Time)>,
}

/// `/desk/leavers/{id}`: before, or after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaverPage {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their user name.
    pub user_name: String,
    /// When they left, if they have.
    pub left: Option<Time>,
    /// What is done at once, or was; none if the record of it was erased.
    pub report: Option<LeaverReport>,
    /// Before: who would have no way back in without them (I11).
    pub stranded: Vec<String>,
    /// Before: there are more people below them than were looked at.
    pub more: bool,
    /// Before: they are one of so few `security` persons that too few with passkeys would be left; how many.
    pub security_left: Option<u32>,
    /// Why the viewer may not do it: the key of the words.
    pub why_not: Option<String>,
}

/// What somebody's leaving does, or did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaverReport {
    /// Sessions that end.
    pub sessions: u32,
    /// Passes that end.
    pub passes: usize,
    /// Enrolments that end.
    pub enrolments: usize,
    /// Names of the methods that are removed.
    pub methods: Vec<String>,
    /// Own requests that are withdrawn.
    pub requests: usize,
    /// Roles that end.
    pub roles: Vec<Role>,
    /// Requests of others that wait for a role from now on: whose, and which role.
    pub handed: Vec<(String, Role)>,
    /// Who gets another manager: who, and the new one, if there is anybody.
    pub managed: Vec<(String, Option<String>)>,
}

/// See the module.
#[async_trait::async_trait]
pub trait Leaving {
    /// Who left last. Least: `it` or `security` (`auditor` reads).
    async fn leavers(&self) -> Answer<LeaverList>;
    /// Finds somebody by user name. Least: as `leavers`.
    async fn find_leaver(&self, user_name: String) -> Answer<Sent>;
    /// One of them. Least: as `leavers`.
    async fn leaver(&self, id: String) -> Answer<LeaverPage>;
    /// Marks them as left. Least: `it` or `security`, fresh proof; for whoever holds a role `security`.
    async fn leave(&self, id: String) -> Answer<Sent>;
}
