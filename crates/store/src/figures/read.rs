//! Figures of intervals, added up from the rows that they are made of.

use clientele_domain::analytics::{Moves, Sums, Way};
use clientele_domain::money::Currency;
use clientele_domain::rules::{Pieces, Rows};
use clientele_domain::scope::Scope;

use super::around::way;
use super::table::Kept;
use crate::conn::{Arg, Conn, Statement};
use crate::error::Result;

#[derive(sqlx::FromRow)]
pub(super) struct SumsRow {
    gross: i64,
    refunded: i64,
    payments: i64,
    refunds: i64,
    customers: i64,
    firsts: i64,
    first_gross: i64,
    active_day: i64,
    active_week: i64,
    active_month: i64,
    active_quarter: i64,
    active_year: i64,
}

impl From<SumsRow> for Sums {
    fn from(row: SumsRow) -> Self {
        Self {
            gross: row.gross,
            refunded: row.refunded,
            payments: row.payments,
            refunds: row.refunds,
            customers: row.customers,
            firsts: row.firsts,
            first_gross: row.first_gross,
            active: [row.active_day, row.active_week, row.active_month, row.active_quarter, row.active_year],
        }
    }
}

/// The columns of [`SumsRow`], added up. Of quarters of an hour nobody counts who was active, which spares a quarter of the work.
macro_rules! sum_columns {
    () => {
        concat!(
            sum_columns!(of any),
            ", CAST(SUM(f.active_day) AS BIGINT) AS active_day, CAST(SUM(f.active_week) AS BIGINT) AS active_week,
            CAST(SUM(f.active_month) AS BIGINT) AS active_month, CAST(SUM(f.active_quarter) AS BIGINT) AS active_quarter,
            CAST(SUM(f.active_year) AS BIGINT) AS active_year"
        )
    };
    (of quarters) => {
        concat!(
            sum_columns!(of any),
            ", CAST(0 AS BIGINT) AS active_day, CAST(0 AS BIGINT) AS active_week, CAST(0 AS BIGINT) AS active_month,
            CAST(0 AS BIGINT) AS active_quarter, CAST(0 AS BIGINT) AS active_year"
        )
    };
    (of any) => {
        "CAST(SUM(f.gross) AS BIGINT) AS gross, CAST(SUM(f.refunded) AS BIGINT) AS refunded,
        CAST(SUM(f.payments) AS BIGINT) AS payments, CAST(SUM(f.refunds) AS BIGINT) AS refunds,
        CAST(SUM(f.customers) AS BIGINT) AS customers, CAST(SUM(f.firsts) AS BIGINT) AS firsts,
        CAST(SUM(f.first_gross) AS BIGINT) AS first_gross"
    };
}
pub(super) use sum_columns;

fn columns(kept: Kept) -> &'static str {
    match kept {
        Kept::Day => sum_columns!(),
        Kept::Quarter => sum_columns!(of quarters),
    }
}

/// A statement that adds rows of a table up for each of these pieces. PostgreSQL would rather join; told to look for
/// each piece by itself, it uses the index as SQLite does.
pub(super) fn added_up(
    conn: &Conn<'_>,
    scope: Scope,
    (currency, kept, rows): (Currency, Kept, &[Rows]),
    (table, columns, group): (&str, &str, &str),
) -> Statement {
    let mut statement = Statement::default();
    statement.push("WITH pieces (place, first_at, end_at) AS (VALUES ");
    for (count, Rows { interval, from, until }) in rows.iter().enumerate() {
        let comma = if count == 0 { "" } else { ", " };
        statement.push(&format!("{comma}({interval}, {from}, {until})"));
    }
    statement.push(") SELECT CAST(pieces.place AS BIGINT) AS place, ");
    let postgres = conn.pick(false, true);
    statement.push(if postgres { "f.* FROM pieces CROSS JOIN LATERAL (SELECT " } else { "" });
    statement.push(columns);
    statement.push(if postgres { " FROM " } else { " FROM pieces CROSS JOIN " });
    statement.push(table);
    statement.push(" f WHERE f.merchant_id = ");
    statement.bind(Arg::Text(scope.merchant.to_string()));
    statement.push(" AND f.livemode = ");
    statement.bind(Arg::Bool(scope.livemode()));
    statement.push(" AND f.currency = ");
    statement.bind(Arg::Text(currency.code().to_owned()));
    statement.push(" AND f.grain = ");
    statement.bind(Arg::Text(kept.as_str().to_owned()));
    statement.push(" AND f.at >= pieces.first_at AND f.at < pieces.end_at");
    statement.push(match (postgres, group.is_empty()) {
        (true, true) => " HAVING COUNT(*) > 0) f",
        (true, false) => " GROUP BY ",
        (false, true) => " GROUP BY pieces.place, pieces.first_at",
        (false, false) => " GROUP BY pieces.place, pieces.first_at, ",
    });
    statement.push(group);
    statement.push(if postgres && !group.is_empty() { ") f" } else { "" });
    statement
}

