//! Where things stand in a chart: axes with round steps, stacks, bars and lines. Pure; figures stay whole numbers, only
//! places in the drawing are fractions.
//!
//! A chart is drawn ten wide for each of its columns and a hundred high, and stretched to the room it gets.

/// The width of a column.
pub const COLUMN: usize = 10;
/// Where a bar begins in its column, and how wide it is.
const BAR: (f64, f64) = (1.7, 6.6);
/// About so many steps make an axis that is easy to read.
const STEPS: i128 = 4;

/// An axis: from `low` to `high` in equal, round steps. Nothing is at one of them, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The lowest mark: zero, or below it when there are values below.
    pub low: i64,
    /// The highest mark.
    pub high: i64,
    /// From mark to mark.
    pub step: i64,
}

impl Scale {
    /// The axis that holds these values. `unit` is what people count in, such as 100 for cents: an axis without values
    /// goes to one of it.
    pub fn around(values: impl IntoIterator<Item = i64>, unit: i64) -> Self {
        let (low, high) = values.into_iter().fold((0, 0), |(low, high), value| (value.min(low), value.max(high)));
        let high = if low == high { unit.max(1) } else { high };
        let step = round_up((i128::from(high) - i128::from(low) + STEPS - 1) / STEPS);
        let (low, high) = (i128::from(low), i128::from(high));
        let low_mark = low.div_euclid(step) * step;
        let high_mark = -(-high).div_euclid(step) * step;
        Self { low: whole(low_mark), high: whole(high_mark), step: whole(step) }
    }

    /// The marks, the highest first.
    pub fn ticks(self) -> Vec<i64> {
        let count = (i128::from(self.high) - i128::from(self.low)) / i128::from(self.step);
        (0..=count).map(|place| whole(i128::from(self.high) - place * i128::from(self.step))).collect()
    }

    /// How far below the top a value stands, of a hundred.
    pub fn y(self, value: i64) -> f64 {
        let (value, low, high) = (value as f64, self.low as f64, self.high as f64);
        (high - value) / (high - low) * 100.0
    }
}

/// The next round number: 1, 2, 2.5 or 5, with zeros.
fn round_up(least: i128) -> i128 {
    let mut power = 1;
    loop {
        let found = [10, 20, 25, 50]
            .into_iter()
            .filter(|tenths| tenths * power % 10 == 0)
            .map(|tenths| tenths * power / 10)
            .find(|round| *round >= least);
        match found {
            Some(round) => return round,
            None => power *= 10,
        }
    }
}

