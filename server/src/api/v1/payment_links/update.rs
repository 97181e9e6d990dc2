//! PATCH /v1/payment_links/{payment_link}

use axum::extract::State;
use axum::http::StatusCode;
use clientele_domain::checkout::Collect;
use clientele_domain::rules::TermsDraft;
use clientele_domain::violation::Violation;
use clientele_service::catalog::links::{self, LinkDraft};
use clientele_wire as wire;
use clientele_wire::Sent;

use super::{Link, told};
use crate::api::body::{Body, never_null};
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;
use crate::state::AppState;

/// Change a payment link
///
/// Changes what is sent; metadata is merged by key. `active: false` archives it. Sessions that it made already keep their
/// terms. With `If-Match` the change is made only if the link still is at that version.
#[utoipa::path(
    patch, path = "/payment_links/{payment_link}", tag = "Payment links", operation_id = "update_payment_link",
    params(
        ("payment_link" = String, Path, description = "`plink_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the change is based on"),
    ),
    request_body = wire::PatchPaymentLink,
    responses((status = 200, description = "The link as it is now.", body = wire::PaymentLink))
)]
pub async fn update(
    State(state): State<AppState>,
    ctx: ApiCtx,
    Link(id): Link,
    IfMatch(version): IfMatch,
    body: Body<wire::PatchPaymentLink>,
) -> Result<Versioned<wire::PaymentLink>, Problem> {
    let asked = body.checked(wrong)?;
    let cleared = never_null("active", &asked.active);
    if !cleared.is_empty() {
        return Err(Problem::invalid(&cleared));
    }
    let view = links::update(&ctx, id, version, |kept| over(&asked, kept)).await?;
    Ok(Versioned(StatusCode::OK, view.link.version, told(&state, &ctx, &view)))
}

/// What is wrong with a change, whatever it changes.
fn wrong(asked: &wire::PatchPaymentLink) -> Vec<Violation> {
    let sold =
        TermsDraft { title: "Any".to_owned(), amount: Some(1), currency: "EUR".to_owned(), ..TermsDraft::default() };
    let any = LinkDraft { name: String::new(), active: true, terms: sold };
    let mut wrong = links::check(&over(asked, any)).err().unwrap_or_default();
    wrong.extend(never_null("active", &asked.active));
    wrong
}

fn over(asked: &wire::PatchPaymentLink, kept: LinkDraft) -> LinkDraft {
    LinkDraft {
        name: asked.name.clone().over(kept.name),
        active: asked.active.clone().over(kept.active),
        terms: terms(asked, kept.terms),
    }
}

/// What was sent of the terms, and the rest as it is.
fn terms(asked: &wire::PatchPaymentLink, kept: TermsDraft) -> TermsDraft {
    let sent = asked.terms();
    let kept = sale(asked, kept);
    let follows = !(asked.after_completion.is_absent() && asked.success_url.is_absent());
    TermsDraft {
        amount: chosen(&asked.amount, sent.amount, kept.amount),
        currency: chosen(&asked.currency, sent.currency, kept.currency),
        title: chosen(&asked.title, sent.title, kept.title),
        description: chosen(&asked.description, sent.description, kept.description),
        line_items: chosen(&asked.line_items, sent.line_items, kept.line_items),
        require_customer_data: chosen(
            &asked.require_customer_data,
            sent.require_customer_data,
            kept.require_customer_data,
        ),
        collect: collect(&asked.collect, kept.collect),
        custom_fields: chosen(&asked.custom_fields, sent.custom_fields, kept.custom_fields),
        customer_creation: chosen(&asked.customer_creation, sent.customer_creation, kept.customer_creation),
        submit_type: chosen(&asked.submit_type, sent.submit_type, kept.submit_type),
        after_completion: if follows { sent.after_completion } else { kept.after_completion },
        success_url: if follows { sent.success_url } else { kept.success_url },
        cancel_url: chosen(&asked.cancel_url, sent.cancel_url, kept.cancel_url),
        save_payment_method: chosen(&asked.save_payment_method, sent.save_payment_method, kept.save_payment_method),
        metadata: match &asked.metadata {
            Sent::Absent => kept.metadata,
            Sent::Null => Vec::new(),
            Sent::Value(patch) => patch.over(&kept.metadata),
        },
    }
}

/// What was sent, unless it was left out.
fn chosen<S, T>(asked: &Sent<S>, sent: T, kept: T) -> T {
    if asked.is_absent() { kept } else { sent }
}

/// Whoever sends lines in place of an amount, or an amount in place of lines, need not clear the other.
fn sale(asked: &wire::PatchPaymentLink, kept: TermsDraft) -> TermsDraft {
    let lines = matches!(asked.line_items, Sent::Value(_));
    let amount = !(asked.title.is_absent() && asked.amount.is_absent() && asked.currency.is_absent());
    match (lines, amount) {
        (true, false) => TermsDraft {
            title: String::new(),
            description: String::new(),
            amount: None,
            currency: String::new(),
            ..kept
        },
        (false, true) => TermsDraft { line_items: None, ..kept },
        _ => kept,
    }
}

fn collect(asked: &Sent<wire::CollectRequest>, kept: Collect) -> Collect {
    let asked = match asked {
        Sent::Absent => return kept,
        Sent::Null => return Collect::default(),
        Sent::Value(asked) => asked,
    };
    let on = |sent: &Sent<bool>, kept: bool| sent.clone().value().unwrap_or(kept);
    Collect {
        name: on(&asked.name, kept.name),
        phone: on(&asked.phone, kept.phone),
        billing_address: on(&asked.billing_address, kept.billing_address),
        shipping_address: on(&asked.shipping_address, kept.shipping_address),
        email: on(&asked.email, kept.email),
    }
}
