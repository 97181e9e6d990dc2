//! One invoice: what it is for, where it stands, and what can be done about it.

use clientele_domain::id::InvoiceId;
use clientele_domain::invoice::InvoiceStatus;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;

use super::acts::Acts;
use super::lines::Lines;
use super::{InvoiceBadge, Steps, Whose};
use crate::components::{
    Banner, Breadcrumb, CopyId, Fact, Icon, KeyValue, MethodBadge, Money, PageHead, Section, Time, TimeForm, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::pages::listing::one;
use crate::server_fns::invoices::{self, InvoiceView};

/// `/{merchant}/{mode}/invoices/{id}`
#[component]
pub fn InvoicePage() -> impl IntoView {
    let scope = use_scope();
    view! {
        <div class="page">
            {one(
                move |id: InvoiceId| invoices::detail(scope, id),
                |view| view! { <OneInvoice view /> }.into_any(),
            )}
        </div>
    }
}

#[component]
fn OneInvoice(view: InvoiceView) -> impl IntoView {
    let scope = use_scope();
    let list = format!("/{scope}/invoices");
    let invoice = view.invoice.clone();
    let title = match invoice.status {
        InvoiceStatus::Draft => "Draft invoice".to_owned(),
        _ => invoice.label.clone(),
    };
    let (whole, steps) = (view.posted.message("form"), view.steps.clone());
    let out = (!view.url.is_empty()).then(|| {
        let (url, pdf) = (view.url.clone(), format!("/{scope}/invoices/{}/pdf", invoice.id));
        view! {
            <a class="button" href=pdf rel="external">
                <Icon name="download" />
                "PDF"
            </a>
            <a class="button" href=url rel="external">
                <Icon name="link" />
                "Open"
            </a>
        }
    });
    let acts = if use_viewer().may(Permission::InvoiceWrite) {
        view! { <Acts view=view.clone() /> }.into_any()
    } else {
        let sentence = "You can see invoices, not change them. Somebody who works with customers’ money can, or can change \
            your role.";
        view! { <Section id="acts" title="What can be done"><p class="muted">{sentence}</p></Section> }.into_any()
    };
    view! {
        <Title text=title.clone() />
        <Breadcrumb trail=vec![("Invoices".to_owned(), list)] current=title.clone() />
        <PageHead title>{out}</PageHead>
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <Refused view=view.clone() />
            <Facts view=view.clone() />
        </div>
        <Section id="lines" title="What is billed">
            <Lines view=view.clone() />
        </Section>
        {acts}
        <Steps steps />
    }
}

/// A card was asked by itself and gave nothing.
#[component]
fn Refused(view: InvoiceView) -> impl IntoView {
    let (times, decline) = view.declines;
    decline.filter(|_| view.invoice.status == InvoiceStatus::Open).map(|decline| {
        let why = decline.label();
        let often = if times == 1 { "Once".to_owned() } else { format!("{times} times") };
        view! {
            <Banner tone=Tone::Warn inset=true>
                <p>{format!("{often} the card was charged for it and gave nothing. The last time: {why}")}</p>
            </Banner>
        }
    })
}

#[component]
fn Facts(view: InvoiceView) -> impl IntoView {
    let scope = use_scope();
    let InvoiceView { invoice, url, subscription, period, payment, ended_at, .. } = view;
    let address = (!url.is_empty()).then(|| {
        view! {
            <Fact name="Address">
                <CopyId value=url what="the invoice’s address" />
            </Fact>
        }
    });
    let subscription = subscription.map(|(id, name)| {
        view! {
            <Fact name="Subscription">
                <a href=format!("/{scope}/subscriptions/{id}")>
                    <bdi>{name}</bdi>
                </a>
            </Fact>
        }
    });
    let period = period.map(|period| {
        view! {
            <Fact name="Period">
                <Time at=period.start form=TimeForm::Day />
                " to "
                <Time at=period.end form=TimeForm::Day />
            </Fact>
        }
    });
    let customer = invoice.customer;
    let payment = payment.map(|payment| {
        let href = format!("/{scope}/customers/{customer}#{}", payment.id);
        view! {
            <Fact name="Paid with">
                <MethodBadge method=payment.method.clone() />
                " "
                <a href=href>"Look at the payment"</a>
            </Fact>
        }
    });
    let ended = ended_at.map(|at| {
        let name = match invoice.status {
            InvoiceStatus::Paid => "Paid",
            InvoiceStatus::Void => "Voided",
            _ => "Written off",
        };
        view! {
            <Fact name>
                <Time at form=TimeForm::Moment />
            </Fact>
        }
    });
    view! {
        <KeyValue>
            <Fact name="Status">
                <InvoiceBadge status=invoice.status overdue=invoice.overdue />
            </Fact>
            <Fact name="Left to pay">
                <Money amount=invoice.left />
            </Fact>
            <Fact name="Due">
                <Time at=invoice.due_at form=TimeForm::Day />
            </Fact>
            <Fact name="Customer">
                <Whose customer name=invoice.name />
            </Fact>
            {subscription}
            {period}
            {payment}
            {address}
            <Fact name="Id">
                <CopyId value=invoice.id.to_string() what="invoice id" />
            </Fact>
            <Fact name="Made">
                <Time at=invoice.created_at form=TimeForm::Moment />
            </Fact>
            {ended}
        </KeyValue>
    }
}
