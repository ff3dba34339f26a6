//! Policy: the numbers of the rules, as one versioned document with defaults.

use serde::{Deserialize, Serialize};

use crate::{Span, method_policy::MethodRule};

/// The organisation's policy. Every number has the default of the rules; a policy may tighten a rule and never
/// loosen an invariant, so [`Policy::clamped`] pulls each back into its bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Policy {
    /// Life of a request that nobody decided on (R6): 72 h.
    pub asked_life: Span,
    /// Life of an approval (R6): 24 h.
    pub approval_life: Span,
    /// Life of a pass (R6): 1 h, 1–8 h.
    pub pass_life: Span,
    /// Life of an enrolment (I05): at most 15 min.
    pub enrolment_life: Span,
    /// How long after the enrolment a request closes by itself (R6): 24 h.
    pub close_after: Span,
    /// How long after closing "This wasn't me" still works (R6): 7 days.
    pub repudiation: Span,
    /// Without a decision for this long the next in the chain and IT are asked as well (R3): 1 h.
    pub escalate_after: Span,
    /// A fact about a person younger than this needs a second approver (R3): 14 days.
    pub fresh_fact: Span,
    /// Two who approved for each other within this time may not again (R3, I03): 90 days.
    pub look_back: Span,
    /// Whoever was let back in within this time approves nothing and removes no older method (R1): 72 h.
    pub settling: Span,
    /// A privileged person's pass works this long after `security` was told (R3): 1 h.
    pub privileged_delay: Span,
    /// A second freeze within this time makes `security` decide (R7): 30 days.
    pub second_freeze: Span,
    /// Wrong match codes that end the requests shown (R2): 3.
    pub wrong_codes: u32,
    /// Life of a first-day pass (R9): 1 h.
    pub first_pass_life: Span,
    /// How old a proof may be and still be fresh: 5 min.
    pub fresh_proof: Span,
    /// Life of a signed-in session: 12 h.
    pub session_life: Span,
    /// A session unused for this long ends: 1 h.
    pub session_idle: Span,
    /// Life of a begun ceremony: 5 min.
    pub ceremony_life: Span,
    /// At most one notice a person in this time for repeated asks (R2): 1 h.
    pub repeat_notice: Span,
    /// `security` persons with passkeys before set-up counts as finished (R9): 3.
    pub security_needed: u32,
    /// How long after somebody left what is kept of them is erased (R13): 730 days, 90–3,650 days.
    pub personal_data_term: Span,
    /// Which kinds of method may be used and which must exist, by role and ring.
    pub methods: Vec<MethodRule>,
    /// Life of a code by text or call: 10 min.
    pub phone_code_life: Span,
    /// Tries of a code by text or call: 5.
    pub phone_code_tries: u32,
    /// Codes sent to one number in an hour: 3.
    pub phone_sends_number_hour: u32,
    /// Codes sent for one person in 24 hours: 10.
    pub phone_sends_person_day: u32,
    /// Codes sent for everybody in 24 hours: 2,000.
    pub phone_sends_day: u32,
    /// Wrong proofs for one name in an hour, after which further ones read like wrong ones: 10.
    pub proof_tries_hour: u32,
    /// How often a person rehearses getting back in: every 180 days.
    pub drill_every: Span,
    /// Nudges at most to somebody who is not ready: 4.
    pub nudges: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            asked_life: Span::hours(72),
            approval_life: Span::hours(24),
            pass_life: Span::hours(1),
            enrolment_life: Span::minutes(15),
            close_after: Span::hours(24),
            repudiation: Span::days(7),
            escalate_after: Span::hours(1),
            fresh_fact: Span::days(14),
            look_back: Span::days(90),
            settling: Span::hours(72),
            privileged_delay: Span::hours(1),
            second_freeze: Span::days(30),
            wrong_codes: 3,
            first_pass_life: Span::hours(1),
            fresh_proof: Span::minutes(5),
            session_life: Span::hours(12),
            session_idle: Span::hours(1),
            ceremony_life: Span::minutes(5),
            repeat_notice: Span::hours(1),
            security_needed: 3,
            personal_data_term: Span::days(730),
            methods: vec![MethodRule::default_for(false), MethodRule::default_for(true)],
            phone_code_life: Span::minutes(10),
            phone_code_tries: 5,
            phone_sends_number_hour: 3,
            phone_sends_person_day: 10,
            phone_sends_day: 2_000,
            proof_tries_hour: 10,
            drill_every: Span::days(180),
            nudges: 4,
        }
    }
}

