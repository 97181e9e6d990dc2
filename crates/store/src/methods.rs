//! Payment methods: what merchants decided about them, the keys of card fingerprints, and the memory of the sandbox.

pub mod sandbox;

use clientele_domain::id::MerchantId;
use clientele_domain::method::{LightningSettings, Limits, MethodSettings};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct SettingsRow {
    card: bool,
    lightning_address: String,
    lightning_min: i64,
    lightning_max: i64,
    rate_url: String,
    rate_path: String,
    manual: String,
}

impl TryFrom<SettingsRow> for MethodSettings {
    type Error = Error;
    fn try_from(row: SettingsRow) -> Result<Self> {
        let manual = serde_json::from_str(&row.manual).map_err(|_| unreadable("payment method", &row.manual))?;
        let limits = Limits { min: row.lightning_min, max: row.lightning_max };
        let lightning = LightningSettings {
            address: row.lightning_address,
            rate_url: row.rate_url,
            rate_path: row.rate_path,
            limits: (limits.max > 0).then_some(limits),
        };
        Ok(Self { card: row.card, lightning: Some(lightning).filter(|known| !known.address.is_empty()), manual })
    }
}

const GET: &str = "
    SELECT card, lightning_address, lightning_min, lightning_max, rate_url, rate_path, manual FROM method_settings
    WHERE merchant_id = $1 AND livemode = $2";

/// The settings in force; the usual ones, when the merchant never decided.
pub async fn settings(conn: &mut Conn<'_>, scope: Scope) -> Result<MethodSettings> {
    match fetch_optional!(conn, SettingsRow, GET, scope.merchant.to_string(), scope.livemode())? {
        Some(row) => row.try_into(),
        None => Ok(MethodSettings::usual(scope.mode)),
    }
}

const SET: &str = "
    INSERT INTO method_settings (
        merchant_id, livemode, card, lightning_address, lightning_min, lightning_max, rate_url, rate_path, manual,
        updated_by, updated_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (merchant_id, livemode) DO UPDATE SET
        card = excluded.card, lightning_address = excluded.lightning_address,
        lightning_min = excluded.lightning_min, lightning_max = excluded.lightning_max,
        rate_url = excluded.rate_url, rate_path = excluded.rate_path, manual = excluded.manual,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at";

/// Stores what the merchant decided.
pub async fn set(conn: &mut Conn<'_>, scope: Scope, settings: &MethodSettings, by: &str, now: Timestamp) -> Result<()> {
    let none = LightningSettings::default();
    let lightning = settings.lightning.as_ref().unwrap_or(&none);
    let manual = serde_json::to_string(&settings.manual).map_err(|error| Error::Broken(error.to_string()))?;
    execute!(
        conn,
        SET,
        scope.merchant.to_string(),
        scope.livemode(),
        settings.card,
        &lightning.address,
        lightning.limits.map_or(0, |limits| limits.min),
        lightning.limits.map_or(0, |limits| limits.max),
        &lightning.rate_url,
        &lightning.rate_path,
        &manual,
        by,
        now.micros(),
    )?;
    Ok(())
}

const CARD_KEY: &str = "SELECT secret FROM card_keys WHERE merchant_id = $1";

/// What fingerprints of this merchant's cards are made with, in hexadecimal.
pub async fn card_key(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<Option<String>> {
    Ok(fetch_optional!(conn, (String,), CARD_KEY, merchant.to_string())?.map(|(secret,)| secret))
}

const KEEP_CARD_KEY: &str = "
    INSERT INTO card_keys (merchant_id, secret, created_at) VALUES ($1, $2, $3) ON CONFLICT (merchant_id) DO NOTHING";

/// Stores a key, unless the merchant has one.
pub async fn keep_card_key(conn: &mut Conn<'_>, merchant: MerchantId, secret: &str, now: Timestamp) -> Result<()> {
    execute!(conn, KEEP_CARD_KEY, merchant.to_string(), secret, now.micros())?;
    Ok(())
}
