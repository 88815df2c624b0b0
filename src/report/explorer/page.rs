//! The page that lives worlds itself, as one file: the model as WebAssembly, the declarations as JSON, a
//! style sheet and one script. It asks for nothing.

use crate::report::explorer::levers::{Both, LeverGroup, groups};
use crate::report::explorer::measures::{CourseGroup, course_groups};
use crate::report::explorer::presets::{Preset, presets};
use crate::report::explorer::unknown::DrawsGiven;
use crate::report::text::translate::Lang;
use crate::scenario::Scenario;
use crate::study::compare::case::Case;
use crate::world::blueprint::CommunityBlueprint;
use maud::{PreEscaped, html};
use serde::Serialize;
use serde_json::value::RawValue;

/// The model, compiled by `explorer/build.sh`: gzip, as base64 text.
const ENGINE: &str = include_str!("../../../explorer/engine.b64");
/// The fixed texts of the page, in English and Chinese.
const WORDS: &str = include_str!("words.json");
/// The script, in parts that build upon one another.
const SCRIPT: [&str; 7] = [
    include_str!("script/1-state.js"),
    include_str!("script/2-worlds.js"),
    include_str!("script/3-charts.js"),
    include_str!("script/4-controls.js"),
    include_str!("script/5-words.js"),
    include_str!("script/6-why.js"),
    include_str!("script/7-page.js"),
];
/// What the page may load: what stands in it, and nothing from anywhere.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; \
    worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:";

/// What a page begins with.
pub(crate) struct Beginning<'a> {
    /// The baseline.
    pub(crate) base: &'a Scenario,
    /// Its text, if it is no shipped scenario as it stands.
    pub(crate) text: Option<String>,
    /// Seed of the random worlds.
    pub(crate) seed: u64,
    /// Worlds of a full answer.
    pub(crate) worlds: u32,
    /// Draws of what is not known; `None` where only chance is told.
    pub(crate) draws: Option<DrawsGiven>,
    /// The flags with which `compare` takes the same draws.
    pub(crate) flags: String,
    /// Language at first.
    pub(crate) lang: Lang,
}

/// What the script reads.
#[derive(Serialize)]
struct PageData<'a> {
    version: &'a str,
    lang: &'a str,
    base: BaseData<'a>,
    seed: String,
    worlds: u32,
    draws: Option<&'a DrawsGiven>,
    flags: &'a str,
    groups: Vec<LeverGroup>,
    presets: Vec<Preset>,
    courses: Vec<CourseGroup>,
    words: &'a RawValue,
}

/// The baseline.
#[derive(Serialize)]
struct BaseData<'a> {
    name: &'a str,
    titles: Both,
    text: Option<&'a str>,
    weeks: i32,
    residents: u32,
    /// Seats of the first home.
    seats: i64,
    places: Vec<PlaceData<'a>>,
}

/// A community, of which the page shows residents and the home.
#[derive(Serialize)]
struct PlaceData<'a> {
    name: &'a str,
    residents: u32,
    seats: i64,
}

impl PlaceData<'_> {
    fn of(place: &CommunityBlueprint) -> PlaceData<'_> {
        PlaceData { name: &place.name, residents: place.population(), seats: place.home.seats }
    }
}

/// What the script reads, as JSON within a script: no text may end it.
fn data(beginning: &Beginning) -> Result<String, serde_json::Error> {
    let Beginning { base, text, seed, worlds, draws, flags, lang } = beginning;
    let case = Case { title: base.title.clone(), short: base.short.clone(), ..Case::default() };
    let title = |lang: Lang| lang.short(&case).unwrap_or_else(|| lang.title(&case)).to_string();
    let communities = &base.blueprint.communities;
    let data = PageData {
        version: env!("CARGO_PKG_VERSION"),
        lang: lang.say("en", "zh"),
        base: BaseData {
            name: &base.name,
            titles: [title(Lang::En), title(Lang::Zh)],
            text: text.as_deref(),
            weeks: base.blueprint.weeks,
            residents: communities.iter().map(|place| place.population()).sum(),
            places: communities.iter().map(PlaceData::of).collect(),
            seats: communities.first().map_or(base.blueprint.settings.home.seats, |place| place.home.seats),
        },
        seed: seed.to_string(),
        worlds: *worlds,
        draws: draws.as_ref(),
        flags,
        groups: groups(base),
        presets: presets(),
        courses: course_groups(),
        words: serde_json::from_str(WORDS)?,
    };
    Ok(serde_json::to_string(&data)?.replace('<', "\\u003c"))
}

/// The page.
pub(crate) fn page(beginning: &Beginning) -> Result<String, serde_json::Error> {
    let data = data(beginning)?;
    let markup = html! {
        (PreEscaped("<!doctype html>\n"))
        html lang=(beginning.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                link rel="icon" href="data:,";
                title { "commonroom" }
                style { "\n" (PreEscaped(include_str!("page.css"))) }
            }
            "\n"
            body {
                (PreEscaped(include_str!("page.html")))
                script type="application/json" id="data" { (PreEscaped(data)) }
                "\n"
                script type="text/plain" id="engine" { (PreEscaped(ENGINE)) }
                "\n"
                script type="text/plain" id="worker" { (PreEscaped(include_str!("worker.js"))) }
                "\n"
                script { "\n" @for part in SCRIPT { (PreEscaped(part)) } }
            }
        }
        "\n"
    };
    Ok(markup.into_string())
}
