//! Gauges for `/metrics`: how much waits, how old it is, what fails. Counted when somebody asks; numbers only, nothing
//! about anybody.

use std::fmt::{Display, Write as _};
use std::time::Duration;

use domain::{Time, request::RequestWord};
use service::Core;
use store::gauges::Gauges;

/// How long the database may take to count.
const PATIENCE: Duration = Duration::from_secs(2);

/// States in which a request is open.
const OPEN: [RequestWord; 6] = [
    RequestWord::Asked,
    RequestWord::HalfApproved,
    RequestWord::Approved,
    RequestWord::Redeemed,
    RequestWord::Enrolled,
    RequestWord::Frozen,
];

/// All of them as text. Where the database does not answer, only what the process knows by itself.
pub(crate) async fn text(core: &Core) -> String {
    let counted = tokio::time::timeout(PATIENCE, store::gauges::read(core.db())).await;
    let counted = match counted {
        Ok(Ok(gauges)) => Some(gauges),
        Ok(Err(fault)) => {
            tracing::warn!(error = %crate::fault::chain(&fault), "the gauges cannot be counted");
            None
        }
        Err(_) => None,
    };
    let now = core.now();
    let mut out = Text(String::new());
    let up = u8::from(counted.is_some());
    out.gauge(
        "database_up",
        "Whether the database answers: the gauges that need it are left out if not.",
        up,
    );
    let (waiting, most) = core.writer().queue();
    out.gauge("writer_waiting", "Changes that wait for their turn.", waiting);
    out.gauge("writer_waiting_most", "Changes that may wait; one more is refused.", most);
    if let Some(ran) = core.worker_last_ran() {
        out.gauge(
            "worker_last_run_seconds",
            "Since this process's worker last went through its work.",
            age(now, ran),
        );
    }
    if let Some(gauges) = counted {
        out.database(&gauges, now);
    }
    out.0
}

/// Seconds since then; never less than none.
fn age(now: Time, then: Time) -> i64 {
    now.since(then).0.max(0) / 1_000
}

struct Text(String);

impl Text {
    fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.head(name, help);
        self.value(name, "", value);
    }

    fn head(&mut self, name: &str, help: &str) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.0, "# HELP latchkey_{name} {help}\n# TYPE latchkey_{name} gauge");
    }

    fn value(&mut self, name: &str, labels: &str, value: impl Display) {
        let _ = writeln!(self.0, "latchkey_{name}{labels} {value}");
    }

    fn database(&mut self, gauges: &Gauges, now: Time) {
        self.head("requests_open", "Requests that have not ended, by state.");
        for state in OPEN {
            let found = gauges.requests.iter().find(|(word, _)| word == state.word());
            let labels = format!("{{state=\"{}\"}}", state.word());
            self.value("requests_open", &labels, found.map_or(0, |(_, n)| *n));
        }
        let Gauges { notices_waiting, notices_given_up, orders_open, orders_failing, orders_stuck, .. } =
            *gauges;
        self.gauge("notices_waiting", "Messages that wait to be sent.", notices_waiting);
        let oldest = gauges.notices_oldest.map_or(0, |made| age(now, made));
        self.gauge("notices_oldest_seconds", "How long the oldest of them has waited.", oldest);
        self.gauge("notices_given_up", "Messages that were given up.", notices_given_up);
        self.gauge("orders_open", "Work outside the database that is not done.", orders_open);
        self.gauge("orders_failing", "Of it, what failed at its last try.", orders_failing);
        self.gauge("orders_stuck", "Of it, what is tried no more: somebody has to look.", orders_stuck);
        self.gauge("log_entries", "Entries in the record.", gauges.entries);
        self.gauge("log_signed_entries", "Entries that the newest checkpoint covers.", gauges.signed);
        if let Some(at) = gauges.signed_at {
            self.gauge("log_signed_seconds", "Since the newest checkpoint was signed.", age(now, at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_open_state_is_told_even_when_no_request_is_in_it() {
        let gauges = Gauges {
            requests: vec![("asked".to_owned(), 3)],
            notices_waiting: 2,
            notices_oldest: Some(Time(10_000)),
            ..Gauges::default()
        };
        let mut out = Text(String::new());
        out.database(&gauges, Time(70_500));
        for line in [
            "latchkey_requests_open{state=\"asked\"} 3",
            "latchkey_requests_open{state=\"frozen\"} 0",
            "latchkey_notices_oldest_seconds 60",
            "latchkey_log_entries 0",
            "# TYPE latchkey_orders_stuck gauge",
        ] {
            assert!(out.0.lines().any(|one| one == line), "{line} in {}", out.0);
        }
        assert!(!out.0.contains("log_signed_seconds"), "never signed");
    }

    #[test]
    fn no_open_state_is_forgotten() {
        let ended = ["closed", "denied", "expired", "withdrawn"];
        let told: Vec<_> = OPEN.iter().map(|state| state.word()).chain(ended).collect();
        for word in RequestWord::ALL {
            assert!(told.contains(&word.word()), "{}", word.word());
        }
        assert_eq!(told.len(), RequestWord::ALL.len());
    }
}
