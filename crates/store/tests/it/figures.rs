//! Maintained figures: whatever happens in whatever order, they say what counting would say; and counting says so when
//! they don't.

mod found;
mod history;
mod step;
