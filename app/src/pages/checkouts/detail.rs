//! One checkout: its address, what is sold to whom, how it is paid, and what can be done about it.

use clientele_domain::checkout::{AttemptStatus, Line, SessionStatus};
use clientele_domain::id::CheckoutSessionId;
use clientele_domain::money::Amount;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::CheckoutBadge;
use super::acts::{CallOff, PaymentArrived};
use super::attempt::AttemptFacts;
use super::buyer::{Buyer, BuyerName, WhyThisCustomer};
use crate::components::{
    Banner, Breadcrumb, Cell, Column, CopyId, Fact, Icon, KeyValue, Money, PageHead, Row, RowHead, Section,
    SourceBadge, Table, Time, TimeForm, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::pages::terms::AskedOf;
use crate::problem::Problem;
use crate::server_fns::checkouts::{self, CheckoutView};

/// `/{merchant}/{mode}/checkouts/{id}`
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let (scope, params) = (use_scope(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<CheckoutSessionId>().ok()));
    let fetched = Resource::new(
        move || id.get(),
        move |id| async move { checkouts::detail(scope, id.ok_or(Problem::NotFound)?).await },
    );
    view! {
        <div class="page">
            <Loaded from=fetched let(view)>
                <OneCheckout view />
            </Loaded>
        </div>
    }
}

#[component]
fn OneCheckout(view: CheckoutView) -> impl IntoView {
    let list = format!("/{}/checkouts", use_scope());
    let title = view.checkout.title.clone();
    let whole = view.posted.message("form");
    let open = (view.checkout.status == SessionStatus::Open).then(|| {
        let href = view.url.clone();
        view! {
            <a class="button" href=href rel="external">
                <Icon name="link" />
                "Open"
            </a>
        }
    });
    let charging = view.attempt.as_ref().is_some_and(|attempt| attempt.status == AttemptStatus::Charging);
    let facts = view! { <Facts view=view.clone() /> };
    let acts = view! { <Acts view=view.clone() /> };
    let CheckoutView { checkout, lines, known, missing, answers, terms, attempt, matched, .. } = view;
    let attempt = attempt.map(|attempt| {
        view! {
            <Section id="attempt" title="Latest attempt to pay">
                <AttemptFacts attempt />
            </Section>
        }
    });
    let why = matched.map(|matched| {
        view! {
            <Section id="match" title="Why this customer">
                <WhyThisCustomer matched />
            </Section>
        }
    });
    view! {
        <Title text=title.clone() />
        <Breadcrumb trail=vec![("Checkouts".to_owned(), list)] current=title.clone() />
        <PageHead title>{open}</PageHead>
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            {charging.then(|| view! { <Charging /> })}
            {facts}
        </div>
        <Section id="sold" title="What is sold">
            <Lines lines total=checkout.amount />
        </Section>
        <Section id="buyer" title="The buyer">
            <Buyer known missing answers />
        </Section>
        {why}
        {attempt}
        <Section id="asks" title="What the buyer is asked">
            <AskedOf terms />
        </Section>
        {acts}
    }
}

#[component]
fn Charging() -> impl IntoView {
    view! {
        <Banner tone=Tone::Info inset=true>
            <p>"A payment is under way. What became of it shows here in a moment; nobody should pay again meanwhile."</p>
        </Banner>
    }
}