fn whole(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

/// A number as the drawing has it: two decimals are finer than any screen.
pub fn place(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Where the middle of a column is.
fn middle(column: usize) -> f64 {
    (column * COLUMN) as f64 + COLUMN as f64 / 2.0
}

/// A line through the middles of the columns.
pub fn line(values: &[i64], scale: Scale) -> String {
    let mut path = String::new();
    for (column, value) in values.iter().enumerate() {
        path.push(if column == 0 { 'M' } else { 'L' });
        path.push_str(&format!("{} {}", place(middle(column)), place(scale.y(*value))));
    }
    path
}

/// What lies between the line and zero.
pub fn area(values: &[i64], scale: Scale) -> String {
    let Some(last) = values.len().checked_sub(1) else { return String::new() };
    let zero = place(scale.y(0));
    format!("{}L{} {zero}H{}z", line(values, scale), place(middle(last)), place(middle(0)))
}

/// A point of no length where the line ends: its round end is the dot.
pub fn dot(values: &[i64], scale: Scale) -> String {
    let Some((last, value)) = values.iter().enumerate().next_back() else { return String::new() };
    format!("M{} {}h0", place(middle(last)), place(scale.y(*value)))
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

/// The bars of one column, one on another: what is above zero upwards, what is below it downwards, in the given order.
pub fn stack(column: usize, values: &[i64], scale: Scale) -> Vec<Bar> {
    let (mut up, mut down) = (0_i64, 0_i64);
    values
        .iter()
        .map(|value| {
            let from = if *value < 0 { &mut down } else { &mut up };
            let (start, end) = (*from, from.saturating_add(*value));
            *from = end;
            let (top, bottom) = (scale.y(start.max(end)), scale.y(start.min(end)));
            Bar { x: (column * COLUMN) as f64 + BAR.0, y: top, width: BAR.1, height: bottom - top }
        })
        .collect()
}

/// How far the stacks of these columns reach, below and above zero. `series` holds the values of each series.
pub fn reach(series: &[&[i64]], columns: usize) -> Vec<i64> {
    let sum = |column: usize, below: bool| {
        let values = series.iter().filter_map(|values| values.get(column));
        values.filter(|value| (**value < 0) == below).fold(0_i64, |sum, value| sum.saturating_add(*value))
    };
    (0..columns).flat_map(|column| [sum(column, true), sum(column, false)]).collect()
}

/// Shares of a whole in thousandths that add up to a thousand: what rounding leaves goes to those who lost most by it.
pub fn shares(values: &[i64]) -> Vec<i64> {
    let values: Vec<i128> = values.iter().map(|value| i128::from((*value).max(0))).collect();
    let sum: i128 = values.iter().sum();
    if sum == 0 {
        return vec![0; values.len()];
    }
    let mut shares: Vec<i128> = values.iter().map(|value| value * 1000 / sum).collect();
    let mut by_rest: Vec<usize> = (0..values.len()).collect();
    by_rest.sort_by_key(|at| std::cmp::Reverse(values[*at] * 1000 % sum));
    let missing = 1000 - shares.iter().sum::<i128>();
    for at in by_rest.into_iter().take(missing.try_into().unwrap_or(0)) {
        shares[at] += 1;
    }
    shares.into_iter().map(whole).collect()
}

/// Which columns get words beneath them, when there is room for `most`: every so many, counted back from the last.
pub fn named(columns: usize, most: usize) -> impl Fn(usize) -> bool {
    let every = columns.div_ceil(most.max(1)).max(1);
    move |column| column < columns && (columns - 1 - column).is_multiple_of(every)
}

/// The line and the area of a spark: the values over the whole of a drawing of a hundred by 24, with room for its stroke.
pub fn spark(values: &[i64]) -> (String, String, String) {
    const END: f64 = 97.0;
    let (Some(low), Some(high)) = (values.iter().min(), values.iter().max()) else { return Default::default() };
    let spread = (*high as f64 - *low as f64).max(1.0);
    let step = END / (values.len().saturating_sub(1).max(1)) as f64;
    let points: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let y = if high == low { 12.5 } else { 3.0 + (*high as f64 - *value as f64) / spread * 19.0 };
            format!("{} {}", place(at as f64 * step), place(y))
        })
        .collect();
    let line = format!("M{}", points.join("L"));
    let end = points.last().map(|point| format!("M{point}h0")).unwrap_or_default();
    let area = format!("{line}V24H0z");
    (line, area, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(values: &[i64]) -> Scale {
        Scale::around(values.iter().copied(), 100)
    }

    #[test]
    fn an_axis_has_round_steps_and_holds_every_value() {
        assert_eq!(scale(&[4_760_000]), Scale { low: 0, high: 6_000_000, step: 2_000_000 });
        assert_eq!(scale(&[1_894_000]), Scale { low: 0, high: 2_000_000, step: 500_000 });
        assert_eq!(scale(&[3]).ticks(), [3, 2, 1, 0]);
        assert_eq!(scale(&[-120, 300]).ticks(), [400, 200, 0, -200]);
        assert_eq!(scale(&[]).ticks(), [100, 75, 50, 25, 0]);
        assert_eq!(scale(&[0, 0]).high, 100);
    }

    #[test]
    fn any_values_fit_between_few_marks_of_which_one_is_zero() {
        let mut random = 88_172_645_463_325_252_u64;
        let mut next = || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            // Of every size, so that small ones are as likely as large ones.
            (random as i64) >> (random % 60)
        };
        for _ in 0..2_000 {
            let values = [next(), next(), next()].map(|value| value.clamp(i64::MIN / 8, i64::MAX / 8));
            let scale = scale(&values);
            assert!(values.iter().all(|value| (scale.low..=scale.high).contains(value)), "{values:?} {scale:?}");
            assert!(scale.ticks().contains(&0), "{values:?} {scale:?}");
            assert!((2..=7).contains(&scale.ticks().len()), "{values:?} {scale:?}");
            assert!(values.iter().all(|value| (0.0..=100.0).contains(&scale.y(*value))));
        }
    }

    #[test]
    fn a_line_runs_through_the_middles_of_its_columns() {
        let scale = Scale { low: 0, high: 100, step: 25 };
        assert_eq!(line(&[0, 50, 100], scale), "M5 100L15 50L25 0");
        assert_eq!(area(&[50, 100], scale), "M5 50L15 0L15 100H5z");
        assert_eq!(dot(&[50, 100], scale), "M15 0h0");
        assert_eq!((line(&[], scale), area(&[], scale), dot(&[], scale)), Default::default());
    }

    #[test]
    fn a_stack_grows_from_zero_both_ways_and_leaves_no_gap() {
        let scale = Scale { low: -50, high: 100, step: 50 };
        let bars = stack(1, &[30, 20, -15], scale);
        assert_eq!(bars.iter().map(|bar| bar.x).collect::<Vec<_>>(), [11.7; 3]);
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(near(bars[0].y + bars[0].height, scale.y(0)), "{bars:?}");
        assert!(near(bars[1].y + bars[1].height, bars[0].y), "{bars:?}");
        assert!(near(bars[2].y, scale.y(0)) && near(bars[2].height, 10.0), "{bars:?}");
        assert_eq!(reach(&[&[30, 1], &[20], &[-15]], 2), [-15, 50, 0, 1]);
    }

    #[test]
    fn shares_add_up_to_the_whole() {
        assert_eq!(shares(&[1, 1, 1]), [334, 333, 333]);
        assert_eq!(shares(&[0, 0]), [0, 0]);
        assert_eq!(shares(&[-5, 10]), [0, 1000]);
        for values in [[7, 11, 13], [1, 999_999, 3], [i64::MAX, i64::MAX, 1]] {
            assert_eq!(shares(&values).iter().sum::<i64>(), 1000, "{values:?}");
        }
    }

    #[test]
    fn the_last_column_is_always_named_and_never_more_than_there_is_room_for() {
        for columns in 1..400 {
            let named = named(columns, 12);
            assert!(named(columns - 1));
            assert!((0..columns).filter(|column| named(*column)).count() <= 12);
        }
        assert_eq!((0..12).filter(|column| named(12, 12)(*column)).count(), 12);
    }

    #[test]
    fn a_spark_keeps_inside_its_drawing() {
        assert_eq!(spark(&[0, 10]), ("M0 22L97 3".into(), "M0 22L97 3V24H0z".into(), "M97 3h0".into()));
        assert_eq!(spark(&[5, 5]).0, "M0 12.5L97 12.5");
        assert_eq!(spark(&[]), Default::default());
    }

    #[test]
    fn places_are_short() {
        assert_eq!([12.0, 0.333_33, -0.001, 7.5].map(place), ["12", "0.33", "0", "7.5"]);
    }
}
