//! How a merchant's own pages look to buyers: a colour, a logo, and an address for questions.
//!
//! Whatever colour a merchant chooses, buyers can read what is written in it and on it: see [`Accent::shades`].

mod accent;
mod logo;

use serde::{Deserialize, Serialize};

pub use accent::{Accent, Shades};
pub use logo::{Logo, LogoKind};

/// How a merchant's pages look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branding {
    /// The colour of buttons and links; the house's own when there is none.
    pub accent: Option<Accent>,
    /// The name of the logo's present edition, when there is a logo.
    pub logo: Option<String>,
    /// Where buyers ask; may be empty.
    pub support_email: String,
}
