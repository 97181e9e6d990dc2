//! A merchant's colour, and the shades of it that can be read.
//!
//! Contrast is that of WCAG 2: 4.5 for text, 3 for the shape of a button.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The darkest of the light surfaces and the lightest of the dark ones on which the colour is shown.
const LIGHT: [u8; 3] = [0xf2, 0xf1, 0xed];
const DARK: [u8; 3] = [0x24, 0x2a, 0x2c];
const WHITE: [u8; 3] = [0xff; 3];
const BLACK: [u8; 3] = [0; 3];
/// What text needs.
const TEXT: f64 = 4.5;
/// What a shape needs.
const SHAPE: f64 = 3.0;
/// In so many steps a colour becomes black or white.
const STEPS: u32 = 64;

/// A colour: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent([u8; 3]);

/// A colour as it is shown in one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shades {
    /// The surface of buttons.
    pub solid: Accent,
    /// What is written on it: black or white.
    pub on_solid: Accent,
    /// Links.
    pub ink: Accent,
}

impl Accent {
    /// Red, green and blue.
    pub fn parts(self) -> [u8; 3] {
        self.0
    }

    /// The colour in the light theme or in the dark one: the colour itself where it can be seen, or else as much darker or
    /// lighter as it takes.
    pub fn shades(self, dark: bool) -> Shades {
        let (surface, away) = if dark { (DARK, WHITE) } else { (LIGHT, BLACK) };
        let until = |least| {
            let shades = (0..=STEPS).map(|step| mixed(self.0, away, step));
            shades.into_iter().find(|shade| contrast(*shade, surface) >= least).unwrap_or(away)
        };
        let solid = until(SHAPE);
        let on_solid = if contrast(solid, WHITE) >= contrast(solid, BLACK) { WHITE } else { BLACK };
        Shades { solid: Self(solid), on_solid: Self(on_solid), ink: Self(until(TEXT)) }
    }

    /// The roles of the accent in both themes, as a style.
    pub fn style(self) -> String {
        let (light, dark) = (self.shades(false), self.shades(true));
        let role = |name: &str, of: fn(Shades) -> Self| format!("--{name}:light-dark({},{});", of(light), of(dark));
        let roles = [
            role("accent-solid", |shades| shades.solid),
            role("on-accent", |shades| shades.on_solid),
            role("accent", |shades| shades.ink),
            role("focus", |shades| shades.ink),
        ];
        format!(":root{{{}}}", roles.concat())
    }
}

/// So many steps from the one colour to the other.
fn mixed(from: [u8; 3], to: [u8; 3], step: u32) -> [u8; 3] {
    let part = |place: usize| {
        let (from, to) = (u32::from(from[place]), u32::from(to[place]));
        ((from * (STEPS - step) + to * step) / STEPS) as u8
    };
    [part(0), part(1), part(2)]
}

/// From 1, for equal lightness, to 21, for black on white.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance, 0 to 1.
fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// The text is no colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Write the colour as # and six digits of 0 to 9 and a to f, such as #8a3c2a.")]
pub struct InvalidAccent;

impl FromStr for Accent {
    type Err = InvalidAccent;
    fn from_str(text: &str) -> Result<Self, InvalidAccent> {
        let digits = text.trim().trim_start_matches('#');
        let hexadecimal = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| hexadecimal).ok_or(InvalidAccent)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

/// `#8a3c2a`
impl fmt::Display for Accent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Serialize for Accent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Accent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast([0x77; 3], WHITE) - 4.48).abs() < 0.01);
    }

    #[test]
    fn a_colour_that_can_be_seen_stays_as_it_is() {
        let copper: Accent = "#8a3c2a".parse().expect("a colour");

        assert_eq!(copper.shades(false).solid, copper);
        assert_eq!(copper.shades(false).on_solid, Accent(WHITE));
        assert_ne!(copper.shades(true).ink, copper);
        assert!("red".parse::<Accent>().is_err() && "#12345".parse::<Accent>().is_err());
        assert_eq!("8A3C2A".parse(), Ok(copper));
    }

    proptest! {
        #[test]
        fn every_colour_can_be_read_in_both_themes(rgb: [u8; 3], dark: bool) {
            let surface = if dark { DARK } else { LIGHT };
            let Shades { solid, on_solid, ink } = Accent(rgb).shades(dark);
            prop_assert!(contrast(solid.0, surface) >= SHAPE);
            prop_assert!(contrast(ink.0, surface) >= TEXT);
            prop_assert!(contrast(on_solid.0, solid.0) >= TEXT);
        }

        #[test]
        fn a_colour_reads_back(rgb: [u8; 3]) {
            prop_assert_eq!(Accent(rgb).to_string().parse(), Ok(Accent(rgb)));
        }
    }
}
