//! The forms on the page of the team: invitations, roles, and ends. The field `act` says which.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::posted::Posted;
use clientele_app::server_fns::team::FreshLink;
use clientele_domain::id::{InvitationId, MerchantId, UserId};
use clientele_domain::role::Role;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::team::{self, FreshInvitation};
use clientele_service::{Ctx, Error};
use leptos::prelude::provide_context;

use super::Sent;
use crate::state::AppState;

/// What came of a form.
enum Done {
    /// Go there, and say this.
    To(String, &'static str),
    /// Show the page with this link on it: it stands in no address and in no history.
    Link(FreshLink),
}

/// `POST /{merchant}/{mode}/settings/team`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let done = match sent.ctx(&state, Scope { merchant, mode }) {
        Ok(ctx) => change(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(Done::To(to, message)) => sent.done(&to, message),
        Ok(Done::Link(fresh)) => {
            let nothing = Sent { pairs: Vec::new(), ..sent };
            nothing.show(&state, StatusCode::OK, Posted::default(), move || provide_context(fresh.clone())).await
        }
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

async fn change(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    let here = format!("/{}/settings/team", ctx.scope);
    let role = || Role::parse(sent.value("role")).ok_or_else(|| Error::invalid("role", "Choose a role."));
    let invitation = || sent.value("invitation").parse::<InvitationId>().map_err(|_| Error::NotFound);
    let user = || sent.value("user").parse::<UserId>().map_err(|_| Error::NotFound);
    Ok(match sent.value("act") {
        "invite" => shown(ctx, team::invite(ctx, sent.value("email"), role()?).await?),
        "renew" => shown(ctx, team::renew(ctx, invitation()?).await?),
        "revoke" => {
            team::revoke(ctx, invitation()?).await?;
            Done::To(here, "Invitation taken back.")
        }
        "role" => {
            team::change_role(ctx, user()?, role()?).await?;
            Done::To(here, "Role changed.")
        }
        "remove" => {
            team::remove(ctx, user()?).await?;
            Done::To(here, "Removed from the team.")
        }
        "leave" => {
            team::leave(ctx).await?;
            Done::To("/".to_owned(), "You left the team.")
        }
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

fn shown(ctx: &Ctx, fresh: FreshInvitation) -> Done {
    Done::Link(FreshLink { link: fresh.link(ctx), mailed: fresh.mailed, email: fresh.invitation.email })
}
