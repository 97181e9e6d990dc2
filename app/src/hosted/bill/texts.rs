//! What customers read on invoices, in each language.

mod ar;
mod de;
mod en;

use clientele_domain::time::Civil;

use crate::hosted::Tongue;
use crate::hosted::texts::{Text, With};

/// The texts of a language.
pub struct BillTexts {
    /// What it is called, with its number.
    pub title: With,
    /// What its page is called in the browser's window, with the merchant's name.
    pub window: With,
    /// Of the number.
    pub number: Text,
    /// Of who owes it.
    pub to: Text,
    /// Of the day it was made out.
    pub issued: Text,
    /// Of the day by which it has to be paid.
    pub due: Text,
    /// Of the days it is for.
    pub period: Text,
    /// From one day to another.
    pub from_to: fn(&str, &str) -> String,
    /// Of what is billed.
    pub description: Text,
    /// Of how many.
    pub quantity: Text,
    /// Of what one costs.
    pub unit: Text,
    /// Of what they cost together.
    pub amount: Text,
    /// Of what the lines come to.
    pub total: Text,
    /// Of what went in from the customer's credit.
    pub credited: Text,
    /// Of what was paid.
    pub paid: Text,
    /// Of what is left to pay.
    pub left: Text,

    /// It waits to be paid, until that day.
    pub open: With,
    /// It renews something for these days.
    pub renews: With,
    /// The day went by.
    pub overdue: With,
    /// It is paid: the title.
    pub is_paid: Text,
    /// It is paid: the day.
    pub paid_on: Text,
    /// What with.
    pub paid_with: Text,
    /// It is void: title and sentence.
    pub void: (Text, Text),
    /// Nobody expects the money any more: title and sentence.
    pub written_off: (Text, Text),
    /// The word of each end, as a stamp on paper: paid, void, closed.
    pub stamps: (Text, Text, Text),
    /// The button, with the amount.
    pub pay: With,
    /// Takes the file.
    pub download: Text,
    /// Prints the page.
    pub print: Text,
    /// There is no such invoice: title and sentence.
    pub unknown: (Text, Text),
    /// Of the mark of test mode: what it is, and what it means.
    pub test: (Text, Text),

    /// Before the address at which it can be paid.
    pub pay_at: Text,
    /// The page of a file and how many there are.
    pub page_of: fn(usize, usize) -> String,
    /// What stands for letters that the file has no shapes for.
    pub no_shapes: Text,
    /// A day.
    pub day: fn(&Civil) -> String,
}

impl BillTexts {
    /// Of this language.
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::English => &en::TEXTS,
            Tongue::German => &de::TEXTS,
            Tongue::Arabic => &ar::TEXTS,
        }
    }
}
