//! From text to shapes: which font has a letter, in which order letters stand, and how wide they are. Latin, Greek and
//! Cyrillic letters are Inter's, Arabic ones are Noto's; what neither has is an empty box.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer};
use unicode_bidi::BidiInfo;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Of text.
    Plain,
    /// Of titles and sums.
    Bold,
}

/// Stands for letters that no font has.
const NO_SHAPE: char = '□';

struct Face {
    shapes: rustybuzz::Face<'static>,
    font: Font,
}

impl Face {
    fn of(file: &'static [u8]) -> Option<Self> {
        Some(Self { shapes: rustybuzz::Face::from_slice(file, 0)?, font: Font::new(file.into(), 0)? })
    }

    fn has(&self, letter: char) -> bool {
        self.shapes.glyph_index(letter).is_some()
    }
}

/// Where these files come from is in `server/fonts/README.md`.
static PLAIN: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let files: [&'static [u8]; 2] =
        [include_bytes!("../../../fonts/inter-regular.ttf"), include_bytes!("../../../fonts/noto-arabic-regular.ttf")];
    files.into_iter().filter_map(Face::of).collect()
});
static BOLD: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let files: [&'static [u8]; 2] = [
        include_bytes!("../../../fonts/inter-semibold.ttf"),
        include_bytes!("../../../fonts/noto-arabic-semibold.ttf"),
    ];
    files.into_iter().filter_map(Face::of).collect()
});

fn faces(weight: Weight) -> &'static [Face] {
    match weight {
        Weight::Plain => &PLAIN,
        Weight::Bold => &BOLD,
    }
}

/// Letters of one font in one direction.
pub struct Run {
    /// Its font.
    pub font: Font,
    /// Its letters in the order in which they are read.
    pub text: String,
    /// Its shapes in the order in which they stand.
    pub glyphs: Vec<KrillaGlyph>,
    /// Parts of the size of the font.
    pub width: f32,
}

/// A line of text as it stands on paper, from left to right.
pub struct Line {
    /// Its parts.
    pub runs: Vec<Run>,
    /// Whether something of it is written with empty boxes.
    pub lacks_shapes: bool,
    /// Parts of the size of the font.
    width: f32,
}

impl Line {
    /// A text in one line. Its direction is that of its first letter.
    pub fn of(text: &str, weight: Weight) -> Self {
        let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        let bidi = BidiInfo::new(&text, None);
        let mut line = Self { runs: Vec::new(), lacks_shapes: false, width: 0.0 };
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let rightward = levels.get(run.start).is_none_or(|level| level.is_ltr());
                let mut parts = line.parted(&text[run], faces(weight));
                if !rightward {
                    parts.reverse();
                }
                line.runs.extend(parts.into_iter().map(|(face, text)| shaped(face, text, rightward)));
            }
        }
        line.width = line.runs.iter().map(|run| run.width).sum();
        line
    }

    /// How wide it is in letters of this size.
    pub fn width(&self, size: f32) -> f32 {
        self.width * size
    }

    /// The text by fonts. Spaces and marks go with the letters before them.
    fn parted(&mut self, text: &str, faces: &'static [Face]) -> Vec<(&'static Face, String)> {
        let mut parts: Vec<(&'static Face, String)> = Vec::new();
        for letter in text.chars().filter(|letter| !steers(*letter)) {
            let before =
                parts.last().map(|(face, _)| *face).filter(|face| !letter.is_alphanumeric() && face.has(letter));
            let found = before.or_else(|| faces.iter().find(|face| face.has(letter)));
            self.lacks_shapes |= found.is_none();
            let Some(face) = found.or(faces.first()) else { continue };
            let letter = if found.is_some() { letter } else { NO_SHAPE };
            match parts.last_mut() {
                Some((last, text)) if std::ptr::eq(*last, face) => text.push(letter),
                _ => parts.push((face, letter.to_string())),
            }
        }
        parts
    }
}

