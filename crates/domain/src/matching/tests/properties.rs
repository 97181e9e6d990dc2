//! What holds whatever buyers do.

use proptest::prelude::*;

use super::super::*;
use super::shop::Shop;
use crate::customer::{CustomerFields, Kind};

fn one_of(prefix: &'static str, most: usize) -> impl Strategy<Value = String> {
    prop_oneof![1 => Just(String::new()), 3 => (0..most).prop_map(move |number| format!("{prefix}{number}"))]
}

prop_compose! {
    /// Somebody who types an email or a phone number, and pays by card or wallet.
    fn guest()(
        email in one_of("e", 4), phone in one_of("p", 4), card in one_of("c", 4), wallet in one_of("w", 3),
        fallback in 0usize..4, name in one_of("n", 3),
    ) -> Buyer {
        let email = if email.is_empty() && phone.is_empty() { format!("e{fallback}") } else { email };
        let told = CustomerFields { email, phone, name, ..CustomerFields::default() };
        Buyer { email: Evidence::Typed, phone: Evidence::Typed, card, wallet, ..Buyer::asserted(told) }
    }
}

prop_compose! {
    /// Anybody.
    fn anybody()(guest in guest(), external_id in one_of("u", 3), asserted: bool, always: bool) -> Buyer {
        let email = if asserted { Evidence::Asserted } else { Evidence::Typed };
        let creation = if always { Creation::Always } else { Creation::IfRequired };
        Buyer { told: CustomerFields { external_id, ..guest.told.clone() }, email, creation, ..guest }
    }
}

prop_compose! {
    fn settings()(link_typed_emails: bool, merge_on_phone: bool, merge_on_card: bool, link: bool) -> Settings {
        let other_external_id = if link { OtherExternalId::Link } else { OtherExternalId::Separate };
        Settings { link_typed_emails, merge_on_phone, merge_on_card, other_external_id }
    }
}

/// Customers whom the merchant knows, by email, and some by an external id.
fn registered() -> impl Strategy<Value = Vec<CustomerFields>> {
    let one = (one_of("e", 4), 0usize..3, any::<bool>());
    prop::collection::vec(one, 0..3).prop_map(|all| {
        let fields = all.into_iter().enumerate().map(|(place, (email, _, known))| CustomerFields {
            email,
            external_id: if known { format!("u{place}") } else { String::new() },
            ..CustomerFields::default()
        });
        fields.collect()
    })
}

fn shop(registered: &[CustomerFields]) -> Shop {
    let mut shop = Shop::default();
    for fields in registered {
        shop.register(fields.clone());
    }
    shop
}

/// Pairs of places of records, to be told apart.
fn pairs() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0usize..6, 0usize..6), 0..4)
}

