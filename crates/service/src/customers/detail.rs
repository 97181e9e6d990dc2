//! One customer with everything that hangs on it, read in one go.

use clientele_domain::customer::{Customer, FieldChange, Wallet};
use clientele_domain::id::CustomerId;
use clientele_domain::identity::Identity;
use clientele_domain::payment::{Order, Payment, Totals};
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use clientele_store::customers::Found;
use clientele_store::{changes, customers, identities, notes, orders, payments, totals, wallets};
use serde::{Deserialize, Serialize};

use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// How many payments, orders and entries of the timeline a page shows at first.
const NEWEST: i64 = 50;

/// A customer with what hangs on it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CustomerDetail {
    /// The record.
    pub customer: Customer,
    /// Figures, one row a currency.
    pub totals: Vec<Totals>,
    /// The newest payments.
    pub payments: Vec<Payment>,
    /// The newest orders.
    pub orders: Vec<Order>,
    /// What is known of the person, and how.
    pub identities: Vec<Identity>,
    /// Wallets.
    pub wallets: Vec<Wallet>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineEntry>,
}

/// Something that happened to a customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum TimelineEntry {
    /// The record changed.
    Change {
        /// Who.
        actor: String,
        /// `created`, `updated`, `wallet_added`, `wallet_removed`.
        act: String,
        /// Old and new values.
        fields: Vec<FieldChange>,
        /// When.
        at: Timestamp,
    },
    /// Staff wrote a note.
    Note {
        /// Who.
        author: String,
        /// The author's id, for the colour of the monogram.
        author_id: String,
        /// What.
        body: String,
        /// When.
        at: Timestamp,
    },
    /// A payment.
    Payment {
        /// Which.
        payment: Payment,
    },
}

impl TimelineEntry {
    /// When it happened.
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Change { at, .. } | Self::Note { at, .. } => *at,
            Self::Payment { payment } => payment.occurred_at,
        }
    }
}

/// The customer with everything that hangs on it.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn get(ctx: &Ctx, id: CustomerId) -> Result<CustomerDetail> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = match customers::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)? {
        Found::Present(customer) => *customer,
        Found::Deleted { at } => return Err(Error::Deleted { at }),
    };
    let payments = payments::of_customer(conn, ctx.scope, id, NEWEST).await?;
    let mut timeline: Vec<TimelineEntry> =
        payments.iter().map(|payment| TimelineEntry::Payment { payment: payment.clone() }).collect();
    timeline.extend(written(ctx, conn, id).await?);
    Ok(CustomerDetail {
        customer,
        totals: totals::of_customer(conn, ctx.scope, id).await?,
        orders: orders::of_customer(conn, ctx.scope, id, NEWEST).await?,
        identities: identities::of_customer(conn, ctx.scope, id).await?,
        wallets: wallets::of_customer(conn, ctx.scope, id).await?,
        timeline: newest_first(timeline),
        payments,
    })
}

/// What happened to a customer, newest first, also to one that was deleted.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn timeline(ctx: &Ctx, id: CustomerId) -> Result<Vec<TimelineEntry>> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    customers::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let mut timeline = written(ctx, conn, id).await?;
    let payments = payments::of_customer(conn, ctx.scope, id, NEWEST).await?;
    timeline.extend(payments.into_iter().map(|payment| TimelineEntry::Payment { payment }));
    Ok(newest_first(timeline))
}

/// What people and programs wrote: changes and notes.
async fn written(ctx: &Ctx, conn: &mut clientele_store::Conn<'_>, id: CustomerId) -> Result<Vec<TimelineEntry>> {
    let changes = changes::of_customer(conn, ctx.scope, id, NEWEST).await?;
    let notes = notes::of_customer(conn, ctx.scope, id, NEWEST).await?;
    let changes = changes.into_iter().map(|change| TimelineEntry::Change {
        actor: change.actor,
        act: change.act,
        fields: change.fields,
        at: change.created_at,
    });
    let notes = notes.into_iter().map(|note| TimelineEntry::Note {
        author: note.author,
        author_id: note.author_id,
        body: note.body,
        at: note.created_at,
    });
    Ok(changes.chain(notes).collect())
}

fn newest_first(mut timeline: Vec<TimelineEntry>) -> Vec<TimelineEntry> {
    timeline.sort_by_key(|entry| std::cmp::Reverse(entry.at()));
    timeline.truncate(usize::try_from(NEWEST).unwrap_or_default());
    timeline
}
