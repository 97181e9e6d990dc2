//! Storing a row of a file of payments.

use std::collections::HashMap;

use clientele_domain::id::CustomerId;
use clientele_domain::import::PaymentRow;
use clientele_domain::money::Currency;
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, imports};

use crate::ctx::Ctx;
use crate::error::Result;
use crate::merchants;
use crate::payments::{Hold, NewPayment, payer, record_in};

/// What a row says of who paid.
type Told<'r> = (Option<CustomerId>, &'r str, &'r str);

/// What stays the same throughout a batch, which is one transaction.
pub(super) struct Batch<'r> {
    /// The merchant's own currency.
    own: Currency,
    /// When the import began; rows without a date happened then.
    began: Timestamp,
    /// Payers that rows before have met, and hold locked.
    met: HashMap<Told<'r>, CustomerId>,
}

fn told(row: &PaymentRow) -> Told<'_> {
    (row.customer, &row.payer.external_id, &row.payer.email)
}

impl<'r> Batch<'r> {
    /// Begins a batch: those whom its rows name by an external id are looked up at once, which is most of the work.
    pub(super) async fn begin(
        ctx: &Ctx,
        conn: &mut Conn<'_>,
        rows: impl Iterator<Item = &'r PaymentRow> + Clone,
        began: Timestamp,
    ) -> Result<Self> {
        let named = rows.filter(|row| row.customer.is_none() && !row.payer.external_id.is_empty());
        let external_ids: Vec<&str> = named.clone().map(|row| row.payer.external_id.as_str()).collect();
        let held = imports::hold_by_external_id(conn, ctx.scope, &external_ids).await?;
        let met = named.filter_map(|row| Some((told(row), *held.get(&row.payer.external_id)?))).collect();
        Ok(Self { own: merchants::currency(ctx, conn).await?, began, met })
    }

    /// Records the payment, for a new customer if need be; or tells why not.
    pub(super) async fn store(
        &mut self,
        ctx: &Ctx,
        conn: &mut Conn<'_>,
        row: &'r PaymentRow,
    ) -> Result<Option<Violation>> {
        let told = told(row);
        let customer = match self.met.get(&told) {
            Some(customer) => *customer,
            None => match payer(ctx, conn, row.customer, &row.payer, Hold::Yes).await? {
                Err(violation) => return Ok(Some(violation)),
                Ok(payer) => payer.settle(ctx, conn, &row.payer).await?,
            },
        };
        // Names and phone numbers alone don't tell two people apart.
        if told != (None, "", "") {
            self.met.insert(told, customer);
        }
        record_in(ctx, conn, Some(customer), self.payment(row), self.own, None).await?;
        Ok(None)
    }

    fn payment(&self, row: &PaymentRow) -> NewPayment {
        NewPayment {
            amount: row.amount,
            refunded: row.refunded,
            status: row.status,
            method: row.method.clone(),
            source: row.source,
            source_id: String::new(),
            source_description: row.source_description.clone(),
            order_number: row.order_number.clone(),
            description: row.description.clone(),
            metadata: row.metadata.clone(),
            occurred_at: row.occurred_at.unwrap_or(self.began),
            attempt: None,
            products: Vec::new(),
        }
    }
}
