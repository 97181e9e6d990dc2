//! Payment links, as buyers meet them.

use clientele_domain::checkout::{Form, Known, Line, Terms};
use clientele_domain::customer::CustomerFields;
use clientele_domain::id::{CheckoutSessionId, PaymentLinkId};
use clientele_domain::money::Amount;
use clientele_domain::scope::Scope;
use clientele_store::{checkouts, links, merchants};

use super::create::{NewSession, lines, session, total};
use super::desk::on_behalf;
use super::filled_in::Submission;
use super::submit::{Submitted, submit};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;
use crate::methods::{self, Offer};

/// What the page of a link is made of.
#[derive(Debug, Clone)]
pub struct LinkDesk {
    /// Whose link it is.
    pub scope: Scope,
    /// What the merchant is called.
    pub merchant: String,
    /// What the link is called.
    pub name: String,
    /// What is sold.
    pub lines: Vec<Line>,
    /// What it costs.
    pub total: Amount,
    /// The terms.
    pub terms: Terms,
    /// What is asked.
    pub form: Form,
    /// What can be paid with; nothing, when there is nothing to pay.
    pub offers: Vec<Offer>,
}

async fn at_the_link(house: &House, id: PaymentLinkId) -> Result<Ctx> {
    let scope = links::scope_of(&mut house.db.read().await?.conn(), id).await?.ok_or(Error::NotFound)?;
    Ok(on_behalf(house, scope))
}

fn archived() -> Error {
    Error::InvalidState("This link sells nothing any more.".to_owned())
}

/// A link as a buyer sees it. Nothing is written: the session is made when the form is sent.
///
/// Errors: `NotFound`, `InvalidState` when it sells nothing any more.
pub async fn open_link(house: &House, id: PaymentLinkId) -> Result<LinkDesk> {
    let ctx = at_the_link(house, id).await?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let link = links::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    if !link.active {
        return Err(archived());
    }
    let lines = lines(&ctx, conn, &link.terms).await.map_err(|error| match error {
        Error::Invalid(_) => archived(),
        other => other,
    })?;
    let total = total(&lines)?;
    let merchant = merchants::by_id(conn, ctx.scope.merchant).await?.ok_or(Error::NotFound)?;
    let offers = match total.minor {
        0 => Vec::new(),
        _ => methods::offers(&ctx, conn, total).await?,
    };
    let form = Form::of(&link.terms, &CustomerFields::default(), Known::Nobody);
    let (scope, name, terms) = (ctx.scope, link.name, link.terms);
    Ok(LinkDesk { scope, merchant: merchant.name, name, lines, total, terms, form, offers })
}

/// No name of a form is longer.
const LONGEST_ONCE: usize = 100;

/// Takes the form of a link: makes a session for it, or finds the one that the same form made, and takes the form there.
///
/// Errors: `NotFound`, `InvalidState` when the link sells nothing any more.
pub async fn submit_link(
    house: &House,
    id: PaymentLinkId,
    once: &str,
    sent: &Submission,
) -> Result<(CheckoutSessionId, Submitted)> {
    let ctx = at_the_link(house, id).await?;
    let once: String = once.chars().filter(char::is_ascii_graphic).take(LONGEST_ONCE).collect();
    let session = transaction!(ctx, |conn| {
        if !once.is_empty()
            && let Some(known) = checkouts::by_once(conn, ctx.scope, id, &once).await?
        {
            return Ok(known);
        }
        let link = links::by_id(conn, ctx.scope, id).await?.filter(|link| link.active).ok_or_else(archived)?;
        let made = session(&ctx, conn, &NewSession::of(link.terms), Some((id, &link.name))).await;
        let made = made.map_err(|error| match error {
            Error::Invalid(_) => archived(),
            other => other,
        })?;
        checkouts::insert(conn, ctx.scope, &made, &once).await?;
        Ok(made.id)
    })?;
    Ok((session, submit(house, session, sent).await?))
}
