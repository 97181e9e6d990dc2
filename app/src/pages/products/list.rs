//! The list of products.

use clientele_domain::catalog::{Price, Product};
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::SoldBadge;
use crate::components::{
    Cell, Column, EmptyState, Icon, PageHead, Pager, Row, RowHead, Tab, Table, TableSkeleton, Tabs, Time, TimeForm,
};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::server_fns::products::{self, ProductsView};

/// `/{merchant}/{mode}/products`
#[component]
pub fn ProductsPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let text = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| (text("show") == "archived", text("after")));
    let fetched =
        Resource::new(move || asked.get(), move |(archived, after)| products::products(scope, archived, after));
    view! {
        <Title text="Products" />
        <div class="page">
            <Head archived=Signal::derive(move || asked.get().0) />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=8 columns=4 label="Products, loading" /> }
                let(view)
            >
                {
                    let (archived, after) = asked.get_untracked();
                    view! { <Products view archived after /> }
                }
            </Loaded>
        </div>
    }
}

#[component]
fn Head(archived: Signal<bool>) -> impl IntoView {
    let here = format!("/{}/products", use_scope());
    view! {
        <PageHead title="Products">
            <NewProduct />
        </PageHead>
        <Tabs label="Products" bleed=true>
            <Tab href=here.clone() label="Active" current=Signal::derive(move || !archived.get()) />
            <Tab href=format!("{here}?show=archived") label="Archived" current=archived />
        </Tabs>
    }
}

#[component]
fn NewProduct() -> impl IntoView {
    let scope = use_scope();
    use_viewer().may(Permission::CatalogWrite).then(|| {
        view! {
            <a class="button" data-kind="primary" href=format!("/{scope}/products/new")>
                <Icon name="plus" />
                "New product"
            </a>
        }
    })
}

#[component]
fn Products(view: ProductsView, archived: bool, after: String) -> impl IntoView {
    let ProductsView { products, more } = view;
    if products.is_empty() && after.is_empty() {
        return view! { <Empty archived /> }.into_any();
    }
    let show = if archived { "show=archived&" } else { "" };
    let here = format!("/{}/products", use_scope());
    let first = (!after.is_empty()).then(|| format!("{here}?{}", show.trim_end_matches('&')));
    let next = products.last().filter(|_| more).map(|(product, _)| format!("{here}?{show}after={}", product.id));
    let shown = products.len();
    let head = view! {
        <Column class="fill">"Product"</Column>
        <Column>"Prices"</Column>
        <Column>"Status"</Column>
        <Column>"Made"</Column>
    };
    let rows = products.into_iter().map(|(product, prices)| view! { <ProductRow product prices /> }).collect_view();
    view! {
        <Table label="Products" head=head.into_any() bleed=true>
            {rows}
        </Table>
        {(more || first.is_some())
            .then(|| {
                view! {
                    <Pager previous=first next>
                        <b>{shown}</b>
                        " products, newest first"
                    </Pager>
                }
            })}
    }
    .into_any()
}

#[component]
fn Empty(archived: bool) -> impl IntoView {
    if archived {
        return view! {
            <EmptyState title="Nothing is archived" icon="shopping-bag">
                "A product that you archive is sold no more. It is kept here, for what was bought names it."
            </EmptyState>
        }
        .into_any();
    }
    let actions = view! { <NewProduct /> };
    view! {
        <EmptyState title="No products yet" rings=true actions=actions.into_any()>
            "A product is what you sell, and its prices are what it costs: once, or again and again. Payment links and \
            checkout sessions sell them."
        </EmptyState>
    }
    .into_any()
}

#[component]
fn ProductRow(product: Product, prices: Vec<Price>) -> impl IntoView {
    let href = format!("/{}/products/{}", use_scope(), product.id);
    let costs = costs(&prices);
    view! {
        <Row>
            <RowHead class="wrap">
                <a href=href>
                    <bdi>{product.name}</bdi>
                </a>
                {(!product.description.is_empty())
                    .then(|| {
                        view! {
                            <small class="muted excerpt" dir="auto">
                                {product.description}
                            </small>
                        }
                    })}
            </RowHead>
            <Cell at="row">{costs}</Cell>
            <Cell at="figure">
                <SoldBadge sold=product.active />
            </Cell>
            <Cell at="end">
                <Time at=product.created_at form=TimeForm::Day />
            </Cell>
        </Row>
    }
}

/// What it costs, in a few words: `€14.50 every month`, `€11.50 and 2 more`.
fn costs(prices: &[Price]) -> AnyView {
    let mut sold = prices.iter().filter(|price| price.active);
    match (sold.next(), sold.count()) {
        (None, _) => view! { <span class="muted">"No price"</span> }.into_any(),
        (Some(first), 0) => view! { <span>{first.label()}</span> }.into_any(),
        (Some(first), more) => view! { <span>{format!("{} and {more} more", first.label())}</span> }.into_any(),
    }
}
