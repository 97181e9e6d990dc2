//! The drawer with a refund that was made: what it waits for, and what became of it.

use clientele_domain::money::{Amount, Currency};
use clientele_domain::refund::{Approval, Refund, RefundStatus};
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::draft::NotYours;
use super::fail::MarkFailed;
use super::outcome::Outcome;
use super::pay::ToPay;
use super::steps::RefundSteps;
use crate::components::{
    Banner, CopyId, Drawer, Fact, KeyValue, Money, SubmitButton, Time, TimeForm, Toast, Tone, use_toasts,
};
use crate::form::{Done, PostForm};
use crate::frame::{use_scope, use_viewer, use_waiting};
use crate::pages::customers::detail::RecordChanged;
use crate::pages::customers::detail::payments::what_for;
use crate::posted::Posted;
use crate::server_fns::refunds::RefundView;

/// What the parts of the drawer share.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Where the forms go.
    pub action: Signal<String>,
    /// What came of the last one.
    pub posted: RwSignal<Posted>,
    /// Something has changed.
    pub changed: Callback<()>,
    /// Whether this person may give money back.
    pub may: bool,
}

impl Desk {
    /// What one of the forms does when it was accepted: say so, and look again.
    pub fn done(self) -> Callback<Done> {
        let toasts = use_toasts();
        Callback::new(move |done: Done| {
            if !done.message.is_empty() {
                toasts.show(Toast::good(done.message));
            }
            self.changed.run(());
        })
    }

    /// What is wrong with a field.
    pub fn message(self, field: &'static str) -> MaybeProp<String> {
        MaybeProp::derive(move || self.posted.with(|posted| posted.message(field)))
    }
}

