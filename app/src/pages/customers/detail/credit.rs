//! What the customer has with the merchant, how that came about, and the form that gives or takes some.

use clientele_domain::id::CustomerId;
use clientele_domain::money::Amount;
use leptos::prelude::*;

use super::here::Here;
use super::stay;
use crate::components::{EvidenceList, Icon, Money, Section, SelectField, SubmitButton, TextField, Time, TimeForm};
use crate::form::PostForm;
use crate::frame::use_viewer;
use crate::posted::Posted;
use crate::server_fns::customers::MovementView;

/// The sums by currency and the newest movements. With `give`, for those who may, also the form.
#[component]
pub fn Credit(
    customer: CustomerId,
    credit: Vec<Amount>,
    moved: Vec<MovementView>,
    give: Option<RwSignal<Posted>>,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    let action = Signal::derive(move || here.with(|here| here.clone().with_deleting(false).customer_href(customer)));
    let sums = match credit.is_empty() {
        true => view! { <p class="muted">"No credit."</p> }.into_any(),
        false => {
            let sums = credit.into_iter().map(|amount| view! { <strong><Money amount /></strong> }).collect_view();
            view! {
                <p class="cluster">{sums}</p>
                <p class="muted">"Goes into invoices before anything is charged."</p>
            }
            .into_any()
        }
    };
    let movements = (!moved.is_empty()).then(|| {
        let movements = moved.into_iter().map(|movement| view! { <Movement movement /> }).collect_view();
        view! { <EvidenceList>{movements}</EvidenceList> }
    });
    view! {
        <Section id="credit" title="Credit">
            <div class="stack">
                {sums} {movements}
                {give.map(|posted| view! { <Give posted action refetch /> })}
            </div>
        </Section>
    }
}

#[component]
fn Movement(movement: MovementView) -> impl IntoView {
    let note = (!movement.note.is_empty()).then(|| view! { <span dir="auto">{format!(". {}", movement.note)}</span> });
    let sign = if movement.amount.minor > 0 { "+" } else { "" };
    view! {
        <li>
            <Icon name="coins" />
            <p>
                {sign} <Money amount=movement.amount />
            </p>
            <small>
                {movement.kind.label()} ", " <bdi>{movement.actor}</bdi> ", " <Time at=movement.at form=TimeForm::Day /> {note}
            </small>
        </li>
    }
}

/// Gives credit or takes it; open when it was refused.
#[component]
fn Give(posted: RwSignal<Posted>, action: Signal<String>, refetch: Callback<()>) -> impl IntoView {
    let typed = posted.get_untracked();
    let error = move |field: &'static str| MaybeProp::derive(move || posted.with(|posted| posted.message(field)));
    let refused = !typed.violations.is_empty();
    let currency = Some(typed.value("credit_currency"))
        .filter(|code| !code.is_empty())
        .unwrap_or_else(|| use_viewer().currency.code().to_owned());
    let way = vec![("give".to_owned(), "Give".to_owned()), ("take".to_owned(), "Take".to_owned())];
    view! {
        <details open=refused>
            <summary class="button" data-size="s">
                <Icon name="plus" />
                "Give or take credit"
            </summary>
            <PostForm action posted on_done=stay(refetch)>
                <div class="stack">
                    <input type="hidden" name="act" value="credit" />
                    <SelectField name="way" id="credit_way" label="What to do" options=way value=typed.value("way") />
                    <div class="fields">
                        <TextField
                            name="credit_amount"
                            id="credit_amount"
                            label="Amount"
                            value=typed.value("credit_amount")
                            error=error("credit_amount")
                            required=true
                        />
                        <TextField
                            name="credit_currency"
                            id="credit_currency"
                            label="Currency"
                            value=currency
                            error=error("credit_currency")
                            required=true
                        />
                    </div>
                    <TextField
                        name="credit_note"
                        id="credit_note"
                        label="Why"
                        value=typed.value("credit_note")
                        error=error("credit_note")
                        optional=true
                    />
                    <p>
                        <SubmitButton label="Save" busy_label="Saving" kind="" size="s" />
                    </p>
                </div>
            </PostForm>
        </details>
    }
}
