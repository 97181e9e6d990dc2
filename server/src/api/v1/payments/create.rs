//! POST /v1/payments

use axum::http::StatusCode;
use clientele_domain::customer::CustomerFields;
use clientele_domain::rules::{self, MethodDraft, PaymentDraft, ReportedPayment};
use clientele_domain::selector::Selector;
use clientele_domain::violation::Violation;
use clientele_service::payments::{self, NewPayment};
use clientele_service::{Error, customers};
use clientele_wire as wire;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Record a payment
///
/// Records a payment that was taken elsewhere, with an order for it. Who paid is named by `customer_id`, or described by
/// `customer`: then they are found by the first of external id, email, phone, card and wallet that fits, and made when
/// nobody fits; `match` says why it is this customer. Guests who turn out to be one person become one record. A `pending`
/// payment counts once it succeeds.
#[utoipa::path(
    post, path = "/payments", tag = "Payments", operation_id = "create_payment",
    request_body = wire::NewPayment,
    responses((status = 201, description = "The payment.", body = wire::Payment))
)]
pub async fn create(ctx: ApiCtx, body: Body<wire::NewPayment>) -> Result<Versioned<wire::Payment>, Problem> {
    let asked = body.checked(|asked| read(asked, &ctx).err().unwrap_or_default())?;
    let (payer, draft) = read(&asked, &ctx).map_err(|violations| Problem::invalid(&violations))?;
    let payment = match payer {
        Payer::Named(selector) => {
            let unknown = |error| match error {
                Error::NotFound => Error::invalid("customer_id", "There is no such customer here."),
                other => other,
            };
            let id = customers::select(&ctx, &selector).await.map_err(unknown)?;
            payments::record(&ctx, id, of(&draft)).await.map_err(unknown)?
        }
        Payer::Told(fields) => payments::record_of(&ctx, &fields, of(&draft)).await?,
    };
    let told = wire::Payment::new(ctx.scope.livemode(), &payment);
    Ok(Versioned(StatusCode::CREATED, payment.more.version, told))
}

/// Who paid, as the request says it.
enum Payer {
    /// By a name that programs know them by.
    Named(Selector),
    /// By what is known of them.
    Told(Box<CustomerFields>),
}

/// Who paid and what, or everything that is wrong with it.
fn read(asked: &wire::NewPayment, ctx: &ApiCtx) -> Result<(Payer, ReportedPayment), Vec<Violation>> {
    let mut wrong = Vec::new();
    let payer = payer(asked).map_err(|violations| wrong.extend(violations)).ok();
    let reported = rules::payment(&draft(asked.clone()), ctx.now).map_err(|violations| wrong.extend(violations)).ok();
    match (payer, reported) {
        (Some(payer), Some(reported)) => Ok((payer, reported)),
        _ => Err(wrong),
    }
}

fn payer(asked: &wire::NewPayment) -> Result<Payer, Vec<Violation>> {
    let one = |violation| Err(vec![violation]);
    match (asked.customer_id.clone().value(), asked.customer.clone().value()) {
        (Some(_), Some(_)) => one(Violation::new("customer", "Send either customer_id or customer.")),
        (None, None) => one(Violation::missing("customer_id", "Say who paid: by customer_id, or by customer.")),
        (Some(text), None) => match text.parse() {
            Ok(selector) => Ok(Payer::Named(selector)),
            Err(error) => one(Violation::new("customer_id", format!("{error}"))),
        },
        (None, Some(told)) => {
            let within =
                |violation: Violation| Violation { field: format!("customer.{}", violation.field), ..violation };
            let checked = rules::check(&told.over(&CustomerFields::default())).and_then(|fields| {
                rules::required_identity(&fields).map(|()| fields).map_err(|violation| vec![violation])
            });
            checked
                .map(|fields| Payer::Told(Box::new(fields)))
                .map_err(|violations| violations.into_iter().map(within).collect())
        }
    }
}

fn draft(asked: wire::NewPayment) -> PaymentDraft {
    PaymentDraft {
        amount: asked.amount.value(),
        currency: asked.currency.value().unwrap_or_default(),
        status: asked.status.value().map(|status| status.0),
        occurred_at: asked.occurred_at.value().map(|moment| moment.0),
        source: asked.source.value().map(|source| source.0),
        source_id: asked.source_id.value().unwrap_or_default(),
        source_description: asked.source_description.value().unwrap_or_default(),
        description: asked.description.value().unwrap_or_default(),
        metadata: asked.metadata.value().map(|metadata| metadata.over(&[])).unwrap_or_default(),
        method: asked.method.value().map(|method| MethodDraft {
            kind: method.kind.value().map(|kind| kind.0),
            brand: method.brand.value().unwrap_or_default(),
            last4: method.last4.value().unwrap_or_default(),
            exp_month: method.exp_month.value(),
            exp_year: method.exp_year.value(),
            fingerprint: method.fingerprint.value().unwrap_or_default(),
            chain_id: method.chain_id.value(),
            address: method.address.value().unwrap_or_default(),
        }),
    }
}

/// The report as a payment.
fn of(reported: &ReportedPayment) -> NewPayment {
    let reported = reported.clone();
    NewPayment {
        amount: reported.amount,
        refunded: 0,
        status: reported.status,
        method: reported.method,
        source: reported.source,
        source_id: reported.source_id,
        source_description: reported.source_description,
        order_number: String::new(),
        description: reported.description,
        metadata: reported.metadata,
        occurred_at: reported.occurred_at,
        attempt: None,
        products: Vec::new(),
    }
}
