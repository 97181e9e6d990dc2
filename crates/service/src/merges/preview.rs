//! What a merge would make of two customers.

use clientele_domain::customer::Customer;
use clientele_domain::id::CustomerId;
use clientele_domain::matching::{Choices, MergeField};
use clientele_domain::merge::become_one;
use clientele_domain::payment::Totals;
use clientele_domain::role::Permission;
use clientele_domain::selector::Selector;
use clientele_store::matching::distinct;
use serde::{Deserialize, Serialize};

use super::by_hand::both;
use super::join::one_records_fields;
use crate::ctx::Ctx;
use crate::customers::{CustomerView, viewed};
use crate::error::Result;

/// What a merge would make of two customers.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Who would be merged.
    pub source: CustomerView,
    /// Who would stay.
    pub target: CustomerView,
    /// The one record; its version is that of the record that stays, for it is not made yet.
    pub result: CustomerView,
    /// The fields in which the two differ.
    pub fields: Vec<FieldOfBoth>,
    /// Whether somebody said that they are not the same person, so that they can't be merged.
    pub distinct: bool,
}

/// A field of which the two have different values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldOfBoth {
    /// Which.
    pub field: MergeField,
    /// As people read it, of the one who would be merged.
    pub source: String,
    /// Of the one who would stay.
    pub target: String,
    /// Of the one record.
    pub result: String,
}

/// Looks at what a merge would make of two customers. Nothing is written.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`, `Invalid`, `InvalidState` when the two are one already.
pub async fn preview(ctx: &Ctx, source: CustomerId, into: &Selector, choices: &Choices) -> Result<Preview> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let (source, target) = both(ctx, conn, source, into).await?;
    let distinct = !distinct::among(conn, ctx.scope, &[source.id, target.id]).await?.is_empty();
    let fields = one_records_fields(&source, &target, choices);
    let one = become_one(&source, &target, fields, ctx.now);
    let differing = differing(&source, &target, &one);
    let (source, target) = (viewed(ctx, conn, source).await?, viewed(ctx, conn, target).await?);
    let mut wallets = target.wallets.clone();
    let known = |address: &str, chain: i64| {
        target.wallets.iter().any(|wallet| wallet.address == address && wallet.chain_id == chain)
    };
    wallets.extend(source.wallets.iter().filter(|wallet| !known(&wallet.address, wallet.chain_id)).cloned());
    let result = CustomerView { totals: added(&target.totals, &source.totals), wallets, customer: one };
    Ok(Preview { source, target, result, fields: differing, distinct })
}

fn differing(source: &Customer, target: &Customer, one: &Customer) -> Vec<FieldOfBoth> {
    let all = MergeField::ALL.iter().map(|field| FieldOfBoth {
        field: *field,
        source: readable(source, *field),
        target: readable(target, *field),
        result: readable(one, *field),
    });
    all.filter(|field| field.source != field.target).collect()
}

/// The entries of the field, with commas between.
fn readable(customer: &Customer, field: MergeField) -> String {
    let name = if field == MergeField::PreferredLocale { "locale" } else { field.as_str() };
    let parts = customer.fields.entries().into_iter().filter_map(|(path, value)| match path.split_once('.') {
        Some((place, key)) if place == name && field == MergeField::Metadata => Some(format!("{key}: {value}")),
        Some((place, _)) if place == name => Some(value),
        None if path == name => Some(value),
        _ => None,
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn added(target: &[Totals], source: &[Totals]) -> Vec<Totals> {
    let mut all = target.to_vec();
    for more in source {
        match all.iter_mut().find(|totals| totals.spent.currency == more.spent.currency) {
            None => all.push(more.clone()),
            Some(totals) => {
                totals.spent.minor += more.spent.minor;
                totals.refunded += more.refunded;
                totals.balance += more.balance;
                if totals.payments == 0 || more.payments > 0 && more.first_payment_at < totals.first_payment_at {
                    totals.first_payment_at = more.first_payment_at;
                }
                totals.payments += more.payments;
                totals.last_payment_at = totals.last_payment_at.max(more.last_payment_at);
            }
        }
    }
    all
}
