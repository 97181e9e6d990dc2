//! What can go wrong in storage. Only what a caller can act on has a name of its own; the rest is `Broken`.

/// A storage error.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A value that must be unique is taken. Carries the name of the index or the columns, as the engine tells it.
    #[error("already taken: {0}")]
    Taken(String),
    /// Another transaction stood in the way; trying again is right.
    #[error("another transaction stood in the way")]
    Conflict,
    /// No connection, or no room on the disk: it may work again soon.
    #[error("the database can't be reached or written: {0}")]
    Unavailable(String),
    /// The answer took longer than anybody waits: too much had to be looked at.
    #[error("the answer took too long: {0}")]
    TooLong(String),
    /// The address of the database is wrong, or the database was made by a newer release.
    #[error("{0}")]
    Unusable(String),
    /// Anything else, a fault of this program or a damaged database.
    #[error("the database refused: {0}")]
    Broken(String),
}

/// The result of a storage call.
pub type Result<T> = std::result::Result<T, Error>;

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let text = error.to_string();
        match &error {
            sqlx::Error::Database(cause) => {
                let code = cause.code().unwrap_or_default();
                if cause.is_unique_violation() {
                    return Self::Taken(cause.constraint().map_or_else(|| cause.message().to_owned(), str::to_owned));
                }
                match code.as_ref() {
                    // PostgreSQL: serialization failure, deadlock, a lock that somebody held too long. SQLite: busy in its forms.
                    "40001" | "40P01" | "55P03" | "5" | "261" | "517" => Self::Conflict,
                    // PostgreSQL: cancelled by the statement timeout. SQLite: interrupted.
                    "57014" | "9" => Self::TooLong(text),
                    // PostgreSQL: shutting down, out of resources. SQLite: disk full, I/O.
                    "57P01" | "57P02" | "57P03" | "53100" | "53200" | "53300" | "13" | "10" => Self::Unavailable(text),
                    _ => Self::Broken(text),
                }
            }
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Unavailable(text),
            _ => Self::Broken(text),
        }
    }
}

/// A stored value that the program can't read: the database was changed by other hands, or by a newer release.
pub(crate) fn unreadable(what: &str, value: &str) -> Error {
    Error::Broken(format!("a stored {what} can't be read: {value:?}"))
}
