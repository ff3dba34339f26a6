//! Whom a change would leave with no way back in (I11).

use crate::readiness::{
    Loss, ReadinessFacts, Ready, Rules, Way, grade, losses, outlook, takes_last_way_back,
};

/// A loss for which a change takes the last way back in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranding<'a> {
    /// Which loss; nothing lost means "as things stand".
    pub loss: Loss<'a>,
    /// How they stood before.
    pub before: Ready,
    /// The ways that they would no longer have, best first: what the words to whoever makes the change name.
    pub lost: Vec<Way<'a>>,
}

/// What a change would take from one person: a method removed, a device lost or handed back, a manager gone, another
/// policy. Empty if there is a way back in after every loss for which there was one.
///
/// A change by its owner is then refused; one by IT goes ahead only after saying whom it strands (I11).
pub fn strands<'a>(
    before: (&ReadinessFacts<'a>, &Rules<'_>),
    after: (&ReadinessFacts<'a>, &Rules<'_>),
) -> Vec<Stranding<'a>> {
    let known: Vec<Loss<'a>> = losses(before.0).collect();
    let new = losses(after.0).filter(|loss| !known.contains(loss));
    let mut strandings = Vec::new();
    for loss in known.iter().copied().chain(new) {
        let was = grade(before.0, loss, before.1);
        if takes_last_way_back(was, grade(after.0, loss, after.1)) {
            let lost = outlook(before.0, loss, before.1).ways;
            strandings.push(Stranding { loss, before: was, lost });
        }
    }
    strandings
}
