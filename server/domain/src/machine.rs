//! What a browser runs on, in words that people use: only for naming things and for asking about them. It is what the
//! browser says of itself, so nothing is decided by it.

use serde::{Deserialize, Serialize};

use crate::device::words;

words! {
    /// What a browser runs on.
    Machine {
        /// An iPhone.
        Iphone = "iphone",
        /// An iPad.
        Ipad = "ipad",
        /// An Android phone.
        AndroidPhone = "android-phone",
        /// An Android tablet.
        AndroidTablet = "android-tablet",
        /// A Mac.
        Mac = "mac",
        /// A Windows computer.
        Windows = "windows",
        /// A Chromebook.
        Chromebook = "chromebook",
        /// A Linux computer.
        Linux = "linux",
        /// Not known.
        Unknown = "unknown",
    }
}

words! {
    /// What one calls such a thing.
    Form {
        /// A computer, or not known.
        Computer = "computer",
        /// A phone.
        Phone = "phone",
        /// A tablet.
        Tablet = "tablet",
    }
}

impl Machine {
    /// From browser and system in words, such as `Safari on iPhone` (or the system alone).
    pub fn of(browser: &str) -> Self {
        let system = browser.rsplit_once(" on ").map_or(browser, |(_, system)| system);
        match system {
            "iPhone" => Machine::Iphone,
            "iPad" => Machine::Ipad,
            "Android" => Machine::AndroidPhone,
            "Android tablet" => Machine::AndroidTablet,
            "Mac" => Machine::Mac,
            "Windows" => Machine::Windows,
            "ChromeOS" => Machine::Chromebook,
            "Linux" => Machine::Linux,
            _ => Machine::Unknown,
        }
    }

    /// Whether it is a computer, a phone or a tablet.
    pub const fn form(self) -> Form {
        match self {
            Machine::Iphone | Machine::AndroidPhone => Form::Phone,
            Machine::Ipad | Machine::AndroidTablet => Form::Tablet,
            Machine::Mac | Machine::Windows | Machine::Chromebook | Machine::Linux | Machine::Unknown => {
                Form::Computer
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_is_read_from_the_words_of_its_browser() {
        for (browser, machine, form) in [
            ("Safari on iPhone", Machine::Iphone, Form::Phone),
            ("Safari on iPad", Machine::Ipad, Form::Tablet),
            ("Chrome on Android", Machine::AndroidPhone, Form::Phone),
            ("Samsung Internet on Android tablet", Machine::AndroidTablet, Form::Tablet),
            ("Edge on Windows", Machine::Windows, Form::Computer),
            ("Chrome on ChromeOS", Machine::Chromebook, Form::Computer),
            ("Mac", Machine::Mac, Form::Computer),
            ("Firefox on Linux", Machine::Linux, Form::Computer),
            ("Firefox", Machine::Unknown, Form::Computer),
            ("", Machine::Unknown, Form::Computer),
        ] {
            assert_eq!((Machine::of(browser), Machine::of(browser).form()), (machine, form), "{browser}");
        }
    }
}
