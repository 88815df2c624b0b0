use crate::scenario::library::{Embedded, InMemory};
use crate::scenario::posterior::*;
use crate::scenario::{Overrides, read as read_scenarios};

const TWO: &str = "draw,residents.choice.intercept,home.stay\n1,-3.0,1.0\n2,-2.5,2.0\n";

fn posterior(text: &str) -> Result<Posterior, String> {
    let library = InMemory { files: [("p.csv".to_string(), text.as_bytes().to_vec())].into() };
    let mut faults = Faults::default();
    let read = read("p.csv", &library, &mut faults);
    read.filter(|_| faults.is_empty()).ok_or_else(|| faults.to_string())
}

fn scenario(name: &str, sets: &[&str]) -> Vec<Scenario> {
    let request = Overrides { sets: sets.iter().map(|s| s.to_string()).collect(), weeks: Some(2) };
    read_scenarios(&[name.to_string()], &request, &Embedded).unwrap()
}

#[test]
fn each_world_takes_its_draw_whatever_their_number() {
    let p = posterior(TWO).unwrap();
    assert_eq!([1, 2, 3, 4].map(|world| p.draw_of(world, 1)), [0, 1, 0, 1]);
    assert_eq!([1, 2, 3, 4, 5].map(|world| p.draw_of(world, 2)), [0, 0, 1, 1, 0]);
    let base = &scenario("county", &[])[0].blueprint;
    let second = p.in_world(base, 2, 1);
    assert_eq!((second.settings.residents.choice.intercept, second.settings.home.stay), (-2.5, 2.0));
    assert!(second.communities.len() > 1 && second.communities.iter().all(|c| c.home.stay == 2.0));
}

#[test]
fn a_layer_is_drawn_over_its_own_mean_and_what_is_plausible_not_over_what_a_scenario_sets() {
    let layer = posterior(TWO).unwrap();
    let plausible = Posterior { from: DrawsFrom::Plausible, ..layer.clone() };
    let (mut laid, mut faults) = (scenario("z-home", &["residents.choice.habit=1.0"]), Faults::default());
    layer.lay_over(&mut laid, &mut faults);
    let intercept = |blueprint: &Blueprint| blueprint.settings.residents.choice.intercept;
    let base = &laid[0].blueprint;
    assert_eq!(intercept(base), -2.75);
    assert_eq!(
        layer.draws.iter().map(|draw| intercept(&layer.drawn(base, draw))).collect::<Vec<_>>(),
        [-3.0, -2.5]
    );
    let set = &scenario("z-home", &["residents.choice.intercept=-2.0"])[0].blueprint;
    assert_eq!(intercept(&plausible.drawn(set, &plausible.draws[0])), -2.0);
    let usual = &scenario("z-home", &[])[0].blueprint;
    assert_eq!(intercept(&plausible.drawn(usual, &plausible.draws[0])), -3.0);
}

#[test]
fn a_layer_says_where_it_comes_from_and_reads_back() {
    let p = posterior(TWO).unwrap();
    let (mut laid, mut faults) = (scenario("z-home", &[]), Faults::default());
    p.lay_over(&mut laid, &mut faults);
    assert!(faults.is_empty());
    let (value, place) = &laid[0].origins["residents.choice.intercept"];
    assert_eq!((value, place.as_str()), (&Value::Real(-2.75), "p.csv, mean of 2 draws, one for each world"));
    let library = InMemory { files: [("again.toml".to_string(), laid[0].resolved().into_bytes())].into() };
    let again = read_scenarios(&["again".to_string()], &Overrides::default(), &library).unwrap();
    assert_eq!(again[0].blueprint, laid[0].blueprint);
    assert!(laid[0].sources.iter().any(|source| source.name == "p.csv"));
}

#[test]
fn the_text_of_a_layer_differs_in_the_drawn_parameters_alone() {
    let p = posterior("residents.choice.intercept,home.stay\n-3.0,1.0\n-2.5,2.2\n").unwrap();
    let (mut laid, mut faults) = (scenario("county", &[]), Faults::default());
    let before = laid[0].resolved();
    p.lay_over(&mut laid, &mut faults);
    let after = laid[0].resolved();
    let head = "# p.csv, mean of 2 draws, one for each world: residents.choice.intercept, home.stay\n";
    let after = after.strip_prefix(head).unwrap();
    assert_eq!(before.lines().count(), after.lines().count());
    let changed: Vec<_> = before.lines().zip(after.lines()).filter(|(a, b)| a != b).map(|(_, b)| b).collect();
    let communities = laid[0].blueprint.communities.len();
    assert!(communities > 1);
    // Each community spells its own home out again.
    let own = std::iter::repeat_n("home.stay = 1.6", communities);
    let expected: Vec<_> = ["stay = 1.6", "intercept = -2.75"].into_iter().chain(own).collect();
    assert_eq!(changed, expected);
}

#[test]
fn what_is_set_twice_or_must_not_move_is_refused_with_its_place() {
    let p = posterior(TWO).unwrap();
    let mut faults = Faults::default();
    p.lay_over(&mut scenario("z-home", &["residents.choice.intercept=-3"]), &mut faults);
    assert_eq!(faults.len(), 1, "{faults}");
    let wrong =
        posterior("draw,residents.choice.intercpt,levers.funding.grant,home.stay\n1,-3,1,1\n").unwrap_err();
    assert!(
        wrong.contains("p.csv:1:6: there is no parameter `residents.choice.intercpt`; did you mean"),
        "{wrong}"
    );
    assert!(wrong.contains("`levers.funding.grant` is a lever") && wrong.contains("^^^^"), "{wrong}");
    let wrong = posterior("residents.choice.intercept\n-3\n7\nx\n").unwrap_err();
    assert!(
        wrong.contains("p.csv:3:1: `residents.choice.intercept` is 7, but must lie between -4 and -2"),
        "{wrong}"
    );
    assert!(wrong.contains("p.csv:4:1: `residents.choice.intercept` must be a number, not `x`"), "{wrong}");
    for empty in [
        "",
        "draw\n1\n",
        "residents.choice.intercept\n",
        "home.stay,home.stay\n1,1\n",
        "residents.choice.intercept\nNaN\n",
    ] {
        assert!(posterior(empty).is_err(), "{empty:?}");
    }
}

#[test]
fn what_was_meant_is_looked_for_only_where_it_is_read() {
    let header: Vec<String> = (0..20_000).map(|n| format!("residents.choice.intercep{n}")).collect();
    let text = format!("{}\n", header.join(","));
    let library = InMemory { files: [("p.csv".to_string(), text.into_bytes())].into() };
    let mut faults = Faults::default();
    assert!(read("p.csv", &library, &mut faults).is_none());
    assert_eq!((faults.list().len(), faults.len()), (100, 20_000));
    let meant =
        "there is no parameter `residents.choice.intercep0`; did you mean `residents.choice.intercept`?";
    assert_eq!(faults.list()[0].message, meant);
    // A name of a megabyte is no slip: it is told without a search that takes minutes.
    let long = format!("residents.choice.intercept{}", "t".repeat(1 << 19));
    let said = posterior(&format!("{long}\n1\n")).unwrap_err();
    assert!(said.contains("there is no parameter") && !said.contains("did you mean"));
}
