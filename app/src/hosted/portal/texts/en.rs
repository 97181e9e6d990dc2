//! English.

use clientele_domain::payment::OrderStatus;

use super::PortalTexts;
use crate::hosted::portal::{Place, Said};

pub(super) static TEXTS: PortalTexts = PortalTexts {
    window: |merchant| format!("Your account at {merchant}"),
    account_of: "Account of",
    menu: "Your account",
    place: |place| match place {
        Place::Overview => "Overview",
        Place::Profile => "Profile and refunds",
        Place::Subscriptions => "Subscriptions",
        Place::Orders => "Orders",
        Place::Invoices => "Invoices",
    },
    sign_out: "Sign out",
    close: "Close",
    said: |said| {
        match said {
        Said::Saved => "Saved.".to_owned(),
        Said::Mailed(email) => {
            format!("We sent a link to {email}. Refunds go to the new address once you confirm it there.")
        }
        Said::Same => "Refunds go there already.".to_owned(),
        Said::Canceled => "Canceled. What is paid for stays yours until its end.".to_owned(),
        Said::Resumed => "It goes on.".to_owned(),
        Said::Changed => {
            "Your details were changed elsewhere while you were typing. What you typed is still here: look at it and save again."
                .to_owned()
        }
        Said::TooLate => "That is not possible any more, or a payment is under way. This is how it stands now.".to_owned(),
        Said::TooOften => "You asked for that several times just now. Look into your mail, or try again in a quarter of an hour."
            .to_owned(),
        Said::Wrong => "Nothing is saved yet. Look at what is marked below.".to_owned(),
    }
    },
    test: ("Test account.", "Nothing here is real."),

    profile: "Profile",
    email_stays: "The shop knows you by it. Ask there to change it.",
    save: "Save",
    refund_address: "Refund address",
    refunds_go_to: "Refunds go to",
    new_refund_address: "New refund address",
    refund_address_hint: "A Lightning address, a BOLT12 offer, or a Bitcoin or Ethereum address.",
    confirmed_by_mail: "It counts once you confirm it by a link that we mail to you.",
    ask_refund_address: "Send the link to confirm it",
    not_confirmable: "We have no email of yours to confirm another one by. Ask the shop to change it.",

    subscriptions: "Subscriptions",
    all_subscriptions: "All subscriptions",
    no_subscriptions: "You have no subscriptions.",
    renews_on: |day| format!("Renews on {day}."),
    ends_on: |day| format!("Ends on {day}."),
    ended_on: |day| format!("Ended on {day}."),
    trial_until: |day| format!("Trial until {day}."),
    past_due_since: |day| format!("Not paid since {day}."),
    renew: |amount| format!("Renew for {amount}"),
    cancel: "Cancel subscription",
    resume: "Keep subscription",
    about_subscription: "of",

    orders: "Orders",
    no_orders: "You have no orders yet.",
    order: |number| format!("Order {number}"),
    all_orders: "All orders",
    order_status: |status| match status {
        OrderStatus::Open => "Waits for payment",
        OrderStatus::Paid => "Paid",
        OrderStatus::PartiallyRefunded => "Partly refunded",
        OrderStatus::Refunded => "Refunded",
        OrderStatus::Canceled => "Canceled",
    },
    bought: "For",
    ordered_on: "Date",
    status: "Status",
    paid_with: "Paid with",
    given_back: "Refunded",
    invoices: "Invoices",
    no_invoices: "You have no invoices.",
    older: "Older",

    ways: (
        "Open your account from the shop",
        "Use the link in the shop, or the one from your mail. If you were here before, your time may be over.",
    ),
    ask: ("Your account", "Enter the email that the shop knows you by. We’ll send you a link that opens your account."),
    send_link: "Send the link",
    asked: (
        "Look into your mail",
        "If the shop knows this email, a link is on its way. It opens your account once, within 30 minutes.",
    ),
    ask_again: "Ask for another link",
    open: ("Open your account", "Press the button to go on. The link is used up then."),
    open_button: "Open my account",
    confirm: (
        "Confirm your refund address",
        "Refunds go here from now on. Press the button only if you asked for it yourself.",
    ),
    confirm_button: "Use this address",
    confirmed: ("Confirmed", "Refunds go to the new address from now on. You can close this page."),
    spent: ("This link counts no more", "It was used already, another took its place, or its time is over."),
    unknown: (
        "There is nothing here",
        "The address may be cut off or mistyped. Open the whole link again, or start from the shop.",
    ),
    ended: ("Your session is over", "Reload the page of the shop to go on. Nothing was changed."),
    not_for: ("This can’t be opened here", "The shop made this session for other things. Ask there."),
    elsewhere: (
        "This page can’t open that",
        "The request did not come from the page that it is for, or that page hides where it is. Go there from the shop.",
    ),
};
