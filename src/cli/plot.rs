//! `plot`: one chart of a result folder as an SVG file, drawn as in the report; as PNG too with the feature
//! `png`.

use crate::cli::flags::Force;
use crate::cli::goals::wanted;
use crate::cli::report::set_baseline;
use crate::cli::{Failure, answer};
use crate::escape;
use crate::files::read;
use crate::files::write::page::PendingFile;
use crate::language::{self, said, term};
use crate::report::charts::chart::WIDE;
use crate::report::charts::scene::Scene;
use crate::report::charts::{ChartKind, chart, weekly};
use std::path::{Path, PathBuf};

/// Draw one chart of a result folder as SVG
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Result folders
    #[arg(value_name = "DIR", required = true)]
    pub folders: Vec<PathBuf>,
    /// Which chart
    #[arg(long, value_enum)]
    pub kind: ChartKind,
    /// Measure to draw: a column of series.csv
    #[arg(long, value_name = "NAME", default_value = "participation")]
    pub measure: String,
    /// Only these scenarios [default: all]
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub scenario: Vec<String>,
    /// Scenario that the others are held against [default: that of the comparison, or the first]
    #[arg(long, value_name = "NAME")]
    pub baseline: Option<String>,
    /// The picture: a file whose name ends in .svg; or in .png, if this program was built with the feature
    /// `png`
    #[arg(short, long, value_name = "FILE")]
    pub out: PathBuf,
    /// Pixels of a PNG for each of the picture's own; 3 is enough for print
    #[arg(long, value_name = "N", default_value_t = 2.0, value_parser = scale)]
    pub scale: f32,
    #[command(flatten)]
    pub force: Force,
}

/// Read, choose, draw, write.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let by = wanted(&arguments.measure)?;
    let png = is_png(&arguments.out)?;
    let mut study = read::folders(&arguments.folders, &weekly(by))?;
    let file = PendingFile::prepare(&arguments.out, arguments.force.existing())?;
    set_baseline(&mut study, arguments.baseline.as_deref())?;
    choose(&mut study, &arguments.scenario)?;
    let Some(scene) = Scene::new(&study, language::written(), by.name) else {
        return Err(Failure::new(2, term("there is no such measure")));
    };
    let Some(chart) = chart(&scene, arguments.kind, WIDE) else {
        return Err(Failure::new(
            2,
            term(
                "these results hold no such chart: causes and links are found by `diagnose` (links not with \
                --no-why)",
            ),
        ));
    };
    let svg = chart.wide.text + "\n";
    let bytes = if png { pixels(&svg, arguments.scale)? } else { svg.into_bytes() };
    file.publish(&bytes)?;
    answer(&said!("Picture: {}\n", escape::path(&arguments.out)))
}

/// A scale above 0 and not beyond 10.
fn scale(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(scale) if scale > 0.0 && scale <= 10.0 => Ok(scale),
        _ => Err(term("a number above 0 and at most 10 is needed").into()),
    }
}

/// Whether the file is to hold a PNG; refused where this program cannot draw one.
fn is_png(out: &Path) -> Result<bool, Failure> {
    let ends = |end: &str| out.extension().is_some_and(|have| have.eq_ignore_ascii_case(end));
    let refused = |why: &str| Err(Failure::new(2, format!("`{}`: {why}", escape::path(out))));
    match (ends("svg"), ends("png")) {
        (true, _) => Ok(false),
        (_, true) if cfg!(feature = "png") => Ok(true),
        (_, true) => refused(term(
            "this program was built without PNG (cargo build --release --features png); name a file that \
                ends in .svg",
        )),
        _ if cfg!(feature = "png") => refused(term("name a file that ends in .svg or .png")),
        _ => refused(term("only SVG can be drawn, name a file that ends in .svg")),
    }
}

#[cfg(feature = "png")]
fn pixels(svg: &str, scale: f32) -> Result<Vec<u8>, Failure> {
    let (bytes, missing) =
        crate::files::write::picture::png(svg, scale).map_err(|why| Failure::new(1, why))?;
    if !missing.is_empty() {
        crate::cli::progress::say(&said!(
            "warning: no font of this system holds `{missing}`: they are missing from the picture"
        ));
    }
    Ok(bytes)
}

#[cfg(not(feature = "png"))]
fn pixels(svg: &str, _: f32) -> Result<Vec<u8>, Failure> {
    // Unreachable by `is_png`; the SVG is no worse an answer than none.
    Ok(svg.as_bytes().to_vec())
}

/// Keep the scenarios that are named; the baseline stays, since others are held against it.
fn choose(
    study: &mut crate::study::compare::comparison::Comparison,
    names: &[String],
) -> Result<(), Failure> {
    for name in names {
        if !study.cases.iter().any(|case| case.name == *name) {
            let known = study.cases.iter().map(|case| case.name.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Failure::new(
                2,
                said!("there is no scenario `{name}` in these results; there are: {known}"),
            ));
        }
    }
    if !names.is_empty() {
        let base = study.base().map(|case| case.name.clone()).unwrap_or_default();
        study.cases.retain(|case| names.contains(&case.name) || case.name == base);
        study.baseline = study.cases.iter().position(|case| case.name == base).unwrap_or(0);
    }
    Ok(())
}
