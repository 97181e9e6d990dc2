//! Matching: looked up by identifiers, never by going through those who are there.

use clientele_domain::customer::{Customer, CustomerFields, Kind};
use clientele_domain::id::{CustomerId, MergeId, UserId};
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_domain::matching::{Effect, Rule, Sign};
use clientele_domain::merge::{Kept, Merge, State, become_one};
use clientele_domain::scope::Scope;
use clientele_store::identities::Sighting;
use clientele_store::matching::{distinct, pairs, related, settings, sharing, simulate};
use clientele_store::merges::{self, Parting};
use clientele_store::{Conn, Result, bulk, customers, identities};

use super::plan::{Plan, plans};
use super::stock::record;
use super::{Planned, stocked};
use crate::harness::{House, MORNING, customer, eur, random};

fn sign(kind: IdentityKind) -> Sign {
    Sign { kind, evidence: Evidence::Typed }
}

/// Tables that have next to nothing in them, which may be read in any way.
const SHORT: [&str; 5] = ["distinct_customers", "matching_settings", "merge_moves", "merges", "related_pairs"];

/// How many statements there were; each looks up what is named. Making a customer looks at tags in case the number is
/// taken, which it never is.
async fn looked_up<T>(planned: &Planned<'_>, ask: impl AsyncFnOnce(&mut Conn<'_>) -> Result<T>) -> usize {
    let plans = plans(planned.house, ask).await;
    let counts = |plan: &&Plan| !plan.is_of("INSERT INTO customers") && !SHORT.iter().any(|name| plan.is_of(name));
    for plan in plans.iter().filter(counts) {
        assert_eq!((plan.whole(), plan.whole_scope()), (None, None), "{plan:#?}");
    }
    plans.len()
}

stocked!(who_shares_an_identifier_is_looked_up_by_it);
async fn who_shares_an_identifier_is_looked_up_by_it(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.customer);
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            let identifiers = [
                (sign(IdentityKind::ExternalId), "user-10"),
                (sign(IdentityKind::Email), "person11@example.com"),
                (sign(IdentityKind::Phone), "+49301000009"),
                (sign(IdentityKind::Card), "visa 0009"),
                (sign(IdentityKind::Wallet), "0x01"),
            ];
            sharing(conn, scope, &identifiers).await?;
            customers::hold(conn, scope, &[id, CustomerId::first_at(MORNING)]).await?;
            customers::by_external_id(conn, scope, "user-none").await?;
            customers::survivor(conn, scope, id).await?;
            distinct::insert(conn, scope, (id, id), "Olga", MORNING).await?;
            distinct::among(conn, scope, &[id, CustomerId::first_at(MORNING)]).await?;
            distinct::from(conn, scope, id).await?;
            distinct::delete(conn, scope, &[id], &[id]).await?;
            settings::set(conn, scope, &Default::default(), "Olga", MORNING).await?;
            settings::get(conn, scope).await?;
            related::shared(conn, scope, id, 500).await.map(drop)
        };
        looked_up(planned, ask).await;
    };
    Planned::of(house).await.look(look).await;
}

/// Somebody new, who is there.
async fn newcomer(conn: &mut Conn<'_>, scope: Scope) -> Result<Customer> {
    let fields = CustomerFields { name: "Ada".into(), tags: vec!["vip".into()], ..CustomerFields::default() };
    let newcomer = Customer { kind: Kind::Guest, ..customer(fields) };
    customers::write::insert(conn, scope, &newcomer).await?;
    Ok(newcomer)
}

