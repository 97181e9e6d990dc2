//! Which merchant a seed stands for: its name, its currency, who works there, and what it sells.

use clientele_domain::id::{KeyId, MerchantId, PaymentLinkId, PriceId, ProductId, UserId};
use clientele_domain::key::KeyKind;
use clientele_domain::money::Currency;
use clientele_domain::payment::{Sold, Source};
use clientele_domain::role::Role;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use super::dice::Dice;
use super::goods::{self, Goods, Priced, price};
use crate::keys::{self, FirstKeys, FreshKey, KeyPair};

/// The moment in the ids of merchants and staff, the same whenever the demo is made: 1 January 2023.
const FOUNDED: Timestamp = Timestamp::from_micros(1_672_531_200_000_000);

/// The first words of shops' names. The first one belongs to the first seed.
const PLACES: [&str; 25] = [
    "Tidewater",
    "Larkspur",
    "Northquay",
    "Quince Lane",
    "Halyard",
    "Millstone",
    "Saltmarsh",
    "Juniper",
    "Fernhill",
    "Lantern",
    "Copperleaf",
    "Marigold",
    "Drift",
    "Windmere",
    "Thistle",
    "Harvest Moon",
    "Old Pier",
    "Blue Door",
    "Riverbend",
    "Foxglove",
    "Cinder",
    "Wayfarer",
    "Orchard",
    "Rookery",
    "Greyfriars",
];

/// The second words, with what such a shop sells.
const TRADES: [(&str, &Goods); 9] = [
    ("Roasters", &goods::COFFEE),
    ("Books", &goods::BOOKS),
    ("Ceramics", &goods::CERAMICS),
    ("Coffee", &goods::COFFEE),
    ("Press", &goods::BOOKS),
    ("Pottery", &goods::CERAMICS),
    ("Coffee House", &goods::COFFEE),
    ("Bookshop", &goods::BOOKS),
    ("Kiln", &goods::CERAMICS),
];

const CURRENCIES: [&str; 7] = ["EUR", "GBP", "USD", "EUR", "CHF", "SEK", "AUD"];

/// Who works at every demo merchant: name, part of the email before the @, role.
const STAFF: [(&str, &str, Role); 5] = [
    ("Leila Haddad", "demo", Role::Owner),
    ("Jonas Brekke", "jonas", Role::Admin),
    ("Mina Sato", "mina", Role::Support),
    ("Tomasz Zieliński", "tomasz", Role::Developer),
    ("Grace Achieng", "grace", Role::Viewer),
];

/// The demo merchant of a seed.
#[derive(Clone)]
pub(super) struct Shop {
    pub seed: u64,
    pub id: MerchantId,
    pub name: String,
    pub currency: Currency,
    pub goods: &'static Goods,
    pub staff: Vec<Colleague>,
    /// Payment links by what they sell, once they are made.
    pub links: Vec<(&'static str, PaymentLinkId)>,
    /// What can be subscribed to, once it is made.
    pub plans: Vec<(&'static str, PriceId)>,
    /// What stands in the catalogue, once it does.
    pub products: Vec<(&'static str, ProductId)>,
}

/// Somebody who works there.
#[derive(Debug, Clone)]
pub(super) struct Colleague {
    pub id: UserId,
    pub name: &'static str,
    pub email: String,
    pub role: Role,
}

impl Shop {
    pub fn of(seed: u64) -> Self {
        let turn = usize::try_from(seed.wrapping_sub(1) % (PLACES.len() * TRADES.len() * CURRENCIES.len()) as u64)
            .unwrap_or_default();
        let (place, (trade, goods)) = (PLACES[turn % PLACES.len()], TRADES[turn % TRADES.len()]);
        let mut dice = Dice::new(&[seed, u64::from_be_bytes(*b"the shop")]);
        let id = MerchantId::new(FOUNDED, dice.bytes());
        let host = host(place, seed);
        let staff = STAFF.map(|(name, part, role)| Colleague {
            id: UserId::new(FOUNDED, dice.bytes()),
            name,
            email: format!("{part}@{host}"),
            role,
        });
        let currency = CURRENCIES[turn % CURRENCIES.len()].parse().unwrap_or(Currency::BTC);
        Self {
            seed,
            id,
            name: format!("{place} {trade}"),
            currency,
            goods,
            staff: staff.into(),
            links: Vec::new(),
            plans: Vec::new(),
            products: Vec::new(),
        }
    }

    /// A key of the shop: like its password, the same wherever the demo is made.
    pub fn key(&self, mode: Mode, kind: KeyKind, at: Timestamp) -> FreshKey {
        let dice =
            &mut Dice::new(&[self.seed, u64::from(mode.is_live()), kind as u64, u64::from_be_bytes(*b"some key")]);
        let (id, scope) = (KeyId::new(FOUNDED, dice.bytes()), Scope { merchant: self.id, mode });
        keys::fresh(scope, id, &keys::first_key(kind), &dice.bytes(), self.owner().name, at)
    }

    /// The shop's keys as texts.
    pub fn keys(&self) -> FirstKeys {
        let text = |mode, kind| self.key(mode, kind, FOUNDED).text;
        let pair =
            |mode| KeyPair { secret: text(mode, KeyKind::Secret), publishable: text(mode, KeyKind::Publishable) };
        FirstKeys { test: pair(Mode::Test), live: pair(Mode::Live) }
    }

    /// What a payment that came in so names as its source: the link, if it was one.
    pub fn source_id(&self, source: Source, description: &str) -> String {
        let link = self.links.iter().find(|(name, _)| source == Source::PaymentLink && *name == description);
        link.map(|(_, id)| id.to_string()).unwrap_or_default()
    }

    /// What a purchase was for, if that stands in the catalogue. Programs don't say.
    pub fn sold(&self, source: Source, thing: &Priced, currency: Currency, quantity: i64) -> Vec<Sold> {
        let known = self.products.iter().find(|(name, _)| source != Source::Api && *name == thing.0);
        let minor = price(thing.1, currency).minor * quantity;
        known.map(|(_, product)| Sold { product: *product, minor, quantity }).into_iter().collect()
    }

    /// Who signs in first.
    pub fn owner(&self) -> &Colleague {
        &self.staff[0]
    }

    /// Those who write notes and edit records by hand.
    pub fn writers(&self) -> &[Colleague] {
        &self.staff[..3]
    }
}

/// The shop's domain. Beyond the first round of names the seed tells shops apart.
fn host(place: &str, seed: u64) -> String {
    let place = place.to_lowercase().replace(' ', "");
    if (1..=PLACES.len() as u64).contains(&seed) {
        format!("{place}.example")
    } else {
        format!("{place}-{seed}.example")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_first_seed_is_tidewater_roasters() {
        let shop = Shop::of(1);

        assert_eq!((&*shop.name, shop.currency.code()), ("Tidewater Roasters", "EUR"));
        assert_eq!((shop.owner().name, &*shop.owner().email), ("Leila Haddad", "demo@tidewater.example"));
    }

    #[test]
    fn seeds_share_neither_ids_nor_sign_ins() {
        let shops: Vec<Shop> = (0..500).map(Shop::of).collect();

        assert_eq!(shops.iter().map(|shop| shop.id).collect::<HashSet<_>>().len(), 500);
        assert_eq!(shops.iter().map(|shop| &shop.owner().email).collect::<HashSet<_>>().len(), 500);
    }
}
