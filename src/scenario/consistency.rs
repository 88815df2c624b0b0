//! What can only be judged when all layers lie on top of one another: dates against the horizon, weights that
//! sum to one, levers that nobody is there to pull.

use crate::language::{said, term};
use crate::levers::Levers;
use crate::levers::operator::OperatorKind as Operator;
use crate::scenario::check::{CheckedLeaf, WEIGHTS};
use crate::scenario::faults::{Fault, Faults};
use crate::scenario::said::Said;
use crate::scenario::span::Span;
use crate::scenario::{LONGEST, Overrides, WEEKS};
use crate::settings::{Field, Lever, Needs, Value, ValueKind, find};
use crate::units::Week;
use crate::world::blueprint::facts;

/// How long the world lives, and whether the command line cut it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Horizon {
    /// Weeks in force.
    pub weeks: i64,
    /// Weeks that the files say.
    pub written: i64,
    /// `--weeks` was given, now or (as `shortened` tells) when this text was written out.
    pub cut: bool,
}

/// The horizon: `--weeks`, else the files', else the default.
pub(crate) fn horizon(said: &Said, request: &Overrides, faults: &mut Faults) -> Horizon {
    let written = said.weeks.as_ref().map_or(WEEKS, |w| w.0);
    match request.weeks {
        Some(w) if !(1..=LONGEST).contains(&w) => {
            let message = said!("the number of weeks must lie between 1 and {LONGEST}");
            faults.add(Fault::without_place(&format!("--weeks {w}"), message));
            Horizon { weeks: written, written, cut: false }
        }
        Some(weeks) => Horizon { weeks, written, cut: true },
        None => Horizon { weeks: written, written, cut: said.shortened },
    }
}

/// Entries at or after `--weeks` are ignored with a warning; in a file, outside its own horizon, they are
/// refused.
pub(crate) fn prune_schedule(
    said: &mut Said,
    horizon: Horizon,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) {
    let Horizon { weeks, written, cut } = horizon;
    let mut ignored = 0;
    said.schedule.retain(|(week, path), leaf| {
        if *week < 1 || *week >= written {
            let message = said!(
                "`{path}` is dated week {week}, outside the weeks 1 to {} in which it could act",
                written - 1
            );
            faults.add(Fault::at(&leaf.place, message));
            return true;
        }
        let late = cut && *week >= weeks;
        ignored += u32::from(late);
        !late
    });
    if ignored > 0 {
        warnings.push(said!("{ignored} dated lever settings lie at or after week {weeks} and were ignored"));
    }
}

/// What all layers say together: weights, weeks inside the horizon, and what a lever needs.
pub(crate) fn judge(
    said: &Said,
    start: &Levers,
    timeline: &[(Week, Levers)],
    horizon: Horizon,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) {
    weights_sum(said, start, timeline, faults);
    named_weeks(said, start, timeline, horizon, faults, warnings);
    let before = faults.len();
    preconditions(said, start, timeline, faults);
    if faults.len() == before {
        dated_in_vain(said, start, timeline, faults);
    }
}

/// A dated lever that can never act: from its week on nobody is there to pull it, or it names a week that is
/// over by then.
fn dated_in_vain(said: &Said, start: &Levers, timeline: &[(Week, Levers)], faults: &mut Faults) {
    let all = facts();
    let operated = |levers: &Levers| levers.operator.kind == Operator::SocialOrganization;
    let by_rule = said.rules.iter().any(|rule| operated(&rule.over(start)));
    for ((week, path), leaf) in &said.schedule {
        let Some(field) = find(&all, path) else { continue };
        let last = timeline.iter().rev().find(|(since, _)| i64::from(*since) <= *week);
        let later = timeline.iter().filter(|(since, _)| i64::from(*since) > *week);
        let then = last.into_iter().chain(later).any(|(_, levers)| operated(levers));
        let needs = field.lever.map_or(Needs::Nothing, |lever| lever.needs);
        if needs != Needs::Nothing && leaf.value != (field.default)() && !then && !by_rule {
            let message = said!(
                "`{path}` is dated week {week}, from which on the government runs the home: it can never act"
            );
            let hint = term("date it before the home is taken back, or leave it out").to_string();
            faults.add(Fault::at(&leaf.place, message).suggest(Some(hint)));
        }
        if let (CAMPAIGN, Value::Integer(begins)) = (path.as_str(), &leaf.value)
            && (1..*week).contains(begins)
        {
            let message =
                said!("`{path}` is week {begins}, and is set only in week {week}: it can never act");
            faults.add(Fault::at(&leaf.place, message));
        }
    }
}

