//! The fields of a record, one by one, for whatever goes through all of them.

use crate::customer::{Address, CustomerFields};
use crate::words::words;

words! {
    /// A field that can be chosen when two records become one, as the API calls it.
    #[derive(PartialOrd, Ord)]
    MergeField {
        /// Full name.
        Name = "name", "Name";
        /// Email address.
        Email = "email", "Email";
        /// Phone number.
        Phone = "phone", "Phone";
        /// The merchant's own id.
        ExternalId = "external_id", "External id";
        /// Decentralised identifier.
        Did = "did", "DID";
        /// Billing address.
        Address = "address", "Address";
        /// Where goods go.
        Shipping = "shipping", "Shipping";
        /// Where a refund is sent.
        RefundAddress = "refund_address", "Refund address";
        /// Preferred language.
        PreferredLocale = "preferred_locale", "Language";
        /// Tags.
        Tags = "tags", "Tags";
        /// Metadata.
        Metadata = "metadata", "Metadata";
    }
}

type Get<T> = fn(&CustomerFields) -> &T;
type Set<T> = fn(&mut CustomerFields) -> &mut T;

/// The fields that are one text.
pub(super) const TEXTS: [(MergeField, Get<String>, Set<String>); 7] = [
    (MergeField::Name, |fields| &fields.name, |fields| &mut fields.name),
    (MergeField::Email, |fields| &fields.email, |fields| &mut fields.email),
    (MergeField::Phone, |fields| &fields.phone, |fields| &mut fields.phone),
    (MergeField::ExternalId, |fields| &fields.external_id, |fields| &mut fields.external_id),
    (MergeField::Did, |fields| &fields.did, |fields| &mut fields.did),
    (MergeField::RefundAddress, |fields| &fields.refund_address, |fields| &mut fields.refund_address),
    (MergeField::PreferredLocale, |fields| &fields.locale, |fields| &mut fields.locale),
];

/// The fields that are an address.
pub(super) const ADDRESSES: [(MergeField, Get<Address>, Set<Address>); 2] = [
    (MergeField::Address, |fields| &fields.address, |fields| &mut fields.address),
    (MergeField::Shipping, |fields| &fields.shipping, |fields| &mut fields.shipping),
];
