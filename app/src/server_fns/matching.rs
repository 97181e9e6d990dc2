//! Matching: two customers side by side, and the pairs that might be one person.

use clientele_domain::customer::Kind;
use clientele_domain::id::CustomerId;
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_domain::matching::{MergeField, Strength, WhyApart};
use clientele_domain::merge::{Belongings, Merge};
use clientele_domain::payment::Totals;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// An identifier that two customers share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedView {
    /// What kind.
    pub kind: IdentityKind,
    /// How people read it.
    pub label: String,
    /// How it got to the one.
    pub evidence: Evidence,
    /// How it got to the other.
    pub others_evidence: Evidence,
}

/// A customer who shares something with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedView {
    /// Who.
    pub id: CustomerId,
    /// What to call them.
    pub name: String,
    /// How to reach them.
    pub email: String,
    /// Registered or guest.
    pub kind: Kind,
    /// What they share, the strongest first.
    pub shared: Vec<SharedView>,
    /// Why they are not one record.
    pub why: WhyApart,
}

/// A record that was merged into a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsorbedView {
    /// The merge that took it.
    pub merge: Merge,
    /// What people called it.
    pub name: String,
    /// What goes back when it is undone.
    pub took: Belongings,
}

/// One of two customers who are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedSide {
    /// Who.
    pub id: CustomerId,
    /// What to call them.
    pub name: String,
    /// Registered or guest.
    pub kind: Kind,
    /// Since when.
    pub created_at: Timestamp,
    /// As it was looked at.
    pub version: i64,
    /// Figures, one row a currency.
    pub totals: Vec<Totals>,
    /// What hangs on the record.
    pub has: Belongings,
}

/// A field in which two customers differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedField {
    /// Which.
    pub field: MergeField,
    /// Of the one who would stay; empty when there is none.
    pub one: String,
    /// Of the other.
    pub other: String,
    /// Of the one record, when nobody chooses.
    pub result: String,
}

/// Two customers side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareView {
    /// Who would stay when nobody chooses.
    pub one: ComparedSide,
    /// The other.
    pub other: ComparedSide,
    /// What they differ in.
    pub fields: Vec<ComparedField>,
    /// Figures of both together, one row a currency.
    pub together: Vec<Totals>,
    /// What they share, the strongest first.
    pub shared: Vec<SharedView>,
    /// Why they are not one record.
    pub why: WhyApart,
    /// Whether somebody said that they are not the same person.
    pub distinct: bool,
    /// What came of the form that was not accepted, with what was chosen.
    pub posted: Posted,
}

/// Two customers side by side.
#[server(prefix = "/fn", endpoint = "matching/compare", input = GetUrl, output = JsonText)]
pub async fn compare(scope: Scope, one: CustomerId, other: CustomerId) -> Result<CompareView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    Ok(view_model::compared(clientele_service::merges::compare(&ctx, one, other).await?))
}

/// A pair in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairView {
    /// Both, the older one first: id and what to call them.
    pub both: [(CustomerId, String); 2],
    /// What they share.
    pub shared: Vec<SharedView>,
    /// How much that says.
    pub strength: Strength,
}

/// A page of pairs, and the one that is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicatesView {
    /// Those with the newest customers first.
    pub pairs: Vec<PairView>,
    /// How many there are in all, and whether there are more than were counted.
    pub count: (i64, bool),
    /// Where the next page begins.
    pub next: Option<(CustomerId, CustomerId)>,
    /// The pair that was asked for, or else the first.
    pub chosen: Option<CompareView>,
}

/// How many pairs a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 20;

/// A page of pairs that might be one person, after the pair `after`, with the pair `pair`. A pair is `cus_….cus_…`.
#[server(prefix = "/fn", endpoint = "matching/duplicates", input = GetUrl, output = JsonText)]
pub async fn duplicates(scope: Scope, after: String, pair: String) -> Result<DuplicatesView, Problem> {
    use clientele_service::{matching, merges};

    let ctx = crate::request::ctx(scope)?;
    let (found, next) = matching::pairs(&ctx, read_pair(&after), SHOWN).await?;
    let count = matching::pair_count(&ctx).await?;
    let pairs: Vec<PairView> = found.into_iter().map(view_model::pair).collect();
    let asked = read_pair(&pair);
    let chosen = match asked.or_else(|| pairs.first().map(|first| (first.both[0].0, first.both[1].0))) {
        // Somebody may have made one of them meanwhile; then there is nothing to compare.
        Some((one, other)) => match merges::compare(&ctx, one, other).await {
            Ok(comparison) => Some(view_model::compared(comparison)),
            Err(clientele_service::Error::InvalidState(_)) => None,
            Err(error) => return Err(error.into()),
        },
        None => None,
    };
    Ok(DuplicatesView { pairs, count: (count, count >= matching::MOST_COUNTED), next, chosen })
}

/// Reads `cus_….cus_…`.
pub fn read_pair(text: &str) -> Option<(CustomerId, CustomerId)> {
    let (one, other) = text.split_once('.')?;
    Some((one.parse().ok()?, other.parse().ok()?))
}

#[cfg(feature = "ssr")]
pub(super) mod view_model;
