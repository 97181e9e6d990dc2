//! Everything that buyers read, in each language: one struct, so that a missing text does not compile.

mod ar;
mod de;
mod en;

use clientele_domain::checkout::{Decline, Recurring, SubmitType, Word};
use clientele_domain::payment::MethodKind;
use clientele_domain::time::Civil;

pub use clientele_domain::tongue::{Tongue, country_of};

use super::TestCard;

/// A text.
pub type Text = &'static str;
/// A text with something put into it.
pub type With = fn(&str) -> String;

/// The texts of a language.
pub struct Texts {
    /// What the page is called in the browser's window, with the merchant's name.
    pub window: With,
    /// Of the part that says what is bought.
    pub order: Text,
    /// Opens the lines on a small screen.
    pub show_lines: fn(usize) -> String,
    /// Of the sum.
    pub total: Text,
    /// How often a price is charged.
    pub recurring: fn(Recurring) -> String,
    /// Of the merchant's address for questions.
    pub questions: Text,
    /// Of the other languages.
    pub language: Text,
    /// The way back, with the merchant's name.
    pub back: With,
    /// Of the mark of test mode.
    pub test_checkout: Text,
    /// What it means.
    pub nothing_is_charged: Text,

    /// Of what is asked.
    pub your_details: Text,
    /// Instead, for who is known by name.
    pub welcome_back: With,
    /// What is known without asking.
    pub paying_as: With,
    /// Of the email.
    pub email: Text,
    /// Of the full name.
    pub name: Text,
    /// Of the phone number.
    pub phone: Text,
    /// What to write, with the country's prefix.
    pub phone_hint: With,
    /// The same where the country is not known.
    pub phone_hint_plain: Text,
    /// Of the billing address.
    pub billing_address: Text,
    /// Of where goods go.
    pub shipping_address: Text,
    /// Of who receives what is sent there.
    pub recipient: Text,
    /// Of the country.
    pub country: Text,
    /// The button that asks for the parts of an address that the chosen country has.
    pub use_country: Text,
    /// Of a part of an address.
    pub word: fn(Word) -> Text,
    /// Beside the label of what may be left out.
    pub optional: Text,
    /// Under what comes from the record.
    pub locked: Text,
    /// The first choice of a list.
    pub choose: Text,
    /// How long an answer is, at least and at most.
    pub characters: fn(Option<i64>, Option<i64>) -> String,

    /// Of the ways to pay.
    pub pay_with: Text,
    /// Of a way to pay.
    pub method: fn(MethodKind) -> Text,
    /// There is none.
    pub no_method: Text,
    /// A card beside those that are kept.
    pub another_card: Text,
    /// Of the card's number.
    pub card_number: Text,
    /// Of the card's expiry.
    pub card_expiry: Text,
    /// How it is written.
    pub card_expiry_form: Text,
    /// Of the card's security code.
    pub card_cvc: Text,
    /// The card is kept, with the merchant's name.
    pub card_is_kept: With,
    /// Of the cards for tests.
    pub test_cards: Text,
    /// What becomes of each.
    pub test_card: fn(TestCard) -> Text,
    /// What happens with Lightning.
    pub lightning_explained: Text,
    /// What happens with the merchant's own instructions.
    pub manual_explained: Text,
    /// The button, with the amount.
    pub submit: fn(SubmitType, &str) -> String,
    /// The button where nothing is to be paid.
    pub confirm: Text,
    /// What the button says while it works.
    pub working: Text,

    /// Above what is wrong: how many things.
    pub to_fix: fn(usize) -> String,
    /// A value is needed: its label.
    pub missing: With,
    /// A value is wrong: its label.
    pub wrong: With,
    /// The email is none.
    pub wrong_email: Text,
    /// The phone number is none.
    pub wrong_phone: Text,
    /// The card's number is none.
    pub wrong_card_number: Text,
    /// The card's expiry is none, or over.
    pub wrong_card_expiry: Text,
    /// The card's code is none.
    pub wrong_card_cvc: Text,
    /// No way to pay was chosen.
    pub choose_method: Text,
    /// An answer has to be longer.
    pub too_short: fn(i64) -> String,
    /// An answer has to be shorter.
    pub too_long: fn(i64) -> String,
    /// An answer has to be a number.
    pub no_number: Text,
    /// One of the options has to be chosen.
    pub no_option: Text,
    /// A box has to be ticked.
    pub not_ticked: Text,
    /// Why there is no money.
    pub declined: fn(Decline) -> Text,

    /// The answer is slow.
    pub processing: Text,
    /// What to do meanwhile: nothing.
    pub do_not_pay_again: Text,
    /// Looks again.
    pub check_again: Text,
    /// Of the page with the invoice.
    pub pay_with_lightning: Text,
    /// Leads back to the ways to pay.
    pub another_way: Text,
    /// Says what is awaited.
    pub waiting_for_wallet: Text,
    /// Until when, with the time left.
    pub holds_for: With,
    /// Of the bar that shows it.
    pub time_left: Text,
    /// Of the code, with the amount.
    pub qr: With,
    /// Opens the invoice.
    pub open_wallet: Text,
    /// Copies the invoice.
    pub copy: Text,
    /// It is copied.
    pub copied: Text,
    /// Of the invoice's text.
    pub invoice: Text,
    /// Of the button that pays in test mode.
    pub simulate: Text,
    /// Of the amount.
    pub amount: Text,
    /// Of what to write with the payment.
    pub reference: Text,
    /// Why.
    pub reference_hint: Text,
    /// The merchant will confirm it.
    pub waiting_for_merchant: Text,

    /// It is paid; the name of who did may be empty.
    pub thank_you: With,
    /// There was nothing to pay; the name may be empty.
    pub thank_you_free: With,
    /// Of what was paid.
    pub paid: Text,
    /// Of the day.
    pub date: Text,
    /// Leads on, with the merchant's name.
    pub going_on: With,
    /// The button for it.
    pub go_on: Text,
    /// Too late: title and sentence.
    pub expired: (Text, Text),
    /// Called off by the merchant: title and sentence.
    pub canceled: (Text, Text),
    /// No such session or link: title and sentence.
    pub unknown: (Text, Text),
    /// The link is not in use any more: title and sentence.
    pub archived: (Text, Text),
    /// A fault of ours: title and sentence.
    pub failed: (Text, Text),
    /// Too many requests: title and sentence.
    pub too_many: (Text, Text),
    /// A day with its time, in UTC.
    pub moment: fn(&Civil) -> String,
}

impl Texts {
    /// Of this language.
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::English => &en::TEXTS,
            Tongue::German => &de::TEXTS,
            Tongue::Arabic => &ar::TEXTS,
        }
    }
}

impl Texts {
    /// The label of a custom name: `tax_id` reads as `Tax id`.
    pub fn label_of(name: &str) -> String {
        let words = name.replace(['_', '-'], " ");
        let mut letters = words.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}
