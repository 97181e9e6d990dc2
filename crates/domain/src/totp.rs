//! The second factor: one-time codes from the time and a shared secret (RFC 6238 over HMAC-SHA-1, 30 seconds, 6 digits,
//! as authenticator apps have them), and the recovery codes for whoever lost the app.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::time::Timestamp;

/// How long a code lasts, in seconds.
const STEP: i64 = 30;
/// So many steps a clock may be wrong by, either way.
const DRIFT: i64 = 1;
/// How many recovery codes a person gets.
pub const RECOVERY_CODES: usize = 10;
/// Base 32 as RFC 4648 has it.
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What server and app share: 160 bits, as long as the hash (RFC 4226, section 4).
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret([u8; 20]);

impl TotpSecret {
    /// A secret of these random bytes.
    pub fn new(random: [u8; 20]) -> Self {
        Self(random)
    }

    /// From the form that people type and the database keeps.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bits = 0_u32;
        let mut value = 0_u32;
        let mut bytes = Vec::with_capacity(20);
        for letter in text.bytes() {
            let digit = ALPHABET.iter().position(|known| *known == letter)?;
            value = (value << 5) | digit as u32;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes.push((value >> bits) as u8);
            }
        }
        bytes.try_into().ok().map(Self)
    }

    /// 32 letters and digits.
    pub fn text(&self) -> String {
        base32(&self.0)
    }

    /// What an app reads from a QR code.
    pub fn uri(&self, email: &str) -> String {
        let mut who = String::new();
        for byte in email.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => who.push(char::from(byte)),
                _ => who.push_str(&format!("%{byte:02X}")),
            }
        }
        format!("otpauth://totp/Clientele:{who}?secret={}&issuer=Clientele&digits=6&period={STEP}", self.text())
    }

    /// The step whose code this is, if it is one of now or of a neighbour, and comes after the step that was used last.
    /// A code that was used is no code any more.
    pub fn fitting_step(&self, code: u32, now: Timestamp, used: i64) -> Option<i64> {
        let current = step(now);
        (current - DRIFT..=current + DRIFT).filter(|step| *step > used).find(|step| self.code(*step) == code)
    }

    /// The code of a moment.
    pub fn code_at(&self, now: Timestamp) -> u32 {
        self.code(step(now))
    }

    /// The code of a step: RFC 4226, section 5.3.
    fn code(&self, step: i64) -> u32 {
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).expect("a key of any length is taken");
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let place = usize::from(hash[19] & 0xf);
        let word = [hash[place] & 0x7f, hash[place + 1], hash[place + 2], hash[place + 3]];
        u32::from_be_bytes(word) % 1_000_000
    }
}

fn step(now: Timestamp) -> i64 {
    now.micros().div_euclid(1_000_000 * STEP)
}

fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5);
    let (mut bits, mut value) = (0_u32, 0_u32);
    for byte in bytes {
        value = (value << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(ALPHABET[(value >> bits) as usize & 31]));
        }
    }
    text
}

/// A recovery code of 80 random bits: `k3vq-7w2m-ab5x-hd6e`.
pub fn recovery_code(random: [u8; 10]) -> String {
    let letters = base32(&random).to_lowercase();
    format!("{}-{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..12], &letters[12..])
}

/// What somebody typed who was asked for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Six digits from the app.
    Code(u32),
    /// Anything else: a recovery code without its hyphens, or nothing of ours.
    Recovery(String),
}

impl Typed {
    /// Reads it as people type: with spaces, with hyphens or without, in any case.
    pub fn read(text: &str) -> Self {
        let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        match plain.parse() {
            Ok(code) if plain.len() == 6 => Self::Code(code),
            _ => Self::Recovery(plain.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    /// RFC 6238, appendix B: the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_specification() {
        let secret = TotpSecret::new(*b"12345678901234567890");

        for (seconds, code) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ] {
            assert_eq!(secret.code_at(at(seconds)), code, "at {seconds}");
        }
        assert_eq!(secret.text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_clock_may_be_half_a_minute_wrong_and_a_code_counts_once() {
        let secret = TotpSecret::new([7; 20]);
        let now = at(1_700_000_010);
        let code = secret.code_at(now);
        let step = secret.fitting_step(code, now, 0).expect("it fits");

        assert!(secret.fitting_step(code, at(1_700_000_010 + 30), 0).is_some());
        assert!(secret.fitting_step(code, at(1_700_000_010 - 30), 0).is_some());
        assert_eq!(secret.fitting_step(code, at(1_700_000_010 + 90), 0), None);
        assert_eq!(secret.fitting_step(code, now, step), None, "it was used");
        assert_eq!(
            secret.fitting_step(secret.code_at(at(1_700_000_010 - 30)), now, step),
            None,
            "it is older than that"
        );
    }

    #[test]
    fn an_address_for_an_app_names_the_person_in_plain_letters() {
        let uri = TotpSecret::new([0; 20]).uri("ada+1@example.com");

        assert!(uri.starts_with("otpauth://totp/Clientele:ada%2B1%40example.com?secret=AAAA"), "{uri}");
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(Typed::read(" 081 804 "), Typed::Code(81_804));
        assert_eq!(Typed::read("K3VQ-7w2m ab5xHD6E"), Typed::Recovery("k3vq7w2mab5xhd6e".to_owned()));
        assert_eq!(Typed::read("1234567"), Typed::Recovery("1234567".to_owned()));
        assert_eq!(recovery_code([0; 10]), "aaaa-aaaa-aaaa-aaaa");
    }

    proptest! {
        #[test]
        fn a_secret_is_read_as_it_was_written(bytes: [u8; 20]) {
            let secret = TotpSecret::new(bytes);
            prop_assert!(TotpSecret::parse(&secret.text()) == Some(secret));
        }

        #[test]
        fn any_text_is_no_fault(text: String) {
            let _ = (TotpSecret::parse(&text), Typed::read(&text));
        }
    }
}
