//! People who sign in: the first owner, sign-in and sign-out, and who is behind a session.

pub mod password;
mod session;
mod sign_in;
mod sign_up;
pub mod staff;

pub(crate) use session::token_hash;
pub use session::{SESSION_LENGTH, Visitor, sign_out, visitor};
pub use sign_in::{Credentials, sign_in};
pub use sign_up::{NewHouse, needs_owner, sign_up};
