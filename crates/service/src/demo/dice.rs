//! Chance that repeats itself: equal seeds give equal throws, in every release and on every machine.

/// A generator of numbers (SplitMix64), fast enough to have one for every customer, which makes each independent of how
/// many others there are.
pub(super) struct Dice(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Dice {
    /// Dice for one purpose; different parts make different dice.
    pub fn new(parts: &[u64]) -> Self {
        let mut dice = Self(0x5eed);
        for part in parts {
            dice.0 ^= part.wrapping_mul(STEP);
            dice.0 = dice.throw();
        }
        dice
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, but not including, 1.
    pub fn unit(&mut self) -> f64 {
        (self.throw() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number from `from` up to, but not including, `to`; `from` when there is none between.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let width = to.saturating_sub(from).max(1);
        from + ((u128::from(self.throw()) * width as u128) >> 64) as i64
    }

    /// True in so many of a hundred throws.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.between(0, 100) < i64::from(percent)
    }

    /// One of several, all alike. The slice must not be empty.
    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.between(0, among.len() as i64) as usize]
    }

    /// One of several that differ in weight. The slice must not be empty.
    pub fn weighted<'a, T>(&mut self, among: &'a [(u32, T)]) -> &'a T {
        let total: i64 = among.iter().map(|(weight, _)| i64::from(*weight)).sum();
        let mut left = self.between(0, total);
        for (weight, one) in among {
            left -= i64::from(*weight);
            if left < 0 {
                return one;
            }
        }
        &among[among.len() - 1].1
    }

    /// A positive number around `median`: most are near, a few far above. The larger `spread`, the longer the tail.
    pub fn long_tailed(&mut self, median: f64, spread: f64) -> f64 {
        // Twelve throws make a good bell, from additions that are the same on every machine.
        let bell: f64 = (0..12).map(|_| self.unit()).sum::<f64>() - 6.0;
        median * (spread * bell).exp()
    }

    /// Bytes, for ids.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| (self.throw() >> 56) as u8)
    }

    /// A text in which `#` becomes a digit, `*` one from 1 to 9, and `@` a capital letter.
    pub fn fill(&mut self, pattern: &str) -> String {
        let mut fill = |c| match c {
            '#' => char::from(b'0' + self.between(0, 10) as u8),
            '*' => char::from(b'0' + self.between(1, 10) as u8),
            '@' => char::from(b'A' + self.between(0, 26) as u8),
            other => other,
        };
        pattern.chars().map(&mut fill).collect()
    }

    /// Hexadecimal digits.
    pub fn hex(&mut self, digits: usize) -> String {
        (0..digits).map(|_| char::from(b"0123456789abcdef"[self.between(0, 16) as usize])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_seeds_give_equal_throws_and_others_differ() {
        let throws = |parts: &[u64]| -> [u64; 4] {
            let mut dice = Dice::new(parts);
            std::array::from_fn(|_| dice.throw())
        };

        assert_eq!(throws(&[1, 2]), throws(&[1, 2]));
        assert_ne!(throws(&[1, 2]), throws(&[2, 1]));
    }

    #[test]
    fn throws_stay_within_their_bounds_and_reach_them() {
        let mut dice = Dice::new(&[1]);
        let throws: Vec<i64> = (0..1000).map(|_| dice.between(-2, 3)).collect();

        assert_eq!((throws.iter().min(), throws.iter().max()), (Some(&-2), Some(&2)));
        assert_eq!(dice.between(5, 5), 5);
    }

    #[test]
    fn half_of_a_long_tail_lies_below_its_median() {
        let mut dice = Dice::new(&[1]);
        let below = (0..1000).filter(|_| dice.long_tailed(30.0, 0.8) < 30.0).count();

        assert!((450..550).contains(&below), "{below}");
    }

    #[test]
    fn patterns_are_filled() {
        let text = Dice::new(&[1]).fill("@@#* x");

        assert!(
            text.ends_with(" x") && text.as_bytes()[0].is_ascii_uppercase() && text.as_bytes()[3] != b'0',
            "{text}"
        );
    }
}
