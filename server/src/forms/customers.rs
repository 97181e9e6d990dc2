//! Making and changing customers, and tagging many at once.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::list_query::{ListQuery, param};
use clientele_app::posted::{Conflict, Posted};
use clientele_domain::customer::{Address, CustomerFields};
use clientele_domain::id::{CustomerId, MerchantId};
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::customers::{self, Export, ExportFormat, Tagging};
use clientele_service::{Ctx, Error};
use leptos::prelude::provide_context;

use super::{Sent, segments};
use crate::downloads::{file, parts};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/customers/new`
pub async fn create(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let typed = fields(&sent);
    let done = async { customers::create(&sent.ctx(&state, scope)?, &typed).await }.await;
    match done {
        Ok(customer) => {
            let message = format!("{} is now a customer.", customer.fields.display_name());
            sent.done(&format!("/{scope}/customers/{}", customer.id), message)
        }
        Err(error) => sent.again(&state, error, move || provide_context(typed.clone())).await,
    }
}

/// `POST /{merchant}/{mode}/customers/{id}/edit`
pub async fn update(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, CustomerId)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let typed = fields(&sent);
    let version = sent.value("version").parse().unwrap_or(0);
    let done = async { customers::update(&sent.ctx(&state, scope)?, id, version, &typed).await }.await;
    match done {
        Ok(customer) => {
            let to = format!("/{scope}/customers/{id}{}", sent.search());
            sent.done(&to, format!("Saved {}.", customer.fields.display_name()))
        }
        Err(Error::Changed { by, current }) => {
            // As it would be stored, so that the same value in other writing is no difference.
            let mine = rules::check(&typed).unwrap_or_else(|_| typed.clone());
            let conflict = Conflict { by, current: *current, typed: mine };
            let posted = Posted { conflict: Some(Box::new(conflict)), ..Posted::default() };
            sent.show(&state, StatusCode::CONFLICT, posted, move || provide_context(typed.clone())).await
        }
        Err(error) => sent.again(&state, error, move || provide_context(typed.clone())).await,
    }
}

/// `POST /{merchant}/{mode}/customers`: puts a tag on the chosen customers, or takes it off; or keeps what the list shows as a
/// segment.
pub async fn tag(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    if sent.value("act").starts_with("segment.") {
        return segments::act(state, scope, sent).await;
    }
    match tag_chosen(&state, scope, &sent).await {
        Ok(message) => {
            let to = format!("/{scope}/customers{}", sent.search());
            sent.done(&to, message)
        }
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// `POST /{merchant}/{mode}/customers/export`: whom the address asks for, as a file.
pub async fn export(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let scope = Scope { merchant, mode };
    let begun = async {
        let ctx = sent.ctx(&state, scope)?;
        ctx.require(Permission::Export)?;
        let search = sent.search();
        let filter = ListQuery::from_params(|name| param(&search, name)).filter;
        let format = ExportFormat::parse(sent.value("format")).unwrap_or(ExportFormat::Csv);
        let query = customers::read(&ctx, &filter).await?;
        let export = Export::new(query, columns(&sent, format), format)?;
        let first = export.begin(&ctx).await?;
        Ok((ctx, export, first, format))
    };
    match begun.await {
        Ok((ctx, export, first, format)) => {
            let name = format!("customers-{}", ctx.now.date());
            let more = move |after| {
                let (ctx, export) = (ctx.clone(), export.clone());
                async move { export.part(&ctx, Some(after)).await }
            };
            file(&name, format, parts("an export of customers", first, more))
        }
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// The columns that were ticked and those that were written. Lines of JSON have none.
fn columns(sent: &Sent, format: ExportFormat) -> Vec<String> {
    if format == ExportFormat::Ndjson {
        return Vec::new();
    }
    let others = sent.value("others").split(',').map(str::trim).filter(|name| !name.is_empty());
    sent.values("columns").into_iter().chain(others).map(str::to_owned).collect()
}

async fn tag_chosen(state: &AppState, scope: Scope, sent: &Sent) -> Result<String, Error> {
    let ctx: Ctx = sent.ctx(state, scope)?;
    let ids: Result<Vec<CustomerId>, _> = sent.values("id").into_iter().map(str::parse).collect();
    let ids = ids.map_err(|_| Error::NotFound)?;
    if ids.is_empty() {
        return Err(Error::invalid("id", "Choose at least one customer first."));
    }
    let tagging = if sent.value("act") == "untag" { Tagging::Remove } else { Tagging::Add };
    let tag = sent.value("tag");
    let changed = customers::tag(&ctx, &ids, tag, tagging).await?;
    let people = if changed == 1 { "1 customer".to_owned() } else { format!("{changed} customers") };
    Ok(match tagging {
        Tagging::Add => format!("Tagged {people} with {}.", tag.trim().to_lowercase()),
        Tagging::Remove => format!("Took {} off {people}.", tag.trim().to_lowercase()),
    })
}

/// The fields of a customer as a form sends them: tags separated by commas, metadata as pairs of key and value.
fn fields(sent: &Sent) -> CustomerFields {
    let text = |name: &str| sent.value(name).to_owned();
    let address = |place: &str| Address {
        name: text(&format!("{place}.name")),
        country: text(&format!("{place}.country")),
        state: text(&format!("{place}.state")),
        city: text(&format!("{place}.city")),
        line1: text(&format!("{place}.line1")),
        line2: text(&format!("{place}.line2")),
        postal_code: text(&format!("{place}.postal_code")),
    };
    let keys = sent.values("metadata.key");
    let metadata = keys.into_iter().zip(sent.values("metadata.value"));
    CustomerFields {
        name: text("name"),
        email: text("email"),
        phone: text("phone"),
        external_id: text("external_id"),
        did: text("did"),
        address: address("address"),
        shipping: address("shipping"),
        refund_address: text("refund_address"),
        locale: text("locale"),
        tags: text("tags").split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
        metadata: metadata
            .filter(|(key, value)| !(key.trim().is_empty() && value.trim().is_empty()))
            .map(|(key, value)| (key.trim().to_owned(), value.to_owned()))
            .collect(),
        // The form does not ask for it, and what it stores leaves it as it is.
        mail_opt_out: false,
    }
}
