//! Customers by form, as a browser without scripts sends them.

mod bulk;
mod conflict;
mod create;
mod delete;
mod edit;
mod history;
mod hostile_text;
mod metadata;
mod notes;
mod wallets;

use clientele_domain::id::CustomerId;

use crate::harness::{Answer, Shop};

/// What the form of a customer holds now, as a browser would send it back.
async fn form_of(shop: &Shop, customer: CustomerId) -> Vec<(String, String)> {
    fields_of(&shop.get(&format!("customers/{customer}/edit")).await)
}

/// Every field of the page's form for customers, with what it holds.
fn fields_of(page: &Answer) -> Vec<(String, String)> {
    page.fields("customer-form")
}

/// The form with another value in a field.
fn with(mut form: Vec<(String, String)>, field: &str, value: &str) -> Vec<(String, String)> {
    let known = form.iter_mut().find(|(name, _)| name == field);
    known.unwrap_or_else(|| panic!("the form has no field {field}")).1 = value.to_owned();
    form
}

/// The id in the address that a form led to.
fn id_in(location: &str) -> CustomerId {
    let last = location.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    last.parse().unwrap_or_else(|_| panic!("{location} names no customer"))
}
