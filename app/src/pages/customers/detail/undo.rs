//! The question before a merge is undone. It is open at an address of its own, so that it also works without wasm.

use clientele_domain::id::CustomerId;
use clientele_domain::matching::Rule;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::here::Here;
use super::stay;
use crate::components::{Banner, Dialog, SubmitButton, Tone};
use crate::form::{Done, PostForm};
use crate::pages::customers::merge::shared::belongings;
use crate::posted::Posted;
use crate::server_fns::matching::AbsorbedView;

const FORM: &str = "undo-merge";

/// Says what goes back, and what follows.
#[component]
pub fn UndoDialog(
    customer: CustomerId,
    absorbed: Vec<AbsorbedView>,
    posted: RwSignal<Posted>,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    let absorbed = StoredValue::new(absorbed);
    let asked = Memo::new(move |_| {
        let merge = here.with(|here| here.undoing)?;
        absorbed.with_value(|absorbed| absorbed.iter().find(|one| one.merge.id == merge).cloned())
    });
    let keep = move || here.with(|here| here.clone().with_deleting(false).customer_href(customer));
    let (stay, navigate) = (stay(refetch), use_navigate());
    let go = navigate.clone();
    let on_done = Callback::new(move |done: Done| {
        let to = done.to.clone();
        stay.run(done);
        go(&to, NavigateOptions::default());
    });
    let on_close = Callback::new(move |()| {
        navigate(&untrack(keep), NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    });
    let busy = RwSignal::new(false);
    let foot = view! {
        <a class="button" data-kind="quiet" href=keep data-noscroll="">
            "Keep them together"
        </a>
        <SubmitButton label="Undo the merge" busy_label="Undoing" busy icon="undo-2" form=FORM />
    };
    let title = Signal::derive(move || {
        asked.with(|asked| {
            asked.as_ref().map_or_else(String::new, |asked| format!("Make {} a record of its own again?", asked.name))
        })
    });
    // When it is refused, the question is open again.
    let action = Signal::derive(move || {
        let place = here.get();
        let place = match asked.with(|asked| asked.as_ref().map(|asked| asked.merge.id)) {
            Some(merge) => place.with_undoing(merge),
            None => place,
        };
        place.customer_href(customer)
    });
    view! {
        <Dialog
            id="undo-dialog"
            title
            open=Signal::derive(move || asked.with(Option::is_some))
            on_close
            icon="undo-2"
            alert=true
            foot=foot.into_any()
        >
            {move || asked.get().map(|asked| view! { <Consequences asked /> })}
            <PostForm action posted on_done busy id=FORM class="stack">
                <input type="hidden" name="act" value="undo" />
                <input
                    type="hidden"
                    name="merge"
                    value=move || asked.with(|asked| asked.as_ref().map(|asked| asked.merge.id.to_string()))
                />
                {move || posted.with(|posted| posted.message("form")).map(|message| {
                    view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> }
                })}
            </PostForm>
        </Dialog>
    }
}

#[component]
fn Consequences(asked: AbsorbedView) -> impl IntoView {
    let back = match belongings(&asked.took) {
        what if what.is_empty() => "Nothing came along that would go back.".to_owned(),
        what => format!("{what} go back with it."),
    };
    let rules = asked.merge.rule != Rule::Manual;
    view! {
        <p>
            {back}
            " Fields that the merge changed are as they were before; what somebody changed since stays as it is now."
        </p>
        {rules
            .then(|| {
                view! {
                    <p>
                        "The rules had made them one. Both are remembered as not the same person, so that the next \
                         payment doesn’t merge them again."
                    </p>
                }
            })}
    }
}
