//! `/invoice/{id}/{signature}`: an invoice as its customer sees it, on a page, on paper and as a file; and the way to pay
//! it. It is the link by which a subscription is renewed, too.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use clientele_app::hosted::{Bill, BillLine, BillState, Tongue, View};
use clientele_domain::customer::CustomerFields;
use clientele_domain::id::InvoiceId;
use clientele_domain::invoice::{Invoice, InvoiceLine, InvoiceStatus};
use clientele_domain::money::Amount;
use clientele_domain::rules;
use clientele_service::invoices::sheet::{self, Sheet};
use clientele_service::{Error, branding};

use super::invoice_pdf::{self, Letterhead, Paper};
use super::page::{self, Seller};
use super::visit::Visit;
use crate::state::AppState;

/// `GET /invoice/{id}/{signature}`
pub async fn show(
    State(state): State<AppState>,
    Path((id, signature)): Path<(String, String)>,
    visit: Visit,
) -> Response {
    match open(&state, &id, &signature).await {
        Ok(sheet) => {
            let tongue = visit.tongue(&sheet.customer.locale);
            let seller = Seller { scope: sheet.scope, name: &sheet.merchant, back: "" };
            let view = View::Bill(Box::new(bill(&sheet)));
            let path = format!("/invoice/{id}/{signature}");
            page::answer(&state, &visit, tongue, path, (seller, None), (StatusCode::OK, view)).await
        }
        Err(error) => refusal(&state, &visit, &error),
    }
}

/// `POST /invoice/{id}/{signature}/pay`: leads to the checkout where it is paid. Of one that waits for no money any more the
/// page says so.
pub async fn pay(
    State(state): State<AppState>,
    Path((id, signature)): Path<(String, String)>,
    visit: Visit,
) -> Response {
    let session = match id.parse() {
        Ok(id) => sheet::checkout(&state.house, id, &signature).await,
        Err(_) => Err(Error::NotFound),
    };
    match session {
        Ok(session) => Redirect::to(&format!("/pay/{session}{}", visit.query())).into_response(),
        Err(Error::InvalidState(_)) => {
            Redirect::to(&format!("/invoice/{id}/{signature}{}", visit.query())).into_response()
        }
        Err(error) => refusal(&state, &visit, &error),
    }
}

/// `GET /invoice/{id}/{signature}/pdf`
pub async fn pdf(
    State(state): State<AppState>,
    Path((id, signature)): Path<(String, String)>,
    visit: Visit,
) -> Response {
    let file = match open(&state, &id, &signature).await {
        Ok(sheet) => {
            let tongue = visit.tongue(&sheet.customer.locale);
            file(&state, &sheet, tongue).await
        }
        Err(error) => Err(error),
    };
    file.unwrap_or_else(|error| refusal(&state, &visit, &error))
}

async fn open(state: &AppState, id: &str, signature: &str) -> Result<Sheet, Error> {
    let id: InvoiceId = id.parse().map_err(|_| Error::NotFound)?;
    sheet::open(&state.house, id, signature).await
}

fn refusal(state: &AppState, visit: &Visit, error: &Error) -> Response {
    match error {
        Error::NotFound => page::nothing(state, visit, StatusCode::NOT_FOUND, View::NoBill),
        other => page::refusal(state, visit, other),
    }
}

/// The file as an answer. Errors: `Internal` when it can't be written.
pub async fn file(state: &AppState, sheet: &Sheet, tongue: Tongue) -> Result<Response, Error> {
    let branding = branding::of(&state.house, sheet.scope.merchant).await?;
    let head = Letterhead {
        merchant: sheet.merchant.clone(),
        accent: branding.accent,
        support_email: branding.support_email,
        sandbox: !sheet.scope.livemode(),
    };
    let bill = bill(sheet);
    let name = format!("{}.pdf", bill.number);
    let paper = Paper::of_country(country(sheet));
    let written = tokio::task::spawn_blocking(move || invoice_pdf::write(&bill, tongue, &head, paper)).await;
    let file = written.ok().flatten().ok_or_else(|| Error::Internal(format!("{name} can't be written")))?;
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)], file)
        .into_response())
}

/// Where the letter goes; where nobody knows, a currency begins with the country that it is of.
fn country(sheet: &Sheet) -> &str {
    match sheet.customer.address.country.as_str() {
        "" => sheet.invoice.total.currency.code().get(..2).unwrap_or_default(),
        country => country,
    }
}

/// What the service knows, as the page and the file tell it.
fn bill(sheet: &Sheet) -> Bill {
    let (invoice, zone) = (&sheet.invoice, &sheet.zone);
    let of = |minor: i64| Amount { minor, ..invoice.total };
    Bill {
        number: invoice.label(sheet.scope.mode),
        state: bill_state(invoice),
        to: to(&sheet.customer),
        issued: zone.civil(invoice.created_at),
        due: zone.civil(invoice.due_at),
        ended: invoice.ended_at.map(|at| zone.civil(at)),
        period: invoice.period.map(|period| (zone.civil(period.start), zone.civil(period.end))),
        renews: invoice.subscription.is_some(),
        lines: invoice.lines.iter().map(line).collect(),
        total: invoice.total,
        credited: of(invoice.credited),
        paid: of(invoice.paid),
        left: invoice.remaining(),
        method: sheet.payment.as_ref().map(|payment| payment.method.clone()),
        url: sheet.url.clone(),
    }
}

fn line(line: &InvoiceLine) -> BillLine {
    // What is stored was added up when it was made out.
    let amount = line.total().unwrap_or(line.unit);
    BillLine { description: line.description.clone(), unit: line.unit, quantity: line.quantity, amount }
}

fn bill_state(invoice: &Invoice) -> BillState {
    match invoice.status {
        InvoiceStatus::Paid => BillState::Paid,
        InvoiceStatus::Void => BillState::Void,
        InvoiceStatus::Uncollectible => BillState::WrittenOff,
        InvoiceStatus::Draft | InvoiceStatus::Open if invoice.overdue => BillState::Overdue,
        InvoiceStatus::Draft | InvoiceStatus::Open => BillState::Open,
    }
}

/// As on an envelope, and the email under it.
fn to(customer: &CustomerFields) -> Vec<String> {
    let address = &customer.address;
    let city = [address.postal_code.as_str(), address.city.as_str()].join(" ");
    let country = rules::country_name(&address.country).unwrap_or(&address.country);
    [customer.name.as_str(), &address.line1, &address.line2, city.trim(), &address.state, country, &customer.email]
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}
