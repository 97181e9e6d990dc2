//! Why a use case did not do what was asked. Everything a caller can act on has a name; the rest is `Internal`.

use clientele_domain::customer::Customer;
use clientele_domain::id::CustomerId;
use clientele_domain::query::Unread;
use clientele_domain::role::{Permission, Role};
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;

/// A use case's error.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing in this scope, or no such scope for this person.
    #[error("there is no such thing here")]
    NotFound,
    /// There was such a customer; the record was deleted.
    #[error("this customer was deleted")]
    Deleted {
        /// When.
        at: Timestamp,
    },
    /// Nobody is signed in, or the session has ended.
    #[error("sign in first")]
    SignedOut,
    /// The actor's role does not allow it.
    #[error("{} can't {}; that takes {}", role.map_or("this caller", Role::label), permission.label(), permission.holders())]
    Forbidden {
        /// What would be needed.
        permission: Permission,
        /// What the actor is.
        role: Option<Role>,
    },
    /// Some of what was entered is wrong; all of it is told at once.
    #[error("{}", .0.first().map_or("something is wrong", |violation| violation.message.as_str()))]
    Invalid(Vec<Violation>),
    /// A query that can't be read, in this field.
    #[error("{}", .unread.message)]
    Unread {
        /// Where it was sent.
        field: &'static str,
        /// What is wrong, where, and what was meant.
        unread: Unread,
    },
    /// A query for which too many customers would have to be looked at.
    #[error(
        "This query would look at too many customers one by one; narrow it, for example by a tag, a country or a day"
    )]
    TooWide,
    /// Another customer has this external id.
    #[error("another customer has this external id")]
    ExternalIdTaken {
        /// Which one.
        existing: CustomerId,
    },
    /// Somebody else saved first.
    #[error("somebody else changed this record")]
    Changed {
        /// Who.
        by: String,
        /// The record as it is now.
        current: Box<Customer>,
    },
    /// Somebody else changed it first.
    #[error("somebody else changed this; it is at version {version} by now")]
    Outdated {
        /// The version it is at.
        version: i64,
    },
    /// The email and the password don't belong together.
    #[error("this email and password don't belong together")]
    WrongCredentials,
    /// Too many failed attempts; try again later.
    #[error("too many attempts; wait a while")]
    TooManyAttempts {
        /// When it makes sense again.
        until: Timestamp,
    },
    /// There is not so much left of a payment to give back; the sentence says who gave back what.
    #[error("{0}")]
    RefundExceedsPayment(String),
    /// There is no proof: it takes a note, and somebody who says again that it is so.
    #[error("{0}")]
    ConfirmationRequired(String),
    /// Somebody else has to do it; the sentence says why.
    #[error("{0}")]
    NotAlone(String),
    /// What was asked is not possible in the present state; the sentence says why.
    #[error("{0}")]
    InvalidState(String),
    /// The same request is being done, or was done just now, by somebody else.
    #[error("this request is being done already")]
    Repeated,
    /// Others kept changing the same records at the same moment, whenever this was tried.
    #[error("others are changing the same records; try again")]
    Conflict,
    /// The database can't be reached or written just now.
    #[error("the database can't be reached or written just now")]
    Unavailable(String),
    /// A fault of this program. Its cause is for the log, not for the caller.
    #[error("something went wrong here")]
    Internal(String),
}

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// One violation of one field.
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![Violation::new(field, message)])
    }
}

impl From<clientele_store::Error> for Error {
    fn from(error: clientele_store::Error) -> Self {
        use clientele_store::Error as Store;
        match error {
            Store::Unavailable(cause) | Store::TooLong(cause) => Self::Unavailable(cause),
            // A use case looks whether a value is free before it writes, so one that is taken was taken in between:
            // the next try sees by whom.
            Store::Conflict | Store::Taken(_) => Self::Conflict,
            Store::Unusable(cause) => Self::InvalidState(cause),
            Store::Broken(cause) => Self::Internal(cause),
        }
    }
}
