//! What the palette finds besides records: the places of the dashboard, and what one can begin.

use clientele_domain::role::Permission;

use crate::components::{PaletteGroup, PaletteItem, PaletteSign};
use crate::server_fns::viewer::Viewer;

/// A place or an act: what it is called, other words for it, its icon, its address, and what it takes.
struct Known {
    title: &'static str,
    also: &'static str,
    icon: &'static str,
    path: &'static str,
    takes: Permission,
}

const fn known(
    title: &'static str,
    also: &'static str,
    icon: &'static str,
    path: &'static str,
    takes: Permission,
) -> Known {
    Known { title, also, icon, path, takes }
}

const PLACES: [Known; 25] = [
    known("Customers", "people list", "users", "customers", Permission::CustomerRead),
    known("Duplicates", "same person merge", "merge", "duplicates", Permission::CustomerRead),
    known("Refunds", "queue waiting", "undo-2", "refunds", Permission::RefundRead),
    known("Analytics", "figures revenue charts retention", "chart-column", "analytics", Permission::AnalyticsRead),
    known("Subscriptions", "plans recurring", "repeat", "subscriptions", Permission::SubscriptionRead),
    known("Invoices", "bills overdue", "receipt-text", "invoices", Permission::InvoiceRead),
    known("Checkouts", "sessions", "credit-card", "checkouts", Permission::CheckoutRead),
    known("Products", "prices catalog", "shopping-bag", "products", Permission::CatalogRead),
    known("Payment links", "sell", "link", "payment-links", Permission::CatalogRead),
    known("Imports", "csv file upload", "upload", "imports", Permission::Import),
    known("API keys", "developers secret", "code-xml", "developers", Permission::KeyManage),
    known("Events", "developers", "code-xml", "developers/events", Permission::EventRead),
    known("Requests", "developers api log", "code-xml", "developers/requests", Permission::KeyManage),
    known("Webhooks", "developers endpoints deliveries", "code-xml", "developers/webhooks", Permission::WebhookRead),
    known("Widgets", "embed origins customer session snippet", "panels-top-left", "widgets", Permission::SettingsRead),
    known("Matching", "settings", "settings-2", "settings/matching", Permission::SettingsRead),
    known("Payment methods", "settings lightning card", "settings-2", "settings/payments", Permission::SettingsRead),
    known("Refund limits", "settings approval rate", "settings-2", "settings/refunds", Permission::SettingsRead),
    known("Mail", "settings wording reminders", "settings-2", "settings/mail", Permission::SettingsRead),
    known("Workflows", "settings automation", "settings-2", "settings/workflows", Permission::SettingsRead),
    known(
        "Checkout looks",
        "settings branding colour logo",
        "settings-2",
        "settings/checkout",
        Permission::SettingsWrite,
    ),
    known("Audit log", "settings history who", "settings-2", "settings/audit-log", Permission::AuditRead),
    known("Team", "settings people roles invite", "settings-2", "settings/team", Permission::TeamRead),
    known("Your account", "password sessions second factor", "user-round", "account", Permission::CustomerRead),
    known("Two-factor sign-in", "account second factor code", "lock", "account/two-factor", Permission::CustomerRead),
];

const ACTS: [Known; 9] = [
    known("New customer", "add create person", "plus", "customers/new", Permission::CustomerWrite),
    known("Refund a payment", "give money back", "undo-2", "refunds/new", Permission::RefundCreate),
    known("New payment link", "sell create", "plus", "payment-links/new", Permission::CatalogWrite),
    known("New product", "sell create price", "plus", "products/new", Permission::CatalogWrite),
    known("New checkout", "sell charge create session", "plus", "checkouts/new", Permission::CheckoutWrite),
    known("New subscription", "plan create", "plus", "subscriptions/new", Permission::SubscriptionWrite),
    known("New webhook endpoint", "create", "plus", "developers/webhooks/new", Permission::WebhookWrite),
    known("New workflow", "create automation", "plus", "settings/workflows/new", Permission::SettingsWrite),
    known("Import a file", "csv customers payments upload", "upload", "imports", Permission::Import),
];

/// So few letters say nothing about places.
const FEWEST: usize = 2;

/// The places and acts whose words begin as those of the query do; all of them when nothing is asked. A title that begins
/// so comes before other words for it.
pub(super) fn found(viewer: &Viewer, query: &str) -> Vec<PaletteGroup> {
    let query = query.trim().to_lowercase();
    if !query.is_empty() && query.chars().count() < FEWEST {
        return Vec::new();
    }
    let group = |title, of: &[Known]| {
        let allowed = of.iter().filter(|known| viewer.may(known.takes));
        let mut fitting: Vec<&Known> = allowed.filter(|known| fits(known, &query)).collect();
        fitting.sort_by_key(|known| !known.title.to_lowercase().starts_with(&query));
        let items = fitting.into_iter().map(|known| PaletteItem {
            href: format!("/{}/{}", viewer.scope, known.path),
            title: known.title.to_owned(),
            detail: String::new(),
            aside: String::new(),
            sign: PaletteSign::Icon(known.icon),
        });
        PaletteGroup { title, items: items.collect() }
    };
    vec![group("Go to", &PLACES), group("Do", &ACTS)]
}

fn fits(known: &Known, query: &str) -> bool {
    let words = format!("{} {}", known.title, known.also).to_lowercase();
    query.split_whitespace().all(|asked| words.split_whitespace().any(|word| word.starts_with(asked)))
}

#[cfg(test)]
mod tests {
    use clientele_domain::id::MerchantId;
    use clientele_domain::role::Role;
    use clientele_domain::scope::{Mode, Scope};

    use super::*;

    fn titles(role: Role, query: &str) -> Vec<String> {
        let merchant: MerchantId = "acct_01h2xcejqtf2nbrexx3vqjhp41".parse().expect("an id");
        let viewer = Viewer {
            user_id: String::new(),
            name: String::new(),
            merchants: Vec::new(),
            scope: Scope { merchant, mode: Mode::Test },
            merchant: String::new(),
            currency: "EUR".parse().expect("a currency"),
            role,
            customers: 0,
            duplicates: 0,
            given_up: 0,
            waiting_refunds: 0,
        };
        found(&viewer, query).into_iter().flat_map(|group| group.items).map(|item| item.title).collect()
    }

    #[test]
    fn places_and_acts_are_found_by_the_beginnings_of_their_words() {
        assert_eq!(titles(Role::Owner, "analy"), ["Analytics"]);
        assert_eq!(titles(Role::Owner, "new link"), ["New payment link"]);
        assert_eq!(titles(Role::Owner, "REFUND"), ["Refunds", "Refund limits", "Refund a payment"]);
        assert_eq!(titles(Role::Owner, "zyxw"), Vec::<String>::new());
        assert_eq!(titles(Role::Owner, "a"), Vec::<String>::new());
        assert_eq!(titles(Role::Owner, " ").len(), PLACES.len() + ACTS.len());
    }

    #[test]
    fn nobody_is_offered_what_their_role_does_not_allow() {
        assert!(!titles(Role::Viewer, "").iter().any(|title| title.starts_with("New")));
        assert_eq!(titles(Role::Viewer, "api keys"), Vec::<String>::new());
        assert_eq!(titles(Role::Support, "refund pay"), ["Refund a payment"]);
        assert_eq!(titles(Role::Viewer, "refund pay"), Vec::<String>::new());
    }
}
