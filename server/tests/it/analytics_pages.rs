//! The pages of figures: what was paid is what they show, and what their files say.

use clientele_domain::analytics::{Day, Grain};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::Source;
use clientele_domain::role::Role;
use clientele_domain::time::Timestamp;

use crate::harness::{Shop, TestApp, both_engines};

fn at(year: i64, month: u32, day: u32) -> Timestamp {
    Timestamp::from_date(year, month, day).expect("a day")
}

/// Ada paid in January and February, Grace in February by a link, all of 2024. Nothing is as old as that by itself.
async fn sold(shop: &Shop) {
    let ada = shop.customer().name("Ada Lovelace").email("ada@lovelace.example").create().await;
    let grace = shop.customer().name("Grace <b>Hopper</b>").email("grace@hopper.example").create().await;
    for (day, cents) in [(at(2024, 1, 15), 10_000), (at(2024, 2, 3), 2_550)] {
        shop.payment_with(ada, |payment| {
            payment.occurred_at = day;
            payment.amount.minor = cents;
            payment.source = Source::Checkout;
        })
        .await;
    }
    shop.payment_with(grace, |payment| {
        payment.occurred_at = at(2024, 2, 20);
        payment.amount.minor = 4_000;
        payment.refunded = 1_000;
    })
    .await;
}

const OF_2024: &str = "from=2024-01-01&to=2024-12-31&time_zone=UTC";

both_engines!(the_page_shows_what_was_paid);
async fn the_page_shows_what_was_paid(app: TestApp) {
    let shop = app.merchant().await;
    shop.get("analytics").await.assert_status(200).assert_shows("No figures yet");
    sold(&shop).await;

    let page = shop.get(&format!("analytics?{OF_2024}")).await;

    page.assert_status(200).assert_shows("1 Jan 2024 to 31 Dec 2024").assert_shows("Days of UTC");
    page.assert_shows("€165 paid").assert_shows("Show as a table").assert_shows("Feb 2024").assert_shows("€65.50");
    page.assert_shows("Checkouts brought most: 75.8%");
    page.assert_shows("Ada Lovelace").assert_shows("€125.50").assert_shows("Grace <b>Hopper</b>");
    page.assert_shows("Half are worth less than").assert_shows("Jan 2024");
    assert!(!page.body.contains(" style="), "no element brings a style of its own");
    let file = shop.path("analytics/revenue.csv?from=2024-01-01");
    assert!(page.attributes("href").iter().any(|href| href.starts_with(&file)), "the file is of the same days");
}

both_engines!(a_file_says_the_same_as_the_page);
async fn a_file_says_the_same_as_the_page(app: TestApp) {
    let shop = app.merchant().await;
    sold(&shop).await;

    let file = shop.get(&format!("analytics/revenue.csv?{OF_2024}&interval=month")).await;

    file.assert_status(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"revenue.csv\"");
    let text = &file.body;
    let rows: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(rows[0], "start,gross,refunded,net,payments,refunds,currency");
    assert_eq!(rows[1], "2024-01-01,100.00,0.00,100.00,1,0,EUR");
    assert!(rows[2].starts_with("2024-02-01,65.50,"), "{text}");
    assert_eq!(rows.len(), 14, "twelve months, a head and an end");
    for name in ["sources", "products", "recurring", "customers", "cohorts", "distribution", "top"] {
        let file = shop.get(&format!("analytics/{name}.csv?{OF_2024}&interval=month")).await;
        file.assert_status(200);
        assert!(file.body.contains("currency\r\n"), "{name}: {}", file.body);
    }
    shop.get(&format!("analytics/top.csv?{OF_2024}"))
        .await
        .assert_shows("Ada Lovelace,ada@lovelace.example,125.50,2,EUR");
    shop.get("analytics/secrets.csv").await.assert_status(404);
    shop.get("analytics/revenue").await.assert_status(404);
}

