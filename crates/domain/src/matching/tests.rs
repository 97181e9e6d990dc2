//! The rules one by one, and what holds whatever buyers do.

mod properties;
mod shop;

use super::*;
use crate::customer::{CustomerFields, Kind};
use crate::id::CustomerId;
use crate::time::Timestamp;

fn id(number: i64) -> CustomerId {
    CustomerId::new(Timestamp::from_micros(number * 1_000_000), [0; 10])
}

fn candidate(number: i64, kind: Kind, shares: &[IdentityKind]) -> Candidate {
    let created_at = Timestamp::from_micros(number * 1_000_000);
    Candidate { id: id(number), kind, external_id: String::new(), created_at, shares: shares.to_vec() }
}

fn typed(email: &str, phone: &str) -> Buyer {
    let told = CustomerFields { email: email.into(), phone: phone.into(), ..CustomerFields::default() };
    Buyer { email: Evidence::Typed, phone: Evidence::Typed, ..Buyer::asserted(told) }
}

fn linked(buyer: &Buyer, candidates: &[Candidate]) -> Linked {
    match decide(buyer, &Settings::default(), candidates, &[]).link {
        Link::To(linked) => linked,
        other => panic!("{other:?}"),
    }
}

use IdentityKind::{Card, Email, ExternalId, Phone};

#[test]
fn a_customer_who_is_named_gets_what_is_missing_and_what_the_session_allows() {
    let mut buyer = typed("new@example.com", "+233501234567");
    buyer.told.name = "Mallory".into();
    buyer.customer = Some(id(1));
    let found = linked(&buyer, &[candidate(1, Kind::Registered, &[])]);
    let stored = CustomerFields { name: "Ada".into(), email: "ada@example.com".into(), ..CustomerFields::default() };

    let fields = found.write.over(&stored, &buyer.told);

    assert_eq!((found.rule, found.customer), (Rule::CustomerId, id(1)));
    assert_eq!((&*fields.name, &*fields.email, &*fields.phone), ("Ada", "ada@example.com", "+233501234567"));
}

#[test]
fn an_external_id_decides_and_what_was_sent_takes_the_place_of_what_is_stored() {
    let mut buyer = typed("new@example.com", "");
    buyer.told.external_id = "user-1".into();
    let mut user = candidate(2, Kind::Registered, &[ExternalId]);
    user.external_id = "user-1".into();
    let found = linked(&buyer, &[candidate(1, Kind::Registered, &[Email]), user]);
    let stored = CustomerFields { name: "Ada".into(), email: "ada@example.com".into(), ..CustomerFields::default() };

    let fields = found.write.over(&stored, &buyer.told);

    assert_eq!((found.rule, found.customer), (Rule::ExternalId, id(2)));
    assert_eq!((&*fields.name, &*fields.email), ("Ada", "new@example.com"));
}

#[test]
fn an_email_leads_to_the_registered_before_the_older_guest_and_changes_nothing() {
    let found = linked(
        &typed("ada@example.com", ""),
        &[candidate(1, Kind::Guest, &[Email]), candidate(2, Kind::Registered, &[Email])],
    );

    assert_eq!((found.customer, found.rule), (id(2), Rule::Email));
    assert_eq!(found.write, Write { fields: WhichFields::None, external_id: false });
    assert_eq!(found.signs.iter().map(Sign::to_string).collect::<Vec<_>>(), ["email:typed"]);
    assert_eq!(found.merges, []);
}

#[test]
fn an_external_id_is_attached_when_the_email_was_asserted() {
    let mut buyer = Buyer::asserted(typed("ada@example.com", "").told);
    buyer.told.external_id = "user-1".into();

    assert!(linked(&buyer, &[candidate(1, Kind::Guest, &[Email])]).write.external_id);
    buyer.email = Evidence::Typed;
    assert!(!linked(&buyer, &[candidate(1, Kind::Guest, &[Email])]).write.external_id);
}

#[test]
fn another_external_id_is_another_user() {
    let mut buyer = Buyer::asserted(typed("ada@example.com", "").told);
    buyer.told.external_id = "user-2".into();
    let mut user = candidate(1, Kind::Registered, &[Email]);
    user.external_id = "user-1".into();

    let decision = decide(&buyer, &Settings::default(), std::slice::from_ref(&user), &[]);

    assert_eq!(decision.link, Link::New(Kind::Registered));
    assert_eq!(decision.related, [Related { customer: id(1), shares: vec![Email] }]);
    let linking = Settings { other_external_id: OtherExternalId::Link, ..Settings::default() };
    let Link::To(found) = decide(&buyer, &linking, &[user], &[]).link else { panic!("a link") };
    assert_eq!((found.customer, found.write.external_id), (id(1), false));
}

