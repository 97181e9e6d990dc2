//! What is known of a buyer at the moment of a payment.

use serde::{Deserialize, Serialize};

use super::Sign;
use crate::customer::{CustomerFields, Kind};
use crate::id::CustomerId;
use crate::identity::{Evidence, IdentityKind};

/// When a record is made for somebody who is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Creation {
    /// When there is something to know them by.
    #[default]
    IfRequired,
    /// Always, and as a registered customer.
    Always,
    /// Always: a payment that was taken elsewhere is somebody's, whatever is known of them. Registered by an external id,
    /// or else a guest.
    Recorded,
}

/// What a buyer may change of the record of a customer who was named outright.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MayUpdate {
    /// The name.
    pub name: bool,
    /// The billing address.
    pub address: bool,
    /// Where goods go.
    pub shipping: bool,
}

/// What is known of a buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    /// The customer, when somebody named them outright.
    pub customer: Option<CustomerId>,
    /// Everything that was sent or typed, checked. An external id is always asserted by the merchant's server.
    pub told: CustomerFields,
    /// How the email got here.
    pub email: Evidence,
    /// How the phone number got here.
    pub phone: Evidence,
    /// Fingerprint of the card that was charged; empty before the charge has succeeded.
    pub card: String,
    /// Address of the wallet that paid; empty before the payment has settled.
    pub wallet: String,
    /// When a record is made.
    pub creation: Creation,
    /// What may be changed of the record of the customer who was named.
    pub may_update: MayUpdate,
}

impl Buyer {
    /// Somebody of whom the merchant's server has told this.
    pub fn asserted(told: CustomerFields) -> Self {
        Self {
            customer: None,
            told,
            email: Evidence::Asserted,
            phone: Evidence::Asserted,
            card: String::new(),
            wallet: String::new(),
            creation: Creation::IfRequired,
            may_update: MayUpdate::default(),
        }
    }

    /// This customer, of whom nothing else is told.
    pub fn named(customer: CustomerId) -> Self {
        Self { customer: Some(customer), ..Self::asserted(CustomerFields::default()) }
    }

    /// Every identifier there is, with its value, the strongest first.
    pub fn identifiers(&self) -> Vec<(Sign, &str)> {
        let all = [
            (IdentityKind::ExternalId, Evidence::Asserted, &self.told.external_id),
            (IdentityKind::Email, self.email, &self.told.email),
            (IdentityKind::Phone, self.phone, &self.told.phone),
            (IdentityKind::Card, Evidence::Observed, &self.card),
            (IdentityKind::Wallet, Evidence::Observed, &self.wallet),
        ];
        let there = all.into_iter().filter(|(_, _, value)| !value.is_empty());
        there.map(|(kind, evidence, value)| (Sign { kind, evidence }, value.as_str())).collect()
    }

    /// What becomes of the buyer when nobody fits; nobody, when there is nothing to know them by.
    pub fn becomes(&self) -> Option<Kind> {
        let told = &self.told;
        let reachable = !(told.email.is_empty() && told.phone.is_empty());
        match self.creation {
            Creation::Always => Some(Kind::Registered),
            Creation::IfRequired if !reachable => None,
            _ if told.external_id.is_empty() => Some(Kind::Guest),
            _ => Some(Kind::Registered),
        }
    }
}
