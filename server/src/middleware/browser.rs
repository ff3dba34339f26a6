//! Which browser on which system, in words that people know and no finer: it helps an approver to compare and a
//! person to recognise, and it is no fingerprint. Names of products are the same in every language.

/// "Firefox on Windows", from the header `User-Agent`; empty if it names none of those known.
pub(crate) fn describe(user_agent: &str) -> String {
    let has = |mark: &str| user_agent.contains(mark);
    // Order matters: most browsers also name those they once imitated.
    let browser = [
        ("EdgA/", "Edge"),
        ("EdgiOS/", "Edge"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let system = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        // Only phones name themselves so; what is neither is a tablet.
        ("Android", if has("Mobile") { "Android" } else { "Android tablet" }),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ];
    let name = |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| has(mark)).map(|(_, name)| *name);
    match (name(&browser), name(&system)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn what_it_runs_on_is_known_from_the_words() {
        use domain::machine::Machine;
        for (system, machine) in [
            ("iPhone; CPU iPhone OS 18_5 like Mac OS X", Machine::Iphone),
            ("iPad; CPU OS 18_5 like Mac OS X", Machine::Ipad),
            ("Linux; Android 15; K) Mobile (", Machine::AndroidPhone),
            ("Linux; Android 15; K", Machine::AndroidTablet),
            ("Windows NT 10.0; Win64; x64", Machine::Windows),
            ("X11; CrOS x86_64 14541.0.0", Machine::Chromebook),
            ("Macintosh; Intel Mac OS X 10_15_7", Machine::Mac),
            ("X11; Linux x86_64", Machine::Linux),
            ("PlayStation 5", Machine::Unknown),
        ] {
            let words = describe(&format!("Mozilla/5.0 ({system}) Chrome/138.0.0.0 Safari/537.36"));
            assert_eq!(Machine::of(&words), machine, "{words}");
        }
    }

    #[test]
    fn common_browsers_are_named() {
        for (agent, words) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; SM-X910) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "Chrome on Android tablet",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "Chrome on Linux",
            ),
            ("curl/8.0", ""),
            ("<script>alert(1)</script>", ""),
        ] {
            assert_eq!(describe(agent), words);
        }
    }
}
