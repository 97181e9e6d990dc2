//! Comparing the figures that are kept with what the ledger says.

use std::collections::HashMap;

use clientele_domain::analytics::{Moves, ProductSums, Sums, Way};
use clientele_domain::id::{MerchantId, ProductId};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::scope::{Mode, Scope};

use super::super::around::way;
use super::super::products::{Goods, ProductRow, of_ledger, product_columns};
use super::super::read::{MovesRow, SumsRow, move_columns, sum_columns};
use super::super::recurring::{Moved, of_steps};
use super::super::table::{Kept, Table};
use super::super::zone;
use super::ledger;
use crate::conn::Conn;
use crate::error::{Result, unreadable};
use crate::subscriptions::{self, SubscriptionFilter};
use crate::verify::Difference;

const FIGURES: &str = "figures by time and source (paid, given back, payments, refunds, customers)";
const GOODS: &str = "figures by time and product (paid, given back, payments, refunds, sold)";
const MOVES: &str = "recurring revenue by time (new, grown, shrunk, lost, begun, ended)";
const MONTHLY: &str = "what a subscription comes to in a month";

/// No more of a figure are told.
const MOST: usize = 100;

const MERCHANTS: &str = "
    SELECT id, time_zone FROM merchants
    WHERE NOT EXISTS (SELECT 1 FROM merchants_without_figures w WHERE w.merchant_id = merchants.id) ORDER BY id";

/// Every difference, at most 100 of a figure.
pub(crate) async fn differences(conn: &mut Conn<'_>) -> Result<Vec<Difference>> {
    let (mut figures, mut goods, mut movements, mut monthly) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (id, time_zone) in fetch_all!(conn, (String, String), MERCHANTS)? {
        let merchant: MerchantId = id.parse().map_err(|_| unreadable("merchant id", &id))?;
        let calendar = zone(&time_zone)?;
        for mode in [Mode::Test, Mode::Live] {
            let scope = Scope { merchant, mode };
            let found = ledger::added_up(conn, scope, &calendar).await?;
            let kept = kept_sums(conn, scope).await?;
            figures.extend(compared(scope, FIGURES, kept, found));
            let found = of_ledger(conn, scope, &calendar).await?;
            let kept = kept_goods(conn, scope).await?;
            goods.extend(compared_goods(scope, kept, found));
            let (found, stands) = of_steps(conn, scope, &calendar).await?;
            let kept = kept_moves(conn, scope).await?;
            movements.extend(compared_moves(scope, kept, found));
            monthly.extend(compared_monthly(conn, scope, stands).await?);
        }
    }
    let all = [figures, goods, movements, monthly];
    Ok(all.into_iter().flat_map(|differences| differences.into_iter().take(MOST)).collect())
}

fn of(scope: Scope, what: impl std::fmt::Display) -> String {
    format!("{} {} {what}", scope.merchant, if scope.livemode() { "live" } else { "test" })
}

#[derive(sqlx::FromRow)]
struct KeptRow {
    currency: String,
    grain: String,
    at: i64,
    source: String,
    source_id: String,
    #[sqlx(flatten)]
    sums: SumsRow,
}

const KEPT: &str = concat!(
    "SELECT f.currency, f.grain, f.at, f.source, f.source_id, ",
    sum_columns!(),
    " FROM figures f WHERE f.merchant_id = $1 AND f.livemode = $2
    GROUP BY f.currency, f.grain, f.at, f.source, f.source_id"
);

fn grain(text: &str) -> Result<Kept> {
    [Kept::Day, Kept::Quarter].into_iter().find(|kept| kept.as_str() == text).ok_or_else(|| unreadable("grain", text))
}

async fn kept_sums(conn: &mut Conn<'_>, scope: Scope) -> Result<HashMap<(Kept, i64, Way), Sums>> {
    let rows = fetch_all!(conn, KeptRow, KEPT, scope.merchant.to_string(), scope.livemode())?;
    let told = rows.into_iter().map(|row| {
        let place = (grain(&row.grain)?, row.at, way(&row.currency, &row.source, &row.source_id)?);
        Ok((place, row.sums.into()))
    });
    told.collect()
}

fn compared(
    scope: Scope,
    figure: &'static str,
    mut kept: HashMap<(Kept, i64, Way), Sums>,
    found: Table<'_>,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut compare = |(grain, at, way): (Kept, i64, Way), kept: Sums, found: Sums| {
        if kept != found {
            let (currency, source, link) = (way.currency.code(), way.source.as_str(), way.link);
            let of = of(scope, format!("{currency} {} {at} {source} {link}", grain.as_str()).trim_end());
            differences.push(Difference { figure, of, kept: told(&kept), found: told(&found) });
        }
    };
    for (place, found) in found.rows {
        let kept = kept.remove(&place).unwrap_or_default();
        compare(place, kept, found);
    }
    for (place, kept) in kept {
        compare(place, kept, Sums::default());
    }
    differences
}

