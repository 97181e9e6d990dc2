//! Who a buyer is: the candidates are looked up and held, the rules decide, and what they decide is done.

use std::collections::BTreeMap;

use clientele_domain::customer::{Customer, CustomerFields, Kind};
use clientele_domain::id::CustomerId;
use clientele_domain::identity::IdentityKind;
use clientele_domain::matching::{Buyer, Candidate, Link, Linked, Match, Rule, WhichFields, Write, decide};
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_store::matching::{self as rows, distinct, settings};
use clientele_store::{Conn, customers};

use super::learn::learn;
use crate::ctx::{Ctx, TRIES};
use crate::customers::{add_in, present, store_in};
use crate::error::{Error, Result};
use crate::merges::{Why, merge_in};

/// A buyer who is known now.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    /// Who.
    pub customer: Customer,
    /// Why.
    pub matched: Match,
}

/// Finds out who a buyer is, within a transaction of the caller: links, merges guests who turn out to be one person, or
/// makes a record. None when there is nothing that a record could be made of.
///
/// Errors: `NotFound` and `Deleted` for a customer who was named; `Invalid` when the record can't hold what was sent.
pub(crate) async fn resolve(ctx: &Ctx, conn: &mut Conn<'_>, buyer: &Buyer) -> Result<Option<Resolved>> {
    rows::hold(conn, ctx.scope, &buyer.identifiers()).await?;
    let mut found = candidates(ctx, conn, buyer).await?;
    let settings = settings::get(conn, ctx.scope).await?;
    let guests: Vec<CustomerId> =
        found.iter().filter(|(one, _)| one.kind == Kind::Guest).map(|(one, _)| one.id).collect();
    let distinct = distinct::among(conn, ctx.scope, &guests).await?;
    let known: Vec<Candidate> = found.iter().map(candidate).collect();
    let (customer, matched) = match decide(buyer, &settings, &known, &distinct).link {
        Link::Nobody => return Ok(None),
        Link::New(kind) => {
            let mut fields = buyer.told.clone();
            if kind == Kind::Guest {
                fields.external_id.clear();
            }
            (add_in(ctx, conn, kind, fields, None).await?, Match { rule: Rule::New, signs: Vec::new() })
        }
        Link::To(linked) => {
            let customer = link(ctx, conn, &mut found, buyer, &linked).await?;
            (customer, Match { rule: linked.rule, signs: linked.signs })
        }
    };
    learn(ctx, conn, &customer, buyer).await?;
    Ok(Some(Resolved { customer, matched }))
}

type Found = (Customer, Vec<IdentityKind>);

fn candidate((one, shares): &Found) -> Candidate {
    Candidate {
        id: one.id,
        kind: one.kind,
        external_id: one.fields.external_id.clone(),
        created_at: one.created_at,
        shares: shares.clone(),
    }
}

/// Everybody who shares an identifier with the buyer, and the customer who was named; all held. Whoever was merged between
/// the look and the lock is looked for again.
async fn candidates(ctx: &Ctx, conn: &mut Conn<'_>, buyer: &Buyer) -> Result<Vec<Found>> {
    for _ in 0..TRIES {
        let mut shares: BTreeMap<CustomerId, Vec<IdentityKind>> = BTreeMap::new();
        let named = match buyer.customer {
            Some(id) => Some(present(ctx, conn, id).await?),
            None => None,
        };
        // Nobody is merged into a registered customer, so those who share something with one need not be asked for.
        if named.as_ref().is_none_or(|named| named.kind == Kind::Guest) {
            for (kind, id) in rows::sharing(conn, ctx.scope, &buyer.identifiers()).await? {
                let kinds = shares.entry(id).or_default();
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
        if let Some(named) = named {
            shares.entry(named.id).or_default();
        }
        let ids: Vec<CustomerId> = shares.keys().copied().collect();
        let held = customers::hold(conn, ctx.scope, &ids).await?;
        if held.len() == ids.len() {
            let with_shares = |one: Customer| {
                let kinds = shares.remove(&one.id).unwrap_or_default();
                (one, kinds)
            };
            return Ok(held.into_iter().map(with_shares).collect());
        }
    }
    Err(Error::Conflict)
}

/// Does what a link takes: merges, then what is written back.
async fn link(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    found: &mut Vec<Found>,
    buyer: &Buyer,
    linked: &Linked,
) -> Result<Customer> {
    let mut take = |id: CustomerId| {
        let place = found.iter().position(|(one, _)| one.id == id);
        place.map(|place| found.swap_remove(place).0).ok_or_else(|| Error::Internal(format!("{id} was not held")))
    };
    let mut customer = take(linked.customer)?;
    for merger in &linked.merges {
        let source = take(merger.source)?;
        customer = merge_in(ctx, conn, &source, customer, &Why::of(&merger.because)).await?;
    }
    let fields = written_back(&linked.write, &customer.fields, &buyer.told)?;
    store_in(ctx, conn, customer, fields).await
}

/// The fields of the record afterwards. What the merchant's server sends has to fit; what a record could merely learn is
/// left out when it doesn't.
fn written_back(write: &Write, stored: &CustomerFields, told: &CustomerFields) -> Result<CustomerFields> {
    let wanted = write.over(stored, told);
    if wanted == *stored {
        return Ok(wanted);
    }
    match rules::check(&wanted) {
        Ok(fields) => Ok(fields),
        Err(violations) if write.fields == WhichFields::Sent => {
            let within = |wrong: Violation| Violation { field: format!("customer.{}", wrong.field), ..wrong };
            Err(Error::Invalid(violations.into_iter().map(within).collect()))
        }
        Err(_) => Ok(CustomerFields { tags: stored.tags.clone(), metadata: stored.metadata.clone(), ..wanted }),
    }
}
