//! Where one is: a customer within the list one came from. All of it stands in the address.

use clientele_domain::id::{CustomerId, MergeId, PaymentId};
use clientele_domain::payment::Origin;
use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

use crate::frame::use_scope;
use crate::list_query::{ListQuery, param};
use crate::problem::Problem;

/// The list one came from, and what is shown of the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    scope: Scope,
    /// The list one came from.
    pub list: ListQuery,
    /// Orders are shown, not payments: `show=orders`.
    pub orders: bool,
    /// Only payments from there are shown: `source=payment_link`, `source=plink_…`.
    pub origin: Option<Origin>,
    /// The question before deleting is open: `ask=delete`.
    pub deleting: bool,
    /// The question before undoing this merge is open: `undo=mrg_…`.
    pub undoing: Option<MergeId>,
}

impl Here {
    /// Reads the parameters of an address.
    pub fn from_params(scope: Scope, get: impl Fn(&str) -> Option<String>) -> Self {
        let is = |name: &str, value: &str| get(name).as_deref() == Some(value);
        Self {
            scope,
            orders: is("show", "orders"),
            origin: get("source").and_then(|text| Origin::parse(&text)),
            deleting: is("ask", "delete"),
            undoing: get("undo").and_then(|id| id.parse().ok()),
            list: ListQuery::from_params(get),
        }
    }

    /// The same place with orders shown, or payments.
    #[must_use]
    pub fn with_orders(self, orders: bool) -> Self {
        Self { orders, ..self }
    }

    /// The same place with the payments from there, or from anywhere.
    #[must_use]
    pub fn with_origin(self, origin: Option<Origin>) -> Self {
        Self { origin, ..self }
    }

    /// The same place with the question before deleting, or without any question.
    #[must_use]
    pub fn with_deleting(self, deleting: bool) -> Self {
        Self { deleting, undoing: None, ..self }
    }

    /// The same place with the question before undoing a merge.
    #[must_use]
    pub fn with_undoing(self, merge: MergeId) -> Self {
        Self { deleting: false, undoing: Some(merge), ..self }
    }

    /// Two customers side by side.
    pub fn compare_href(&self, one: CustomerId, other: CustomerId) -> String {
        format!("/{}/customers/{one}/merge/{other}", self.scope)
    }

    /// The list, at the page one came from.
    pub fn list_href(&self) -> String {
        format!("/{}/customers{}", self.scope, self.list_search())
    }

    /// A customer, still within this list.
    pub fn customer_href(&self, id: CustomerId) -> String {
        format!("/{}/customers/{id}{}", self.scope, self.search())
    }

    /// The form of a customer.
    pub fn edit_href(&self, id: CustomerId) -> String {
        let place = self.clone().with_deleting(false);
        format!("/{}/customers/{id}/edit{}", self.scope, place.search())
    }

    /// The drawer in which money is given back, beginning with this payment.
    pub fn refund_href(&self, id: CustomerId, payment: Option<PaymentId>) -> String {
        let mut search = self.clone().with_deleting(false).search();
        if let Some(payment) = payment {
            search.push(if search.is_empty() { '?' } else { '&' });
            search.push_str(&format!("payment={payment}"));
        }
        format!("/{}/customers/{id}/refund{search}", self.scope)
    }

    /// The form of a new customer.
    pub fn new_href(&self) -> String {
        format!("/{}/customers/new{}", self.scope, self.list_search())
    }

    fn list_search(&self) -> String {
        match (&self.list.after, &self.list.before) {
            (Some(cursor), _) => self.list.search_at("after", cursor),
            (None, Some(cursor)) => self.list.search_at("before", cursor),
            (None, None) => self.list.search(),
        }
    }

    fn search(&self) -> String {
        let mut search = self.list_search();
        let origin = self.origin.map(|origin| format!("source={origin}"));
        let undo = self.undoing.map(|merge| format!("undo={merge}"));
        let (orders, deleting) = (self.orders.then_some("show=orders"), self.deleting.then_some("ask=delete"));
        for part in [orders, origin.as_deref(), deleting, undo.as_deref()].into_iter().flatten() {
            search.push(if search.is_empty() { '?' } else { '&' });
            search.push_str(part);
        }
        search
    }
}

/// Follows the address.
pub fn use_here() -> Memo<Here> {
    let (scope, search) = (use_scope(), use_location().search);
    Memo::new(move |_| search.with(|search| Here::from_params(scope, |name| param(search, name))))
}

/// The customer that the address names, if it names one.
pub fn use_customer_id() -> Memo<Option<CustomerId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id")?.parse().ok()))
}

/// The address names no customer.
pub fn no_such_customer() -> Problem {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    Problem::NotFound
}

#[cfg(test)]
mod tests {
    use clientele_domain::time::Timestamp;

    use super::*;

    fn here(pairs: &[(&str, &str)]) -> Here {
        let scope = "acct_01kafg3v9te5rbh2m8q0w4x7yd/test".parse().expect("a scope");
        Here::from_params(scope, |name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_list_and_its_page_stay_in_every_address() {
        let id = CustomerId::new(Timestamp::from_micros(0), [0; 10]);
        let here = here(&[("q", "ada l"), ("after", "abc"), ("show", "orders")]);

        assert!(here.list_href().ends_with("/customers?q=ada%20l&after=abc"));
        assert!(here.customer_href(id).ends_with(&format!("/customers/{id}?q=ada%20l&after=abc&show=orders")));
        assert!(here.edit_href(id).ends_with("/edit?q=ada%20l&after=abc&show=orders"));
    }

    #[test]
    fn where_payments_came_from_stands_in_the_address() {
        let id = CustomerId::new(Timestamp::from_micros(0), [0; 10]);

        assert!(here(&[("source", "payment_link")]).customer_href(id).ends_with("?source=payment_link"));
        let link = "plink_00000000000000000000000000";
        assert!(here(&[("source", link)]).customer_href(id).ends_with(&format!("?source={link}")));
        assert!(here(&[("source", "elsewhere")]).customer_href(id).ends_with(&id.to_string()));
    }

    #[test]
    fn the_question_before_deleting_goes_with_its_address_alone() {
        let id = CustomerId::new(Timestamp::from_micros(0), [0; 10]);
        let asking = here(&[("ask", "delete")]);

        assert!(asking.customer_href(id).ends_with("?ask=delete"));
        assert!(asking.edit_href(id).ends_with("/edit"));
        assert!(asking.with_deleting(false).customer_href(id).ends_with(&id.to_string()));
    }
}
