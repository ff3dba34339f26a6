//! The one code field: what is typed picks the request whose code it is. Three wrong ones end the requests shown (R2), and
//! whoever types too many over all requests has to wait.

use contract::{Words, approvals::StepForm};
use domain::{
    PersonId,
    ask_limits::{Limit, WRONG_CODES_BY_APPROVER},
    match_code::{AfterWrong, CodeError, MatchCode, after_wrong, fingerprint},
};
use store::{NewEntry, Tx};

use super::{
    document::{At, Document, Matched},
    ending,
    show::hours_up,
    steps::{Step, Stepped, record},
    work::Work,
};
use crate::{Core, Label};

impl Core {
    /// The bucket that an approver's wrong codes are counted in, over all requests.
    fn wrong_codes(&self, approver: &PersonId) -> String {
        let hash = self.keys.hash(Label::Limit, &[b"wrong-codes", approver.as_str().as_bytes()]);
        data_encoding::BASE64URL_NOPAD.encode(&hash)
    }
}

/// A code as it was typed.
///
/// # Errors
/// Words that say what to mend.
pub(crate) fn read(typed: &str) -> Result<MatchCode, Words> {
    MatchCode::read(typed).map_err(|error| match error {
        CodeError::Empty => Words::of("approval-code-empty"),
        CodeError::NotADigit(_) => Words::of("approval-code-digits"),
        CodeError::TooShort { has, needs } | CodeError::TooLong { has, needs } => {
            Words::of("approval-code-length").with("has", has).with("needs", needs)
        }
    })
}

/// Which of what is shown has that code. Every one is computed and compared, whichever is right, in the same time.
pub(crate) fn matched(work: &Work, typed: MatchCode) -> Option<Matched> {
    let mut matched = None;
    for open in work.shown() {
        let (Some(key), Some(number)) = (&open.request.public_key, &open.request.key_number) else {
            continue;
        };
        if MatchCode::of(&open.request.id, key, number) == typed {
            let request = open.request.id.clone();
            matched = Some(Matched { at: work.circle.now, request, key: fingerprint(key) });
        }
    }
    matched
}

/// Takes a typed code down: the right one picks its request.
pub(super) async fn typed(tx: &mut Tx, core: &Core, work: &Work, form: &StepForm) -> Step {
    let now = tx.now();
    let typed = match read(&form.code) {
        Ok(typed) => typed,
        Err(words) => return Ok((Stepped::Mend("code", words), Vec::new())),
    };
    // Not even compared, so that nobody guesses on with fresh requests; nothing ends by it, and nobody else is kept out.
    let bucket = core.wrong_codes(&work.circle.actor.id);
    let Limit { most, within } = WRONG_CODES_BY_APPROVER;
    if let Some(again) = store::rate::used_up(tx, &bucket, most, now).await? {
        let words = Words::of("approval-code-used-up").with("hours", hours_up(again.since(now)));
        return Ok((Stepped::Mend("code", words), Vec::new()));
    }
    let shown = work.shown();
    if let Some(matched) = matched(work, typed) {
        let document = Document { code: Some(matched), ..work.document.clone() };
        return record(tx, work, &document, At::Code, None).await;
    }
    store::rate::take(tx, &bucket, most, within, now).await?;
    // Counted with the request, so that a new review begins with what was wrong before.
    let before = shown.iter().map(|open| open.request.wrong_codes).max().unwrap_or_default();
    let mut entries = Vec::new();
    for open in &shown {
        store::requests::count_wrong_code(tx, &open.request.id).await?;
        entries.push(
            NewEntry::new("approval.wrong-code")
                .by(&work.circle.actor.id)
                .about(&work.circle.person.id)
                .on(&open.request.id)
                .with("review", work.review.id.as_str()),
        );
    }
    match after_wrong(before, &work.circle.policy) {
        AfterWrong::TryAgain { left } => {
            Ok((Stepped::Mend("code", Words::of("approval-code-wrong").with("left", left)), entries))
        }
        AfterWrong::End => {
            let both = (&work.review, &work.document);
            entries.extend(ending::wrong_codes(tx, core, &work.circle, &shown, both).await?);
            Ok((Stepped::On, entries))
        }
    }
}
