//! What other settings would have made of those who are there.

use serde::{Deserialize, Serialize};

use super::settings::{OtherExternalId, Settings};
use crate::id::CustomerId;
use crate::words::words;

words! {
    /// What a change of the settings would have done.
    Effect {
        /// Guests with the same phone number would be one person.
        MergedOnPhone = "merged_on_phone", "Guests would be merged on their phone number";
        /// Guests who were merged because of a phone number would be apart.
        ApartDespitePhone = "apart_despite_phone", "Guests merged on their phone number would be apart";
        /// Guests with the same card would be one person.
        MergedOnCard = "merged_on_card", "Guests would be merged on their card";
        /// Guests who were merged because of a card would be apart.
        ApartDespiteCard = "apart_despite_card", "Guests merged on their card would be apart";
        /// Guests who typed a registered customer's email would have been linked to that customer.
        TypedEmailsLinked = "typed_emails_linked", "Guests would be linked to the registered customer with their email";
        /// Payments that a typed email led to a registered customer would be a guest's.
        TypedEmailsApart = "typed_emails_apart", "Payments linked by a typed email would be a guest's";
        /// Users with the same email and different external ids would be one customer.
        UsersLinked = "users_linked", "Users who share an email would be one customer";
    }
}

impl Effect {
    /// What can have an effect when one decision takes the place of another. That users would be apart again can't be told
    /// from what is kept of them.
    pub fn of_change(from: &Settings, to: &Settings) -> Vec<Self> {
        let switched = |from: bool, to: bool, on: Self, off: Self| match (from, to) {
            (false, true) => Some(on),
            (true, false) => Some(off),
            _ => None,
        };
        let linked =
            from.other_external_id == OtherExternalId::Separate && to.other_external_id == OtherExternalId::Link;
        let all = [
            switched(from.merge_on_phone, to.merge_on_phone, Self::MergedOnPhone, Self::ApartDespitePhone),
            switched(from.merge_on_card, to.merge_on_card, Self::MergedOnCard, Self::ApartDespiteCard),
            switched(from.link_typed_emails, to.link_typed_emails, Self::TypedEmailsLinked, Self::TypedEmailsApart),
            linked.then_some(Self::UsersLinked),
        ];
        all.into_iter().flatten().collect()
    }
}

/// How many would have been affected, with some of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What would have been done.
    pub effect: Effect,
    /// How often: pairs of customers, or payments.
    pub count: i64,
    /// Whether there may be more: only the newest are looked at.
    pub capped: bool,
    /// Some of them.
    pub examples: Vec<Example>,
}

/// Two customers who would have been one, or one of whom would have been two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The one.
    pub one: CustomerId,
    /// What people call the one.
    pub one_name: String,
    /// The other; the same again, when it is about a payment of one customer.
    pub other: CustomerId,
    /// What people call the other.
    pub other_name: String,
    /// What they share, as people read it; empty when it was not kept.
    pub shared: String,
}
