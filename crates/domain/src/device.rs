//! What somebody signed in with: browser and system, and nothing more of what browsers tell about themselves.

use serde::{Deserialize, Serialize};

/// A browser on a system, as people call them; empty where it can't be told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// `Firefox`
    pub browser: String,
    /// `Windows`
    pub system: String,
}

/// What a browser calls itself, beside what gives it away. Those that pretend to be others come before these.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

impl Device {
    /// From what a browser says of itself, its `User-Agent`.
    pub fn of_user_agent(text: &str) -> Self {
        let first = |known: &[(&str, &'static str)]| {
            known.iter().find(|(sign, _)| text.contains(sign)).map_or("", |(_, name)| *name).to_owned()
        };
        let mut browser = first(&BROWSERS);
        if browser.is_empty() && text.contains("Version/") && text.contains("Safari/") {
            browser = "Safari".to_owned();
        }
        Self { browser, system: first(&SYSTEMS) }
    }

    /// As people read it: `Firefox on Windows`.
    pub fn label(&self) -> String {
        match (self.browser.as_str(), self.system.as_str()) {
            ("", "") => "Unknown browser".to_owned(),
            ("", system) => format!("A browser on {system}"),
            (browser, "") => browser.to_owned(),
            (browser, system) => format!("{browser} on {system}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browser_and_system_are_told_apart_and_nothing_else_is_kept() {
        for (agent, label) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Windows"),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
                "Safari on macOS",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                "Chrome on Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            ("curl/8.5", "Unknown browser"),
            ("", "Unknown browser"),
        ] {
            assert_eq!(Device::of_user_agent(agent).label(), label, "{agent}");
        }
    }
}