/// Whether it only says in which direction others stand.
fn steers(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn shaped(face: &'static Face, text: String, rightward: bool) -> Run {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&text);
    buffer.guess_segment_properties();
    buffer.set_direction(if rightward { Direction::LeftToRight } else { Direction::RightToLeft });
    let shaped = rustybuzz::shape(&face.shapes, &[], buffer);
    let em = face.shapes.units_per_em() as f32;
    let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    let glyphs: Vec<KrillaGlyph> = shaped
        .glyph_infos()
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, place)| {
            let start = info.cluster as usize;
            let end = starts.iter().find(|other| **other > start).copied().unwrap_or(text.len());
            let part = |units: i32| units as f32 / em;
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                part(place.x_advance),
                part(place.x_offset),
                part(place.y_offset),
                part(place.y_advance),
                start..end,
                None,
            )
        })
        .collect();
    let units: i32 = shaped.glyph_positions().iter().map(|place| place.x_advance).sum();
    Run { font: face.font.clone(), text, glyphs, width: units as f32 / em }
}

/// A text in as many lines as it needs. A word that is wider than a line is broken where the line ends.
pub fn lines(text: &str, weight: Weight, size: f32, width: f32) -> Vec<Line> {
    let wide = |text: &str| Line::of(text, weight).width(size);
    let space = wide("n n") - wide("nn");
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
    for word in text.split_whitespace().flat_map(|word| broken(word, &wide, width)) {
        let this = wide(&word);
        if !line.is_empty() && used + space + this > width {
            lines.push(Line::of(&std::mem::take(&mut line), weight));
        }
        used = if line.is_empty() { this } else { used + space + this };
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    lines.push(Line::of(&line, weight));
    lines
}

/// A word in pieces that fit.
fn broken(word: &str, wide: &impl Fn(&str) -> f32, width: f32) -> Vec<String> {
    if wide(word) <= width {
        return vec![word.to_owned()];
    }
    let (mut pieces, mut piece, mut used) = (Vec::new(), String::new(), 0.0);
    for letter in word.chars() {
        let this = wide(letter.encode_utf8(&mut [0; 4]));
        if !piece.is_empty() && used + this > width {
            pieces.push(std::mem::take(&mut piece));
            used = 0.0;
        }
        piece.push(letter);
        used += this;
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use krilla::text::Glyph;

    use super::*;

    fn stands(text: &str) -> Vec<String> {
        Line::of(text, Weight::Plain).runs.into_iter().map(|run| run.text).collect()
    }

    #[test]
    fn every_font_is_there() {
        assert_eq!((PLAIN.len(), BOLD.len()), (2, 2));
        for letter in "aß€−□ОΩễ1".chars() {
            assert!(PLAIN[0].has(letter) && BOLD[0].has(letter), "{letter}");
        }
    }

    #[test]
    fn letters_stand_in_the_order_of_their_script() {
        assert_eq!(stands("Total 12"), ["Total 12"]);
        // Read from the right: the word, then the number on its left.
        assert_eq!(stands("فاتورة 42"), ["42", "فاتورة "]);
        // An isolate keeps its own order, and is not written.
        assert_eq!(stands("دفع \u{2066}1,234.50 €\u{2069}").concat(), "1,234.50 €دفع ");
        // Digits in a row are equally wide.
        let wide = |text| Line::of(text, Weight::Plain).width(10.0);
        assert!((wide("111") - wide("888")).abs() < 0.001);
    }

    #[test]
    fn arabic_letters_join() {
        let shapes = |text: &str| -> Vec<GlyphId> {
            let runs = Line::of(text, Weight::Plain).runs;
            runs.iter().flat_map(|run| run.glyphs.iter().map(|glyph| glyph.glyph_id())).collect()
        };
        let apart: Vec<GlyphId> = "دمحم".chars().flat_map(|letter| shapes(&letter.to_string())).collect();

        assert!(!Line::of("محمد", Weight::Plain).lacks_shapes);
        assert_ne!(shapes("محمد"), apart);
    }

    #[test]
    fn what_no_font_has_is_told() {
        let line = Line::of("田中 Yuki", Weight::Bold);

        assert!(line.lacks_shapes);
        assert_eq!(line.runs[0].text, "□□ Yuki");
    }

    #[test]
    fn lines_fit() {
        let text = "Storage for a year, with a-word-that-is-much-longer-than-any-line-could-be, and the rest";
        let lines = lines(text, Weight::Plain, 10.0, 120.0);

        assert!(lines.len() > 3);
        assert!(lines.iter().all(|line| line.width(10.0) <= 121.0));
    }
}
