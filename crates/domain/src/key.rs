//! API keys: which programs may do what for a merchant. A key belongs to one merchant and one mode.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::KeyId;
use crate::role::Permission;
use crate::scope::Scope;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// Where a key may be kept.
    KeyKind {
        /// On the merchant's servers only.
        Secret = "secret", "Secret";
        /// Anywhere, also in a page that anybody can read: it names the merchant and opens nothing.
        Publishable = "publishable", "Publishable";
    }
}

impl KeyKind {
    /// What the text of such a key begins with, before the mode.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Secret => "sk",
            Self::Publishable => "pk",
        }
    }
}

words! {
    /// What a key's grant is for.
    Resource {
        /// Customers with their notes, wallets, identities and timeline.
        Customers = "customers", "Customers";
        /// Payments and orders.
        Payments = "payments", "Payments and orders";
        /// Refunds. A program that may write them is trusted like an admin: its refunds wait for nobody.
        Refunds = "refunds", "Refunds";
        /// Subscriptions.
        Subscriptions = "subscriptions", "Subscriptions";
        /// Invoices, and what customers have to their credit.
        Invoices = "invoices", "Invoices and credit";
        /// Products, prices and payment links.
        Catalog = "catalog", "Products and payment links";
        /// Checkout sessions.
        Checkouts = "checkouts", "Checkouts";
        /// Figures over time, and of all customers together.
        Analytics = "analytics", "Analytics";
        /// Events.
        Events = "events", "Events";
        /// Webhook endpoints and deliveries.
        Webhooks = "webhooks", "Webhooks";
        /// Imports and exports.
        Files = "files", "Imports and exports";
        /// Settings.
        Settings = "settings", "Settings";
        /// Who works here.
        Team = "team", "Team";
        /// The audit log.
        AuditLog = "audit_log", "Audit log";
    }
}

/// What a key allows for one resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grant {
    /// For what.
    pub resource: Resource,
    /// Whether it may change something, too.
    pub write: bool,
}

/// What a key allows. Written `full`, `read`, or grants such as `customers:write payments:read`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Access {
    /// Everything that a program can do.
    Full,
    /// Looking at everything.
    Read,
    /// Only what is granted.
    Only(Vec<Grant>),
}

impl Access {
    /// Whether a key with this access carries the permission.
    pub fn allows(&self, permission: Permission) -> bool {
        let Some(needed) = needed(permission) else { return false };
        match self {
            Self::Full => true,
            Self::Read => !needed.write,
            Self::Only(grants) => {
                grants.iter().any(|grant| grant.resource == needed.resource && (grant.write || !needed.write))
            }
        }
    }
}

/// What a permission takes of a key, or nothing when only people may have it.
pub fn needed(permission: Permission) -> Option<Grant> {
    let (resource, write) = match permission {
        Permission::CustomerRead => (Resource::Customers, false),
        Permission::CustomerWrite | Permission::CustomerDelete | Permission::NoteWrite => (Resource::Customers, true),
        Permission::PaymentRead => (Resource::Payments, false),
        Permission::PaymentRecord | Permission::PaymentConfirm => (Resource::Payments, true),
        Permission::RefundRead => (Resource::Refunds, false),
        Permission::RefundCreate | Permission::RefundApprove => (Resource::Refunds, true),
        Permission::SubscriptionRead => (Resource::Subscriptions, false),
        Permission::SubscriptionWrite => (Resource::Subscriptions, true),
        Permission::InvoiceRead => (Resource::Invoices, false),
        Permission::InvoiceWrite => (Resource::Invoices, true),
        Permission::CheckoutRead => (Resource::Checkouts, false),
        Permission::CheckoutWrite => (Resource::Checkouts, true),
        Permission::CatalogRead => (Resource::Catalog, false),
        Permission::CatalogWrite => (Resource::Catalog, true),
        Permission::AnalyticsRead => (Resource::Analytics, false),
        Permission::EventRead => (Resource::Events, false),
        Permission::WebhookRead => (Resource::Webhooks, false),
        Permission::WebhookWrite => (Resource::Webhooks, true),
        Permission::ImportRead => (Resource::Files, false),
        Permission::Import => (Resource::Files, true),
        Permission::Export => (Resource::Files, false),
        Permission::SettingsRead => (Resource::Settings, false),
        Permission::SettingsWrite => (Resource::Settings, true),
        Permission::TeamRead => (Resource::Team, false),
        Permission::AuditRead => (Resource::AuditLog, false),
        Permission::KeyManage | Permission::TeamManage => return None,
    };
    Some(Grant { resource, write })
}

/// `customers:write`
impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.resource.as_str(), if self.write { "write" } else { "read" })
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("full"),
            Self::Read => f.write_str("read"),
            Self::Only(grants) => {
                for (place, grant) in grants.iter().enumerate() {
                    write!(f, "{}{grant}", if place == 0 { "" } else { " " })?;
                }
                Ok(())
            }
        }
    }
}

/// The text names no access.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("permissions are full, read, or a list such as customers:write payments:read; {0:?} is neither")]
pub struct InvalidAccess(String);

impl FromStr for Access {
    type Err = InvalidAccess;
    fn from_str(text: &str) -> Result<Self, InvalidAccess> {
        match text.trim() {
            "full" => return Ok(Self::Full),
            "read" => return Ok(Self::Read),
            _ => {}
        }
        let grants: Result<Vec<Grant>, InvalidAccess> = text
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .map(|part| {
                let wrong = || InvalidAccess(part.to_owned());
                let (resource, act) = part.split_once(':').ok_or_else(wrong)?;
                let write = match act {
                    "write" => true,
                    "read" => false,
                    _ => return Err(wrong()),
                };
                Ok(Grant { resource: Resource::parse(resource).ok_or_else(wrong)?, write })
            })
            .collect();
        match grants? {
            grants if grants.is_empty() => Err(InvalidAccess(text.to_owned())),
            grants => Ok(Self::Only(grants)),
        }
    }
}

impl Serialize for Access {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Access {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A key as stored: the key itself is known to its holder alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKey {
    /// Identifier.
    pub id: KeyId,
    /// Whose data it opens.
    pub scope: Scope,
    /// Secret or publishable.
    pub kind: KeyKind,
    /// What people call it.
    pub name: String,
    /// Its last four characters, to tell keys apart.
    pub last4: String,
    /// What it allows.
    pub access: Access,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: Timestamp,
    /// Last use, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// Since when it opens nothing any more.
    pub revoked_at: Option<Timestamp>,
}

impl ApiKey {
    /// As people see it: `sk_test_…x7Qa`.
    pub fn label(&self) -> String {
        format!("{}_{}_…{}", self.kind.prefix(), self.scope.mode, self.last4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_allows_its_resource_alone_and_writing_includes_looking() {
        let access: Access = "customers:write payments:read".parse().expect("grants");

        assert!(access.allows(Permission::CustomerRead) && access.allows(Permission::CustomerDelete));
        assert!(access.allows(Permission::PaymentRead) && !access.allows(Permission::PaymentRecord));
        assert!(!access.allows(Permission::EventRead));
        assert_eq!(access.to_string(), "customers:write payments:read");
    }

    #[test]
    fn no_key_makes_keys() {
        assert!(!Access::Full.allows(Permission::KeyManage));
        assert!(Access::Full.allows(Permission::Import) && !Access::Read.allows(Permission::Import));
    }

    #[test]
    fn what_is_no_access_is_named() {
        assert_eq!("customers:all".parse::<Access>(), Err(InvalidAccess("customers:all".to_owned())));
        assert!("".parse::<Access>().is_err());
    }
}
