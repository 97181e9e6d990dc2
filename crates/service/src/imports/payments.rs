//! Storing a row of a file of payments, and finding out who paid.

use std::collections::HashMap;

use clientele_domain::customer::{Customer, CustomerFields};
use clientele_domain::id::CustomerId;
use clientele_domain::import::PaymentRow;
use clientele_domain::money::Currency;
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;
use clientele_store::customers::Found;
use clientele_store::{Conn, customers, imports};

use crate::ctx::Ctx;
use crate::customers::{change_in, create_in};
use crate::error::Result;
use crate::merchants;
use crate::payments::{NewPayment, record_in};

/// Who paid.
pub(super) enum Payer {
    /// This customer.
    Known(CustomerId),
    /// This customer, who gets the row's external id.
    Named(Box<Customer>),
    /// Somebody who is not there yet.
    New,
}

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
            None => match payer(ctx, conn, row, Hold::Yes).await? {
                Err(violation) => return Ok(Some(violation)),
                Ok(Payer::Known(customer)) => customer,
                Ok(Payer::Named(customer)) => {
                    let fields =
                        CustomerFields { external_id: row.payer.external_id.clone(), ..customer.fields.clone() };
                    change_in(ctx, conn, *customer, fields).await?.id
                }
                Ok(Payer::New) => create_in(ctx, conn, row.payer.clone(), None).await?.id,
            },
        };
        // Names and phone numbers alone don't tell two people apart.
        if told != (None, "", "") {
            self.met.insert(told, customer);
        }
        record_in(ctx, conn, self.payment(row, customer), self.own).await?;
        Ok(None)
    }

    fn payment(&self, row: &PaymentRow, customer: CustomerId) -> NewPayment {
        NewPayment {
            customer,
            amount: row.amount,
            refunded: row.refunded,
            status: row.status,
            method: row.method.clone(),
            source: row.source,
            source_description: row.source_description.clone(),
            order_number: row.order_number.clone(),
            description: row.description.clone(),
            metadata: row.metadata.clone(),
            occurred_at: row.occurred_at.unwrap_or(self.began),
        }
    }
}

/// Whether those who are found are held, so that nobody else changes them before the transaction ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    Yes,
    No,
}

/// Who paid: by id, or else by external id, or else by email.
///
/// An email leads to a customer whose external id is another one only by mistake: they are different users. One without
/// an external id gets the row's.
pub(super) async fn payer(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    row: &PaymentRow,
    hold: Hold,
) -> Result<std::result::Result<Payer, Violation>> {
    if let Some(id) = row.customer {
        return Ok(match found(ctx, conn, id, hold).await? {
            Some(Found::Present(_)) => Ok(Payer::Known(id)),
            Some(Found::Deleted { at }) => {
                Err(Violation::new("customer_id", format!("{id} was deleted on {}.", at.date())))
            }
            None => Err(Violation::new("customer_id", format!("There is no customer {id} here."))),
        });
    }
    let told = &row.payer;
    if let Some(customer) = customers::by_external_id(conn, ctx.scope, &told.external_id).await?
        && let Some(Found::Present(customer)) = found(ctx, conn, customer.id, hold).await?
    {
        return Ok(Ok(Payer::Known(customer.id)));
    }
    if let Some(customer) = customers::by_email(conn, ctx.scope, &told.email).await?
        && let Some(Found::Present(customer)) = found(ctx, conn, customer.id, hold).await?
    {
        if told.external_id.is_empty() {
            return Ok(Ok(Payer::Known(customer.id)));
        }
        if customer.fields.external_id.is_empty() {
            return Ok(Ok(Payer::Named(customer)));
        }
    }
    Ok(Ok(Payer::New))
}

async fn found(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerId, hold: Hold) -> Result<Option<Found>> {
    Ok(match hold {
        Hold::Yes => customers::lock(conn, ctx.scope, id).await?,
        Hold::No => customers::by_id(conn, ctx.scope, id).await?,
    })
}
