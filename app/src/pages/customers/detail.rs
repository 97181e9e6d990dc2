//! One customer: who they are, what they paid, how we know, and what happened, at a glance.

mod billed;
mod bills;
mod cards;
mod clock;
mod credit;
mod delete;
mod facts;
mod head;
pub(in crate::pages) mod here;
pub(in crate::pages) mod identities;
mod keys;
mod ledger;
mod lifetime;
mod log;
mod merged;
mod orders;
pub(in crate::pages) mod payments;
mod related;
mod reminders;
mod skeleton;
mod sources;
pub(super) mod told;
mod undo;
mod wallets;

use clientele_domain::id::CustomerId;
use clientele_domain::role::Permission;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_meta::Title;
use leptos_router::components::Outlet;

use crate::components::{Breadcrumb, Toast, browser, use_toasts};
use crate::form::Done;
use crate::frame::{use_scope, use_viewer};
use crate::loaded::{Loaded, Reload};
use crate::pages::problem::problem_in_page;
use crate::posted::Posted;
use crate::server_fns::customers::{self, CustomerView};
use bills::{Invoices, Overdue, Subscriptions};
use cards::Cards;
use clientele_domain::customer::Kind;
use clock::LivesBy;
use credit::Credit;
use delete::DeleteDialog;
use facts::{Details, Metadata};
use head::Head;
use here::{Here, no_such_customer, use_customer_id, use_here};
use identities::Identities;
use keys::CustomerKeys;
use ledger::Ledger;
use lifetime::Lifetime;
use log::{Log, NOTE};
use merged::{MergedRecords, Notice};
use related::RelatedCustomers;
use reminders::Reminders;
use skeleton::RecordSkeleton;
use undo::UndoDialog;
use wallets::Wallets;

/// `/{merchant}/{mode}/customers/{id}`
#[component]
pub fn CustomerPage() -> impl IntoView {
    let (scope, here, id) = (use_scope(), use_here(), use_customer_id());
    let query = Memo::new(move |_| here.with(|here| here.list.search()));
    let source = Memo::new(move |_| here.with(|here| here.origin.map(|origin| origin.to_string())));
    let customer = Resource::new(
        move || (id.get(), query.get(), source.get()),
        move |(id, query, source)| async move {
            customers::detail(scope, id.ok_or_else(no_such_customer)?, query, source).await
        },
    );
    let refetch = Callback::new(move |()| customer.refetch());
    let side = Side::default();
    provide_context(RecordChanged(refetch));
    provide_context(Reload::with(refetch));
    view! {
        <Loaded from=customer fallback=RecordSkeleton otherwise=problem_in_page let(view)>
            {side.of(view.customer.id, view! { <Record view here refetch /> }.into_any())}
        </Loaded>
        // The drawer over the page, at addresses below this one.
        <Outlet />
    }
}

/// For what stands over the page of a customer: something of the record has changed.
#[derive(Clone, Copy)]
pub struct RecordChanged(pub Callback<()>);

/// The same customer loaded again changes the page in place, so that the focus stays where it is. Another customer gets
/// fresh forms, so that what was typed for one never stands under the name of another: that one takes the other side.
#[derive(Clone, Copy, Default)]
struct Side(StoredValue<(Option<CustomerId>, bool)>);

impl Side {
    fn of(self, id: CustomerId, view: AnyView) -> Either<AnyView, AnyView> {
        let (before, right) = self.0.get_value();
        let right = if before.is_some_and(|before| before != id) { !right } else { right };
        self.0.set_value((Some(id), right));
        if right { Either::Right(view) } else { Either::Left(view) }
    }
}

