//! What the customer brought, one row a currency. Figures of different currencies are never added.

use clientele_domain::money::{Amount, grouped};
use clientele_domain::payment::Totals;
use leptos::prelude::*;

use crate::components::{Cell, Column, Money, Nothing, Row, RowHead, Section, Table, Time, TimeForm};

/// Payments, average, refunds and sum per currency; what was kept, when anything was given back.
#[component]
pub fn Lifetime(totals: Vec<(String, Totals)>) -> impl IntoView {
    if totals.is_empty() {
        return view! {
            <Section id="lifetime" title="Lifetime">
                <p class="muted">"Nothing paid yet."</p>
            </Section>
        }
        .into_any();
    }
    let with_net = totals.iter().any(|(_, totals)| totals.refunded > 0);
    let head = view! {
        <Column class="fill">"Currency"</Column>
        <Column class="num">"Payments"</Column>
        <Column class="num">"Average"</Column>
        <Column class="num">"Refunded"</Column>
        <Column class="num">"Spent"</Column>
        {with_net.then(|| view! { <Column class="num">"Net"</Column> })}
    };
    let rows =
        totals.into_iter().map(|(currency, totals)| view! { <CurrencyRow currency totals with_net /> }).collect_view();
    view! {
        <Section id="lifetime" title="Lifetime">
            <Table label="Lifetime figures by currency" head=head.into_any()>
                {rows}
            </Table>
        </Section>
    }
    .into_any()
}

#[component]
fn CurrencyRow(currency: String, totals: Totals, with_net: bool) -> impl IntoView {
    let refunded = Amount { minor: totals.refunded, currency: totals.spent.currency };
    let (spent, average, net) = (totals.spent, totals.average(), totals.net());
    let (payments, since) = (grouped(&totals.payments.to_string()), totals.first_payment_at);
    let any_refunded = totals.refunded > 0;
    // On a narrow screen one figure stands for the row: what was kept, where that differs from what was spent.
    let (spent_at, net_at) = if any_refunded { ("drop", "figure") } else { ("figure", "drop") };
    view! {
        <Row>
            <RowHead>
                {currency} " " <span class="muted">"since " <Time at=since form=TimeForm::Day /></span>
            </RowHead>
            <Cell class="num" at="drop">{payments}</Cell>
            <Cell class="num" at="drop"><Money amount=average /></Cell>
            <Cell class="num" at="drop">
                {if any_refunded {
                    view! { <Money amount=refunded /> }.into_any()
                } else {
                    view! { <Nothing /> }.into_any()
                }}
            </Cell>
            <Cell class="num" at=spent_at><Money amount=spent /></Cell>
            {with_net.then(|| view! { <Cell class="num" at=net_at><Money amount=net /></Cell> })}
        </Row>
    }
}
