//! Where someone is in a short, ordered piece of work.

use leptos::prelude::*;

/// Steps by name; those before `current` are done.
#[component]
pub fn Stepper(steps: Vec<&'static str>, #[prop(into)] current: Signal<usize>) -> impl IntoView {
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(place, step)| {
            let here = move || (current.get() == place).then_some("step");
            let done = move || (current.get() > place).then_some("");
            view! {
                <li aria-current=here data-done=done>
                    {step}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="stepper">{steps}</ol> }
}
