//! Making a session.

use clientele_domain::audit::Act;
use clientele_domain::catalog::Priced;
use clientele_domain::checkout::{Line, Sale, Session, SessionPaymentStatus, SessionStatus, Terms};
use clientele_domain::customer::{CustomerFields, Kind};
use clientele_domain::id::{CheckoutSessionId, PaymentLinkId};
use clientele_domain::matching::{Creation, MayUpdate};
use clientele_domain::money::Amount;
use clientele_domain::payment::Source;
use clientele_domain::role::Permission;
use clientele_domain::selector::Selector;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, checkouts};
use clientele_wire as wire;

use super::find::told;
use crate::audit::{self, change};
use crate::catalog::of_items;
use crate::ctx::{Ctx, transaction};
use crate::customers::found;
use crate::error::{Error, Result};

/// A session to make. The terms and what was told of the buyer are checked.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The terms.
    pub terms: Terms,
    /// The customer, when one is named.
    pub customer: Option<Selector>,
    /// What is known of the buyer.
    pub told: CustomerFields,
    /// What the buyer may change of the record of a named customer.
    pub may_update: MayUpdate,
    /// After how many minutes nobody can pay any more.
    pub minutes: i64,
}

impl NewSession {
    /// A session with these terms and an unknown buyer.
    pub fn of(terms: Terms) -> Self {
        let (told, may_update) = (CustomerFields::default(), MayUpdate::default());
        Self { terms, customer: None, told, may_update, minutes: Session::MINUTES }
    }

    /// What excludes each other.
    ///
    /// Errors: everything that is wrong.
    pub fn check(&self) -> std::result::Result<(), Vec<Violation>> {
        let mut wrong = Vec::new();
        let named = self.customer.is_some();
        if named && self.told != CustomerFields::default() {
            wrong.push(Violation::new("customer", "Send either customer_id or customer."));
        }
        if named && self.terms.customer_creation == Creation::Always {
            let told = "A customer who is named by customer_id need not be made. Leave out one of the two.";
            wrong.push(Violation::new("customer_creation", told));
        }
        if !named && self.may_update != MayUpdate::default() {
            let told = "There is nothing to update without customer_id.";
            wrong.push(Violation::new("customer_update", told));
        }
        if !(1..=Session::MOST_MINUTES).contains(&self.minutes) {
            let told = format!("Send a number of minutes from 1 to {} (thirty days).", Session::MOST_MINUTES);
            wrong.push(Violation::new("expires_after_minutes", told));
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

/// Makes a session.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn create(ctx: &Ctx, asked: &NewSession) -> Result<wire::CheckoutSession> {
    ctx.require(Permission::CheckoutWrite)?;
    asked.check().map_err(Error::Invalid)?;
    transaction!(ctx, |conn| {
        let session = session(ctx, conn, asked, None).await?;
        checkouts::insert(conn, ctx.scope, &session, "").await?;
        let sold = [change("title", "", session.title()), change("amount", "", session.total)];
        audit::note(ctx, conn, Act::CheckoutCreated, &session.id.to_string(), &sold).await?;
        told(ctx, conn, session).await
    })
}

/// The session that is asked for, of a link if one sells it. Errors: `Invalid`.
pub(super) async fn session(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    asked: &NewSession,
    link: Option<(PaymentLinkId, &str)>,
) -> Result<Session> {
    let lines = lines(ctx, conn, &asked.terms).await?;
    let total = total(&lines)?;
    let customer = match &asked.customer {
        None => None,
        Some(selector) => Some(registered(ctx, conn, selector).await?),
    };
    let session = Session { named: customer.is_some(), customer, ..open_session(ctx, asked, lines, total) };
    Ok(match link {
        None => session,
        Some((id, name)) => {
            Session { source: Source::PaymentLink, link: Some(id), source_description: name.to_owned(), ..session }
        }
    })
}

/// An open session of these lines, whose buyer nobody has named.
pub(super) fn open_session(ctx: &Ctx, asked: &NewSession, lines: Vec<Line>, total: Amount) -> Session {
    let session = Session {
        id: CheckoutSessionId::new(ctx.now, ctx.randomness().bytes()),
        status: SessionStatus::Open,
        payment_status: SessionPaymentStatus::Unpaid,
        terms: asked.terms.clone(),
        lines,
        total,
        named: false,
        customer: None,
        told: asked.told.clone(),
        may_update: asked.may_update,
        typed: CustomerFields::default(),
        answers: Vec::new(),
        device: String::new(),
        source: Source::Checkout,
        link: None,
        source_description: String::new(),
        invoice: None,
        matched: None,
        order: None,
        payment: None,
        canceled: false,
        created_at: ctx.now,
        expires_at: ctx.now.plus(std::time::Duration::from_secs(asked.minutes.unsigned_abs() * 60)),
        completed_at: None,
        version: 1,
    };
    Session { source_description: session.title(), ..session }
}

/// The id of a registered customer. Guests are formed by checkouts: nobody signs in as one, so nobody can be sent to one.
async fn registered(ctx: &Ctx, conn: &mut Conn<'_>, selector: &Selector) -> Result<clientele_domain::id::CustomerId> {
    match found(ctx, conn, selector).await {
        Ok(customer) if customer.kind == Kind::Registered => Ok(customer.id),
        Ok(_) => {
            let told =
                "This customer is a guest, and only registered customers can be named. Send what you know as customer.";
            Err(Error::invalid("customer_id", told))
        }
        Err(Error::NotFound | Error::Deleted { .. }) => {
            Err(Error::invalid("customer_id", "There is no such customer here."))
        }
        Err(other) => Err(other),
    }
}

/// What is sold, with the prices as they are now.
pub(super) async fn lines(ctx: &Ctx, conn: &mut Conn<'_>, terms: &Terms) -> Result<Vec<Line>> {
    Ok(match &terms.sale {
        Sale::Amount { title, description, amount } => vec![Line {
            price: None,
            name: title.clone(),
            description: description.clone(),
            unit: *amount,
            quantity: 1,
            recurring: None,
        }],
        Sale::Items(items) => of_items(ctx, conn, items).await?.into_iter().map(line).collect(),
    })
}

fn line(item: Priced) -> Line {
    Line {
        price: Some(item.price.id),
        name: item.price.product_name,
        description: String::new(),
        unit: item.price.amount,
        quantity: item.quantity,
        recurring: item.price.recurring,
    }
}

/// No sale is larger, in minor units, so that sums over thousands of them still add up.
const MOST: i64 = clientele_domain::catalog::MOST;

/// What the lines come to. They are of one currency.
pub(super) fn total(lines: &[Line]) -> Result<Amount> {
    let first = lines.first().ok_or_else(|| Error::Internal("a sale of nothing".to_owned()))?;
    let sum = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.total()?.minor));
    let minor = sum.filter(|sum| *sum <= MOST);
    let minor = minor.ok_or_else(|| Error::invalid("line_items", "Together this is more than can be paid at once."))?;
    Ok(Amount { minor, ..first.unit })
}
