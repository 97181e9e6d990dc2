//! Who may look and act where: every route and every server function, against everybody who should not.
//!
//! The routes come from the router and the functions from their own register: one without a row here fails.

mod functions;
mod pages;
mod same_answer;
mod table;
