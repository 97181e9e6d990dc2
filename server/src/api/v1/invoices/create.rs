//! POST /v1/invoices

use axum::http::StatusCode;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_service::invoices::{self, AskedInvoice, AskedLine, Costs};
use clientele_wire as wire;

use super::told;
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Create an invoice
///
/// By hand, for what a customer owes. It is made out at once, with a number; the customer's credit goes into it, and when
/// nothing is left to pay it is `paid`. A `draft` has no number until it is issued.
#[utoipa::path(
    post, path = "/invoices", tag = "Invoices", operation_id = "create_invoice",
    request_body = wire::NewInvoice,
    responses((status = 201, description = "The invoice.", body = wire::Invoice))
)]
pub async fn create(ctx: ApiCtx, body: Body<wire::NewInvoice>) -> Result<Versioned<wire::Invoice>, Problem> {
    let asked = body.checked(|asked| read(asked).err().unwrap_or_default())?;
    let asked = read(&asked).map_err(|violations| Problem::invalid(&violations))?;
    let invoice = invoices::create(&ctx, &asked).await?;
    Ok(told(&ctx, StatusCode::CREATED, &invoice))
}

/// What is asked for, or everything that is wrong with it.
fn read(asked: &wire::NewInvoice) -> Result<AskedInvoice, Vec<Violation>> {
    let mut wrong = Vec::new();
    let customer = match asked.customer_id.clone().value() {
        Some(text) => text.parse().map_err(|error| Violation::new("customer_id", format!("{error}"))),
        None => Err(Violation::missing("customer_id", "Say who owes it.")),
    };
    let customer = customer.map_err(|violation| wrong.push(violation)).ok();
    let currency = asked.currency.clone().value().map(|text| rules::currency(&text)).transpose();
    let currency = currency.map_err(|told| wrong.push(Violation::new("currency", told))).ok().flatten();
    let lines = asked.lines.clone().value().unwrap_or_default();
    if lines.is_empty() {
        wrong.push(Violation::missing("lines", "Say what is billed: an invoice has at least one line."));
    }
    let lines = lines.iter().enumerate().map(|(place, asked)| line(place, asked));
    let lines: Vec<AskedLine> = lines.filter_map(|line| line.map_err(|violation| wrong.push(violation)).ok()).collect();
    match customer {
        Some(customer) if wrong.is_empty() => Ok(AskedInvoice {
            customer,
            lines,
            currency,
            due_at: asked.due_at.clone().value().map(|moment| moment.0),
            draft: asked.draft.clone().value().unwrap_or_default(),
        }),
        _ => Err(wrong),
    }
}

fn line(place: usize, asked: &wire::NewInvoiceLine) -> Result<AskedLine, Violation> {
    let at = |field: &str| format!("lines[{place}].{field}");
    let costs = match (asked.price_id.clone().value(), asked.amount.clone().value()) {
        (Some(_), Some(_)) => return Err(Violation::new(at("amount"), "Send either price_id or amount.")),
        (None, None) => return Err(Violation::missing(at("amount"), "Say what one costs: by amount, or by price_id.")),
        (None, Some(minor)) => Costs::Amount(minor),
        (Some(text), None) => {
            Costs::Price(text.parse().map_err(|error| Violation::new(at("price_id"), format!("This is {error}.")))?)
        }
    };
    let description = asked.description.clone().value().unwrap_or_default();
    Ok(AskedLine { costs, description, quantity: asked.quantity.clone().value().unwrap_or(1) })
}
