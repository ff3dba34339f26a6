//! Points in time and spans in words, in the language and time zone of the page.

use domain::{Span, Time};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;
use words::Language;

use crate::context::{frame, language, t, tv};

fn zoned(time: Time, zone: &str) -> Option<jiff::Zoned> {
    let stamp = Timestamp::from_millisecond(time.0).ok()?;
    Some(stamp.to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC)))
}

/// `22 Nov 2026, 14:05` or `22.11.2026, 14:05`; only the hour where the day is that of `now`.
fn written(time: Time, now: Time, zone: &str, language: Language) -> String {
    let (Some(at), Some(now)) = (zoned(time, zone), zoned(now, zone)) else { return String::new() };
    let format = match (at.date() == now.date(), language) {
        (true, _) => "%H:%M",
        (false, Language::En) => "%-d %b %Y, %H:%M",
        (false, Language::De) => "%-d.%-m.%Y, %H:%M",
    };
    at.strftime(format).to_string()
}

/// A point in time as text: the hour today, day and hour otherwise.
pub fn clock(time: Time) -> String {
    let frame = frame();
    written(time, Time(frame.now), &frame.time_zone, language())
}

/// A day as text, in UTC: `22 Nov 2026`.
pub fn day(at: Time) -> String {
    day_in(at, "UTC")
}

/// A day as text, in the time zone of the page; also today, where [`clock`] would give the hour only.
pub fn date(at: Time) -> String {
    day_in(at, &frame().time_zone)
}

fn day_in(at: Time, zone: &str) -> String {
    let format = match language() {
        Language::En => "%-d %b %Y",
        Language::De => "%-d.%-m.%Y",
    };
    zoned(at, zone).map(|at| at.strftime(format).to_string()).unwrap_or_default()
}

/// A span in words, in the largest unit that fits: minutes, hours, days. Rounded up to the minute.
pub fn span(span: Span) -> String {
    let minutes = span.minutes_up().max(0);
    let (key, n) = match minutes {
        0..=119 => ("common-minutes", minutes),
        120..=2_879 => ("common-hours", minutes / 60),
        _ => ("common-days", minutes / 1_440),
    };
    tv(key, &[("n", &n.to_string())])
}

/// How long ago: `12 minutes ago`, `just now`.
pub fn ago(time: Time) -> String {
    let past = Time(frame().now).since(time);
    if past.0 < 60_000 { t("common-now") } else { tv("common-ago", &[("span", &span(past))]) }
}

/// How much time is left until then: `14 minutes`. None once it has passed.
pub fn left(until: Time) -> Option<String> {
    let left = until.since(Time(frame().now));
    (left.0 > 0).then(|| span(left))
}

/// A point in time, readable for people and machines.
#[component]
pub fn When(
    /// Which.
    at: Time,
) -> impl IntoView {
    let machine = Timestamp::from_millisecond(at.0).map(|stamp| stamp.to_string()).unwrap_or_default();
    view! { <time datetime=machine>{clock(at)}</time> }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Time = Time(1_795_521_600_000);

    #[test]
    fn today_shows_the_hour_in_the_zone_and_other_days_the_day() {
        let day = Span::days(1);
        assert_eq!(written(NOON, NOON, "UTC", Language::En), "12:00");
        assert_eq!(written(NOON, NOON, "Europe/Berlin", Language::De), "13:00");
        assert_eq!(written(NOON, NOON + day, "UTC", Language::En), "24 Nov 2026, 12:00");
        assert_eq!(written(NOON, NOON + day, "Europe/Berlin", Language::De), "24.11.2026, 13:00");
    }

    #[test]
    fn an_unknown_zone_is_utc() {
        assert_eq!(written(NOON, NOON, "Moon/Base", Language::En), "12:00");
    }

    #[test]
    fn the_largest_unit_that_fits_is_used() {
        Owner::new().with(|| {
            assert_eq!(span(Span::seconds(61)), "2 minutes");
            assert_eq!(span(Span::minutes(90)), "90 minutes");
            assert_eq!(span(Span::hours(47)), "47 hours");
            assert_eq!(span(Span::hours(49)), "2 days");
        });
    }
}
