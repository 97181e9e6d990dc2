//! Providers that do as they should, and providers that lie.

use std::time::Duration;

use clientele_domain::destination::{Checked, Found};
use clientele_domain::lightning::{Standing, Told, preimage_fits};
use clientele_domain::method::Limits;
use clientele_domain::refund::{Destination, DestinationKind, PayoutInvoice};
use clientele_domain::role::Role;
use clientele_service::{Actor, Ctx, Error};

use super::{Desk, destination, impossible, wrong};
use crate::harness::{Misdeed, TestApp, both_engines};

impl Desk {
    async fn check(&self, text: &str) -> Checked {
        destination::check(&self.ctx, text).await.expect("an answer")
    }

    /// Why nobody can pay to the provider's address just now.
    async fn unreachable(&self) -> String {
        match self.check(&self.provider.address()).await.found {
            Found::Unreachable { why } => why,
            other => panic!("{other:?}"),
        }
    }

    fn address(&self) -> Destination {
        destination::parse(&self.ctx, &self.provider.address()).expect("an address")
    }

    async fn invoice(&self, sats: i64) -> Result<PayoutInvoice, Error> {
        destination::invoice(&self.ctx, &self.address(), sats).await
    }

    async fn verified(&self, invoice: &PayoutInvoice) -> Told {
        destination::verified(&self.ctx, invoice).await.expect("an answer")
    }

    async fn another(&self, earlier: &PayoutInvoice, sure: bool) -> Result<PayoutInvoice, Error> {
        destination::another(&self.ctx, &self.address(), 2100, earlier, sure).await
    }
}

both_engines!(a_provider_tells_what_it_takes);
async fn a_provider_tells_what_it_takes(app: TestApp) {
    let desk = Desk::open(&app).await;

    for (text, kind) in [
        (desk.provider.address(), DestinationKind::LightningAddress),
        (format!("lightning:{}", desk.provider.address()), DestinationKind::LightningAddress),
        (desk.provider.lnurl(), DestinationKind::Lnurl),
        (format!("LIGHTNING:{}", desk.provider.lnurl().to_uppercase()), DestinationKind::Lnurl),
    ] {
        let checked = desk.check(&text).await;

        assert_eq!(checked.destination.kind, kind, "{text}");
        let limits = Limits { min: 2, max: 500_000 };
        let reachable = Found::Reachable { provider: "127.0.0.1".into(), limits, says: "Engines".into() };
        assert_eq!(checked.found, reachable, "{text}");
        let stored = destination::parse(&desk.ctx, &checked.destination.address).expect("a destination");
        assert_eq!(stored, checked.destination);
    }
}

both_engines!(what_nobody_can_be_asked_about_is_said_to_be_so);
async fn what_nobody_can_be_asked_about_is_said_to_be_so(app: TestApp) {
    let desk = Desk::open(&app).await;

    for (text, kind, words) in [
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", DestinationKind::Bitcoin, "fits its checksum"),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", DestinationKind::Evm, "fits its checksum"),
        ("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", DestinationKind::Evm, "without its checksum"),
        ("ada@walletsecrets.onion", DestinationKind::LightningAddress, "Tor"),
        ("balance", DestinationKind::Balance, "credited"),
        ("card", DestinationKind::Card, "the way it came"),
    ] {
        let checked = desk.check(text).await;

        assert_eq!(checked.destination.kind, kind);
        let Found::NotAsked { why } = checked.found else { panic!("{text}: {:?}", checked.found) };
        assert!(why.contains(words), "{text}: {why}");
        let refused = destination::invoice(&desk.ctx, &checked.destination, 2100).await.expect_err("no invoice");
        assert!(impossible(refused).contains("Nobody can be asked"), "{text}");
    }
    assert!(desk.provider.asked().is_empty());
}

