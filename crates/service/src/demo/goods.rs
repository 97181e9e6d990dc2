//! What the demo's shops sell. Prices are in euro cents; other currencies are worked out and rounded as shops do it.

use clientele_domain::money::{Amount, Currency};

/// Something with a price.
pub(super) type Priced = (&'static str, i64);

/// What a kind of shop sells, and where.
pub(super) struct Goods {
    /// Bought at the checkout.
    pub single: &'static [Priced],
    /// Bought by organisations.
    pub bulk: &'static [Priced],
    /// Sold by a payment link of their own.
    pub linked: &'static [Priced],
    /// Sold by subscription, a month at a time.
    pub plans: &'static [Priced],
    /// Where the shop's own till stands.
    pub stalls: &'static [&'static str],
}

pub(super) const COFFEE: Goods = Goods {
    single: &[
        ("Harbour blend, 250 g", 1_150),
        ("Harbour blend, 1 kg", 3_900),
        ("Yirgacheffe washed, 250 g", 1_450),
        ("Huila pink bourbon, 250 g", 1_690),
        ("Night watch decaf, 250 g", 1_250),
        ("Filter papers, 100", 650),
        ("Pour-over kit", 4_800),
        ("Enamel mug", 1_600),
        ("Hand grinder", 11_900),
        ("Cold brew concentrate", 980),
        ("Tasting box of five", 3_200),
    ],
    bulk: &[
        ("House espresso, 5 kg", 14_400),
        ("House espresso, 10 kg", 27_500),
        ("Seasonal filter, 5 kg", 16_800),
        ("Cups and lids, 500", 6_400),
        ("Grinder service", 18_000),
    ],
    linked: &[
        ("Wholesale sample kit", 4_200),
        ("Home barista class", 6_500),
        ("Gift card", 5_000),
        ("Cupping evening", 2_800),
        ("Festival pre-order", 3_600),
    ],
    plans: &[
        ("One bag a month", 1_450),
        ("Two bags a month", 2_700),
        ("Decaf club", 1_350),
        ("Studio coffee, 5 kg", 11_200),
    ],
    stalls: &["Bryggen market", "Roastery counter", "Saturday market", "Harbour kiosk"],
};

pub(super) const BOOKS: Goods = Goods {
    single: &[
        ("Paperback", 1_290),
        ("Two paperbacks", 2_380),
        ("Hardback novel", 2_650),
        ("Picture book", 1_590),
        ("Atlas of small islands", 3_800),
        ("Notebook, dotted", 1_150),
        ("Poetry chapbook", 900),
        ("Cookbook", 3_400),
        ("First edition", 14_500),
        ("Box of postcards", 1_250),
    ],
    bulk: &[
        ("School reader, class set", 24_000),
        ("Library parcel", 18_500),
        ("Shelf order", 31_000),
        ("Signed copies, 10", 26_500),
    ],
    linked: &[
        ("Reading with the author", 1_500),
        ("Gift card", 5_000),
        ("Mystery parcel", 3_900),
        ("Binding workshop", 7_500),
    ],
    plans: &[
        ("A book a month", 1_690),
        ("Two books a month", 3_100),
        ("Young readers", 1_290),
        ("Patron of the press", 6_000),
    ],
    stalls: &["Shop counter", "Book fair", "Quay market", "School visit"],
};

pub(super) const CERAMICS: Goods = Goods {
    single: &[
        ("Espresso cup", 1_800),
        ("Set of four mugs", 7_200),
        ("Serving bowl", 5_400),
        ("Salt pig", 3_200),
        ("Dinner plate", 2_900),
        ("Bud vase", 2_400),
        ("Teapot", 9_500),
        ("Planter, large", 8_800),
        ("Seconds box", 3_900),
        ("Tile, hand-painted", 1_400),
    ],
    bulk: &[
        ("Plates for a restaurant, 40", 92_000),
        ("Cups for a café, 60", 78_000),
        ("Tiles, 5 m²", 64_000),
        ("Glaze order", 21_000),
    ],
    linked: &[("Wheel-throwing class", 8_500), ("Gift card", 5_000), ("Kiln share", 4_500), ("Raku evening", 6_900)],
    plans: &[("Studio membership", 8_500), ("Clay club", 4_200), ("A piece a season", 6_400)],
    stalls: &["Studio door", "Makers’ market", "Potters’ fair", "Museum shop"],
};

/// What a euro cent is about in a currency's minor units, and to what prices are rounded there.
fn rate(currency: Currency) -> (f64, i64) {
    match currency.code() {
        "USD" => (1.12, 50),
        "GBP" => (0.86, 50),
        "CHF" => (0.94, 50),
        "SEK" => (11.0, 500),
        "NOK" => (11.6, 500),
        "DKK" => (7.46, 100),
        "AUD" => (1.74, 50),
        "CAD" => (1.55, 50),
        "JPY" => (1.7, 10),
        "BTC" => (10.4, 100),
        _ => (1.0, 10),
    }
}

/// The currencies besides its own in which a shop lets people pay.
pub(super) const ACCEPTED: [&str; 6] = ["EUR", "USD", "GBP", "JPY", "CHF", "SEK"];

/// A price as a shop would write it in a currency.
pub(super) fn price(euro_cents: i64, currency: Currency) -> Amount {
    let (rate, step) = rate(currency);
    let steps = (euro_cents as f64 * rate / step as f64).round() as i64;
    Amount { minor: steps.max(1) * step, currency }
}
