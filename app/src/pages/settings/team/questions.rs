//! What is asked before somebody's role changes, and before somebody goes. A question is open at an address of its own, so
//! that it also works without wasm; the browser sends its form by itself, for the answer may concern the person at the
//! screen.

use clientele_domain::team::Member;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::here;
use super::invitations::RoleChoice;
use crate::components::{Dialog, SubmitButton};
use crate::list_query::param;

/// What is asked, about whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    Role(Member),
    Remove(Member),
    Leave(Member),
}

impl Asked {
    /// From the query of the address: `?remove=usr_…`.
    pub fn read(search: &str, members: &[Member]) -> Option<Self> {
        let about = |what: &str| {
            let user = param(search, what)?;
            members.iter().find(|member| member.user.to_string() == user).cloned()
        };
        about("role")
            .map(Self::Role)
            .or_else(|| about("remove").map(Self::Remove))
            .or_else(|| about("leave").map(Self::Leave))
    }

    fn act(&self) -> &'static str {
        match self {
            Self::Role(_) => "role",
            Self::Remove(_) => "remove",
            Self::Leave(_) => "leave",
        }
    }

    fn title(&self) -> String {
        match self {
            Self::Role(member) => format!("Change the role of {}?", member.name),
            Self::Remove(member) => format!("Remove {}?", member.name),
            Self::Leave(_) => "Leave the team?".to_owned(),
        }
    }

    fn member(&self) -> &Member {
        match self {
            Self::Role(member) | Self::Remove(member) | Self::Leave(member) => member,
        }
    }
}

const REMOVED: &str = "They are outside at once, wherever they are signed in. Invitations they made and nobody accepted \
                       are taken back. API keys they made keep working: revoke them under Developers if that is wrong.";
const LEFT: &str =
    "You see nothing of this merchant any more, from this moment on. To come back you need an invitation.";

#[component]
pub(super) fn Question(asked: Asked) -> impl IntoView {
    let navigate = use_navigate();
    let keep = here();
    let away = StoredValue::new(keep.clone());
    let on_close = Callback::new(move |()| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&away.get_value(), options);
    });
    let changes = matches!(asked, Asked::Role(_));
    let user = asked.member().user.to_string();
    let foot = match &asked {
        Asked::Role(_) => view! {
            <a class="button" data-kind="quiet" href=keep data-noscroll="">"Cancel"</a>
            <SubmitButton label="Change role" busy_label="Changing" icon="check" form="question" />
        }
        .into_any(),
        Asked::Remove(_) | Asked::Leave(_) => {
            let (stay, go) = match asked {
                Asked::Leave(_) => ("Stay", "Leave the team"),
                _ => ("Keep them", "Remove from the team"),
            };
            view! {
                <a class="button" data-kind="quiet" href=keep data-noscroll="">{stay}</a>
                <SubmitButton label=go busy_label="One moment" kind="danger" form="question" />
            }
            .into_any()
        }
    };
    let body = match &asked {
        Asked::Role(member) => view! { <RoleChoice current=member.role error=None /> }.into_any(),
        Asked::Remove(_) => view! { <p>{REMOVED}</p> }.into_any(),
        Asked::Leave(_) => view! { <p>{LEFT}</p> }.into_any(),
    };
    view! {
        <Dialog
            id="question-dialog"
            title=asked.title()
            open=true
            on_close
            icon=if changes { "users" } else { "triangle-alert" }
            alert=!changes
            foot=foot
        >
            <form id="question" class="stack" method="post" action=here()>
                <input type="hidden" name="act" value=asked.act() />
                <input type="hidden" name="user" value=user />
                {body}
            </form>
        </Dialog>
    }
}
