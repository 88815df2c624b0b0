//! Yearly figures by group: ten people of whom everything is known, counted by hand.

use super::assert_near;
use crate::inside::common::{as_data, from_data};
use crate::world::World;
use crate::world::agents::residents::block::state;
use crate::world::agents::residents::group::ResidentGroup::{self, Carer, ChildTeen, Elder, Working};
use crate::world::blueprint::{Blueprint, CommunityBlueprint, Settings};
use crate::world::record::group::{Group, GroupKind};
use crate::world::record::groups::{GroupRow, YearlyFigure};
use crate::world::roster::{Person, Roster};
use serde_json::json;
use std::sync::Arc;

/// Group, age, km to the home, union member, weeks with a visit in the year, volunteers.
type Known = (ResidentGroup, f64, f64, bool, u32, bool);

/// Half of all live nearer than 1.678 times the scale of distance, which is 1 km here.
const PEOPLE: [Known; 10] = [
    (ChildTeen, 10.0, 0.1, false, 1, false),
    (ChildTeen, 16.0, 9.0, false, 6, false),
    (Working, 40.0, 1.67, true, 5, true),
    (Working, 40.0, 1.69, true, 8, false),
    (Working, 40.0, 0.2, false, 16, false),
    (Carer, 40.0, 5.0, false, 32, false),
    (Elder, 70.0, 0.3, false, 0, false),
    (Elder, 70.0, 0.4, false, 3, false),
    (Elder, 70.0, 7.0, false, 5, true),
    (Working, 40.0, 8.0, false, 52, false),
];

/// Who came from elsewhere.
const MIGRANTS: [usize; 3] = [2, 3, 7];

/// The rows of the second year; who came 53 weeks ago only did not come in it.
fn rows() -> Vec<GroupRow> {
    rows_with(&MIGRANTS)
}

/// The same where these came from elsewhere.
fn rows_with(migrants: &[usize]) -> Vec<GroupRow> {
    let person = |(n, (group, age, distance, member, ..)): (usize, &Known)| Person {
        id: format!("p{n}"),
        group: Some(*group),
        age: Some(*age),
        distance: Some(*distance),
        union_member: Some(*member),
        aware: Some(false),
        ..Person::default()
    };
    let roster = Roster { people: PEOPLE.iter().enumerate().map(person).collect(), ties: Some(vec![]) };
    let mut settings = Settings::default();
    settings.residents.traits.distance_scale = 1.0;
    let place = CommunityBlueprint {
        name: "ten".into(),
        residents: Default::default(),
        home: Default::default(),
        roster: Some(Arc::new(roster)),
    };
    let blueprint = Blueprint {
        settings,
        weeks: 104,
        timeline: vec![],
        rules: vec![],
        bidders: vec![],
        groups: vec![],
        communities: vec![place],
    };
    let mut world = as_data(&World::new(&blueprint, 1, 1));
    world["week"] = json!(104);
    let block = &mut world["communities"][0]["residents"]["chunks"][0]["blocks"][0];
    for (n, (.., weeks, volunteers)) in PEOPLE.iter().enumerate() {
        let last_year = 1_u64 << 52;
        block["weeks"][n] = json!(last_year | ((1_u64 << weeks) - 1));
        block["visits"][n] = json!(60);
        let origin = if migrants.contains(&n) { state::MIGRANT } else { 0 };
        block["state"][n] = json!(if n == 3 { origin } else { state::AWARE | origin });
        block["volunteer"][n] = json!(u8::from(*volunteers) * 3);
    }
    let world: World = from_data(&world);
    let mut rows = Vec::new();
    world.groups(&mut rows);
    rows
}

fn cell(rows: &[GroupRow], group: Group, figure: YearlyFigure) -> (f64, f64) {
    let found: Vec<_> = rows.iter().filter(|r| (r.group, r.figure) == (group, figure)).collect();
    assert_eq!(found.len(), 1, "{group} {}", figure.name());
    assert_eq!((found[0].year, found[0].community), (2, 0));
    (found[0].num, found[0].den)
}

/// Members of a group by their numbers.
fn members(group: Group) -> Vec<usize> {
    let belongs = |(n, (own, age, distance, member, ..)): &(usize, &Known)| match group {
        Group::Everybody => true,
        Group::Age(of) => *own == of,
        Group::Worker => *own == Working,
        Group::OtherResident => *own != Working,
        Group::Near => *distance < 1.678,
        Group::Far => *distance >= 1.678,
        Group::Member => *member,
        Group::NonMember => !member,
        Group::Adult => *age >= 15.0,
        Group::Migrant => MIGRANTS.contains(n),
        Group::Local => !MIGRANTS.contains(n),
        Group::TopFifthOfUsers | Group::User | Group::NonUser | Group::Own(_) => false,
    };
    PEOPLE.iter().enumerate().filter(belongs).map(|(n, _)| n).collect()
}