impl Policy {
    /// The same policy with every number inside the bounds that the invariants set (I01, I05).
    #[must_use]
    pub fn clamped(mut self) -> Self {
        let within = |span: Span, low: Span, high: Span| span.max(low).min(high);
        let minute = Span::minutes(1);
        self.asked_life = within(self.asked_life, minute, Span::hours(72));
        self.approval_life = within(self.approval_life, minute, Span::hours(24));
        self.pass_life = within(self.pass_life, Span::minutes(10), Span::hours(8));
        self.enrolment_life = within(self.enrolment_life, minute, Span::minutes(15));
        self.close_after = within(self.close_after, minute, Span::hours(24));
        self.repudiation = within(self.repudiation, Span::days(7), Span::days(90));
        self.escalate_after = within(self.escalate_after, minute, Span::hours(1));
        self.fresh_fact = within(self.fresh_fact, Span::days(14), Span::days(365));
        self.look_back = within(self.look_back, Span::days(90), Span::days(3650));
        self.settling = within(self.settling, Span::hours(72), Span::days(90));
        self.privileged_delay = within(self.privileged_delay, Span::hours(1), Span::hours(24));
        self.second_freeze = within(self.second_freeze, Span::days(30), Span::days(365));
        self.wrong_codes = self.wrong_codes.clamp(1, 3);
        self.first_pass_life = within(self.first_pass_life, Span::minutes(10), Span::hours(1));
        self.fresh_proof = within(self.fresh_proof, minute, Span::minutes(5));
        self.session_life = within(self.session_life, Span::minutes(5), Span::hours(12));
        self.session_idle = within(self.session_idle, Span::minutes(5), Span::hours(12));
        self.ceremony_life = within(self.ceremony_life, minute, Span::minutes(5));
        self.repeat_notice = within(self.repeat_notice, minute, Span::hours(24));
        self.security_needed = self.security_needed.clamp(3, 20);
        // Not before a request's "This wasn't me" can be over, and not never.
        self.personal_data_term = within(self.personal_data_term, Span::days(90), Span::days(3650));
        self.methods = self.methods.into_iter().map(MethodRule::clamped).collect();
        self.phone_code_life = within(self.phone_code_life, minute, Span::minutes(10));
        self.phone_code_tries = self.phone_code_tries.clamp(1, 5);
        self.phone_sends_number_hour = self.phone_sends_number_hour.clamp(1, 10);
        self.phone_sends_person_day = self.phone_sends_person_day.clamp(1, 30);
        self.phone_sends_day = self.phone_sends_day.min(1_000_000);
        self.proof_tries_hour = self.proof_tries_hour.clamp(1, 10);
        self.drill_every = within(self.drill_every, Span::days(7), Span::days(3650));
        self.nudges = self.nudges.min(4);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_inside_the_bounds() {
        assert_eq!(Policy::default().clamped(), Policy::default());
    }

    #[test]
    fn i01_i05_a_policy_cannot_loosen_an_invariant() {
        let loose = Policy {
            enrolment_life: Span::days(1),
            pass_life: Span::days(365),
            asked_life: Span(i64::MAX),
            wrong_codes: 1_000,
            look_back: Span(0),
            personal_data_term: Span(i64::MAX),
            ..Policy::default()
        }
        .clamped();
        assert_eq!(loose.enrolment_life, Span::minutes(15));
        assert_eq!(loose.pass_life, Span::hours(8));
        assert_eq!(loose.asked_life, Span::hours(72));
        assert_eq!(loose.wrong_codes, 3);
        assert_eq!(loose.look_back, Span::days(90));
        assert_eq!(loose.personal_data_term, Span::days(3650));
    }

    #[test]
    fn a_stored_policy_that_lacks_newer_parts_gets_their_defaults() {
        let old: Policy = serde_json::from_str(r#"{ "wrong-codes": 2 }"#).unwrap();
        assert_eq!(old, Policy { wrong_codes: 2, ..Policy::default() });
        let json = serde_json::to_string(&Policy::default()).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&json).unwrap(), Policy::default());
    }
}
