//! What customers read in the portal, in each language.

mod ar;
mod de;
mod en;

use clientele_domain::payment::OrderStatus;

use super::{Place, Said};
use crate::hosted::Tongue;
use crate::hosted::texts::{Text, With};

/// The texts of a language.
pub struct PortalTexts {
    /// What the portal is called in the browser's window, with the merchant's name.
    pub window: With,
    /// Before the customer's name.
    pub account_of: Text,
    /// Of the menu.
    pub menu: Text,
    /// Of a page.
    pub place: fn(Place) -> Text,
    /// The way out.
    pub sign_out: Text,
    /// Ends a frame.
    pub close: Text,
    /// What came of something.
    pub said: fn(&Said) -> String,
    /// Of the mark of test mode: what it is, and what it means.
    pub test: (Text, Text),

    /// Of the profile.
    pub profile: Text,
    /// Under what is not changed here.
    pub email_stays: Text,
    /// The button of the profile.
    pub save: Text,
    /// Of the refund address.
    pub refund_address: Text,
    /// Where refunds go now.
    pub refunds_go_to: Text,
    /// Of the field for another one.
    pub new_refund_address: Text,
    /// What can be written there.
    pub refund_address_hint: Text,
    /// How it comes to count.
    pub confirmed_by_mail: Text,
    /// The button that asks for it.
    pub ask_refund_address: Text,
    /// There is no email to confirm it by.
    pub not_confirmable: Text,

    /// Of the subscriptions.
    pub subscriptions: Text,
    /// Back to all of them.
    pub all_subscriptions: Text,
    /// There are none.
    pub no_subscriptions: Text,
    /// It goes on then.
    pub renews_on: With,
    /// It ends then.
    pub ends_on: With,
    /// It ended then.
    pub ended_on: With,
    /// Its trial ends then.
    pub trial_until: With,
    /// It is not paid since then.
    pub past_due_since: With,
    /// The button that renews it, with the amount.
    pub renew: With,
    /// The button that ends it.
    pub cancel: Text,
    /// The button that takes that back.
    pub resume: Text,
    /// Before the name of a subscription, for who can't see whose button it is.
    pub about_subscription: Text,

    /// Of the orders.
    pub orders: Text,
    /// There are none.
    pub no_orders: Text,
    /// Of one order, with its number.
    pub order: With,
    /// Back to all of them.
    pub all_orders: Text,
    /// Where an order stands.
    pub order_status: fn(OrderStatus) -> Text,
    /// Of what was bought.
    pub bought: Text,
    /// Of the day.
    pub ordered_on: Text,
    /// Of where it stands.
    pub status: Text,
    /// Of a payment.
    pub paid_with: Text,
    /// Of what was given back.
    pub given_back: Text,
    /// Of the invoices.
    pub invoices: Text,
    /// There are none.
    pub no_invoices: Text,
    /// Leads to older ones.
    pub older: Text,

    /// How one comes in: title and sentence.
    pub ways: (Text, Text),
    /// Where one asks for a link: title and sentence.
    pub ask: (Text, Text),
    /// The button that sends it.
    pub send_link: Text,
    /// It is on its way, if there is anybody: title and sentence.
    pub asked: (Text, Text),
    /// Leads to where one asks.
    pub ask_again: Text,
    /// A link that opens the portal: title and sentence.
    pub open: (Text, Text),
    /// Its button.
    pub open_button: Text,
    /// A link that confirms a refund address: title and sentence.
    pub confirm: (Text, Text),
    /// Its button.
    pub confirm_button: Text,
    /// It counts: title and sentence.
    pub confirmed: (Text, Text),
    /// The link counts no more: title and sentence.
    pub spent: (Text, Text),
    /// There is no such page: title and sentence.
    pub unknown: (Text, Text),
    /// The session has ended: title and sentence.
    pub ended: (Text, Text),
    /// The session does not open this: title and sentence.
    pub not_for: (Text, Text),
    /// It came from another page: title and sentence.
    pub elsewhere: (Text, Text),
}

impl PortalTexts {
    /// Of this language.
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::English => &en::TEXTS,
            Tongue::German => &de::TEXTS,
            Tongue::Arabic => &ar::TEXTS,
        }
    }
}
