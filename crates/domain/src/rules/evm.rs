//! Addresses on EVM chains: stored in lower case, shown with the checksum that EIP-55 writes into their capitals.

use alloy_primitives::Address;

use super::text::{grouped, quoted, trim};

/// Chain ids are kept where JavaScript can still count them.
const LARGEST_CHAIN: i64 = 1 << 53;

/// An address in lower case. Mixed case must fit the checksum; all lower or all upper case carries none.
pub fn evm_address(text: &str) -> Result<String, String> {
    let text = trim(text);
    if text.to_lowercase().ends_with(".eth") {
        return Err(format!("Enter the address that {} stands for, which begins with 0x.", quoted(text)));
    }
    let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) else {
        return Err("A wallet address begins with 0x, followed by 40 hexadecimal digits.".to_owned());
    };
    if let Some((place, c)) = digits.chars().enumerate().find(|(_, c)| !c.is_ascii_hexdigit()) {
        let c = quoted(&c.to_string());
        return Err(format!("Character {} after 0x is {c}; an address has only 0 to 9 and a to f.", place + 1));
    }
    if digits.len() != 40 {
        return Err(format!("A wallet address has 40 digits after 0x; this one has {}.", grouped(digits.len())));
    }
    let lower = format!("0x{}", digits.to_ascii_lowercase());
    let mixed = is_mixed(digits);
    let right = evm_checksum(&lower);
    match digits.chars().zip(right[2..].chars()).position(|(given, right)| given != right) {
        Some(place) if mixed => Err(format!(
            "The capitals do not fit the address's checksum, first at character {} after 0x, so a character may be \
             wrong. Copy the address again.",
            place + 1
        )),
        _ => Ok(lower),
    }
}

fn is_mixed(digits: &str) -> bool {
    digits.bytes().any(|byte| byte.is_ascii_lowercase()) && digits.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// An address as it is shown: its capitals are its checksum (EIP-55). Text that is no address comes back as it is.
pub fn evm_checksum(lower: &str) -> String {
    lower.parse::<Address>().map_or_else(|_| lower.to_owned(), |address| address.to_checksum(None))
}

/// The id of a chain as EIP-155 counts them; 1 is Ethereum.
pub fn chain_id(id: i64) -> Result<i64, String> {
    if (1..=LARGEST_CHAIN).contains(&id) {
        return Ok(id);
    }
    Err(format!("A chain id is a whole number from 1 to {LARGEST_CHAIN}, such as 1 for Ethereum or 8453 for Base."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ADDRESS: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    #[test]
    fn the_checksum_of_the_standards_example_is_known() {
        assert_eq!(evm_address(ADDRESS), Ok(ADDRESS.to_lowercase()));
        assert_eq!(evm_checksum(&ADDRESS.to_lowercase()), ADDRESS);
        assert_eq!(evm_address(&ADDRESS.to_uppercase()), Ok(ADDRESS.to_lowercase()));
    }

    #[test]
    fn a_refusal_says_what_would_be_right() {
        let cases = [
            ("5aAeb6", "begins with 0x"),
            ("ada.eth", "\"ada.eth\" stands for"),
            ("0x5aAeb", "this one has 5."),
            ("0x5aAeg", "Character 5 after 0x is \"g\""),
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed", "first at character 38 after 0x"),
        ];
        for (text, expected) in cases {
            let message = evm_address(text).expect_err(text);
            assert!(message.contains(expected), "{text}: {message}");
        }
    }

    #[test]
    fn chain_ids_stay_where_javascript_can_count() {
        assert_eq!(chain_id(1), Ok(1));
        assert_eq!(chain_id(1 << 53), Ok(9_007_199_254_740_992));
        assert!([0, -1, (1 << 53) + 1].into_iter().all(|id| chain_id(id).is_err()));
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(digits in "[0-9a-f]{40}") {
            let lower = format!("0x{digits}");
            prop_assert_eq!(evm_address(&evm_checksum(&lower)), Ok(lower));
        }

        #[test]
        fn one_wrong_capital_is_found(digits in "[a-f]{40}", place in 0usize..40) {
            let mut shown: Vec<u8> = evm_checksum(&format!("0x{digits}")).into_bytes();
            shown[place + 2] ^= b' ';
            let shown = String::from_utf8(shown).expect("ASCII");
            prop_assert_eq!(evm_address(&shown).is_err(), is_mixed(&shown[2..]));
        }

        #[test]
        fn any_text_gets_an_answer(text in "(0x)?[ -~é]{0,50}") {
            if let Err(message) = evm_address(&text) {
                prop_assert!(message.ends_with('.'));
            }
            evm_checksum(&text);
        }
    }
}
