//! Bitcoin's older addresses: 21 bytes and a checksum in base 58.

/// The first byte says which chain and which kind: to a key (1…) or a script (3…), and their likes for tests (m, n, 2).
const VERSIONS: [u8; 4] = [0x00, 0x05, 0x6F, 0xC4];

/// Whether the text may be meant as such an address, right or wrong.
pub(super) fn looks_like_address(text: &str) -> bool {
    (25..=36).contains(&text.len())
        && text.starts_with(['1', '2', '3', 'm', 'n'])
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether it is one.
pub(super) fn check(text: &str) -> Result<(), String> {
    if let Some((place, c)) = text.chars().enumerate().find(|(_, c)| "0OIl".contains(*c)) {
        return Err(format!(
            "Character {} is {c:?}; such Bitcoin addresses have no 0, O, I or l, because they look alike. \
             Copy the address again.",
            place + 1
        ));
    }
    match bs58::decode(text).with_check(None).into_vec() {
        Ok(bytes) if bytes.len() == 21 && VERSIONS.contains(&bytes[0]) => Ok(()),
        Ok(_) => Err("That is no Bitcoin address, although its checksum fits. Copy the address again.".to_owned()),
        Err(_) => {
            Err("The Bitcoin address does not fit its checksum: a character is wrong or missing. Copy it again."
                .to_owned())
        }
    }
}
