//! Two records that share something and are still two: why, how much speaks for one person, and which would stay.

use super::settings::Settings;
use crate::customer::{Customer, Kind};
use crate::identity::IdentityKind;
use crate::words::words;

words! {
    /// Why the rules have not made one record of two that share an identifier.
    WhyApart {
        /// Each has an external id, and another one.
        DifferentUsers = "different_users", "Each has an external id of its own, so they are different users.";
        /// Nobody merges registered customers but people.
        BothRegistered = "both_registered", "Both are registered, and registered customers are merged by people only.";
        /// A guest never becomes part of a registered customer by itself.
        GuestAndRegistered = "guest_and_registered",
            "One is a guest, and a guest never becomes part of a registered customer by itself.";
        /// What they share tells nothing, because the merchant says so.
        SwitchedOff = "switched_off", "Both are guests, but what they share merges nobody by your settings.";
        /// The rules look when somebody pays.
        NoPaymentSince = "no_payment_since", "Both are guests. They become one with the next payment that shows this.";
    }
}

/// Why these two, who share identifiers of these kinds, are not one record.
pub fn why_apart(one: &Customer, other: &Customer, shares: &[IdentityKind], settings: &Settings) -> WhyApart {
    let (a, b) = (&one.fields.external_id, &other.fields.external_id);
    match (one.kind, other.kind) {
        _ if !a.is_empty() && !b.is_empty() && a != b => WhyApart::DifferentUsers,
        (Kind::Registered, Kind::Registered) => WhyApart::BothRegistered,
        (Kind::Guest, Kind::Guest) if shares.iter().any(|kind| settings.tells_guests(*kind)) => {
            WhyApart::NoPaymentSince
        }
        (Kind::Guest, Kind::Guest) => WhyApart::SwitchedOff,
        _ => WhyApart::GuestAndRegistered,
    }
}

words! {
    /// How much speaks for one person.
    Strength {
        /// Several kinds of identifiers.
        Strong = "strong", "Strong";
        /// One kind, which a family or an office may share.
        Fair = "fair", "Fair";
    }
}

impl Strength {
    /// Of what is shared.
    pub fn of(shares: &[IdentityKind]) -> Self {
        let several = shares.iter().any(|kind| Some(kind) != shares.first());
        if several { Self::Strong } else { Self::Fair }
    }
}

/// Whether the one rather than the other would stay when they are merged: registered before guest, older before younger.
pub fn stays_before(one: &Customer, other: &Customer) -> bool {
    let rank = |customer: &Customer| (customer.kind == Kind::Guest, customer.created_at, customer.id);
    rank(one) <= rank(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::{Counts, CustomerFields};
    use crate::id::CustomerId;
    use crate::time::Timestamp;
    use IdentityKind::{Card, Email, Phone};

    fn somebody(number: i64, kind: Kind, external_id: &str) -> Customer {
        let at = Timestamp::from_micros(number * 1_000_000);
        Customer {
            id: CustomerId::new(at, [0; 10]),
            kind,
            fields: CustomerFields { external_id: external_id.into(), ..CustomerFields::default() },
            delinquent: false,
            counts: Counts::default(),
            subscription_status: None,
            active_until: None,
            clock: None,
            merged_from: Vec::new(),
            first_payment_at: None,
            last_payment_at: None,
            created_at: at,
            updated_at: at,
            version: 1,
        }
    }

    #[test]
    fn each_pair_has_the_reason_why_it_is_two() {
        let (user, registered) = (somebody(1, Kind::Registered, "user-1"), somebody(2, Kind::Registered, ""));
        let guest = somebody(3, Kind::Guest, "");
        let apart = Settings { merge_on_phone: false, ..Settings::default() };
        let why = |a: &Customer, b: &Customer, kinds: &[IdentityKind]| why_apart(a, b, kinds, &apart);

        assert_eq!(why(&user, &somebody(4, Kind::Registered, "user-2"), &[Email]), WhyApart::DifferentUsers);
        assert_eq!(why(&user, &registered, &[Email]), WhyApart::BothRegistered);
        assert_eq!(why(&guest, &user, &[Email]), WhyApart::GuestAndRegistered);
        assert_eq!(why(&guest, &somebody(4, Kind::Guest, ""), &[Phone]), WhyApart::SwitchedOff);
        assert_eq!(why(&guest, &somebody(4, Kind::Guest, ""), &[Phone, Card]), WhyApart::NoPaymentSince);
    }

    #[test]
    fn the_registered_one_stays_and_of_two_alike_the_older_one() {
        let (old, young) = (somebody(1, Kind::Guest, ""), somebody(2, Kind::Guest, ""));
        let registered = somebody(3, Kind::Registered, "");

        assert!(stays_before(&old, &young) && !stays_before(&young, &old));
        assert!(stays_before(&registered, &old) && !stays_before(&old, &registered));
        assert_eq!((Strength::of(&[Phone, Phone]), Strength::of(&[Phone, Card])), (Strength::Fair, Strength::Strong));
    }
}
