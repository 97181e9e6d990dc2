//! Who the customers are: names that fit the country, ways to reach them, and what the shop keeps about them.

use std::collections::HashMap;

use clientele_domain::customer::{Address, CustomerFields, Wallet};
use clientele_domain::id::WalletId;

use super::dice::Dice;
use super::lands::{FullName, Land, Order, land};
use super::rhythm::{Habit, Life};

/// A customer's record as it is today, with what decides how they buy.
pub(super) struct Person {
    pub fields: CustomerFields,
    pub wallets: Vec<Wallet>,
    pub land: &'static Land,
    pub organisation: bool,
}

/// Hosts of mail, as common as people's choice of them.
const HOSTS: [(u32, &str); 6] = [
    (30, "mail.example"),
    (20, "inbox.example"),
    (16, "post.example"),
    (12, "letterbox.example"),
    (8, "quickmail.example"),
    (6, "hey-there.example"),
];

const OFFICES: [&str; 4] = ["orders", "hello", "office", "accounts"];

const CHAINS: [(u32, i64); 5] = [(40, 1), (25, 8453), (15, 137), (12, 42161), (8, 10)];

/// Makes one person after the other, and remembers what must not come twice.
pub(super) struct People {
    emails: HashMap<String, u32>,
    registered: i64,
    /// Whether they are samples.
    test: bool,
}

impl People {
    pub fn new(test: bool) -> Self {
        Self { emails: HashMap::new(), registered: 0, test }
    }

    /// The person behind a life.
    pub fn next(&mut self, dice: &mut Dice, life: &Life) -> Person {
        let land = land(dice);
        let name = land.name(dice);
        let often = !matches!(life.habit, Habit::Silent | Habit::Occasional);
        let organisation = !life.guest && dice.percent(if often { 15 } else { 3 });
        let email = self.email(dice, &name, organisation, life.guest);
        let known_by_email = !email.is_empty();
        let mut fields = CustomerFields {
            name: String::new(),
            phone: if !known_by_email || dice.percent(46) { phone(dice, land) } else { String::new() },
            email,
            external_id: self.external_id(dice, life),
            did: if dice.percent(2) { format!("did:web:{}.example", name.family) } else { String::new() },
            address: if dice.percent(72) { address(dice, land) } else { Address::default() },
            shipping: if dice.percent(7) { address(dice, land) } else { Address::default() },
            refund_address: refund_address(dice, &name),
            locale: if dice.percent(74) { land.table.locale.to_owned() } else { String::new() },
            tags: tags(dice, organisation, self.test),
            metadata: metadata(dice, life, organisation),
            mail_opt_out: false,
        };
        if organisation {
            fields.name = organisation_name(dice, land, &name, &fields.address);
        } else if !life.guest || dice.percent(82) {
            fields.name = name.text;
        }
        let wallets = if !life.guest && dice.percent(4) { wallets(dice, life) } else { Vec::new() };
        Person { fields, wallets, land, organisation }
    }

    /// An address that nobody else has. Some have none.
    fn email(&mut self, dice: &mut Dice, name: &FullName, organisation: bool, guest: bool) -> String {
        if dice.percent(if guest { 10 } else { 5 }) {
            return String::new();
        }
        let FullName { given, family, .. } = name;
        let first = &given[..1.min(given.len())];
        let (local, host) = if organisation {
            ((*dice.pick(&OFFICES)).to_owned(), format!("{family}.example"))
        } else if dice.percent(22) {
            (given.clone(), format!("{family}.example"))
        } else {
            let local = match dice.between(0, 10) {
                0..4 => format!("{given}.{family}"),
                4..6 => format!("{first}.{family}"),
                6 => format!("{given}{family}"),
                7 => format!("{family}.{given}"),
                8 => format!("{given}{}", dice.between(60, 108) % 100),
                _ => format!("{given}_{first}{}", dice.between(1, 100)),
            };
            (local, (*dice.weighted(&HOSTS)).to_owned())
        };
        let times = self.emails.entry(format!("{local}@{host}")).or_default();
        *times += 1;
        if *times == 1 { format!("{local}@{host}") } else { format!("{local}.{times}@{host}") }
    }

    fn external_id(&mut self, dice: &mut Dice, life: &Life) -> String {
        if life.guest || dice.percent(18) {
            return String::new();
        }
        self.registered += 1;
        format!("shop-{}", 20_000 + self.registered)
    }
}

fn phone(dice: &mut Dice, land: &Land) -> String {
    let pattern = dice.pick(land.table.phones);
    dice.fill(pattern)
}

fn address(dice: &mut Dice, land: &Land) -> Address {
    let table = land.table;
    let country = table.code.to_owned();
    if dice.percent(16) {
        return Address { country, ..Address::default() };
    }
    let (city, state, postal_code) = dice.pick(table.cities);
    let number = (dice.long_tailed(22.0, 0.9) as i64).clamp(1, 190);
    let line1 = dice.pick(table.streets).replace('%', &number.to_string());
    let line2 = if !table.flat.is_empty() && dice.percent(22) {
        table.flat.replace('%', &dice.between(1, 9).to_string())
    } else {
        String::new()
    };
    let (city, state) = ((*city).to_owned(), (*state).to_owned());
    Address { country, state, city, line1, line2, postal_code: dice.fill(postal_code), ..Address::default() }
}

