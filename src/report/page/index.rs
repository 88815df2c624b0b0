//! `index.html` of a result folder: what was asked, what is in it, and where to read on.

use crate::files::file::Written;
use crate::files::manifest::{EXPLORER, INDEX, Manifest, REPORT};
use crate::report::page::document::{Document, Downloads, document};
use crate::report::page::elements::program_footer;
use crate::report::page::index_phrases::IndexPhrase;
use crate::report::page::phrases::Phrase;
use crate::report::text::data_uri::address;
use crate::report::text::format::Style;
use crate::report::text::names::known_title;
use crate::report::text::translate::Lang;
use maud::{Markup, html};

/// The places of pictures in a report: their addresses within it, and what they show.
const PICTURES: [(&str, IndexPhrase); 8] = [
    ("part-ranking", IndexPhrase::Ranking),
    ("part-groups", IndexPhrase::Groups),
    ("part-money", IndexPhrase::Money),
    ("part-difference-participation", IndexPhrase::Difference),
    ("part-deficiency", IndexPhrase::Deficiencies),
    ("part-waterfall", IndexPhrase::Causes),
    ("part-parameters", IndexPhrase::Parameters),
    ("part-predictions", IndexPhrase::Predictions),
];

/// The page of a folder whose other files the manifest lists; `report` is the text of its report, if there is
/// one.
pub(crate) fn html(manifest: &Manifest, report: Option<&str>, lang: Lang) -> String {
    let (request, several) = (&manifest.request, manifest.scenarios.len());
    let title = match lang {
        Lang::En => format!("Results of {}", request.command),
        Lang::Zh => format!("{}的结果", request.command),
    };
    let lead = match lang {
        Lang::En => {
            format!("{several} scenario{}, seed {}.", if several == 1 { "" } else { "s" }, request.seed)
        }
        Lang::Zh => format!("{several}个方案，种子{}。", request.seed),
    };
    document(&Document {
        lang,
        eyebrow: lang.text(IndexPhrase::Eyebrow).to_string(),
        title,
        lead,
        after_lead: html! {},
        sections: &[],
        after_sections: html! {
            @if let Some(text) = report { (pictures(text, lang)) }
            (files(manifest, lang))
            (scenarios(manifest, lang))
            (asked(manifest, lang))
        },
        footer: program_footer(lang),
        behind: html! {},
        downloads: Downloads::Numbers,
        style: "",
    })
}

fn pictures(report: &str, lang: Lang) -> Markup {
    let has = |(place, _): &&(&str, IndexPhrase)| report.contains(&format!("id=\"{place}\""));
    html! {
        section {
            h2 { (lang.text(IndexPhrase::Report)) }
            p { a href=(REPORT) { (lang.text(IndexPhrase::WholeReport)) } }
            ul {
                @for (place, phrase) in PICTURES.iter().filter(has) {
                    li { a href={ (REPORT) "#" (place) } { (lang.text(*phrase)) } }
                }
            }
        }
        "\n"
    }
}

/// What is listed of a folder, each with its bytes: files, and of a table with a file for each scenario its
/// folder. The resolved scenarios stand with the scenarios.
fn listed(manifest: &Manifest) -> Vec<(&str, u64)> {
    let mut all: Vec<(&str, u64)> = Vec::new();
    for Written { path, bytes, .. } in &manifest.outputs {
        if [REPORT, INDEX].contains(&path.as_str()) || path.starts_with("scenarios/") {
            continue;
        }
        let name = if path.ends_with(".parquet") { path.split_inclusive('/').next() } else { None };
        let name = name.unwrap_or(path);
        match all.last_mut().filter(|(last, _)| *last == name) {
            Some((_, sum)) => *sum += bytes,
            None => all.push((name, *bytes)),
        }
    }
    all
}

/// Every file with its size.
fn files(manifest: &Manifest, lang: Lang) -> Markup {
    let colon = lang.text(Phrase::Colon);
    html! {
        section {
            h2 { (lang.text(IndexPhrase::Files)) }
            ul {
                @for (path, bytes) in listed(manifest) {
                    li {
                        a href=(address(path)) { (path) }
                        " (" (size(bytes)) ")"
                        @if let Some(phrase) = meaning(path) { (colon) (lang.text(phrase)) }
                    }
                }
                li {
                    a href="manifest.json" { "manifest.json" }
                    (colon) (lang.text(IndexPhrase::Manifest))
                }
            }
        }
        "\n"
    }
}

fn scenarios(manifest: &Manifest, lang: Lang) -> Markup {
    let resolved = |name: &str| {
        let path = format!("scenarios/{name}.resolved.toml");
        manifest.outputs.iter().any(|output| output.path == path).then_some(path)
    };
    html! {
        section {
            h2 { (lang.text(IndexPhrase::Scenarios)) }
            ul {
                @for one in &manifest.scenarios {
                    li {
                        (known_title(lang, &one.title)) " "
                        @match resolved(&one.name) {
                            Some(path) => a href=(address(&path)) { (one.name) },
                            None => { (one.name) },
                        }
                    }
                }
            }
        }
        "\n"
    }
}

