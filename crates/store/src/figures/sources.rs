//! What each source brought, interval by interval.

use clientele_domain::money::Currency;
use clientele_domain::payment::Source;
use clientele_domain::rules::Pieces;
use clientele_domain::scope::Scope;

use super::read::{added_up, both};
use crate::conn::Conn;
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct SourceRow {
    place: i64,
    source: String,
    gross: i64,
}

/// What was paid by each source in each of so many intervals, which are made of these pieces. A source that brought nothing
/// has a zero in each.
pub async fn gross_by_source(
    conn: &mut Conn<'_>,
    scope: Scope,
    currency: Currency,
    pieces: &Pieces,
    intervals: usize,
) -> Result<Vec<(Source, Vec<i64>)>> {
    const COLUMNS: &str = "f.source, CAST(SUM(f.gross) AS BIGINT) AS gross";
    let mut found: Vec<(Source, Vec<i64>)> = Source::ALL.iter().map(|source| (*source, vec![0; intervals])).collect();
    for (kept, rows) in both(pieces) {
        let statement = added_up(conn, scope, (currency, kept, rows), ("figures", COLUMNS, "f.source"));
        for row in fetch_statement!(conn, SourceRow, statement)? {
            let source = Source::parse(&row.source).ok_or_else(|| unreadable("source", &row.source))?;
            let of_source = found.iter_mut().find(|(known, _)| *known == source);
            let place = usize::try_from(row.place).ok();
            if let Some(gross) = of_source.zip(place).and_then(|((_, all), place)| all.get_mut(place)) {
                *gross += row.gross;
            }
        }
    }
    Ok(found)
}
