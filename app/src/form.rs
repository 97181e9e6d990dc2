//! Forms that post to an address of their own. The browser alone can send them; with wasm they are sent beside the page,
//! which stays as it is, with everything that was typed.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{FormData, HtmlFormElement, Request, RequestInit, Response, SubmitEvent, UrlSearchParams};
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::JsFuture;

use crate::components::{FormBusy, Toast, use_toasts};
use crate::loaded::Reload;
use crate::posted::{Answer, Posted, WANTS_ANSWER};
use crate::problem::Problem;

const NOTHING_SAVED: &str = "Nothing was saved";

/// A form was accepted.
#[derive(Debug, Clone)]
pub struct Done {
    /// Where to go.
    pub to: String,
    /// What happened, in a sentence; may be empty.
    pub message: String,
}

/// A form. What is wrong with it arrives in `posted`.
#[component]
pub fn PostForm(
    /// Where it goes; its own page when empty.
    #[prop(into)]
    action: Signal<String>,
    posted: RwSignal<Posted>,
    /// What to do when it was accepted; by default, say so and go where the server says.
    #[prop(optional, into)]
    on_done: Option<Callback<Done>>,
    /// True while an answer is awaited, for a button outside to show.
    #[prop(optional)]
    busy: RwSignal<bool>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] class: Option<String>,
    children: Children,
) -> impl IntoView {
    provide_context(FormBusy(busy.into()));
    let toasts = use_toasts();
    let navigate = use_navigate();
    let (here, reload) = (StoredValue::new(()), use_context::<Reload>());
    let accepted = move |done: Done| {
        if on_done.is_some_and(|on_done| on_done.try_run(done.clone()).is_some()) {
            return;
        }
        if !done.message.is_empty() {
            toasts.show(Toast::good(done.message));
        }
        if on_done.is_none() && here.try_get_value().is_some() {
            navigate(&done.to, leptos_router::NavigateOptions::default());
        } else if let Some(reload) = &reload {
            // The form is gone. What it stood in may still be shown, or somebody has gone elsewhere, and stays there.
            reload.run();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else { return };
        if busy.try_get_untracked() != Some(false) {
            return;
        }
        busy.set(true);
        let sent = body(&form, &event);
        let Some(action) = action.try_get_untracked() else { return };
        let accepted = accepted.clone();
        leptos::task::spawn_local(async move {
            let answer = send(&action, sent).await;
            // The page may be gone by now, and its signals with it.
            busy.try_set(false);
            match answer {
                Ok(Answer::Done { to, message }) => {
                    posted.try_set(Posted::default());
                    accepted(Done { to, message });
                }
                Ok(Answer::Again(again)) => {
                    if let Some(unseen) = posted.try_set(again) {
                        let why = unseen.violations.into_iter().next().map(|first| first.message);
                        toasts.show(Toast::bad(NOTHING_SAVED).text(why.unwrap_or_default()));
                    }
                }
                Err(problem) => toasts.show(Toast::bad(NOTHING_SAVED).text(sentence(&problem))),
            }
        });
    };
    view! {
        <form
            method="post"
            // What surrounds a form may go before it.
            action=move || action.try_get()
            id=id
            class=class
            novalidate
            aria-busy=move || busy.try_get().filter(|busy| *busy).map(|_| "true")
            on:submit=submit
        >
            {children()}
        </form>
    }
}

/// The form's fields with the button that was pressed, as the browser itself would send them.
pub fn body(form: &HtmlFormElement, event: &SubmitEvent) -> Option<UrlSearchParams> {
    let data = FormData::new_with_form(form).ok()?;
    if let Some(button) = event.submitter()
        && let (Some(name), Some(value)) = (button.get_attribute("name"), button.get_attribute("value"))
    {
        data.append_with_str(&name, &value).ok()?;
    }
    UrlSearchParams::new_with_str_sequence_sequence(data.as_ref()).ok()
}

/// Sends a form that nobody sees, such as a question that the page asks by itself. Nothing when there is no answer.
pub async fn ask(action: &str, pairs: &[(&str, &str)]) -> Option<Answer> {
    let body = UrlSearchParams::new().ok()?;
    pairs.iter().for_each(|(name, value)| body.append(name, value));
    send(action, Some(body)).await.ok()
}

async fn send(action: &str, body: Option<UrlSearchParams>) -> Result<Answer, Problem> {
    let failed = |_: JsValue| Problem::Failed(String::new());
    let options = RequestInit::new();
    options.set_method("POST");
    if let Some(body) = body {
        options.set_body(body.as_ref());
    }
    let request = Request::new_with_str_and_init(action, &options).map_err(failed)?;
    request.headers().set(WANTS_ANSWER, "1").map_err(failed)?;
    let response = JsFuture::from(window().fetch_with_request(&request)).await.map_err(failed)?;
    let response: Response = response.dyn_into().map_err(failed)?;
    let text = JsFuture::from(response.text().map_err(failed)?).await.map_err(failed)?;
    let text = text.as_string().unwrap_or_default();
    serde_json::from_str(&text).map_err(|_| serde_json::from_str(&text).unwrap_or(Problem::Failed(String::new())))
}

/// Why a form could not be sent, and what to do.
pub(crate) fn sentence(problem: &Problem) -> String {
    match problem {
        Problem::SignedOut => "Your session has ended. Sign in in another tab, then save again.".to_owned(),
        Problem::NotFound => "This record is no longer here.".to_owned(),
        Problem::Deleted { .. } => "This customer was deleted meanwhile.".to_owned(),
        Problem::Forbidden(sentence) | Problem::Invalid(sentence) => sentence.clone(),
        Problem::Unavailable => {
            "The database does not answer just now. What you typed is still here; try again.".to_owned()
        }
        Problem::Failed(_) => "The server did not answer. What you typed is still here; try again.".to_owned(),
    }
}
