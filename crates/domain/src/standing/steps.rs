//! Steps that values are counted in: narrow ones, which are kept, and the wide ones of the series 1, 2, 5, 10, … which
//! people look at. The exact place of a value is found by looking into one narrow step.

/// The narrow step that a value lies in: its first two digits, followed by zeros. Values below 100 have one each, and
/// what is below 0 counts as 0.
pub fn step(value: i64) -> i64 {
    let power = power_of(value, 100);
    value.max(0) / power * power
}

/// Where the next narrow step begins.
pub fn step_end(step: i64) -> i64 {
    step.saturating_add(power_of(step, 100))
}

/// The power of ten that leaves less than `below` of a value.
fn power_of(value: i64, below: i64) -> i64 {
    let mut power = 1;
    while value / power >= below {
        power *= 10;
    }
    power
}

/// From one figure of the series 0, 1, 2, 5, 10, 20, … to the next, which is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// At least.
    pub from: i64,
    /// Less than.
    pub to: i64,
}

/// The span of the series that a value lies in. A narrow step never lies in two.
pub fn span(value: i64) -> Span {
    let value = value.max(0);
    let power = power_of(value, 10);
    let (from, to) = match value / power {
        0 => (0, 1),
        1 => (1, 2),
        2..=4 => (2, 5),
        _ => (5, 10),
    };
    Span { from: from * power, to: i64::saturating_mul(to, power) }
}

/// What lies in each span, from the first in which there is something to the last, without gaps: how many, and their
/// sum. The steps ascend.
pub fn spans(steps: &[(i64, i64, i64)]) -> Vec<(Span, i64, i64)> {
    let mut spans: Vec<(Span, i64, i64)> = Vec::new();
    for (step, count, sum) in steps.iter().copied().filter(|(_, count, _)| *count != 0) {
        let here = span(step);
        while let Some((last, ..)) = spans.last()
            && last.to < here.from
        {
            spans.push((span(last.to), 0, 0));
        }
        match spans.last_mut() {
            Some((last, counted, summed)) if *last == here => {
                *counted += count;
                *summed = summed.saturating_add(sum);
            }
            _ => spans.push((here, count, sum)),
        }
    }
    spans
}

/// In which of the steps the value number `number` lies, counted from 0 in the order in which the steps stand, and how
/// many values of that step come before it.
pub fn place(steps: &[(i64, i64)], number: i64) -> Option<(i64, i64)> {
    let mut before = 0;
    for (step, count) in steps {
        if number < before + count {
            return Some((*step, number - before));
        }
        before += count;
    }
    None
}

/// The numbers, from 0, of the one or two values in the middle of so many; none of none.
pub fn middle(count: i64) -> Option<(i64, i64)> {
    (count > 0).then_some(((count - 1) / 2, count / 2))
}