fn asked(manifest: &Manifest, lang: Lang) -> Markup {
    let request = &manifest.request;
    html! {
        section {
            h2 { (lang.text(IndexPhrase::Asked)) }
            p { code { "commonroom " (request.command) " " (request.arguments.join(" ")) } }
            p { (lang.text(IndexPhrase::Again)) }
        }
        "\n"
    }
}

/// Bytes in a unit that people read.
fn size(bytes: u64) -> String {
    let bytes = bytes as f64;
    match bytes {
        _ if bytes >= 1e6 => Style::Significant.value(bytes / 1e6) + " MB",
        _ if bytes >= 1e3 => Style::Significant.value(bytes / 1e3) + " kB",
        _ => format!("{bytes:.0} B"),
    }
}

/// What a file holds.
fn meaning(path: &str) -> Option<IndexPhrase> {
    let table = path.strip_suffix('/').map(|name| format!("{name}.csv"));
    Some(match table.as_deref().unwrap_or(path) {
        "series.csv" => IndexPhrase::Series,
        "windows.csv" => IndexPhrase::Windows,
        "groups.csv" => IndexPhrase::GroupsTable,
        "residents.csv" => IndexPhrase::Residents,
        "summary.csv" => IndexPhrase::Summary,
        "effects.csv" => IndexPhrase::Effects,
        "group-effects.csv" => IndexPhrase::GroupEffects,
        "draws.csv" => IndexPhrase::Draws,
        "events.csv" => IndexPhrase::Events,
        "ledger.csv" => IndexPhrase::Ledger,
        "runs.csv" => IndexPhrase::Runs,
        "failures.csv" => IndexPhrase::Failures,
        "design.csv" => IndexPhrase::Design,
        "best.csv" => IndexPhrase::Best,
        "warnings.csv" => IndexPhrase::Warnings,
        "posterior.csv" => IndexPhrase::Posterior,
        "parameters.csv" => IndexPhrase::Parameters,
        "correlations.csv" => IndexPhrase::Correlations,
        "predictions.csv" => IndexPhrase::Predictions,
        "generations.csv" => IndexPhrase::Generations,
        "compare.json" | "diagnosis.json" | "calibration.json" => IndexPhrase::Answer,
        "datapackage.json" => IndexPhrase::Datapackage,
        EXPLORER => IndexPhrase::Explorer,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::columns::ResultTable;
    use crate::files::manifest::Request;

    #[test]
    fn every_file_is_linked_under_an_address_that_its_name_allows() {
        let request =
            Request { command: "run".into(), seed: "1".into(), replicates: 2, ..Request::default() };
        let outputs = ["series.csv", "scenarios/a &%#.resolved.toml", "other.bin", REPORT, INDEX];
        let outputs = outputs.map(|path| Written::of(path, b"12345"));
        let mut manifest = Manifest::new(&request, &[], &outputs);
        manifest.scenarios = serde_json::from_str(r#"[{"name":"a &%#","title":"<b>","inputs":[]}]"#).unwrap();
        let report = "<section id=\"part-ranking\">";
        for (lang, words) in [(Lang::En, "Every week of every run"), (Lang::Zh, "各次模拟逐周")] {
            let page = html(&manifest, Some(report), lang);
            assert!(page.contains("href=\"series.csv\"") && page.contains(words), "{page}");
            assert!(
                page.contains("href=\"scenarios/a%20%26%25%23.resolved.toml\"") && page.contains("&lt;b&gt;")
            );
            assert!(page.contains("report.html#part-ranking") && !page.contains("part-money"));
            assert!(page.contains(">other.bin</a> (5 B)") && !page.contains(">report.html</a>"));
        }
        assert!(!html(&manifest, None, Lang::En).contains(REPORT));
    }

    #[test]
    fn the_parts_of_a_table_are_one_line() {
        let request = Request { command: "run".into(), seed: "1".into(), ..Request::default() };
        let parts = ["windows/scenario=a/part-0.parquet", "windows/scenario=b/part-0.parquet"];
        let outputs = ["runs.csv", parts[0], parts[1]].map(|path| Written::of(path, &[0; 600]));
        let page = html(&Manifest::new(&request, &[], &outputs), None, Lang::En);
        assert!(page.contains(">windows/</a> (1.20 kB): "), "{page}");
        assert!(page.contains(">runs.csv</a> (600 B)") && !page.contains("scenario=a"));
    }

    #[test]
    fn every_table_has_its_meaning() {
        for table in ResultTable::ALL {
            assert!(meaning(table.file()).is_some(), "{}", table.file());
        }
    }
}
