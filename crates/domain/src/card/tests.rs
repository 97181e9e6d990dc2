use proptest::prelude::*;

use super::*;

/// 22 November 2026.
const NOW: Timestamp = Timestamp::from_micros(1_795_305_600_000_000);

fn draft(number: &str) -> CardDraft {
    CardDraft { number: number.into(), expiry: "12/34".into(), cvc: "123".into() }
}

fn fields(draft: &CardDraft) -> Vec<String> {
    Card::read(draft, NOW).expect_err("refused").into_iter().map(|violation| violation.field).collect()
}

/// A number of these digits with the digit that makes it right.
fn checked(digits: &str) -> String {
    let all = (0..10).map(|last| format!("{digits}{last}"));
    all.into_iter().find(|number| luhn(number)).expect("one of ten fits")
}

#[test]
fn a_card_is_kept_without_its_number() {
    let card = Card::read(&draft("4242-4242 4242 4242"), NOW).expect("a card");
    let method = card.method(b"key");

    assert_eq!(method.label(), "Visa •••• 4242");
    assert_eq!((method.more.exp_month, method.more.exp_year), (12, 2034));
    assert_eq!(method.more.fingerprint.len(), 32);
    assert_ne!(method.more.fingerprint, card.method(b"another").more.fingerprint);
}

#[test]
fn brands_are_known_by_their_first_digits() {
    for (number, name) in [
        ("4242424242424242", "visa"),
        ("5555555555554444", "mastercard"),
        ("2223003122003222", "mastercard"),
        ("378282246310005", "amex"),
        ("30569309025904", "diners"),
        ("3566002020360505", "jcb"),
        ("6011111111111117", "discover"),
        ("6200000000000005", "unionpay"),
    ] {
        let cvc = if name == "amex" { "1234" } else { "123" };
        let card = Card::read(&CardDraft { cvc: cvc.into(), ..draft(number) }, NOW).expect(name);
        assert_eq!(card.method(b"").brand, name);
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_its_field() {
    assert_eq!(fields(&CardDraft::default()), ["card_number", "card_expiry", "card_cvc"]);
    for number in ["4242 4242 4242 4241", "4242 4242 4242 424", "4242 4242 4242 424x", "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢"]
    {
        assert_eq!(fields(&draft(number)), ["card_number"], "{number}");
    }
    for expiry in ["10/26", "13/30", "0/30", "12", "1/2/3", "12/3", "aa/bb", "30/12", "12/203", "é1/30", "+1/30"] {
        assert_eq!(
            fields(&CardDraft { expiry: expiry.into(), ..draft("4242424242424242") }),
            ["card_expiry"],
            "{expiry}"
        );
    }
    for cvc in ["12", "1234", "12a"] {
        assert_eq!(fields(&CardDraft { cvc: cvc.into(), ..draft("4242424242424242") }), ["card_cvc"], "{cvc}");
    }
}

#[test]
fn a_card_can_be_used_until_the_end_of_its_month() {
    for expiry in ["11/26", "11 / 2026", "1126", "112026", "1/27", "01-27"] {
        assert!(Card::read(&CardDraft { expiry: expiry.into(), ..draft("4242424242424242") }, NOW).is_ok(), "{expiry}");
    }
}

#[test]
fn the_sandbox_knows_its_cards() {
    for (number, does, _) in SandboxCard::ALL {
        let card = Card::read(&draft(number), NOW).expect("a card");
        assert_eq!(SandboxCard::of(&card), Some(does));
    }
    let other = Card::read(&draft("5555555555554444"), NOW).expect("a card");
    assert_eq!(SandboxCard::of(&other), None);
    assert!(SandboxCard::sentence().contains("4000 0000 0000 0341"));
}

proptest! {
    #[test]
    fn fingerprints_are_equal_where_numbers_are(a in "4[0-9]{14}", b in "4[0-9]{14}", months in (1u32..13, 1u32..13)) {
        let of = |digits: &str, month: u32| {
            let expiry = format!("{month:02}/34");
            Card::read(&CardDraft { expiry, ..draft(&checked(digits)) }, NOW).expect("a card").method(b"key").more.fingerprint
        };
        prop_assert_eq!(of(&a, months.0), of(&a, months.1));
        prop_assert_eq!(of(&a, 1) == of(&b, 1), a == b);
    }

    #[test]
    fn no_one_reads_the_number_in_a_log(digits in "4[0-9]{14}") {
        let draft = draft(&checked(&digits));
        let card = Card::read(&draft, NOW).expect("a card");
        for text in [format!("{draft:?}"), format!("{card:?}")] {
            prop_assert!(!text.chars().any(|c| c.is_ascii_digit()), "{}", text);
        }
        let kept = format!("{:?}", card.method(b"key"));
        prop_assert!(!kept.contains(&digits[..12]));
    }

    #[test]
    fn one_wrong_digit_is_found(digits in "[0-9]{15}", place in 0usize..16, other in 1u8..10) {
        let right = checked(&digits);
        let mut wrong = right.clone().into_bytes();
        wrong[place] = b'0' + (wrong[place] - b'0' + other) % 10;
        prop_assert!(luhn(&right));
        prop_assert!(!luhn(&String::from_utf8(wrong).expect("digits")));
    }

    #[test]
    fn any_text_gets_an_answer_that_does_not_repeat_it(number in ".{0,30}", expiry in ".{0,10}", cvc in ".{0,6}") {
        let typed = CardDraft { number: number.clone(), expiry, cvc };
        if let Err(violations) = Card::read(&typed, NOW) {
            for violation in violations {
                prop_assert!(violation.message.ends_with('.'));
                prop_assert!(number.trim().len() < 6 || !violation.message.contains(number.trim()));
            }
        }
    }
}
