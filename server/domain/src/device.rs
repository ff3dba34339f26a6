//! Devices: what a person holds in the hand.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {$(
            $(#[$vdoc])*
            #[serde(rename = $word)]
            $variant,
        )+}

        impl $name {
            /// Every variant, in the order lists show them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word in the database, in forms and in the keys of the language files.
            pub const fn word(self) -> &'static str {
                match self {$($name::$variant => $word),+}
            }

            /// Reads [`Self::word`] back; `None` for any other text.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {$($word => Some($name::$variant),)+ _ => None}
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What a device runs.
    Platform {
        /// iPhone.
        Ios = "ios",
        /// iPad.
        Ipados = "ipados",
        /// Android phone or tablet.
        Android = "android",
        /// Windows computer.
        Windows = "windows",
        /// Mac.
        Macos = "macos",
        /// Linux computer.
        Linux = "linux",
        /// Chromebook.
        Chromeos = "chromeos",
        /// A security key on its own, or anything else.
        Other = "other",
    }
}

impl Platform {
    /// Whether it is a phone or tablet, the thing that gets lost.
    pub const fn is_handheld(self) -> bool {
        matches!(self, Platform::Ios | Platform::Ipados | Platform::Android)
    }
}

words! {
    /// Whose a device is and how its account is managed; what an authenticator's data survives depends on it.
    Ownership {
        /// The person's own, with their personal account.
        Own = "own",
        /// The organisation's, managed, with the person's personal account on it.
        CompanyPersonalAccount = "company-personal-account",
        /// The organisation's, managed, with an account that the organisation manages.
        CompanyManagedAccount = "company-managed-account",
    }
}

words! {
    /// Where a device is in its life.
    DeviceState {
        /// In its owner's hands.
        InUse = "in-use",
        /// Said to be lost or stolen: only "found again" brings its methods back (R7).
        Lost = "lost",
        /// Broken or wiped.
        Broken = "broken",
        /// Replaced by another.
        Replaced = "replaced",
        /// Back with the organisation.
        HandedBack = "handed-back",
    }
}
