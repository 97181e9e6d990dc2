//! Finding out who paid, from what a file or a program tells of them.

use clientele_domain::customer::{Customer, CustomerFields};
use clientele_domain::id::CustomerId;
use clientele_domain::violation::Violation;
use clientele_store::customers::Found;
use clientele_store::{Conn, customers};

use crate::ctx::Ctx;
use crate::customers::{change_in, create_in};
use crate::error::Result;

/// Who paid.
pub(crate) enum Payer {
    /// This customer.
    Known(CustomerId),
    /// This customer, who gets the external id that was told.
    Named(Box<Customer>),
    /// Somebody who is not there yet.
    New,
}

impl Payer {
    /// The id, of a new customer if need be.
    pub(crate) async fn settle(self, ctx: &Ctx, conn: &mut Conn<'_>, told: &CustomerFields) -> Result<CustomerId> {
        match self {
            Self::Known(id) => Ok(id),
            Self::Named(customer) => {
                let fields = CustomerFields { external_id: told.external_id.clone(), ..customer.fields.clone() };
                Ok(change_in(ctx, conn, *customer, fields).await?.id)
            }
            Self::New => Ok(create_in(ctx, conn, told.clone(), None).await?.id),
        }
    }
}

/// Whether those who are found are held, so that nobody else changes them before the transaction ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    Yes,
    No,
}

/// Who paid: by id, or else by external id, or else by email.
///
/// An email leads to a customer whose external id is another one only by mistake: they are different users. One without
/// an external id gets the one that was told.
pub(crate) async fn payer(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: Option<CustomerId>,
    told: &CustomerFields,
    hold: Hold,
) -> Result<std::result::Result<Payer, Violation>> {
    if let Some(id) = customer {
        return Ok(match found(ctx, conn, id, hold).await? {
            Some(Found::Present(customer)) => Ok(Payer::Known(customer.id)),
            Some(Found::Deleted { at }) => {
                Err(Violation::new("customer_id", format!("{id} was deleted on {}.", at.date())))
            }
            None => Err(Violation::new("customer_id", format!("There is no customer {id} here."))),
        });
    }
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
