//! The prices of a product.

use clientele_domain::catalog::Price;
use clientele_domain::role::Permission;
use leptos::prelude::*;

use super::SoldBadge;
use crate::components::{Act, Cell, Column, CopyId, EmptyState, Icon, Money, Row, RowHead, Table, Time, TimeForm};
use crate::frame::{use_scope, use_viewer};

/// One row a price. `action` takes what is done with one.
#[component]
pub(super) fn PricesTable(prices: Vec<Price>, #[prop(into)] action: String) -> impl IntoView {
    if prices.is_empty() {
        return view! {
            <EmptyState title="No price yet" icon="coins">
                "A product is sold once it has a price. Add one below: charged once, or every month, quarter or year."
            </EmptyState>
        }
        .into_any();
    }
    let head = view! {
        <Column class="num">"Amount"</Column>
        <Column class="fill">"Charged"</Column>
        <Column>"Status"</Column>
        <Column>"Id"</Column>
        <Column>"Made"</Column>
        <Column>
            <span class="visually-hidden">"Do something with it"</span>
        </Column>
    };
    let rows = prices.into_iter().map(|price| view! { <PriceRow price action=action.clone() /> }).collect_view();
    view! {
        <Table label="Prices" head=head.into_any()>
            {rows}
        </Table>
    }
    .into_any()
}

#[component]
fn PriceRow(price: Price, action: String) -> impl IntoView {
    let writes = use_viewer().may(Permission::CatalogWrite);
    let charged = price.recurring.map_or_else(|| "once".to_owned(), |recurring| recurring.label());
    let otherwise = if price.active { "Product archived" } else { "Archived" };
    let (id, sold) = (price.id.to_string(), price.is_sold());
    let acts = writes.then(|| view! { <PriceActs id=id.clone() active=price.active sold action /> });
    view! {
        <Row>
            <RowHead class="num" at="lead">
                <Money amount=price.amount />
            </RowHead>
            <Cell at="row">{charged}</Cell>
            <Cell at="figure">
                <SoldBadge sold otherwise />
            </Cell>
            <Cell at="drop">
                <CopyId value=id what="price id" />
            </Cell>
            <Cell at="drop">
                <Time at=price.created_at form=TimeForm::Day />
            </Cell>
            <Cell at="end" class="actions">
                {acts}
            </Cell>
        </Row>
    }
}

/// Selling it by a link, archiving it, and taking it back.
#[component]
fn PriceActs(id: String, active: bool, sold: bool, action: String) -> impl IntoView {
    let link = format!("/{}/payment-links/new?price={id}", use_scope());
    let (act, label) = if active { ("archive_price", "Archive") } else { ("unarchive_price", "Sell again") };
    view! {
        <div class="cluster price-acts" data-gap="1">
            {sold
                .then(|| {
                    view! {
                        <a class="button" data-size="s" data-kind="quiet" href=link>
                            <Icon name="link" />
                            "Sell by link"
                        </a>
                    }
                })}
            <Act action act about=("price", id) size="s" label />
        </div>
    }
}
