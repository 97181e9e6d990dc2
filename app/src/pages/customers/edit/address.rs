//! The parts of a postal address.

use clientele_domain::customer::Address;
use leptos::prelude::*;

use super::messages::Wrong;
use crate::components::{SelectField, TextField};

/// Fields named `address.line1` and so on; `place` is `address` or `shipping`.
#[component]
pub fn AddressFields(
    place: &'static str,
    address: Address,
    countries: Vec<(String, String)>,
    wrong: Wrong,
) -> impl IntoView {
    let name = |part: &str| format!("{place}.{part}");
    let error = |part: &str| wrong.with(name(part));
    let mut options = vec![(String::new(), "None".to_owned())];
    options.extend(countries);
    let recipient = (place == "shipping").then(|| {
        view! {
            <TextField
                name=name("name")
                label="Name of the recipient"
                value=address.name
                error=error("name")
                optional=true
                wide=true
            />
        }
    });
    view! {
        <div class="fields">
            {recipient}
            <TextField name=name("line1") label="Street and number" value=address.line1 error=error("line1") wide=true />
            <TextField
                name=name("line2")
                label="Second line"
                value=address.line2
                error=error("line2")
                optional=true
                wide=true
            />
            <TextField name=name("postal_code") label="Postal code" value=address.postal_code error=error("postal_code") />
            <TextField name=name("city") label="City" value=address.city error=error("city") />
            <TextField name=name("state") label="State or region" value=address.state error=error("state") />
            <SelectField
                name=name("country")
                label="Country"
                options
                value=address.country
                error=error("country")
            />
        </div>
    }
}
