//! A row that other hands changed is found by counting again.

use clientele_domain::customer::CustomerFields;
use clientele_domain::id::CustomerId;
use clientele_domain::money::Amount;
use clientele_domain::payment::PaymentStatus;
use clientele_domain::scope::Scope;
use clientele_store::verify::{Difference, differences};
use clientele_store::{customers, orders, payments, standing, totals};

use crate::harness::{House, MORNING, both_engines, customer, eur, sale};

const TOTALS: &str = "totals of a customer by currency (spent, refunded, payments, first, last)";
const FIGURES: &str = "figures of a customer (payments, spent, first, last, orders)";

const MONTHS: &str = "months of a customer (currency, month, paid, given back, payments)";
const LATELY: &str = "what a customer paid lately (currency, 7, 30 and 90 days, until when)";

both_engines!(a_sound_house_has_no_differences);
async fn a_sound_house_has_no_differences(house: &House) {
    assert_eq!(counted(house).await, []);

    ada(house).await;

    assert_eq!(counted(house).await, []);
}

both_engines!(a_total_changed_by_hand_is_found);
async fn a_total_changed_by_hand_is_found(house: &House) {
    let (scope, id) = ada(house).await;

    for column in ["spent", "refunded", "payment_count", "first_payment_at", "last_payment_at"] {
        house.sql(&format!("UPDATE customer_totals SET {column} = {column} + 1")).await;

        let [difference] = &counted(house).await[..] else { panic!("{column}: one difference expected") };
        assert_eq!(difference.figure, TOTALS);
        assert_eq!(difference.of, format!("{} test {id} EUR", scope.merchant));
        assert_ne!(difference.kept, difference.found);
        house.sql(&format!("UPDATE customer_totals SET {column} = {column} - 1")).await;
    }
    assert_eq!(counted(house).await, []);
}

both_engines!(a_total_that_is_missing_or_too_many_is_found);
async fn a_total_that_is_missing_or_too_many_is_found(house: &House) {
    ada(house).await;

    house
        .sql(
            "INSERT INTO customer_totals
            SELECT merchant_id, livemode, customer_id, 'USD', 1, 0, 1, 1, 1, 0 FROM customer_totals",
        )
        .await;
    let [too_many] = &counted(house).await[..] else { panic!("one difference expected") };
    assert_eq!((too_many.figure, &*too_many.kept, &*too_many.found), (TOTALS, "1 0 1 1 1", "nothing"));

    house.sql("DELETE FROM customer_totals").await;
    let [missing] = &counted(house).await[..] else { panic!("one difference expected") };
    assert_eq!((missing.figure, &*missing.kept), (TOTALS, "nothing"));
}

both_engines!(a_customers_figure_changed_by_hand_is_found);
async fn a_customers_figure_changed_by_hand_is_found(house: &House) {
    let (scope, id) = ada(house).await;

    for column in ["spent", "payment_count", "order_count", "first_payment_at", "last_payment_at"] {
        house.sql(&format!("UPDATE customers SET {column} = {column} + 1")).await;

        let [difference] = &counted(house).await[..] else { panic!("{column}: one difference expected") };
        assert_eq!(difference.figure, FIGURES);
        assert_eq!(difference.of, format!("{} test {id}", scope.merchant));
        house.sql(&format!("UPDATE customers SET {column} = {column} - 1")).await;
    }
    assert_eq!(counted(house).await, []);
}

both_engines!(a_counter_changed_by_hand_is_found);
async fn a_counter_changed_by_hand_is_found(house: &House) {
    let (scope, _) = ada(house).await;

    for name in ["customers", "tag:vip"] {
        house.sql(&format!("UPDATE counters SET count = count + 1 WHERE name = '{name}'")).await;

        let [difference] = &counted(house).await[..] else { panic!("{name}: one difference expected") };
        let of = format!("{} test {name}", scope.merchant);
        let expected = Difference { figure: "counter", of, kept: "2".into(), found: "1".into() };
        assert_eq!(difference, &expected);
        house.sql(&format!("UPDATE counters SET count = count - 1 WHERE name = '{name}'")).await;
    }
}

