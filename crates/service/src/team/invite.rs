//! Invitations: a link with a secret that is shown once, counts for seven days and for one person.

use clientele_domain::audit::Act;
use clientele_domain::id::{InvitationId, UserId};
use clientele_domain::mail::{MailKind, Placeholder, default_wording};
use clientele_domain::role::{Permission, Role};
use clientele_domain::rules;
use clientele_domain::team::{INVITATION_LENGTH, Invitation};
use clientele_domain::tongue::Tongue;
use clientele_store::{Conn, invitations, members, merchants, users};

use super::members::{acting_role, may_govern};
use crate::accounts::{secret, token_hash};
use crate::audit;
use crate::ctx::{Actor, Ctx, transaction};
use crate::error::{Error, Result};
use crate::mail::{NewMail, put};

/// An invitation and the secret of its link, which is shown nowhere else.
#[derive(Debug, Clone)]
pub struct FreshInvitation {
    /// As stored.
    pub invitation: Invitation,
    /// The end of its link: `/join/{secret}`.
    pub secret: String,
    /// Whether a mail with the link is on its way.
    pub mailed: bool,
}

impl FreshInvitation {
    /// The link, for who is invited.
    pub fn link(&self, ctx: &Ctx) -> String {
        ctx.house.address(&format!("/join/{}", self.secret))
    }
}

/// Invites somebody to work here.
///
/// Errors: `Forbidden`, `Invalid`; `InvalidState` when only an owner may.
pub async fn invite(ctx: &Ctx, email: &str, role: Role) -> Result<FreshInvitation> {
    ctx.require(Permission::TeamManage)?;
    let email = rules::email(email).map_err(|message| Error::invalid("email", message))?;
    let merchant = ctx.scope.merchant;
    let secret = secret(&ctx.house);
    transaction!(ctx, |conn| {
        members::hold(conn, merchant).await?;
        may_govern(acting_role(ctx, conn).await?, &[role])?;
        if let Some(known) = users::by_email(conn, &email).await?
            && members::one(conn, merchant, known.id).await?.is_some()
        {
            return Err(Error::invalid("email", format!("{} works here already.", known.name)));
        }
        if invitations::by_email(conn, merchant, &email).await?.is_some() {
            return Err(Error::invalid("email", "This email is invited already. Make a new link for it below."));
        }
        let invitation = Invitation {
            id: InvitationId::new(ctx.now, ctx.randomness().bytes()),
            email: email.clone(),
            role,
            invited_by: ctx.actor.name().to_owned(),
            created_at: ctx.now,
            expires_at: ctx.now.plus(INVITATION_LENGTH),
        };
        invitations::insert(conn, merchant, &invitation, &token_hash(&secret), inviter(ctx)).await?;
        note(ctx, conn, Act::MemberInvited, &invitation).await?;
        mailed(ctx, conn, FreshInvitation { invitation, secret: secret.clone(), mailed: false }).await
    })
}

/// Makes a new link for an invitation; the one before opens nothing any more.
///
/// Errors: `Forbidden`, `NotFound`; `InvalidState` when only an owner may.
pub async fn renew(ctx: &Ctx, id: InvitationId) -> Result<FreshInvitation> {
    ctx.require(Permission::TeamManage)?;
    let merchant = ctx.scope.merchant;
    let secret = secret(&ctx.house);
    transaction!(ctx, |conn| {
        members::hold(conn, merchant).await?;
        let mut invitation = invitations::one(conn, merchant, id).await?.ok_or(Error::NotFound)?;
        may_govern(acting_role(ctx, conn).await?, &[invitation.role])?;
        invitation.expires_at = ctx.now.plus(INVITATION_LENGTH);
        ctx.actor.name().clone_into(&mut invitation.invited_by);
        invitations::renew(conn, merchant, &invitation, &token_hash(&secret), inviter(ctx)).await?;
        note(ctx, conn, Act::MemberInvited, &invitation).await?;
        mailed(ctx, conn, FreshInvitation { invitation, secret: secret.clone(), mailed: false }).await
    })
}

/// Takes an invitation back: its link opens nothing any more.
///
/// Errors: `Forbidden`, `NotFound`; `InvalidState` when only an owner may.
pub async fn revoke(ctx: &Ctx, id: InvitationId) -> Result<()> {
    ctx.require(Permission::TeamManage)?;
    let merchant = ctx.scope.merchant;
    transaction!(ctx, |conn| {
        let invitation = invitations::one(conn, merchant, id).await?.ok_or(Error::NotFound)?;
        may_govern(acting_role(ctx, conn).await?, &[invitation.role])?;
        if !invitations::delete(conn, merchant, id).await? {
            return Err(Error::NotFound);
        }
        note(ctx, conn, Act::InvitationRevoked, &invitation).await
    })
}

/// Puts the link on its way to who is invited, where mails reach people.
async fn mailed(ctx: &Ctx, conn: &mut Conn<'_>, mut fresh: FreshInvitation) -> Result<FreshInvitation> {
    if !ctx.house.mailer.reaches_people {
        return Ok(fresh);
    }
    let (kind, tongue) = (MailKind::Invitation, Tongue::English);
    let merchant = merchants::by_id(conn, ctx.scope.merchant).await?.ok_or(Error::NotFound)?.name;
    let invitation = &fresh.invitation;
    let values = vec![
        (Placeholder::MerchantName, merchant),
        (Placeholder::InvitedBy, invitation.invited_by.clone()),
        (Placeholder::Role, invitation.role.label().to_owned()),
        (Placeholder::Link, fresh.link(ctx)),
    ];
    let new = NewMail {
        kind,
        customer: None,
        to: invitation.email.clone(),
        tongue,
        wording: default_wording(kind, tongue),
        values,
        told_for: format!("invitation:{}:{}", invitation.id, invitation.expires_at.micros()),
    };
    fresh.mailed = put(ctx, conn, new).await?.is_some();
    Ok(fresh)
}

async fn note(ctx: &Ctx, conn: &mut Conn<'_>, act: Act, invitation: &Invitation) -> Result<()> {
    let (email, role) = (invitation.email.as_str(), invitation.role.as_str());
    let changes = match act {
        Act::InvitationRevoked => [audit::change("email", email, ""), audit::change("role", role, "")],
        _ => [audit::change("email", "", email), audit::change("role", "", role)],
    };
    audit::note_everywhere(ctx, conn, act, &invitation.id.to_string(), &changes).await
}

fn inviter(ctx: &Ctx) -> Option<UserId> {
    match &ctx.actor {
        Actor::Staff { user, .. } => Some(*user),
        _ => None,
    }
}
