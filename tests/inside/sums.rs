//! Scenarios that compose: sums, on the command line and by `extends`, what-ifs without a file, and what two
//! parts say differently.

use crate::scenario::faults::Faults;
use crate::scenario::library::{Embedded, InMemory};
use crate::scenario::{Overrides, Scenario, read};

fn library(files: &[(&str, &str)]) -> InMemory {
    InMemory {
        files: files.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect(),
    }
}

fn reading(argument: &str, files: &[(&str, &str)], sets: &[&str]) -> Result<Scenario, Faults> {
    let request = Overrides { sets: sets.iter().map(|set| set.to_string()).collect(), weeks: None };
    Ok(read(&[argument.to_string()], &request, &library(files))?.remove(0))
}

fn refused(argument: &str, files: &[(&str, &str)]) -> Vec<String> {
    let faults = reading(argument, files, &[]).unwrap_err();
    faults.list().iter().map(|fault| format!("{}: {}", fault.file, fault.message)).collect()
}

const HOURS: (&str, &str) =
    ("hours.toml", "title = 'Hours'\nsummary = 'Longer.'\nextends = 'z-home'\nlevers.support.hours = 8");
const LESS: (&str, &str) = ("less.toml", "title = 'Less'\nextends = 'z-home'\nlevers.support.hours = 4");

#[test]
fn a_sum_is_what_its_parts_say_over_what_they_share() {
    let sum = reading("support+assessment", &[], &[]).unwrap();
    let file = ("both.toml", "title = 'Both'\nextends = ['support', 'assessment']");
    let both = reading("both.toml", &[file], &[]).unwrap();
    let one = |name: &str| reading(name, &[], &[]).unwrap();
    let (support, assessment, base) = (one("support"), one("assessment"), one("z-home"));
    assert_eq!(sum.blueprint, both.blueprint);
    let levers = &sum.blueprint.settings.levers;
    assert_eq!(levers.funding, support.blueprint.settings.levers.funding);
    assert_eq!(levers.assessment, assessment.blueprint.settings.levers.assessment);
    assert_eq!(levers.union, base.blueprint.settings.levers.union);
    assert_eq!((sum.name.as_str(), both.title.as_str()), ("support+assessment", "Both"));
    assert_eq!(sum.title, format!("{} + {}", support.title, assessment.title));
    assert_eq!(
        (sum.summary, both.summary.as_str()),
        (format!("{} {}", support.summary, assessment.summary), "")
    );
    // What both rest on is read once, and nothing is said of it.
    let names: Vec<&str> = sum.sources.iter().map(|source| source.name.as_str()).collect();
    assert_eq!(names, ["support.toml", "z-home.toml", "government-led.toml", "assessment.toml"]);
    assert!(sum.warnings.is_empty() && both.warnings.is_empty());
}

#[test]
fn the_base_of_a_sum_changes_nothing_of_it_and_stands_in_no_title() {
    let (sum, alone) = (reading("z-home+brand", &[], &[]).unwrap(), reading("brand", &[], &[]).unwrap());
    assert_eq!((&sum.blueprint, &sum.title), (&alone.blueprint, &alone.title));
    let idle = reading("brand+z-home", &[], &[]).unwrap();
    assert_eq!(idle.blueprint, alone.blueprint);
    assert!(idle.warnings.len() == 1 && idle.warnings[0].contains("`z-home.toml` adds nothing"));
    let file = ("x.toml", "title = 'X'\nextends = ['brand', 'z-home']");
    let idle = reading("x.toml", &[file], &[]).unwrap();
    assert!(idle.warnings.len() == 1 && idle.warnings[0].contains("`z-home` adds nothing (x.toml:2)"));
}

