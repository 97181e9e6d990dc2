//! The people who work for a merchant: who they are, how others come to be among them, and how they go. A team belongs to
//! the merchant; both modes have the same one.

mod invite;
mod join;
mod members;

use clientele_domain::role::{Permission, Role};
use clientele_domain::team::{Invitation, Member};
use clientele_store::{invitations, members as stored};

pub use invite::{FreshInvitation, invite, renew, revoke};
pub use join::{Newcomer, OpenInvitation, join_as, join_new, open};
pub use members::{change_role, leave, remove};

use crate::ctx::Ctx;
use crate::error::Result;

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Everybody who works there, owners first.
    pub members: Vec<Member>,
    /// Invitations that nobody has accepted, newest first.
    pub invitations: Vec<Invitation>,
}

/// The team of the scope's merchant.
///
/// Errors: `Forbidden`.
pub async fn team(ctx: &Ctx) -> Result<Team> {
    ctx.require(Permission::TeamRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let mut members = stored::all(conn, ctx.scope.merchant).await?;
    let rank = |role: Role| Role::ALL.iter().position(|known| *known == role);
    members.sort_by_cached_key(|member| (rank(member.role), member.name.to_lowercase()));
    Ok(Team { members, invitations: invitations::all(conn, ctx.scope.merchant).await? })
}
