//! The demo's small organisation.




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
