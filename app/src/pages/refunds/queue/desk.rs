//! What the parts of the page share: where one is, what was wrong with the last form, and how to look again.

use clientele_domain::id::RefundId;
use clientele_domain::scope::Scope;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::components::{Toast, use_toasts};
use crate::form::Done;
use crate::posted::Posted;
use crate::server_fns::refund_queue::asked::Asked;

#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub scope: Scope,
    /// What the address asks for.
    pub asked: Memo<Asked>,
    /// What came of the last form.
    pub posted: RwSignal<Posted>,
    /// Something changed: everything is fetched again.
    pub again: Trigger,
}

impl Desk {
    /// The address of these refunds.
    pub fn address(self, asked: &Asked) -> String {
        format!("/{}/refunds{}", self.scope, asked.search())
    }

    /// The address of this page with that refund open, or none.
    pub fn opening(self, open: Option<RefundId>) -> String {
        self.asked.with(|asked| self.address(&asked.opening(open)))
    }

    /// The page of a refund.
    pub fn refund(self, id: RefundId) -> String {
        format!("/{}/refunds/{id}", self.scope)
    }

    /// Whether no refund is open.
    pub fn is_closed(self) -> bool {
        self.asked.with(|asked| asked.open.is_none())
    }

    /// What the server says of a form that a browser sent by itself.
    pub fn take(self, posted: &Posted) {
        if *posted != Posted::default() {
            self.posted.set(posted.clone());
        }
    }
}

/// What to do once a form was accepted: say so, look again, and go where the server says.
pub(super) fn use_done() -> Callback<Done> {
    let (desk, toasts, navigate) = (expect_context::<Desk>(), use_toasts(), use_navigate());
    Callback::new(move |done: Done| {
        if !done.message.is_empty() {
            toasts.show(Toast::good(done.message));
        }
        desk.again.notify();
        navigate(&done.to, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    })
}
