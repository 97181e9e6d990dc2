//! Wallets: the chains and addresses that a customer pays from.

use clientele_domain::customer::Wallet;
use clientele_domain::id::CustomerId;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlFormElement;

use super::here::Here;
use super::stay;
use crate::components::{
    Badge, Banner, CopyId, EvidenceList, Icon, Section, SubmitButton, TextField, Time, TimeForm, Tone,
};
use crate::form::{Done, PostForm};
use crate::posted::Posted;

/// Id of the form for a new wallet.
const FORM: &str = "add-wallet";

/// Each wallet with its checksum address. With `add`, for those who may, also the forms that add and remove one.
#[component]
pub fn Wallets(
    customer: CustomerId,
    wallets: Vec<(String, Wallet)>,
    add: Option<RwSignal<Posted>>,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    let action = Signal::derive(move || here.with(|here| here.clone().with_deleting(false).customer_href(customer)));
    let count = Some(wallets.len()).filter(|count| *count > 0).map(|count| count.to_string());
    let may_write = add.is_some();
    let list = if wallets.is_empty() {
        view! { <p class="muted">"No wallets yet."</p> }.into_any()
    } else {
        let items = wallets
            .into_iter()
            .map(|(address, wallet)| view! { <Item address wallet may_write action refetch /> })
            .collect_view();
        view! { <EvidenceList>{items}</EvidenceList> }.into_any()
    };
    view! {
        <Section id="wallets" title="Wallets" count>
            <div class="stack">{list} {add.map(|posted| view! { <AddWallet posted action refetch /> })}</div>
        </Section>
    }
}

#[component]
fn Item(
    address: String,
    wallet: Wallet,
    may_write: bool,
    action: Signal<String>,
    refetch: Callback<()>,
) -> impl IntoView {
    let badge = wallet
        .has_active_authorization
        .then(|| view! { <Badge tone=Tone::Good icon="badge-check" plain=true>"Authorised"</Badge> });
    let remove = may_write.then(|| {
        let posted = RwSignal::new(Posted::default());
        let label = format!("Remove wallet {address}");
        view! {
            <PostForm action posted on_done=stay(refetch)>
                <input type="hidden" name="act" value="remove_wallet" />
                <input type="hidden" name="wallet" value=wallet.id.to_string() />
                <button class="button" data-kind="quiet" data-size="s" type="submit" aria-label=label>
                    <Icon name="trash-2" />
                </button>
            </PostForm>
        }
    });
    view! {
        <li>
            <Icon name="wallet" />
            <p>
                <CopyId value=address what="wallet address" />
            </p>
            {remove}
            <small>
                {chain(wallet.chain_id)} ", added on " <Time at=wallet.created_at form=TimeForm::Day /> {badge}
            </small>
        </li>
    }
}

/// The form that adds a wallet; open when it was refused.
#[component]
fn AddWallet(posted: RwSignal<Posted>, action: Signal<String>, refetch: Callback<()>) -> impl IntoView {
    let details = NodeRef::<leptos::html::Details>::new();
    let stay = stay(refetch);
    let on_done = Callback::new(move |done: Done| {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
        if let Some(form) = document().get_element_by_id(FORM).and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
        {
            form.reset();
        }
        stay.run(done);
    });
    let typed = posted.get_untracked();
    let error = move |field: &'static str| MaybeProp::derive(move || posted.with(|posted| posted.message(field)));
    let refused = !typed.violations.is_empty();
    let chain_id = Some(typed.value("chain_id")).filter(|_| refused).unwrap_or_else(|| "1".to_owned());
    view! {
        <details node_ref=details open=refused>
            <summary class="button" data-size="s">
                <Icon name="plus" />
                "Add a wallet"
            </summary>
            <PostForm action posted on_done id=FORM>
                <div class="stack">
                    <input type="hidden" name="act" value="add_wallet" />
                    {move || posted.with(|posted| posted.message("form")).map(|message| {
                        view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> }
                    })}
                    <TextField
                        name="chain_id"
                        label="Chain id"
                        value=chain_id
                        hint="1 is Ethereum, 137 Polygon, 8453 Base."
                        error=error("chain_id")
                        mono=true
                        required=true
                    />
                    <TextField
                        name="wallet_address"
                        label="Address"
                        value=typed.value("wallet_address")
                        hint="0x and 40 digits or letters a to f."
                        error=error("wallet_address")
                        mono=true
                        required=true
                    />
                    <p>
                        <SubmitButton label="Add wallet" busy_label="Adding" kind="" size="s" />
                    </p>
                </div>
            </PostForm>
        </details>
    }
}

/// A chain by its name, where it is well known, and by its number.
fn chain(id: i64) -> String {
    let name = match id {
        1 => "Ethereum",
        10 => "OP Mainnet",
        56 => "BNB Chain",
        100 => "Gnosis",
        137 => "Polygon",
        8453 => "Base",
        42161 => "Arbitrum One",
        43114 => "Avalanche",
        11_155_111 => "Sepolia",
        _ => return format!("Chain {id}"),
    };
    format!("{name}, chain {id}")
}
