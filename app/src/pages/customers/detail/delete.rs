//! The question before a customer is deleted. It is open at an address of its own, so that it also works without wasm.

use clientele_domain::customer::Customer;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::count_of;
use super::here::Here;
use crate::components::{Banner, Dialog, SubmitButton, TextField, Tone};
use crate::form::PostForm;
use crate::posted::Posted;

/// Asks to type `delete`, and says what goes and what stays.
#[component]
pub fn DeleteDialog(customer: Customer, posted: RwSignal<Posted>, here: Memo<Here>) -> impl IntoView {
    let id = customer.id;
    let keep = move || here.with(|here| here.clone().with_deleting(false).customer_href(id));
    let navigate = use_navigate();
    let on_close = Callback::new(move |()| {
        navigate(&untrack(keep), NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    });
    let busy = RwSignal::new(false);
    let foot = view! {
        <a class="button" data-kind="quiet" href=keep data-noscroll="">
            "Keep this customer"
        </a>
        <SubmitButton
            label="Erase personal data"
            busy_label="Erasing"
            busy
            kind="danger"
            icon="eraser"
            form="delete-customer"
        />
    };
    let action = Signal::derive(move || here.with(|here| here.clone().with_deleting(true).customer_href(id)));
    let stays = stays(&customer);
    view! {
        <Dialog
            id="delete-dialog"
            title=format!("Delete {}?", customer.fields.display_name())
            open=Signal::derive(move || here.with(|here| here.deleting))
            on_close
            icon="eraser"
            alert=true
            foot=foot.into_any()
        >
            <p>
                "Name, email, phone, addresses, identifiers, tags, metadata, wallets and notes are erased now and cannot be \
                 brought back. " {stays}
            </p>
            <PostForm action posted busy id="delete-customer" class="stack">
                <input type="hidden" name="act" value="delete" />
                {move || posted.with(|posted| posted.message("form")).map(|message| {
                    view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> }
                })}
                <TextField
                    name="confirm"
                    label="Type delete to go on"
                    error=MaybeProp::derive(move || posted.with(|posted| posted.message("confirm")))
                    required=true
                />
            </PostForm>
        </Dialog>
    }
}

/// What is kept for the books.
fn stays(customer: &Customer) -> String {
    let counts = customer.counts;
    if counts.payments == 0 && counts.orders == 0 {
        return "Only the id stays, to say that it was deleted.".to_owned();
    }
    let payments = count_of(counts.payments, "payment", "payments");
    format!("{payments} and {} stay in your books under this id.", count_of(counts.orders, "order", "orders"))
}
