//! From what the service knows to what a page shows.

use clientele_app::hosted::{
    CompleteView, FormView, InstructionsView, InvoiceView, Offer, Order, TestCard, View, Wrong,
};
use clientele_domain::card::SandboxCard;
use clientele_domain::checkout::{AfterCompletion, Attempt, AttemptStatus, Decline, Form, Session, Terms, Waiting};
use clientele_domain::id::CheckoutSessionId;
use clientele_domain::payment::MethodKind;
use clientele_domain::scope::Mode;
use clientele_domain::time::Timestamp;
use clientele_service::checkout::{Desk, LinkDesk, Shown, Submission};
use clientele_service::methods;

use super::visit::Visit;

/// What a session's page is about.
pub fn view(desk: &Desk, visit: &Visit, now: Timestamp) -> View {
    match desk.shown(now) {
        Shown::Form => View::Form(Box::new(form(desk, visit))),
        Shown::Waiting => waiting(desk, now),
        Shown::Processing => View::Processing,
        Shown::Complete => View::Complete(Box::new(complete(desk))),
        Shown::Expired => View::Expired,
        Shown::Canceled => View::Canceled,
    }
}

/// What is bought. A session of several lines has no name of its own, unless its link has one.
pub fn order(session: &Session, several: &str) -> Order {
    let title = match (session.link, session.lines.as_slice()) {
        (Some(_), _) => session.source_description.clone(),
        (None, [line]) => line.name.clone(),
        (None, _) => several.to_owned(),
    };
    Order { title, lines: session.lines.clone(), total: session.total }
}

/// The form of a session, as it was left.
pub fn form(desk: &Desk, visit: &Visit) -> FormView {
    let latest = desk.attempt.as_ref();
    FormView {
        typed: desk.session.typed.clone(),
        answers: desk.session.answers.clone(),
        method: latest.map(|attempt| attempt.method.kind),
        declined: latest.and_then(refused),
        ..empty(&desk.session.terms, &desk.form, &desk.offers, desk.scope.mode, visit)
    }
}

/// The form of a link, which nobody has filled in.
pub fn link_form(desk: &LinkDesk, visit: &Visit, once: String) -> FormView {
    FormView { once: Some(once), ..empty(&desk.terms, &desk.form, &desk.offers, desk.scope.mode, visit) }
}

/// The form with what was just sent, when it is not to be paid yet.
pub fn typed(view: FormView, sent: Submission) -> FormView {
    FormView { typed: sent.fields, answers: sent.answers, method: sent.method, declined: None, ..view }
}

fn empty(terms: &Terms, form: &Form, offers: &[methods::Offer], mode: Mode, visit: &Visit) -> FormView {
    let card_is_tested = !mode.is_live() && offers.iter().any(|offer| offer.kind == MethodKind::Card && offer.sandbox);
    FormView {
        form: form.clone(),
        questions: terms.custom_fields.clone(),
        typed: Default::default(),
        answers: Vec::new(),
        country: visit.country(),
        offers: offers.iter().map(|offer| Offer { kind: offer.kind, label: offer.label.clone() }).collect(),
        method: None,
        submit: terms.submit_type,
        keeps_card: terms.save_payment_method,
        test_cards: if card_is_tested { test_cards() } else { Vec::new() },
        wrong: Wrong::default(),
        declined: None,
        once: None,
    }
}

fn test_cards() -> Vec<(String, TestCard)> {
    let becomes = |card| match card {
        SandboxCard::Succeeds => TestCard::Paid,
        SandboxCard::Declined => TestCard::Declined,
        SandboxCard::LacksFunds => TestCard::LacksFunds,
        SandboxCard::Slow => TestCard::Slow,
        SandboxCard::AnswerLost => TestCard::AnswerLost,
        SandboxCard::RefundFails => TestCard::RefundFails,
    };
    SandboxCard::ALL.iter().map(|(number, card, _)| ((*number).to_owned(), becomes(*card))).collect()
}

/// Why the latest attempt gave no money, if it came to an end without any.
fn refused(attempt: &Attempt) -> Option<Decline> {
    let ended = matches!(attempt.status, AttemptStatus::Declined | AttemptStatus::Abandoned);
    attempt.decline.filter(|_| ended)
}

fn waiting(desk: &Desk, now: Timestamp) -> View {
    let Some(attempt) = &desk.attempt else { return View::Processing };
    match &attempt.waiting {
        Some(waiting @ Waiting::Invoice { bolt11, sats, rate, expires_at, .. }) => {
            View::Invoice(Box::new(InvoiceView {
                bolt11: bolt11.clone(),
                sats: *sats,
                // Where it comes from and when is for the merchant's record.
                rate: rate.split(" at ").next().unwrap_or_default().to_owned(),
                expires_at: *expires_at,
                created_at: attempt.created_at,
                now,
                simulated: methods::is_simulated(waiting),
            }))
        }
        Some(Waiting::Instructions(text)) => {
            let label = desk.offers.iter().find(|offer| offer.kind == attempt.method.kind);
            let label = label.map(|offer| offer.label.clone()).unwrap_or_default();
            View::Instructions(InstructionsView {
                offer: Offer { kind: attempt.method.kind, label },
                text: text.clone(),
                reference: reference(desk.session.id),
            })
        }
        None => View::Processing,
    }
}

fn complete(desk: &Desk) -> CompleteView {
    let session = &desk.session;
    let paid = desk.attempt.as_ref().filter(|attempt| attempt.status == AttemptStatus::Succeeded);
    let name = [&session.typed.name, &desk.form.known.name].into_iter().find(|name| !name.is_empty());
    CompleteView {
        name: name.cloned().unwrap_or_default(),
        method: paid.map(|attempt| attempt.method.clone()),
        at: session.completed_at,
        reference: reference(session.id),
        after: match &session.terms.after {
            AfterCompletion::Redirect(url) => AfterCompletion::Redirect(with_id(url, session.id)),
            message => message.clone(),
        },
    }
}

/// The last characters of the id, as people can write them down. They are its random part.
fn reference(id: CheckoutSessionId) -> String {
    let text = id.to_string().to_uppercase();
    text.get(text.len() - 8..).unwrap_or_default().to_owned()
}

/// The address with the session's id in its place. An address may have been written with the braces escaped; an id needs
/// no escaping anywhere.
fn with_id(url: &str, id: CheckoutSessionId) -> String {
    let id = id.to_string();
    let braces = ["{CHECKOUT_SESSION_ID}", "%7BCHECKOUT_SESSION_ID%7D", "%7bCHECKOUT_SESSION_ID%7d"];
    braces.into_iter().fold(url.to_owned(), |url, braces| url.replace(braces, &id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_put_where_the_merchant_wants_it() {
        let id = CheckoutSessionId::new(Timestamp::from_micros(0), [1; 10]);
        let text = id.to_string();

        assert_eq!(
            with_id("https://example.com/%7BCHECKOUT_SESSION_ID%7D?s={CHECKOUT_SESSION_ID}", id),
            format!("https://example.com/{text}?s={text}")
        );
        assert_eq!(with_id("https://example.com/thanks", id), "https://example.com/thanks");
    }
}
