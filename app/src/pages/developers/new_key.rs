//! The form for a new key. The browser sends it by itself: the answer is the page with the key on it, this once.

use clientele_domain::key::Resource;
use leptos::prelude::*;

use crate::components::{Banner, SelectField, SubmitButton, TextField, Tone};
use crate::frame::use_scope;
use crate::posted::Posted;

#[component]
pub fn NewKeyForm(posted: Posted) -> impl IntoView {
    let action = format!("/{}/developers", use_scope());
    let whole = posted.message("form");
    let chosen = |name: &str, usual: &str| {
        Some(posted.value(name)).filter(|value| !value.is_empty()).unwrap_or_else(|| usual.to_owned())
    };
    let access = chosen("access", "full");
    let kind = chosen("kind", "secret");
    let access_error = posted.message("access");
    let grants = Resource::ALL
        .iter()
        .map(|resource| {
            let name = format!("grant.{}", resource.as_str());
            let options = [("", "Nothing"), ("read", "Look"), ("write", "Look and change")];
            view! {
                <SelectField
                    value=posted.value(&name)
                    name
                    label=resource.label()
                    options=options.map(|(value, label)| (value.to_owned(), label.to_owned())).to_vec()
                />
            }
        })
        .collect_view();
    view! {
        <form class="stack new-key" data-gap="4" method="post" action=action novalidate>
            <input type="hidden" name="act" value="create" />
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <TextField
                name="name"
                label="Name"
                value=posted.value("name")
                hint="Which program uses it, such as Web shop."
                error=posted.message("name")
                required=true
            />
            <fieldset class="field">
                <legend>"Kind"</legend>
                <div class="choices">
                    <Choice name="kind" value="secret" current=kind.clone() label="Secret" remark="For your servers." />
                    <Choice
                        name="kind"
                        value="publishable"
                        current=kind
                        label="Publishable"
                        remark="For web pages and apps: it names you and opens nothing."
                    />
                </div>
            </fieldset>
            <fieldset class="field">
                <legend>"What a secret key may do"</legend>
                <div class="choices">
                    <Choice name="access" value="full" current=access.clone() label="Everything" remark="" />
                    <Choice name="access" value="read" current=access.clone() label="Read everything" remark="It changes nothing." />
                    <Choice name="access" value="only" current=access label="Only what I choose" remark="" />
                </div>
                {access_error.map(|message| view! { <p class="error" data-tone="bad">{message}</p> })}
            </fieldset>
            <fieldset class="fields grants">
                <legend class="visually-hidden">"What it may do, one by one"</legend>
                {grants}
            </fieldset>
            <div class="cluster">
                <SubmitButton label="Make the key" busy_label="Making" icon="plus" />
            </div>
        </form>
    }
}

#[component]
fn Choice(
    name: &'static str,
    value: &'static str,
    current: String,
    label: &'static str,
    remark: &'static str,
) -> impl IntoView {
    view! {
        <label>
            <input type="radio" name=name value=value checked=current == value />
            <span>{label} {(!remark.is_empty()).then(|| view! { " " <small>{remark}</small> })}</span>
        </label>
    }
}
