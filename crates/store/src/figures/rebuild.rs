//! Adding figures up from the ledger: to compare them, to put them right, and when a merchant gets another calendar.

mod ledger;
mod verify;

use clientele_domain::id::MerchantId;
use clientele_domain::rules::Zone;
use clientele_domain::scope::{Mode, Scope};

use super::products;
use super::recurring::{self, Moved};
use super::table::{Kept, Table};
use super::zone;
use crate::conn::Conn;
use crate::db::Db;
use crate::error::Result;
use crate::subscriptions::{self, SubscriptionFilter};

pub(crate) use verify::differences;

const HOLD: &str = "SELECT time_zone FROM merchants WHERE id = $1";
const HOLD_POSTGRES: &str = "SELECT time_zone FROM merchants WHERE id = $1 FOR UPDATE";

/// Holds a merchant's calendar so that nobody adds to its figures until this transaction has ended.
async fn hold(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<Zone> {
    let sql = conn.pick(HOLD, HOLD_POSTGRES);
    zone(&fetch_one!(conn, (String,), sql, merchant.to_string())?.0)
}

const SET_CALENDAR: &str = "UPDATE merchants SET time_zone = $2 WHERE id = $1";

/// Gives a merchant another calendar: from now on days are its days, also those that have been. Payments wait meanwhile.
pub async fn change_calendar(conn: &mut Conn<'_>, merchant: MerchantId, calendar: &Zone) -> Result<()> {
    hold(conn, merchant).await?;
    execute!(conn, SET_CALENDAR, merchant.to_string(), calendar.name())?;
    anew(conn, merchant, calendar, &[Kept::Day]).await
}

const CLEAR: [&str; 3] = [
    "DELETE FROM figures WHERE merchant_id = $1 AND grain = $2",
    "DELETE FROM product_figures WHERE merchant_id = $1 AND grain = $2",
    "DELETE FROM recurring_figures WHERE merchant_id = $1 AND grain = $2",
];

/// Adds the figures of a merchant up anew, in both modes.
async fn anew(conn: &mut Conn<'_>, merchant: MerchantId, calendar: &Zone, grains: &[Kept]) -> Result<()> {
    for grain in grains {
        for sql in CLEAR {
            execute!(conn, sql, merchant.to_string(), grain.as_str())?;
        }
    }
    for mode in [Mode::Test, Mode::Live] {
        let scope = Scope { merchant, mode };
        let mut table: Table<'_> = ledger::added_up(conn, scope, calendar).await?;
        table.rows.retain(|(grain, _, _), _| grains.contains(grain));
        table.write(conn, scope, 0).await?;
        let mut goods = products::of_ledger(conn, scope, calendar).await?;
        goods.rows.retain(|(grain, ..), _| grains.contains(grain));
        goods.write(conn, scope, 0).await?;
        let (mut moved, _): (Moved<'_>, _) = recurring::of_steps(conn, scope, calendar).await?;
        moved.rows.retain(|(grain, _, _), _| grains.contains(grain));
        moved.write(conn, scope, 0).await?;
    }
    Ok(())
}

const WITHOUT: &str = "SELECT merchant_id FROM merchants_without_figures ORDER BY merchant_id LIMIT 1";
const FORGET: &str = "DELETE FROM merchants_without_figures WHERE merchant_id = $1";
const HOLD_FORGOTTEN: &str = "SELECT merchant_id FROM merchants_without_figures WHERE merchant_id = $1";

/// Adds up the figures of merchants from before there were any, each in a transaction.
pub async fn catch_up(db: &Db) -> Result<()> {
    loop {
        let found = fetch_optional!(&mut db.read().await?.conn(), (String,), WITHOUT)?;
        let Some((id,)) = found else { return Ok(()) };
        let merchant = id.parse().map_err(|_| crate::error::unreadable("merchant id", &id))?;
        let mut tx = db.begin().await?;
        let conn = &mut tx.conn();
        let calendar = hold(conn, merchant).await?;
        // Another server may have been quicker.
        if fetch_optional!(conn, (String,), HOLD_FORGOTTEN, &id)?.is_some() {
            for mode in [Mode::Test, Mode::Live] {
                presume(conn, Scope { merchant, mode }, &calendar).await?;
            }
            anew(conn, merchant, &calendar, &[Kept::Day, Kept::Quarter]).await?;
            execute!(conn, FORGET, &id)?;
        }
        tx.commit().await?;
    }
}

/// Notes the steps that subscriptions must have gone through, of which nobody noted any.
async fn presume(conn: &mut Conn<'_>, scope: Scope, calendar: &Zone) -> Result<()> {
    const AT_ONCE: i64 = 1000;
    let (_, known) = recurring::of_steps(conn, scope, calendar).await?;
    let mut after = None;
    loop {
        let page = subscriptions::page(conn, scope, &SubscriptionFilter::default(), after, AT_ONCE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id);
        let unknown = page.iter().filter(|subscription| !known.contains_key(&subscription.id.to_string()));
        recurring::presumed(conn, scope, calendar, unknown).await?;
    }
}

const MERCHANTS: &str = "SELECT id FROM merchants ORDER BY id";

/// Adds the figures of every merchant up anew, each in a transaction: for when they were found to differ.
pub async fn repair(db: &Db) -> Result<()> {
    let merchants = fetch_all!(&mut db.read().await?.conn(), (String,), MERCHANTS)?;
    for (id,) in merchants {
        let merchant = id.parse().map_err(|_| crate::error::unreadable("merchant id", &id))?;
        let mut tx = db.begin().await?;
        let conn = &mut tx.conn();
        let calendar = hold(conn, merchant).await?;
        anew(conn, merchant, &calendar, &[Kept::Day, Kept::Quarter]).await?;
        tx.commit().await?;
    }
    Ok(())
}
