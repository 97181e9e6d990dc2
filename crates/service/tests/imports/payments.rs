//! Files of payments, and whose they become.

use clientele_domain::customer::{CustomerFields, Kind};
use clientele_domain::import::What;
use clientele_domain::payment::PaymentStatus;
use clientele_service::customers;
use clientele_store::{payments, totals};

use crate::shop::{Shop, layout, on_each_engine, places};

fn known(external_id: &str, email: &str) -> CustomerFields {
    CustomerFields { external_id: external_id.into(), email: email.into(), ..CustomerFields::default() }
}

async fn spent(shop: &Shop, external_id: &str) -> i64 {
    shop.by_external_id(external_id).await.map_or(0, |customer| customer.counts.payments)
}

#[test]
fn the_payer_is_found_by_id_or_external_id_or_email_or_made() {
    on_each_engine(async |shop| {
        let ada = shop.customer(known("ada", "ada@example.com")).await;
        let grace = shop.customer(known("", "grace@example.com")).await;
        let text = format!(
            "customer_id,external_id,email,name,amount,currency,occurred_at\n\
             {ada},,,,100,usd,2026-01-01\n\
             ,ada,other@example.com,,100,usd,2026-01-02\n\
             ,,ADA@example.com,,100,usd,2026-01-03\n\
             ,g-1,grace@example.com,,100,usd,2026-01-04\n\
             ,g-1,,,100,usd,2026-01-05\n\
             ,ada-2,ada@example.com,Ada Two,100,usd,2026-01-06\n\
             ,new,new@example.com,New,100,usd,2026-01-07\n\
             ,new,,,100,eur,2026-01-08\n\
             ,,,Only A Name,100,usd,2026-01-09\n",
        );

        let import = shop.import(&layout(What::Payments, &text), &text).await;

        assert_eq!((import.accepted, import.rejected, shop.count().await), (9, 0, 5));
        assert_eq!((spent(shop, "ada").await, spent(shop, "g-1").await), (3, 2));
        assert_eq!((spent(shop, "ada-2").await, spent(shop, "new").await), (1, 2));
        let named = shop.by_external_id("g-1").await.expect("Grace");
        assert_eq!((named.id, named.kind, named.version), (grace, Kind::Registered, 2));
        let ada = shop.by_external_id("ada").await.expect("Ada");
        assert_eq!((ada.fields.email.as_str(), ada.version), ("ada@example.com", 1));
    });
}

#[test]
fn a_bad_row_is_told_and_its_neighbours_are_stored() {
    on_each_engine(async |shop| {
        let gone = shop.customer(known("gone", "")).await;
        customers::delete(&shop.ctx(), gone, None).await.expect("deleted");
        let text = format!(
            "customer_id,external_id,amount_decimal,currency,status,occurred_at,last4\n\
             ,a,10.00,usd,,2026-01-01,\n\
             ,a,10.005,usd,,2026-01-01,\n\
             {gone},,1.00,usd,,2026-01-01,\n\
             cus_01kafg3v9te5rbh2m8q0w4x7yd,,1.00,usd,,2026-01-01,\n\
             ,b,-3,usd,lost,soon,4242424242424242\n\
             ,a,20.00,usd,failed,2026-01-02,4242\n\
             ,a,5.00,jpy,,2026-01-02,\n\
             ,a,30.00,usd,refunded,2026-01-02,\n",
        );

        let import = shop.import(&layout(What::Payments, &text), &text).await;

        let rejects = shop.rejects(&import).await;
        assert_eq!((import.accepted, import.rejected), (3, 5));
        assert_eq!(
            places(&rejects),
            [
                (3, "amount_decimal"),
                (4, "customer_id"),
                (5, "customer_id"),
                (6, "amount_decimal"),
                (6, "last4"),
                (6, "occurred_at"),
                (6, "status"),
                (8, "amount_decimal"),
            ]
        );
        let (report, refused) = shop.trial(&layout(What::Payments, &text), &text).await;
        assert_eq!((report.rejected, refused), (5, rejects));
        assert_eq!(shop.count().await, 1);
        let a = shop.by_external_id("a").await.expect("the customer");
        let mut reader = shop.house.db.read().await.expect("a reader");
        let totals = totals::of_customer(&mut reader.conn(), shop.scope, a.id).await.expect("totals");
        assert_eq!((totals.len(), totals[0].spent.minor, totals[0].refunded, totals[0].payments), (1, 4_000, 3_000, 2));
        let ledger = payments::of_customer(&mut reader.conn(), shop.scope, a.id, 10).await.expect("payments");
        let statuses: Vec<PaymentStatus> = ledger.iter().map(|payment| payment.status).collect();
        assert!(statuses.contains(&PaymentStatus::Refunded) && statuses.contains(&PaymentStatus::Failed));
    });
}

#[test]
fn hostile_text_is_stored_as_text_or_told() {
    on_each_engine(async |shop| {
        // A zero byte near the beginning would make it no text file at all.
        let many = "a,100,usd,\"</textarea><script>alert(1)</script>\",'=1+1\n".repeat(1_500);
        let text = format!(
            "external_id,amount,currency,description,metadata.note\n{many}b,1,usd,\0,\nc,1,usd,,\0\nd\0,1,usd,,\n"
        );

        let import = shop.import(&layout(What::Payments, &text), &text).await;

        let rejects = shop.rejects(&import).await;
        assert_eq!(places(&rejects), [(1_502, "description"), (1_503, "metadata.note"), (1_504, "external_id")]);
        assert_eq!(spent(shop, "a").await, 1_500);
        let a = shop.by_external_id("a").await.expect("the customer");
        let order = &shop.detail(a.id).await.orders[0];
        assert_eq!(order.description, "</textarea><script>alert(1)</script>");
    });
}