both_engines!(a_counter_or_a_tag_that_is_missing_is_found);
async fn a_counter_or_a_tag_that_is_missing_is_found(house: &House) {
    ada(house).await;

    house.sql("DELETE FROM customer_tags").await;
    let [tag] = &counted(house).await[..] else { panic!("one difference expected") };
    assert_eq!((tag.figure, &*tag.kept, &*tag.found), ("counter", "1", "0"));

    house.sql("DELETE FROM counters").await;
    let [counter] = &counted(house).await[..] else { panic!("one difference expected") };
    assert_eq!((counter.figure, &*counter.kept, &*counter.found), ("counter", "0", "1"));
}

both_engines!(a_payment_changed_by_hand_is_found_wherever_it_counts);
async fn a_payment_changed_by_hand_is_found_wherever_it_counts(house: &House) {
    ada(house).await;

    house.sql("UPDATE payments SET amount = amount + 1, refunded = 1").await;

    let found: Vec<&str> = counted(house).await.iter().map(|difference| difference.figure).collect();
    let refunds = "refunds of a payment (given back, promised)";
    let over_time = "figures by time and source (paid, given back, payments, refunds, customers)";
    assert_eq!(found, [TOTALS, FIGURES, "status of a payment", refunds, MONTHS, LATELY, over_time, over_time]);
}

both_engines!(a_standing_changed_by_hand_is_found);
async fn a_standing_changed_by_hand_is_found(house: &House) {
    let (scope, id) = ada(house).await;

    for column in ["spent_7", "payments_30", "spent_90", "leaves_at"] {
        house.sql(&format!("UPDATE recent_spending SET {column} = {column} + 1")).await;
        let [lately] = &counted(house).await[..] else { panic!("{column}: one difference expected") };
        assert_eq!((lately.figure, &*lately.of), (LATELY, &*format!("{} test {id} EUR", scope.merchant)));
        house.sql(&format!("UPDATE recent_spending SET {column} = {column} - 1")).await;
    }

    house.sql("UPDATE customer_tallies SET customers = customers + 1 WHERE figure = 'value'").await;
    let [tally] = &counted(house).await[..] else { panic!("one difference expected") };
    // Of those who first paid in January 2026, by the number of the month.
    let of = format!("{} test value EUR 4200 {}", scope.merchant, 2026 * 12);
    assert_eq!((tally.figure.starts_with("customers of a kind"), &tally.of), (true, &of));
    house.sql("UPDATE customer_tallies SET customers = customers - 1 WHERE figure = 'value'").await;

    house.sql("UPDATE customer_months SET gross = gross + 100").await;
    let found: Vec<Difference> = counted(house).await;
    assert_eq!(found.first().map(|difference| difference.figure), Some(MONTHS));
    house.sql("UPDATE customer_months SET gross = gross - 100").await;
    assert_eq!(counted(house).await, []);
}

both_engines!(a_merged_record_that_leads_nowhere_is_found);
async fn a_merged_record_that_leads_nowhere_is_found(house: &House) {
    ada(house).await;

    house.sql("UPDATE customers SET merged_into = 'cus_nobody'").await;
    let found: Vec<&str> = counted(house).await.iter().map(|difference| difference.figure).collect();
    assert_eq!(found, ["where a merged record leads", "payments of a merged record"]);

    house.sql("UPDATE customers SET merged_into = '', merged_from = 'cus_01kdvdna00ew3r0000000008zm'").await;
    let [missing] = &counted(house).await[..] else { panic!("one difference expected") };
    assert_eq!((missing.figure, &*missing.kept, &*missing.found), ("records merged into a customer", "1", "0"));
}

/// A customer with a tag and a payment, of a merchant of her own.
async fn ada(house: &House) -> (Scope, CustomerId) {
    let scope = house.merchant().await;
    let ada = customer(CustomerFields { name: "Ada".into(), tags: vec!["vip".into()], ..CustomerFields::default() });
    let (order, payment) = sale(ada.id, PaymentStatus::Succeeded, Amount { minor: 4200, currency: eur() });
    let mut tx = house.begin().await;
    let conn = &mut tx.conn();
    customers::write::insert(conn, scope, &ada).await.expect("a customer");
    orders::insert(conn, scope, &order).await.expect("an order");
    payments::insert(conn, scope, &payment).await.expect("a payment");
    totals::payment_recorded(conn, scope, &payment, eur()).await.expect("totals");
    standing::paid(conn, scope, &payment, MORNING).await.expect("a standing");
    tx.commit().await.expect("a commit");
    (scope, ada.id)
}

async fn counted(house: &House) -> Vec<Difference> {
    differences(&house.db).await.expect("the figures are counted")
}