proptest! {
    #[test]
    fn the_order_of_guests_does_not_change_who_is_one_person(
        known in registered(),
        settings in settings(),
        (buyers, order) in prop::collection::vec(guest(), 1..9).prop_flat_map(|buyers| {
            let order: Vec<usize> = (0..buyers.len()).collect();
            (Just(buyers), Just(order).prop_shuffle())
        }),
    ) {
        let (mut straight, mut shuffled) = (shop(&known), shop(&known));
        for (place, buyer) in buyers.iter().enumerate() {
            straight.come(place, buyer, &settings);
        }
        for place in order {
            shuffled.come(place, &buyers[place], &settings);
        }
        prop_assert_eq!(straight.persons(), shuffled.persons());
    }

    #[test]
    fn no_two_guests_have_an_email_a_phone_or_a_card_in_common(
        known in registered(),
        buyers in prop::collection::vec(guest(), 1..9),
    ) {
        let mut shop = shop(&known);
        for (place, buyer) in buyers.iter().enumerate() {
            shop.come(place, buyer, &Settings::default());
        }
        let guests: Vec<_> = shop.records.iter().filter(|record| record.kind == Kind::Guest).collect();
        for (place, guest) in guests.iter().enumerate() {
            for other in &guests[place + 1..] {
                prop_assert!(!guest.seen.iter().any(|seen| other.seen.contains(seen)), "{:?} {:?}", guest, other);
            }
        }
    }

    #[test]
    fn a_typed_email_attaches_no_external_id_and_changes_no_registered_customer(
        known in registered(),
        settings in settings(),
        buyers in prop::collection::vec(anybody(), 1..9),
    ) {
        let mut shop = shop(&known);
        for (place, buyer) in buyers.iter().enumerate() {
            let before = shop.clone();
            let decision = shop.come(place, buyer, &settings);
            let Link::To(linked) = decision.link else { continue };
            if buyer.email == Evidence::Typed && linked.rule == Rule::Email {
                prop_assert!(!linked.write.external_id);
                let (was, is) = (before.record(linked.customer), shop.record(linked.customer));
                prop_assert_eq!(&was.fields.external_id, &is.fields.external_id);
                prop_assert!(was.kind == Kind::Guest || was.fields == is.fields);
            }
        }
    }

    #[test]
    fn only_guests_are_merged_and_never_those_who_are_told_apart(
        known in registered(),
        settings in settings(),
        told_apart in pairs(),
        buyers in prop::collection::vec(anybody(), 1..9),
    ) {
        let mut shop = shop(&known);
        for (place, buyer) in buyers.iter().enumerate() {
            let id = |place: usize| shop.records.get(place).map(|record| record.id);
            shop.distinct = told_apart.iter().filter_map(|(a, b)| Some((id(*a)?, id(*b)?))).filter(|(a, b)| a != b).collect();
            let before = shop.clone();
            if let Link::To(linked) = shop.come(place, buyer, &settings).link {
                let mut ones: Vec<_> = linked.merges.iter().map(|merger| merger.source).collect();
                if !ones.is_empty() {
                    ones.push(linked.customer);
                    prop_assert!(ones.iter().all(|one| before.record(*one).kind == Kind::Guest));
                }
                for (a, b) in &before.distinct {
                    prop_assert!(!(ones.contains(a) && ones.contains(b)), "{} and {} are told apart", a, b);
                }
                prop_assert!(linked.merges.iter().all(|merger| !merger.because.is_empty()));
            }
        }
    }

    #[test]
    fn the_same_buyer_again_is_the_same_person(buyer in anybody(), settings in settings()) {
        let mut shop = Shop::default();
        for place in 0..3 {
            shop.come(place, &buyer, &settings);
        }
        // Who is known by nothing but a name is somebody new each time.
        let persons = shop.persons();
        prop_assert!(persons.len() == 1 || buyer.told.external_id.is_empty(), "{persons:?}");
        if !buyer.told.email.is_empty() && buyer.creation == Creation::IfRequired && settings.link_typed_emails {
            prop_assert_eq!(persons.len(), 1);
        }
    }

    #[test]
    fn what_was_joined_comes_apart_again(source in fields(), target in fields(), later in fields(), touched: bool) {
        let after = joined(&source, &target, &Choices::default());
        prop_assert_eq!(restored(&after, &target, &after), target.clone());
        // Whatever else became of it since, nothing of the source alone stays behind.
        let now = if touched { CustomerFields { name: later.name.clone(), ..after.clone() } } else { after.clone() };
        let back = restored(&now, &target, &after);
        prop_assert_eq!(&back.email, &target.email);
        prop_assert_eq!(&back.metadata, &target.metadata);
        prop_assert!(back.name == target.name || back.name == later.name);
    }
}

prop_compose! {
    fn fields()(
        name in one_of("n", 3), email in one_of("e", 3), city in one_of("x", 3),
        tags in prop::sample::subsequence(vec!["a", "b", "c"], 0..=3),
        metadata in prop::collection::btree_map("[a-c]", "[0-9]", 0..3),
    ) -> CustomerFields {
        CustomerFields {
            name,
            email,
            address: crate::customer::Address { city, ..Default::default() },
            tags: tags.into_iter().map(str::to_owned).collect(),
            metadata: metadata.into_iter().collect(),
            ..CustomerFields::default()
        }
    }
}