fn told(s: &Sums) -> String {
    let active = s.active.map(|count| count.to_string()).join(" ");
    let (gross, refunded, customers, firsts) = (s.gross, s.refunded, s.customers, s.firsts);
    format!("{gross} {refunded} {} {} {customers} {firsts} {} {active}", s.payments, s.refunds, s.first_gross)
}

#[derive(sqlx::FromRow)]
struct KeptGoodsRow {
    currency: String,
    grain: String,
    at: i64,
    #[sqlx(flatten)]
    sums: ProductRow,
}

const KEPT_GOODS: &str = concat!(
    "SELECT f.currency, f.grain, f.at, ",
    product_columns!(),
    " FROM product_figures f WHERE f.merchant_id = $1 AND f.livemode = $2 GROUP BY f.currency, f.grain, f.at, f.product_id"
);

type KeptGoods = HashMap<(Kept, i64, Currency, ProductId), ProductSums>;

async fn kept_goods(conn: &mut Conn<'_>, scope: Scope) -> Result<KeptGoods> {
    let rows = fetch_all!(conn, KeptGoodsRow, KEPT_GOODS, scope.merchant.to_string(), scope.livemode())?;
    let told = rows.into_iter().map(|row| {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        let (product, sums) = row.sums.told()?;
        Ok(((grain(&row.grain)?, row.at, currency, product), sums))
    });
    told.collect()
}

fn compared_goods(scope: Scope, mut kept: KeptGoods, found: Goods<'_>) -> Vec<Difference> {
    let mut differences = Vec::new();
    let told = |s: &ProductSums| format!("{} {} {} {} {}", s.gross, s.refunded, s.payments, s.refunds, s.quantity);
    let mut compare = |place: (Kept, i64, Currency, ProductId), kept: ProductSums, found: ProductSums| {
        if kept != found {
            let (grain, at, currency, product) = place;
            let of = of(scope, format!("{} {} {at} {product}", currency.code(), grain.as_str()));
            differences.push(Difference { figure: GOODS, of, kept: told(&kept), found: told(&found) });
        }
    };
    for (place, found) in found.rows {
        let kept = kept.remove(&place).unwrap_or_default();
        compare(place, kept, found);
    }
    for (place, kept) in kept {
        compare(place, kept, ProductSums::default());
    }
    differences
}

#[derive(sqlx::FromRow)]
struct KeptMovesRow {
    currency: String,
    grain: String,
    at: i64,
    #[sqlx(flatten)]
    moves: MovesRow,
}

const KEPT_MOVES: &str = concat!(
    "SELECT f.currency, f.grain, f.at, ",
    move_columns!(),
    " FROM recurring_figures f WHERE f.merchant_id = $1 AND f.livemode = $2 GROUP BY f.currency, f.grain, f.at"
);

async fn kept_moves(conn: &mut Conn<'_>, scope: Scope) -> Result<HashMap<(Kept, i64, Currency), Moves>> {
    let rows = fetch_all!(conn, KeptMovesRow, KEPT_MOVES, scope.merchant.to_string(), scope.livemode())?;
    let told = rows.into_iter().map(|row| {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        Ok(((grain(&row.grain)?, row.at, currency), row.moves.into()))
    });
    told.collect()
}

fn compared_moves(scope: Scope, mut kept: HashMap<(Kept, i64, Currency), Moves>, found: Moved<'_>) -> Vec<Difference> {
    let mut differences = Vec::new();
    let told =
        |m: &Moves| format!("{} {} {} {} {} {}", m.new, m.expansion, m.contraction, m.churned, m.started, m.ended);
    let mut compare = |(grain, at, currency): (Kept, i64, Currency), kept: Moves, found: Moves| {
        if kept != found {
            let of = of(scope, format!("{} {} {at}", currency.code(), grain.as_str()));
            differences.push(Difference { figure: MOVES, of, kept: told(&kept), found: told(&found) });
        }
    };
    for (place, found) in found.rows {
        let kept = kept.remove(&place).unwrap_or_default();
        compare(place, kept, found);
    }
    for (place, kept) in kept {
        compare(place, kept, Moves::default());
    }
    differences
}

/// What the last step of each subscription says it comes to, compared with what it comes to.
async fn compared_monthly(
    conn: &mut Conn<'_>,
    scope: Scope,
    mut stands: HashMap<String, Option<Amount>>,
) -> Result<Vec<Difference>> {
    const AT_ONCE: i64 = 1000;
    let told = |amount: Option<Amount>| amount.map_or_else(|| "nothing".to_owned(), |amount| amount.to_string());
    let mut differences = Vec::new();
    let mut after = None;
    loop {
        let page = subscriptions::page(conn, scope, &SubscriptionFilter::default(), after, AT_ONCE).await?;
        let Some(last) = page.last() else { return Ok(differences) };
        after = Some(last.id);
        for subscription in page {
            let id = subscription.id.to_string();
            let (kept, found) = (stands.remove(&id).flatten(), subscription.monthly());
            if kept != found {
                differences.push(Difference {
                    figure: MONTHLY,
                    of: of(scope, id),
                    kept: told(kept),
                    found: told(found),
                });
            }
        }
    }
}
