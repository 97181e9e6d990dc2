//! What somebody needs who sends the money: the code, the text, how long it holds, and what to do after.

use clientele_domain::lightning::MARGIN;
use clientele_domain::refund::PayoutInvoice;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;

use super::proof::ProofForm;
use super::refund::{Desk, Figure};
use crate::components::{
    Banner, CheckField, Icon, SubmitButton, TextField, Time, TimeForm, Toast, Tone, copy_text, use_toasts,
};
use crate::form::{self, PostForm};
use crate::posted::Answer;
use crate::server_fns::refunds::{PayView, RefundView};

/// A refund that waits to be sent.
#[component]
pub fn ToPay(view: RefundView, desk: Desk) -> impl IntoView {
    let refund = view.refund;
    let kind = refund.destination.kind;
    let payout = refund.payout.clone();
    let invoice = payout.as_ref().and_then(|payout| payout.invoice.clone());
    let needs_sats = kind.pays_satoshi() && payout.is_none();
    let asks = matches!(
        kind,
        clientele_domain::refund::DestinationKind::LightningAddress | clientele_domain::refund::DestinationKind::Lnurl
    );
    let label = if kind.pays_satoshi() { "Pay from your own wallet" } else { "Send it yourself" };
    let code = view.pay.clone().filter(|_| !needs_sats).map(|pay| view! { <Code pay invoice=invoice.clone() /> });
    let currency = refund.amount.currency.to_string();
    let prepare = (desk.may && (needs_sats || (asks && invoice.is_none())))
        .then(|| view! { <Prepare currency in_fiat=needs_sats && !refund.amount.currency.is_bitcoin() asks desk /> });
    let figure = view! { <Figure refund=refund.clone() label /> };
    let waiting = invoice.clone().map(|invoice| view! { <Waiting invoice now=view.now desk /> });
    view! {
        <div class="pay-frame">
            <div class="pay">
                {code}
                <div class="stack" data-gap="4">
                    {figure}
                    {waiting}
                    {view.pay.filter(|_| !needs_sats).map(|pay| view! { <Ways pay is_invoice=invoice.is_some() /> })}
                </div>
            </div>
        </div>
        {prepare}
        {desk.may.then(|| view! { <ProofForm proves=invoice.is_some() adds=false desk /> })}
    }
}

/// The code for a camera, and what it does not hold.
#[component]
fn Code(pay: PayView, invoice: Option<PayoutInvoice>) -> impl IntoView {
    let PayView { qr, note, .. } = pay;
    let note = (invoice.is_none() && !note.is_empty()).then(|| view! { <p class="hint">{note}</p> });
    view! {
        <div class="stack" data-gap="2">
            {(!qr.is_empty()).then(|| view! { <div inner_html=qr></div> })}
            {note}
        </div>
    }
}

/// The same as a link and as text.
#[component]
fn Ways(pay: PayView, is_invoice: bool) -> impl IntoView {
    let (what, copy) = if is_invoice { ("Invoice", "Copy invoice") } else { ("Address", "Copy address") };
    let toasts = use_toasts();
    let text = pay.text.clone();
    let copies = move |_| {
        let text = text.clone();
        leptos::task::spawn_local(async move {
            toasts.show(match copy_text(&text).await {
                true => Toast::good("Copied"),
                false => Toast::bad("This browser does not let pages copy here. Mark the text and copy it."),
            });
        });
    };
    view! {
        <div class="stack" data-gap="2">
            <a class="button" href=pay.uri rel="external">
                <Icon name="wallet" />
                "Open in a wallet"
            </a>
            <button class="button" type="button" data-scripted="" on:click=copies>
                <Icon name="copy" />
                {copy}
            </button>
            <div class="field">
                <label for="refund-pay-text">{what}</label>
                <input class="input mono" id="refund-pay-text" readonly=true dir="ltr" value=pay.text />
            </div>
        </div>
    }
}

