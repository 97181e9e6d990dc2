//! The drawer with the form: saved by its button or Ctrl-Enter, and not left by accident.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDialogElement, HtmlFormElement};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::fields::Fields;
use super::leave::LeaveDialog;
use super::messages::{Messages, Wrong};
use crate::components::{Drawer, SubmitButton, browser, use_keys};
use crate::form::PostForm;
use crate::server_fns::customers::FormView;

const DRAWER: &str = "customer-drawer";
const FORM: &str = "customer-form";

/// The form, open. `action` is its own address, `back` where one came from.
#[component]
pub fn CustomerForm(form: FormView, action: String, back: String) -> impl IntoView {
    let new = form.id.is_none();
    let posted = RwSignal::new(form.posted);
    let wrong = Wrong(posted);
    let typed = RwSignal::new(false);
    let (open, leaving) = (RwSignal::new(true), RwSignal::new(false));
    let version = use_version(form.version, wrong);
    save_by_key(leaving);
    warn_before_unload(typed);
    let leave = use_leave(back.clone());
    let close = Callback::new(move |()| if typed.get_untracked() { leaving.set(true) } else { leave.run(()) });
    let keep = Callback::new(move |()| {
        leaving.set(false);
        reopen(open);
    });
    let cancel = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        close.run(());
    };
    let busy = RwSignal::new(false);
    let foot = view! {
        <a class="button push" data-kind="quiet" href=back.clone() on:click=cancel>
            "Cancel"
        </a>
        <SubmitButton label=if new { "Create customer" } else { "Save changes" } busy_label="Saving" busy form=FORM />
    };
    let fresh = action.clone();
    view! {
        <Drawer
            id=DRAWER
            title=if new { "New customer" } else { "Edit customer" }
            open
            on_close=close
            close_href=back.clone()
            foot=foot.into_any()
        >
            <PostForm action posted busy id=FORM>
                <input type="hidden" name="version" value=move || version.get().to_string() />
                <div
                    class="stack"
                    data-gap="4"
                    on:input=move |_| typed.set(true)
                    on:click=move |event| if changes_by_press(&event) { typed.set(true) }
                >
                    <Messages wrong fresh on_discard=Callback::new(move |()| typed.set(false)) />
                    <Fields fields=form.fields countries=form.countries known_tags=form.tags wrong />
                </div>
            </PostForm>
        </Drawer>
        <LeaveDialog leaving keep leave />
    }
}

/// The version that the next save is based on. After a conflict it is the other person's, so that saving again puts
/// these values over theirs, with open eyes.
fn use_version(first: i64, wrong: Wrong) -> RwSignal<i64> {
    let version = RwSignal::new(first);
    Effect::new(move || {
        if let Some(theirs) = wrong.0.with(|posted| posted.conflict.as_ref().map(|conflict| conflict.current.version)) {
            version.set(theirs);
        }
    });
    version
}

/// Goes back to where one came from.
fn use_leave(back: String) -> Callback<()> {
    let navigate = use_navigate();
    Callback::new(move |()| navigate(&back, NavigateOptions::default()))
}

/// Ctrl-Enter sends the form, wherever the focus is.
fn save_by_key(leaving: RwSignal<bool>) {
    use_keys(move |key| {
        if key != "Ctrl-ENTER" || leaving.get_untracked() {
            return false;
        }
        let form = document().get_element_by_id(FORM).and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        form.is_some_and(|form| form.request_submit().is_ok())
    });
}

/// Closing the window asks first, too, once something was typed.
fn warn_before_unload(typed: RwSignal<bool>) {
    Effect::new(move || {
        let listener = window_event_listener(leptos::ev::beforeunload, move |event| {
            if typed.get_untracked() {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// A browser closes a dialog by itself at the second Escape in a row; whoever stays gets it back with all it holds.
fn reopen(open: RwSignal<bool>) {
    let drawer = document().get_element_by_id(DRAWER).and_then(|drawer| drawer.dyn_into::<HtmlDialogElement>().ok());
    if drawer.is_some_and(|drawer| !drawer.open()) {
        open.set(true);
    }
}

/// Buttons inside the form take tags and pairs away or add them, which no field tells of.
fn changes_by_press(event: &leptos::ev::MouseEvent) -> bool {
    let button = browser::target(event).and_then(|element| element.closest("button[type=button]").ok()?);
    button.is_some()
}
