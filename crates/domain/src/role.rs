//! What staff may do: roles and the permissions they carry. Decided in `service`, by name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A staff member's role at one merchant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Everything, including the merchant itself.
    Owner,
    /// Everything but the merchant itself.
    Admin,
    /// Customers and their money.
    Support,
    /// Set-up: imports, keys, webhooks. Sees customers, changes none by hand.
    Developer,
    /// Looks, changes nothing.
    Viewer,
}

/// One thing that can be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See customers, their payments and their history.
    CustomerRead,
    /// Create and edit customers, tags, wallets.
    CustomerWrite,
    /// Delete a customer.
    CustomerDelete,
    /// Write notes on a customer.
    NoteWrite,
    /// See payments and orders on their own.
    PaymentRead,
    /// Record payments taken elsewhere.
    PaymentRecord,
    /// Say that money that is paid by hand arrived for a checkout.
    PaymentConfirm,
    /// See refunds, and what waits for somebody.
    RefundRead,
    /// Give money back.
    RefundCreate,
    /// Agree to refunds that others asked for.
    RefundApprove,
    /// See subscriptions.
    SubscriptionRead,
    /// Make subscriptions, change them and cancel them.
    SubscriptionWrite,
    /// See invoices, and what customers have to their credit.
    InvoiceRead,
    /// Charge, void and write off invoices, and change what customers have to their credit.
    InvoiceWrite,
    /// See imports of files, and what they refused.
    ImportRead,
    /// Import files of customers and payments.
    Import,
    /// Take customers out as a file.
    Export,
    /// See checkout sessions.
    CheckoutRead,
    /// Make checkout sessions, change them and call them off.
    CheckoutWrite,
    /// See figures over time, and of all customers together.
    AnalyticsRead,
    /// See events.
    EventRead,
    /// See the audit log.
    AuditRead,
    /// Make and revoke API keys.
    KeyManage,
    /// See webhook endpoints and deliveries.
    WebhookRead,
    /// Set up webhook endpoints and send deliveries again.
    WebhookWrite,
    /// See products, prices and payment links.
    CatalogRead,
    /// Change products, prices and payment links.
    CatalogWrite,
    /// See how the house works.
    SettingsRead,
    /// Decide how the house works, such as when two records are one person's.
    SettingsWrite,
    /// See who works here, and who is invited.
    TeamRead,
    /// Invite people, change their roles and remove them.
    TeamManage,
}

impl Role {
    /// Every role, highest first.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Admin, Self::Support, Self::Developer, Self::Viewer];

    /// Whether this role carries the permission.
    pub fn allows(self, permission: Permission) -> bool {
        use Permission::*;
        match self {
            Self::Owner | Self::Admin => true,
            Self::Support => {
                let people = matches!(permission, CustomerRead | CustomerWrite | NoteWrite);
                let money = matches!(permission, PaymentRead | PaymentConfirm | RefundRead | RefundCreate);
                let bills = matches!(permission, SubscriptionRead | SubscriptionWrite | InvoiceRead | InvoiceWrite);
                let house = matches!(permission, CatalogRead | CheckoutRead | CheckoutWrite | SettingsRead | TeamRead);
                people || money || bills || house || permission == AnalyticsRead
            }
            Self::Developer => {
                let people = matches!(permission, CustomerWrite | CustomerDelete | NoteWrite);
                let money = matches!(permission, PaymentConfirm | RefundCreate | RefundApprove);
                let bills = matches!(permission, SubscriptionWrite | InvoiceWrite);
                let house = matches!(permission, SettingsWrite | TeamManage);
                !people && !money && !bills && !house
            }
            Self::Viewer => {
                let money = matches!(permission, PaymentRead | RefundRead | SubscriptionRead | InvoiceRead);
                let house = matches!(permission, CatalogRead | CheckoutRead | SettingsRead | TeamRead);
                matches!(permission, CustomerRead | AnalyticsRead) || money || house
            }
        }
    }

