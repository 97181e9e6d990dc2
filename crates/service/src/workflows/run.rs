//! Doing what is due, each run for one server alone.

use std::time::Duration;

use clientele_domain::customer::Customer;
use clientele_domain::event::Event;
use clientele_domain::id::MailId;
use clientele_domain::mail::{Wording, Wordings, default_wording, pause};
use clientele_domain::scope::Scope;
use clientele_domain::tongue::Tongue;
use clientele_domain::workflow::{Action, Filter, Run, RunStatus, Workflow};
use clientele_store::workflows::runs;
use clientele_store::{Conn, customers, events as told, invoices};

use super::{look, tell};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::events;
use crate::house::House;
use crate::mail::{NewMail, put};
use crate::webhooks::{Courier, Letter};

/// For so long a server has a run for itself: several times what it can take.
const LEASE: Duration = Duration::from_secs(120);

/// So many are taken at a time.
const BATCH: i64 = 8;

/// A run is tried at most so often.
const MOST: i64 = 5;

/// Does everything that is due now; gives how many runs that were.
pub async fn run_due(house: &House, courier: &Courier) -> Result<usize> {
    let mut done = 0;
    loop {
        let claimed = claim(house).await?;
        if claimed.is_empty() {
            return Ok(done);
        }
        done += claimed.len();
        for (scope, run) in claimed {
            let id = run.id;
            // What can't be done now is due again once the lease is over.
            if let Err(error) = one(house, courier, scope, run).await {
                tracing::warn!(run = %id, ?error, "a workflow could not be run");
            }
        }
    }
}

/// A few runs that are due, longest due first, which the caller has for itself for a while.
pub async fn claim(house: &House) -> Result<Vec<(Scope, Run)>> {
    let now = house.now();
    let mut claimed = Vec::new();
    while claimed.is_empty() && runs::any(&mut house.db.read().await?.conn(), now).await? {
        let mut tx = house.db.begin().await?;
        let conn = &mut tx.conn();
        let found = runs::lock(conn, now, BATCH).await?;
        if found.is_empty() {
            return Ok(claimed);
        }
        for (scope, mut run) in found {
            let before = run.attempts;
            if before >= MOST {
                let sentence = if run.outcome.is_empty() { "It was tried often enough." } else { &run.outcome };
                let ended = over(&run, RunStatus::Failed, sentence.to_owned(), now);
                runs::advance(conn, scope, &ended, before).await?;
                continue;
            }
            run.attempts += 1;
            run.due_at = Some(now.plus(LEASE));
            runs::advance(conn, scope, &run, before).await?;
            claimed.push((scope, run));
        }
        tx.commit().await?;
    }
    Ok(claimed)
}

fn over(run: &Run, status: RunStatus, outcome: String, now: clientele_domain::time::Timestamp) -> Run {
    Run { status, outcome, due_at: None, ended_at: Some(now), ..run.clone() }
}

/// What is to be done for a run.
enum Next {
    /// Nothing more.
    Over(RunStatus, String, Option<MailId>),
    /// An address is called with this.
    Call(String, String),
}

/// Does one run that the caller has for itself.
pub async fn one(house: &House, courier: &Courier, scope: Scope, run: Run) -> Result<()> {
    let ctx = Ctx::system(house, scope, "Workflows");
    let call = transaction!(ctx, |conn| {
        let next = match decide(&ctx, conn, &run).await {
            Err(Error::InvalidState(sentence)) => Next::Over(RunStatus::Failed, sentence, None),
            decided => decided?,
        };
        match next {
            Next::Over(status, outcome, mail) => {
                let ended = Run { mail, ..over(&run, status, outcome, ctx.now) };
                if !runs::advance(conn, scope, &ended, run.attempts).await? {
                    // Somebody else has taken over: what follows is theirs.
                    return Err(Error::Repeated);
                }
                Ok(None)
            }
            Next::Call(url, body) => Ok(Some((url, body))),
        }
    });
    match call {
        Err(Error::Repeated) => Ok(()),
        Err(error) => Err(error),
        Ok(None) => Ok(()),
        Ok(Some((url, body))) => called(&ctx, courier, &run, url, body).await,
    }
}

async fn decide(ctx: &Ctx, conn: &mut Conn<'_>, run: &Run) -> Result<Next> {
    let skipped = |sentence: &str| Ok(Next::Over(RunStatus::Skipped, sentence.to_owned(), None));
    let Some(workflow) = look::found(conn, ctx.scope, run.workflow).await? else {
        return skipped("The workflow was removed.");
    };
    if !workflow.enabled {
        return skipped("The workflow is switched off.");
    }
    let Some(event) = told::by_id(conn, ctx.scope, run.event).await? else {
        return skipped("What happened is not kept any more.");
    };
    let customer = match run.customer {
        // Held, so that nobody is written to who is erased at this moment.
        Some(id) => match customers::lock(conn, ctx.scope, id).await?.and_then(customers::Found::present) {
            Some(customer) => Some(customer),
            None => return skipped("The customer was deleted."),
        },
        None => None,
    };
    if let Some(why) = misfit(&workflow.filter, customer.as_ref()) {
        return skipped(&why);
    }
    match (&workflow.action, customer) {
        (Action::Call { url }, _) => {
            let told = events::as_told(ctx, conn, event).await?;
            let body = serde_json::to_string(&told).map_err(|error| Error::Internal(error.to_string()))?;
            Ok(Next::Call(url.clone(), body))
        }
        (Action::Mail { .. }, None) => skipped("Nothing is known of the customer."),
        (Action::Mail { wordings }, Some(customer)) => {
            write(ctx, conn, (run, &workflow), &event, &customer, wordings).await
        }
    }
}

