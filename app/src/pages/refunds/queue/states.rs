//! Why there is no refund to show, and what to do.

use leptos::prelude::*;

use super::desk::Desk;
use crate::components::EmptyState;
use crate::server_fns::refund_queue::asked::{Asked, Who};

#[component]
pub(super) fn Empty(asked: Asked, nothing_waits: bool) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let link = |href: String, label: &'static str| {
        view! {
            <a class="button" href=href>
                {label}
            </a>
        }
        .into_any()
    };
    let all = || link(desk.address(&Asked::all(None)), "All refunds");
    let everything = || link(desk.address(&Asked::default()), "Everything that waits");
    let customers = || link(format!("/{}/customers", desk.scope), "Find a customer");
    let (title, sentence, action) = match &asked {
        Asked { after: Some(_), .. } => (
            "This page of the list is empty now",
            "The refunds that were here are done, or moved to another page.",
            link(desk.address(&asked.from(None)), "To the first page"),
        ),
        Asked { all: true, status: None, .. } => {
            return view! {
                <EmptyState title="No refunds yet" rings=true actions=customers()>
                    "Open a customer and one of their payments to give money back, in full or in part."
                </EmptyState>
            }
            .into_any();
        }
        Asked { all: true, .. } => ("No refund has this status", "Choose another status to see the rest.", all()),
        _ if nothing_waits => {
            return view! {
                <EmptyState title="Nothing waits" icon="circle-check" actions=all()>
                    "Refunds that somebody has to approve, to send or to look after are listed here, the oldest first."
                </EmptyState>
            }
            .into_any();
        }
        Asked { who: Some(Who::Me), task: None, currency: None, .. } => (
            "Nothing waits for you",
            "Take a refund that nobody has, or ask a colleague to give you one.",
            link(desk.address(&Asked { who: Some(Who::Nobody), ..Asked::default() }), "What nobody has"),
        ),
        _ => ("No refund that waits is like this", "Others wait. Choose less to see them.", everything()),
    };
    view! {
        <EmptyState title icon="undo-2" actions=action>
            {sentence}
        </EmptyState>
    }
    .into_any()
}
