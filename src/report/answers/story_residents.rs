//! Three of the sampled residents of a world in words: who came most, who stopped coming, who never came.

use crate::files::read::sampled::{Reason, SampledRow, sampled};
use crate::language::{said, term};
use crate::report::text::decimal::decimal;
use crate::report::text::table::wrap;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::agents::residents::obstacle::Obstacle;
use crate::world::agents::residents::talk::Channel;
use crate::world::record::own_group::OwnGroup;
use std::path::Path;

/// What is told of a sample; nothing where there is none.
pub(crate) fn text(sample: &[SampledRow]) -> String {
    if sample.is_empty() {
        return String::new();
    }
    let told = three(sample).map(|one| wrap(&(name(one, sample) + &course(one)), 2));
    let came = sample.iter().filter(|one| one.weeks_with_visit > 0).count();
    let heading = said!("{} of {} sampled residents came; of them all:", came, sample.len());
    wrap(&heading, 0) + &told.collect::<String>()
}

/// The same of a world of a folder that nobody vouches for.
///
/// # Errors
/// Why its table of residents is refused, in words.
pub fn unchecked(folder: &Path, scenario: &str, world: u32) -> Result<String, String> {
    sampled(folder, scenario, world).map(|sample| text(&sample)).map_err(|why| why.to_string())
}

/// Who came most, who came most of those who stopped, and who was kept away most of those who never came: the
/// first of equals.
fn three(sample: &[SampledRow]) -> impl Iterator<Item = &SampledRow> {
    let weeks = |one: &&SampledRow| f64::from(one.weeks_with_visit);
    let most = |those: &dyn Fn(&SampledRow) -> bool, value: &dyn Fn(&&SampledRow) -> f64| {
        let those = sample.iter().filter(|one| those(one));
        those.fold(None, |best: Option<&SampledRow>, one| match best {
            Some(best) if value(&best) >= value(&one) => Some(best),
            _ => Some(one),
        })
    };
    let came = most(&|one| one.weeks_with_visit > 0, &weeks);
    let stopped = most(&|one| one.stopped.is_some() && Some(one) != came, &weeks);
    let never = most(&|one| one.reason.is_some(), &|one| one.reason.map_or(0.0, |(_, weeks)| weeks));
    [came, stopped, never].into_iter().flatten()
}

/// Who it is, among others of a sample.
fn name(one: &SampledRow, sample: &[SampledRow]) -> String {
    let several = sample.iter().any(|other| other.community != one.community);
    let SampledRow { community, resident, id, distance, .. } = one;
    let name = match (id.is_empty(), several) {
        (false, _) => id.clone(),
        (true, false) => said!("Resident {resident}"),
        (true, true) => said!("Resident {resident} of {community}"),
    };
    let group = match one.group {
        ResidentGroup::ChildTeen => term("child or teenager"),
        ResidentGroup::Working => term("at work"),
        ResidentGroup::Carer => term("carer at home"),
        ResidentGroup::Elder => term("elder"),
    };
    let [member, migrant] = one.marks;
    let marks = [(member, term("in the union")), (migrant, term("from elsewhere"))];
    let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words);
    let own = Some(&one.own_group).filter(|own| !own.is_empty() && *own != OwnGroup::others().name());
    let own = own.map(|own| said!("of the group {own}"));
    let marks = own.into_iter().chain(marks.map(String::from));
    let who = [group.to_string()].into_iter().chain(marks).collect::<Vec<_>>().join(term(", "));
    said!("{name} ({who}, {} km from the home):", decimal(*distance, 1))
}

/// What became of it, sentence by sentence.
fn course(one: &SampledRow) -> String {
    let [moved_in, moved_away] = one.moved;
    let mut sentences = Vec::new();
    sentences.extend(moved_in.map(|week| said!(" Moved in in week {week}.")));
    sentences.push(knowing(one));
    if let [Some(first), Some(last)] = one.visited {
        let weeks = one.weeks_with_visit;
        sentences.push(said!(" Weeks with a visit: {weeks}, from week {first} to week {last}."));
    }
    sentences.extend(one.stopped.map(|week| said!(" No user any more from week {week} on.")));
    if let (weeks, Some(from)) = one.volunteered {
        sentences.push(said!(" Weeks as a volunteer: {weeks}, from week {from} on."));
    }
    sentences.extend(one.reason.map(|(reason, weeks)| kept_away(reason, weeks)));
    sentences.extend(moved_away.map(|week| said!(" Moved away in week {week}.")));
    sentences.concat()
}

