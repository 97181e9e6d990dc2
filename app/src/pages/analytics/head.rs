//! The head of the page: which days, by which intervals, in which currency and on whose calendar. Names of ranges are links
//! and the rest is a form, so that all of it works without scripts.

use clientele_domain::analytics::{Day, Grain};
use clientele_domain::scope::Mode;
use leptos::prelude::*;

use crate::components::chart::{ChartSkeleton, use_local, written};
use crate::components::{Icon, PageHead, SelectField, Skeleton, TextField};
use crate::frame::use_scope;
use crate::server_fns::analytics::{Asked, FrameView, Preset};

/// Title, ranges, and the sentence that says what is shown.
#[component]
pub(super) fn Head(frame: FrameView, asked: Asked) -> impl IntoView {
    let here = format!("/{}/analytics", use_scope());
    let presets = Preset::ALL
        .map(|preset| {
            let to =
                Asked { preset: Some(preset), from: String::new(), to: String::new(), interval: None, ..asked.clone() };
            let current = (asked.preset == Some(preset)).then_some("true");
            view! {
                <a href=format!("{here}{}", to.search()) aria-current=current>
                    {preset.label()}
                </a>
            }
        })
        .into_iter()
        .collect_view();
    let grain = grain(&frame, &asked).label().to_lowercase();
    let choice = format!("{}, by the {grain}", frame.currency.code());
    let said = frame.clone();
    view! {
        <PageHead title="Analytics">
            <button class="button" type="button" popovertarget="range" aria-haspopup="dialog">
                <Icon name="settings-2" />
                {choice}
            </button>
            <div class="segmented" role="group" aria-label="Range">
                {presets}
            </div>
        </PageHead>
        <Said frame=said rates=asked.rates.clone() />
        <Choose frame asked here />
    }
}

fn grain(frame: &FrameView, asked: &Asked) -> Grain {
    frame.range.as_ref().map(|range| range.grain).ok().or(asked.interval).unwrap_or(Grain::Month)
}

/// Which days are shown, and what they are compared with.
#[component]
fn Said(frame: FrameView, rates: String) -> impl IntoView {
    let local = use_local();
    let mode = use_scope().mode;
    let FrameView { range, time_zone, currency, .. } = frame;
    let converted = match rates.is_empty() {
        true => String::new(),
        false => format!(" Converted into {currency} at {rates}."),
    };
    range.ok().map(|range| {
        let days = move |from: Day, to: Day| {
            format!("{} to {}", written(from, "day month year", local()), written(to, "day month year", local()))
        };
        let compared =
            move || range.before.map(|(from, to)| format!(", compared with {}", days(from, to))).unwrap_or_default();
        let test = if mode == Mode::Test { " Test data." } else { "" };
        view! {
            <p class="muted range-said">
                {move || format!("{}{}. ", days(range.from, range.to), compared())}
                {format!("Days of {time_zone}.{converted}{test}")}
            </p>
        }
    })
}

/// Any days, intervals, currency and calendar.
#[component]
fn Choose(frame: FrameView, asked: Asked, here: String) -> impl IntoView {
    let day = |typed: &str, shown: Option<Day>| match (typed, shown) {
        ("", Some(day)) => day.to_string(),
        (typed, _) => typed.to_owned(),
    };
    let range = frame.range.clone().ok();
    let (from, to) = (day(&asked.from, range.map(|range| range.from)), day(&asked.to, range.map(|range| range.to)));
    let interval = asked.interval.map(Grain::as_str).unwrap_or_default();
    let grains = [(String::new(), "What suits the range".to_owned())]
        .into_iter()
        .chain(Grain::ALL.iter().map(|grain| (grain.as_str().to_owned(), grain.label().to_owned())))
        .collect();
    let currencies = frame.currencies.iter().map(|currency| (currency.code().to_owned(), currency.code().to_owned()));
    let rates = (frame.currencies.len() > 1 || !asked.rates.is_empty()).then(|| {
        let hint = "What one unit of each other currency is worth, such as usd:0.92,gbp:1.17. Empty leaves them out.";
        view! { <TextField name="rates" label="Convert others at" value=asked.rates.clone() hint /> }
    });
    let kept = [
        ("period", asked.period.map(|period| period.as_str()).unwrap_or_default()),
        ("by", asked.by.map(|by| by.as_str()).unwrap_or_default()),
    ]
    .map(|(name, value)| (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value /> }))
    .into_iter()
    .collect_view();
    view! {
        <div class="menu" id="range" popover="auto" role="dialog" aria-label="Range, currency and calendar">
            <form class="stack" method="get" action=here>
                <TextField name="from" label="From" kind="date" value=from />
                <TextField name="to" label="To" kind="date" value=to />
                <SelectField name="interval" label="By the" options=grains value=interval />
                <SelectField
                    name="currency"
                    label="Currency"
                    options=currencies.collect()
                    value=frame.currency.code()
                />
                {rates}
                <TextField
                    name="time_zone"
                    label="Time zone"
                    value=frame.time_zone
                    hint="Whose days these are, such as Europe/Berlin."
                />
                {kept}
                <button class="button" data-kind="primary" type="submit">
                    "Show"
                </button>
            </form>
        </div>
    }
}

/// The page before anything is known.
#[component]
pub(super) fn HeadSkeleton() -> impl IntoView {
    view! {
        <PageHead title="Analytics" />
        <p class="muted range-said" aria-busy="true">
            <Skeleton width="xl" />
        </p>
        <div class="board">
            <section class="stats" data-span="6" aria-label="Key figures, loading">
                {super::stats::NAMES.map(super::stats::hole).into_iter().collect_view()}
            </section>
            <ChartSkeleton span=4 title=super::revenue::TITLE />
            <ChartSkeleton span=2 title=super::top::TITLE />
        </div>
    }
}
