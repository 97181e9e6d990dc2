//! The form with the file. The browser sends it by itself, so that it may be long.

use clientele_domain::import::What;
use leptos::prelude::*;

use crate::components::{Banner, FileField, Icon, SubmitButton, Tone};
use crate::frame::use_scope;
use crate::posted::Posted;

/// What the rows are, and which file. In this order: the server has to know the one when the other arrives.
#[component]
pub fn UploadForm(posted: Posted) -> impl IntoView {
    let action = format!("/{}/imports", use_scope());
    let busy = RwSignal::new(false);
    let file_error = posted.message("file");
    let (what_error, whole) = (posted.message("what"), posted.message("form"));
    let what_tone = what_error.is_some().then_some("bad");
    let chosen = What::parse(&posted.value("what")).unwrap_or(What::Customers);
    view! {
        <form
            class="stack"
            data-gap="4"
            method="post"
            enctype="multipart/form-data"
            action=action
            on:submit=move |_| busy.set(true)
        >
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <fieldset class="field" data-tone=what_tone>
                <legend>"What are the rows?"</legend>
                <div class="choices">
                    <Choice what=What::Customers chosen remark="One person or company each." />
                    <Choice what=What::Payments chosen remark="One payment each, with who paid. New people become customers." />
                </div>
                {what_error
                    .map(|message| view! { <p class="error"><Icon name="circle-alert" /><span>{message}</span></p> })}
            </fieldset>
            <FileField
                name="file"
                label="File"
                accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
                hint="CSV in UTF-8, at most 64 MiB. Nothing is stored before you have seen its columns."
                error=file_error
            />
            <div class="cluster">
                <SubmitButton label="Upload" busy_label="Uploading" icon="upload" busy />
            </div>
        </form>
    }
}

#[component]
fn Choice(what: What, chosen: What, remark: &'static str) -> impl IntoView {
    view! {
        <label>
            <input type="radio" name="what" value=what.as_str() checked=what == chosen />
            <span>{what.label()} <small>{remark}</small></span>
        </label>
    }
}
