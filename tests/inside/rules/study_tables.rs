//! The same for the tables of single studies: a survey, a calibration.

use super::columns::{assert_row, read};
use super::tables::file;
use crate::files::folder::FolderRequest;
use crate::files::manifest::Request;
use crate::files::write::calibration::CalibrationFolder;
use crate::files::write::survey;
use crate::study::calibrate::adjust::PosteriorSupport;
use crate::study::calibrate::calibration::{Calibration, Foretold, Marginal};
use crate::study::calibrate::sampler::Generation;
use crate::study::survey::Questionnaire;
use crate::study::survey::instrument::ITEMS;
use crate::study::survey::table::{ItemEstimate, SurveyValue};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::record::group::Group;

#[test]
fn each_column_of_a_survey_holds_what_it_says() {
    let answer = Questionnaire {
        respondent: 17,
        weight: 2.5,
        group: Some(ResidentGroup::Carer),
        member: Some(true),
        near: Some(false),
        weeks: Some(26),
        items: [Some(1), Some(2), None, Some(4), Some(5), Some(3)],
    };
    let rows = read(&survey::answers(&[answer]));
    let who = [
        ("respondent", "17"),
        ("weight", "2.5"),
        ("group", "carer"),
        ("union_member", "true"),
        ("near", "false"),
        ("weeks", "26"),
    ];
    let items = ITEMS.iter().map(|item| item.name).zip(["1", "2", "", "4", "5", "3"]);
    assert_row(&rows[0], &who.into_iter().chain(items).collect::<Vec<_>>());
    let value =
        |value: f64| SurveyValue { value, se: Some(value / 8.0), interval: Some((value / 4.0, 2.0 * value)) };
    let estimate = ItemEstimate {
        item: &ITEMS[1],
        group: Group::Near,
        n: 31,
        points: [1, 2, 4, 8, 16],
        mean: value(4.0),
        share: value(0.5),
    };
    let names = ["n_1", "n_2", "n_3", "n_4", "n_5"].into_iter().zip(["1", "2", "4", "8", "16"]);
    let known =
        [("frame", "data"), ("item", ITEMS[1].name), ("kind", "distance"), ("group", "near"), ("n", "31")];
    let values = [
        ("mean", "4"),
        ("mean_se", "0.5"),
        ("mean_low", "1"),
        ("mean_high", "8"),
        ("share", "0.5"),
        ("share_se", "0.0625"),
        ("share_low", "0.125"),
        ("share_high", "1"),
        ("population_mean", ""),
        ("population_share", ""),
    ];
    let expected: Vec<_> = known.into_iter().chain(names).chain(values).collect();
    assert_row(&read(&survey::table_of_data(&[estimate]))[0], &expected);
}

#[test]
fn each_column_of_a_calibration_holds_what_it_says() {
    let marginal = |parameter: &str, silent| Marginal {
        parameter: parameter.into(),
        range: (1.0, 9.0),
        before: 2.0,
        mean: 3.0,
        quantiles: [4.0, 5.0, 6.0],
        spread: 0.5,
        silent,
        at_edge: 0.75,
    };
    let found = Calibration {
        draws: vec![vec![11.0, 12.0], vec![13.0, 14.0]],
        parameters: vec![marginal("first", false), marginal("second", true)],
        correlations: vec![(0, 1, -0.25)],
        foretold: vec![Foretold {
            scenario: "s".into(),
            statistic: "visits week-2".into(),
            observed: 21.0,
            error: 22.0,
            model: [23.0, 24.0, 25.0],
            observable: [26.0, 27.0, 28.0],
            inside: true,
        }],
        generations: vec![Generation {
            number: 1,
            lived: 31,
            failed: 32,
            tolerance: 33.0,
            accepted: 34.0,
            effective: 35.0,
        }],
        lived: 41,
        support: PosteriorSupport { effective: 42.0, distinct: 2 },
        impossible: vec![],
    };
    let dir = tempfile::tempdir().expect("a folder");
    let answer = serde_json::json!({});
    let request = FolderRequest::Named { path: dir.path().join("r"), force: false };
    let begun = CalibrationFolder::begin(request, &[]).expect("a place");
    let folder = begun.publish(&found, &Request::default(), &[], &answer, &mut |_, _| vec![]);
    let folder = folder.expect("a folder");
    let posterior = file(&folder, "posterior.csv");
    assert_row(&posterior[0], &[("draw", "1"), ("first", "11"), ("second", "12")]);
    assert_row(&posterior[1], &[("draw", "2"), ("first", "13"), ("second", "14")]);
    let numbers = [
        ("low", "1"),
        ("high", "9"),
        ("before", "2"),
        ("mean", "3"),
        ("q05", "4"),
        ("median", "5"),
        ("q95", "6"),
    ];
    for (row, name, silent) in [(0, "first", "false"), (1, "second", "true")] {
        let rest = [("parameter", name), ("sd_ratio", "0.5"), ("silent", silent), ("at_edge", "0.75")];
        assert_row(
            &file(&folder, "parameters.csv")[row],
            &numbers.into_iter().chain(rest).collect::<Vec<_>>(),
        );
    }
    let tied = [("parameter", "first"), ("other", "second"), ("correlation", "-0.25")];
    assert_row(&file(&folder, "correlations.csv")[0], &tied);
    let row = [
        ("scenario", "s"),
        ("statistic", "visits week-2"),
        ("observed", "21"),
        ("se", "22"),
        ("model_q05", "23"),
        ("model_median", "24"),
        ("model_q95", "25"),
        ("q05", "26"),
        ("median", "27"),
        ("q95", "28"),
        ("inside", "true"),
    ];
    assert_row(&file(&folder, "predictions.csv")[0], &row);
    let row = [
        ("generation", "1"),
        ("lived", "31"),
        ("failed", "32"),
        ("tolerance", "33"),
        ("accepted", "34"),
        ("effective", "35"),
    ];
    assert_row(&file(&folder, "generations.csv")[0], &row);
}
