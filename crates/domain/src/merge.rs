//! Merges: two records that became one, with all that is needed to make them two again.

use serde::{Deserialize, Serialize};

use crate::customer::{Customer, CustomerFields, Kind, SubscriptionStatus};
use crate::id::{CustomerId, MergeId};
use crate::identity::Identity;
use crate::matching::{Rule, Sign, restored};
use crate::time::Timestamp;

/// Two records that became one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Identifier.
    pub id: MergeId,
    /// Who was merged.
    pub source: CustomerId,
    /// Into whom.
    pub into: CustomerId,
    /// By which rule; `Manual` when a person decided.
    pub rule: Rule,
    /// What spoke for it.
    pub signs: Vec<Sign>,
    /// Who did it: a person, a key, or what acted.
    pub actor: String,
    /// When.
    pub created_at: Timestamp,
    /// When it was undone, if it was.
    pub undone_at: Option<Timestamp>,
    /// Who undid it.
    pub undone_by: String,
}

/// The state of a record that stays, before a merge or after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its fields.
    pub fields: CustomerFields,
    /// Registered or guest.
    pub kind: Kind,
    /// Has an invoice past due or uncollectible.
    pub delinquent: bool,
    /// The state of its subscriptions.
    pub subscription_status: Option<SubscriptionStatus>,
    /// Last change.
    pub updated_at: Timestamp,
    /// Version.
    pub version: i64,
}

/// What is kept to undo a merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The record that stays, before.
    pub before: State,
    /// The record that stays, after.
    pub after: State,
    /// Identities that both had, as the record that stays had them.
    pub shared: Vec<Identity>,
}

impl State {
    /// The state of a customer.
    pub fn of(customer: &Customer) -> Self {
        Self {
            fields: customer.fields.clone(),
            kind: customer.kind,
            delinquent: customer.delinquent,
            subscription_status: customer.subscription_status,
            updated_at: customer.updated_at,
            version: customer.version,
        }
    }
}

/// How much hangs on a record, and goes along in a merge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belongings {
    /// Payments, whatever became of them.
    pub payments: i64,
    /// Orders.
    pub orders: i64,
    /// Notes.
    pub notes: i64,
    /// Wallets.
    pub wallets: i64,
    /// Identifiers that were seen.
    pub identities: i64,
}

/// The one record that two become, with these fields: figures added up, and of each state the one that matters more.
pub fn become_one(source: &Customer, target: &Customer, fields: CustomerFields, now: Timestamp) -> Customer {
    let registered = [source.kind, target.kind].contains(&Kind::Registered) || !fields.external_id.is_empty();
    let earliest = |a: Option<Timestamp>, b: Option<Timestamp>| [a, b].into_iter().flatten().min();
    let mut one = target.clone();
    one.fields = fields;
    one.kind = if registered { Kind::Registered } else { Kind::Guest };
    one.delinquent |= source.delinquent;
    one.subscription_status = graver(source.subscription_status, target.subscription_status);
    one.counts.payments += source.counts.payments;
    one.counts.orders += source.counts.orders;
    one.counts.checkouts += source.counts.checkouts;
    one.counts.active_subscriptions += source.counts.active_subscriptions;
    one.counts.invoices += source.counts.invoices;
    one.counts.overdue_invoices += source.counts.overdue_invoices;
    one.active_until = source.active_until.max(target.active_until);
    one.first_payment_at = earliest(source.first_payment_at, target.first_payment_at);
    one.last_payment_at = source.last_payment_at.max(target.last_payment_at);
    one.merged_from.push(source.id);
    one.merged_from.extend(&source.merged_from);
    one.updated_at = now;
    one
}

fn graver(a: Option<SubscriptionStatus>, b: Option<SubscriptionStatus>) -> Option<SubscriptionStatus> {
    SubscriptionStatus::ALL.into_iter().find(|status| [a, b].contains(&Some(*status)))
}

/// The record that stays when the source leaves it again: as it was before, except for what changed since. Figures of
/// payments are not touched; they follow from the payments.
pub fn part(source: &Customer, now: &Customer, kept: &Kept) -> Customer {
    let (before, after) = (&kept.before, &kept.after);
    let mut back = now.clone();
    back.fields = restored(&now.fields, &before.fields, &after.fields);
    // Whom somebody has given an external id since stays registered.
    back.kind = if back.fields.external_id.is_empty() && now.kind == after.kind { before.kind } else { now.kind };
    if now.delinquent == after.delinquent {
        back.delinquent = before.delinquent;
    }
    if now.subscription_status == after.subscription_status {
        back.subscription_status = before.subscription_status;
    }
    back.counts.checkouts -= source.counts.checkouts;
    back.counts.active_subscriptions -= source.counts.active_subscriptions;
    back.merged_from.retain(|id| *id != source.id && !source.merged_from.contains(id));
    back
}

/// The identities of the record that stays when the source leaves it again: `now` are those that both have at present,
/// `brought` what the source came with. What was seen since stays.
pub fn part_identities(now: &[Identity], brought: &[Identity], kept: &Kept, merged_at: Timestamp) -> Vec<Identity> {
    let like = |all: &[Identity], one: &Identity| {
        all.iter().find(|other| other.kind == one.kind && other.value == one.value).cloned()
    };
    let left = now.iter().filter_map(|identity| {
        let brought = like(brought, identity)?;
        let times_seen = identity.times_seen - brought.times_seen;
        let before = like(&kept.shared, identity);
        let first = before.as_ref().map_or(merged_at, |before| before.first_seen_at);
        let mut left = Identity { times_seen, ..identity.clone() };
        if identity.first_seen_at == first.min(brought.first_seen_at) {
            left.first_seen_at = first;
        }
        if let Some(before) = before
            && identity.last_seen_at == before.last_seen_at.max(brought.last_seen_at)
        {
            left.last_seen_at = before.last_seen_at;
        }
        left.first_seen_at = left.first_seen_at.min(left.last_seen_at);
        (times_seen > 0).then_some(left)
    });
    left.collect()
}
