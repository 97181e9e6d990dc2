//! The forms on the page of test clocks: a new one, and time that passes. The field `act` says which.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::id::MerchantId;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;
use clientele_service::test_clocks;
use clientele_service::{Ctx, Error};

use super::{Done, Sent};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/test-clocks`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => change(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    sent.answer(&state, done).await
}

async fn change(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    let here = format!("/{}/test-clocks", ctx.scope);
    Ok(match sent.value("act") {
        "create" => {
            test_clocks::create(ctx, day(sent, "now")?, sent.value("name")).await?;
            (here, "Clock made. Put a customer on it, and let time pass.")
        }
        "advance" => {
            let id = sent.value("clock").parse().map_err(|_| Error::NotFound)?;
            let to = day(sent, "to")?.ok_or_else(|| Error::invalid("to", "Choose a day."))?;
            test_clocks::advance(ctx, id, to).await?;
            (here, "Time has passed, and everything that was due has happened.")
        }
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

/// The beginning of a day in UTC, if one is chosen.
fn day(sent: &Sent, field: &str) -> Result<Option<Timestamp>, Error> {
    match sent.value(field).trim() {
        "" => Ok(None),
        text => Timestamp::parse_date(text)
            .map(Some)
            .ok_or_else(|| Error::invalid(field, "Write the day as year, month and day: 2027-01-31.")),
    }
}