stocked!(a_merge_and_its_end_touch_the_two_alone);
async fn a_merge_and_its_end_touch_the_two_alone(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.customer);
        let ask = async |conn: &mut Conn<'_>| -> Result<()> {
            let target = newcomer(conn, scope).await?;
            let source =
                customers::lock(conn, scope, id).await?.and_then(customers::Found::present).expect("a customer");
            let mut after = become_one(&source, &target, target.fields.clone(), MORNING);
            let mut merge = Merge {
                id: MergeId::new(MORNING, random()),
                source: source.id,
                into: target.id,
                rule: Rule::Manual,
                signs: Vec::new(),
                actor: "Olga".into(),
                created_at: MORNING,
                undone_at: None,
                undone_by: String::new(),
            };
            let shared = identities::shared(conn, scope, target.id, source.id).await?;
            after.version = merges::join(conn, scope, &merge, &source, (&target, &after)).await?;
            let kept = Kept { before: State::of(&target), after: State::of(&after), shared };
            merges::keep(conn, scope, merge.id, &kept).await?;
            merges::last_of(conn, scope, source.id).await?;
            customers::merged::by_id(conn, scope, source.id, target.id).await?;
            merge.undone_at = Some(MORNING);
            let parting = Parting {
                source: &source,
                now: &after,
                back: &target,
                identities: &[],
                untouched: Some((target.version, target.updated_at)),
                own: eur(),
            };
            merges::undo(conn, scope, &merge, parting).await?;
            merges::forget(conn, scope, source.id).await?;
            merges::page(conn, scope, Some(target.id), Some(merge.id), 20).await?;
            merges::by_id(conn, scope, merge.id).await.map(drop)
        };
        assert!(looked_up(planned, ask).await > 25);
        planned.of_asking("merges", async |conn| merges::page(conn, scope, None, None, 20).await).await;
    };
    Planned::of(house).await.look(look).await;
}

stocked!(pairs_are_noted_by_their_identifiers_and_read_in_order);
async fn pairs_are_noted_by_their_identifiers_and_read_in_order(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let (scope, id) = (planned.stock.scope, planned.stock.customer);
        let note = async |conn: &mut Conn<'_>| -> Result<()> {
            let seen = Sighting {
                kind: IdentityKind::Phone,
                value: "+49301000009",
                label: "+49301000009",
                evidence: Evidence::Typed,
                at: MORNING,
            };
            identities::seen(conn, scope, id, seen).await?;
            pairs::refresh(conn, scope, id).await
        };
        let plans = plans(planned.house, note).await;
        for plan in plans.iter().filter(|plan| !plan.is_of("related_pairs") || planned.house.db.is_sqlite()) {
            assert_eq!((plan.whole(), plan.whole_scope()), (None, None), "{plan:#?}");
        }
        let page = async |conn: &mut Conn<'_>| -> Result<()> {
            pairs::page(conn, scope, None, 20).await?;
            pairs::page(conn, scope, Some((id, id)), 20).await?;
            pairs::count(conn, scope, 100).await.map(drop)
        };
        for plan in planned.of_asking("pages of pairs", page).await {
            assert!(!plan.sorts(), "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(pairs_of_many_newcomers_are_found_from_them);
async fn pairs_of_many_newcomers_are_found_from_them(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let author = UserId::new(MORNING, random());
        let records: Vec<_> = (0..50).map(|number| record(900_001 + number * 30, author)).collect();
        let ask = async |conn: &mut Conn<'_>| bulk::insert_records(conn, planned.stock.scope, eur(), &records).await;
        let plans = plans(planned.house, ask).await;
        let mut noted = plans.iter().filter(|plan| plan.is_of("INSERT INTO related_pairs")).peekable();
        assert!(noted.peek().is_some(), "{plans:#?}");
        // PostgreSQL may read the few pairs that are not one person in any way.
        for plan in noted.filter(|_| planned.house.db.is_sqlite()) {
            assert_eq!(plan.whole(), None, "{plan:#?}");
        }
    };
    Planned::of(house).await.look(look).await;
}

stocked!(a_simulation_looks_at_the_newest_alone);
async fn a_simulation_looks_at_the_newest_alone(house: &House) {
    let look = async |planned: &Planned<'_>| {
        let scope = planned.stock.scope;
        for effect in Effect::ALL {
            let what = effect.as_str();
            planned.of_asking(what, async |conn| simulate::concerned(conn, scope, *effect).await).await;
        }
    };
    Planned::of(house).await.look(look).await;
}
