//! The study of recovery as a page of Markdown: `docs/recovery.md`.

use crate::language::{said, term};
use crate::report::text::format::{NumberFormat, Style, percent};
use crate::report::text::table::Table;
use crate::study::calibrate::free::Free;
use crate::study::calibrate::recovery::experiments::{BAND, RecoveryStudy, RecoveryVerdict, UNLIKELY};
use crate::study::calibrate::recovery::screen::Pull;
use crate::study::calibrate::recovery::{FAMILIES, RANKS, SCENARIO, SETS, WEEKS};
use crate::study::calibrate::sampler::Tuning;
use std::fmt::Write;

/// As JSON.
pub(crate) fn as_json(study: &RecoveryStudy) -> serde_json::Value {
    let mut json = serde_json::to_value(study).unwrap_or_default();
    json["holds"] = study.holds().into();
    json
}

/// As a page.
pub(crate) fn markdown(study: &RecoveryStudy, free: &[Free], pulls: &[Pull], tuning: Tuning) -> String {
    let mut page = String::new();
    // Writing into memory does not fail.
    let n = study.experiments.len();
    let _ = writeln!(page, "{}", said!("# Recovery: does the fitter find what is known?\n"));
    let _ = writeln!(
        page,
        "{}",
        said!("Made by `commonroom calibrate --recover {n} --seed {}`: do not edit by hand.\n", study.seed)
    );
    introduction(&mut page, n, tuning);
    verdicts(&mut page, study, free);
    choice(&mut page, pulls);
    page
}

fn introduction(page: &mut String, n: usize, tuning: Tuning) {
    let sets = SETS.map(|set| format!("`{set}`")).join(", ");
    let _ = writeln!(
        page,
        "{}",
        said!(
            "Each of {n} experiments draws five parameters from their ranges, lives {WEEKS} weeks of \
            `{SCENARIO}` with them ({sets}) in a \
         random world of its own, and observes them as one would: weekly visits and event attendance from \
         counters, and seven items \
         of a questionnaire among 1,000 people in the last week, with the error of such a sample. Then the \
         parameters are fitted to \
         these observations alone, in other random worlds. The fit is `calibrate`'s own \
         (`src/study/calibrate/`): {} particles \
         of the prior, the nearest {} kept, {} generations at most, regression adjustment.\n",
            tuning.first,
            tuning.kept,
            tuning.generations
        )
    );
    let _ = writeln!(
        page,
        "{}",
        said!(
            "If posteriors are right, the truth is inside the 90% interval in nine cases of ten, \
                and its rank \
            among {RANKS} draws of the \
         posterior is uniform (simulation-based calibration, Talts et al. 2018). A fitter that is too sure \
         has ranks at both ends; one \
         that is too timid has them in the middle.\n"
        )
    );
}

fn verdicts(page: &mut String, study: &RecoveryStudy, free: &[Free]) {
    let share = study.all.covered as f64 / study.all.cases.max(1) as f64;
    let _ = writeln!(
        page,
        "{}",
        said!(
            "**The truth is inside the 90% interval in {} of {} cases ({}; wanted {} to {}). \
            Pooled ranks as uneven as \
         these have a chance of {} if they are uniform. The fitter {}.**\n",
            study.all.covered,
            study.all.cases,
            Style::Share.value(share),
            percent(BAND.0),
            percent(BAND.1),
            Style::Coefficient.value(study.all.chance),
            if study.holds() { "holds" } else { term("does not hold") }
        )
    );
    let mut table = Table::new(
        ["parameter", "range", "inside", "width", "r", "ranks of the truth by tenths", "chance"].map(term),
    );
    for verdict in study.verdicts.iter().chain([&study.all]) {
        let range = free.iter().find(|f| f.path == verdict.parameter);
        let range = range.map(|f| said!("{} to {}", f.range.0, f.range.1));
        table.row(cells(verdict, range.unwrap_or_default()));
    }
    page.push_str(&table.markdown());
    let _ = writeln!(
        page,
        "{}",
        said!(
            "\n*Width*: mean width of the 90% interval against that of the prior (1 = the data say nothing). \
            *r*: correlation of the truth \
         with the middle of the posterior. *Chance*: of ranks at least as uneven if they were uniform \
         (chi-squared over tenths, 9 degrees \
         of freedom); below {UNLIKELY} divided by six, since six are looked at, the study fails.\n"
        )
    );
}

fn cells(verdict: &RecoveryVerdict, range: String) -> [String; 7] {
    let RecoveryVerdict { parameter, covered, cases, width, chance, .. } = verdict;
    [
        format!("`{parameter}`"),
        range,
        said!("{covered} of {cases}"),
        Style::Coefficient.value(*width),
        verdict.correlation.map_or(String::new(), |r| Style::Coefficient.value(r)),
        verdict.ranks.map(|n| n.to_string()).join(" "),
        Style::Coefficient.value(*chance),
    ]
}

fn choice(page: &mut String, pulls: &[Pull]) {
    let _ = writeln!(page, "{}", said!("## Why these five\n"));
    let _ = writeln!(
        page,
        "{}",
        said!(
            "Of every family of observations, the residents' assumption that moves it most: the difference \
            between 0.9 and 0.1 of its range, \
         all else at the defaults, as root mean square over the family's observations, in units of their \
         noise (chance of the worlds and \
         error of the sample).\n"
        )
    );
    let all = pulls.iter().flat_map(|pull| pull.families).map(|pull| (pull, None));
    let format = NumberFormat::column(Style::Number, all);
    let mut table = Table::new(["family", "first", "second", "third"].map(term));
    for (at, (family, _)) in FAMILIES.iter().enumerate() {
        let mut order: Vec<&Pull> = pulls.iter().collect();
        order.sort_by(|a, b| b.families[at].total_cmp(&a.families[at]));
        let cells =
            order.iter().take(3).map(|pull| format!("`{}` {}", pull.path, format.value(pull.families[at])));
        table.row(std::iter::once((*family).to_string()).chain(cells));
    }
    page.push_str(&table.markdown());
}