both_engines!(currencies_are_shown_one_at_a_time);
async fn currencies_are_shown_one_at_a_time(app: TestApp) {
    let shop = app.merchant().await;
    sold(&shop).await;
    let ken = shop.customer().name("Ken Thompson").email("ken@thompson.example").create().await;
    let yen: Currency = "JPY".parse().expect("a currency");
    shop.payment_with(ken, |payment| {
        payment.amount = Amount { minor: 54_321, currency: yen };
        payment.occurred_at = at(2024, 3, 1);
    })
    .await;

    let euro = shop.get(&format!("analytics?{OF_2024}")).await;
    let other = shop.get(&format!("analytics?{OF_2024}&currency=jpy")).await;

    euro.assert_lacks("¥54,321").assert_shows("JPY");
    other.assert_status(200).assert_shows("¥54,321 paid").assert_shows("Ken Thompson").assert_lacks("€125.50");
    shop.get(&format!("analytics?{OF_2024}&currency=usd")).await.assert_status(200).assert_shows("No figures yet");
    let converted = shop.get(&format!("analytics?{OF_2024}&rates=jpy%3A0.0061")).await;
    converted.assert_status(200).assert_shows("Converted into EUR at jpy:0.0061.");
    converted.assert_shows("What was paid in other currencies is left out.").assert_value("rates", "jpy:0.0061");
    let file = shop.get(&format!("analytics/revenue.csv?{OF_2024}&interval=year&rates=jpy%3A0.0061")).await;
    file.assert_status(200).assert_shows("2024-01-01,496.86,");
}

both_engines!(what_makes_no_sense_is_told_and_the_page_stays);
async fn what_makes_no_sense_is_told_and_the_page_stays(app: TestApp) {
    let shop = app.merchant().await;
    sold(&shop).await;

    for (search, words) in [
        ("from=2024-02-01&to=2024-01-01", "before it begins"),
        ("from=soon", "is no day"),
        ("from=2024-01-01&to=2024-12-31&interval=hour", "by the month"),
        ("time_zone=Mars%2FOlympus", "No time zone is called"),
        ("currency=euros", "three letters"),
        ("rates=much", "states no rate"),
        ("rates=eur%3A2", "Leave its rate out"),
    ] {
        let page = shop.get(&format!("analytics?{search}")).await;
        page.assert_shows("That range can’t be shown").assert_shows(words).assert_shows("By the");
    }
    shop.get("analytics/revenue.csv?from=soon").await.assert_status(422);
}

both_engines!(top_customers_are_ranked_by_what_is_asked);
async fn top_customers_are_ranked_by_what_is_asked(app: TestApp) {
    let shop = app.merchant().await;
    let often = shop.customer().name("Often Little").email("often@little.example").create().await;
    let once = shop.customer().name("Once Much").email("once@much.example").create().await;
    for _ in 0..3 {
        shop.payment(often, 100).await;
    }
    shop.payment(once, 90_000).await;

    let (spent, count) = (shop.get("analytics?period=7d").await, shop.get("analytics?by=payment_count").await);

    let place = |page: &crate::harness::Answer, name: &str| page.body.find(name).expect("the name");
    assert!(place(&spent, "Once Much") < place(&spent, "Often Little"));
    assert!(place(&count, "Often Little") < place(&count, "Once Much"));
}

both_engines!(every_role_sees_figures_and_its_navigation);
async fn every_role_sees_figures_and_its_navigation(app: TestApp) {
    let shop = app.merchant().await;
    sold(&shop).await;
    let days = Day::of_date(2024, 1, 1).expect("a day").first_of(Grain::Year);
    for role in Role::ALL {
        let colleague = shop.colleague("Colin Colleague", role).await;
        let page = colleague.get(&shop.path(&format!("analytics?from={days}&to=2024-12-31"))).await;
        page.assert_status(200).assert_shows("€165 paid");
        assert!(page.attributes("href").contains(&shop.path("analytics")), "{role}");
    }
}
