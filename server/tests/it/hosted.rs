//! The pages that buyers see, as a browser without scripts sees them.

mod branding;
mod countries;
mod forms;
mod invoices;
mod links;
mod paying;
mod size;
mod tongues;

use serde_json::{Value, json};

use crate::harness::Api;

/// A card of the sandbox that is charged.
const GOOD_CARD: &str = "4242 4242 4242 4242";

/// Makes a session for a postcard at 10.50 with these terms as well, and gives the path of its page.
async fn session(api: &Api, terms: Value) -> String {
    let mut body = json!({ "amount": 1050, "currency": "EUR", "title": "Postcard" });
    let (known, more) = (body.as_object_mut().expect("an object"), terms.as_object().expect("an object"));
    known.extend(more.clone());
    let answer = api.post("/v1/checkout_sessions", body).await;
    answer.assert_status(201);
    format!("/pay/{}", answer.id())
}

/// What a form with a card sends, besides these fields.
fn with_card<'a>(number: &'a str, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let card = [("method", "card"), ("card_number", number), ("card_expiry", "12 / 39"), ("card_cvc", "123")];
    fields.iter().copied().chain(card).collect()
}