/// The drawer, open.
#[component]
pub fn OneRefund(view: RefundView, back: Signal<String>, refetch: Callback<()>) -> impl IntoView {
    let (scope, viewer) = (use_scope(), use_viewer());
    use_waiting().0.set(view.waiting);
    let title = if view.name.is_empty() { "Refund".to_owned() } else { format!("Refund {}", view.name) };
    let navigate = use_navigate();
    let on_close = Callback::new(move |()| {
        navigate(&back.get_untracked(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    });
    let record = use_context::<RecordChanged>();
    let refund = view.refund.clone();
    let address = format!("/{scope}/refunds/{}", refund.id);
    let desk = Desk {
        action: Signal::stored(address),
        posted: RwSignal::new(view.posted.clone()),
        changed: Callback::new(move |()| {
            refetch.run(());
            if let Some(record) = record {
                record.0.run(());
            }
        }),
        may: viewer.may(Permission::RefundCreate),
    };
    let head = view! {
        <CopyId value=refund.id.to_string() what="refund id" />
        <RefundSteps refund=refund.clone() />
    };
    let mine = refund.created_by.id == viewer.user_id;
    let foot = view! {
        {(desk.may && refund.status.holds_money() && !refund.is_with_processor()).then(|| view! { <CallOff desk /> })}
        <a class="button push" href=back on:click=move |event| {
            event.prevent_default();
            on_close.run(());
        }>
            "Done"
        </a>
    };
    let not_yours = (!desk.may && refund.status.holds_money()).then(|| view! { <NotYours able=view.able.clone() /> });
    let state = match refund.status {
        RefundStatus::Pending if refund.approval == Approval::Needed => {
            let may = viewer.may(Permission::RefundApprove) && !mine;
            view! { <ToApprove may approvers=view.approvers.clone() mine desk /> }.into_any()
        }
        RefundStatus::Pending => view! {
            <Banner tone=Tone::Info icon="hourglass" inset=true>
                <p>"The processor was asked for it and has not answered yet. It is asked again by itself; nothing is sent twice."</p>
            </Banner>
        }
        .into_any(),
        RefundStatus::RequiresAction => {
            let fails = (desk.may).then(|| {
                view! { <MarkFailed refund=refund.id action=desk.action posted=desk.posted on_done=desk.done() /> }
            });
            view! {
                <ToPay view=view.clone() desk />
                {fails}
            }
            .into_any()
        }
        _ => view! { <Outcome view=view.clone() desk /> }.into_any(),
    };
    view! {
        <Title text=title.clone() />
        <Drawer id="refund" title open=Signal::derive(|| true) on_close close_href=back head=head.into_any() foot=foot.into_any()>
            <div class="stack" data-gap="5">
                {move || desk.posted.with(|posted| posted.message("form")).map(|message| {
                    view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> }
                })}
                {not_yours}
                {state}
                <Facts view />
            </div>
        </Drawer>
    }
}

/// What it is about: where to, of what, why, and by whom.
#[component]
fn Facts(view: RefundView) -> impl IntoView {
    let scope = use_scope();
    let RefundView { refund, payment, name, .. } = view;
    let what_for = what_for(&payment);
    let customer = refund.customer.filter(|_| !name.is_empty()).map(|id| {
        view! {
            <Fact name="Customer">
                <a href=format!("/{scope}/customers/{id}#{}", payment.id) dir="auto">
                    {name}
                </a>
            </Fact>
        }
    });
    let by_number = payment.source_description.trim().is_empty();
    let order = (!by_number && !payment.order_number.is_empty()).then(|| format!(", order {}", payment.order_number));
    let left = payment.refundable();
    let (to, note) = (whereto(&refund), refund.note.clone());
    let note = (!note.is_empty()).then(|| {
        view! {
            <Fact name="Note">
                <bdi>{note}</bdi>
            </Fact>
        }
    });
    view! {
        <KeyValue>
            <Fact name="To">{to}</Fact>
            {customer}
            <Fact name="For">
                <Money amount=payment.amount />
                {(!what_for.is_empty()).then(|| view! { ", "<bdi>{what_for}</bdi> })}
                {order}
                ", "
                <Time at=payment.occurred_at form=TimeForm::Day />
            </Fact>
            <Fact name="Reason">{refund.reason.label()}</Fact>
            {note}
            <Fact name="Asked for by">
                <bdi>{refund.created_by.name.clone()}</bdi>
                ", "
                <Time at=refund.created_at form=TimeForm::Moment />
            </Fact>
            <Fact name="Left to refund">
                <Money amount=left />
                " of "
                <Money amount=payment.amount />
            </Fact>
        </KeyValue>
    }
}

fn whereto(refund: &Refund) -> impl IntoView + use<> {
    let (kind, address) = (refund.destination.kind.label(), refund.destination.address.clone());
    if address.is_empty() { kind.into_any() } else { view! { <bdi class="address">{address}</bdi> }.into_any() }
}

/// How much is sent: in satoshi where that is known, or else what is given back.
#[component]
pub fn Figure(refund: Refund, #[prop(into)] label: String) -> impl IntoView {
    let sats = refund.payout.as_ref().map(|payout| Amount { minor: payout.sats, currency: Currency::BTC });
    let shown = sats.unwrap_or(refund.amount);
    let fiat = sats.filter(|_| !refund.amount.currency.is_bitcoin()).map(|_| {
        let by = refund.payout.as_ref().and_then(|payout| payout.rate.clone());
        let by = match by {
            Some(used) => view! { " at "{used.rate}", told by "<bdi>{used.source}</bdi>", "<Time at=used.at form=TimeForm::Moment /> }.into_any(),
            None => ", the satoshi that were paid in proportion".into_any(),
        };
        view! { <p class="muted"><Money amount=refund.amount /> {by}</p> }
    });
    view! {
        <div class="amount-due">
            <p class="muted">{label}</p>
            <p class="figure"><Money amount=shown headline=true /></p>
            {fiat}
        </div>
    }
}

/// It waits for somebody else.
#[component]
fn ToApprove(may: bool, mine: bool, approvers: Vec<String>, desk: Desk) -> impl IntoView {
    let who = match approvers.split_last() {
        None => "An owner or admin has to approve it.".to_owned(),
        Some((one, [])) => format!("{one} has to approve it."),
        Some((last, rest)) => format!("{} or {last} has to approve it.", rest.join(", ")),
    };
    let who = match (may, mine) {
        (true, _) => "Look at it, and approve it or call it off.".to_owned(),
        (false, true) => format!("You asked for it. {who}"),
        (false, false) => who,
    };
    view! {
        <Banner tone=Tone::Warn icon="user-round-check" inset=true>
            <p>
                <strong>"This refund waits for an approval."</strong>
                " "
                <bdi>{who}</bdi>
            </p>
        </Banner>
        {may
            .then(|| {
                view! {
                    <PostForm action=desk.action posted=desk.posted on_done=desk.done()>
                        <input type="hidden" name="act" value="approve" />
                        <SubmitButton label="Approve" busy_label="Approving" icon="check" />
                    </PostForm>
                }
            })}
    }
}

/// Called off after a second thought.
#[component]
fn CallOff(desk: Desk) -> impl IntoView {
    view! {
        <details class="call-off">
            <summary class="button" data-kind="quiet">"Call off"</summary>
            <PostForm action=desk.action posted=desk.posted on_done=desk.done()>
                <input type="hidden" name="act" value="call_off" />
                <p>"Only if nothing was sent. What it holds is left to refund again."</p>
                <SubmitButton label="Call this refund off" busy_label="Calling off" kind="danger" />
            </PostForm>
        </details>
    }
}
