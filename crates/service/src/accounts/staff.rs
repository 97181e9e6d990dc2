//! Merchants and people made from the command line, by whoever runs the machine.

use clientele_domain::id::{MerchantId, UserId};
use clientele_domain::money::Currency;
use clientele_domain::role::Role;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_store::merchants::{self, Merchant};
use clientele_store::users::{self, User};
use clientele_store::{second_factors, sessions};

use super::password;
use super::sign_up::filled;
use crate::error::{Error, Result};
use crate::house::House;
use crate::keys::{self, FirstKeys};

/// Makes a merchant with keys for both modes, which are shown nowhere else.
///
/// Errors: `Invalid`.
pub async fn create_merchant(house: &House, name: &str, currency: Currency) -> Result<(Merchant, FirstKeys)> {
    let mut violations = Vec::new();
    let name = filled("name", name, "Give the merchant a name.", &mut violations);
    if !violations.is_empty() {
        return Err(Error::Invalid(violations));
    }
    let now = house.now();
    let merchant = Merchant { id: MerchantId::new(now, house.randomness.bytes()), name, currency };
    let mut tx = house.db.begin().await?;
    merchants::insert(&mut tx.conn(), &merchant, now).await?;
    let keys = keys::first_keys(house, &mut tx.conn(), merchant.id).await?;
    tx.commit().await?;
    Ok((merchant, keys))
}

/// What is needed to make a person staff of a merchant.
#[derive(Debug, Clone)]
pub struct NewStaff {
    /// Where.
    pub merchant: MerchantId,
    /// The person's email; one who works elsewhere already keeps name and password.
    pub email: String,
    /// The person's name; the part of the email before the @ when empty.
    pub name: String,
    /// The role at this merchant.
    pub role: Role,
    /// The password to give a new person; a generated one when `None`.
    pub password: Option<String>,
}

/// Makes a person staff of a merchant. Gives the password of a new person; it is kept nowhere.
///
/// Errors: `Invalid`, `NotFound` when there is no such merchant, `InvalidState` when the person works there already.
pub async fn create_staff(house: &House, asked: NewStaff) -> Result<(UserId, Option<String>)> {
    let email = rules::email(&asked.email).map_err(|message| Error::invalid("email", message))?;
    let now = house.now();
    let mut tx = house.db.begin().await?;
    let conn = &mut tx.conn();
    if merchants::by_id(conn, asked.merchant).await?.is_none() {
        return Err(Error::NotFound);
    }
    let (id, password) = match users::by_email(conn, &email).await? {
        Some(user) => (user.id, None),
        None => {
            let password = asked.password.unwrap_or_else(|| generated(house));
            rules::password(&password).map_err(|message| Error::Invalid(vec![Violation::new("password", message)]))?;
            let password_hash = password::hash(password.clone(), house.randomness.bytes()).await?;
            let name =
                if asked.name.is_empty() { email.split('@').next().unwrap_or(&email).to_owned() } else { asked.name };
            let user = User { id: UserId::new(now, house.randomness.bytes()), email, name, password_hash };
            users::insert(conn, &user, now).await?;
            (user.id, Some(password))
        }
    };
    merchants::join(conn, asked.merchant, id, asked.role, now).await.map_err(|error| match error {
        clientele_store::Error::Taken(_) => Error::InvalidState("This person works for this merchant already.".into()),
        other => other.into(),
    })?;
    tx.commit().await?;
    Ok((id, password))
}

/// Lets a person who lost both app and recovery codes sign in with the password alone, and ends their sessions.
///
/// Errors: `NotFound` when nobody has this email.
pub async fn reset_two_factor(house: &House, email: &str) -> Result<()> {
    let mut tx = house.db.begin().await?;
    let conn = &mut tx.conn();
    let user = users::by_email(conn, &email.trim().to_lowercase()).await?.ok_or(Error::NotFound)?;
    second_factors::end(conn, user.id).await?;
    sessions::end_others(conn, user.id, "").await?;
    Ok(tx.commit().await?)
}

/// 20 characters that can't be mistaken for each other: more than 90 bits.
fn generated(house: &House) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";
    house.randomness.bytes::<20>().iter().map(|byte| ALPHABET[usize::from(byte % 32)] as char).collect()
}
