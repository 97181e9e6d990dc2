//! BOLT 12 offers: `lno1` and fields in the alphabet of bech32, without a checksum. So the fields themselves are read:
//! a character too few or too many no longer adds up.

use bech32::Fe32;

/// Fields that say how the issuer is reached; an offer needs one (offer_paths, offer_issuer_id).
const REACHABLE: [u64; 2] = [16, 22];
const WRONG: &str = "The BOLT12 offer does not add up: a character is wrong or missing. Copy it again.";

/// An offer in lower case, in one piece. Long offers may be split by `+` and white space.
pub(super) fn offer(text: &str) -> Result<String, String> {
    let joined: String =
        text.split('+').enumerate().map(|(n, part)| if n == 0 { part } else { part.trim_start() }).collect();
    let lower = joined.to_ascii_lowercase();
    if joined != lower && joined != joined.to_ascii_uppercase() {
        return Err("A BOLT12 offer is all in lower case or all in capitals. Copy it again.".to_owned());
    }
    let data = lower.strip_prefix("lno1").ok_or_else(|| WRONG.to_owned())?;
    let bytes = bytes(data)?;
    let types = field_types(&bytes).ok_or_else(|| WRONG.to_owned())?;
    let ascending = types.windows(2).all(|pair| pair[0] < pair[1]);
    if !ascending || !REACHABLE.iter().any(|kind| types.contains(kind)) {
        return Err(WRONG.to_owned());
    }
    Ok(lower)
}

/// Whether an offer says what it costs (offer_amount).
pub(super) fn names_amount(offer: &str) -> bool {
    let data = offer.strip_prefix("lno1").unwrap_or_default();
    bytes(data).ok().and_then(|bytes| field_types(&bytes)).is_some_and(|types| types.contains(&8))
}

/// Five bits a character, eight bits a byte; what is left over must be less than a character, and nought.
fn bytes(data: &str) -> Result<Vec<u8>, String> {
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(data.len() * 5 / 8), 0u32, 0u32);
    for (place, c) in data.chars().enumerate() {
        let value = Fe32::from_char(c).map_err(|_| {
            format!("Character {} of the offer is {c:?}, which offers never have. Copy it again.", place + 5)
        })?;
        bits = (bits << 5) | u32::from(value.to_u8());
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    if held >= 5 || bits != 0 {
        return Err(WRONG.to_owned());
    }
    Ok(bytes)
}

/// The types of the fields, when type, length and value follow each other to the very end.
fn field_types(mut bytes: &[u8]) -> Option<Vec<u64>> {
    let mut types = Vec::new();
    while !bytes.is_empty() {
        let (kind, rest) = number(bytes)?;
        let (length, rest) = number(rest)?;
        bytes = rest.get(usize::try_from(length).ok()?..)?;
        types.push(kind);
    }
    Some(types)
}

/// A number of 1, 3, 5 or 9 bytes, most significant first.
fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let width = match first {
        0xFD => 2,
        0xFE => 4,
        0xFF => 8,
        small => return Some((u64::from(*small), rest)),
    };
    let value = rest.get(..width)?.iter().fold(0, |value, byte| (value << 8) | u64::from(*byte));
    Some((value, &rest[width..]))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// An offer made of the fields.
    pub(crate) fn encode(fields: &[(u8, Vec<u8>)]) -> String {
        let bytes: Vec<u8> =
            fields.iter().flat_map(|(kind, value)| [vec![*kind, value.len() as u8], value.clone()].concat()).collect();
        let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
        let characters = bits.as_bytes().chunks(5).map(|chunk| {
            let value = chunk.iter().fold(0, |value, bit| (value << 1) | (bit - b'0')) << (5 - chunk.len());
            Fe32::try_from(value).expect("five bits").to_char()
        });
        format!("lno1{}", characters.collect::<String>())
    }

    fn simple() -> String {
        encode(&[(10, b"Refunds".to_vec()), (22, vec![2; 33])])
    }

    #[test]
    fn the_shortest_offer_names_its_issuer() {
        assert!(offer(&encode(&[(22, vec![2; 33])])).is_ok());
        assert!(offer(&encode(&[(10, b"Refunds".to_vec())])).is_err());
        assert!(offer("lno1").is_err());
    }

    #[test]
    fn an_offer_may_be_split_and_in_capitals() {
        let whole = simple();
        let split = format!("{}+\n  {}", &whole[..20], &whole[20..]);

        assert_eq!(offer(&split), Ok(whole.clone()));
        assert_eq!(offer(&whole.to_uppercase()), Ok(whole.clone()));
        assert!(offer(&whole.replacen("lno1", "Lno1", 1)).is_err());
        assert!(offer(&format!("{whole}b")).is_err_and(|message| message.contains("'b'")));
    }

    proptest! {
        #[test]
        fn an_offer_cut_short_is_refused(kept in 4usize..60) {
            let whole = simple();
            prop_assume!(kept < whole.len());
            prop_assert!(offer(&whole[..kept]).is_err());
        }

        #[test]
        fn any_text_gets_an_answer(text in "lno1[a-z0-9+ ]{0,60}", other: String) {
            for text in [text, other] {
                if let Ok(lower) = offer(&text) {
                    prop_assert_eq!(offer(&lower), Ok(lower.clone()));
                }
            }
        }
    }
}