both_engines!(what_can_not_be_a_destination_is_refused);
async fn what_can_not_be_a_destination_is_refused(app: TestApp) {
    let desk = Desk::open(&app).await;

    for text in ["", "ada", "ada@", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed", "bc1qw508d6qejxtdg4y5r3zarvary0"] {
        let (field, _) = wrong(destination::check(&desk.ctx, text).await.expect_err("refused"));
        assert_eq!(field, "destination", "{text}");
        assert!(destination::parse(&desk.ctx, text).is_err(), "{text}");
    }
    let live = Ctx { scope: desk.shop.live().scope, ..desk.ctx.clone() };
    let (_, message) = wrong(
        destination::check(&live, "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx").await.expect_err("a test network"),
    );
    assert!(message.contains("test network"), "{message}");
}

both_engines!(who_does_not_answer_as_a_provider_is_unreachable);
async fn who_does_not_answer_as_a_provider_is_unreachable(app: TestApp) {
    let desk = Desk::open(&app).await;

    for (misdeed, words) in [
        (Misdeed::NoSuchUser, "No such user"),
        (Misdeed::HugeAnswer, "64 KiB"),
        (Misdeed::NoAnswer, "no answer within"),
    ] {
        desk.provider.misbehaves(misdeed);
        let why = desk.unreachable().await;
        assert!(why.contains(words), "{misdeed:?}: {why}");
    }
}

both_engines!(an_invoice_is_over_the_exact_amount_and_proved);
async fn an_invoice_is_over_the_exact_amount_and_proved(app: TestApp) {
    let desk = Desk::open(&app).await;

    let invoice = desk.invoice(2100).await.expect("an invoice");
    assert!(invoice.bolt11.starts_with("lnbc21u1") && invoice.expires_at > desk.ctx.house.now());
    assert_eq!(desk.provider.asked().last().map(String::as_str), Some("pay 2100000"));
    assert_eq!(desk.verified(&invoice).await, Told::Unpaid);

    desk.provider.is_paid(&invoice.payment_hash);
    let Told::Paid(Some(preimage)) = desk.verified(&invoice).await else { panic!("no proof") };
    assert_eq!(preimage_fits(&preimage, &invoice.payment_hash), Ok(preimage.clone()));
    let standing = destination::standing(&desk.ctx, &invoice).await.expect("an answer");
    assert_eq!(standing, Standing::Paid { preimage: Some(preimage) });
    // The LNURL leads to the same.
    let lnurl = destination::parse(&desk.ctx, &desk.provider.lnurl()).expect("an LNURL");
    let by_lnurl = destination::invoice(&desk.ctx, &lnurl, 500_000).await.expect("an invoice");
    assert!(by_lnurl.bolt11.starts_with("lnbc5m1"), "{}", by_lnurl.bolt11);
}

both_engines!(an_invoice_that_is_not_what_was_asked_for_is_none);
async fn an_invoice_that_is_not_what_was_asked_for_is_none(app: TestApp) {
    let desk = Desk::open(&app).await;

    for (misdeed, words) in [
        (Misdeed::WrongAmount, "another amount"),
        (Misdeed::WrongDescription, "something else"),
        (Misdeed::ExpiredInvoice, "has expired"),
        (Misdeed::Redirect, "not followed"),
        (Misdeed::NoSuchUser, "No such user"),
    ] {
        desk.provider.misbehaves(misdeed);
        let why = impossible(desk.invoice(2100).await.expect_err("no invoice"));
        assert!(why.contains(words), "{misdeed:?}: {why}");
    }
    desk.provider.misbehaves(None);
    let asked = desk.provider.asked().len();
    for (sats, words) in
        [(0, "at least 2 sats"), (-5, "at least 2 sats"), (1, "at least 2"), (500_001, "at most 500,000")]
    {
        let why = impossible(desk.invoice(sats).await.expect_err("no invoice"));
        assert!(why.contains(words), "{sats}: {why}");
    }
    // Nobody was asked for those.
    assert!(desk.provider.asked()[asked..].iter().all(|asked| asked == "lnurlp shop"));
}