/// The weights of the assessment sum to one, at the start and after each dated change.
fn weights_sum(said: &Said, start: &Levers, timeline: &[(Week, Levers)], faults: &mut Faults) {
    let sum = |l: &Levers| l.weights.items().iter().sum::<f64>();
    let mut check = |sum: f64, place: Option<&Span>| {
        if let Some(fault) = place.and_then(|place| weights_fault(sum, place)) {
            faults.add(fault);
        }
    };
    let first = said.leaves.values().map(|(leaf, _)| leaf).filter(|leaf| leaf.path.starts_with(WEIGHTS));
    check(sum(start), first.map(|leaf| &leaf.place).min_by_key(|place| place.start));
    for (week, levers) in timeline {
        let first = (i64::from(*week), WEIGHTS.to_string());
        let here = said
            .schedule
            .range(first..)
            .take_while(|((w, p), _)| *w == i64::from(*week) && p.starts_with(WEIGHTS));
        check(sum(levers), here.map(|(_, leaf)| &leaf.place).min_by_key(|place| place.start));
    }
}

/// What is wrong with weights of such a sum.
pub(crate) fn weights_fault(sum: f64, place: &Span) -> Option<Fault> {
    let message = || said!("the weights of the assessment sum to {}, not to 1", short(sum));
    ((sum - 1.0).abs() > 1e-6).then(|| Fault::at(place, message()))
}

/// A sum without the noise of its last digits.
fn short(sum: f64) -> f64 {
    (sum * 1e9).round() / 1e9
}

/// Everything that some layer sets, with its declaration: the start first, then the dated values, then those
/// of rules.
fn set_values(said: &Said) -> impl Iterator<Item = (&'static Field, &CheckedLeaf)> {
    let all = facts();
    let dated = said.schedule.values();
    said.leaves
        .values()
        .map(|(leaf, _)| leaf)
        .chain(dated)
        .chain(said.rules.iter().flat_map(|rule| &rule.leaves))
        .filter_map(move |leaf| Some((find(&all, &leaf.path)?, leaf)))
}

fn ever_operated(start: &Levers, timeline: &[(Week, Levers)]) -> bool {
    std::iter::once(start)
        .chain(timeline.iter().map(|t| &t.1))
        .any(|l| l.operator.kind == Operator::SocialOrganization)
}

/// A lever that names a week (handover, campaign) beyond the horizon never acts: a fault, or a warning if
/// `--weeks` cut it off.
fn named_weeks(
    said: &Said,
    start: &Levers,
    timeline: &[(Week, Levers)],
    horizon: Horizon,
    faults: &mut Faults,
    warnings: &mut Vec<String>,
) {
    let mut late = |path: &str, week: i64, place: Option<&Span>| {
        let message = said!("`{path}` is week {week}, beyond the horizon of {} weeks", horizon.weeks);
        match place {
            Some(place) if !horizon.cut => faults.add(Fault::at(place, message)),
            _ => warnings.push(message),
        }
    };
    // Under government throughout a handover that stands at its default says nothing.
    let operated = ever_operated(start, timeline);
    for (field, leaf) in set_values(said) {
        if let (ValueKind::Integer, "week", Value::Integer(week)) = (field.kind, field.unit, &leaf.value)
            && *week > horizon.weeks
            && leaf.path.starts_with("levers.")
            && (operated || leaf.value != (field.default)())
        {
            late(&leaf.path, *week, Some(&leaf.place));
        }
    }
    // The handover has a default week, which a short scenario may not reach: then who sets the operator is
    // told.
    let from = "levers.operator.from";
    if start.operator.from > horizon.weeks && operated && !said.leaves.contains_key(from) {
        late(from, start.operator.from, said.leaves.get("levers.operator.kind").map(|(leaf, _)| &leaf.place));
    }
}