    /// Whether somebody of this role may make or unmake somebody of that one: nobody raises above their own role, so that
    /// only owners make owners.
    pub fn governs(self, other: Self) -> bool {
        self.allows(Permission::TeamManage) && (self == Self::Owner || other != Self::Owner)
    }

    /// What it is for, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Owner => "Everything, including who else is an owner.",
            Self::Admin => "Everything but making owners.",
            Self::Support => "Customers and their money. No set-up.",
            Self::Developer => "Imports, keys and webhooks. Sees customers, changes none.",
            Self::Viewer => "Looks, changes nothing.",
        }
    }

    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Support => "support",
            Self::Developer => "developer",
            Self::Viewer => "viewer",
        }
    }

    /// From the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Admin => "Admin",
            Self::Support => "Support",
            Self::Developer => "Developer",
            Self::Viewer => "Viewer",
        }
    }
}

impl Permission {
    /// What it allows, to end the sentence "You may not …".
    pub fn label(self) -> &'static str {
        match self {
            Self::CustomerRead => "see customers",
            Self::CustomerWrite => "change customers",
            Self::CustomerDelete => "delete customers",
            Self::NoteWrite => "write notes",
            Self::PaymentRead => "see payments",
            Self::PaymentRecord => "record payments",
            Self::PaymentConfirm => "confirm payments",
            Self::RefundRead => "see refunds",
            Self::RefundCreate => "refund payments",
            Self::RefundApprove => "approve refunds",
            Self::ImportRead => "see imports",
            Self::Import => "import files",
            Self::Export => "export customers",
            Self::CheckoutRead => "see checkouts",
            Self::CheckoutWrite => "make checkouts",
            Self::AnalyticsRead => "see figures",
            Self::EventRead => "see events",
            Self::AuditRead => "see the audit log",
            Self::KeyManage => "manage API keys",
            Self::WebhookRead => "see webhooks",
            Self::WebhookWrite => "set up webhooks",
            Self::CatalogRead => "see products",
            Self::CatalogWrite => "change products, prices and payment links",
            Self::SettingsRead => "see settings",
            Self::SettingsWrite => "change settings",
            Self::SubscriptionRead => "see subscriptions",
            Self::SubscriptionWrite => "change subscriptions",
            Self::InvoiceRead => "see invoices",
            Self::InvoiceWrite => "change invoices",
            Self::TeamRead => "see the team",
            Self::TeamManage => "manage the team",
        }
    }

    /// The roles that carry it, as people read them: `Owner, Admin or Support`.
    pub fn holders(self) -> String {
        let names: Vec<&str> = Role::ALL.iter().filter(|role| role.allows(self)).map(|role| role.label()).collect();
        match names.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
            None => String::new(),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("roles are owner, admin, support, developer and viewer")]
pub struct InvalidRole;

impl FromStr for Role {
    type Err = InvalidRole;
    fn from_str(text: &str) -> Result<Self, InvalidRole> {
        Self::parse(text).ok_or(InvalidRole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_owners_make_owners_and_who_may_not_manage_makes_nobody() {
        assert!(Role::Owner.governs(Role::Owner) && Role::Admin.governs(Role::Admin));
        assert!(!Role::Admin.governs(Role::Owner));
        for role in [Role::Support, Role::Developer, Role::Viewer] {
            assert!(Role::ALL.into_iter().all(|other| !role.governs(other)));
            assert!(role.allows(Permission::TeamRead));
        }
    }

    #[test]
    fn a_viewer_only_looks_and_support_deletes_nobody() {
        assert!(Role::Viewer.allows(Permission::CustomerRead));
        assert!(!Role::Viewer.allows(Permission::NoteWrite));
        assert!(!Role::Support.allows(Permission::CustomerDelete));
        assert_eq!(Permission::CustomerDelete.holders(), "Owner or Admin");
        assert_eq!(Permission::PaymentConfirm.holders(), "Owner, Admin or Support");
    }
}
