//! Terms that were checked before, as drafts of themselves: some of it is changed, and all of it is checked again.

use super::{AfterDraft, CustomFieldDraft, LineItemDraft, TermsDraft};
use crate::checkout::{AfterCompletion, CustomField, LineItem, Sale, Terms};

impl TermsDraft {
    /// The draft that gives these terms.
    pub fn of(terms: &Terms) -> Self {
        let after_completion = match &terms.after {
            AfterCompletion::Redirect(url) => AfterDraft { url: url.clone(), ..AfterDraft::default() },
            AfterCompletion::Message(text) => AfterDraft { message: text.clone(), ..AfterDraft::default() },
        };
        let draft = Self {
            require_customer_data: terms.required.clone(),
            collect: terms.collect,
            custom_fields: terms.custom_fields.iter().map(question).collect(),
            customer_creation: Some(terms.customer_creation),
            submit_type: Some(terms.submit_type),
            after_completion,
            cancel_url: terms.cancel_url.clone(),
            save_payment_method: terms.save_payment_method,
            metadata: terms.metadata.clone(),
            ..Self::default()
        };
        match &terms.sale {
            Sale::Items(items) => Self { line_items: Some(items.iter().map(line).collect()), ..draft },
            Sale::Amount { title, description, amount } => Self {
                title: title.clone(),
                description: description.clone(),
                amount: Some(amount.minor),
                currency: amount.currency.code().to_owned(),
                ..draft
            },
        }
    }
}

fn line(item: &LineItem) -> LineItemDraft {
    LineItemDraft { price: item.price.to_string(), quantity: Some(item.quantity) }
}

fn question(field: &CustomField) -> CustomFieldDraft {
    CustomFieldDraft {
        label: field.label.clone(),
        key: field.key.clone(),
        kind: Some(field.kind),
        optional: field.optional,
        min_characters: field.min_characters,
        max_characters: field.max_characters,
        options: field.options.clone(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::checkout::CustomFieldKind;
    use crate::rules::terms;

    proptest! {
        #[test]
        fn kept_terms_are_their_own_check(
            title in "[a-zA-Z ]{1,20}", labels in prop::collection::vec("[a-z名 ]{1,9}", 0..4), least in 1i64..300,
            url in prop::option::of("https://[a-z]{1,9}\\.example/[{}A-Z_]{0,20}"),
        ) {
            let question = |label: String| CustomFieldDraft {
                label,
                kind: Some(CustomFieldKind::Number),
                min_characters: Some(least),
                ..CustomFieldDraft::default()
            };
            let draft = TermsDraft {
                title,
                amount: Some(least),
                currency: "eur".to_owned(),
                custom_fields: labels.into_iter().map(question).collect(),
                success_url: url.clone().unwrap_or_default(),
                cancel_url: url.unwrap_or_default(),
                ..TermsDraft::default()
            };
            if let Ok(checked) = terms(&draft) {
                prop_assert_eq!(terms(&TermsDraft::of(&checked)), Ok(checked.clone()));
            }
        }
    }
}
