//! The demo's small organisation, imported as any other is.

use std::sync::Arc;

use directory::import::{Asked, import};
use service::Core;

use crate::Fault;

/// Its name.
pub(crate) const ORGANISATION: &str = "Lindgren & Daughters";
/// Whom to call there.
pub(crate) const HELP: &str = "+46 8 555 01 00";

/// Somebody whom one can become.
pub(crate) struct Demonstrator {
    pub(crate) user_name: &'static str,
    pub(crate) name: &'static str,
    /// Key of the words that say what they do in the demo.
    pub(crate) part: &'static str,
}

/// Whom one can become.
pub(crate) const PEOPLE: [Demonstrator; 6] = [
    Demonstrator { user_name: "anna", name: "Anna Berg", part: "demo-part-person" },
    Demonstrator { user_name: "mara", name: "Mara Lindgren", part: "demo-part-manager" },
    Demonstrator { user_name: "otto", name: "Otto Nyman", part: "demo-part-chief" },
    Demonstrator { user_name: "ines", name: "Ines Falk", part: "demo-part-it" },
    Demonstrator { user_name: "sami", name: "Sami Holm", part: "demo-part-security" },
    Demonstrator { user_name: "vera", name: "Vera Sund", part: "demo-part-security-second" },
];

/// Everybody. Numbers are of the range that is kept free for stories.
const CSV: &str = "\
user_name,name,addresses,phones,manager,roles,language,time_zone,department,photo
otto,Otto Nyman,otto@demo.example,mobile:+46 70 174 06 05; home:+46 8 465 00 405,,,en,Europe/Stockholm,Management,yes
mara,Mara Lindgren,mara@demo.example,mobile:+46 70 174 06 06; desk:+46 8 465 00 406,otto,,en,Europe/Stockholm,Workshop,yes
anna,Anna Berg,anna@demo.example; anna.berg@home.example,mobile:+46 70 174 06 07; home:+46 8 465 00 407,mara,,en,Europe/Stockholm,Workshop,yes
erik,Erik Dahl,erik@demo.example,mobile:+46 70 174 06 08; home:+46 8 465 00 408,mara,,en,Europe/Stockholm,Workshop,yes
ines,Ines Falk,ines@demo.example,mobile:+46 70 174 06 09; desk:+46 8 465 00 409,otto,it,en,Europe/Stockholm,Help desk,yes
sami,Sami Holm,sami@demo.example,mobile:+46 70 174 06 10; desk:+46 8 465 00 410,otto,security,en,Europe/Stockholm,Security,yes
vera,Vera Sund,vera@demo.example,mobile:+46 70 174 06 11; desk:+46 8 465 00 411,otto,security,en,Europe/Stockholm,Security,yes
nils,Nils Ek,nils@demo.example,mobile:+46 70 174 06 12; desk:+46 8 465 00 412,otto,security,en,Europe/Stockholm,Security,yes
";

/// Puts everybody into a new database.
pub(crate) async fn settle(core: &Arc<Core>) -> Result<(), Fault> {
    let asked = Asked { file: "demo.csv", by: "demo", missing_have_left: false, confirmed: false };
    let done = import(core, CSV.as_bytes(), &asked, &mut |_, _| {}).await;
    done.map(drop).map_err(|fault| Fault::Told(crate::fault::chain(&fault)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_one_can_become_is_there() {
        for person in PEOPLE {
            let line = format!("\n{},{},", person.user_name, person.name);
            assert!(CSV.contains(&line), "{line}");
        }
    }
}
