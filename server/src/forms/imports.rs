//! Imports: taking in a file, saying what its columns hold, trying it, beginning, and calling off.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientele_app::posted::Posted;
use clientele_app::server_fns::imports::{Reject, Trial};
use clientele_domain::id::{ImportId, MerchantId};
use clientele_domain::import::{Delimiter, What};
use clientele_domain::scope::{Mode, Scope};
use clientele_service::imports::{self, Chosen, Import, MOST_BYTES, MOST_COLUMNS, Upload};
use clientele_service::{Ctx, Error};
use leptos::prelude::provide_context;

use super::Sent;
use crate::state::AppState;

/// What the server reads of an upload. More than a file may have, so that whoever sends a longer one is told so: a browser
/// shows no answer to a request that is cut off.
pub const MOST_READ: usize = 16 * MOST_BYTES as usize;

/// So many rejects of a trial are shown.
const SHOWN: usize = 20;

/// `POST /{merchant}/{mode}/imports`: the form with the file.
pub async fn upload(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    request: Request,
) -> Response {
    let scope = Scope { merchant, mode };
    let (parts, body) = request.into_parts();
    let form = Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await;
    let mut sent = Sent { parts, pairs: Vec::new() };
    let mut form = match form {
        Ok(form) => form,
        Err(refusal) => return refusal.into_response(),
    };
    let done = async {
        let ctx = sent.ctx(&state, scope)?;
        take_in(&ctx, &mut form, &mut sent.pairs).await
    };
    match done.await {
        Ok(import) => sent.done(&format!("/{scope}/imports/{}", import.id), ""),
        Err(error) => {
            // Only who has been read to the end listens to the answer.
            while let Ok(Some(_)) = form.next_field().await {}
            sent.again(&state, error, || {}).await
        }
    }
}

/// Reads the form. What the rows are has to be said before the file.
async fn take_in(ctx: &Ctx, form: &mut Multipart, pairs: &mut Vec<(String, String)>) -> Result<Import, Error> {
    let mut what = None;
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        match field.name() {
            Some("what") => {
                let text = field.text().await.map_err(|error| broken(&error))?;
                what = What::parse(&text);
                pairs.push(("what".to_owned(), text));
            }
            Some("file") => {
                let what =
                    what.ok_or_else(|| Error::invalid("what", "Say whether the rows are customers or payments."))?;
                return take_in_file(ctx, what, field).await;
            }
            _ => {}
        }
    }
    Err(no_file())
}

async fn take_in_file(ctx: &Ctx, what: What, mut field: Field<'_>) -> Result<Import, Error> {
    let file_name = field.file_name().unwrap_or_default().to_owned();
    let mut upload = Upload::begin(ctx, what, &file_name).await?;
    let pushed = async {
        while let Some(bytes) = field.chunk().await.map_err(|error| broken(&error))? {
            upload.push(&bytes).await?;
        }
        if file_name.is_empty() { Err(no_file()) } else { Ok(()) }
    };
    match pushed.await {
        Ok(()) => upload.finish().await,
        Err(error) => {
            upload.discard().await?;
            Err(error)
        }
    }
}

fn no_file() -> Error {
    Error::invalid("file", "Choose a file first.")
}

fn broken(error: &MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Error::invalid(
            "file",
            format!("This file is longer than {} MiB. Split it into several.", MOST_BYTES >> 20),
        );
    }
    Error::invalid("file", "The file did not arrive whole. Try again.")
}

/// `POST /{merchant}/{mode}/imports/{id}`. The field `act` says what to do.
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, ImportId)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    match done(&state, scope, id, &sent).await {
        Ok(Done::Go(to)) => sent.done(&to, ""),
        Ok(Done::Tried(trial)) => {
            sent.show(&state, StatusCode::OK, Posted::default(), move || provide_context(trial.clone())).await
        }
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

enum Done {
    /// On to this address.
    Go(String),
    /// The same page, with what an import would do.
    Tried(Trial),
}

async fn done(state: &AppState, scope: Scope, id: ImportId, sent: &Sent) -> Result<Done, Error> {
    let ctx = sent.ctx(state, scope)?;
    let here = format!("/{scope}/imports/{id}");
    match sent.value("act") {
        "read" => {
            imports::choose(&ctx, id, chosen(sent)?).await?;
            Ok(Done::Go(here))
        }
        "check" => {
            let (report, rejects) = imports::check(&ctx, id, chosen(sent)?, SHOWN).await?;
            let rejects = rejects.into_iter().map(Reject::from).collect();
            let imports::Report { rows, accepted, rejected } = report;
            Ok(Done::Tried(Trial { rows, accepted, rejected, rejects }))
        }
        "import" => {
            let import = imports::begin(&ctx, id, chosen(sent)?, sent.value("again") == "true").await?;
            state.import_begun.notify_one();
            Ok(Done::Go(format!("/{scope}/imports/{}", import.id)))
        }
        "cancel" => {
            imports::cancel(&ctx, id).await?;
            Ok(Done::Go(here))
        }
        other => Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    }
}

/// What the form says of the file: `column.0`, `column.1` … name a field each, `set.FIELD` gives one value for all rows.
fn chosen(sent: &Sent) -> Result<Chosen, Error> {
    let delimiter = Delimiter::parse(sent.value("delimiter"));
    let columns = (0..MOST_COLUMNS).map_while(|place| {
        let name = format!("column.{place}");
        let field = sent.pairs.iter().find(|(known, _)| *known == name).map(|(_, field)| field.clone());
        field.map(|field| (!field.is_empty()).then_some(field))
    });
    let set =
        sent.pairs.iter().filter_map(|(name, value)| Some((name.strip_prefix("set.")?.to_owned(), value.clone())));
    Ok(Chosen {
        delimiter: delimiter.ok_or_else(|| Error::invalid("delimiter", "Say what stands between two values."))?,
        has_header: sent.value("has_header") == "true",
        columns: columns.collect(),
        set: set.collect(),
    })
}
