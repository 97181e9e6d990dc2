//! Sheets of paper with marks on them. Where letters run from right to left, everything stands the other way round: a
//! distance is counted from the side where reading begins.

use clientele_domain::rules;
use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;

use super::letters::Line;

/// Red, green and blue.
pub type Ink = [u8; 3];

/// The size of sheets, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// From side to side.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

impl Paper {
    const A4: Self = Self { width: 595.28, height: 841.89 };
    const LETTER: Self = Self { width: 612.0, height: 792.0 };

    /// What is used where the letter goes.
    pub fn of_country(country: &str) -> Self {
        if rules::writes_on_letter(country) { Self::LETTER } else { Self::A4 }
    }
}

/// At which side something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// It begins there.
    Start,
    /// It ends there.
    End,
}

enum Mark {
    Text { line: Line, x: f32, y: f32, size: f32, ink: Ink },
    Rule { x: f32, y: f32, width: f32, thick: f32, ink: Ink },
    Frame { x: f32, y: f32, width: f32, height: f32, ink: Ink },
    Link { x: f32, y: f32, width: f32, height: f32, url: String },
}

/// Sheets, the last of which is written on.
pub struct Sheets {
    paper: Paper,
    leftward: bool,
    pages: Vec<Vec<Mark>>,
    lacks_shapes: bool,
}

impl Sheets {
    /// One empty sheet.
    pub fn new(paper: Paper, leftward: bool) -> Self {
        Self { paper, leftward, pages: vec![Vec::new()], lacks_shapes: false }
    }

    /// Another empty sheet.
    pub fn turn(&mut self) {
        self.pages.push(Vec::new());
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// The size of each.
    pub fn paper(&self) -> Paper {
        self.paper
    }

    /// Whether something is written with empty boxes.
    pub fn lacks_shapes(&self) -> bool {
        self.lacks_shapes
    }

    /// A line of text on the last sheet; `y` is where its letters stand.
    pub fn text(&mut self, line: Line, (x, at): (f32, At), y: f32, size: f32, ink: Ink) {
        let page = self.pages.len() - 1;
        self.text_on(page, line, (x, at), y, size, ink);
    }

    /// The same on any of them.
    pub fn text_on(&mut self, page: usize, line: Line, (x, at): (f32, At), y: f32, size: f32, ink: Ink) {
        self.lacks_shapes |= line.lacks_shapes;
        let width = line.width(size);
        let x = self.left(if at == At::Start { x } else { x - width }, width);
        self.mark(page, Mark::Text { line, x, y, size, ink });
    }

    /// A rule on the last sheet.
    pub fn rule(&mut self, x: f32, y: f32, width: f32, thick: f32, ink: Ink) {
        let x = self.left(x, width);
        self.mark(self.pages.len() - 1, Mark::Rule { x, y, width, thick, ink });
    }

    /// A frame on the last sheet, with rounded corners.
    pub fn frame(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), ink: Ink) {
        let x = self.left(x, width);
        self.mark(self.pages.len() - 1, Mark::Frame { x, y, width, height, ink });
    }

    /// An area of the last sheet that leads to an address.
    pub fn link(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), url: &str) {
        let x = self.left(x, width);
        self.mark(self.pages.len() - 1, Mark::Link { x, y, width, height, url: url.to_owned() });
    }

    fn mark(&mut self, page: usize, mark: Mark) {
        if let Some(page) = self.pages.get_mut(page) {
            page.push(mark);
        }
    }

    /// Counted from the left, whatever side reading begins at.
    fn left(&self, x: f32, width: f32) -> f32 {
        if self.leftward { self.paper.width - x - width } else { x }
    }

    /// The file. None when it can't be written.
    pub fn file(self, about: Metadata) -> Option<Vec<u8>> {
        let mut document = Document::new();
        document.set_metadata(about);
        for marks in self.pages {
            let mut page = document.start_page_with(PageSettings::from_wh(self.paper.width, self.paper.height)?);
            let mut links = Vec::new();
            let mut surface = page.surface();
            for mark in marks {
                match mark {
                    Mark::Link { x, y, width, height, url } => links.push((Rect::from_xywh(x, y, width, height)?, url)),
                    drawn => draw(&mut surface, drawn),
                }
            }
            surface.finish();
            for (area, url) in links {
                let target = Target::Action(Action::from(LinkAction::new(url.clone())));
                page.add_annotation(Annotation::new_link(LinkAnnotation::new(area, target), Some(url)));
            }
            page.finish();
        }
        document.finish().ok()
    }
}

fn draw(surface: &mut Surface<'_>, mark: Mark) {
    match mark {
        Mark::Text { line, mut x, y, size, ink } => {
            surface.set_stroke(None);
            surface.set_fill(Some(filled(ink)));
            for run in line.runs {
                surface.draw_glyphs(Point::from_xy(x, y), &run.glyphs, run.font, &run.text, size, false);
                x += run.width * size;
            }
        }
        Mark::Rule { x, y, width, thick, ink } => {
            surface.set_stroke(None);
            surface.set_fill(Some(filled(ink)));
            let mut path = PathBuilder::new();
            path.push_rect_of(x, y, width, thick);
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Mark::Frame { x, y, width, height, ink } => {
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke { paint: colour(ink).into(), width: 1.0, ..Stroke::default() }));
            if let Some(path) = rounded(x, y, width, height) {
                surface.draw_path(&path);
            }
        }
        Mark::Link { .. } => {}
    }
}

fn colour([red, green, blue]: Ink) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn filled(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), ..Fill::default() }
}

/// A rectangle of which the corners are quarters of a circle, near enough.
fn rounded(x: f32, y: f32, width: f32, height: f32) -> Option<krilla::geom::Path> {
    const CORNER: f32 = 4.0;
    let (right, bottom) = (x + width, y + height);
    let mut path = PathBuilder::new();
    path.move_to(x + CORNER, y);
    path.line_to(right - CORNER, y);
    path.quad_to(right, y, right, y + CORNER);
    path.line_to(right, bottom - CORNER);
    path.quad_to(right, bottom, right - CORNER, bottom);
    path.line_to(x + CORNER, bottom);
    path.quad_to(x, bottom, x, bottom - CORNER);
    path.line_to(x, y + CORNER);
    path.quad_to(x, y, x + CORNER, y);
    path.close();
    path.finish()
}

trait Rectangles {
    fn push_rect_of(&mut self, x: f32, y: f32, width: f32, height: f32);
}

impl Rectangles for PathBuilder {
    fn push_rect_of(&mut self, x: f32, y: f32, width: f32, height: f32) {
        if let Some(area) = Rect::from_xywh(x, y, width, height) {
            self.push_rect(area);
        }
    }
}
