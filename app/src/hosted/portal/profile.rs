//! The forms of the profile and of the refund address.

use leptos::prelude::*;

use super::page::{action, carried};
use super::{PortalTexts, ProfileView, RefundView};
use crate::hosted::Page;
use crate::hosted::address::AddressFields;
use crate::hosted::field::{FieldView, Line, LineField, LockedField};
use crate::hosted::texts::Texts;

/// Name, phone and address; the email is shown.
pub fn profile(page: &Page, view: &ProfileView) -> AnyView {
    let tongue = page.tongue;
    let (texts, words) = (PortalTexts::of(tongue), Texts::of(tongue));
    let line = |name: &str, label: &'static str, value: &str, hint: &str| FieldView {
        name: name.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
        hint: hint.to_owned(),
        error: view.wrong.with(tongue, name, label),
        optional: true,
    };
    let email = (!view.email.is_empty()).then(|| {
        let field = FieldView { error: String::new(), ..line("email", words.email, &view.email, texts.email_stays) };
        view! { <LockedField field /> }
    });
    let phone = line("phone", words.phone, &view.phone, words.phone_hint_plain);
    let phone = if view.phone_is_free {
        let of = Line { kind: "tel", autocomplete: "tel".to_owned(), wide: true, ..Line::default() };
        view! { <LineField field=phone line=of texts=words /> }.into_any()
    } else if view.phone.is_empty() {
        ().into_any()
    } else {
        let field = FieldView { hint: texts.email_stays.to_owned(), ..phone };
        view! { <LockedField field /> }.into_any()
    };
    let name = line("name", words.name, &view.name, "");
    let of_name = Line { autocomplete: "name".to_owned(), words: true, wide: true, ..Line::default() };
    let country = view.address.country.clone();
    view! {
        <section class="stack" aria-labelledby="profile">
            <h2 id="profile">{texts.profile}</h2>
            <form class="stack" id="checkout" method="post" action=action(page, "/portal/profile")>
                {carried(page)}
                <input type="hidden" name="version" value=view.version.to_string() />
                <noscript>
                    <button class="visually-hidden" type="submit" name="act" value="save" tabindex="-1" aria-hidden="true">
                        {texts.save}
                    </button>
                </noscript>
                <div class="fields">
                    <LineField field=name line=of_name texts=words />
                    {email}
                    {phone}
                    <AddressFields
                        name="address"
                        label=words.billing_address.to_owned()
                        typed=view.address.clone()
                        country
                        wrong=view.wrong.clone()
                        tongue
                        free=true
                    />
                </div>
                <button class="button" type="submit" name="act" value="save" data-kind="primary" data-size="l">
                    <span>{texts.save}</span>
                </button>
            </form>
        </section>
    }
    .into_any()
}

/// Where refunds go, and the form by which another address is asked for.
pub fn refund_address(page: &Page, view: &RefundView) -> AnyView {
    let tongue = page.tongue;
    let (texts, words) = (PortalTexts::of(tongue), Texts::of(tongue));
    let current = (!view.current.is_empty()).then(|| {
        view! {
            <dl class="kv card">
                <div><dt>{texts.refunds_go_to}</dt><dd><bdi class="instructions">{view.current.clone()}</bdi></dd></div>
            </dl>
        }
    });
    let field = FieldView {
        name: "refund_address".to_owned(),
        label: texts.new_refund_address.to_owned(),
        value: view.typed.clone(),
        hint: texts.refund_address_hint.to_owned(),
        error: view.wrong.with(tongue, "refund_address", texts.new_refund_address),
        optional: false,
    };
    let form = view.confirmable.then(|| {
        view! {
            <form class="stack" method="post" action=action(page, "/portal/refund-address")>
                {carried(page)}
                <LineField field line=Line { wide: true, required: true, most: Some(2000), ..Line::default() } texts=words />
                <p class="muted">{texts.confirmed_by_mail}</p>
                <button class="button" type="submit" name="act" value="ask" data-kind="primary" data-size="l">
                    <span>{texts.ask_refund_address}</span>
                </button>
            </form>
        }
    });
    let otherwise = (!view.confirmable).then(|| view! { <p>{texts.not_confirmable}</p> });
    view! {
        <section class="stack" aria-labelledby="refunds">
            <h2 id="refunds">{texts.refund_address}</h2>
            {current}
            {form}
            {otherwise}
        </section>
    }
    .into_any()
}
