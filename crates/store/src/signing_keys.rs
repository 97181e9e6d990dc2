//! What links are signed with that are sent to people.

use crate::conn::Conn;
use crate::error::{Error, Result};

/// The house's secret, as text.
///
/// Errors: `Broken` when somebody removed it.
pub async fn secret(conn: &mut Conn<'_>) -> Result<String> {
    let row = fetch_optional!(conn, (String,), "SELECT secret FROM signing_keys WHERE id = $1", 1_i64)?;
    row.map(|(secret,)| secret).ok_or_else(|| Error::Broken("the key that signs links is missing".to_owned()))
}
