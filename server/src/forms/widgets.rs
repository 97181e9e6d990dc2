//! The form that says on which origins the merchant's pages are.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::id::MerchantId;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::violation::Violation;
use clientele_service::{Ctx, Error, allowed_origins};

use super::{Done, Sent};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/widgets`
pub async fn allow(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let done = match sent.ctx(&state, Scope { merchant, mode }) {
        Ok(ctx) => change(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    sent.answer(&state, done).await
}

async fn change(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    let asked: Vec<String> = sent.value("allowed_origins").split_whitespace().map(str::to_owned).collect();
    let listed = allowed_origins::change(ctx, &asked).await.map_err(|error| match error {
        Error::Invalid(wrong) => Error::Invalid(vec![together(&wrong)]),
        error => error,
    })?;
    let said = match listed.is_empty() {
        true => "Saved. Sessions may be for any origin.",
        false => "Saved. New sessions are for these origins alone.",
    };
    Ok((format!("/{}/widgets", ctx.scope), said))
}

/// One field holds all origins.
fn together(wrong: &[Violation]) -> Violation {
    let messages: Vec<&str> = wrong.iter().map(|one| one.message.as_str()).collect();
    Violation::new("allowed_origins", messages.join(" "))
}
