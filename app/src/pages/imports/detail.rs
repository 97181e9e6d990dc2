//! One import: what its columns hold, how far it has come, what it did.

use clientele_domain::id::ImportId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::columns::ColumnsForm;
use super::outcome::Outcome;
use super::progress::Progress;
use super::stage::{StageBadge, figure, rows};
use crate::components::{Banner, Breadcrumb, PageHead, Stepper, Tone};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::problem::Problem;
use crate::server_fns::imports::{self, ImportSummary, ImportView, Stage};

/// `/{merchant}/{mode}/imports/{id}`
#[component]
pub fn ImportPage() -> impl IntoView {
    let (scope, params) = (use_scope(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<ImportId>().ok()));
    let fetched = Resource::new(
        move || id.get(),
        move |id| async move { imports::detail(scope, id.ok_or_else(no_such_import)?).await },
    );
    let ended = RwSignal::new(String::new());
    let on_end = Callback::new(move |import: ImportSummary| {
        ended.set(format!(
            "The import has ended: {} stored, {} refused.",
            rows(import.accepted),
            figure(import.rejected)
        ));
        fetched.refetch();
    });
    view! {
        <p class="visually-hidden" role="status">
            {ended}
        </p>
        <div class="page">
            <Loaded from=fetched let(view)>
                <OneImport view on_end />
            </Loaded>
        </div>
    }
}

/// The address names no import.
fn no_such_import() -> Problem {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    Problem::NotFound
}

#[component]
fn OneImport(view: ImportView, on_end: Callback<ImportSummary>) -> impl IntoView {
    let scope = use_scope();
    let ImportView { import, columns, rejects, trial, posted } = view;
    let step = match import.stage {
        Stage::Columns => 1,
        Stage::Running | Stage::Canceled => 2,
        Stage::Done => 3,
    };
    // While the columns are asked for, the form says what is wrong with it.
    let whole = posted.message("form").filter(|_| columns.is_none());
    let body = match columns {
        Some(columns) => view! { <ColumnsForm import=import.clone() columns trial posted /> }.into_any(),
        None if import.stage == Stage::Running => view! { <Progress import=import.clone() on_end /> }.into_any(),
        None => view! { <Outcome import=import.clone() rejects /> }.into_any(),
    };
    view! {
        <Title text=import.file_name.clone() />
        <Breadcrumb trail=vec![("Imports".into(), format!("/{scope}/imports"))] current=import.file_name.clone() />
        <PageHead title=import.file_name.clone() intro=intro(&import)>
            <StageBadge stage=import.stage />
        </PageHead>
        <div class="stack" data-gap="6">
            <Stepper steps=vec!["File", "Columns", "Import"] current=step />
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <div>{body}</div>
        </div>
    }
}

/// "Payments, 6,919 rows, imported by Maya Lindqvist."
fn intro(import: &ImportSummary) -> String {
    let mut sentence = import.what.label().to_owned();
    if import.total > 0 {
        sentence = format!("{sentence}, {}", rows(import.total));
    }
    match (import.stage, import.started_by.as_str()) {
        (Stage::Columns, _) => format!("{sentence}. Nothing is stored yet. Say what each column holds, then import."),
        (_, "") => format!("{sentence}, from the command line."),
        (_, person) => format!("{sentence}, imported by {person}."),
    }
}
