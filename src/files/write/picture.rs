//! A picture as PNG, drawn from its SVG with the fonts of the system. Only with the feature `png`.

use crate::language::{said, term};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Family, Query};
use resvg::usvg::{Options, Tree};

/// Pixels of a picture at most, along either side.
const MOST: f32 = 20_000.0;

/// Fonts that may stand for a plain one, best first.
const PLAIN: [&str; 8] = [
    "Source Sans 3",
    "Source Sans Pro",
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "Arial",
    "Helvetica",
    "Segoe UI",
];

/// PNG bytes of an SVG, `scale` pixels for one of its own, and the letters that no font of this system holds.
///
/// # Errors
/// When the system has no font, or the SVG cannot be drawn at this size; in words.
pub(crate) fn png(svg: &str, scale: f32) -> Result<(Vec<u8>, String), String> {
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_system_fonts();
    if fonts.is_empty() {
        return Err(term(
            "this system has no fonts, so a picture would lose its words; install one, or draw SVG",
        )
        .into());
    }
    // What an SVG calls sans-serif is a font of this system.
    let known = PLAIN
        .iter()
        .find(|name| fonts.query(&Query { families: &[Family::Name(name)], ..Query::default() }).is_some());
    let first = fonts.faces().next().and_then(|face| face.families.first()).map(|family| family.0.clone());
    if let Some(name) = known.map(|name| (*name).to_string()).or(first) {
        fonts.set_sans_serif_family(name);
    }
    let missing = missing(svg, &options);
    let tree = Tree::from_str(svg, &options).map_err(|cause| cause.to_string())?;
    let size = tree.size();
    let [width, height] = [size.width(), size.height()].map(|side| (side * scale).ceil());
    if !(width <= MOST && height <= MOST) {
        return Err(said!("{width} × {height} pixels are too many; choose a smaller scale"));
    }
    let Some(mut pixels) = Pixmap::new(width as u32, height as u32) else {
        return Err(term("the picture has no size").into());
    };
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map(|bytes| (bytes, missing)).map_err(|cause| cause.to_string())
}

/// Letters of the SVG that no font of the system can draw.
fn missing(svg: &str, options: &Options) -> String {
    let mut letters: Vec<char> = svg.chars().filter(|c| !c.is_ascii()).collect();
    letters.sort_unstable();
    letters.dedup();
    for id in options.fontdb.faces().map(|face| face.id) {
        if letters.is_empty() {
            break;
        }
        options.fontdb.with_face_data(id, |data, index| {
            if let Ok(face) = ttf_parser::Face::parse(data, index) {
                letters.retain(|letter| face.glyph_index(*letter).is_none());
            }
        });
    }
    letters.into_iter().collect()
}
