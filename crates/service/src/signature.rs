//! Links that are sent to people and open something without signing in: they carry a signature of the house.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use clientele_store::{Conn, signing_keys};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::error::{Error, Result};

/// The signature of something for one purpose, as a link carries it: 128 bits in 22 characters.
pub(crate) async fn of(conn: &mut Conn<'_>, purpose: &str, text: &str) -> Result<String> {
    let code = code(conn, purpose, text).await?.finalize().into_bytes();
    Ok(BASE64_URL_SAFE_NO_PAD.encode(&code[..LENGTH]))
}

/// Whether this is that signature; compared in constant time.
pub(crate) async fn fits(conn: &mut Conn<'_>, purpose: &str, text: &str, signature: &str) -> Result<bool> {
    let code = code(conn, purpose, text).await?;
    let told = BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap_or_default();
    Ok(told.len() == LENGTH && code.verify_truncated_left(&told).is_ok())
}

/// Bytes of a signature.
const LENGTH: usize = 16;

async fn code(conn: &mut Conn<'_>, purpose: &str, text: &str) -> Result<Hmac<Sha256>> {
    let secret = signing_keys::secret(conn).await?;
    let broken = |_| Error::Internal("the key that signs links can't be used".to_owned());
    let mut code = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(broken)?;
    code.update(purpose.as_bytes());
    code.update(b"\0");
    code.update(text.as_bytes());
    Ok(code)
}
