//! POST /v1/prices

use axum::http::StatusCode;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_service::catalog::prices::{self, Of};
use clientele_service::catalog::{PriceDraft, ProductDraft, RecurringDraft};
use clientele_wire as wire;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Make a price
///
/// Of a product that is there, named by `product_id`, or of one that is made with it, told by `product`. Amount, currency
/// and rhythm of a price never change.
#[utoipa::path(
    post, path = "/prices", tag = "Products", operation_id = "create_price",
    request_body = wire::NewPrice,
    responses((status = 201, description = "The price.", body = wire::Price))
)]
pub async fn create(ctx: ApiCtx, body: Body<wire::NewPrice>) -> Result<Versioned<wire::Price>, Problem> {
    let asked = body.checked(|asked| read(asked).err().unwrap_or_default())?;
    let (of, draft) = read(&asked).map_err(|violations| Problem::invalid(&violations))?;
    let price = prices::create(&ctx, &of, &draft).await?;
    let told = wire::Price::new(ctx.scope.livemode(), &price);
    Ok(Versioned(StatusCode::CREATED, price.version, told))
}

/// What the price is of and what it is, or everything that is wrong with it.
fn read(asked: &wire::NewPrice) -> Result<(Of, PriceDraft), Vec<Violation>> {
    let draft = draft(asked.clone());
    match of(asked) {
        Ok(of) => prices::check(&of, &draft).map(|_| (of, draft)),
        Err(violation) => {
            let mut wrong = vec![violation];
            wrong.extend(rules::price(&draft).err().unwrap_or_default());
            Err(wrong)
        }
    }
}

fn of(asked: &wire::NewPrice) -> Result<Of, Violation> {
    match (asked.product_id.clone().value(), asked.product.clone().value()) {
        (Some(_), Some(_)) => Err(Violation::new("product", "Send either product_id or product.")),
        (None, None) => {
            Err(Violation::missing("product_id", "Say what it is a price of: by product_id, or by product."))
        }
        (Some(id), None) => {
            id.parse().map(Of::Product).map_err(|_| Violation::new("product_id", "There is no such product here."))
        }
        (None, Some(product)) => {
            Ok(Of::New(ProductDraft { name: product.name.value().unwrap_or_default(), ..ProductDraft::default() }))
        }
    }
}

fn draft(asked: wire::NewPrice) -> PriceDraft {
    PriceDraft {
        amount: asked.amount.value(),
        currency: asked.currency.value().unwrap_or_default(),
        recurring: asked.recurring.value().map(|recurring| RecurringDraft {
            interval: recurring.interval.value().map(|word| word.0),
            count: recurring.count.value(),
        }),
        metadata: asked.metadata.value().map(|metadata| metadata.over(&[])).unwrap_or_default(),
    }
}
