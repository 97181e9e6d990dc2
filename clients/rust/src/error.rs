//! Why a customer can't be shown.

/// Why a customer can't be shown. That there is none is no error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No answer came: the network is down, the address is wrong, or the session is for pages of another origin, which
    /// browsers don't let a page tell apart.
    #[error("Clientele can't be reached from this page: {0}")]
    Unreachable(String),
    /// Clientele refused, and said why.
    #[error("{detail}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// The reason for programs, such as `rate_limited`.
        code: String,
        /// The reason for people.
        detail: String,
    },
    /// What came is no customer.
    #[error("Clientele's answer can't be read: {0}")]
    Unreadable(String),
    /// The app could not get a session from its own server; this is what it said.
    #[error("{0}")]
    NoSession(String),
    /// The session is somebody else's, and so is the one that the app got in its place.
    #[error("The session is for another customer than this page is for")]
    SomebodyElse,
    /// `use_customer` found no client in the context.
    #[error("No client was provided: call provide_context(Client::new(…)) above the component")]
    NoClient,
}

impl Error {
    /// Whether another session would help.
    pub(crate) fn session_is_over(&self) -> bool {
        matches!(self, Self::Refused { status: 401, .. })
    }
}
