//! The study's questionnaire, put to simulated residents, and the answers of real ones in the same columns.
//!
//! [`design`] says how a survey is carried out, [`sample`] whom it finds, [`instrument`] what a resident
//! would answer, [`ask`] what comes to the paper, [`table`] what the answers say, [`data`] reads the answers
//! of real people. Asking changes nothing in the world: it only reads, and draws for purposes of its own.
//!
//! - How is a survey carried out? → `design`
//! - Whom does it find? → `sample`
//! - What would a resident answer? → `instrument`; an institution? → `actors`
//! - What do the answers say? → `table`
//! - How far off are they, against everybody and against asking on site? → `errors`, `bias`
//! - How are answers of real people read? → `data`

pub(crate) mod actors;
pub(crate) mod bias;
pub(crate) mod data;
pub(crate) mod design;
pub(crate) mod instrument;
pub(crate) mod sample;
pub(crate) mod errors;
pub(crate) mod table;

use crate::random::{Purpose, WorldKey};
use crate::study::survey::design::{Errors, SurveyDesign};
use crate::study::survey::instrument::{Circumstances, ITEMS, Points};
use crate::units::Week;
use crate::world::World;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::agents::residents::view::ResidentView;
use crate::world::blueprint::Blueprint;
use crate::world::identity::Identities;

/// One filled questionnaire.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Questionnaire {
    /// Number of the respondent.
    pub respondent: u32,
    /// How many adults stand behind this one; only ratios matter.
    pub weight: f64,
    /// What fills most of the week.
    pub group: Option<ResidentGroup>,
    /// Member of the trade union.
    pub member: Option<bool>,
    /// Lives nearer than the median distance.
    pub near: Option<bool>,
    /// Weeks of use reported for the last 52.
    pub weeks: Option<u8>,
    /// Answers 1–5 to [`ITEMS`].
    pub items: Points,
}

/// What a survey brings home.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Survey {
    /// Those who answered, in the order of the residents.
    pub answers: Vec<Questionnaire>,
    /// How many were approached.
    pub approached: u64,
    /// Adults of the community.
    pub adults: u64,
    /// The week at whose end they were asked.
    pub week: Week,
}

impl Survey {
    /// Adults among whom the answers are a random sample; `None` when they are none.
    pub(crate) fn out_of(&self, design: &SurveyDesign) -> Option<f64> {
        (design.sampling.frame != design::SamplingFrame::Site).then_some(self.adults as f64)
    }
}

/// Ask the residents of a community at the end of the week just lived. `key` decides whom the survey finds
/// and what errors it makes; with another key it is another survey of the same people. Nothing when there is
/// no such community.
pub(crate) fn ask(
    world: &World,
    blueprint: &Blueprint,
    community: usize,
    design: &SurveyDesign,
    key: WorldKey,
) -> Survey {
    let desk = QuestionnaireSink::new(world, community, design, key);
    let (identities, week) = (desk.identities, desk.week);
    let (approached, adults) =
        sample::draw(residents(world, blueprint, community), &design.sampling, key, identities, week);
    let answers = approached.iter().filter_map(|one| desk.answer(&one.seen, one.weight)).collect();
    Survey { answers, approached: approached.len() as u64, adults, week }
}

/// What every adult of a community would answer if nothing went wrong: the population that a survey is held
/// against.
pub(crate) fn census(
    world: &World,
    blueprint: &Blueprint,
    community: usize,
    design: &SurveyDesign,
) -> Vec<Questionnaire> {
    let design = design.without_errors();
    let desk = QuestionnaireSink::new(world, community, &design, world.key());
    residents(world, blueprint, community)
        .filter(|seen| seen.adult)
        .filter_map(|seen| desk.answer(&seen, 1.0))
        .collect()
}

fn residents<'a>(
    world: &'a World,
    blueprint: &'a Blueprint,
    community: usize,
) -> impl Iterator<Item = ResidentView> + 'a {
    let (rules, links) = (&blueprint.settings.residents, &blueprint.settings.mechanisms);
    let here = world.communities().iter().zip(world.offers()).nth(community);
    here.into_iter().flat_map(move |(own, offer)| own.residents.seen(rules, links, offer))
}

/// Where there is no such community.
static NOBODY: Identities = Identities::Numbered { place: 0 };

/// Where questionnaires are filled.
struct QuestionnaireSink<'a> {
    design: &'a SurveyDesign,
    /// Of the survey.
    key: WorldKey,
    /// Of the people: what is their own stays the same in every survey.
    own: WorldKey,
    /// Whose the draws are.
    identities: &'a Identities,
    week: Week,
    operated: bool,
}

impl<'a> QuestionnaireSink<'a> {
    fn new(
        world: &'a World,
        community: usize,
        design: &'a SurveyDesign,
        key: WorldKey,
    ) -> QuestionnaireSink<'a> {
        let here = world.communities().get(community);
        let operated = world.offers().nth(community).is_some_and(|offer| offer.operator);
        QuestionnaireSink {
            design,
            key,
            own: world.key(),
            identities: here.map_or(&NOBODY, |c| c.residents.identities()),
            week: world.week(),
            operated,
        }
    }

    /// The answers of somebody who is approached; `None` for a refusal.
    fn answer(&self, seen: &ResidentView, weight: f64) -> Option<Questionnaire> {
        let [who, place] = self.identities.of(seen.who);
        let draw = |block| self.key.draw(who, place, self.week, Purpose::SurveyAnswer, block).map(chance);
        let own = self.own.draw(who, place, 0, Purpose::SurveyOwn, 0).map(chance);
        let [responds, heaps, ..] = draw(0);
        let (slips, slides) = ([draw(1), draw(2)], [draw(3), draw(4)]);
        let errors = &self.design.errors;
        let used = seen.weeks_of_year();
        if responds >= response(errors, used) {
            return None;
        }
        let weeks = if heaps < errors.heaping { heaped(used) } else { used };
        let of = Circumstances { weeks, operated: self.operated, chance: own };
        let mut items = instrument::meant(seen, &of, &self.design.scale);
        for (k, (point, item)) in items.iter_mut().zip(&ITEMS).enumerate() {
            if let Some(point) = point.as_mut().filter(|_| item.statement) {
                *point = said(*point, errors, slips[k / 4][k % 4], slides[k / 4][k % 4]);
            }
        }
        Some(Questionnaire {
            respondent: seen.who,
            weight,
            group: Some(seen.group),
            member: Some(seen.member),
            near: Some(seen.near),
            weeks: Some(weeks as u8),
            items,
        })
    }
}

/// A word as a number in (0, 1).
fn chance(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}

/// Probability that somebody who is approached answers.
fn response(errors: &Errors, weeks_of_use: u32) -> f64 {
    let odds = if weeks_of_use > 0 { libm::exp(errors.response_use) } else { 1.0 };
    errors.response * odds / (1.0 - errors.response + errors.response * odds)
}

/// A number of weeks as it is remembered in round numbers: the nearest of them, the lower of two.
fn heaped(weeks: u32) -> u32 {
    [0_u32, 1, 2, 3, 6, 12, 26, 52].into_iter().min_by_key(|round| round.abs_diff(weeks)).unwrap_or(weeks)
}

/// What comes to the paper of an answer to a statement: a mild one may slide to the middle, and some agree a
/// point more.
fn said(meant: u8, errors: &Errors, slip: f64, slide: f64) -> u8 {
    let mild = if matches!(meant, 2 | 4) && slide < errors.midpoint { 3 } else { meant };
    if slip < errors.acquiescence { (mild + 1).min(5) } else { mild }
}
