//! The forms on the pages of payment links: a new link, another content of one, and an
//! end to one, where the field `act` says what.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::posted::Posted;
use clientele_domain::id::{MerchantId, PaymentLinkId};
use clientele_domain::role::Permission;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::violation::Violation;
use clientele_service::catalog::links::{self, LinkDraft};
use clientele_service::{Ctx, Error};

use super::{Done, Sent, terms};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/payment-links/new`
pub async fn create(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => make(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    sent.answer(&state, done).await
}

/// `POST /{merchant}/{mode}/payment-links/{id}`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, String)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match (sent.ctx(&state, scope), id.parse()) {
        (Ok(ctx), Ok(id)) => change(&ctx, id, &sent).await,
        (Ok(_), Err(_)) => Err(Error::NotFound),
        (Err(error), _) => Err(error),
    };
    sent.answer(&state, done).await
}

/// `POST /{merchant}/{mode}/payment-links/{id}/edit`
pub async fn edit(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, String)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match (sent.ctx(&state, scope), id.parse()) {
        (Ok(ctx), Ok(id)) => save(&ctx, id, &sent).await,
        (Ok(_), Err(_)) => Err(Error::NotFound),
        (Err(error), _) => Err(error),
    };
    if let Err(Error::Outdated { .. }) = done {
        let told =
            "Somebody else saved this link while you were typing. What you see is yours; saving again replaces theirs.";
        let posted = Posted { violations: vec![Violation::new("version", told)], ..Posted::default() };
        return sent.show(&state, StatusCode::CONFLICT, posted, || {}).await;
    }
    sent.answer(&state, done).await
}

/// What the form has no field for stays as it is.
async fn save(ctx: &Ctx, id: PaymentLinkId, sent: &Sent) -> Result<Done, Error> {
    let kept = links::get(ctx, id).await?;
    let (places, mut wrong) = (terms::asked(sent), Vec::new());
    let typed = terms::terms(sent, &places, &mut wrong);
    let draft = |kept: LinkDraft| LinkDraft {
        name: sent.value("name").to_owned(),
        terms: terms::over(sent, typed.clone(), kept.terms),
        ..kept
    };
    let version = sent.value("version").parse().ok();
    let saved = if wrong.is_empty() {
        links::update(ctx, id, version, draft).await
    } else {
        ctx.require(Permission::CatalogWrite)?;
        Err(terms::with_the_rest(wrong, links::check(&draft(links::drafted(&kept.link))).err()))
    };
    saved.map_err(|error| terms::at_their_places(error, &places))?;
    Ok((format!("/{}/payment-links/{id}", ctx.scope), "Payment link saved."))
}

async fn change(ctx: &Ctx, id: PaymentLinkId, sent: &Sent) -> Result<Done, Error> {
    let here = format!("/{}/payment-links/{id}", ctx.scope);
    let active = async |active| links::update(ctx, id, None, |kept| LinkDraft { active, ..kept }).await;
    Ok(match sent.value("act") {
        "archive" => active(false).await.map(|_| (here, "Link archived."))?,
        "unarchive" => active(true).await.map(|_| (here, "Link sells again."))?,
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

async fn make(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    let (places, mut wrong) = (terms::asked(sent), Vec::new());
    let draft = terms::terms(sent, &places, &mut wrong);
    let draft = LinkDraft { name: sent.value("name").to_owned(), active: true, terms: draft };
    let made = if wrong.is_empty() {
        links::create(ctx, &draft).await
    } else {
        Err(terms::with_the_rest(wrong, links::check(&draft).err()))
    };
    let view = made.map_err(|error| terms::at_their_places(error, &places))?;
    Ok((format!("/{}/payment-links/{}", ctx.scope, view.link.id), "Payment link made."))
}
