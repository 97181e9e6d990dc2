//! How a file falls into rows and columns.

use clientele_domain::import::Delimiter;
use leptos::prelude::*;

use crate::components::{CheckField, Icon, Section, SelectField};
use crate::posted::Posted;
use crate::server_fns::imports::ColumnsView;

/// What stands between values, and whether the first row is a header.
#[component]
pub(super) fn Reading(columns: ColumnsView, posted: Posted) -> impl IntoView {
    let options =
        Delimiter::ALL.iter().map(|delimiter| (delimiter.as_str().to_owned(), delimiter.label().to_owned())).collect();
    view! {
        <Section id="reading" title="How the file is read">
            <div class="stack">
                <div class="fields">
                    <SelectField
                        name="delimiter"
                        label="Between two values stands"
                        options
                        value=columns.delimiter.as_str()
                        error=posted.message("delimiter")
                    />
                </div>
                <CheckField
                    name="has_header"
                    label="The first row names the columns"
                    checked=columns.has_header
                    hint="Otherwise it is imported like any other."
                />
                <div class="cluster">
                    <button class="button" data-size="s" type="submit" name="act" value="read">
                        <Icon name="rotate-cw" />
                        "Read it this way"
                    </button>
                </div>
            </div>
        </Section>
    }
}
