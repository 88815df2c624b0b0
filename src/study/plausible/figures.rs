//! What is asked of a life beyond the measures of the last year.

use crate::measure::values::Values;
use crate::measure::window::Window;
use crate::simulation::{Retain, Trajectory};
use crate::world::record::group::Group;
use crate::world::record::groups::YearlyFigure;
use crate::world::record::{Fraction, Measure};
use std::fmt;

/// Something that is asked of a life.
#[derive(Clone, Copy)]
pub(crate) enum AskedFigure {
    /// A measure over a window.
    Over(Window, &'static Measure),
    /// Weekly participation of a group of residents in the last whole year.
    OfGroup(Group),
}

/// What stands in front of the name of a group.
const OF_GROUP: &str = "participation/";

impl fmt::Display for AskedFigure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            AskedFigure::Over(window, measure) => write!(f, "{}@{window}", measure.name),
            AskedFigure::OfGroup(group) => write!(f, "{OF_GROUP}{group}"),
        }
    }
}

/// The group of which a figure of that name is.
pub(crate) fn group_of(figure: &str) -> Option<Group> {
    let (kind, name) = figure.strip_prefix(OF_GROUP)?.split_once(':')?;
    Group::of_key(kind, name)
}

/// What must be kept of lives of which these figures are asked.
pub(crate) fn keep(figures: &[AskedFigure]) -> Retain {
    let groups = figures.iter().any(|figure| matches!(figure, AskedFigure::OfGroup(_)));
    Retain { groups, ..Retain::default() }
}

impl AskedFigure {
    /// Its value in a life; `None` where it does not exist.
    pub(crate) fn value(&self, values: &Values, run: &Trajectory) -> Option<f64> {
        match self {
            AskedFigure::Over(window, measure) => values.get(*window, measure),
            AskedFigure::OfGroup(group) => participation(run, *group),
        }
    }
}

/// Weekly participation of a group over all communities in the last whole year.
fn participation(run: &Trajectory, group: Group) -> Option<f64> {
    let year = run.groups.iter().map(|row| row.year).max()?;
    let rows = run
        .groups
        .iter()
        .filter(|row| (row.year, row.group, row.figure) == (year, group, YearlyFigure::Participation));
    let add = |sum: Fraction, row: Fraction| Fraction { num: sum.num + row.num, den: sum.den + row.den };
    rows.map(|row| row.cell()).fold(Fraction::default(), add).value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::agents::residents::group::ResidentGroup;
    use crate::world::record::groups::GroupRow;
    use crate::world::record::measure;
    use crate::world::record::own_group::OwnGroup;

    #[test]
    fn groups_are_found_again_by_the_name_of_their_figure() {
        for group in
            [Group::Age(ResidentGroup::Elder), Group::Far, Group::Own(OwnGroup::named("night shift"))]
        {
            assert_eq!(group_of(&AskedFigure::OfGroup(group).to_string()), Some(group));
        }
        let window = AskedFigure::Over(Window::Year(2), measure("participation").unwrap());
        assert_eq!(
            (window.to_string().as_str(), group_of("participation@year-2")),
            ("participation@year-2", None)
        );
    }

    #[test]
    fn a_group_of_two_communities_is_that_of_all_its_people_in_the_last_year() {
        let row =
            |year, community, group, figure, num| GroupRow { year, community, group, figure, num, den: 50.0 };
        let (far, near) = (Group::Far, Group::Near);
        let run = Trajectory {
            groups: vec![
                row(1, 0, far, YearlyFigure::Participation, 40.0),
                row(2, 0, far, YearlyFigure::Participation, 2.0),
                row(2, 1, far, YearlyFigure::Participation, 3.0),
                row(2, 0, near, YearlyFigure::Participation, 9.0),
                row(2, 0, far, YearlyFigure::Reached, 25.0),
            ],
            ..Trajectory::default()
        };
        let values = Values::empty(104);
        assert_eq!(AskedFigure::OfGroup(far).value(&values, &run), Some(0.05));
        assert_eq!(AskedFigure::OfGroup(Group::Adult).value(&values, &run), None);
        assert_eq!(AskedFigure::OfGroup(far).value(&values, &Trajectory::default()), None);
    }
}
