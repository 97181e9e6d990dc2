//! Accepting an invitation: by somebody new, who chooses a name and a password, or by somebody who signed in with the
//! email that was invited. Of several people at the same moment, one joins.

use clientele_domain::audit::Act;
use clientele_domain::id::{MerchantId, UserId};
use clientele_domain::role::Role;
use clientele_domain::rules;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::team::Invitation;
use clientele_domain::violation::Violation;
use clientele_store::users::{self, User};
use clientele_store::{Conn, invitations, merchants};

use crate::accounts::{self, Visitor, filled, password, token_hash};
use crate::audit;
use crate::ctx::{Actor, Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;

/// An invitation, as whoever has its link sees it.
#[derive(Debug, Clone)]
pub struct OpenInvitation {
    /// Where it leads.
    pub merchant: MerchantId,
    /// What the merchant is called.
    pub merchant_name: String,
    /// The invitation.
    pub invitation: Invitation,
    /// Whether somebody with this email has an account already.
    pub known: bool,
}

/// What somebody new enters.
#[derive(Clone, Default)]
pub struct Newcomer {
    /// The person's name.
    pub name: String,
    /// The password they choose.
    pub password: String,
}

/// The invitation behind the secret of a link.
///
/// Errors: `NotFound` when it was accepted, taken back or made anew, has expired, or never was.
pub async fn open(house: &House, secret: &str) -> Result<OpenInvitation> {
    let mut reader = house.db.read().await?;
    let conn = &mut reader.conn();
    let found = invitations::by_secret(conn, &token_hash(secret)).await?;
    let (merchant, invitation) =
        found.filter(|(_, invitation)| !invitation.has_expired(house.now())).ok_or(Error::NotFound)?;
    let merchant_name = merchants::by_id(conn, merchant).await?.ok_or(Error::NotFound)?.name;
    let known = users::by_email(conn, &invitation.email).await?.is_some();
    Ok(OpenInvitation { merchant, merchant_name, invitation, known })
}

/// Somebody new joins. Gives where, and the token of a session.
///
/// Errors: `NotFound`, `Invalid`; `InvalidState` when there is an account with this email.
pub async fn join_new(house: &House, secret: &str, newcomer: &Newcomer, device: &str) -> Result<(MerchantId, String)> {
    let opened = open(house, secret).await?;
    if opened.known {
        return Err(known_already());
    }
    let mut wrong = Vec::new();
    let name = filled("name", &newcomer.name, "Enter your name.", &mut wrong);
    if let Err(message) = rules::password(&newcomer.password) {
        wrong.push(Violation::new("password", message));
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let password_hash = password::hash(newcomer.password.clone(), house.randomness.bytes()).await?;
    let id = UserId::new(house.now(), house.randomness.bytes());
    let email = opened.invitation.email.clone();
    let user = User { id, email, name, password_hash };
    let ctx = ctx(house, &opened, id, &user.name);
    let token = transaction!(ctx, |conn| {
        spend(&ctx, conn, &opened.invitation, secret).await?;
        if users::by_email(conn, &user.email).await?.is_some() {
            return Err(known_already());
        }
        users::insert(conn, &user, ctx.now).await?;
        join(&ctx, conn, &opened.invitation, id).await?;
        accounts::open(house, conn, id, device, ctx.now).await
    })?;
    Ok((opened.merchant, token))
}

/// Somebody who is signed in joins. Gives where.
///
/// Errors: `NotFound`; `InvalidState` when another email was invited, or they work there already.
pub async fn join_as(house: &House, secret: &str, visitor: &Visitor) -> Result<MerchantId> {
    let opened = open(house, secret).await?;
    if opened.invitation.email != visitor.email {
        return Err(Error::InvalidState(format!(
            "This invitation is for {}. You are signed in as {}.",
            opened.invitation.email, visitor.email
        )));
    }
    let ctx = ctx(house, &opened, visitor.user, &visitor.name);
    transaction!(ctx, |conn| {
        spend(&ctx, conn, &opened.invitation, secret).await?;
        let there = merchants::of_user(conn, visitor.user).await?;
        if there.iter().any(|(merchant, _)| merchant.id == opened.merchant) {
            return Err(Error::InvalidState(format!("You work for {} already.", opened.merchant_name)));
        }
        join(&ctx, conn, &opened.invitation, visitor.user).await
    })?;
    Ok(opened.merchant)
}

/// What happens is done by whoever joins, in the role they will have.
fn ctx(house: &House, opened: &OpenInvitation, user: UserId, name: &str) -> Ctx {
    let scope = Scope { merchant: opened.merchant, mode: Mode::Live };
    let role: Role = opened.invitation.role;
    Ctx::new(house, scope, Actor::Staff { user, name: name.to_owned(), role })
}

async fn spend(ctx: &Ctx, conn: &mut Conn<'_>, invitation: &Invitation, secret: &str) -> Result<()> {
    let spent = invitations::spend(conn, ctx.scope.merchant, invitation.id, &token_hash(secret)).await?;
    if spent { Ok(()) } else { Err(Error::NotFound) }
}

async fn join(ctx: &Ctx, conn: &mut Conn<'_>, invitation: &Invitation, user: UserId) -> Result<()> {
    merchants::join(conn, ctx.scope.merchant, user, invitation.role, ctx.now).await?;
    let changes = [audit::change("email", "", &invitation.email), audit::change("role", "", invitation.role)];
    audit::note_everywhere(ctx, conn, Act::MemberJoined, &user.to_string(), &changes).await
}

fn known_already() -> Error {
    Error::InvalidState("There is an account with this email already. Sign in with it to join.".to_owned())
}