#[test]
fn what_two_parts_set_differently_is_told_once_with_both_places_and_the_later_holds() {
    let hours = |scenario: &Scenario| scenario.blueprint.settings.levers.support.hours;
    let sum = reading("hours.toml+less.toml", &[HOURS, LESS], &[]).unwrap();
    assert_eq!((hours(&sum), sum.warnings.len()), (4.0, 1), "{:?}", sum.warnings);
    for words in ["`levers.support.hours`", "8.0 (hours.toml:4)", "4.0 (less.toml:3)"] {
        assert!(sum.warnings[0].contains(words), "{:?}", sum.warnings);
    }
    assert_eq!(hours(&reading("less+hours", &[HOURS, LESS], &[]).unwrap()), 8.0);
    // The same is no clash, nor is what rests on the other, nor what is decided above both.
    let decided = ("x.toml", "title = 'X'\nextends = ['hours', 'less']\nlevers.support.hours = 6");
    let above = ("y.toml", "title = 'Y'\nextends = 'hours'\nlevers.support.hours = 5");
    for (argument, expected) in [("x.toml", 6.0), ("hours+y", 5.0), ("y", 5.0)] {
        let read = reading(argument, &[HOURS, LESS, decided, above], &[]).unwrap();
        assert_eq!((hours(&read), read.warnings.len()), (expected, 0), "{argument}: {:?}", read.warnings);
    }
    // Weights are told as a whole, dated levers and horizons too are told.
    let weighed = |w: &str, week: u32, weeks: u32| {
        format!(
            "title = 'W'\nextends = 'z-home'\nweeks = {weeks}\nlevers.assessment.weights = {{ events = {w}, paperwork = 0.0, \
                satisfaction = 0.5, participation = 0.1, development = 0.1 }}\n[[schedule]]\nweek = 99\n\
                levers.disclosure.fee = {week}"
        )
    };
    let (one, other) =
        (weighed("0.3", 1, 150), weighed("0.30", 2, 160).replace("0.5", "0.45").replace("0.0,", "0.05,"));
    let sum = reading("one+other", &[("one.toml", &one), ("other.toml", &other)], &[]).unwrap();
    let told: Vec<&str> = sum.warnings.iter().map(|w| w.split('`').nth(1).unwrap()).collect();
    assert_eq!(told, ["levers.assessment.weights", "schedule.99.levers.disclosure.fee", "weeks"]);
}

#[test]
fn a_what_if_is_set_above_everything_and_named_by_what_differs() {
    let changed = reading(
        "z-home:levers.funding.grant=300000:levers.support.hours=8",
        &[],
        &["levers.funding.grant=1"],
    );
    let changed = changed.unwrap();
    let levers = &changed.blueprint.settings.levers;
    assert_eq!((levers.funding.grant, levers.support.hours), (300_000.0, 8.0));
    assert_eq!(changed.name, "z-home grant=300000 support.hours=8");
    assert!(changed.title.ends_with("(grant=300000, support.hours=8)"), "{}", changed.title);
    let by_flag = reading("z-home", &[], &["levers.funding.grant=300000", "levers.support.hours=8"]).unwrap();
    assert_eq!(changed.blueprint, by_flag.blueprint);
    // Told apart from what it changes, in one command.
    let both = ["z-home", "z-home:levers.funding.grant=300000"].map(String::from);
    assert_eq!(read(&both, &Overrides::default(), &Embedded).unwrap().len(), 2);
}

#[test]
fn what_cannot_be_put_together_is_refused_with_its_place() {
    let long: Vec<(String, String)> = (0..300)
        .map(|n| (format!("f{n}.toml"), format!("title = 'F'\nextends = 'f{}.toml'", n + 1)))
        .collect();
    let long: Vec<(&str, &str)> = long.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert!(refused("f0.toml", &long)[0].contains("at most 200 layers"));
    let circle =
        [("a.toml", "title = 'A'\nextends = ['z-home', 'b']"), ("b.toml", "title = 'B'\nextends = ['a']")];
    assert!(refused("a", &circle)[0].contains("goes in a circle"));
    let one = |text: &'static str| refused("x", &[("x.toml", text)]).join("; ");
    assert!(one("title = 'X'\nextends = []").contains("names nothing"));
    assert!(one("title = 'X'\nextends = ['support', 'support']").contains("names this scenario twice"));
    assert!(one("title = 'X'\nextends = ['suport', 1, '']").matches("x.toml: ").count() == 3);
    assert!(refused("support+suport+", &[]).len() == 2);
    assert!(refused("brand+brand", &[])[0].contains("twice"));
    assert!(refused("z-home:levers.funding.grnt=1", &[])[0].contains("levers.funding.grnt"));
    // A part that is at fault does not hide the faults of the others.
    let bad = ("bad.toml", "title = 'Bad'\nextends = 'none-such'\nlevers.funding.grant = -5");
    assert_eq!(refused("bad+z-home:levers.x=1", &[bad]).len(), 3);
}

#[test]
fn a_summary_is_not_handed_down() {
    assert_eq!(
        reading("x", &[("x.toml", "title = 'X'\nextends = 'hours'"), HOURS], &[]).unwrap().summary,
        ""
    );
    assert_eq!(reading("hours", &[HOURS], &[]).unwrap().summary, "Longer.");
    assert_eq!(reading("z-home", &[], &["summary=Own."]).unwrap().summary, "Own.");
}
