//! Making two records one, within a transaction of the caller.

use clientele_domain::customer::{Customer, CustomerFields};
use clientele_domain::id::MergeId;
use clientele_domain::matching::{Choices, Rule, Sign, joined};
use clientele_domain::merge::{Kept, Merge, State, become_one};
use clientele_domain::rules;
use clientele_store::{Conn, identities, merges};

use crate::ctx::Ctx;
use crate::customers::free_external_id;
use crate::error::Result;
use crate::events;

/// Why two records are one person's.
#[derive(Debug, Clone)]
pub(crate) struct Why {
    rule: Rule,
    signs: Vec<Sign>,
    choices: Choices,
}

impl Why {
    /// These identifiers say so, the strongest first.
    pub(crate) fn of(signs: &[Sign]) -> Self {
        let rule = signs.iter().find_map(|sign| Rule::by(sign.kind)).unwrap_or(Rule::Email);
        Self { rule, signs: signs.to_vec(), choices: Choices::default() }
    }

    /// A person decided, and chose these fields.
    pub(crate) fn by_hand(choices: Choices) -> Self {
        Self { rule: Rule::Manual, signs: Vec::new(), choices }
    }
}

/// The fields of the one record. Tags and metadata that are together more than a record holds stay the target's own.
pub(super) fn one_records_fields(source: &Customer, target: &Customer, choices: &Choices) -> CustomerFields {
    let fields = joined(&source.fields, &target.fields, choices);
    match rules::check(&fields) {
        Ok(fields) => fields,
        Err(_) => {
            CustomerFields { tags: target.fields.tags.clone(), metadata: target.fields.metadata.clone(), ..fields }
        }
    }
}

/// Merges `source` into `target`, both held; gives the record that stays.
pub(crate) async fn merge_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    source: &Customer,
    target: Customer,
    why: &Why,
) -> Result<Customer> {
    Ok(merge_told_in(ctx, conn, source, target, why).await?.1)
}

/// The same, with the merge.
pub(super) async fn merge_told_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    source: &Customer,
    target: Customer,
    why: &Why,
) -> Result<(Merge, Customer)> {
    let fields = one_records_fields(source, &target, &why.choices);
    let mut after = become_one(source, &target, fields, ctx.now);
    if after.fields.external_id != source.fields.external_id {
        free_external_id(ctx, conn, &after).await?;
    }
    let merge = Merge {
        id: MergeId::new(ctx.now, ctx.randomness().bytes()),
        source: source.id,
        into: target.id,
        rule: why.rule,
        signs: why.signs.clone(),
        actor: ctx.actor.name().to_owned(),
        created_at: ctx.now,
        undone_at: None,
        undone_by: String::new(),
    };
    let shared = identities::shared(conn, ctx.scope, target.id, source.id).await?;
    after.version = merges::join(conn, ctx.scope, &merge, source, (&target, &after)).await?;
    let kept = Kept { before: State::of(&target), after: State::of(&after), shared };
    merges::keep(conn, ctx.scope, merge.id, &kept).await?;
    events::customers_merged(ctx, conn, source, &target, &after).await?;
    Ok((merge, after))
}