/// How long the invoice holds. Its provider is asked again and again whether it was paid; without scripts, at a press.
#[component]
fn Waiting(invoice: PayoutInvoice, now: Timestamp, desk: Desk) -> impl IntoView {
    let all = seconds(now, invoice.expires_at);
    let left = RwSignal::new(all);
    let verifies = !invoice.verify_url.is_empty();
    let expires_at = invoice.expires_at;
    Effect::new(move || {
        let started = js_sys::Date::now();
        let tick = move || {
            let passed = ((js_sys::Date::now() - started) / 1000.0) as i64;
            left.try_set((all - passed).max(0));
        };
        let ticking = set_interval_with_handle(tick, std::time::Duration::from_secs(1)).ok();
        let asking = (verifies && desk.may)
            .then(|| set_interval_with_handle(move || look(desk), std::time::Duration::from_secs(4)).ok())
            .flatten();
        on_cleanup(move || {
            for handle in [ticking, asking].into_iter().flatten() {
                handle.clear();
            }
        });
    });
    let over = Memo::new(move |_| left.get() == 0);
    // Only some time after its end nobody can pay it any more.
    let late = expires_at.plus(MARGIN);
    view! {
        {move || match over.get() {
            false => view! {
                <div class="countdown">
                    <span data-scripted="">"Invoice expires in " <b>{move || clock(left.get())}</b></span>
                    <span data-unscripted="">"Invoice expires " <Time at=expires_at form=TimeForm::Moment /></span>
                    <progress
                        data-scripted=""
                        max=all.max(1).to_string()
                        value=move || left.get().to_string()
                        aria-label="Time left on this invoice"
                    ></progress>
                </div>
            }
            .into_any(),
            true => view! {
                <Banner tone=Tone::Warn inset=true>
                    <p>
                        <strong>"This invoice has expired."</strong>
                        " Another can be asked for after "
                        <Time at=late form=TimeForm::Moment />
                        ", when no payment of this one can be on its way any more."
                    </p>
                </Banner>
                {desk.may.then(|| view! { <Another asks_word=!verifies desk /> })}
            }
            .into_any(),
        }}
        {(verifies && desk.may)
            .then(|| {
                view! {
                    <PostForm action=desk.action posted=desk.posted on_done=desk.done()>
                        <input type="hidden" name="act" value="check" />
                        <div class="cluster">
                            <span class="muted" role="status">"Waiting for the payment"</span>
                            <SubmitButton label="Check again" busy_label="Checking" kind="quiet" size="s" icon="rotate-cw" />
                        </div>
                    </PostForm>
                }
            })}
    }
}

/// Asks once whether it was paid.
fn look(desk: Desk) {
    let action = desk.action.get_untracked();
    leptos::task::spawn_local(async move {
        if let Some(Answer::Done { message, .. }) = form::ask(&action, &[("act", "check")]).await
            && !message.is_empty()
        {
            desk.changed.try_run(());
        }
    });
}

/// Another invoice in the place of one that can't be paid any more.
#[component]
fn Another(
    /// Nobody tells whether the earlier one was paid, so that a person has to.
    asks_word: bool,
    desk: Desk,
) -> impl IntoView {
    view! {
        <PostForm action=desk.action posted=desk.posted on_done=desk.done()>
            <div class="stack" data-gap="3">
                <input type="hidden" name="act" value="prepare" />
                {asks_word
                    .then(|| {
                        view! {
                            <CheckField
                                name="sure"
                                label="I looked in my wallet: the earlier invoice was not paid."
                                hint="Otherwise the money could be sent twice."
                            />
                        }
                    })}
                <p>
                    <SubmitButton label="Get another invoice" busy_label="Asking" kind="" icon="rotate-cw" />
                </p>
            </div>
        </PostForm>
    }
}

/// How many satoshi it is was not known, or there was no invoice.
#[component]
fn Prepare(currency: String, in_fiat: bool, asks: bool, desk: Desk) -> impl IntoView {
    let label = if asks { "Get an invoice" } else { "Work it out" };
    let why = match (in_fiat, asks) {
        (true, _) => "How many satoshi this is depends on a rate.",
        (false, true) => "There is no invoice yet.",
        (false, false) => "It is not known yet how many satoshi this is.",
    };
    view! {
        <PostForm action=desk.action posted=desk.posted on_done=desk.done() class="card stack">
            <input type="hidden" name="act" value="prepare" />
            <p>{why}</p>
            {in_fiat
                .then(|| {
                    view! {
                        <TextField
                            name="rate"
                            id="refund-rate"
                            label=format!("What one bitcoin costs in {currency}")
                            hint="Leave it empty to use your rate source."
                            optional=true
                            error=desk.message("rate")
                        />
                    }
                })}
            <p>
                <SubmitButton label busy_label="Asking" kind="" icon="zap" />
            </p>
        </PostForm>
    }
}

/// Seconds from one moment to a later one.
fn seconds(from: Timestamp, to: Timestamp) -> i64 {
    ((to.micros() - from.micros()) / 1_000_000).max(0)
}

/// `9:41`, or `1:09:41` from an hour on.
fn clock(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_reads_like_a_clock() {
        assert_eq!((clock(581), clock(9), clock(4181)), ("9:41".into(), "0:09".into(), "1:09:41".into()));
        assert_eq!(seconds(Timestamp::from_micros(5_000_000), Timestamp::from_micros(1_000_000)), 0);
    }
}
