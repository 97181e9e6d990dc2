//! What is bought and from whom: the left side of the page, or its top on a phone.

use clientele_domain::checkout::Line;
use leptos::prelude::*;

use super::texts::{Texts, Tongue};
use super::written::Money;
use super::{Order, Page, Shop, View, bill, portal};
use crate::components::Icon;

/// The side of the page.
pub fn side(page: &Page) -> impl IntoView + use<> {
    let (tongue, texts) = (page.tongue, Texts::of(page.tongue));
    let order = match &page.view {
        View::Bill(bill) => Some(bill::side(tongue, bill)),
        View::Portal(view) => Some(portal::side(page, view)),
        _ => summary(page),
    };
    let shop = page.shop.clone().map(|shop| {
        let support = (!shop.support_email.is_empty()).then(|| {
            let address = format!("mailto:{}", shop.support_email);
            view! { <p>{texts.questions}" "<a href=address dir="ltr">{shop.support_email.clone()}</a></p> }
        });
        (view! { <Merchant shop=shop.clone() /> }, support)
    });
    let label = match page.view {
        View::Portal(_) => portal::PortalTexts::of(tongue).menu,
        _ => texts.order,
    };
    let (merchant, support) = shop.map_or((None, None), |(merchant, support)| (Some(merchant), support));
    view! {
        <aside aria-label=label>
            {merchant}
            {order}
            <footer class="muted">
                {support}
                {languages(page)}
            </footer>
        </aside>
    }
}

/// What is bought, and what it costs.
pub fn summary(page: &Page) -> Option<AnyView> {
    let (tongue, texts) = (page.tongue, Texts::of(page.tongue));
    page.order.clone().map(|order| view! { <OrderSummary order tongue texts /> }.into_any())
}

#[component]
fn Merchant(shop: Shop) -> impl IntoView {
    let letter = shop.name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string());
    let sign = match shop.logo {
        Some(logo) => view! { <img class="logo" src=logo alt="" width="36" height="36" /> }.into_any(),
        None => {
            let letter = letter.unwrap_or_else(|| "?".to_owned());
            view! { <span class="avatar" data-kind="org" aria-hidden="true">{letter}</span> }.into_any()
        }
    };
    view! { <p class="merchant">{sign}<bdi>{shop.name}</bdi></p> }
}

#[component]
fn OrderSummary(order: Order, tongue: Tongue, texts: &'static Texts) -> impl IntoView {
    let Order { title, lines, total } = order;
    // One of something says nothing that the title and the amount do not say.
    let plain = matches!(lines.as_slice(), [line] if line.quantity == 1 && line.description.is_empty() && line.recurring.is_none());
    let (count, lines) = (lines.len(), lines.into_iter().map(|line| view! { <OrderLine line tongue texts /> }));
    let table = (!plain).then(|| {
        view! {
            <details class="order" open={count < 3}>
                <summary>
                    <Icon name="shopping-bag" />
                    <span>{if count == 1 { texts.order.to_owned() } else { (texts.show_lines)(count) }}</span>
                    <Icon name="chevron-down" />
                </summary>
                <table class="lines" aria-label=texts.order>
                    <tbody>{lines.collect_view()}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{texts.total}</th>
                            <td><Money tongue amount=total /></td>
                        </tr>
                    </tfoot>
                </table>
            </details>
        }
    });
    view! {
        <div class="amount-due">
            <h1 class="muted"><bdi>{title}</bdi></h1>
            <p class="figure"><Money tongue amount=total headline=true /></p>
        </div>
        {table}
    }
}

#[component]
fn OrderLine(line: Line, tongue: Tongue, texts: &'static Texts) -> impl IntoView {
    let total = line.total().map(|amount| view! { <Money tongue amount /> });
    let often = line.recurring.map(|recurring| format!(" {}", (texts.recurring)(recurring)));
    let description = (!line.description.is_empty()).then(|| view! { <small><bdi>{line.description}</bdi></small> });
    view! {
        <tr>
            <th scope="row">
                <bdi>{line.name}</bdi>
                {description}
                <small><bdi>{line.quantity.to_string()}</bdi>" × "<Money tongue amount=line.unit />{often}</small>
            </th>
            <td>{total}</td>
        </tr>
    }
}

/// The same page in the other languages.
fn languages(page: &Page) -> impl IntoView + use<> {
    let texts = Texts::of(page.tongue);
    let links = Tongue::ALL.iter().copied().filter(|tongue| *tongue != page.tongue).map(|tongue| {
        let address = format!("{}?lang={}", page.path, tongue.as_str());
        view! {
            <li>
                <a href=address lang=tongue.as_str() hreflang=tongue.as_str() dir=tongue.direction()>{tongue.label()}</a>
            </li>
        }
    });
    let links = links.collect_view();
    view! {
        <nav aria-label=texts.language>
            <ul class="cluster">{links}</ul>
        </nav>
    }
}