#[test]
fn typed_emails_stay_apart_from_registered_customers_when_the_merchant_says_so() {
    let apart = Settings { link_typed_emails: false, ..Settings::default() };
    let registered = [candidate(1, Kind::Registered, &[Email])];

    assert_eq!(decide(&typed("a@b.c", ""), &apart, &registered, &[]).link, Link::New(Kind::Guest));
    let asserted = Buyer::asserted(typed("a@b.c", "").told);
    assert!(matches!(decide(&asserted, &apart, &registered, &[]).link, Link::To(_)));
}

#[test]
fn guests_whom_one_buyer_points_at_become_the_older_one() {
    let buyer = Buyer { card: "fp".into(), ..typed("ada@example.com", "+233501234567") };
    let guests = [
        candidate(3, Kind::Guest, &[Email]),
        candidate(1, Kind::Guest, &[Phone]),
        candidate(2, Kind::Guest, &[Card]),
        candidate(0, Kind::Registered, &[Phone, Card]),
    ];

    let found = linked(&buyer, &guests);

    assert_eq!((found.customer, found.rule, found.write.fields), (id(1), Rule::Email, WhichFields::Missing));
    let because = |merger: &Merger| merger.because.iter().map(Sign::to_string).collect::<Vec<_>>().join(" ");
    let merged: Vec<_> = found.merges.iter().map(|merger| (merger.source, because(merger))).collect();
    assert_eq!(merged, [(id(3), "phone:typed".to_owned()), (id(2), "card:observed".to_owned())]);
    let related = decide(&buyer, &Settings::default(), &guests, &[]).related;
    assert_eq!(related, [Related { customer: id(0), shares: vec![Phone, Card] }]);
}

#[test]
fn who_is_to_be_registered_becomes_no_guest() {
    let guest = [candidate(1, Kind::Guest, &[Phone, Card])];
    let mut buyer = Buyer { card: "fp".into(), ..Buyer::asserted(typed("ada@example.com", "+233501234567").told) };
    buyer.told.external_id = "user-1".into();

    assert_eq!(decide(&buyer, &Settings::default(), &guest, &[]).link, Link::New(Kind::Registered));
    let always = Buyer { creation: Creation::Always, ..typed("", "+233501234567") };
    assert_eq!(decide(&always, &Settings::default(), &guest, &[]).link, Link::New(Kind::Registered));
}

#[test]
fn without_anything_to_know_them_by_nobody_is_made() {
    let settings = Settings::default();

    assert_eq!(decide(&typed("", ""), &settings, &[], &[]).link, Link::Nobody);
    assert_eq!(decide(&typed("", "+1"), &settings, &[], &[]).link, Link::New(Kind::Guest));
    let always = Buyer { creation: Creation::Always, ..typed("", "") };
    assert_eq!(decide(&always, &settings, &[], &[]).link, Link::New(Kind::Registered));
    let mut recorded = Buyer { creation: Creation::Recorded, ..typed("", "") };
    assert_eq!(decide(&recorded, &settings, &[], &[]).link, Link::New(Kind::Guest));
    recorded.told.external_id = "user-1".into();
    assert_eq!(decide(&recorded, &settings, &[], &[]).link, Link::New(Kind::Registered));
}

#[test]
fn a_field_takes_the_value_that_was_chosen_or_else_the_one_there_is() {
    let source = CustomerFields {
        name: "A. Okonkwo".into(),
        phone: "+4792055014".into(),
        tags: vec!["vip".into(), "b2b".into()],
        metadata: vec![("plan".into(), "\"pro\"".into()), ("seats".into(), "3".into())],
        ..CustomerFields::default()
    };
    let target = CustomerFields {
        name: "Amara".into(),
        email: "amara@example.com".into(),
        tags: vec!["vip".into()],
        metadata: vec![("plan".into(), "\"free\"".into())],
        ..CustomerFields::default()
    };

    let one = joined(&source, &target, &Choices::default());
    assert_eq!((&*one.name, &*one.email, &*one.phone), ("Amara", "amara@example.com", "+4792055014"));
    assert_eq!(one.tags, ["vip", "b2b"]);
    assert_eq!(one.metadata, [("plan".into(), "\"free\"".into()), ("seats".into(), "3".into())]);
    let chosen = [(MergeField::Name, Choice::Source), (MergeField::Email, Choice::Source)];
    let one = joined(&source, &target, &Choices(chosen.into_iter().collect()));
    assert_eq!((&*one.name, &*one.email), ("A. Okonkwo", ""));
}
