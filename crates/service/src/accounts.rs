//! People who sign in: the first owner, sign-in and sign-out, who is behind a session, and what people do with accounts
//! of their own.

mod own;
pub mod password;
mod session;
mod sign_in;
mod sign_up;
pub mod staff;
mod tries;
pub mod two_factor;

pub use own::{Account, account, change_password, end_other_sessions, end_session, rename};
pub(crate) use session::token_hash;
pub use session::{HALF_SESSION_LENGTH, SESSION_LENGTH, Visitor, sign_out, visitor};
pub(crate) use session::{open, secret};
pub use sign_in::{Credentials, SignedIn, give_code, sign_in};
pub(crate) use sign_up::filled;
pub use sign_up::{NewHouse, needs_owner, sign_up};
