//! What a page is told when a server function can't do what it was asked.

use clientele_domain::time::Timestamp;
#[cfg(feature = "ssr")]
use leptos::prelude::use_context;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::json_text::JsonTextEncoding;

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// The session has ended.
    SignedOut,
    /// No such thing for this person.
    NotFound,
    /// There was such a customer.
    Deleted {
        /// When it was deleted.
        at: Timestamp,
    },
    /// The role does not allow it; the sentence says what would.
    Forbidden(String),
    /// What was asked makes no sense; the sentence says why.
    Invalid(String),
    /// The database is out of reach for the moment.
    Unavailable,
    /// A fault of ours, or no connection to the server.
    Failed(String),
}

impl FromServerFnError for Problem {
    type Encoder = JsonTextEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let problem = match error {
            ServerFnErrorErr::Request(text) => Self::Failed(text),
            ServerFnErrorErr::Args(text) | ServerFnErrorErr::MissingArg(text) => Self::Invalid(text),
            other => Self::Failed(other.to_string()),
        };
        #[cfg(feature = "ssr")]
        problem.set_status();
        problem
    }
}

#[cfg(feature = "ssr")]
mod from_service {
    use axum::http::StatusCode;
    use clientele_service::Error;
    use leptos_axum::ResponseOptions;

    use super::{Problem, use_context};

    impl Problem {
        /// Gives the answer that is being made the status of this problem.
        pub fn set_status(&self) {
            if let Some(response) = use_context::<ResponseOptions>() {
                response.set_status(self.status());
            }
        }

        /// The HTTP status that tells a program the same.
        pub fn status(&self) -> StatusCode {
            match self {
                Self::SignedOut => StatusCode::UNAUTHORIZED,
                Self::NotFound => StatusCode::NOT_FOUND,
                Self::Deleted { .. } => StatusCode::GONE,
                Self::Forbidden(_) => StatusCode::FORBIDDEN,
                Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
                Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
            }
        }
    }

    /// Turns a use case's error into what the page is told, and sets the status of the answer.
    impl From<Error> for Problem {
        fn from(error: Error) -> Self {
            let problem = match error {
                Error::SignedOut | Error::WrongCredentials => Self::SignedOut,
                Error::NotFound => Self::NotFound,
                Error::Deleted { at } => Self::Deleted { at },
                Error::Forbidden { .. } | Error::NotAlone(_) => Self::Forbidden(sentence(&error.to_string())),
                Error::Invalid(_)
                | Error::Unread { .. }
                | Error::TooWide
                | Error::ExternalIdTaken { .. }
                | Error::Changed { .. }
                | Error::Outdated { .. }
                | Error::TooManyAttempts { .. }
                | Error::RefundExceedsPayment(_)
                | Error::ConfirmationRequired(_)
                | Error::InvalidState(_) => Self::Invalid(sentence(&error.to_string())),
                Error::Conflict | Error::Repeated => Self::Unavailable,
                Error::Unavailable(cause) => {
                    tracing::error!(%cause, "the database is out of reach");
                    Self::Unavailable
                }
                Error::Internal(cause) => {
                    tracing::error!(%cause, "a use case failed");
                    Self::Failed("Something went wrong on the server.".to_owned())
                }
            };
            problem.set_status();
            problem
        }
    }

    /// The text with a capital at its beginning and a full stop at its end.
    fn sentence(text: &str) -> String {
        let mut letters = text.chars();
        let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
        let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
        format!("{first}{}{stop}", letters.as_str())
    }
}
