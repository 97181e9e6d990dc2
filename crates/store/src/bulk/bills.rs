//! The subscriptions and invoices of many customers at once, and the last number that was given.

use clientele_domain::invoice::{Invoice, InvoiceStatus};
use clientele_domain::scope::Scope;
use clientele_domain::subscription::{Subscription, total};

use super::rows::{Value, insert_many, values};
use super::{Record, Rows};
use crate::conn::Conn;
use crate::customers::metadata_text;
use crate::error::{Error, Result};
use crate::invoices::{self, lines_text};
use crate::subscriptions::items_text;

const SUBSCRIPTIONS: &str = "
    INSERT INTO subscriptions (
        merchant_id, livemode, id, customer_id, status, items, currency, amount, recurs_every, recurs_count, anchor, periods,
        period_start, period_end, paid_until, grace_days, told, trial_end, cancel_at_period_end, latest_invoice_id, source,
        metadata, active_until, due_at, ended_at, created_at, version
    ) VALUES ";

const INVOICES: &str = "
    INSERT INTO invoices (
        merchant_id, livemode, id, number, status, customer_id, subscription_id, period_start, period_end, lines, amount,
        currency, credited, paid, due_at, overdue, payment_id, created_at, ended_at, version
    ) VALUES ";

impl Rows<'_> {
    /// The subscriptions.
    pub(super) async fn subscriptions(&self, conn: &mut Conn<'_>) -> Result<()> {
        let mut subscriptions: Vec<&Subscription> =
            self.records.iter().flat_map(|record| &record.subscriptions).collect();
        subscriptions.sort_by_key(|subscription| subscription.id);
        let mut rows = Vec::with_capacity(subscriptions.len());
        for s in subscriptions {
            let amount = total(&s.items).ok_or_else(|| Error::Broken(format!("{} is for nothing", s.id)))?;
            rows.push(values! {
                self.merchant, self.livemode, s.id.to_string(), s.customer.to_string(), s.status.as_str(),
                items_text(&s.items)?, amount.currency.code().to_owned(), amount.minor, s.recurring.interval.as_str(),
                s.recurring.count, s.anchor, s.periods, s.current.start, s.current.end, s.paid_until, s.grace_days, s.told,
                s.trial_end, s.cancel_at_period_end, s.latest_invoice.map(|id| id.to_string()).unwrap_or_default(),
                s.source.as_str(), metadata_text(&s.metadata)?, s.active_until, s.due_at, s.ended_at, s.created_at,
                s.version,
            });
        }
        insert_many(conn, SUBSCRIPTIONS, rows).await
    }

    /// The invoices, and the last of their numbers.
    pub(super) async fn invoices(&self, conn: &mut Conn<'_>, scope: Scope) -> Result<()> {
        let mut invoices: Vec<&Invoice> = self.records.iter().flat_map(|record| &record.invoices).collect();
        invoices.sort_by_key(|invoice| invoice.id);
        let mut rows = Vec::with_capacity(invoices.len());
        for i in &invoices {
            rows.push(values! {
                self.merchant, self.livemode, i.id.to_string(), i.number, i.status.as_str(), i.customer.to_string(),
                i.subscription.map(|id| id.to_string()).unwrap_or_default(), i.period.map(|period| period.start),
                i.period.map(|period| period.end), lines_text(&i.lines)?, i.total.minor,
                i.total.currency.code().to_owned(), i.credited, i.paid, i.due_at, i.overdue,
                i.payment.map(|id| id.to_string()).unwrap_or_default(), i.created_at, i.ended_at, i.version,
            });
        }
        insert_many(conn, INVOICES, rows).await?;
        match invoices.iter().map(|invoice| invoice.number).max() {
            Some(last) => invoices::numbered_until(conn, scope, last).await,
            None => Ok(()),
        }
    }
}

/// Until when somebody has something that is subscribed to, in microseconds; 0 without.
pub(super) fn active_until(record: &Record) -> i64 {
    record.subscriptions.iter().map(|subscription| subscription.active_until.micros()).max().unwrap_or_default()
}

/// How many invoices somebody got.
pub(super) fn invoices_of(record: &Record) -> i64 {
    i64::try_from(record.invoices.len()).unwrap_or(i64::MAX)
}

/// How many of them are open and overdue.
pub(super) fn overdue_of(record: &Record) -> i64 {
    let overdue = record.invoices.iter().filter(|invoice| invoice.overdue && invoice.status == InvoiceStatus::Open);
    i64::try_from(overdue.count()).unwrap_or(i64::MAX)
}
