//! Taking mails that are due, each for one server alone, and handing them over.
//!
//! Before a mail is handed over, that is noted. Whoever stops after that leaves behind a mail that was perhaps sent: unless
//! it went to a place where it can't be twice, it waits for a person who decides (decision 17).

use std::time::Duration;

use clientele_domain::mail::{MOST_ATTEMPTS, Mail, MailStatus, pause};
use clientele_domain::scope::Scope;
use clientele_store::mails::due;
use tokio::task::JoinSet;

use super::mailer::Undelivered;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;

/// For so long a server has a mail for itself: longer than it can take to find somebody who takes it,
const LEASE: Duration = Duration::from_secs(120);

/// and then longer than it can take to hand it over.
const HANDING_OVER: Duration = Duration::from_secs(300);

/// So many are taken at a time.
const BATCH: i64 = 8;

/// A mail that the caller has for itself for a while.
pub struct Claimed {
    scope: Scope,
    mail: Mail,
    attempts_before: i64,
}

/// Sends everything that is due now; gives how many mails were tried. What has to be tried again is due later.
pub async fn send_due(house: &House) -> Result<usize> {
    let mut tried = 0;
    loop {
        match send_some(house).await? {
            0 => return Ok(tried),
            some => tried += some,
        }
    }
}

/// Sends a few of them; gives how many, which is none when nothing is due.
pub async fn send_some(house: &House) -> Result<usize> {
    let claimed = claim(house).await?;
    let tried = claimed.len();
    let mut under_way = JoinSet::new();
    for one in claimed {
        let house = house.clone();
        under_way.spawn(async move { attempt(&house, one).await });
    }
    let mut failed = None;
    // Each goes on to its end, whatever becomes of the others.
    while let Some(done) = under_way.join_next().await {
        if let Err(error) = done.unwrap_or_else(|error| Err(Error::Internal(error.to_string()))) {
            failed.get_or_insert(error);
        }
    }
    failed.map_or(Ok(tried), Err)
}

/// A few mails that are due, longest due first. Nothing when nothing is due.
pub async fn claim(house: &House) -> Result<Vec<Claimed>> {
    let now = house.now();
    let mut claimed = Vec::new();
    while claimed.is_empty() && due::any(&mut house.db.read().await?.conn(), now).await? {
        let mut tx = house.db.begin().await?;
        let conn = &mut tx.conn();
        let found = due::lock(conn, now, BATCH).await?;
        if found.is_empty() {
            return Ok(claimed);
        }
        for due::Due { scope, mut mail, attempts_before } in found {
            let ended = match mail.status {
                MailStatus::Sending if !house.mailer.can_repeat => Some((MailStatus::Unknown, STOPPED)),
                _ if mail.attempts - attempts_before >= MOST_ATTEMPTS => Some((MailStatus::Failed, GIVEN_UP)),
                _ => None,
            };
            if let Some(ended) = ended {
                due::end(conn, scope, (mail.id, mail.attempts), ended, None, None).await?;
                continue;
            }
            mail.attempts += 1;
            due::take(conn, scope, mail.id, mail.attempts, now.plus(LEASE)).await?;
            claimed.push(Claimed { scope, mail, attempts_before });
        }
        tx.commit().await?;
    }
    Ok(claimed)
}

const STOPPED: &str = "The server stopped while it handed the mail over. Whether it was sent is not known.";
const GIVEN_UP: &str = "It was tried often enough.";

/// Hands over a mail that the caller has for itself, and notes what came of it.
pub async fn attempt(house: &House, claimed: Claimed) -> Result<()> {
    let heard = match house.mailer.open(claimed.mail.clone()).await {
        Err(error) => Err(error),
        Ok(ready) => {
            if !begin(house, &claimed).await? {
                return Ok(());
            }
            ready.hand_over().await
        }
    };
    note(house, &claimed, heard).await
}

/// Notes that it is handed over from here on; says whether it still is to be.
async fn begin(house: &House, claimed: &Claimed) -> Result<bool> {
    let ctx = Ctx::system(house, claimed.scope, "Mail");
    transaction!(ctx, |conn| {
        let mail = &claimed.mail;
        Ok(due::begin(conn, ctx.scope, mail.id, mail.attempts, ctx.now.plus(HANDING_OVER)).await?)
    })
}

async fn note(house: &House, claimed: &Claimed, heard: std::result::Result<(), Undelivered>) -> Result<()> {
    let ctx = Ctx::system(house, claimed.scope, "Mail");
    let Claimed { mail, attempts_before, .. } = claimed;
    let dice = u32::from_be_bytes(ctx.randomness().bytes());
    let again = pause(mail.attempts - attempts_before, dice).map(|pause| ctx.now.plus(pause));
    let (status, error, again) = match &heard {
        Ok(()) => (MailStatus::Sent, "", None),
        Err(Undelivered::Later(why)) if again.is_some() => (MailStatus::Queued, why.as_str(), again),
        Err(Undelivered::Later(why) | Undelivered::Refused(why)) => (MailStatus::Failed, why.as_str(), None),
        Err(Undelivered::Unknown(why)) => (MailStatus::Unknown, why.as_str(), None),
    };
    let sent_at = heard.is_ok().then_some(ctx.now);
    transaction!(ctx, |conn| {
        let ended = due::end(conn, ctx.scope, (mail.id, mail.attempts), (status, error), again, sent_at).await?;
        if ended && again.is_none() && mail.kind.holds_secret() {
            due::empty(conn, ctx.scope, mail.id).await?;
        }
        Ok(())
    })
}
