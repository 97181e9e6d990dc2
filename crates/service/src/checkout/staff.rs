//! Sessions as staff see them: in a list, and one with everything that hangs on it.

use std::collections::HashMap;

use clientele_domain::checkout::{Attempt, AttemptStatus, Form, Session, SessionStatus};
use clientele_domain::id::{CheckoutSessionId, CustomerId};
use clientele_domain::role::Permission;
use clientele_store::checkouts::{self, SessionFilter, attempts};
use clientele_store::{customers, orders};

use super::find::form;
use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::{Error, Result};

/// A session in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The session.
    pub session: Session,
    /// What to call the buyer; empty when nothing is known.
    pub buyer: String,
}

/// A session with everything that hangs on it.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The session and its buyer.
    pub listed: Listed,
    /// Where the buyer pays.
    pub url: String,
    /// What the buyer is asked, and what is known.
    pub form: Form,
    /// The latest attempt to pay.
    pub attempt: Option<Attempt>,
    /// The order's number, as people quote it; empty before there is one.
    pub order_number: String,
}

impl Detail {
    /// Whether it can be called off, as things stand.
    pub fn can_be_canceled(&self) -> bool {
        self.listed.session.status == SessionStatus::Open && !self.is_charging()
    }

    /// Whether somebody can say that its money arrived, as things stand: also when its time is over.
    pub fn can_be_confirmed(&self) -> bool {
        let session = &self.listed.session;
        let over = session.status == SessionStatus::Complete || session.canceled;
        !over && !self.is_charging() && session.total.minor > 0
    }

    fn is_charging(&self) -> bool {
        self.attempt.as_ref().is_some_and(|attempt| attempt.status == AttemptStatus::Charging)
    }
}

/// A page of sessions, newest first, beginning after the session `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn page(
    ctx: &Ctx,
    status: Option<SessionStatus>,
    after: Option<CheckoutSessionId>,
    limit: i64,
) -> Result<(Vec<Listed>, bool)> {
    ctx.require(Permission::CheckoutRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let filter = SessionFilter { status, ..SessionFilter::default() };
    let (sessions, more) = cut(checkouts::page(conn, ctx.scope, &filter, after, limit + 1).await?, limit);
    let mut ids: Vec<CustomerId> = sessions.iter().filter_map(|session| session.customer).collect();
    ids.sort_unstable();
    ids.dedup();
    let known: HashMap<CustomerId, String> = customers::by_ids(conn, ctx.scope, &ids)
        .await?
        .into_iter()
        .map(|customer| (customer.id, customer.fields.display_name().to_owned()))
        .collect();
    let listed = |session: Session| {
        let customer = session.customer.and_then(|id| known.get(&id).cloned());
        Listed { buyer: customer.unwrap_or_else(|| called(&session)), session }
    };
    Ok((sessions.into_iter().map(listed).collect(), more))
}

/// One session with everything that hangs on it.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn detail(ctx: &Ctx, id: CheckoutSessionId) -> Result<Detail> {
    ctx.require(Permission::CheckoutRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let session = checkouts::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let ids: Vec<CustomerId> = session.customer.into_iter().collect();
    let customer = customers::by_ids(conn, ctx.scope, &ids).await?.pop();
    let order = match session.order {
        Some(order) => orders::by_id(conn, ctx.scope, order).await?,
        None => None,
    };
    let buyer = customer.map(|customer| customer.fields.display_name().to_owned());
    Ok(Detail {
        url: ctx.house.address(&format!("/pay/{id}")),
        form: form(ctx, conn, &session).await?,
        attempt: attempts::latest(conn, ctx.scope, id).await?,
        order_number: order.map(|order| order.number).unwrap_or_default(),
        listed: Listed { buyer: buyer.unwrap_or_else(|| called(&session)), session },
    })
}

/// What to call a buyer of whom there is no record: what the merchant told goes before what was typed.
fn called(session: &Session) -> String {
    let (told, typed) = (&session.told, &session.typed);
    [&told.name, &typed.name, &told.email, &typed.email, &told.phone, &typed.phone, &told.external_id]
        .into_iter()
        .find(|text| !text.trim().is_empty())
        .cloned()
        .unwrap_or_default()
}
