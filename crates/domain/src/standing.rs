//! Where customers stand: what each adds to the figures of all, and what stands out about one.

mod month;
mod signal;
mod steps;
mod tally;
mod window;

#[cfg(test)]
mod tests;

pub use month::Month;
pub use signal::{Bars, Shown, Signal, SignalTone, Standards, at_risk_from, holds, shown};
pub use steps::{Span, middle, place, span, spans, step, step_end};
pub use tally::{Cell, Cells, Figure, MonthPaid, Standing, Tally, difference};
pub use window::{Metric, Period, WINDOWS, Window};