/// How it came to know of the home.
fn knowing(one: &SampledRow) -> String {
    let Some(week) = one.knew_from else { return term(" Never knew of the home.").to_string() };
    match one.heard {
        None => term(" Knew of the home before week 1.").to_string(),
        Some((Channel::Signs, _)) => said!(" Heard of the home in week {week}: signs, passing by."),
        Some((Channel::Word, [knew, used])) => said!(
            " Heard of the home in week {week} by word of mouth; ties who knew of it: {knew}, of them users: \
             {used}."
        ),
        Some((Channel::Brand, _)) => said!(" Heard of the home in week {week} by its brand."),
        Some((Channel::Referral, _)) => said!(" Heard of the home in week {week} by referral."),
    }
}

/// Why it never came.
fn kept_away(reason: Reason, weeks: f64) -> String {
    let weeks = decimal(weeks, 1);
    let what = match reason {
        Reason::Chance => return said!(" Never came, by chance alone: {weeks} weeks were to be expected."),
        Reason::NoSeat => return said!(" Never came: no seat was free in {weeks} weeks with a wish."),
        Reason::Obstacle(obstacle) => obstacle_words(obstacle),
    };
    said!(" Never came. Most in the way: {what}; without it {weeks} weeks more were to be expected.")
}

/// An obstacle in words.
fn obstacle_words(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Unaware => term("not knowing of it"),
        Obstacle::Distance => term("the distance"),
        Obstacle::Inclination => term("going out less than others"),
        Obstacle::Programme => term("a programme of other interests"),
        Obstacle::Hours => term("the opening hours"),
        Obstacle::Members => term("the union keeps it for members"),
        Obstacle::Fee => term("the fee"),
        Obstacle::Commercial => term("taking the operator for a business"),
        Obstacle::Rival => term("another space nearby"),
        Obstacle::Crowd => term("the crowd"),
        Obstacle::FadedHabit => term("a habit that has faded"),
        Obstacle::LowExpectation => term("expecting less of it than others"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(resident: u32) -> SampledRow {
        SampledRow {
            community: "home".into(),
            resident,
            id: String::new(),
            moved: [None; 2],
            group: ResidentGroup::Elder,
            own_group: String::new(),
            marks: [false; 2],
            distance: 0.84,
            knew_from: Some(0),
            heard: None,
            weeks_with_visit: 0,
            visited: [None; 2],
            stopped: None,
            volunteered: (0, None),
            reason: None,
        }
    }

    #[test]
    fn three_are_told_and_each_once() {
        let came = |resident, weeks| SampledRow {
            own_group: OwnGroup::others().name().into(),
            weeks_with_visit: weeks,
            visited: [Some(3), Some(50)],
            stopped: Some(63),
            ..row(resident)
        };
        let never = |resident, weeks| SampledRow {
            knew_from: None,
            reason: Some((Reason::Obstacle(Obstacle::Unaware), weeks)),
            marks: [true, false],
            own_group: "old-quarter".into(),
            ..row(resident)
        };
        let sample = [came(1, 4), came(2, 9), never(3, 0.5), never(4, 2.25), row(5)];
        let told: Vec<u32> = three(&sample).map(|one| one.resident).collect();
        assert_eq!(told, [2, 1, 4]);
        let words = text(&sample);
        assert!(words.starts_with("2 of 5 sampled residents came"), "{words}");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [
            "Resident 2 (elder, 0.8 km from the home): Knew of the home before week 1. Weeks with a visit: \
             9, from week 3 to week 50. No user any more from week 63 on.",
            "Resident 4 (elder, of the group old-quarter, in the union, 0.8 km from the home): Never knew of the home. Never came. \
             Most in the way: not knowing of it; without it 2.2 weeks more were to be expected.",
        ] {
            assert!(words.contains(part), "{part}\n{words}");
        }
    }

    #[test]
    fn one_alone_is_told_and_nobody_is_nothing() {
        assert_eq!(text(&[]), "");
        let word = SampledRow { knew_from: Some(7), heard: Some((Channel::Word, [3, 1])), ..row(1) };
        let named = SampledRow { id: "u01".into(), volunteered: (2, Some(9)), ..word };
        let told = name(&named, &[]) + &course(&named);
        assert_eq!(
            told,
            "u01 (elder, 0.8 km from the home): Heard of the home in week 7 by word of mouth; ties who knew \
             of it: 3, of them users: 1. Weeks as a volunteer: 2, from week 9 on."
        );
    }
}
