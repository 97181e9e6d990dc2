//! PATCH /v1/settings

use axum::Json;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_service::settings::{self, Change, Settings};
use clientele_service::{Error, methods};
use clientele_wire as wire;
use clientele_wire::Sent;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Change the settings
///
/// Changes what is sent, all of it or nothing; a list of payment methods is replaced as a whole. Settings apply to payments from now on; what was linked and merged before stays.
#[utoipa::path(
    patch, path = "/settings", tag = "Settings", operation_id = "update_settings",
    request_body = wire::PatchSettings,
    responses((status = 200, description = "The settings as they are now.", body = wire::Settings))
)]
pub async fn update(ctx: ApiCtx, body: Body<wire::PatchSettings>) -> Result<Json<wire::Settings>, Problem> {
    let kept = methods::settings(&ctx).await?;
    let faults = |asked: &wire::PatchSettings| {
        let of_methods = asked.payment_methods.clone().value().map(|sent| {
            let wrong = methods::wrong(&ctx, &sent.over(kept.clone()));
            placed(wrong, &sent)
        });
        [cleared(asked), of_methods.unwrap_or_default()].concat()
    };
    let asked = body.checked(faults)?;
    let wrong = faults(&asked);
    if !wrong.is_empty() {
        return Err(Problem::invalid(&wrong));
    }
    let matching = asked.matching.value().unwrap_or_default();
    let billing = asked.billing.value().unwrap_or_default();
    let (sent, most) = (asked.payment_methods.value(), asked.refund_approval.value().unwrap_or_default());
    let over = sent.as_ref().map(|sent| move |kept| sent.over(kept));
    let change = Change {
        matching: &|kept| matching.over(kept),
        methods: over.as_ref().map(|over| over as _),
        refunds: &|kept| most.over(kept),
        billing: &|kept| billing.over(kept),
        allowed_origins: &|kept| asked.allowed_origins.clone().over(kept),
    };
    let changed = settings::change(&ctx, change).await.map_err(|error| match (error, &sent) {
        (Error::Invalid(wrong), Some(sent)) => Error::Invalid(placed(wrong, sent)),
        (error, _) => error,
    })?;
    let livemode = ctx.scope.livemode();
    let Settings { matching, methods, refunds, billing, allowed_origins } = changed;
    Ok(Json(wire::Settings::new(livemode, &matching, &methods, &refunds, &billing, allowed_origins)))
}

/// What is wrong with a threshold.
fn threshold(code: &str, most: Option<i64>) -> Option<Violation> {
    let field = format!("refund_approval.{code}");
    if let Err(message) = rules::currency(code) {
        return Some(Violation::new(field, message));
    }
    let negative = most.is_some_and(|most| most < 0);
    negative.then(|| Violation::new(field, "Send 0 or more, in minor units, or null for no limit."))
}

/// What can't be cleared, and what is no threshold.
fn cleared(asked: &wire::PatchSettings) -> Vec<Violation> {
    let mut fields = match &asked.matching {
        Sent::Absent => Vec::new(),
        Sent::Null => vec!["matching".to_owned()],
        Sent::Value(matching) => matching.cleared().into_iter().map(|field| format!("matching.{field}")).collect(),
    };
    match &asked.billing {
        Sent::Absent => {}
        Sent::Null => fields.push("billing".to_owned()),
        Sent::Value(billing) => fields.extend(billing.cleared().into_iter().map(|field| format!("billing.{field}"))),
    }
    let message = |field| Violation::new(field, "This can't be null. Leave it out to keep what is there.");
    fields.extend(matches!(&asked.refund_approval, Sent::Null).then(|| "refund_approval".to_owned()));
    let mut wrong: Vec<Violation> = fields.into_iter().map(message).collect();
    match &asked.payment_methods {
        Sent::Absent => {}
        Sent::Null => wrong.push(message("payment_methods".to_owned())),
        Sent::Value(methods) => {
            if matches!(methods.card, Sent::Null) {
                wrong.push(message("payment_methods.card".to_owned()));
            }
            let unnamed = |place| {
                let path = format!("payment_methods.manual[{place}].type");
                Violation::missing(path, "Say which: bank_transfer, mobile_money, cash or other.")
            };
            wrong.extend(methods.unnamed().into_iter().map(unnamed));
        }
    }
    if let Sent::Value(thresholds) = &asked.refund_approval {
        wrong.extend(thresholds.0.iter().filter_map(|(code, most)| threshold(code, *most)));
    }
    wrong
}

/// What is wrong with payment methods, by the paths of the request.
fn placed(wrong: Vec<Violation>, sent: &wire::PatchPaymentMethods) -> Vec<Violation> {
    let at = |wrong: Violation| match wrong.field.starts_with("billing.") || wrong.field.starts_with("allowed_origins")
    {
        true => wrong,
        false => Violation { field: format!("payment_methods.{}", sent.place(&wrong.field)), ..wrong },
    };
    wrong.into_iter().map(at).collect()
}
