//! Fields of the hosted forms: label, control, hint and error. Nothing here wakes up, so they are plain HTML.

use leptos::prelude::*;

use super::texts::Texts;
use crate::components::Icon;

/// What one field shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldView {
    /// Under which it is sent.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What it starts with.
    pub value: String,
    /// What to write; empty when the label says it.
    pub hint: String,
    /// What is wrong with it; empty when nothing is.
    pub error: String,
    /// Whether it may stay empty.
    pub optional: bool,
}

impl FieldView {
    /// The id of its control. A dot would have to be escaped wherever a style or a script names it.
    pub fn id(&self) -> String {
        id_of(&self.name)
    }

    fn described(&self) -> Option<String> {
        let id = self.id();
        let hint = (!self.hint.is_empty()).then(|| format!("{id}-hint"));
        let error = (!self.error.is_empty()).then(|| format!("{id}-error"));
        let all: Vec<String> = hint.into_iter().chain(error).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        (!self.error.is_empty()).then_some("true")
    }
}

/// The id of the control of a field.
pub fn id_of(name: &str) -> String {
    name.replace('.', "-")
}

/// How a line of text behaves while it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// `email`, `tel`; plain text when empty.
    pub kind: &'static str,
    /// What browsers may fill in.
    pub autocomplete: String,
    /// Which keyboard; the kind's own when empty.
    pub inputmode: &'static str,
    /// Shown while it is empty.
    pub placeholder: String,
    /// Least number of characters.
    pub least: Option<i64>,
    /// Most of them.
    pub most: Option<i64>,
    /// Takes a row of its own.
    pub wide: bool,
    /// Whether its words run in their own direction; numbers always run left to right.
    pub words: bool,
    /// Whether the browser itself asks for it. Not where it matters only in one of several cases.
    pub required: bool,
}

/// A line of text.
#[component]
pub fn LineField(field: FieldView, #[prop(optional)] line: Line, texts: &'static Texts) -> impl IntoView {
    let filled = |text: &'static str| (!text.is_empty()).then_some(text);
    let input = view! {
        <input
            class="input"
            id=field.id()
            name=field.name.clone()
            type=if line.kind.is_empty() { "text" } else { line.kind }
            value=field.value.clone()
            dir=if line.words { "auto" } else { "ltr" }
            required=line.required && !field.optional
            autocomplete=if line.autocomplete.is_empty() { "off".to_owned() } else { line.autocomplete }
            inputmode=filled(line.inputmode)
            placeholder=(!line.placeholder.is_empty()).then_some(line.placeholder)
            minlength=line.least.map(|least| least.to_string())
            maxlength=line.most.map(|most| most.to_string())
            aria-invalid=field.invalid()
            aria-describedby=field.described()
        />
    };
    view! {
        <Around field wide=line.wide texts>
            {input}
        </Around>
    }
}

/// One of several, each a value and its label. Begins with nothing chosen, unless there is a value.
#[component]
pub fn ChoiceField(
    field: FieldView,
    options: Vec<(String, String)>,
    #[prop(optional)] autocomplete: String,
    /// What happens when another is chosen, for the script.
    #[prop(optional)]
    refreshes: Option<&'static str>,
    texts: &'static Texts,
) -> impl IntoView {
    let chosen = field.value.clone();
    let options = options.into_iter().map(|(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    let options = options.collect_view();
    let select = view! {
        <select
            class="input"
            id=field.id()
            name=field.name.clone()
            required=!field.optional
            autocomplete=if autocomplete.is_empty() { "off".to_owned() } else { autocomplete }
            data-refreshes=refreshes
            aria-invalid=field.invalid()
            aria-describedby=field.described()
        >
            <option value="">{texts.choose}</option>
            {options}
        </select>
    };
    view! {
        <Around field wide=true texts>
            {select}
        </Around>
    }
}

/// Yes or no.
#[component]
pub fn TickField(field: FieldView, checked: bool, texts: &'static Texts) -> impl IntoView {
    let tone = field.invalid().map(|_| "bad");
    let message = (!field.error.is_empty()).then(|| view! { <Message id=field.id() text=field.error.clone() /> });
    view! {
        <div class="field wide" data-tone=tone>
            <label class="check">
                <input
                    type="checkbox"
                    value="on"
                    id=field.id()
                    name=field.name.clone()
                    checked=checked
                    required=!field.optional
                    aria-invalid=field.invalid()
                    aria-describedby=field.described()
                />
                <span dir="auto">{field.label} {field.optional.then(|| view! { <small>{texts.optional}</small> })}</span>
            </label>
            {message}
        </div>
    }
}

/// What is known and not to be changed here.
#[component]
pub fn LockedField(field: FieldView) -> impl IntoView {
    view! {
        <div class="field wide">
            <label for=field.id()>{field.label.clone()}</label>
            <input
                class="input"
                id=field.id()
                value=field.value.clone()
                dir="ltr"
                readonly=true
                aria-describedby=field.described()
            />
            <p class="hint" id=format!("{}-hint", field.id())>{field.hint.clone()}</p>
        </div>
    }
}

/// What surrounds a control.
#[component]
fn Around(field: FieldView, wide: bool, texts: &'static Texts, children: Children) -> impl IntoView {
    let id = field.id();
    let hint = (!field.hint.is_empty()).then(|| {
        let id = format!("{id}-hint");
        view! { <p class="hint" id=id>{field.hint.clone()}</p> }
    });
    let message = (!field.error.is_empty()).then(|| view! { <Message id=id.clone() text=field.error.clone() /> });
    view! {
        <div class=if wide { "field wide" } else { "field" } data-tone=field.invalid().map(|_| "bad")>
            <label for=id>
                <bdi>{field.label.clone()}</bdi> {field.optional.then(|| view! { <span>" "{texts.optional}</span> })}
            </label>
            {children()}
            {hint}
            {message}
        </div>
    }
}

#[component]
fn Message(id: String, text: String) -> impl IntoView {
    view! {
        <p class="error" id=format!("{id}-error")>
            <Icon name="circle-alert" />
            <span>{text}</span>
        </p>
    }
}
