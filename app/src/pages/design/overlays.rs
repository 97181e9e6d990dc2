//! What floats over the page: dialogs, the drawer, the palette, menus and toasts, each behind a button.

use leptos::prelude::*;

use crate::components::{
    CommandPalette, Dialog, Drawer, Menu, MenuButton, MenuLink, PaletteGroup, PaletteItem, PaletteSign, SubmitButton,
    TextField, TextareaField, Toast, use_toasts,
};

/// Buttons that open them. The palette also opens by Ctrl-K.
#[component]
pub fn Overlays(palette: RwSignal<bool>) -> impl IntoView {
    let (dialog, erase, drawer) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let toasts = use_toasts();
    let close = |open: RwSignal<bool>| Callback::new(move |()| open.set(false));
    let good = move |_| toasts.show(Toast::good("3 customers tagged").text("vip was added to each."));
    let bad =
        move |_| toasts.show(Toast::bad("The tag was not added").text("The server did not answer. Nothing changed."));
    let keep = view! {
        <button class="button" data-kind="quiet" type="button" on:click=move |_| erase.set(false)>
            "Keep her data"
        </button>
        <SubmitButton label="Delete customer" busy_label="Deleting" kind="danger" />
    };
    let save = view! {
        <a class="button push" data-kind="quiet" href="/design">"Cancel"</a>
        <SubmitButton label="Save changes" busy_label="Saving" form="design-edit" />
    };
    view! {
        <div class="cluster" id="overlays">
            <button class="button" type="button" on:click=move |_| dialog.set(true)>"Dialog"</button>
            <button class="button" type="button" on:click=move |_| erase.set(true)>"Confirmation"</button>
            <button class="button" type="button" on:click=move |_| drawer.set(true)>"Drawer"</button>
            <button class="button" type="button" on:click=move |_| palette.set(true)>"Palette"</button>
            <button class="button" type="button" popovertarget="design-menu" aria-haspopup="menu">"Menu"</button>
            <button class="button" type="button" on:click=good>"Toast"</button>
            <button class="button" type="button" on:click=bad>"Failure"</button>
        </div>
        <Menu id="design-menu" label="More actions">
            <MenuLink href="/design" icon="link">"Copy link"</MenuLink>
            <hr />
            <MenuButton icon="trash-2" on_press=Callback::new(move |()| erase.set(true))>"Delete customer"</MenuButton>
        </Menu>
        <Dialog id="design-dialog" title="Tag 3 customers" open=dialog on_close=close(dialog)>
            <TextField name="tag" label="Tag" hint="Lower-case letters, digits and dashes." />
        </Dialog>
        <Dialog
            id="design-erase"
            title="Delete Isla MacGregor?"
            open=erase
            on_close=close(erase)
            alert=true
            icon="eraser"
            foot=keep.into_any()
        >
            <p>"Her name, email and phone are removed now for good. Her 6 payments stay in your books."</p>
        </Dialog>
        <Drawer
            id="design-drawer"
            title="Edit customer"
            open=drawer
            on_close=close(drawer)
            close_href="/design"
            foot=save.into_any()
        >
            <form class="fields" id="design-edit">
                <TextField name="edit-name" label="Name" value="Amara Okonkwo" />
                <TextField name="edit-email" label="Email" kind="email" value="amara@okonkwostudio.example" />
                <TextareaField name="edit-note" label="Note" wide=true value="Prefers </textarea><script>Lightning" />
            </form>
        </Drawer>
        <Palette palette />
    }
}

#[component]
fn Palette(palette: RwSignal<bool>) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let groups = move || {
        let text = query.get().to_lowercase();
        let items = [
            ("cus_1", "Amara Okonkwo", "€5,977.03"),
            ("cus_2", "Chidi Okonkwo", "€211.40"),
            ("cus_3", "Lerato Mokoena", "€874.60"),
        ]
        .into_iter()
        .filter(|(_, name, _)| !text.is_empty() && name.to_lowercase().contains(&text))
        .map(|(id, name, spent)| PaletteItem {
            href: "/design".into(),
            title: name.into(),
            detail: String::new(),
            aside: spent.into(),
            sign: PaletteSign::Person(id.into()),
        })
        .collect();
        let import = PaletteItem {
            href: "/design".into(),
            title: "Import a file".into(),
            detail: String::new(),
            aside: String::new(),
            sign: PaletteSign::Icon("upload"),
        };
        vec![PaletteGroup { title: "Customers", items }, PaletteGroup { title: "Do", items: vec![import] }]
    };
    view! {
        <CommandPalette
            open=palette
            query
            groups=Signal::derive(groups)
            busy=false
            on_choose=Callback::new(|_| ())
        />
    }
}
