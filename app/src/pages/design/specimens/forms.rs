//! Fields, with and without errors.

use leptos::prelude::*;

use super::Theme;
use crate::components::{
    CheckField, ErrorSummary, FieldError, PairsField, Section, SelectField, SubmitButton, TagsField, TextField,
    TextareaField,
};

#[component]
pub fn Forms(theme: Theme) -> impl IntoView {
    let (email, phone) = (theme.id("email"), theme.id("phone"));
    let errors = vec![
        FieldError { id: email.clone(), label: "email".into() },
        FieldError { id: phone.clone(), label: "phone".into() },
    ];
    let languages = [("en", "English"), ("de", "German"), ("ar", "Arabic")];
    let busy = RwSignal::new(false);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        busy.set(true);
    };
    let metadata = if theme == Theme::Light { "light-metadata" } else { "dark-metadata" };
    view! {
        <Section id=theme.id("form") title="Form">
            <form class="stack" data-gap="4" on:submit=save>
                <ErrorSummary errors />
                <div class="fields">
                    <TextField name=theme.id("name") label="Name" value="Amara Okonkwo" autocomplete="name" />
                    <TextField
                        name=email
                        label="Email"
                        kind="email"
                        value="amara@"
                        error="Add the part after @, such as example.com."
                    />
                    <TextField
                        name=phone
                        label="Phone"
                        kind="tel"
                        value="920 55 01"
                        hint="With the country, such as +47."
                        error="Norwegian numbers have 8 digits; this one has 7."
                    />
                    <SelectField
                        name=theme.id("locale")
                        label="Language"
                        optional=true
                        value="de"
                        options=languages.map(|(value, label)| (value.into(), label.into())).into()
                    />
                    <TextareaField name=theme.id("note") label="Note" wide=true value="</textarea><script>Lightning" />
                    <TagsField name=theme.id("tags") label="Tags" wide=true value=vec!["vip".into(), "market".into()] />
                    <PairsField
                        name=metadata
                        legend="Metadata"
                        remark="read by your own systems"
                        value=vec![("loyalty_tier".into(), "gold".into())]
                    />
                </div>
                <CheckField name=theme.id("news") label="Send news" hint="She agreed on 14 Mar 2024." checked=true />
                <div class="cluster">
                    <SubmitButton label="Save changes" busy_label="Saving" busy />
                </div>
            </form>
        </Section>
    }
}
