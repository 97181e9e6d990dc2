//! Where customers stand: retention, lifetime value, top customers and signals, compared with a plain walk over the payments.

mod asked;
mod history;
mod signals;
mod walked;
