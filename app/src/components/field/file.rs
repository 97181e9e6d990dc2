//! A file from the reader's own machine.

use leptos::prelude::*;

use super::{Described, Field};

/// A labelled choice of one file. The form around it has to be `multipart/form-data`.
#[component]
pub fn FileField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// The kinds that are offered first, such as `.csv,text/csv`.
    accept: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> impl IntoView {
    let described = Described::new(&name, &hint, error);
    view! {
        <Field id=name.clone() label optional=false wide=false hint error>
            <input
                class="input"
                id=name.clone()
                name=name
                type="file"
                accept=accept
                aria-invalid=described.invalid()
                aria-describedby=described.by()
            />
        </Field>
    }
}
