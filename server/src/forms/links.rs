//! The forms on the pages of payment links: a new link, and an end to one. The field `act` says which.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::checkout::{CustomFieldKind, SubmitType, Terms};
use clientele_domain::id::{MerchantId, PaymentLinkId};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::violation::Violation;
use clientele_service::catalog::links::{self, LinkDraft};
use clientele_service::catalog::{AfterDraft, CustomFieldDraft, LineItemDraft, TermsDraft};
use clientele_service::{Ctx, Error};

use super::{Sent, amount};
use crate::state::AppState;

/// What came of a form: where to go, and what to say.
type Done = (String, &'static str);

/// `POST /{merchant}/{mode}/payment-links/new`
pub async fn create(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match sent.ctx(&state, scope) {
        Ok(ctx) => make(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    answer(&state, sent, done).await
}

/// `POST /{merchant}/{mode}/payment-links/{id}`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, String)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let done = match (sent.ctx(&state, scope), id.parse()) {
        (Ok(ctx), Ok(id)) => change(&ctx, id, &sent).await,
        (Ok(_), Err(_)) => Err(Error::NotFound),
        (Err(error), _) => Err(error),
    };
    answer(&state, sent, done).await
}

async fn answer(state: &AppState, sent: Sent, done: Result<Done, Error>) -> Response {
    match done {
        Ok((to, message)) => sent.done(&to, message),
        Err(error) => sent.again(state, error, || {}).await,
    }
}

async fn change(ctx: &Ctx, id: PaymentLinkId, sent: &Sent) -> Result<Done, Error> {
    let here = format!("/{}/payment-links/{id}", ctx.scope);
    let active = async |active| links::update(ctx, id, None, |kept| LinkDraft { active, ..kept }).await;
    Ok(match sent.value("act") {
        "archive" => active(false).await.map(|_| (here, "Link archived."))?,
        "unarchive" => active(true).await.map(|_| (here, "Link sells again."))?,
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

async fn make(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    let places = asked(sent);
    let at_their_places = |error| match error {
        Error::Invalid(violations) => {
            Error::Invalid(violations.into_iter().map(|violation| placed(violation, &places)).collect())
        }
        other => other,
    };
    let made = match draft(sent, &places) {
        (draft, wrong) if wrong.is_empty() => links::create(ctx, &draft).await,
        (draft, mut wrong) => {
            let known: Vec<String> = wrong.iter().map(|violation: &Violation| violation.field.clone()).collect();
            let rest = links::check(&draft).err().unwrap_or_default();
            wrong.extend(rest.into_iter().filter(|violation| !known.contains(&violation.field)));
            Err(Error::Invalid(wrong))
        }
    };
    let view = made.map_err(at_their_places)?;
    Ok((format!("/{}/payment-links/{}", ctx.scope, view.link.id), "Payment link made."))
}

/// The places of the questions that are asked: those with something in them.
fn asked(sent: &Sent) -> Vec<usize> {
    let filled =
        |place: &usize| ["label", "options"].iter().any(|field| !sent.value(&path(*place, field)).trim().is_empty());
    (0..Terms::MOST_CUSTOM_FIELDS).filter(filled).collect()
}

fn path(place: usize, field: &str) -> String {
    format!("custom_fields[{place}].{field}")
}

/// The rules count the questions that are asked; the form has a place for each that could be.
fn placed(violation: Violation, places: &[usize]) -> Violation {
    let moved = places.iter().enumerate().find_map(|(number, place)| {
        let rest = violation.field.strip_prefix(&format!("custom_fields[{number}]."))?;
        Some(path(*place, rest))
    });
    Violation { field: moved.unwrap_or(violation.field), ..violation }
}

/// The link in the form, and what is wrong with it as it was typed.
fn draft(sent: &Sent, places: &[usize]) -> (LinkDraft, Vec<Violation>) {
    let mut wrong = Vec::new();
    let terms = TermsDraft {
        require_customer_data: required(sent),
        custom_fields: places.iter().map(|place| question(sent, *place)).collect(),
        submit_type: SubmitType::parse(sent.value("submit_type")),
        after_completion: after(sent),
        ..sale(sent, &mut wrong)
    };
    (LinkDraft { name: sent.value("name").to_owned(), active: true, terms }, wrong)
}

fn sale(sent: &Sent, wrong: &mut Vec<Violation>) -> TermsDraft {
    if sent.value("what") == "price" {
        let price = sent.value("line_items[0].price").to_owned();
        let quantity = whole(sent.value("line_items[0].quantity"));
        return TermsDraft { line_items: Some(vec![LineItemDraft { price, quantity }]), ..TermsDraft::default() };
    }
    let currency = sent.value("currency");
    let minor = amount(sent.value("amount"), currency).map(|amount| amount.minor).unwrap_or_else(|violations| {
        wrong.extend(violations);
        0
    });
    TermsDraft {
        amount: Some(minor),
        currency: currency.to_owned(),
        title: sent.value("title").to_owned(),
        description: sent.value("description").to_owned(),
        ..TermsDraft::default()
    }
}

/// Nothing for an email alone, which is asked for anyway.
fn required(sent: &Sent) -> Option<Vec<String>> {
    let names: Vec<String> = sent.values("require").into_iter().map(str::to_owned).collect();
    (names != ["email"]).then_some(names)
}

fn question(sent: &Sent, place: usize) -> CustomFieldDraft {
    let text = |field: &str| sent.value(&path(place, field));
    let options = text("options").lines().filter(|line| !line.trim().is_empty());
    CustomFieldDraft {
        label: text("label").to_owned(),
        key: String::new(),
        kind: CustomFieldKind::parse(text("type")),
        optional: text("optional") == "true",
        min_characters: whole(text("min_characters")),
        max_characters: whole(text("max_characters")),
        options: options.map(str::to_owned).collect(),
    }
}

fn after(sent: &Sent) -> AfterDraft {
    let redirect = sent.value("after") == "redirect";
    let (url, message) = (sent.value("after_completion.url"), sent.value("after_completion.message"));
    match redirect {
        true => AfterDraft { redirect: Some(true), url: url.to_owned(), message: String::new() },
        false => AfterDraft { redirect: Some(false), url: String::new(), message: message.to_owned() },
    }
}

/// A number; what is none is one that no rule lets pass.
fn whole(text: &str) -> Option<i64> {
    match text.trim() {
        "" => None,
        text => Some(text.parse().unwrap_or(i64::MIN)),
    }
}
