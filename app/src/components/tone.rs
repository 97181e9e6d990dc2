//! Tones: what a colour means. The colour only speeds up the eye; a word always says the same.

/// The state that a badge, banner, field or toast speaks of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// Done, paid, active.
    Good,
    /// Needs attention soon.
    Warn,
    /// Failed or refused.
    Bad,
    /// Under way.
    Info,
    /// Notable.
    Accent,
    /// A plain fact.
    #[default]
    Neutral,
}

impl Tone {
    /// The value of `data-tone`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
            Self::Accent => "accent",
            Self::Neutral => "neutral",
        }
    }

    /// The icon that goes with it where nothing more particular is known.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Good => "circle-check",
            Self::Warn => "triangle-alert",
            Self::Bad => "circle-x",
            Self::Info | Self::Accent | Self::Neutral => "circle-alert",
        }
    }
}
