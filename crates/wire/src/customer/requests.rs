//! What is sent of a customer.

use clientele_domain::customer::{self as domain, CustomerFields};
use clientele_domain::violation::Violation;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::metadata::MetadataPatch;
use crate::read::{Object, Read, Sent, request};

request! {
    /// Parts of a postal address.
    AddressRequest {
        /// Who receives what is sent there.
        name: String,
        /// ISO 3166-1 alpha-2, or the country's English name.
        country: String,
        /// State, province or region.
        state: String,
        /// City or town.
        city: String,
        /// Street and number.
        line1: String,
        /// Flat, floor, building.
        line2: String,
        /// Postal code.
        postal_code: String,
    }
}

impl AddressRequest {
    fn over(self, kept: &domain::Address) -> domain::Address {
        let kept = kept.clone();
        domain::Address {
            name: self.name.over(kept.name),
            country: self.country.over(kept.country),
            state: self.state.over(kept.state),
            city: self.city.over(kept.city),
            line1: self.line1.over(kept.line1),
            line2: self.line2.over(kept.line2),
            postal_code: self.postal_code.over(kept.postal_code),
        }
    }
}

/// Declares the two requests that carry a customer's fields: making one and changing one differ in what they promise only.
macro_rules! customer_request {
    ($(#[$meta:meta])* $name:ident { $($more:tt)* }) => {
        request! {
            $(#[$meta])*
            $name {
                /// The merchant's own id for this user, at most 200 characters; unique.
                external_id: String,
                /// Decentralised identifier, `did:method:id`.
                did: String,
                /// Full name, at most 200 characters.
                name: String,
                /// Email address; kept in lower case.
                email: String,
                /// Phone number with its country code; kept as E.164. Without one, the country of the address decides.
                phone: String,
                /// Billing address. In a change, parts that are left out stay.
                address: AddressRequest,
                /// Where goods go, when elsewhere. In a change, parts that are left out stay.
                shipping: AddressRequest,
                /// Where a refund is sent: Lightning address, LNURL, BOLT12 offer, Bitcoin or EVM address.
                refund_address: String,
                /// Preferred language, BCP 47.
                preferred_locale: String,
                /// Wants no reminders by mail.
                mail_opt_out: bool,
                /// The merchant's own words; all of them.
                tags: Vec<String>,
                /// The merchant's own data. In a change it is merged by key, and null removes a key.
                metadata: MetadataPatch,
                $($more)*
            }
        }

        impl $name {
            /// The fields with what was sent over what is kept.
            pub fn over(self, kept: &CustomerFields) -> CustomerFields {
                let address = |sent: Sent<AddressRequest>, kept: &domain::Address| match sent {
                    Sent::Absent => kept.clone(),
                    Sent::Null => domain::Address::default(),
                    Sent::Value(parts) => parts.over(kept),
                };
                CustomerFields {
                    address: address(self.address, &kept.address),
                    shipping: address(self.shipping, &kept.shipping),
                    metadata: match self.metadata {
                        Sent::Absent => kept.metadata.clone(),
                        Sent::Null => Vec::new(),
                        Sent::Value(patch) => patch.over(&kept.metadata),
                    },
                    name: self.name.over(kept.name.clone()),
                    email: self.email.over(kept.email.clone()),
                    phone: self.phone.over(kept.phone.clone()),
                    external_id: self.external_id.over(kept.external_id.clone()),
                    did: self.did.over(kept.did.clone()),
                    refund_address: self.refund_address.over(kept.refund_address.clone()),
                    locale: self.preferred_locale.over(kept.locale.clone()),
                    tags: self.tags.over(kept.tags.clone()),
                    mail_opt_out: self.mail_opt_out.over(kept.mail_opt_out),
                }
            }
        }
    };
}

customer_request! {
    /// A new customer: at least one of `external_id`, `email`, `phone`, `name` and `did`.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "external_id": "user-123", "name": "Ada Lovelace", "email": "ada@example.com", "metadata": { "plan": "pro" }
    })))]
    NewCustomer {
        /// The test clock that the customer is to live on; in test mode only.
        test_clock_id: String,
    }
}

/// What is told of a buyer: the fields of a customer, and any other key, which becomes metadata.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct BuyerRequest(NewCustomer);

impl BuyerRequest {
    /// The fields with what was sent over what is kept.
    pub fn over(self, kept: &CustomerFields) -> CustomerFields {
        self.0.over(kept)
    }
}

impl Read for BuyerRequest {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        let mut object = Object::read(raw, path, wrong)?;
        let others = object.take_others(NewCustomer::FIELDS);
        let mut told = NewCustomer::taken(object, wrong);
        if !others.is_empty() {
            let mut metadata = told.metadata.value().unwrap_or_default();
            metadata.extend(others);
            told.metadata = Sent::Value(metadata);
        }
        Some(Self(told))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for BuyerRequest {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::schema::AdditionalProperties;
        use utoipa::openapi::{RefOr, Schema};
        let mut schema = <NewCustomer as utoipa::PartialSchema>::schema();
        if let RefOr::T(Schema::Object(object)) = &mut schema {
            object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(true)));
            object.description = Some("What is known of a buyer. Any other key becomes metadata.".to_owned());
        }
        schema
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for BuyerRequest {
    fn name() -> std::borrow::Cow<'static, str> {
        "BuyerRequest".into()
    }

    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
        <NewCustomer as utoipa::ToSchema>::schemas(schemas);
    }
}

customer_request! {
    /// A change of a customer. What is left out stays; null clears.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "phone": "+44 20 7946 0018", "metadata": { "plan": null } })))]
    PatchCustomer {}
}