fn misfit(filter: &Filter, customer: Option<&Customer>) -> Option<String> {
    match customer {
        Some(customer) => filter.misfit(customer, customer.counts.active_subscriptions > 0),
        None if *filter == (Filter { taken_here: filter.taken_here, ..Filter::default() }) => None,
        None => Some("Nothing is known of the customer.".to_owned()),
    }
}

/// Puts the mail into the outbox, unless there is a reason not to.
async fn write(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    (run, workflow): (&Run, &Workflow),
    event: &Event,
    customer: &Customer,
    wordings: &Wordings,
) -> Result<Next> {
    let skipped = |sentence: &str| Ok(Next::Over(RunStatus::Skipped, sentence.to_owned(), None));
    let kind = workflow.mail();
    if customer.fields.email.is_empty() {
        return skipped("The customer has no email.");
    }
    if kind.can_be_declined() && customer.fields.mail_opt_out {
        return skipped("The customer wants no reminders.");
    }
    if kind.asks_for_money() && nobody_waits(ctx, conn, event).await? {
        return skipped("The invoice waits for no money any more.");
    }
    let tongue = Tongue::of(&customer.fields.locale);
    let (tongue, wording) = wording(workflow, wordings, tongue);
    let values = tell::values(ctx, conn, (kind, tongue), event, customer).await?;
    let new = NewMail {
        kind,
        customer: Some(customer.id),
        to: customer.fields.email.clone(),
        tongue,
        wording,
        values,
        told_for: tell::told_for(kind, event, &run.id),
    };
    match put(ctx, conn, new).await? {
        Some(mail) => Ok(Next::Over(RunStatus::Done, String::new(), Some(mail))),
        None => skipped("The customer was told already."),
    }
}

/// Whether the invoice that an event is about was paid since, or nobody wants its money any more.
async fn nobody_waits(ctx: &Ctx, conn: &mut Conn<'_>, event: &Event) -> Result<bool> {
    let Ok(id) = event.object.parse() else { return Ok(false) };
    Ok(invoices::by_id(conn, ctx.scope, id).await?.is_some_and(|invoice| !invoice.is_open()))
}

/// The words for a customer of this language, and the language that they are in.
fn wording(workflow: &Workflow, wordings: &Wordings, tongue: Tongue) -> (Tongue, Wording) {
    let own = |wanted: Tongue| wordings.iter().find(|(known, _)| *known == wanted).cloned();
    match workflow.built_in {
        Some(known) => own(tongue).unwrap_or_else(|| (tongue, default_wording(known.mail(), tongue))),
        None => own(tongue)
            .or_else(|| own(Tongue::English))
            .or_else(|| wordings.first().cloned())
            .unwrap_or_else(|| (tongue, default_wording(workflow.mail(), tongue))),
    }
}

/// Calls an address, and notes what came of it. It is called again when it did not answer with 2xx; a receiver knows a
/// repetition by its id.
async fn called(ctx: &Ctx, courier: &Courier, run: &Run, url: String, body: String) -> Result<()> {
    let headers = vec![
        ("content-type", "application/json".to_owned()),
        ("user-agent", concat!("Clientele/", env!("CARGO_PKG_VERSION")).to_owned()),
        ("webhook-id", run.id.to_string()),
    ];
    let heard = courier.send(Letter { url, headers, body, reach: ctx.house.reach }).await;
    let now = ctx.house.now();
    let (arrived, outcome) = match heard {
        Ok(answer) => ((200..300).contains(&answer.status), format!("The address answered {}.", answer.status)),
        Err(sentence) => (false, sentence),
    };
    let dice = u32::from_be_bytes(ctx.randomness().bytes());
    let again = pause(run.attempts, dice).filter(|_| run.attempts < MOST).map(|pause| now.plus(pause));
    let noted = match (arrived, again) {
        (true, _) => over(run, RunStatus::Done, outcome, now),
        (false, Some(again)) => Run { outcome, due_at: Some(again), ..run.clone() },
        (false, None) => over(run, RunStatus::Failed, outcome, now),
    };
    transaction!(ctx, |conn| {
        runs::advance(conn, ctx.scope, &noted, run.attempts).await?;
        Ok(())
    })
}
