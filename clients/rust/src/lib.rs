#![cfg_attr(feature = "leptos", doc = include_str!("../README.md"))]
#![cfg_attr(
    not(feature = "leptos"),
    doc = "What a page of your own shows of a customer: a typed client of the client API."
)]

#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "servers ask nothing"))]
mod ask;
#[cfg(target_arch = "wasm32")]
mod browser;
mod client;
mod error;
mod identifier;
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "servers ask nothing"))]
mod session;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod testing;
#[cfg(feature = "leptos")]
mod use_customer;
#[cfg(any(feature = "leptos", test))]
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "servers ask nothing"))]
mod watch;

pub use client::Client;
pub use clientele_wire::{
    ClientCustomer as Customer, ClientOrder as Order, ClientSubscription as Subscription, CurrencyTotals as Totals,
    Interval, OrderStatus, Ordered, Profile, Recurring, Subscribed, SubscriptionItem, SubscriptionStatus, Time,
};
pub use error::Error;
pub use identifier::Identifier;
#[cfg(feature = "leptos")]
pub use use_customer::{UseCustomer, UseCustomerOptions, use_customer, use_customer_with_options};
