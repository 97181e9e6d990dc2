//! The HTML document around every hosted page.

use clientele_domain::checkout::AfterCompletion;
use leptos::prelude::*;

use super::bill::{self, BillTexts};
use super::closed::closed;
use super::complete::complete;
use super::form::form_page;
use super::order::{side, summary};
use super::portal::{self, PortalTexts};
use super::texts::Texts;
use super::waiting::{instructions, invoice, processing};
use super::{Frame, Page, View};
use crate::components::{Icon, THEME_SCRIPT};

/// A page that waits looks again after so many seconds when there is no script to do it.
const LOOK_AGAIN: u32 = 5;

/// What the page may load and run: our own files, and scripts and styles that carry this answer's nonce. A shop may show
/// the page in no frame, for whoever pays has to see where they are; unless it is made for one, of one origin.
pub fn content_security_policy(nonce: &str, framed_by: Option<&str>) -> String {
    let framed_by = framed_by.unwrap_or("'none'");
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self' 'nonce-{nonce}'; \
         font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors {framed_by}"
    )
}

/// The page as HTML.
pub fn render(page: &Page) -> String {
    Owner::new().with(|| document(page).to_html())
}

fn document(page: &Page) -> impl IntoView + use<> {
    let tongue = page.tongue;
    let texts = Texts::of(tongue);
    let nonce = page.nonce.clone();
    let title = match (&page.shop, &page.view) {
        (Some(shop), View::Bill(_)) => (BillTexts::of(tongue).window)(&shop.name),
        (None, View::NoBill) => BillTexts::of(tongue).unknown.0.to_owned(),
        (Some(shop), View::Portal(_) | View::Door(_)) => (PortalTexts::of(tongue).window)(&shop.name),
        (None, View::Door(_)) => PortalTexts::of(tongue).menu.to_owned(),
        (Some(shop), _) => (texts.window)(&shop.name),
        (None, _) => texts.unknown.0.to_owned(),
    };
    let colours = page.shop.as_ref().map(|shop| shop.colours.clone()).filter(|colours| !colours.is_empty());
    let (of_style, of_script, of_frame) = (nonce.clone(), nonce.clone(), nonce.clone());
    let colours = colours.map(|colours| view! { <style nonce=of_style inner_html=colours></style> });
    // In a frame the page around it says which theme fits.
    let theme = page.frame.as_ref().map(|frame| frame.theme).filter(|theme| !theme.is_empty());
    let own_theme = page.frame.is_none().then(|| view! { <script nonce=nonce inner_html=THEME_SCRIPT></script> });
    let frame = page.frame.as_ref().map(|frame| {
        view! { <script nonce=of_frame src=frame.script.clone() defer=true></script> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=tongue.as_str() dir=tongue.direction() data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <title>{title}</title>
                {own_theme}
                <link rel="stylesheet" href=page.style.clone() />
                {colours}
                <link rel="preload" href=page.font.clone() r#as="font" r#type="font/woff2" crossorigin="anonymous" />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                {refresh(page)}
                <script nonce=of_script src=page.script.clone() defer=true></script>
                {frame}
            </head>
            <body>{body(page)}</body>
        </html>
    }
}

/// What the page does by itself: it looks again while it waits, and goes on when it is done.
fn refresh(page: &Page) -> Option<AnyView> {
    // What is in a frame is no address.
    if page.frame.is_some() {
        return None;
    }
    match &page.view {
        View::Processing | View::Invoice(_) => {
            let content = format!("{LOOK_AGAIN};url={}", page.to(""));
            Some(view! { <noscript><meta http-equiv="refresh" content=content /></noscript> }.into_any())
        }
        View::Instructions(_) => {
            let content = format!("{};url={}", LOOK_AGAIN * 12, page.to(""));
            Some(view! { <noscript><meta http-equiv="refresh" content=content /></noscript> }.into_any())
        }
        View::Complete(view) => match &view.after {
            AfterCompletion::Redirect(url) => {
                Some(view! { <meta http-equiv="refresh" content=format!("0;url={url}") /> }.into_any())
            }
            AfterCompletion::Message(_) => None,
        },
        _ => None,
    }
}

fn body(page: &Page) -> AnyView {
    if let Some(frame) = &page.frame {
        return framed(page, frame);
    }
    let is_bill = matches!(page.view, View::Bill(_));
    let alone = page.order.is_none() && !is_bill && !matches!(page.view, View::Portal(_));
    view! {
        <div class=if alone { "checkout alone" } else { "checkout" }>
            {test_mark(page)}
            {side(page)}
            <main id="main" data-state=state(page) data-shown=shown(page)>
                {main(page)}
            </main>
        </div>
    }
    .into_any()
}

/// Says that this is test mode.
fn test_mark(page: &Page) -> Option<impl IntoView + use<>> {
    let texts = Texts::of(page.tongue);
    let (what, meaning) = match &page.view {
        View::Bill(_) => BillTexts::of(page.tongue).test,
        View::Portal(_) | View::Door(_) => PortalTexts::of(page.tongue).test,
        _ => (texts.test_checkout, texts.nothing_is_charged),
    };
    page.shop.as_ref().is_some_and(|shop| shop.sandbox).then(|| {
        view! {
            <aside class="banner test" data-tone="warn" aria-label=what>
                <Icon name="flask-conical" />
                <p><strong>{what}</strong>" "{meaning}</p>
            </aside>
        }
    })
}

/// In a frame there is neither a header nor a footer: the page around it has both. Whoever pays sees what for.
fn framed(page: &Page, frame: &Frame) -> AnyView {
    let inside = match frame.paying {
        None => main(page),
        Some(_) => view! {
            <div class="stack" data-gap="6">
                {test_mark(page)}
                {summary(page)}
                {main(page)}
                {portal::ways_back(page)}
            </div>
        }
        .into_any(),
    };
    view! {
        <main
            id="main"
            class="checkout framed"
            data-frame=""
            data-origin=frame.origin.clone()
            data-component=frame.component
            data-changed=frame.changed.then_some("")
            data-state=state(page)
            data-shown=shown(page)
        >
            {inside}
        </main>
    }
    .into_any()
}

/// Where the script asks whether something has changed, on pages that wait.
fn state(page: &Page) -> Option<String> {
    shown(page).map(|_| match page.frame.as_ref().and_then(|frame| frame.paying) {
        Some(id) => format!("/pay/{id}/state"),
        None => page.to("state"),
    })
}

/// The word by which the address of the state names what is shown.
fn shown(page: &Page) -> Option<&'static str> {
    match page.view {
        View::Processing => Some("processing"),
        View::Invoice(_) | View::Instructions(_) => Some("waiting"),
        _ => None,
    }
}

fn main(page: &Page) -> AnyView {
    let texts = Texts::of(page.tongue);
    match &page.view {
        View::Form(view) => form_page(page, view),
        View::Processing => processing(page),
        View::Invoice(view) => invoice(page, view),
        View::Instructions(view) => instructions(page, view),
        View::Complete(view) => complete(page, view),
        View::Expired => closed(page, texts.expired),
        View::Canceled => closed(page, texts.canceled),
        View::Unknown => closed(page, texts.unknown),
        View::Archived => closed(page, texts.archived),
        View::Failed => closed(page, texts.failed),
        View::TooMany => closed(page, texts.too_many),
        View::Bill(bill) => bill::page(page, bill),
        View::NoBill => closed(page, BillTexts::of(page.tongue).unknown),
        View::Portal(view) => portal::page(page, view),
        View::Door(door) => portal::door(page, door),
    }
}