#[component]
fn Facts(view: CheckoutView) -> impl IntoView {
    let scope = use_scope();
    let CheckoutView { checkout, url, link, order, payment, expires_at, completed_at, .. } = view;
    let badge = view! { <CheckoutBadge checkout=checkout.clone() /> };
    let (id, source) = (checkout.id.to_string(), checkout.source_description);
    let customer = checkout.customer.map(|id| format!("/{scope}/customers/{id}"));
    let from = match link {
        Some(id) => view! { <a href=format!("/{scope}/payment-links/{id}")><bdi>{source}</bdi></a> }.into_any(),
        None => view! { <span class="muted" dir="auto">{source}</span> }.into_any(),
    };
    let order = order.map(|(id, number)| {
        let href = customer.as_ref().map(|customer| format!("{customer}?show=orders"));
        view! { <Made name="Order" href words=number id=id.to_string() what="order id" /> }
    });
    let payment = payment.map(|id| {
        let href = customer.as_ref().map(|customer| format!("{customer}#{id}"));
        view! { <Made name="Payment" href words="Look at it" id=id.to_string() what="payment id" /> }
    });
    let until = match (checkout.status, completed_at) {
        (SessionStatus::Complete, Some(at)) => Some(("Completed", at)),
        (SessionStatus::Expired, _) if checkout.canceled => None,
        (SessionStatus::Expired, _) => Some(("Expired", expires_at)),
        _ => Some(("Expires", expires_at)),
    };
    let until = until.map(|(name, at)| {
        view! {
            <Fact name>
                <Time at form=TimeForm::Moment />
            </Fact>
        }
    });
    view! {
        <KeyValue>
            <Fact name="Address">
                <CopyId value=url what="the checkout’s address" />
            </Fact>
            <Fact name="Status">{badge}</Fact>
            <Fact name="Amount">
                <Money amount=checkout.amount />
            </Fact>
            <Fact name="Buyer">
                <BuyerName customer=checkout.customer name=checkout.buyer />
            </Fact>
            <Fact name="Source">
                <SourceBadge source=checkout.source />
                " "
                {from}
            </Fact>
            {order}
            {payment}
            <Fact name="Id">
                <CopyId value=id what="checkout session id" />
            </Fact>
            <Fact name="Made">
                <Time at=checkout.created_at form=TimeForm::Moment />
            </Fact>
            {until}
        </KeyValue>
    }
}

/// What came of it: an order, a payment. It is looked at on the customer's page; without a customer there is only its id.
#[component]
fn Made(
    name: &'static str,
    href: Option<String>,
    #[prop(into)] words: String,
    id: String,
    what: &'static str,
) -> impl IntoView {
    let link = href.map(|href| view! { <a href=href>{words}</a>" " });
    view! {
        <Fact name>
            {link}
            <CopyId value=id what />
        </Fact>
    }
}

#[component]
fn Lines(lines: Vec<Line>, total: Amount) -> impl IntoView {
    let head = view! {
        <Column class="fill">"Line"</Column>
        <Column class="num">"One costs"</Column>
        <Column class="num">"How many"</Column>
        <Column class="num">"Amount"</Column>
    };
    let several = (lines.len() > 1).then(|| {
        view! {
            <p>
                "Together "
                <b>
                    <Money amount=total />
                </b>
            </p>
        }
    });
    let rows = lines.into_iter().map(|line| view! { <LineRow line /> }).collect_view();
    view! {
        <Table label="What is sold" head=head.into_any()>
            {rows}
        </Table>
        {several}
    }
}

#[component]
fn LineRow(line: Line) -> impl IntoView {
    let (amount, often) = (line.total(), line.recurring.map(|recurring| recurring.label()));
    let described = (!line.description.is_empty()).then_some(line.description);
    view! {
        <Row>
            <RowHead class="wrap">
                <bdi>{line.name}</bdi>
                {often.map(|often| view! { " "<span class="muted">{often}</span> })}
                {described
                    .map(|text| {
                        view! {
                            <small class="muted excerpt" dir="auto">
                                {text}
                            </small>
                        }
                    })}
            </RowHead>
            <Cell class="num" at="row">
                <Money amount=line.unit />
            </Cell>
            <Cell class="num" at="row">
                {line.quantity}
            </Cell>
            <Cell class="num" at="figure">
                {amount.map(|amount| view! { <Money amount /> })}
            </Cell>
        </Row>
    }
}

/// What those who may can do, as things stand.
#[component]
fn Acts(view: CheckoutView) -> impl IntoView {
    let viewer = use_viewer();
    let here = format!("/{}/checkouts/{}", viewer.scope, view.checkout.id);
    let confirms = view.can_be_confirmed && viewer.may(Permission::PaymentConfirm);
    let cancels = view.can_be_canceled && viewer.may(Permission::CheckoutWrite);
    let chosen = view.attempt.filter(|attempt| attempt.status == AttemptStatus::Waiting);
    let chosen = chosen.map(|attempt| attempt.method.kind);
    let (action, posted) = (here.clone(), view.posted);
    view! {
        {confirms.then(|| view! { <PaymentArrived action chosen posted /> })}
        {cancels.then(|| view! { <CallOff action=here /> })}
    }
}
