//! The row of a sampled resident, behind scenario, world and community: in the order of `columns::residents`.

use crate::batch::Job;
use crate::files::write::rows::RowWriter;
use crate::world::agents::residents::block::kind;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::record::own_group::OwnGroup;
use crate::world::sampled::{SampledPlace, SampledResident};

/// The cells of one person.
pub(in crate::files) fn resident(job: &Job, one: &SampledResident, rows: &mut RowWriter) {
    who(job, one, rows);
    what(one, rows);
    rows.number(one.expected);
    rows.whole(one.weeks_refused.into());
    rows.number(one.by_chance);
    one.gained.iter().for_each(|weeks| rows.number(*weeks));
    rows.text(one.reason().unwrap_or_default());
}

/// Who it is.
fn who(job: &Job, one: &SampledResident, rows: &mut RowWriter) {
    let SampledPlace { community, who, marks, own_group, migrant, ties, distance } = one.place;
    rows.whole(i64::from(who) + 1);
    let place = job.scenario.blueprint.communities.get(community as usize);
    let person = place.and_then(|place| place.roster.as_ref()?.people.get(who as usize));
    rows.text(person.filter(|_| one.moved_in.is_none()).map_or("", |person| &person.id));
    rows.whole_if(one.moved_in);
    rows.whole_if(one.moved_away);
    rows.whole(one.weeks.into());
    rows.text(ResidentGroup::of_code(marks).name());
    rows.text(own_group.map_or("", OwnGroup::name));
    rows.text(one.place.age());
    for holds in [marks & kind::MEMBER != 0, migrant] {
        rows.ready(if holds { b"true" } else { b"false" });
    }
    single(distance, rows);
    rows.whole(ties.into());
}

/// What became of it.
fn what(one: &SampledResident, rows: &mut RowWriter) {
    rows.whole_if(one.heard.map(|heard| heard.week));
    let by = one.heard.and_then(|heard| Some((heard.by?, heard.ties)));
    rows.text(by.map_or("", |(channel, _)| channel.name()));
    for at in 0..2 {
        rows.whole_if(by.map(|(_, ties)| ties[at]));
    }
    rows.whole(one.weeks_aware.into());
    rows.whole(one.visits_before.into());
    rows.whole(one.weeks_with_visit.into());
    one.visits.iter().for_each(|visits| rows.whole((*visits).into()));
    for at in 0..2 {
        rows.whole_if(one.visited.map(|weeks| weeks[at]));
    }
    rows.whole_if(one.stopped());
    rows.whole(one.turned_away.into());
    rows.whole(one.volunteered.0.into());
    rows.whole_if(one.volunteered.1);
    one.felt.iter().for_each(|felt| single(*felt, rows));
}

/// A number in its shortest form: as an f64 it would show digits that it does not have.
fn single(value: f32, rows: &mut RowWriter) {
    rows.ready(value.to_string().as_bytes());
}