/// Levers beside which others act.
const SEEDS: &str = "levers.brand.seeds";
const CAMPAIGN: &str = "levers.brand.campaign_start";
const CONTENT: &str = "levers.tender.content";

/// What is said of a lever of tenders where nobody may bid.
fn no_bidders(path: &str) -> (String, String) {
    let message = said!("`{path}` acts only where bodies may bid; here there are no [[bidders]]");
    (message, term("name some in [[bidders]], or leave this lever out").into())
}

/// What is said of a lever of content where bids have none.
fn no_content(path: &str) -> (String, String) {
    let message =
        said!("`{path}` acts only where bids have content; here `levers.tender.content` stays false");
    (message, term("set `levers.tender.content = true` too, or leave this lever out").into())
}

/// What is said of a lever that lets people move in or away where a file says who lives there.
fn counted_by_file(path: &str) -> (String, String) {
    let message = said!("`{path}` cannot act where a file of people or of counts says who lives there");
    (message, term("leave this lever out, or the file").into())
}

/// A lever whose precondition is never met: nobody is there to pull it, or it acts only beside another that
/// stands at 0.
fn preconditions(said: &Said, start: &Levers, timeline: &[(Week, Levers)], faults: &mut Faults) {
    // What a lever needs is not known while that very key is at fault.
    let clear = |key: &str| !faults.list().iter().any(|f| f.message.starts_with(&format!("`{key}`")));
    let ruled: Vec<Levers> = said.rules.iter().map(|rule| rule.over(start)).collect();
    let ever = |holds: fn(&Levers) -> bool| {
        std::iter::once(start).chain(timeline.iter().map(|t| &t.1)).chain(&ruled).any(holds)
    };
    let operated = ever_operated(start, timeline) || !clear("levers.operator.kind");
    let seeded = ever(|l| l.brand.seeds > 0.0) || !clear(SEEDS);
    let campaigned = ever(|l| l.brand.campaign_start > 0) || !clear(CAMPAIGN);
    let with_content = ever(|l| l.tender.content) || !clear(CONTENT);
    let counted =
        ["residents.roster", "residents.marginals"].iter().any(|key| said.leaves.contains_key(*key));
    for (field, leaf) in set_values(said) {
        let Some(Lever { needs, .. }) = field.lever.filter(|_| leaf.value != (field.default)()) else {
            continue;
        };
        let path = &leaf.path;
        let beside = |other: &str| {
            let message = said!("`{path}` acts only beside `{other}` above 0; here that stays 0");
            Some((message, said!("set `{other}` too, or leave this lever out")))
        };
        let unmet = match needs {
            _ if !operated && needs.an_operator() => Some((
                said!(
                    "`{path}` acts only where a social organization runs the home; here the government does \
                        throughout"
                ),
                term("set `levers.operator.kind = \"social-organization\"`, or leave this lever out").into(),
            )),
            Needs::Seeds if !seeded => beside(SEEDS),
            Needs::Campaign if !campaigned => beside(CAMPAIGN),
            Needs::Bidders | Needs::Content if said.bidders.is_empty() => Some(no_bidders(path)),
            Needs::Content if !with_content => Some(no_content(path)),
            Needs::Unnamed if counted => Some(counted_by_file(path)),
            _ => None,
        };
        if let Some((message, hint)) = unmet {
            faults.add(Fault::at(&leaf.place, message).suggest(Some(hint)));
        }
    }
}
