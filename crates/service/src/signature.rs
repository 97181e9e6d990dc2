//! Links that are sent to people and open something without signing in: they carry a signature of the house.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use clientele_store::{Conn, signing_keys};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::error::{Error, Result};

/// The signature of something for one purpose, as a link carries it: 128 bits in 22 characters.
pub(crate) async fn of(conn: &mut Conn<'_>, purpose: &str, text: &str) -> Result<String> {
    let text = text.to_owned();
    Ok(of_all(conn, purpose, std::slice::from_ref(&text)).await?.pop().unwrap_or_default())
}

/// The signatures of many, in their order.
pub(crate) async fn of_all(conn: &mut Conn<'_>, purpose: &str, texts: &[String]) -> Result<Vec<String>> {
    let secret = signing_keys::secret(conn).await?;
    let sign = |text: &String| {
        let code = code(&secret, purpose, text)?.finalize().into_bytes();
        Ok(BASE64_URL_SAFE_NO_PAD.encode(&code[..LENGTH]))
    };
    texts.iter().map(sign).collect()
}

/// Whether this is that signature; compared in constant time.
pub(crate) async fn fits(conn: &mut Conn<'_>, purpose: &str, text: &str, signature: &str) -> Result<bool> {
    let code = code(&signing_keys::secret(conn).await?, purpose, text)?;
    let told = BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap_or_default();
    Ok(told.len() == LENGTH && code.verify_truncated_left(&told).is_ok())
}

/// Bytes of a signature.
const LENGTH: usize = 16;

fn code(secret: &str, purpose: &str, text: &str) -> Result<Hmac<Sha256>> {
    let broken = |_| Error::Internal("the key that signs links can't be used".to_owned());
    let mut code = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(broken)?;
    code.update(purpose.as_bytes());
    code.update(b"\0");
    code.update(text.as_bytes());
    Ok(code)
}
