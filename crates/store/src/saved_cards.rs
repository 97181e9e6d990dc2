//! Cards of registered customers that are kept for later payments.

use clientele_domain::card::SavedCard;
use clientele_domain::id::{CustomerId, SavedCardId};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct SavedCardRow {
    id: String,
    brand: String,
    last4: String,
    exp_month: i64,
    exp_year: i64,
    fingerprint: String,
    token: String,
    created_at: i64,
}

impl TryFrom<SavedCardRow> for SavedCard {
    type Error = crate::Error;
    fn try_from(row: SavedCardRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("saved card id", &row.id))?,
            brand: row.brand,
            last4: row.last4,
            exp_month: row.exp_month,
            exp_year: row.exp_year,
            fingerprint: row.fingerprint,
            token: row.token.parse().map_err(|_| unreadable("attempt id", &row.token))?,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

const KEEP: &str = "
    INSERT INTO saved_cards (
        merchant_id, livemode, id, customer_id, brand, last4, exp_month, exp_year, fingerprint, token, created_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (merchant_id, livemode, customer_id, fingerprint) DO UPDATE SET
        exp_month = excluded.exp_month, exp_year = excluded.exp_year, token = excluded.token,
        created_at = excluded.created_at
    RETURNING id";

/// Keeps a card, or what is new about one that is kept already; says whether it came new.
pub async fn keep(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, card: &SavedCard) -> Result<bool> {
    let id = card.id.to_string();
    let (kept,) = fetch_one!(
        conn,
        (String,),
        KEEP,
        scope.merchant.to_string(),
        scope.livemode(),
        &id,
        customer.to_string(),
        &card.brand,
        &card.last4,
        card.exp_month,
        card.exp_year,
        &card.fingerprint,
        card.token.to_string(),
        card.created_at.micros(),
    )?;
    Ok(kept == id)
}

const OF_CUSTOMER: &str = "
    SELECT id, brand, last4, exp_month, exp_year, fingerprint, token, created_at FROM saved_cards
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    ORDER BY created_at DESC, id LIMIT $4";

/// A customer's cards, the one that was last kept first.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Vec<SavedCard>> {
    let (merchant, id) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, SavedCardRow, OF_CUSTOMER, merchant, scope.livemode(), id, SavedCard::MOST)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

const DELETE: &str = "
    DELETE FROM saved_cards WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND customer_id = $4
    RETURNING id, brand, last4, exp_month, exp_year, fingerprint, token, created_at";

/// Removes a card; gives what it was, when there was one.
pub async fn delete(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    card: SavedCardId,
) -> Result<Option<SavedCard>> {
    let (merchant, id, owner) = (scope.merchant.to_string(), card.to_string(), customer.to_string());
    fetch_optional!(conn, SavedCardRow, DELETE, merchant, scope.livemode(), id, owner)?
        .map(TryInto::try_into)
        .transpose()
}
