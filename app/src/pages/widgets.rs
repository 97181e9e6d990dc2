//! Widgets: what merchants put on their own pages. Chosen, styled and seen here, then copied; and on which origins those
//! pages are.

mod look;
mod origins;
mod preview;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::components::{CopyCode, PageHead, Section, SelectField, TableSkeleton, TextField};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::server_fns::widgets::{self, WidgetsView};
use look::{Density, Look, Theme, Widget};
use origins::Origins;
use preview::{Preview, Standing};

const INTRO: &str =
    "What your customers see on your own pages: who they are to you, what they subscribe to, what they ordered.";

/// `/{merchant}/{mode}/widgets`
#[component]
pub fn WidgetsPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| widgets::widgets(scope));
    view! {
        <Title text="Widgets" />
        <div class="page">
            <PageHead title="Widgets" intro=INTRO />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=4 columns=2 label="Widgets, loading" /> }
                let(view)
            >
                <Widgets view />
            </Loaded>
        </div>
    }
}

#[component]
fn Widgets(view: WidgetsView) -> impl IntoView {
    let query = use_query_map().get_untracked();
    let asked = |name: &str| query.get(name).unwrap_or_default();
    let look = RwSignal::new(Look::asked(asked));
    let standing = RwSignal::new(Standing::asked(&asked("standing")));
    let house = StoredValue::new(view.house.clone());
    let origin = StoredValue::new(view.allowed_origins.first().cloned());
    let page = Signal::derive(move || house.with_value(|house| look.with(|look| look.page_part(house))));
    let server = Signal::derive(move || {
        house.with_value(|house| {
            origin.with_value(|origin| look.with(|look| look.server_part(house, origin.as_deref())))
        })
    });
    let policy = Signal::derive(move || house.with_value(|house| look::policy(house)));
    view! {
        <div class="split">
            <Section id="style" title="Style" intro="Choose what you show and how it looks.">
                <StyleForm look standing />
            </Section>
            <Section id="preview" title="Preview" intro="An invented customer. Buttons open nothing here.">
                <Preview look standing />
            </Section>
        </div>
        <Section
            id="page-part"
            title="In your page"
            intro="Put it where the widgets are to stand. The style keeps their room free until they are there, so that nothing jumps."
        >
            <div class="stack">
                <CopyCode text=page label="What goes into your page" />
                <p class="muted">"If your pages have a Content-Security-Policy, it needs this as well:"</p>
                <CopyCode text=policy label="What goes into your policy" />
            </div>
        </Section>
        <Section
            id="server-part"
            title="On your server"
            intro="Your server says who is signed in, with a secret key, and gives the page a secret for that one person."
        >
            <div class="stack">
                <CopyCode text=server label="What goes onto your server" />
            </div>
        </Section>
        <Origins view />
    }
}

/// Shows every change at once; without scripts, when it is sent.
#[component]
fn StyleForm(look: RwSignal<Look>, standing: RwSignal<Standing>) -> impl IntoView {
    let start = look.get_untracked();
    let wrong = Memo::new(move |_| {
        look.with(|look| {
            (look.accent().is_none() && !look.accent.is_empty()).then_some("Enter # and six digits, such as #8a3c2a.")
        })
    });
    let wrong_radius =
        Memo::new(move |_| look.with(|look| look.radius().is_none().then_some("Enter 0 to 32, in pixels.")));
    let change =
        move |set: fn(&mut Look, String)| Callback::new(move |text: String| look.update(|look| set(look, text)));
    view! {
        <form class="stack" data-gap="4" method="get">
            <SelectField
                name="widget"
                label="Widget"
                options=Widget::options()
                value=start.widget.as_str()
                on_change=change(|look, text| look.widget = Widget::parse(&text).unwrap_or_default())
            />
            <TextField
                name="accent"
                label="Accent"
                value=start.accent.clone()
                optional=true
                mono=true
                placeholder="#8a3c2a"
                hint="# and six digits. Where it can't be seen in a theme, it is made darker or lighter there."
                error=Signal::derive(move || wrong.get().map(str::to_owned))
                on_input=change(|look, text| text.trim().clone_into(&mut look.accent))
            />
            <TextField
                name="radius"
                label="Radius"
                kind="number"
                value=start.radius.clone()
                hint="Of the corners, in pixels."
                error=Signal::derive(move || wrong_radius.get().map(str::to_owned))
                on_input=change(|look, text| look.radius = text)
            />
            <SelectField
                name="density"
                label="Density"
                options=Density::options()
                value=start.density.as_str()
                on_change=change(|look, text| look.density = Density::parse(&text).unwrap_or_default())
            />
            <SelectField
                name="theme"
                label="Theme"
                options=Theme::options()
                value=start.theme.as_str()
                on_change=change(|look, text| look.theme = Theme::parse(&text).unwrap_or_default())
            />
            <SelectField
                name="standing"
                label="Shown as"
                options=Standing::options()
                value=standing.get_untracked().as_str()
                hint="What the preview shows; it is no part of what you copy."
                on_change=Callback::new(move |text: String| standing.set(Standing::asked(&text)))
            />
            <div data-unscripted="">
                <button class="button" type="submit">
                    "Show"
                </button>
            </div>
        </form>
    }
}