both_engines!(what_is_said_of_an_invoice_counts_when_its_proof_fits);
async fn what_is_said_of_an_invoice_counts_when_its_proof_fits(app: TestApp) {
    let desk = Desk::open(&app).await;
    let invoice = desk.invoice(2100).await.expect("an invoice");
    desk.provider.is_paid(&invoice.payment_hash);

    for (misdeed, words) in [
        (Misdeed::WrongPreimage, "does not fit"),
        (Misdeed::OtherInvoice, "another invoice"),
        (Misdeed::VerifyLost, "status 502"),
    ] {
        desk.provider.misbehaves(misdeed);
        let told = desk.verified(&invoice).await;
        assert!(matches!(&told, Told::Nothing(why) if why.contains(words)), "{misdeed:?}: {told:?}");
    }
    // Who says so without a proof is believed: it is the receiver who says that the money is there.
    desk.provider.misbehaves(Misdeed::NoProof);
    assert_eq!(desk.verified(&invoice).await, Told::Paid(None));
    desk.provider.misbehaves(None);
    let unknown = PayoutInvoice { verify_url: desk.provider.url("/verify/00"), ..invoice.clone() };
    assert!(matches!(desk.verified(&unknown).await, Told::Nothing(why) if why.contains("Not found")));
    let mute = PayoutInvoice { verify_url: String::new(), ..invoice };
    assert!(matches!(desk.verified(&mute).await, Told::Nothing(_)));
}

both_engines!(there_is_no_other_invoice_while_one_may_be_paid);
async fn there_is_no_other_invoice_while_one_may_be_paid(app: TestApp) {
    let desk = Desk::open(&app).await;
    let open = desk.invoice(2100).await.expect("an invoice");
    let ended = |ago: u64| {
        let expires_at = desk.ctx.house.now().minus(Duration::from_secs(ago));
        PayoutInvoice { expires_at, ..open.clone() }
    };
    let refused = async |earlier: &PayoutInvoice, sure: bool, words: &str| {
        let asked = desk.provider.asked().iter().filter(|asked| asked.starts_with("pay")).count();
        let why = impossible(desk.another(earlier, sure).await.expect_err("refused"));
        assert!(why.contains(words), "{why}");
        let after = desk.provider.asked().iter().filter(|asked| asked.starts_with("pay")).count();
        assert_eq!(after, asked, "somebody was asked for another invoice");
    };

    // Open, and just over: a payment may be on its way.
    refused(&open, true, "can still be paid").await;
    refused(&ended(60), true, "can still be paid").await;
    // Over, and its provider says that it was not paid.
    let other = desk.another(&ended(1000), false).await.expect("another");
    assert_ne!(other.payment_hash, open.payment_hash);
    // Over, and nobody tells: a person has to.
    desk.provider.misbehaves(Misdeed::VerifyLost);
    refused(&ended(1000), false, "Look in your wallet").await;
    desk.another(&ended(1000), true).await.expect("another");
    // Paid in the meantime: whatever a person says.
    desk.provider.misbehaves(None);
    desk.provider.is_paid(&open.payment_hash);
    refused(&ended(1000), true, "was paid").await;
    refused(&open, true, "was paid").await;
}

both_engines!(who_may_not_refund_asks_nobody);
async fn who_may_not_refund_asks_nobody(app: TestApp) {
    let desk = Desk::open(&app).await;
    let invoice = desk.invoice(2100).await.expect("an invoice");
    let asked = desk.provider.asked().len();
    let Actor::Staff { user, .. } = desk.ctx.actor.clone() else { panic!("somebody of the staff") };

    for role in [Role::Developer, Role::Viewer] {
        let actor = Actor::Staff { user, name: "Dev".into(), role };
        let ctx = Ctx { actor, ..desk.ctx.clone() };
        let forbidden = |error: Error| assert!(matches!(error, Error::Forbidden { .. }), "{error:?}");
        forbidden(destination::check(&ctx, &desk.provider.address()).await.expect_err("forbidden"));
        forbidden(destination::invoice(&ctx, &desk.address(), 2100).await.expect_err("forbidden"));
        let another = destination::another(&ctx, &desk.address(), 2100, &invoice, true).await;
        forbidden(another.expect_err("forbidden"));
    }
    assert_eq!(desk.provider.asked().len(), asked);
}
