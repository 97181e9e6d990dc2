//! From what the service knows of a session to what its page shows.

use clientele_domain::checkout::{Answer, Attempt, Form, Session};
use clientele_domain::customer::Address;
use clientele_domain::rules;
use clientele_service::checkout::{Detail, Listed};
use leptos::prelude::use_context;

use super::{AttemptView, CheckoutSummary, CheckoutView};

pub(super) fn summary(Listed { session, buyer }: Listed) -> CheckoutSummary {
    CheckoutSummary {
        id: session.id,
        title: session.title(),
        amount: session.total,
        customer: session.customer,
        buyer,
        source: session.source,
        source_description: session.source_description,
        status: session.status,
        payment_status: session.payment_status,
        canceled: session.canceled,
        created_at: session.created_at,
    }
}

pub(super) fn checkout_view(found: Detail) -> CheckoutView {
    let (can_be_canceled, can_be_confirmed) = (found.can_be_canceled(), found.can_be_confirmed());
    let Detail { listed, url, form, attempt, order_number } = found;
    let session = &listed.session;
    CheckoutView {
        url,
        lines: session.lines.clone(),
        known: known(session, &form),
        // What was typed may be wrong, but it isn't missing; of a session that is over, nothing is.
        missing: if can_be_canceled { missing(session, &form) } else { Vec::new() },
        answers: answers(session),
        terms: session.terms.clone(),
        attempt: attempt.map(attempt_view),
        matched: session.matched.clone(),
        link: session.link,
        order: session.order.map(|id| (id, order_number)),
        payment: session.payment,
        expires_at: session.expires_at,
        completed_at: session.completed_at,
        can_be_canceled,
        can_be_confirmed,
        posted: use_context().unwrap_or_default(),
        checkout: summary(listed),
    }
}

fn attempt_view(attempt: Attempt) -> AttemptView {
    let Attempt { method, status, waiting, decline, created_at, .. } = attempt;
    AttemptView { method, status, waiting, decline, created_at }
}

/// What was typed goes before what the merchant told.
fn known(session: &Session, form: &Form) -> Vec<(String, String)> {
    let (typed, told) = (form.taken(&session.typed), &form.known);
    let text = |typed: &String, told: &String| if typed.is_empty() { told.clone() } else { typed.clone() };
    let place = |typed: &Address, told: &Address| in_a_line(if typed.is_empty() { told } else { typed });
    let standard = [
        ("Name", text(&typed.name, &told.name)),
        ("Email", text(&typed.email, &told.email)),
        ("Phone", text(&typed.phone, &told.phone)),
        ("External id", told.external_id.clone()),
        ("Billing address", place(&typed.address, &told.address)),
        ("Shipping address", place(&typed.shipping, &told.shipping)),
    ];
    let asked = session.terms.required.iter().flatten();
    let others = asked.filter_map(|name| {
        let (_, value) = typed.metadata.iter().chain(&told.metadata).find(|(key, _)| key == name)?;
        Some((name.clone(), rules::metadata_text(value)))
    });
    let standard = standard.into_iter().map(|(name, value)| (name.to_owned(), value));
    standard.chain(others).filter(|(_, value)| !value.is_empty()).collect()
}

fn in_a_line(address: &Address) -> String {
    let country = rules::country_name(&address.country).unwrap_or(&address.country);
    [&address.name, &address.line1, &address.line2, &address.postal_code, &address.city, &address.state]
        .into_iter()
        .map(String::as_str)
        .chain([country])
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn missing(session: &Session, form: &Form) -> Vec<String> {
    let typed = form.taken(&session.typed);
    let open = form.asked.iter().filter(|asked| !asked.field.is_in(&form.known) && !asked.field.is_in(&typed));
    open.map(|asked| asked.field.name().to_owned()).collect()
}

fn answers(session: &Session) -> Vec<(String, String)> {
    let answered = session.terms.custom_fields.iter().filter_map(|field| {
        let typed = session.answers.iter().find(|(key, _)| *key == field.key).map(|(_, text)| text)?;
        let words = match field.answer(typed) {
            Ok(Some(Answer::Ticked(ticked))) => if ticked { "Yes" } else { "No" }.to_owned(),
            Ok(Some(Answer::Text(text))) => text,
            // As it was typed, until it is an answer.
            _ => typed.trim().to_owned(),
        };
        Some((field.label.clone(), words)).filter(|(_, words)| !words.is_empty())
    });
    answered.collect()
}
