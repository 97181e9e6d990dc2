//! English.

use clientele_domain::checkout::{Decline, Interval, SubmitType, Word};
use clientele_domain::payment::MethodKind;

use super::Texts;
use crate::hosted::TestCard;

pub(super) static TEXTS: Texts = Texts {
    window: |merchant| format!("Pay {merchant}"),
    order: "Order summary",
    show_lines: |lines| format!("Show the {lines} items"),
    total: "Total",
    recurring: |recurring| {
        let unit = match recurring.interval {
            Interval::Month => "month",
            Interval::Quarter => "quarter",
            Interval::Year => "year",
        };
        if recurring.count == 1 { format!("every {unit}") } else { format!("every {} {unit}s", recurring.count) }
    },
    questions: "Questions?",
    language: "Language",
    back: |merchant| format!("Back to {merchant}"),
    test_checkout: "Test checkout.",
    nothing_is_charged: "Nothing is charged.",

    your_details: "Your details",
    welcome_back: |name| format!("Welcome back, {name}"),
    paying_as: |known| format!("Paying as {known}."),
    email: "Email",
    name: "Full name",
    phone: "Phone",
    phone_hint: |prefix| format!("With the country code, such as {prefix}."),
    phone_hint_plain: "With the country code, such as +44.",
    billing_address: "Billing address",
    shipping_address: "Delivery address",
    recipient: "Name of the recipient",
    country: "Country",
    use_country: "Use this country",
    word: |word| match word {
        Word::Street => "Street and number",
        Word::Flat => "Flat, floor, building",
        Word::PostalCode => "Postal code",
        Word::ZipCode => "ZIP code",
        Word::Postcode => "Postcode",
        Word::Eircode => "Eircode",
        Word::PinCode => "PIN code",
        Word::Cep => "CEP",
        Word::City => "City",
        Word::Town => "Town or city",
        Word::Suburb => "Suburb",
        Word::District => "District",
        Word::State => "State",
        Word::Province => "Province",
        Word::County => "County",
        Word::Prefecture => "Prefecture",
        Word::Emirate => "Emirate",
        Word::Governorate => "Governorate",
        Word::Department => "Department",
        Word::Region => "Region",
    },
    optional: "optional",
    locked: "From your record at the shop; it can’t be changed here.",
    choose: "Choose",
    characters: |least, most| match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{least} characters."),
        (Some(least), Some(most)) => format!("{least} to {most} characters."),
        (Some(least), None) => format!("At least {least} characters."),
        (None, Some(most)) => format!("At most {most} characters."),
        (None, None) => String::new(),
    },

    pay_with: "Pay with",
    method: |kind| match kind {
        MethodKind::Card => "Card",
        MethodKind::Lightning => "Lightning",
        MethodKind::Wallet => "Wallet",
        MethodKind::MobileMoney => "Mobile money",
        MethodKind::BankTransfer => "Bank transfer",
        MethodKind::Cash => "Cash",
        MethodKind::Other => "Another way",
    },
    no_method: "There is no way to pay here yet. Ask the shop.",
    another_card: "Another card",
    card_number: "Card number",
    card_expiry: "Expires",
    card_expiry_form: "MM / YY",
    card_cvc: "Security code",
    card_is_kept: |merchant| format!("{merchant} keeps this card for your next payments."),
    test_cards: "Cards for tests",
    test_card: |card| match card {
        TestCard::Paid => "is charged",
        TestCard::Declined => "is declined",
        TestCard::LacksFunds => "has no money on it",
        TestCard::Slow => "is charged, and the answer takes ten seconds",
        TestCard::AnswerLost => "is charged, and the answer gets lost",
        TestCard::RefundFails => "is charged, and takes no refunds",
    },
    lightning_explained: "You’ll get a code to scan with any Lightning wallet. The price in bitcoin holds for some minutes.",
    manual_explained: "You’ll get the details to pay with. The shop confirms when the money has arrived.",
    submit: |kind, amount| match kind {
        SubmitType::Pay => format!("Pay {amount}"),
        SubmitType::Subscribe => format!("Subscribe for {amount}"),
        SubmitType::Book => format!("Book for {amount}"),
        SubmitType::Donate => format!("Donate {amount}"),
    },
    confirm: "Confirm",
    working: "One moment",

    to_fix: |count| match count {
        1 => "One thing to fix before you can pay:".to_owned(),
        count => format!("{count} things to fix before you can pay:"),
    },
    missing: |label| format!("{label} is missing."),
    wrong: |label| format!("{label} is not right. Check it."),
    wrong_email: "That is no email address. Write one such as name@example.com.",
    wrong_phone: "That is no phone number. Write it with + and the country code.",
    wrong_card_number: "That is no card number. Check its digits.",
    wrong_card_expiry: "Enter month and year as they stand on the card, in the future.",
    wrong_card_cvc: "Enter the 3 or 4 digits on the card.",
    choose_method: "Choose how to pay.",
    too_short: |least| format!("Write at least {least} characters."),
    too_long: |most| format!("Write at most {most} characters."),
    no_number: "Write a number.",
    no_option: "Choose one of the options.",
    not_ticked: "Tick this to go on.",
    declined: |decline| match decline {
        Decline::Declined => {
            "Your bank declined this card. Nothing was charged. Try another card or another way to pay."
        }
        Decline::InsufficientFunds => {
            "There is not enough money on this card. Nothing was charged. Try another card or another way to pay."
        }
        Decline::InvoiceExpired => "The invoice was not paid in time. Nothing was charged. Start again.",
        Decline::Unavailable => "This way to pay can’t be used just now. Nothing was charged. Try another one.",
    },

    processing: "Your payment is on its way",
    do_not_pay_again: "We’re waiting for the answer. Don’t pay again; this page goes on by itself.",
    check_again: "Check again",
    pay_with_lightning: "Pay with Lightning",
    another_way: "Use another way",
    waiting_for_wallet: "Waiting for your wallet",
    holds_for: |left| format!("This price holds for {left}"),
    time_left: "Time left at this price",
    qr: |amount| format!("Lightning invoice for {amount}, as a QR code"),
    open_wallet: "Open in a wallet",
    copy: "Copy invoice",
    copied: "Copied",
    invoice: "Invoice",
    simulate: "Pay simulated invoice",
    amount: "Amount",
    reference: "Reference",
    reference_hint: "Write it with your payment, so that the shop knows it’s yours.",
    waiting_for_merchant: "The shop confirms when the money has arrived. You can close this page and come back.",

    thank_you: |name| match name {
        "" => "Thank you. It’s paid.".to_owned(),
        name => format!("Thank you, {name}. It’s paid."),
    },
    thank_you_free: |name| match name {
        "" => "Thank you. It’s done.".to_owned(),
        name => format!("Thank you, {name}. It’s done."),
    },
    paid: "Paid",
    date: "Date",
    going_on: |merchant| format!("Taking you back to {merchant}."),
    go_on: "Go on",
    expired: (
        "This checkout has expired",
        "It was open for a limited time. Nothing was charged. Start again from the shop.",
    ),
    canceled: (
        "This checkout was called off",
        "The shop called it off. Nothing was charged. Ask the shop if you didn’t expect this.",
    ),
    unknown: (
        "There is no such checkout",
        "The address may be cut off or mistyped. Open the whole link from the shop again.",
    ),
    archived: (
        "This link is no longer in use",
        "The shop doesn’t sell through it any more. Look at the shop itself, or ask there.",
    ),
    failed: ("Something went wrong here", "It’s not your doing. Look at this page again before you pay again."),
    too_many: ("That was too often", "Wait a minute, and then try again. Nothing was charged."),
    moment: |c| {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = months.get(c.month as usize - 1).copied().unwrap_or_default();
        format!("{} {month} {}, {:02}:{:02} UTC", c.day, c.year, c.hour, c.minute)
    },
};
