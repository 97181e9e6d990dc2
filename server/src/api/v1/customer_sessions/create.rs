//! POST /v1/customer_sessions

use clientele_domain::rules::{self, SessionDraft};
use clientele_domain::scope::Mode;
use clientele_domain::violation::Violation;
use clientele_service::customer_sessions::{self, FreshSession, NewSession};
use clientele_wire as wire;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Created;
use crate::api::v1::customers::merge::selector;

/// Make a customer session
///
/// Your server names a customer whom it knows, and gives the secret to the page: with it, that page sees that customer
/// and nobody else, at `/client/v1/customer`. The answer holds the secret, which is not told again. It shows only what
/// the key may see itself. When the customer is merged it shows who stays, and it ends when the customer is deleted.
#[utoipa::path(
    post, path = "/customer_sessions", tag = "Customer sessions", operation_id = "create_customer_session",
    request_body = wire::NewCustomerSession,
    responses((status = 201, description = "The session, with its secret.", body = wire::CustomerSession))
)]
pub async fn create(
    ctx: ApiCtx,
    body: Body<wire::NewCustomerSession>,
) -> Result<Created<wire::CustomerSession>, Problem> {
    let mode = ctx.scope.mode;
    let asked = body.checked(|asked| wrong(asked, mode))?;
    let customer = selector("customer", &asked.customer);
    let customer = match customer {
        Ok(customer) => customer,
        Err(_) => return Err(Problem::invalid(&wrong(&asked, mode))),
    };
    let FreshSession { session, secret } =
        customer_sessions::create(&ctx, &NewSession { customer, draft: draft(asked) }).await?;
    Ok(Created(wire::CustomerSession::new(&session, ctx.now).with_secret(secret)))
}

fn wrong(asked: &wire::NewCustomerSession, mode: Mode) -> Vec<Violation> {
    let mut wrong: Vec<Violation> = selector("customer", &asked.customer).err().into_iter().collect();
    wrong.extend(rules::customer_session(&draft(asked.clone()), mode).err().unwrap_or_default());
    wrong
}

fn draft(asked: wire::NewCustomerSession) -> SessionDraft {
    let components = asked.components.value().unwrap_or_default();
    SessionDraft {
        components: components.into_iter().map(|component| component.0).collect(),
        allowed_origin: asked.allowed_origin.value().unwrap_or_default(),
        expires_in: asked.expires_in.value(),
    }
}
