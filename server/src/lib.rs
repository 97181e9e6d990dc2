//! The Clientele server and its command line. `main.rs` only starts them; tests start the parts.

pub mod assets;
pub mod cli;
pub mod forms;
pub mod middleware;
pub mod pages;
pub mod router;
pub mod state;
