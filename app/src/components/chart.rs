//! Charts, drawn on the server. Shapes are a drawing that is stretched to the room it gets; every word is HTML laid over
//! the same grid, so that text never scales. Each point says its figures when it is pointed at or has the focus: points are
//! the choices of one group, so that the arrow keys walk along them without any script. Beneath stands the same as a table.

mod card;
mod geometry;
mod heat;
mod histogram;
mod legend;
mod picture;
mod plot;
mod points;
mod ranking;
mod shares;
mod spark;
mod words;

pub use card::{ChartCard, ChartSkeleton};
pub use geometry::shares;
pub use heat::{HeatRow, HeatTable};
pub use histogram::{Histogram, ValueRange};
pub use legend::{Key, Legend};
pub use plot::TimeChart;
pub use ranking::{Ranked, Ranking};
pub use shares::ShareBar;
pub use spark::Spark;
pub use words::{Measure, Span, provide_local_dates, use_local, written};

/// How a series looks. Tokens give the colours; neighbours differ in lightness too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A line with what lies beneath it, in the first colour.
    Area,
    /// A line in this colour, 1 to 4.
    Line(u8),
    /// A faint, dashed line: the period before.
    Before,
    /// A part of a stack of bars in this colour, 1 to 4.
    Bar(u8),
    /// A bar in the first colour that stands back.
    Off,
    /// Told with the others, and not drawn.
    Told,
}

impl Look {
    /// The class of its shapes and of its key.
    fn class(self) -> &'static str {
        match self {
            Self::Area | Self::Line(1) | Self::Bar(1) => "s1",
            Self::Line(2) | Self::Bar(2) => "s2",
            Self::Line(3) | Self::Bar(3) => "s3",
            Self::Line(_) | Self::Bar(_) => "s4",
            Self::Off => "off",
            Self::Before | Self::Told => "then",
        }
    }

    fn is_bar(self) -> bool {
        matches!(self, Self::Bar(_))
    }
}

/// One series of figures over time, one for each interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it is called.
    pub name: &'static str,
    /// How it looks.
    pub look: Look,
    /// What its figures are figures of.
    pub measure: Measure,
    /// The figures.
    pub values: Vec<i64>,
    /// What the legend says of it: its sum, or where it stands at the end.
    pub figure: Option<String>,
}

/// Figures over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The intervals.
    pub spans: Vec<Span>,
    /// What to show over them. What is drawn shares one measure.
    pub series: Vec<Series>,
    /// The last day that counts, when the last interval is not over yet.
    pub until: Option<clientele_domain::analytics::Day>,
}

impl Figures {
    /// The measure of what is drawn.
    fn measure(&self) -> Measure {
        let drawn = self.series.iter().find(|series| series.look != Look::Told);
        drawn.map_or(Measure::Count, |series| series.measure)
    }

    /// Whether the year of an interval is known from its neighbours.
    fn within_a_year(&self) -> bool {
        self.spans.len() <= 12
    }
}
