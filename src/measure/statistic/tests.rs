use crate::levers::operator::OperatorKind;
use crate::measure::misnamed::NamePart;
use crate::measure::statistic::*;
use crate::measure::week_span::WeekSpan;
use crate::units::Week;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::record::MEASURES;
use crate::world::record::Record;
use crate::world::record::groups::GroupRow;

fn blueprint(weeks: Week) -> Blueprint {
    Blueprint {
        settings: Default::default(),
        weeks,
        timeline: vec![],
        rules: vec![],
        bidders: vec![],
        groups: vec![],
        communities: vec![],
    }
}

fn refusal(words: &str) -> Misnamed {
    words.parse::<Statistic>().unwrap_err()
}

#[test]
fn every_measure_every_group_and_every_window_comes_back_from_its_words() {
    let spans = ["week-1", "week-52", "weeks-105-156", "before", "year-3", "last-year", "whole"];
    for span in spans {
        assert_eq!(span.parse::<WeekSpan>().unwrap().to_string(), span);
        for measure in MEASURES {
            let words = format!("{} {span}", measure.name);
            let read: Statistic = words.parse().unwrap();
            assert_eq!(read.to_string(), words);
            assert_eq!(
                (read.measure(), read.group().as_str(), read.unit()),
                (measure.name, "", measure.unit)
            );
        }
    }
    for group in Group::yearly() {
        for figure in YearlyFigure::ALL.into_iter().filter(|figure| figure.is_given_of(group)) {
            let words = format!("{} {group} year-2", figure.name());
            let read: Statistic = words.parse().unwrap();
            assert_eq!(read.to_string(), words);
            assert!(read.keep().groups);
        }
    }
    assert_eq!("weeks-52-52".parse::<WeekSpan>().unwrap().to_string(), "week-52");
}

#[test]
fn what_names_nothing_is_refused_with_the_part_and_the_nearest_name() {
    let wrong = refusal("particpation year-1");
    assert_eq!(
        (wrong.part, wrong.suggestion().as_deref()),
        (NamePart::Measure, Some("did you mean `participation`?"))
    );
    assert_eq!(
        refusal("reached year-1").message,
        "`reached` exists for groups only: give a group, for example `all:all`"
    );
    assert_eq!(refusal("participation year-0").message, "`year-0`: weeks and years count from 1");
    assert_eq!(refusal("participation weeks-9-3").message, "`weeks-9-3` ends before it begins");
    for window in [
        "week",
        "week-",
        "week-x",
        "week-+3",
        "week--1",
        "weeks-3",
        "weeks-3-",
        "1",
        "",
        "Year-1",
        "year-99999999999",
    ] {
        let read = Statistic::from_words("visits", window, "");
        assert_eq!(read.unwrap_err()[0].part, NamePart::Window, "{window}");
    }
    let wrong = refusal("participation age:eldre year-1");
    assert_eq!(
        (wrong.part, wrong.suggestion().as_deref()),
        (NamePart::Group, Some("did you mean `age:elder`?"))
    );
    assert_eq!(refusal("visits age:elder year-1").part, NamePart::Measure);
    assert_eq!(refusal("participation age:elder week-52").part, NamePart::Window);
    assert_eq!(refusal("participation concentration:top-fifth-of-users year-1").part, NamePart::Measure);
    assert_eq!(refusal("participation").part, NamePart::Measure);
    let all = Statistic::from_words("x", "y", "z").unwrap_err();
    assert_eq!(
        all.iter().map(|w| w.part).collect::<Vec<_>>(),
        [NamePart::Measure, NamePart::Group, NamePart::Window]
    );
}

#[test]
fn a_window_beyond_the_horizon_is_refused_for_that_world() {
    let fits = |words: &str, weeks| words.parse::<Statistic>().unwrap().fits(&blueprint(weeks));
    assert_eq!(fits("visits year-2", 104), Ok(()));
    assert_eq!(
        fits("visits year-2", 103).unwrap_err().message,
        "`year-2` is not within the 103 weeks of the scenario"
    );
    assert!(fits("visits year-40000000", 103).is_err());
    assert!(fits("visits week-53", 52).is_err());
    assert!(fits("visits weeks-1-53", 52).is_err());
    assert_eq!(fits("reached all:all last-year", 104), Ok(()));
    assert!(fits("reached all:all last-year", 100).unwrap_err().message.contains("end within one"));
    let mut early = blueprint(52);
    early.settings.levers.operator.kind = OperatorKind::SocialOrganization;
    early.settings.levers.operator.from = 1;
    assert!("visits before".parse::<Statistic>().unwrap().fits(&early).is_err());
}

#[test]
fn values_are_those_of_the_windows_and_of_the_groups() {
    let record = |week, came| Record { week, came, population: 10.0, visits: came, ..Record::default() };
    let row = |community, year, num, den| GroupRow {
        year,
        community,
        group: Group::Age(ResidentGroup::Elder),
        figure: YearlyFigure::Reached,
        num,
        den,
    };
    let history = Trajectory {
        records: vec![record(0, 9.0), record(1, 1.0), record(2, 3.0), record(3, 5.0)],
        groups: vec![row(0, 1, 1.0, 10.0), row(1, 1, 9.0, 30.0), row(0, 2, 1.0, 1.0)],
        ..Trajectory::default()
    };
    let value = |words: &str, weeks| words.parse::<Statistic>().unwrap().of(&blueprint(weeks), &history);
    assert_eq!(value("participation whole", 3), Some(0.3));
    assert_eq!(value("participation week-2", 3), Some(0.3));
    assert_eq!(value("participation weeks-2-3", 3), Some(0.4));
    assert_eq!(value("visits weeks-2-3", 3), Some(4.0));
    assert_eq!(value("satisfaction whole", 3), None);
    assert_eq!(value("visits week-4", 3), None);
    assert_eq!(value("reached age:elder year-1", 104), Some(0.25));
    assert_eq!(value("reached age:elder last-year", 104), Some(1.0));
    assert_eq!(value("reached age:elder last-year", 100), None);
    assert_eq!(value("reached age:working year-1", 104), None);
}
