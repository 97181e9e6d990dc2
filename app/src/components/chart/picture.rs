//! A chart as a picture to keep. The browser draws it from what is on the screen: the shapes of the chart's drawings with
//! the colours they have, and its words where they stand. Called only from event handlers, which never run on the server.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement};

use crate::components::browser;

/// Points of the picture for each of the screen: sharp also where it is printed.
const FINE: f64 = 2.0;
/// What gives a shape its looks.
const LOOKS: [&str; 6] = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"];
/// What gives a shape its place.
const PLACES: [&str; 6] = ["d", "x", "y", "width", "height", "rx"];

/// Draws a chart with its title, legend and words, and lets the reader keep the file.
pub(super) fn save(figure: &Element, file_name: &str) {
    let (figure, file_name) = (figure.clone(), file_name.to_owned());
    leptos::task::spawn_local(async move {
        if let Err(error) = draw(&figure, &file_name).await {
            leptos::logging::warn!("the picture could not be drawn: {error:?}");
        }
    });
}

async fn draw(figure: &Element, file_name: &str) -> Result<(), JsValue> {
    let (frame, end) = (Place::of(figure)?, bottom(figure)?);
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    canvas.set_width((frame.width * FINE) as u32);
    canvas.set_height(((end - frame.y + 16.0) * FINE) as u32);
    let pen = Pen(canvas.get_context("2d")?.ok_or("this browser draws no pictures")?.into());
    pen.call("scale", &[FINE.into(), FINE.into()])?;
    pen.set("fillStyle", &style(figure, "background-color")?)?;
    pen.call("fillRect", &[0.0.into(), 0.0.into(), frame.width.into(), (end - frame.y + 16.0).into()])?;
    for drawing in elements(figure, "svg:not(.icon)")? {
        // The signs within the tips belong to what is pointed at.
        if drawing.closest(".chart-points")?.is_none() {
            shapes(&pen, &drawing, frame).await?;
        }
    }
    for words in elements(figure, "h2, header p, [data-text]")? {
        write(&pen, &words, frame)?;
    }
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&canvas.to_data_url()?);
    link.set_attribute("download", file_name)?;
    link.click();
    Ok(())
}

/// Where the picture ends: what comes below is of no use on paper.
fn bottom(figure: &Element) -> Result<f64, JsValue> {
    match figure.query_selector(".chart-foot")? {
        Some(foot) => Ok(Place::of(&foot)?.y),
        None => Place::of(figure).map(|place| place.y + place.height),
    }
}

/// A drawing's shapes, with the looks that the style sheet gives them.
async fn shapes(pen: &Pen, drawing: &Element, frame: Place) -> Result<(), JsValue> {
    let place = Place::of(drawing)?;
    let view = drawing.get_attribute("viewBox").unwrap_or_default();
    if view.is_empty() || place.width < 1.0 || place.height < 1.0 {
        return Ok(());
    }
    let mut inner = String::new();
    for shape in elements(drawing, "path, rect")? {
        inner.push_str(&format!("<{} vector-effect=\"non-scaling-stroke\"", shape.tag_name().to_lowercase()));
        for name in PLACES {
            if let Some(value) = shape.get_attribute(name) {
                inner.push_str(&format!(" {name}=\"{value}\""));
            }
        }
        let around = shape.parent_element().and_then(|group| group.get_attribute("opacity"));
        if let Some(opacity) = around {
            inner.push_str(&format!(" opacity=\"{opacity}\""));
        }
        for name in LOOKS {
            inner.push_str(&format!(" {name}=\"{}\"", style(&shape, name)?));
        }
        inner.push_str("/>");
    }
    let turned = style(drawing, "transform")?.starts_with("matrix(-1");
    let width: f64 = view.split(' ').nth(2).and_then(|width| width.parse().ok()).unwrap_or_default();
    let turn = if turned { format!(" transform=\"translate({width} 0) scale(-1 1)\"") } else { String::new() };
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"{view}\" \
         preserveAspectRatio=\"none\" overflow=\"visible\"><g{turn}>{inner}</g></svg>",
        place.width * FINE,
        place.height * FINE
    );
    let image = HtmlImageElement::new()?;
    image.set_src(&format!("data:image/svg+xml,{}", String::from(js_sys::encode_uri_component(&text))));
    JsFuture::from(image.decode()).await?;
    let at = [place.x - frame.x, place.y - frame.y, place.width, place.height];
    let mut arguments = vec![JsValue::from(image)];
    arguments.extend(at.map(JsValue::from));
    pen.call("drawImage", &arguments)
}

/// A piece of text where it stands, in its letters and its colour, broken where it doesn't fit.
fn write(pen: &Pen, words: &Element, frame: Place) -> Result<(), JsValue> {
    let place = Place::of(words)?;
    let text = words.text_content().unwrap_or_default();
    if text.trim().is_empty() || place.width < 1.0 {
        return Ok(());
    }
    let font =
        format!("{} {} {}", style(words, "font-weight")?, style(words, "font-size")?, style(words, "font-family")?);
    let direction = style(words, "direction")?;
    for (name, value) in [
        ("font", font.as_str()),
        ("fillStyle", &style(words, "color")?),
        ("direction", &direction),
        ("textAlign", "start"),
        ("textBaseline", "middle"),
    ] {
        pen.set(name, value)?;
    }
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last().map(|line| format!("{line} {word}")).unwrap_or_default();
        if pen.width(line.trim())? > place.width + 1.0 {
            lines.push(word.to_owned());
        } else if let Some(last) = lines.last_mut() {
            *last = line.trim().to_owned();
        }
    }
    let height = place.height / lines.len() as f64;
    let x = if direction == "rtl" { place.x + place.width } else { place.x } - frame.x;
    for (number, line) in lines.iter().enumerate() {
        let y = place.y - frame.y + height * (number as f64 + 0.5);
        pen.call("fillText", &[line.into(), x.into(), y.into()])?;
    }
    Ok(())
}

/// What draws on a canvas. The little that is needed of it is asked for by name.
struct Pen(JsValue);

impl Pen {
    fn call(&self, name: &str, arguments: &[JsValue]) -> Result<(), JsValue> {
        browser::call(&self.0, name, arguments).map(|_| ())
    }

    fn set(&self, name: &str, value: &str) -> Result<(), JsValue> {
        js_sys::Reflect::set(&self.0, &name.into(), &value.into()).map(|_| ())
    }

    /// How wide a text is, in the font that is set.
    fn width(&self, text: &str) -> Result<f64, JsValue> {
        number(&browser::call(&self.0, "measureText", &[text.into()])?, "width")
    }
}

/// Where an element stands on the screen.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Place {
    fn of(element: &Element) -> Result<Self, JsValue> {
        let found = browser::call(element, "getBoundingClientRect", &[])?;
        let get = |name| number(&found, name);
        Ok(Self { x: get("x")?, y: get("y")?, width: get("width")?, height: get("height")? })
    }
}

fn number(of: &JsValue, name: &str) -> Result<f64, JsValue> {
    js_sys::Reflect::get(of, &name.into()).map(|value| value.as_f64().unwrap_or_default())
}

/// What the style sheet says of an element.
fn style(of: &Element, name: &str) -> Result<String, JsValue> {
    window().get_computed_style(of)?.ok_or("no style")?.get_property_value(name)
}

/// Everything below that a selector finds.
fn elements(within: &Element, selector: &str) -> Result<Vec<Element>, JsValue> {
    let found = within.query_selector_all(selector)?;
    Ok((0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect())
}