/// Named after the family, or after the city where it is known and names are made so.
fn organisation_name(dice: &mut Dice, land: &Land, name: &FullName, address: &Address) -> String {
    let by_city = !address.city.is_empty() && land.table.order != Order::Joined && dice.percent(30);
    let whose = if by_city { &address.city } else { &name.house };
    dice.pick(land.table.organisations).replace("{}", whose)
}

fn refund_address(dice: &mut Dice, name: &FullName) -> String {
    match dice.between(0, 100) {
        0..5 => format!("{}{}@coinwallet.example", name.given, dice.between(1, 100)),
        5 => format!("0x{}", dice.hex(40)),
        _ => String::new(),
    }
}

fn tags(dice: &mut Dice, organisation: bool, test: bool) -> Vec<String> {
    let chances = [
        ("wholesale", if organisation { 76 } else { 0 }),
        ("market", 6),
        ("events", 5),
        ("gift", 7),
        ("newsletter", 14),
        ("press", 1),
        ("test", if test { 40 } else { 0 }),
    ];
    chances.into_iter().filter(|(_, percent)| dice.percent(*percent)).map(|(tag, _)| tag.to_owned()).collect()
}

/// Keys with JSON texts, sorted by key.
fn metadata(dice: &mut Dice, life: &Life, organisation: bool) -> Vec<(String, String)> {
    let text = |text: &str| format!("\"{text}\"");
    let mut metadata = Vec::new();
    let mut put = |key: &str, value: String| metadata.push((key.to_owned(), value));
    if life.guest {
        if dice.percent(6) {
            put("delivery_note", text(dice.pick(&["Leave with the neighbour", "Ring twice", "Behind the blue door"])));
        }
        return metadata;
    }
    if dice.percent(24) || organisation {
        put("erp_id", text(&dice.fill("C-00####")));
    }
    if dice.percent(30) {
        put("loyalty_tier", text(dice.weighted(&[(60, "bronze"), (30, "silver"), (10, "gold")])));
    }
    if dice.percent(38) {
        put("newsletter", dice.percent(70).to_string());
    }
    if dice.percent(22) {
        put("plan", text(if organisation { "office" } else { dice.pick(&["home", "studio", "starter"]) }));
    }
    if organisation && dice.percent(60) {
        put("vat_id", text(&dice.fill("VAT#########")));
    }
    if dice.percent(9) {
        put("visits_per_year", dice.between(1, 40).to_string());
    }
    metadata
}

fn wallets(dice: &mut Dice, life: &Life) -> Vec<Wallet> {
    let mut wallets = Vec::new();
    for _ in 0..=i64::from(dice.percent(25)) {
        let authorized = dice.percent(45);
        let created_at = life.created_at;
        wallets.push(Wallet {
            id: WalletId::new(created_at, dice.bytes()),
            chain_id: *dice.weighted(&CHAINS),
            address: format!("0x{}", dice.hex(40)),
            has_active_authorization: authorized,
            authorization_type: if authorized { "erc20_allowance".to_owned() } else { String::new() },
            transaction_hash: if authorized { format!("0x{}", dice.hex(64)) } else { String::new() },
            authorized_at: authorized.then_some(created_at),
            created_at,
        });
    }
    wallets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::rhythm::lives;
    use clientele_domain::rules;
    use clientele_domain::time::Timestamp;
    use std::collections::HashSet;

    fn people(count: u64) -> Vec<Person> {
        let end = Timestamp::from_date(2026, 11, 1).expect("a day");
        let mut people = People::new(true);
        let person = |life: &Life| people.next(&mut Dice::new(&[life.index]), life);
        lives([1, 1], count, end).iter().map(person).collect()
    }

    #[test]
    fn every_record_passes_the_rules_as_it_stands() {
        for person in people(3000) {
            assert_eq!(rules::check(&person.fields), Ok(person.fields.clone()));
            assert_eq!(rules::required_identity(&person.fields), Ok(()));
            for wallet in person.wallets {
                assert_eq!(rules::evm_address(&wallet.address), Ok(wallet.address));
            }
        }
    }

    #[test]
    fn nobody_shares_an_email_or_an_external_id() {
        let people = people(3000);
        let unique: [fn(&CustomerFields) -> &String; 2] = [|fields| &fields.email, |fields| &fields.external_id];
        for value in unique {
            let given: Vec<&String> = people.iter().map(|p| value(&p.fields)).filter(|v| !v.is_empty()).collect();
            assert_eq!(given.iter().collect::<HashSet<_>>().len(), given.len());
        }
    }

    #[test]
    fn emails_end_where_nobody_lives() {
        assert!(people(500).iter().all(|p| p.fields.email.is_empty() || p.fields.email.ends_with(".example")));
    }
}
