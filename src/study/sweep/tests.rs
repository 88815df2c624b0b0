use crate::scenario::faults::Faults;
use crate::scenario::library::InMemory;
use crate::settings::Value;
use crate::study::sweep::design::{Design, latin_hypercube, sobol};
use crate::study::sweep::plan::{DesignFlags, SweepPlan};
use crate::study::sweep::{points, reading};

/// A plan of a text, and a table beside it.
fn read(text: &str, table: &str) -> (SweepPlan, Faults) {
    let files =
        [("p.toml", text), ("t.csv", table)].map(|(name, text)| (name.into(), text.as_bytes().to_vec()));
    let library = InMemory { files: files.into_iter().collect() };
    let mut faults = Faults::default();
    let plan = reading::read(&["p.toml".into()], &DesignFlags::default(), &library, &mut faults);
    (plan, faults)
}

fn sound(text: &str, table: &str) -> SweepPlan {
    let (plan, faults) = read(text, table);
    assert!(faults.is_empty(), "{faults}");
    plan
}

/// The cells of all points as text.
fn cells(plan: &SweepPlan) -> Vec<Vec<String>> {
    let cell = |value: &Option<Value>| match value {
        Some(Value::Real(number)) => format!("{number}"),
        Some(Value::Integer(whole)) => format!("{whole}"),
        Some(Value::Flag(flag)) => format!("{flag}"),
        Some(Value::Text(text)) => text.clone(),
        None => String::new(),
    };
    Design::of(plan).points.iter().map(|point| point.cells.iter().map(cell).collect()).collect()
}

#[test]
fn a_grid_takes_all_combinations_in_each_base() {
    let plan = sound(
        "base = ['z-home', 'z-home+assessment']\n[vary]\nlevers.funding.grant = '100_000..400_000:3'\n\
        levers.operator.kind = ['government', 'social-organization']\n",
        "",
    );
    let row = |base: &str, grant: &str, kind: &str| [base, grant, kind].map(String::from).to_vec();
    let of = |base: &'static str| {
        ["100000", "250000", "400000"]
            .into_iter()
            .flat_map(move |grant| ["government", "social-organization"].map(|kind| row(base, grant, kind)))
    };
    assert_eq!(cells(&plan), of("z-home").chain(of("z-home+assessment")).collect::<Vec<_>>());
}

#[test]
fn a_list_takes_values_side_by_side_and_a_table_its_rows() {
    let list = sound(
        "base = 'z-home'\ndesign = 'list'\n[vary]\nlevers.funding.grant = [1, 2]\n\
        levers.operator.managers = [3, 4]\n",
        "",
    );
    assert_eq!(cells(&list), [["1", "3"], ["2", "4"]]);
    let table = "base,levers.funding.grant,levers.operator.managers\nz-home,1,\nsupport,2,4\n";
    let table = sound("design = 't.csv'\n", table);
    assert_eq!(cells(&table), [["z-home", "1", ""], ["support", "2", "4"]]);
    let design = Design::of(&table);
    assert_eq!(design.sets(&design.points[0]), ["levers.funding.grant=1"]);
}

/// Of 16 points each sixteenth of each setting holds one, in a Latin hypercube by construction, in a Sobol'
/// sequence since it is one; whole numbers are met alike.
#[test]
fn drawn_designs_meet_every_stratum_once() {
    let text = |design: &str| {
        format!(
            "base = 'z-home'\ndesign = '{design}'\npoints = 16\n[vary]\nlevers.funding.grant = '0..160'\n\
            levers.assessment.audit = '0..1'\nlevers.operator.from = '11..14'\n"
        )
    };
    for (name, places) in [("latin-hypercube", latin_hypercube as fn(&SweepPlan) -> _), ("sobol", sobol)] {
        let plan = sound(&text(name), "");
        let places: Vec<Vec<f64>> = places(&plan);
        for column in 0..3 {
            let mut met: Vec<usize> = places.iter().map(|row| (row[column] * 16.0) as usize).collect();
            met.sort_unstable();
            assert_eq!(met, (0..16).collect::<Vec<_>>(), "{name}");
        }
        let rows = cells(&plan);
        for week in ["11", "12", "13", "14"] {
            assert_eq!(rows.iter().filter(|row| row[2] == week).count(), 4, "{name}: {rows:?}");
        }
        let grants = rows.iter().map(|row| row[0].parse::<f64>().unwrap());
        assert!((grants.sum::<f64>() / 16.0 - 80.0).abs() < 5.0);
        // Another seed, another design.
        let mut other = plan.clone();
        other.design_seed = 2;
        assert_ne!(cells(&plan), cells(&other));
    }
}

#[test]
fn all_faults_of_a_plan_are_told_at_once_in_their_place() {
    let text = "base = 'z-home'\ntabels = ['windows']\nreplicates = 0\n[vary]\n\
        levers.funding.grnt = [1]\n\
        levers.assessment.audit = '0..2:3'\nlevers.funding.grant = '5..1:3'\n\
        levers.operator.managers = '1..4'\n\
        residents.population = []\n";
    // In the order of the text, as they are shown.
    let faults = read(text, "").1.finish(()).unwrap_err();
    let said: Vec<(Option<usize>, &str)> =
        faults.list().iter().map(|f| (f.position().map(|at| at.0), f.message.as_str())).collect();
    let lines: Vec<Option<usize>> = said.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 5, 6, 7, 8, 9].map(Some), "{said:?}");
    let hints: Vec<&str> = faults.list().iter().filter_map(|fault| fault.suggestion.as_deref()).collect();
    assert!(
        hints.contains(&"did you mean `tables`?") && hints.contains(&"did you mean `levers.funding.grant`?")
    );
}

#[test]
fn a_table_names_row_and_cell_of_each_fault() {
    let table = "levers.funding.grant,levers.assessment.audit,levers.nothing\n1,0.5,1\nmany,7,1\n";
    let (_, faults) = read("base = 'z-home'\ndesign = 't.csv'\n", table);
    let at: Vec<Option<(usize, usize)>> = faults.list().iter().map(|fault| fault.position()).collect();
    assert_eq!(at, [Some((1, 46)), Some((3, 1)), Some((3, 6))], "{faults}");
}

/// A point is the scenario in which its values are set, by the name that tells them.
#[test]
fn points_are_scenarios_with_their_values() {
    let plan = sound("base = 'z-home'\n[vary]\nlevers.funding.grant = [100_000, 300_000]\n", "");
    let library = InMemory::default();
    let mut faults = Faults::default();
    let (scenarios, design) = points::read(&plan, &library, &mut faults);
    assert!(faults.is_empty() && design.bases.len() == 1);
    let found: Vec<(&str, f64)> =
        scenarios.iter().map(|s| (s.name.as_str(), s.blueprint.settings.levers.funding.grant)).collect();
    assert_eq!(found, [("z-home grant=100000", 100_000.0), ("z-home grant=300000", 300_000.0)]);
}