#[test]
fn every_figure_of_every_group_by_hand() {
    let rows = rows();
    for group in Group::yearly().filter(|group| *group != Group::TopFifthOfUsers) {
        let own = members(group);
        let size = own.len() as f64;
        let count = |counts: &dyn Fn(&usize) -> bool| own.iter().filter(|n| counts(n)).count() as f64;
        let weeks: f64 = own.iter().map(|n| f64::from(PEOPLE[*n].4)).sum();
        let figure = |figure| cell(&rows, group, figure);
        let (num, den) = figure(YearlyFigure::Participation);
        assert_near!(num, weeks / 52.0, "{group}");
        assert_near!(den, size);
        assert_eq!(figure(YearlyFigure::Reached), (count(&|n| PEOPLE[*n].4 >= 1), size), "{group}");
        assert_eq!(figure(YearlyFigure::Regular), (count(&|n| PEOPLE[*n].4 >= 6), size), "{group}");
        assert_eq!(figure(YearlyFigure::Awareness), (count(&|n| *n != 3), size), "{group}");
        assert_eq!(figure(YearlyFigure::Volunteers), (count(&|n| PEOPLE[*n].5), size), "{group}");
        assert_eq!(figure(YearlyFigure::ShareOfVisits), (weeks, 128.0), "{group}");
    }
}

/// The same once more in plain numbers, so that no rule is asked.
#[test]
fn near_and_far_and_the_rest_in_plain_numbers() {
    let rows = rows();
    let weeks = |group| cell(&rows, group, YearlyFigure::ShareOfVisits).0;
    assert_eq!(weeks(Group::Near), 1.0 + 5.0 + 16.0 + 3.0);
    assert_eq!(weeks(Group::Far), 6.0 + 8.0 + 32.0 + 5.0 + 52.0);
    assert_eq!(weeks(Group::Member), 13.0);
    assert_eq!(weeks(Group::NonMember), 115.0);
    assert_eq!(weeks(Group::Worker), 5.0 + 8.0 + 16.0 + 52.0);
    assert_eq!(weeks(Group::OtherResident), 47.0);
    assert_eq!(weeks(Group::Adult), 127.0);
    assert_eq!(weeks(Group::Everybody), 128.0);
    let by_age = [ChildTeen, Working, Carer, Elder].map(|group| weeks(Group::Age(group)));
    assert_eq!(by_age, [7.0, 81.0, 32.0, 8.0]);
}

#[test]
fn where_nobody_came_from_elsewhere_there_are_no_such_groups() {
    let rows = rows_with(&[]);
    assert!(rows.iter().all(|row| row.group.kind() != GroupKind::Origin));
    assert_eq!(cell(&rows, Group::Everybody, YearlyFigure::Reached), (9.0, 10.0));
}

#[test]
fn the_most_active_fifth_is_of_those_who_came_and_rounded_up() {
    let rows = rows();
    // Nine came: two of them are a fifth.
    assert_eq!(cell(&rows, Group::TopFifthOfUsers, YearlyFigure::ShareOfVisits), (84.0, 128.0));
    assert_eq!(rows.iter().filter(|r| r.group == Group::TopFifthOfUsers).count(), 1);
}

#[test]
fn the_parts_of_a_division_add_up_to_everybody() {
    let rows = rows();
    for kind in [GroupKind::Age, GroupKind::Status, GroupKind::Distance, GroupKind::Union, GroupKind::Origin]
    {
        for figure in YearlyFigure::ALL {
            let parts: Vec<_> =
                Group::divided().filter(|g| g.kind() == kind).map(|g| cell(&rows, g, figure)).collect();
            let all = cell(&rows, Group::Everybody, figure);
            assert_near!(parts.iter().map(|part| part.0).sum(), all.0, "{kind:?} {}", figure.name());
            let sizes: f64 = parts.iter().map(|part| part.1).sum();
            let whole =
                if figure == YearlyFigure::ShareOfVisits { parts.len() as f64 * all.1 } else { all.1 };
            assert_near!(sizes, whole, "{kind:?} {}", figure.name());
        }
    }
}
