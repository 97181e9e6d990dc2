//! The people who work for a merchant.

use clientele_domain::role::Role;
use clientele_domain::team as domain;
use serde::{Deserialize, Serialize};

use crate::read::word;
use crate::time::Time;

/// The people who work for a merchant, and who is invited to. Both modes have the same team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    /// Always `team`.
    pub object: String,
    /// Everybody who works there.
    pub members: Vec<TeamMember>,
    /// Invitations that nobody has accepted, newest first.
    pub invitations: Vec<TeamInvitation>,
}

/// Somebody who works for a merchant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamMember {
    /// Always `team_member`.
    pub object: String,
    /// Identifier of the person.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// The person's email.
    pub email: String,
    /// What they may do.
    pub role: TeamRole,
    /// Whether signing in takes a code besides the password.
    pub two_factor: bool,
    /// Last use of the dashboard, to the hour.
    pub last_seen_at: Option<Time>,
    /// Since when they work there.
    pub joined_at: Time,
}

/// An invitation that nobody has accepted. The secret of its link is told to nobody but whoever made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamInvitation {
    /// Always `team_invitation`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whom it is for.
    pub email: String,
    /// What they will be allowed to do.
    pub role: TeamRole,
    /// Who invited them.
    pub invited_by: String,
    /// When.
    pub created_at: Time,
    /// Until when its link counts.
    pub expires_at: Time,
}

impl Team {
    /// A team as the API tells it.
    pub fn new(members: &[domain::Member], invitations: &[domain::Invitation]) -> Self {
        Self {
            object: "team".to_owned(),
            members: members.iter().map(TeamMember::from).collect(),
            invitations: invitations.iter().map(TeamInvitation::from).collect(),
        }
    }
}

impl From<&domain::Member> for TeamMember {
    fn from(member: &domain::Member) -> Self {
        Self {
            object: "team_member".to_owned(),
            id: member.user.to_string(),
            name: member.name.clone(),
            email: member.email.clone(),
            role: TeamRole(member.role),
            two_factor: member.two_factor,
            last_seen_at: member.last_seen_at.map(Time),
            joined_at: Time(member.joined_at),
        }
    }
}

impl From<&domain::Invitation> for TeamInvitation {
    fn from(invitation: &domain::Invitation) -> Self {
        Self {
            object: "team_invitation".to_owned(),
            id: invitation.id.to_string(),
            email: invitation.email.clone(),
            role: TeamRole(invitation.role),
            invited_by: invitation.invited_by.clone(),
            created_at: Time(invitation.created_at),
            expires_at: Time(invitation.expires_at),
        }
    }
}

word! {
    /// What somebody may do at a merchant.
    TeamRole(Role)
}
