//! The query box, a list with its pager, and what can be done with selected rows.

use clientele_domain::customer::{Kind, SubscriptionStatus};
use clientele_domain::list::Direction;
use leptos::prelude::*;

use super::{NOON, Theme, amount};
use crate::components::{
    BulkBar, Cell, Chip, Column, FilterBar, Icon, KindBadge, Money, Pager, Person, Row, RowHead, Section, SelectAll,
    SelectCell, SortColumn, SubscriptionBadge, Table, TagList, Time,
};

const PEOPLE: [(&str, &str, &str, Option<SubscriptionStatus>); 3] = [
    ("cus_1", "Amara Okonkwo", "amara@okonkwostudio.example", Some(SubscriptionStatus::Active)),
    ("cus_2", "渡辺健二", "kenji.w@kawase.example", Some(SubscriptionStatus::PastDue)),
    ("cus_3", "فاطمة الزهراء", "fz.elidrissi@atlasriad.example", None),
];

#[component]
pub fn Lists(theme: Theme) -> impl IntoView {
    let chips =
        vec![Chip { field: "tag:".into(), value: "vip".into(), words: "tag is vip".into(), without: "/design".into() }];
    let head = view! {
        <SelectAll all=false some=true on_tick=Callback::new(|_| ()) />
        <Column class="fill">"Customer"</Column>
        <Column>"Type"</Column>
        <Column at="drop">"Tags"</Column>
        <SortColumn class="num" label="Total spent" href="/design?sort=total_spent" sorted=Some(Direction::Descending) />
        <SortColumn label="Last payment" href="/design?sort=last_payment_at" sorted=None />
        <Column>"Subscription"</Column>
    };
    let rows = PEOPLE.into_iter().enumerate().map(|(place, person)| person_row(place, person)).collect_view();
    view! {
        <Section id=theme.id("list") title="List" count="3">
            <FilterBar
                action="/design"
                label="Search customers"
                placeholder="Name, email, id"
                value=""
                chips=chips
                on_input=Callback::new(|_| ())
            >
                <button class="button" type="button"><Icon name="bookmark" />"Save"</button>
            </FilterBar>
            <Table label="Three customers" head=head.into_any()>{rows}</Table>
            <BulkBar count=1 on_clear=Callback::new(|()| ())>
                <button class="button" type="button"><Icon name="tag" />"Tag"</button>
            </BulkBar>
            <Pager previous=None next=Some("/design?after=3".to_owned())>
                <b>"3"</b>" customers, highest total first."
            </Pager>
        </Section>
    }
}

fn person_row(
    place: usize,
    (id, name, email, subscription): (&'static str, &'static str, &'static str, Option<SubscriptionStatus>),
) -> impl IntoView {
    let kind = if place == 1 { Kind::Guest } else { Kind::Registered };
    view! {
        <Row>
            <SelectCell id name selected=place == 1 on_tick=Callback::new(|_| ()) />
            <RowHead>
                <Person id name href="/design" detail=email />
            </RowHead>
            <Cell>
                <KindBadge kind plain=true />
            </Cell>
            <Cell at="drop">
                <TagList tags=vec!["vip".into(), "wholesale".into()] />
            </Cell>
            <Cell class="num" at="figure">
                {amount(597_703 / (place as i64 + 1), "EUR").map(|amount| view! { <Money amount /> })}
            </Cell>
            <Cell at="end">
                <Time at=NOON />
            </Cell>
            <Cell at=if subscription.is_some() { "" } else { "blank" }>
                <SubscriptionBadge status=subscription />
            </Cell>
        </Row>
    }
}
