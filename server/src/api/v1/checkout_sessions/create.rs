//! POST /v1/checkout_sessions

use axum::http::StatusCode;
use clientele_domain::checkout::Session;
use clientele_domain::customer::CustomerFields;
use clientele_domain::rules;
use clientele_domain::selector::Selector;
use clientele_domain::violation::Violation;
use clientele_service::checkout::{self, NewSession};
use clientele_wire as wire;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Make a checkout session
///
/// Sells `line_items`, or an `amount` with a `title`, to one buyer, at a price that no longer changes. Send the buyer to
/// `url`. What you know of them goes into `customer`, or name a registered customer by `customer_id`; the form asks only for
/// what is missing. Names in `require_customer_data` are case-sensitive, and `warnings` tells of names that nearly fit.
#[utoipa::path(
    post, path = "/checkout_sessions", tag = "Checkout", operation_id = "create_checkout_session",
    request_body = wire::NewCheckoutSession,
    responses((status = 201, description = "The session.", body = wire::CheckoutSession))
)]
pub async fn create(
    ctx: ApiCtx,
    body: Body<wire::NewCheckoutSession>,
) -> Result<Versioned<wire::CheckoutSession>, Problem> {
    let asked = body.checked(|asked| read(asked).err().unwrap_or_default())?;
    let asked = read(&asked).map_err(|violations| Problem::invalid(&violations))?;
    let session = checkout::create(&ctx, &asked).await?;
    Ok(Versioned(StatusCode::CREATED, session.version, session))
}

/// The session that is asked for, or everything that is wrong with it.
fn read(asked: &wire::NewCheckoutSession) -> Result<NewSession, Vec<Violation>> {
    let mut wrong = Vec::new();
    let terms = rules::terms(&asked.terms()).map_err(|violations| wrong.extend(violations)).ok();
    let asked = asked.clone();
    let told = asked.customer.value().map(|told| told.over(&CustomerFields::default())).unwrap_or_default();
    let within = |violation: Violation| Violation { field: format!("customer.{}", violation.field), ..violation };
    let told = rules::check(&told).map_err(|violations| wrong.extend(violations.into_iter().map(within))).ok();
    let customer = asked.customer_id.value().and_then(|text| {
        let wrong_id = |error| wrong.push(Violation::new("customer_id", format!("{error}")));
        text.parse::<Selector>().map_err(wrong_id).ok()
    });
    let (Some(terms), Some(told)) = (terms, told) else { return Err(wrong) };
    let session = NewSession {
        terms,
        customer,
        told,
        may_update: asked.customer_update.value().unwrap_or_default().may_update(),
        minutes: asked.expires_after_minutes.value().unwrap_or(Session::MINUTES),
    };
    wrong.extend(session.check().err().unwrap_or_default());
    if wrong.is_empty() { Ok(session) } else { Err(wrong) }
}