pub(super) fn both(pieces: &Pieces) -> impl Iterator<Item = (Kept, &[Rows])> {
    let kinds = [(Kept::Day, &*pieces.days), (Kept::Quarter, &*pieces.quarters)];
    kinds.into_iter().filter(|(_, rows)| !rows.is_empty())
}

#[derive(sqlx::FromRow)]
struct IntervalRow {
    place: i64,
    #[sqlx(flatten)]
    sums: SumsRow,
}

/// The figures of so many intervals, which are made of these pieces.
pub async fn sums(
    conn: &mut Conn<'_>,
    scope: Scope,
    currency: Currency,
    pieces: &Pieces,
    intervals: usize,
) -> Result<Vec<Sums>> {
    let mut found = vec![Sums::default(); intervals];
    for (kept, rows) in both(pieces) {
        let statement = added_up(conn, scope, (currency, kept, rows), ("figures", columns(kept), ""));
        for row in fetch_statement!(conn, IntervalRow, statement)? {
            if let Some(sums) = usize::try_from(row.place).ok().and_then(|place| found.get_mut(place)) {
                *sums += row.sums.into();
            }
        }
    }
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct WayRow {
    source: String,
    source_id: String,
    #[sqlx(flatten)]
    sums: SumsRow,
}

/// The figures of each way that brought anything, in all of these pieces together.
pub async fn ways(conn: &mut Conn<'_>, scope: Scope, currency: Currency, pieces: &Pieces) -> Result<Vec<(Way, Sums)>> {
    let mut found: Vec<(Way, Sums)> = Vec::new();
    for (kept, rows) in both(pieces) {
        let columns = format!("f.source, f.source_id, {}", columns(kept));
        let of = ("figures", columns.as_str(), "f.source, f.source_id");
        let statement = added_up(conn, scope, (currency, kept, rows), of);
        for row in fetch_statement!(conn, WayRow, statement)? {
            let (way, sums) = (way(currency.code(), &row.source, &row.source_id)?, row.sums.into());
            match found.iter_mut().find(|(known, _)| *known == way) {
                Some((_, known)) => *known += sums,
                None => found.push((way, sums)),
            }
        }
    }
    Ok(found)
}

#[derive(sqlx::FromRow)]
pub(super) struct MovesRow {
    gained: i64,
    expansion: i64,
    contraction: i64,
    churned: i64,
    started: i64,
    ended: i64,
}

impl From<MovesRow> for Moves {
    fn from(row: MovesRow) -> Self {
        Self {
            new: row.gained,
            expansion: row.expansion,
            contraction: row.contraction,
            churned: row.churned,
            started: row.started,
            ended: row.ended,
        }
    }
}

/// The columns of [`MovesRow`], added up.
macro_rules! move_columns {
    () => {
        "CAST(SUM(f.gained) AS BIGINT) AS gained, CAST(SUM(f.expansion) AS BIGINT) AS expansion,
        CAST(SUM(f.contraction) AS BIGINT) AS contraction, CAST(SUM(f.churned) AS BIGINT) AS churned,
        CAST(SUM(f.started) AS BIGINT) AS started, CAST(SUM(f.ended) AS BIGINT) AS ended"
    };
}
pub(super) use move_columns;

#[derive(sqlx::FromRow)]
struct MovedRow {
    place: i64,
    #[sqlx(flatten)]
    moves: MovesRow,
}

/// What moved the recurring revenue in so many intervals, which are made of these pieces.
pub async fn moves(
    conn: &mut Conn<'_>,
    scope: Scope,
    currency: Currency,
    pieces: &Pieces,
    intervals: usize,
) -> Result<Vec<Moves>> {
    let mut found = vec![Moves::default(); intervals];
    for (kept, rows) in both(pieces) {
        let statement = added_up(conn, scope, (currency, kept, rows), ("recurring_figures", move_columns!(), ""));
        for row in fetch_statement!(conn, MovedRow, statement)? {
            if let Some(moves) = usize::try_from(row.place).ok().and_then(|place| found.get_mut(place)) {
                *moves += row.moves.into();
            }
        }
    }
    Ok(found)
}
