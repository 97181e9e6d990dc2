//! What waits for somebody, the longest first; and all refunds, the newest first. What is shown stands in the address.

mod decide;
mod desk;
mod filters;
mod head;
mod open;
mod row;
mod states;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::components::{Banner, Column, Pager, RowKeys, Table, TableSkeleton, Tone};
use crate::frame::{use_scope, use_viewer, use_waiting};
use crate::loaded::{Loaded, Reload};
use crate::posted::Posted;
use crate::server_fns::refund_queue::asked::Asked;
use crate::server_fns::refund_queue::{self, RefundsView};
use desk::Desk;
use filters::Filters;
use head::{Figures, Head};
use open::OpenDrawer;
use row::{NextStep, RefundRow};
use states::Empty;

/// `/{merchant}/{mode}/refunds`
#[component]
pub fn RefundsPage() -> impl IntoView {
    let (scope, search) = (use_scope(), use_location().search);
    let asked = Memo::new(move |_| search.with(|search| Asked::read(search)));
    let listed = Memo::new(move |_| asked.with(|asked| asked.opening(None)));
    let fetched = Resource::new(move || listed.get().search(), move |query| refund_queue::list(scope, query));
    let posted = RwSignal::new(Posted::default());
    let desk = Desk { scope, asked, posted, again: Trigger::new() };
    provide_context(desk);
    provide_context(Reload::with(Callback::new(move |()| desk.again.notify())));
    let waiting = use_waiting();
    Effect::new(move |before: Option<()>| {
        desk.again.track();
        if before.is_some() {
            fetched.refetch();
        }
    });
    // What was wrong with a form is about the refund that was open then.
    Effect::new(move |before: Option<Option<_>>| {
        let open = asked.with(|asked| asked.open);
        if before.is_some_and(|before| before != open) {
            posted.set(Posted::default());
        }
        open
    });
    view! {
        <Title text="Refunds" />
        <div class="page refunds">
            <Head waiting=waiting.0 />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=8 columns=7 label="Refunds, loading" /> }
                let(view)
            >
                {
                    waiting.0.set(view.waiting.total());
                    view! { <Refunds view asked=listed.get_untracked() /> }
                }
            </Loaded>
        </div>
        <OpenDrawer />
    }
}

#[component]
fn Refunds(view: RefundsView, asked: Asked) -> impl IntoView {
    let desk = expect_context::<Desk>();
    desk.take(&view.posted);
    let figures = (!asked.all && view.waiting.total() > 0)
        .then(|| view! { <Figures waiting=view.waiting money=view.money.clone() longest=view.longest.clone() /> });
    let told = move || {
        let message = desk.posted.with(|posted| posted.message("form")).filter(|_| desk.is_closed());
        message.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })
    };
    let nothing_waits = !asked.all && view.waiting.total() == 0;
    let filters = (!nothing_waits).then(|| {
        view! { <Filters asked=asked.clone() people=view.people.clone() currencies=view.currencies.clone() /> }
    });
    let body = if view.refunds.is_empty() {
        view! { <Empty asked nothing_waits /> }.into_any()
    } else {
        view! { <Rows view asked /> }.into_any()
    };
    view! {
        {told}
        {figures}
        {filters}
        {body}
    }
}

#[component]
fn Rows(view: RefundsView, asked: Asked) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let RefundsView { refunds, more, .. } = view;
    let shown = refunds.len();
    let first = asked.after.map(|_| desk.address(&asked.from(None)));
    let next = refunds.last().filter(|_| more).map(|last| desk.address(&asked.from(Some(last.id))));
    let paged = more || first.is_some();
    let (label, order) =
        if asked.all { ("All refunds", "newest first") } else { ("Refunds that wait", "oldest first") };
    let noun = if shown == 1 { " refund, " } else { " refunds, " };
    let table = NodeRef::new();
    let head = view! {
        <Column class="num">"Refund"</Column>
        <Column>"Customer"</Column>
        <Column>"For"</Column>
        <Column class="fill" at="drop">
            "To"
        </Column>
        <Column>"Asked for"</Column>
        <Column>"Status"</Column>
        <Column>"Who has it"</Column>
        <Column class="actions">
            <span class="visually-hidden">"What to do"</span>
        </Column>
    };
    let viewer = use_viewer();
    let steps: Vec<NextStep> = refunds.iter().map(|refund| NextStep::of(refund, &viewer)).collect();
    let first_to_do = steps.iter().position(|next| *next != NextStep::Look);
    let rows = refunds
        .into_iter()
        .zip(steps)
        .enumerate()
        .map(|(place, (refund, next))| view! { <RefundRow refund next first={first_to_do == Some(place)} /> })
        .collect_view();
    view! {
        <Table label head=head.into_any() bleed=true node_ref=table>
            {rows}
        </Table>
        <RowKeys table />
        {paged
            .then(|| {
                view! {
                    <Pager previous=first next>
                        <b>{shown}</b>
                        {noun}
                        {order}
                    </Pager>
                }
            })}
    }
}
