//! The team of a merchant, and an invitation to it.

use clientele_domain::role::Role;
use clientele_domain::scope::Scope;
use clientele_domain::team::{Invitation, Member};
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// The link of an invitation that was made just now. It is shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshLink {
    /// For whom.
    pub email: String,
    /// The whole address.
    pub link: String,
    /// Whether a mail with it is on its way.
    pub mailed: bool,
}

/// The team, and what came of the forms on its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamView {
    /// Everybody who works there.
    pub members: Vec<Member>,
    /// Open invitations, newest first, each with whether its link counts no more.
    pub invitations: Vec<(Invitation, bool)>,
    /// The link that was made just now.
    pub fresh: Option<FreshLink>,
    /// Whether mails reach people.
    pub mails: bool,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// The team.
#[server(prefix = "/fn", endpoint = "team", input = GetUrl, output = JsonText)]
pub async fn look(scope: Scope) -> Result<TeamView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let team = clientele_service::team::team(&ctx).await?;
    let aged = |invitation: Invitation| {
        let expired = invitation.has_expired(ctx.now);
        (invitation, expired)
    };
    Ok(TeamView {
        members: team.members,
        invitations: team.invitations.into_iter().map(aged).collect(),
        fresh: use_context(),
        mails: ctx.house.mailer.reaches_people,
        posted: use_context().unwrap_or_default(),
    })
}

/// How whoever opened the link of an invitation can accept it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// As somebody new, with a name and a password.
    New,
    /// By signing in first: there is an account with the email.
    SignIn,
    /// At once: they are signed in with the email. This is their name.
    AtOnce(String),
    /// Not like this: they are signed in with this other email.
    SomebodyElse(String),
}

/// An invitation, as whoever has its link sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// What the merchant is called.
    pub merchant: String,
    /// For whom it is.
    pub email: String,
    /// The role they will have.
    pub role: Role,
    /// Who invited them.
    pub invited_by: String,
    /// Until when it counts.
    pub expires_at: Timestamp,
    /// How it can be accepted.
    pub way: Way,
    /// What came of the form when it was not accepted.
    pub posted: Posted,
}

/// The invitation behind the secret of a link.
#[server(prefix = "/fn", endpoint = "join", input = GetUrl, output = JsonText)]
pub async fn opened(secret: String) -> Result<Invited, Problem> {
    let found = clientele_service::team::open(&crate::request::house()?, &secret).await?;
    let email = found.invitation.email;
    let way = match crate::request::signed() {
        Some(visitor) if visitor.email == email => Way::AtOnce(visitor.name),
        Some(visitor) => Way::SomebodyElse(visitor.email),
        None if found.known => Way::SignIn,
        None => Way::New,
    };
    Ok(Invited {
        merchant: found.merchant_name,
        email,
        role: found.invitation.role,
        invited_by: found.invitation.invited_by,
        expires_at: found.invitation.expires_at,
        way,
        posted: use_context().unwrap_or_default(),
    })
}
