//! Changing roles, removing people, and leaving. A merchant always has an owner, whoever acts at the same moment.

use clientele_domain::audit::Act;
use clientele_domain::id::UserId;
use clientele_domain::role::{Permission, Role};
use clientele_domain::team::Member;
use clientele_store::{Conn, invitations, members, merchants, sessions};

use crate::audit;
use crate::ctx::{Actor, Ctx, transaction};
use crate::error::{Error, Result};

/// Gives somebody another role.
///
/// Errors: `Forbidden`, `NotFound`; `InvalidState` when only an owner may, or nobody would be an owner any more.
pub async fn change_role(ctx: &Ctx, user: UserId, role: Role) -> Result<()> {
    ctx.require(Permission::TeamManage)?;
    let merchant = ctx.scope.merchant;
    transaction!(ctx, |conn| {
        let member = held(ctx, conn, user).await?;
        may_govern(acting_role(ctx, conn).await?, &[member.role, role])?;
        if member.role == role {
            return Ok(());
        }
        keep_an_owner(ctx, conn, &member).await?;
        members::set_role(conn, merchant, user, role).await?;
        // Perhaps they would not be allowed any more to invite whom they invited.
        invitations::delete_of(conn, merchant, user).await?;
        let changes = [audit::change("role", member.role, role)];
        audit::note_everywhere(ctx, conn, Act::MemberRoleChanged, &user.to_string(), &changes).await
    })
}

/// Removes somebody. They are outside at once, and so are those whom they invited and who have not joined.
///
/// Errors: `Forbidden`, `NotFound`; `InvalidState` when only an owner may, or nobody would be an owner any more.
pub async fn remove(ctx: &Ctx, user: UserId) -> Result<()> {
    ctx.require(Permission::TeamManage)?;
    transaction!(ctx, |conn| {
        let member = held(ctx, conn, user).await?;
        may_govern(acting_role(ctx, conn).await?, &[member.role])?;
        take_out(ctx, conn, &member).await?;
        // Every request looks up where its person works. Whoever works nowhere has nothing to be signed in for.
        if merchants::of_user(conn, user).await?.is_empty() {
            sessions::end_others(conn, user, "").await?;
        }
        note_gone(ctx, conn, Act::MemberRemoved, &member).await
    })
}

/// Takes whoever asks off the team.
///
/// Errors: `SignedOut` for programs, `NotFound`; `InvalidState` when nobody would be an owner any more.
pub async fn leave(ctx: &Ctx) -> Result<()> {
    let Actor::Staff { user, .. } = &ctx.actor else { return Err(Error::SignedOut) };
    transaction!(ctx, |conn| {
        let member = held(ctx, conn, *user).await?;
        take_out(ctx, conn, &member).await?;
        note_gone(ctx, conn, Act::MemberLeft, &member).await
    })
}

/// Somebody on the team, while nobody else changes it.
async fn held(ctx: &Ctx, conn: &mut Conn<'_>, user: UserId) -> Result<Member> {
    members::hold(conn, ctx.scope.merchant).await?;
    members::one(conn, ctx.scope.merchant, user).await?.ok_or(Error::NotFound)
}

/// The role of whoever acts, as it is now: who was removed or lowered while the request was on its way acts no more.
pub(super) async fn acting_role(ctx: &Ctx, conn: &mut Conn<'_>) -> Result<Role> {
    let Actor::Staff { user, .. } = &ctx.actor else { return Ok(Role::Owner) };
    let role = members::one(conn, ctx.scope.merchant, *user).await?.ok_or(Error::NotFound)?.role;
    if !role.allows(Permission::TeamManage) {
        return Err(Error::Forbidden { permission: Permission::TeamManage, role: Some(role) });
    }
    Ok(role)
}

/// Nobody makes or unmakes somebody of a role above their own.
pub(super) fn may_govern(acting: Role, roles: &[Role]) -> Result<()> {
    if roles.iter().all(|role| acting.governs(*role)) {
        return Ok(());
    }
    Err(Error::InvalidState("Only an owner can make somebody an owner, or change one.".to_owned()))
}

async fn take_out(ctx: &Ctx, conn: &mut Conn<'_>, member: &Member) -> Result<()> {
    keep_an_owner(ctx, conn, member).await?;
    members::remove(conn, ctx.scope.merchant, member.user).await?;
    Ok(invitations::delete_of(conn, ctx.scope.merchant, member.user).await?)
}

async fn note_gone(ctx: &Ctx, conn: &mut Conn<'_>, act: Act, member: &Member) -> Result<()> {
    let changes = [audit::change("email", &member.email, ""), audit::change("role", member.role, "")];
    audit::note_everywhere(ctx, conn, act, &member.user.to_string(), &changes).await
}

async fn keep_an_owner(ctx: &Ctx, conn: &mut Conn<'_>, member: &Member) -> Result<()> {
    if member.role != Role::Owner || members::has_other_owner(conn, ctx.scope.merchant, member.user).await? {
        return Ok(());
    }
    let sentence = format!("{} is the only owner. Make somebody else an owner first.", member.name);
    Err(Error::InvalidState(sentence))
}
