//! Merges, and who might be the same person.

use clientele_domain::identity::Evidence as DomainEvidence;
use clientele_domain::matching as domain;
use clientele_domain::matching::{Choices, MergeField};
use clientele_domain::merge as merges;
use clientele_domain::violation::Violation;
use serde::{Deserialize, Serialize};

use crate::customer::{Customer, given};
use crate::identity::{Evidence, IdentityKind};
use crate::problem::FieldProblem;
use crate::read::{Sent, request, word};
use crate::time::Time;

/// Two records that became one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Merge {
    /// Always `merge`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// Who was merged. The id leads to the customer who stays, for as long as the merge is not undone.
    pub source_id: String,
    /// Who stays.
    pub into_id: String,
    /// Why: `email`, `phone`, `card` or `wallet`, when guests turned out to be one person; `manual`, when somebody decided.
    pub rule: MatchRule,
    /// The identifiers that spoke for it, each with how it got here, such as `phone:typed`.
    pub evidence: Vec<String>,
    /// Who did it: a person, a key, or what acted.
    pub actor: String,
    /// When.
    pub created_at: Time,
    /// When it was undone; null when it was not.
    pub undone_at: Option<Time>,
    /// Who undid it.
    pub undone_by: Option<String>,
    /// The customer who stays, when the merge was made just now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub customer: Option<Box<Customer>>,
    /// What could not be as it was before, because it was changed since; told when the merge was undone just now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub not_restored: Option<Vec<FieldProblem>>,
}

impl Merge {
    /// The merge as the API tells it.
    pub fn new(livemode: bool, merge: &merges::Merge) -> Self {
        Self {
            object: "merge".to_owned(),
            id: merge.id.to_string(),
            livemode,
            source_id: merge.source.to_string(),
            into_id: merge.into.to_string(),
            rule: MatchRule(merge.rule),
            evidence: merge.signs.iter().map(ToString::to_string).collect(),
            actor: merge.actor.clone(),
            created_at: merge.created_at.into(),
            undone_at: merge.undone_at.map(Time),
            undone_by: given(&merge.undone_by),
            customer: None,
            not_restored: None,
        }
    }

    /// The same with the customer who stays.
    #[must_use]
    pub fn with_customer(self, customer: Customer) -> Self {
        Self { customer: Some(Box::new(customer)), ..self }
    }

    /// The same with what could not be as it was before.
    #[must_use]
    pub fn with_not_restored(self, left: &[Violation]) -> Self {
        let told = left.iter().map(|violation| FieldProblem {
            code: "changed_since".to_owned(),
            param: violation.field.clone(),
            message: violation.message.clone(),
        });
        Self { not_restored: Some(told.collect()), ..self }
    }
}

/// What a merge would make of two customers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergePreview {
    /// Always `merge_preview`.
    pub object: String,
    /// Who would be merged.
    pub source_id: String,
    /// Who would stay.
    pub into_id: String,
    /// The one record.
    pub customer: Customer,
    /// The fields of which the two have different values.
    pub fields: Vec<MergedField>,
    /// Whether somebody said that they are not the same person, so that they can't be merged.
    pub distinct: bool,
}

/// A field of which two customers have different values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergedField {
    /// Which.
    pub field: String,
    /// Of the one who would be merged; null when there is none.
    pub source: Option<String>,
    /// Of the one who would stay.
    pub target: Option<String>,
    /// Of the one record.
    pub result: Option<String>,
}

impl MergedField {
    /// A field with its three values; an empty one is none.
    pub fn new(field: MergeField, source: &str, target: &str, result: &str) -> Self {
        Self { field: field.as_str().to_owned(), source: given(source), target: given(target), result: given(result) }
    }
}

/// A customer who shares an identifier with another.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelatedCustomer {
    /// Always `related_customer`.
    pub object: String,
    /// Who.
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub customer: Customer,
    /// What they share, the strongest first.
    pub shared: Vec<SharedIdentity>,
}

/// An identifier that two customers share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SharedIdentity {
    /// What kind of identifier.
    pub kind: IdentityKind,
    /// How people read it.
    pub label: String,
    /// How it got to the one who was asked for.
    pub evidence: Evidence,
    /// How it got to the other.
    pub others_evidence: Evidence,
}

impl SharedIdentity {
    /// An identifier with how it got to each of the two.
    pub fn new(
        kind: clientele_domain::identity::IdentityKind,
        label: &str,
        evidence: DomainEvidence,
        others: DomainEvidence,
    ) -> Self {
        Self {
            kind: IdentityKind(kind),
            label: label.to_owned(),
            evidence: Evidence(evidence),
            others_evidence: Evidence(others),
        }
    }
}

request! {
    /// Whose value of each field is kept. What is left out keeps the value of the one who stays, or takes the other's where
    /// there is none; tags and metadata come together.
    MergeFields {
        /// Full name.
        name: MergeChoice,
        /// Email address.
        email: MergeChoice,
        /// Phone number.
        phone: MergeChoice,
        /// The merchant's own id.
        external_id: MergeChoice,
        /// Decentralised identifier.
        did: MergeChoice,
        /// Billing address.
        address: MergeChoice,
        /// Where goods go.
        shipping: MergeChoice,
        /// Where a refund is sent.
        refund_address: MergeChoice,
        /// Preferred language.
        preferred_locale: MergeChoice,
        /// Tags.
        tags: MergeChoice,
        /// Metadata.
        metadata: MergeChoice,
    }
}

impl MergeFields {
    /// The choices that were made.
    pub fn choices(self) -> Choices {
        let sent = [
            (MergeField::Name, self.name),
            (MergeField::Email, self.email),
            (MergeField::Phone, self.phone),
            (MergeField::ExternalId, self.external_id),
            (MergeField::Did, self.did),
            (MergeField::Address, self.address),
            (MergeField::Shipping, self.shipping),
            (MergeField::RefundAddress, self.refund_address),
            (MergeField::PreferredLocale, self.preferred_locale),
            (MergeField::Tags, self.tags),
            (MergeField::Metadata, self.metadata),
        ];
        Choices(sent.into_iter().filter_map(|(field, choice)| Some((field, choice.value()?.0))).collect())
    }
}

request! {
    /// A merge to make, or to look at.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "into": "external_id:user-123", "fields": { "email": "source" }
    })))]
    NewMerge {
        /// Who stays: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`; must be given.
        into: String,
        /// Whose value of each field is kept.
        fields: MergeFields,
    }
}

request! {
    /// Who is not the same person.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "customer": "email:ada@example.com" })))]
    NewDistinction {
        /// The other: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`; must be given.
        customer: String,
    }
}

/// Two customers who are not the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Distinction {
    /// Always `distinction`.
    pub object: String,
    /// The one.
    pub customer_id: String,
    /// The other.
    pub distinct_from: String,
}

word! {
    /// Whose value: that of the `source`, who is merged, or of the `target`, who stays.
    MergeChoice(domain::Choice)
}

word! {
    /// Why a payment is held to be a customer's, or two records to be one person's.
    MatchRule(domain::Rule)
}
