//! From what the service knows to what a page shows.

use clientele_domain::matching::Strength;
use clientele_domain::merge::Belongings;
use clientele_service::customers::CustomerView;
use clientele_service::matching::{RelatedCustomer, RelatedPair, Shared};
use clientele_service::merges::{Absorbed, Comparison};
use leptos::prelude::*;

use super::{AbsorbedView, CompareView, ComparedField, ComparedSide, PairView, RelatedView, SharedView};

pub(in crate::server_fns) fn related(related: RelatedCustomer) -> RelatedView {
    let customer = related.view.customer;
    RelatedView {
        id: customer.id,
        name: customer.fields.display_name().to_owned(),
        email: customer.fields.email,
        kind: customer.kind,
        shared: related.shared.into_iter().map(shared).collect(),
        why: related.why,
    }
}

pub(in crate::server_fns) fn absorbed(absorbed: Absorbed) -> AbsorbedView {
    AbsorbedView { merge: absorbed.merge, name: absorbed.name, took: absorbed.took }
}

pub(super) fn shared(shared: Shared) -> SharedView {
    SharedView {
        kind: shared.kind,
        label: shared.label,
        evidence: shared.evidence,
        others_evidence: shared.others_evidence,
    }
}

pub(super) fn pair(pair: RelatedPair) -> PairView {
    let kinds: Vec<_> = pair.shared.iter().map(|shared| shared.kind).collect();
    PairView {
        both: [&pair.one, &pair.other].map(|one| (one.id, one.fields.display_name().to_owned())),
        strength: Strength::of(&kinds),
        shared: pair.shared.into_iter().map(shared).collect(),
    }
}

pub(super) fn compared(comparison: Comparison) -> CompareView {
    let preview = comparison.preview;
    let fields = preview.fields.into_iter().map(|field| ComparedField {
        field: field.field,
        one: field.target,
        other: field.source,
        result: field.result,
    });
    CompareView {
        fields: fields.collect(),
        together: preview.result.totals,
        one: side(preview.target, comparison.target_has),
        other: side(preview.source, comparison.source_has),
        shared: comparison.shared.into_iter().map(shared).collect(),
        why: comparison.why,
        distinct: preview.distinct,
        posted: use_context().unwrap_or_default(),
    }
}

fn side(view: CustomerView, has: Belongings) -> ComparedSide {
    let customer = view.customer;
    ComparedSide {
        id: customer.id,
        name: customer.fields.display_name().to_owned(),
        kind: customer.kind,
        created_at: customer.created_at,
        version: customer.version,
        totals: view.totals,
        has,
    }
}
