//! What somebody who describes a place knows of it, as settings: seats by area, and what the home costs
//! today.

use crate::levers::operator::OperatorKind;
use crate::measure::values::Values;
use crate::measure::window::{Window, handover};
use crate::scenario::Scenario;
use crate::simulation::{self, Retain};
use crate::units::{PER_10_000, YEAR};
use crate::world::record::measure;

/// Weeks of a year of money.
const WEEKS: f64 = YEAR as f64;

/// Seats of a home with so many square metres in all, at least one.
pub(crate) fn seats(square_metres: f64, per_seat: f64) -> u64 {
    libm::floor(square_metres / per_seat).max(1.0) as u64
}

/// What public purses pay for the home in its first year, which the government runs, in one world; `None`
/// where an organization runs it by then.
pub(crate) fn cost_today(scenario: &Scenario) -> Option<f64> {
    let blueprint = &scenario.blueprint;
    let operator = blueprint.levers_at(1).operator.kind;
    if operator == OperatorKind::SocialOrganization && handover(blueprint) <= YEAR || blueprint.weeks < YEAR {
        return None;
    }
    let run = simulation::run(blueprint, 1, 1, Retain::default());
    Values::of(blueprint, &run).get(Window::Year(1), measure("public_cost")?)
}

/// What a caretaker must cost a week, for 10,000 residents, for the home to cost so much a year: all else
/// that it costs stays as it is.
///
/// # Errors
/// What the home costs without any caretaker, where that is more.
pub(crate) fn caretaker(scenario: &Scenario, wanted: f64, now: f64) -> Result<f64, f64> {
    let blueprint = &scenario.blueprint;
    let people = blueprint.communities.iter().map(|place| f64::from(place.population()));
    let residents = people.sum::<f64>() / PER_10_000;
    let own = blueprint.settings.government.caretaker * residents * WEEKS;
    let rest = now - own;
    let caretaker = (wanted - rest) / (residents * WEEKS);
    if caretaker >= 0.0 { Ok(caretaker) } else { Err(rest) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};

    fn place(sets: &[&str]) -> Scenario {
        let sets = sets.iter().map(|set| set.to_string()).collect();
        read(&["government-led".into()], &Overrides { sets, weeks: Some(52) }, &Embedded).unwrap().remove(0)
    }

    #[test]
    fn seats_are_those_that_find_room() {
        assert_eq!(
            [seats(380.0, 4.0), seats(399.9, 4.0), seats(400.0, 4.0), seats(1.0, 4.0)],
            [95, 99, 100, 1]
        );
    }

    #[test]
    fn a_caretaker_of_that_wage_makes_the_home_cost_what_was_said() {
        let small = ["residents.population=600", "home.seats=20"];
        let now = cost_today(&place(&small)).unwrap();
        let wage = caretaker(&place(&small), 9_000.0, now).unwrap();
        let set = format!("government.caretaker={wage}");
        let then = cost_today(&place(&[small[0], small[1], &set])).unwrap();
        // Paid in whole fen each week.
        assert!((then - 9_000.0).abs() < 0.6, "{now} {wage} {then}");
        let least = caretaker(&place(&small), 1.0, now).unwrap_err();
        let none = cost_today(&place(&[small[0], small[1], "government.caretaker=0"])).unwrap();
        assert!((least - none).abs() < 0.6, "{least} {none}");
    }

    #[test]
    fn a_home_that_an_organization_runs_has_no_cost_of_today() {
        assert!(cost_today(&place(&[])).is_some());
        let run = Overrides { sets: vec!["levers.operator.from=1".into()], weeks: Some(52) };
        let run = read(&["z-home".into()], &run, &Embedded).unwrap().remove(0);
        assert_eq!(cost_today(&run), None);
    }
}