#[component]
fn Record(view: CustomerView, here: Memo<Here>, refetch: Callback<()>) -> impl IntoView {
    let viewer = use_viewer();
    let CustomerView {
        customer,
        readable,
        totals,
        bills,
        payments,
        links,
        orders,
        identities,
        wallets,
        cards,
        timeline,
        ..
    } = view;
    let (related, apart, absorbed) = (view.related, view.apart, view.absorbed);
    let (id, name) = (customer.id, customer.fields.display_name().to_owned());
    let (may_write, may_delete) = (viewer.may(Permission::CustomerWrite), viewer.may(Permission::CustomerDelete));
    let posted = view.posted;
    let note = viewer.may(Permission::NoteWrite).then(|| sent_as(&posted, "note"));
    let give = viewer.may(Permission::InvoiceWrite).then(|| sent_as(&posted, "credit"));
    let clock = viewer.may(Permission::SubscriptionWrite).then(|| sent_as(&posted, "test_clock"));
    let list = here.with(Here::list_href);
    view! {
        <Title text=name.clone() />
        <CustomerKeys id may_write may_refund=viewer.may(Permission::RefundRead) previous=view.previous next=view.next here />
        <div class="page">
            <Breadcrumb trail=vec![("Customers".into(), list)] current=name.clone() />
            <Notice absorbed=absorbed.clone() may_write here />
            <Head customer=customer.clone() signals=view.signals previous=view.previous next=view.next may_write may_delete here />
            {may_delete
                .then(|| view! { <DeleteDialog customer=customer.clone() posted=sent_as(&posted, "delete") here /> })}
            {may_write
                .then(|| {
                    let posted = sent_as(&posted, "undo");
                    view! { <UndoDialog customer=id absorbed=absorbed.clone() posted here refetch /> }
                })}
            <div class="record">
                <div class="record-body">
                    <Overdue customer=id bills=bills.clone() />
                    <Lifetime totals />
                    <Ledger customer=id succeeded=customer.counts.payments payments links orders here />
                    <Subscriptions customer=id subscriptions=bills.subscriptions registered=customer.kind == Kind::Registered />
                    <Invoices customer=id invoices=bills.invoices />
                </div>
                <Log customer=id timeline posted=note here refetch />
                <aside aria-label="About this customer">
                    <Details
                        fields=customer.fields
                        address=readable.address
                        shipping=readable.shipping
                        edit=may_write.then(|| here.with(|here| here.edit_href(id)))
                    />
                    <Credit customer=id credit=bills.credit moved=bills.moved give here refetch />
                    <Identities identities />
                    <RelatedCustomers customer=id related apart may_write here refetch />
                    <MergedRecords customer=id absorbed may_write here />
                    <Wallets
                        customer=id
                        wallets
                        add=may_write.then(|| sent_as(&posted, "add_wallet"))
                        here
                        refetch
                    />
                    <Cards customer=id cards may_write here refetch />
                    <Reminders customer=id off=view.no_reminders may_write here refetch />
                    {view.clocks.map(|clocks| view! { <LivesBy customer=id clocks posted=clock here refetch /> })}
                    <Metadata pairs=readable.metadata />
                </aside>
            </div>
        </div>
    }
}

/// What came of one of the page's forms, when it was that one which was sent. When it is refused, the focus goes to the
/// field to mend.
fn sent_as(posted: &Posted, act: &str) -> RwSignal<Posted> {
    let posted = RwSignal::new(if posted.value("act") == act { posted.clone() } else { Posted::default() });
    Effect::new(move || {
        let Some(field) = posted.with(|posted| posted.violations.first().map(|first| first.field.clone())) else {
            return;
        };
        let control = document().get_element_by_id(if field == "body" { NOTE } else { &field });
        if let Some(control) = control.and_then(|control| control.dyn_into().ok()) {
            browser::focus(&control);
        }
    });
    posted
}

/// What a form of this page does when it was accepted: say so, and show the record as it is now.
fn stay(refetch: Callback<()>) -> Callback<Done> {
    let toasts = use_toasts();
    Callback::new(move |done: Done| {
        toasts.show(Toast::good(done.message));
        refetch.run(());
    })
}

/// "1 payment", "6 payments".
pub(in crate::pages) fn count_of(count: i64, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{} {many}", clientele_domain::money::grouped(&count.to_string()))
    }
}
