//! A buyer sends the form.

use std::time::Duration;

use clientele_domain::card::Card;
use clientele_domain::checkout::{Attempt, AttemptStatus, Decline, Session, SessionStatus};
use clientele_domain::id::{AttemptId, CheckoutSessionId};
use clientele_domain::payment::{Method, MethodKind};
use clientele_domain::violation::Violation;
use clientele_store::Conn;
use clientele_store::checkouts::{self, attempts};

use super::cards::chosen_card;
use super::complete::complete;
use super::desk::at_the_desk;
use super::filled_in::{Submission, checked};
use super::find::form;
use super::settle::{settle, under_way};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;
use crate::methods;

/// What became of a form that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    /// The session is complete.
    Complete,
    /// The buyer has something to do.
    Waiting,
    /// The payment is under way; nobody should pay again.
    Processing,
    /// The session's time is over, or it was called off.
    Over,
    /// Some of it is wrong.
    Wrong(Vec<Violation>),
    /// The method gave no money.
    Declined(Decline),
}

/// A buyer waits so long for a method's answer; what comes later is shown when the page asks again.
const PATIENCE: Duration = Duration::from_secs(4);

/// Takes a form. What was typed is kept, also when some of it is wrong; the card is not.
///
/// Errors: `NotFound`.
pub async fn submit(house: &House, id: CheckoutSessionId, sent: &Submission) -> Result<Submitted> {
    let ctx = at_the_desk(house, id).await?;
    let (attempt, means) = match taken(&ctx, id, sent).await? {
        Taken::Done(submitted) => return Ok(submitted),
        Taken::Begun(attempt, means) => (attempt, means),
    };
    // Goes on when the buyer's browser goes away: what was begun is brought to an end.
    let charging = tokio::spawn(async move {
        let progress = match &means {
            Means::Card(card) => methods::charge(&ctx, &attempt, Some(card)).await?,
            Means::Kept(token) => methods::charge_kept(&ctx, &attempt, *token).await?,
            Means::Other => methods::charge(&ctx, &attempt, None).await?,
        };
        settle(&ctx, attempt.id, progress).await
    });
    match tokio::time::timeout(PATIENCE, charging).await {
        Err(_) => Ok(Submitted::Processing),
        Ok(Err(error)) => Err(Error::Internal(error.to_string())),
        Ok(Ok(settled)) => {
            let (session, attempt) = settled?;
            Ok(now(&session, Some(&attempt)))
        }
    }
}

/// How a session stands, after something was done about it.
pub(super) fn now(session: &Session, attempt: Option<&Attempt>) -> Submitted {
    match (session.status, attempt.map(|attempt| (attempt.status, attempt.decline))) {
        (SessionStatus::Complete, _) => Submitted::Complete,
        (SessionStatus::Expired, _) => Submitted::Over,
        (_, Some((AttemptStatus::Waiting, _))) => Submitted::Waiting,
        (_, Some((AttemptStatus::Declined, Some(decline)))) => Submitted::Declined(decline),
        _ => Submitted::Processing,
    }
}

enum Taken {
    /// Nothing is left to do.
    Done(Submitted),
    /// An attempt is written down; the money is to be asked for.
    Begun(Box<Attempt>, Means),
}

/// What the money comes from.
enum Means {
    /// A card that was typed.
    Card(Card),
    /// A card that is kept, by its token.
    Kept(AttemptId),
    /// Something that takes no card.
    Other,
}

/// Keeps the form and, when it is right, begins an attempt. What is wrong is told once what was typed is kept.
async fn taken(ctx: &Ctx, id: CheckoutSessionId, sent: &Submission) -> Result<Taken> {
    transaction!(ctx, |conn| {
        let mut session = checkouts::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        let latest = attempts::latest(conn, ctx.scope, id).await?;
        if session.status != SessionStatus::Open || latest.as_ref().is_some_and(under_way) {
            return Ok(Taken::Done(now(&session, latest.as_ref())));
        }
        if !session.is_open(ctx.now) {
            return Ok(Taken::Done(Submitted::Over));
        }
        let form = form(ctx, conn, &session).await?;
        (session.typed, session.answers) = sent.kept(&session, &form);
        session.device.clone_from(&sent.device);
        checkouts::fill_in(conn, ctx.scope, &session).await?;
        let mut wrong = match checked(&session, &form) {
            Ok(_) => Vec::new(),
            Err(Error::Invalid(wrong)) => wrong,
            Err(other) => return Err(other),
        };
        if session.total.minor == 0 {
            if wrong.is_empty() {
                complete(ctx, conn, &mut session, None).await?;
                return Ok(Taken::Done(Submitted::Complete));
            }
            return Ok(Taken::Done(Submitted::Wrong(wrong)));
        }
        let chosen = chosen(ctx, conn, &session, sent).await?.map_err(|violations| wrong.extend(violations));
        match chosen {
            Ok((method, means)) if wrong.is_empty() => {
                let attempt = begun(ctx, &session, method);
                attempts::insert(conn, ctx.scope, &attempt).await?;
                Ok(Taken::Begun(Box::new(attempt), means))
            }
            _ => Ok(Taken::Done(Submitted::Wrong(wrong))),
        }
    })
}

fn begun(ctx: &Ctx, session: &Session, method: Method) -> Attempt {
    Attempt {
        id: AttemptId::new(ctx.now, ctx.randomness().bytes()),
        session: session.id,
        status: AttemptStatus::Charging,
        amount: session.total,
        method,
        unattended: false,
        waiting: None,
        decline: None,
        created_at: ctx.now,
        asked_at: ctx.now,
    }
}

type Chosen = std::result::Result<(Method, Means), Vec<Violation>>;

/// What the buyer pays with.
async fn chosen(ctx: &Ctx, conn: &mut Conn<'_>, session: &Session, sent: &Submission) -> Result<Chosen> {
    let offers = methods::offers(ctx, conn, session.total).await?;
    // Where there is one way only, nobody has to choose it.
    let only = if let [only] = offers.as_slice() { Some(only.kind) } else { None };
    let Some(kind) = sent.method.or(only) else {
        return Ok(Err(vec![Violation::missing("method", "Choose how to pay.")]));
    };
    if !offers.iter().any(|offer| offer.kind == kind) {
        return Ok(Err(vec![Violation::new("method", "This way of paying is not offered here. Choose another.")]));
    }
    if kind != MethodKind::Card {
        return Ok(Ok((Method::of(kind), Means::Other)));
    }
    if let Some(id) = sent.saved {
        let card = chosen_card(ctx, conn, session, id).await?;
        return Ok(card.map(|card| (card.method(), Means::Kept(card.token))));
    }
    let card = match Card::read(&sent.card, ctx.now) {
        Ok(card) => card,
        Err(violations) => return Ok(Err(violations)),
    };
    match methods::kept(ctx, conn, &card).await {
        Ok(method) => Ok(Ok((method, Means::Card(card)))),
        Err(Error::Invalid(violations)) => Ok(Err(violations)),
        Err(other) => Err(other),
    }
}
