//! The first start: somebody becomes the owner of a new merchant. Afterwards nobody can do that again.

use clientele_domain::id::{MerchantId, UserId};
use clientele_domain::role::Role;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_store::merchants::{self, Merchant};
use clientele_store::users::{self, User};
use serde::{Deserialize, Serialize};

use super::{password, session};
use crate::error::{Error, Result};
use crate::house::House;

/// What the first owner enters.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct NewHouse {
    /// What the merchant is called.
    pub merchant: String,
    /// The merchant's own currency, such as EUR.
    pub currency: String,
    /// The owner's name.
    pub name: String,
    /// The owner's email.
    pub email: String,
    /// The owner's password.
    pub password: String,
}

/// Whether this is the first start: nobody can sign in yet.
pub async fn needs_owner(house: &House) -> Result<bool> {
    Ok(!users::any(&mut house.db.read().await?.conn()).await?)
}

/// Makes the first merchant and its owner, and gives the token of a session.
///
/// Errors: `Invalid`; `InvalidState` when there is an owner already.
pub async fn sign_up(house: &House, asked: NewHouse, device: &str) -> Result<String> {
    let now = house.now();
    let (merchant, mut user) = checked(house, &asked)?;
    user.password_hash = password::hash(asked.password, house.randomness.bytes()).await?;

    let mut tx = house.db.begin().await?;
    let conn = &mut tx.conn();
    users::lock_sign_up(conn).await?;
    if users::any(conn).await? {
        return Err(Error::InvalidState(
            "This server has an owner already. Sign in, or ask the owner for an account.".into(),
        ));
    }
    merchants::insert(conn, &merchant, now).await?;
    users::insert(conn, &user, now).await?;
    merchants::join(conn, merchant.id, user.id, Role::Owner, now).await?;
    let token = session::open(house, conn, user.id, device, now).await?;
    tx.commit().await?;
    Ok(token)
}

fn checked(house: &House, asked: &NewHouse) -> Result<(Merchant, User)> {
    let mut violations = Vec::new();
    let name = filled("name", &asked.name, "Enter your name.", &mut violations);
    let merchant = filled("merchant", &asked.merchant, "Enter what your shop is called.", &mut violations);
    let email = rules::email(&asked.email).unwrap_or_else(|message| {
        violations.push(Violation::new("email", message));
        String::new()
    });
    if let Err(message) = rules::password(&asked.password) {
        violations.push(Violation::new("password", message));
    }
    let now = house.now();
    match rules::currency(&asked.currency) {
        Ok(currency) if violations.is_empty() => {
            let merchant = Merchant { id: MerchantId::new(now, house.randomness.bytes()), name: merchant, currency };
            let id = UserId::new(now, house.randomness.bytes());
            Ok((merchant, User { id, email, name, password_hash: String::new() }))
        }
        Ok(_) => Err(Error::Invalid(violations)),
        Err(message) => {
            violations.push(Violation::new("currency", message));
            Err(Error::Invalid(violations))
        }
    }
}

/// The trimmed text, or a violation when there is none or too much of it.
pub(crate) fn filled(field: &str, text: &str, missing: &str, violations: &mut Vec<Violation>) -> String {
    let text = text.trim();
    if text.is_empty() {
        violations.push(Violation::new(field, missing));
    } else if text.chars().count() > 200 || text.chars().any(char::is_control) {
        violations.push(Violation::new(field, "Use at most 200 characters, all on one line."));
    }
    text.to_owned()
}
