//! One product: its prices, its text, and an end to selling it; and the page that makes one.

use clientele_domain::catalog::{Price, Product};
use clientele_domain::id::ProductId;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::SoldBadge;
use super::form::{PriceForm, ProductForm};
use super::prices::PricesTable;
use crate::components::{
    Act, Banner, Breadcrumb, CopyId, Fact, KeyValue, PageHead, SecondThought, Section, Time, TimeForm, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::server_fns::products::{self, ProductView};

/// `/{merchant}/{mode}/products/new`
#[component]
pub fn NewProductPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| products::form(scope, None));
    view! { <Shown fetched /> }
}

/// `/{merchant}/{mode}/products/{id}`
#[component]
pub fn ProductPage() -> impl IntoView {
    let (scope, params) = (use_scope(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<ProductId>().ok()));
    let fetched = Resource::new(
        move || id.get(),
        move |id| async move { products::form(scope, Some(id.ok_or(Problem::NotFound)?)).await },
    );
    view! { <Shown fetched /> }
}

#[component]
fn Shown(fetched: Resource<Result<ProductView, Problem>>) -> impl IntoView {
    view! {
        <div class="page">
            <Loaded from=fetched let(view)>
                {match view {
                    ProductView { product: Some(product), prices, currencies, posted } => {
                        view! { <OneProduct product prices currencies posted /> }.into_any()
                    }
                    ProductView { currencies, posted, .. } => view! { <NewProduct currencies posted /> }.into_any(),
                }}
            </Loaded>
        </div>
    }
}

#[component]
fn NewProduct(currencies: Vec<(String, String)>, posted: Posted) -> impl IntoView {
    let list = format!("/{}/products", use_scope());
    let whole = posted.message("form");
    view! {
        <Title text="New product" />
        <Breadcrumb trail=vec![("Products".to_owned(), list.clone())] current="New" />
        <PageHead title="New product" />
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <ProductForm action=format!("{list}/new") currencies posted />
        </div>
    }
}

#[component]
fn OneProduct(
    product: Product,
    prices: Vec<Price>,
    currencies: Vec<(String, String)>,
    posted: Posted,
) -> impl IntoView {
    let list = format!("/{}/products", use_scope());
    let here = format!("{list}/{}", product.id);
    let (title, active) = (product.name.clone(), product.active);
    let writes = use_viewer().may(Permission::CatalogWrite);
    let whole = posted.message("form").or(posted.message("product_id"));
    let count = (!prices.is_empty()).then(|| prices.len().to_string());
    let facts = view! { <Facts product=product.clone() /> };
    let table = view! { <PricesTable prices action=here.clone() /> };
    let again = (writes && !active)
        .then(|| view! { <Act action=here.clone() act="unarchive" icon="rotate-cw" label="Sell again" /> });
    view! {
        <Title text=title.clone() />
        <Breadcrumb trail=vec![("Products".to_owned(), list)] current=title.clone() />
        <PageHead title>
            {again}
        </PageHead>
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            {(!active).then(|| view! { <Archived /> })}
            {facts}
        </div>
        <Section id="prices" title="Prices" count>
            {table}
        </Section>
        {writes.then(|| view! { <Changes action=here product currencies posted /> })}
    }
}

/// What being archived means.
#[component]
fn Archived() -> impl IntoView {
    view! {
        <Banner tone=Tone::Info inset=true>
            <p>"This product is archived. None of its prices can be sold, neither at the checkout nor by payment links."</p>
        </Banner>
    }
}

#[component]
fn Facts(product: Product) -> impl IntoView {
    let described = !product.description.is_empty();
    view! {
        {described.then(|| view! { <p class="described" dir="auto">{product.description}</p> })}
        <KeyValue>
            <Fact name="Id">
                <CopyId value=product.id.to_string() what="product id" />
            </Fact>
            <Fact name="Status">
                <SoldBadge sold=product.active />
            </Fact>
            <Fact name="Made">
                <Time at=product.created_at form=TimeForm::Moment />
            </Fact>
        </KeyValue>
    }
}

/// What those who may do with it: one more price, other text, an end to selling it.
#[component]
fn Changes(action: String, product: Product, currencies: Vec<(String, String)>, posted: Posted) -> impl IntoView {
    let active = product.active;
    let price = active.then(|| {
        let (action, posted) = (action.clone(), posted.clone());
        let intro = "Amount, currency and rhythm of a price never change: archive it and add another.";
        view! {
            <Section id="add-price" title="Add a price" intro>
                <PriceForm action currencies posted />
            </Section>
        }
    });
    let end = active.then(|| {
        let action = action.clone();
        view! {
            <Section id="end" title="Stop selling it">
                <div class="cluster ends">
                    <SecondThought
                        action
                        act="archive"
                        label="Archive"
                        warning="Nobody can buy it any more, at none of its prices, and payment links that sell it say so. You can sell it again later."
                        confirm="Archive this product"
                    />
                </div>
            </Section>
        }
    });
    let form = view! { <ProductForm action product posted /> };
    view! {
        {price}
        <Section id="text" title="Name and description">
            {form}
        </Section>
        {end}
    }
}
