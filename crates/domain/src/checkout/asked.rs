//! What a buyer is asked for: only what is not known.

use serde::{Deserialize, Serialize};

use super::Terms;
use crate::customer::{Address, CustomerFields};

/// Something a buyer can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field {
    /// The email.
    Email,
    /// The full name.
    Name,
    /// The phone number.
    Phone,
    /// The billing address.
    Address,
    /// Where goods go.
    Shipping,
    /// Anything else, required by this name: a key of the metadata.
    Other(String),
}

impl Field {
    /// The field of this name, which is case-sensitive.
    pub fn named(name: &str) -> Self {
        match name {
            "email" => Self::Email,
            "name" => Self::Name,
            "phone" => Self::Phone,
            "address" => Self::Address,
            "shipping" => Self::Shipping,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Email => "email",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::Shipping => "shipping",
            Self::Other(name) => name,
        }
    }

    /// Whether the fields have it.
    pub fn is_in(&self, fields: &CustomerFields) -> bool {
        match self {
            Self::Email => !fields.email.is_empty(),
            Self::Name => !fields.name.is_empty(),
            Self::Phone => !fields.phone.is_empty(),
            Self::Address => is_place(&fields.address),
            Self::Shipping => is_place(&fields.shipping),
            Self::Other(key) => fields.metadata.iter().any(|(known, _)| known == key),
        }
    }
}

/// A street in a country: less is no address to send anything to.
fn is_place(address: &Address) -> bool {
    !address.line1.is_empty() && !address.country.is_empty()
}

/// How the stored record of a buyer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<'a> {
    /// There is none.
    Nobody,
    /// The session names the customer.
    Named(&'a CustomerFields),
    /// The merchant's server told an external id that is known.
    ByExternalId(&'a CustomerFields),
}

impl<'a> Known<'a> {
    fn stored(self) -> Option<&'a CustomerFields> {
        match self {
            Self::Nobody => None,
            Self::Named(stored) | Self::ByExternalId(stored) => Some(stored),
        }
    }
}

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Which.
    pub field: Field,
    /// Shown, but not to be changed: it comes from the stored record.
    pub locked: bool,
}

/// The form of a session. Everything on it has to be filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// What is asked, in the order of the form.
    pub asked: Vec<Asked>,
    /// What is known already, whether it is asked or not.
    pub known: CustomerFields,
}

impl Form {
    /// The form of these terms for a buyer of whom the merchant's server told this.
    pub fn of(terms: &Terms, told: &CustomerFields, known: Known<'_>) -> Self {
        let empty = CustomerFields::default();
        let stored = known.stored().unwrap_or(&empty);
        let all = over(stored, told);
        let asked = wanted(terms).into_iter().filter_map(|(field, by_name)| {
            let hidden = by_name || matches!(known, Known::ByExternalId(_));
            if hidden && field.is_in(&all) {
                return None;
            }
            let contact = matches!(field, Field::Email | Field::Phone);
            let locked = contact && field.is_in(stored) && !field.is_in(told);
            Some(Asked { field, locked })
        });
        Self { asked: asked.collect(), known: all }
    }

    /// What must still be filled in, by name.
    pub fn missing(&self) -> Vec<String> {
        let open = self.asked.iter().filter(|asked| !asked.field.is_in(&self.known));
        open.map(|asked| asked.field.name().to_owned()).collect()
    }

    /// Whether the form has this field, and it can be filled in.
    pub fn takes(&self, field: &Field) -> bool {
        self.asked.iter().any(|asked| asked.field == *field && !asked.locked)
    }

    /// What of a sent form counts: the fields that it has and that can be changed.
    pub fn taken(&self, sent: &CustomerFields) -> CustomerFields {
        let text = |field: Field, value: &String| if self.takes(&field) { value.clone() } else { String::new() };
        let place = |field: Field, value: &Address| if self.takes(&field) { value.clone() } else { Address::default() };
        let others = sent.metadata.iter().filter(|(key, _)| self.takes(&Field::Other(key.clone())));
        CustomerFields {
            email: text(Field::Email, &sent.email),
            name: text(Field::Name, &sent.name),
            phone: text(Field::Phone, &sent.phone),
            address: place(Field::Address, &sent.address),
            shipping: place(Field::Shipping, &sent.shipping),
            metadata: others.cloned().collect(),
            ..CustomerFields::default()
        }
    }
}

/// What the terms want, in the order of the form, and whether it is wanted by name: then only as long as it isn't known.
fn wanted(terms: &Terms) -> Vec<(Field, bool)> {
    let collect = &terms.collect;
    let named: Vec<Field> = terms.required.iter().flatten().map(|name| Field::named(name)).collect();
    let toggled = [
        (Field::Email, collect.email && terms.required.is_none()),
        (Field::Name, collect.name),
        (Field::Phone, collect.phone),
        (Field::Address, collect.billing_address),
        (Field::Shipping, collect.shipping_address),
    ];
    let standard = toggled.into_iter().filter_map(|(field, on)| {
        let by_name = named.contains(&field) && !on;
        (on || by_name).then_some((field, by_name))
    });
    let others = named.iter().filter(|field| matches!(field, Field::Other(_))).map(|field| (field.clone(), true));
    standard.chain(others).collect()
}

/// What was told goes before what is stored.
pub(super) fn over(stored: &CustomerFields, told: &CustomerFields) -> CustomerFields {
    let text = |told: &String, stored: &String| if told.is_empty() { stored.clone() } else { told.clone() };
    let place = |told: &Address, stored: &Address| if told.is_empty() { stored.clone() } else { told.clone() };
    let mut metadata = stored.metadata.clone();
    metadata.retain(|(key, _)| !told.metadata.iter().any(|(other, _)| other == key));
    metadata.extend(told.metadata.iter().cloned());
    CustomerFields {
        name: text(&told.name, &stored.name),
        email: text(&told.email, &stored.email),
        phone: text(&told.phone, &stored.phone),
        external_id: text(&told.external_id, &stored.external_id),
        address: place(&told.address, &stored.address),
        shipping: place(&told.shipping, &stored.shipping),
        locale: text(&told.locale, &stored.locale),
        metadata,
        mail_opt_out: stored.mail_opt_out || told.mail_opt_out,
        ..stored.clone()
    }
}
