//! What the invoice is for: the left side of its page, or its top on a phone.

use leptos::prelude::*;

use super::{Bill, BillLine, BillState, BillTexts};
use crate::hosted::texts::{Texts, Tongue};
use crate::hosted::written::Money;

/// The number, what is to pay, and the lines with their sums.
pub fn side(tongue: Tongue, bill: &Bill) -> AnyView {
    let (texts, words) = (BillTexts::of(tongue), Texts::of(tongue));
    // Of what is over, the figure says how much it was; of what is open, how much is left.
    let figure = if bill.state.is_payable() { bill.left } else { bill.total };
    let lines = bill.lines.iter().cloned().map(|line| view! { <Line line tongue /> }).collect_view();
    let sums = match bill.state {
        // Nothing of it counts any more.
        BillState::Void => vec![(texts.total, bill.total)],
        _ => bill.sums(texts),
    };
    let sums = sums.into_iter().map(|(name, amount)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td><Money tongue amount /></td>
            </tr>
        }
    });
    view! {
        <div class="amount-due">
            <h1 class="muted">{(texts.title)(&bill.number)}</h1>
            <p class="figure"><Money tongue amount=figure headline=true /></p>
        </div>
        <table class="lines" aria-label=words.order>
            <tbody>{lines}</tbody>
            <tfoot>{sums.collect_view()}</tfoot>
        </table>
    }
    .into_any()
}

#[component]
fn Line(line: BillLine, tongue: Tongue) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">
                <bdi>{line.description}</bdi>
                <small><bdi>{line.quantity.to_string()}</bdi>" × "<Money tongue amount=line.unit /></small>
            </th>
            <td><Money tongue amount=line.amount /></td>
        </tr>
    }
}
