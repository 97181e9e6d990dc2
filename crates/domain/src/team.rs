//! The people who work for a merchant, and those who are invited to.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::id::{InvitationId, UserId};
use crate::role::Role;
use crate::time::Timestamp;

/// An invitation counts for this long.
pub const INVITATION_LENGTH: Duration = Duration::from_secs(7 * 86_400);

/// Somebody who works for a merchant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub user: UserId,
    /// The person's name.
    pub name: String,
    /// The person's email.
    pub email: String,
    /// The role here.
    pub role: Role,
    /// Whether signing in takes a code besides the password.
    pub two_factor: bool,
    /// Last use of the dashboard, to the hour; nothing before the first.
    pub last_seen_at: Option<Timestamp>,
    /// Since when they work here.
    pub joined_at: Timestamp,
}

/// An invitation that nobody has accepted. The secret of its link is known to who has the link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Identifier.
    pub id: InvitationId,
    /// Whom it is for.
    pub email: String,
    /// The role they will have.
    pub role: Role,
    /// Who invited them.
    pub invited_by: String,
    /// When.
    pub created_at: Timestamp,
    /// Until when its link counts.
    pub expires_at: Timestamp,
}

impl Invitation {
    /// Whether its link counts no more.
    pub fn has_expired(&self, now: Timestamp) -> bool {
        self.expires_at <= now
    }
}

/// A browser in which somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalSession {
    /// Names it. It opens nothing: what does is in that browser alone.
    pub id: String,
    /// Browser and system, such as `Firefox on Windows`; empty when neither is known.
    pub device: String,
    /// When the person signed in there.
    pub created_at: Timestamp,
    /// Last use, to the hour.
    pub last_seen_at: Timestamp,
}
