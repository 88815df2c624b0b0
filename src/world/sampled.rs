//! Residents of whom it is told one by one: a sample of a world's people, followed from week 1 on. Whoever
//! looks on writes; the world is only read.
//!
//! A place in the sample is one in the community: when its resident moves away, the newcomer who takes the
//! place is followed too, as another person. So the weeks of all persons add up to those of the sample.

use crate::random::Purpose;
use crate::units::Week;
use crate::world::agents::residents::block::{kind, state};
use crate::world::agents::residents::obstacle::{Obstacle, WeekOdds};
use crate::world::agents::residents::talk::Channel;
use crate::world::agents::residents::traits::Founding;
use crate::world::blueprint::{Blueprint, CommunityBlueprint};
use crate::world::exchange::DROP_IN;
use crate::world::phases::now::Now;
use crate::world::record::own_group::OwnGroup;
use crate::world::{Community, World};
use std::collections::BinaryHeap;

/// Weeks without a visit after which somebody is no user any more.
const USER_WEEKS: Week = 13;

/// Where a sampled resident lives, and who it is: fixed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct SampledPlace {
    /// Number of the community.
    pub community: u32,
    /// Number of the resident in its community, from 0.
    pub who: u32,
    /// Fixed marks, as `block::kind` says.
    pub marks: u8,
    /// The group that the scenario names; `None` where it names none.
    pub own_group: Option<OwnGroup>,
    /// Came from elsewhere, or with who did.
    pub migrant: bool,
    /// Ties to others.
    pub ties: u32,
    /// Distance to the home, km.
    pub distance: f32,
}

/// How somebody came to know of the home.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FirstHearing {
    /// The week; 0: before the first.
    pub week: Week,
    /// By what; `None` where that was before the first week.
    pub by: Option<Channel>,
    /// Ties who knew of the home when that week began, and how many of them used it.
    pub ties: [u16; 2],
}

/// What one person did in the weeks that it lived in its place, weeks 1…T.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SampledResident {
    /// Where and who.
    pub place: SampledPlace,
    /// The week in which it moved in; `None`: lived here before week 1.
    pub moved_in: Option<Week>,
    /// The week from which on another lives here; `None`: to the end.
    pub moved_away: Option<Week>,
    /// The last week that it lived here so far.
    pub until: Week,
    /// Weeks that it lived here.
    pub weeks: u32,
    /// … in which it knew of the home.
    pub weeks_aware: u32,
    /// How it first came to know of it.
    pub heard: Option<FirstHearing>,
    /// Weeks with a visit before week 1, at most 255.
    pub visits_before: u8,
    /// Weeks with a visit.
    pub weeks_with_visit: u32,
    /// Visits, drop-in and event; events alone.
    pub visits: [u32; 2],
    /// The first and the last week with a visit.
    pub visited: Option<[Week; 2]>,
    /// Wishes that found no seat.
    pub turned_away: u32,
    /// Weeks in which no wish found a seat, and there was one.
    pub weeks_refused: u32,
    /// Weeks in which it volunteered, and the first of them.
    pub volunteered: (u32, Option<Week>),
    /// Sum over the weeks of the probability of a wish.
    pub expected: f64,
    /// The same over the weeks without a wish: what chance alone withheld.
    pub by_chance: f64,
    /// Sum over the weeks without a wish of what the absence of each obstacle alone would add.
    pub gained: [f64; Obstacle::ALL.len()],
    /// Its strongest habit so far, 0–1.
    pub strongest_habit: f32,
    /// Satisfaction, quality expected, trust in the operator at the end, 0–1.
    pub felt: [f32; 3],
}

impl SampledResident {
    /// Who never came, and what kept it most: the obstacle without which most weeks with a wish would be
    /// expected, `no-seat` where more were wished and refused, `chance` where more were expected anyway.
    pub(crate) fn reason(&self) -> Option<&'static str> {
        if self.weeks_with_visit > 0 || self.weeks == 0 {
            return None;
        }
        let others = [("no-seat", f64::from(self.weeks_refused)), ("chance", self.by_chance)];
        let obstacles = Obstacle::ALL.iter().map(|obstacle| obstacle.name()).zip(self.gained);
        let mut largest = ("", 0.0);
        for (name, weeks) in others.into_iter().chain(obstacles) {
            if weeks > largest.1 {
                largest = (name, weeks);
            }
        }
        // Two obstacles at once, of which neither alone could be taken away with success.
        let both = if 2 * self.weeks_aware < self.weeks { Obstacle::Unaware } else { Obstacle::Hours };
        Some(if largest.1 > 0.0 { largest.0 } else { both.name() })
    }

    /// The week from which on somebody who had come counts as a user no more, and did not come again.
    pub(crate) fn stopped(&self) -> Option<Week> {
        let gone = self.visited?[1] + USER_WEEKS;
        (gone <= self.until).then_some(gone)
    }

    /// The newcomer who takes the place.
    fn successor(&self, week: Week) -> SampledResident {
        SampledResident { place: self.place, moved_in: Some(week), ..SampledResident::default() }
    }

    /// What the week brings, before it is lived through.
    fn meet(&mut self, community: &Community, odds: &WeekOdds, week: Week) {
        let who = self.place.who;
        let (block, lane) = community.residents.lane_of(who);
        self.until = week;
        self.weeks += 1;
        if block.state[lane] & state::AWARE != 0 {
            self.weeks_aware += 1;
            let by = Channel::of_code((block.state[lane] & state::CHANNEL) >> state::CHANNEL_SHIFT);
            self.heard.get_or_insert_with(|| FirstHearing { week, by: Some(by), ties: odds.ties(who) });
        }
        let wishes = community.residents.wishes_of(who);
        let admitted = wishes.iter().filter(|wish| wish.admitted);
        let came = admitted.clone().count() as u32;
        self.visits[0] += came;
        self.visits[1] += admitted.filter(|wish| wish.service != DROP_IN).count() as u32;
        self.turned_away += wishes.len() as u32 - came;
        if came > 0 {
            self.weeks_with_visit += 1;
            self.visited = Some([self.visited.map_or(week, |[first, _]| first), week]);
        }
        self.strongest_habit = self.strongest_habit.max(odds.habit(who));
        let chances = odds.chances(who, self.place.distance, self.strongest_habit);
        self.expected += f64::from(chances.wish);
        if wishes.is_empty() {
            self.by_chance += f64::from(chances.wish);
            self.gained.iter_mut().zip(chances.gained).for_each(|(sum, gained)| *sum += f64::from(gained));
        } else if came == 0 {
            self.weeks_refused += 1;
        }
    }

    /// What the week has left behind.
    fn remember(&mut self, community: &Community) {
        let (block, lane) = community.residents.lane_of(self.place.who);
        self.felt = [block.satisfaction[lane], block.expect[lane], block.trust[lane]];
        if block.volunteer[lane] != 0 && self.weeks > 0 {
            self.volunteered.0 += 1;
            self.volunteered.1.get_or_insert(self.until);
        }
    }
}

/// So many residents of a world, at its present week: each as likely as any other, those of a smaller sample
/// among them, and in every scenario the same of a random world. By community, one after another.
pub(crate) fn sample(world: &World, blueprint: &Blueprint, wanted: u32) -> Vec<Vec<SampledResident>> {
    let mut chosen = BinaryHeap::new();
    for (at, community) in world.communities.iter().enumerate() {
        let identities = community.residents.identities();
        for who in 0..community.residents.population() {
            let [own, place] = identities.of(who);
            let words = world.key.draw(own, place, 0, Purpose::Sample, 0);
            chosen.push((words[0], words[1], at, who));
            if chosen.len() > wanted as usize {
                chosen.pop();
            }
        }
    }
    let mut all = vec![Vec::new(); world.communities.len()];
    let mut chosen: Vec<(usize, u32)> = chosen.into_iter().map(|(_, _, at, who)| (at, who)).collect();
    chosen.sort_unstable();
    let far: Vec<Distances> = (0..all.len()).map(|at| Distances::new(world, blueprint, at)).collect();
    for (at, who) in chosen {
        all[at].push(first(&world.communities[at], at, (who, far[at].of(who))));
    }
    all
}

/// How far from the home the residents of a community live.
pub(crate) struct Distances<'a> {
    founding: Founding,
    world: &'a World,
    place: &'a CommunityBlueprint,
    at: usize,
}

impl<'a> Distances<'a> {
    /// Of community number `at`.
    pub(crate) fn new(world: &'a World, blueprint: &'a Blueprint, at: usize) -> Distances<'a> {
        let (rules, place) = (&blueprint.settings.residents, &blueprint.communities[at]);
        Distances {
            founding: Founding::new(rules, &place.residents, blueprint.membership()),
            world,
            place,
            at,
        }
    }

    /// Of resident `who`, km.
    pub(crate) fn of(&self, who: u32) -> f32 {
        let given = self.place.roster.as_ref().and_then(|roster| roster.people.get(who as usize));
        let identity = self.world.communities[self.at].residents.identities().of(who);
        self.founding.distance(identity, self.world.key, given)
    }
}

/// A resident as the sample finds it.
fn first(community: &Community, at: usize, (who, distance): (u32, f32)) -> SampledResident {
    let (block, lane) = community.residents.lane_of(who);
    let own = community.residents.own_groups();
    let place = SampledPlace {
        community: at as u32,
        who,
        marks: block.kind[lane],
        own_group: own.of(who).map(|number| own.names()[number]),
        migrant: block.state[lane] & state::MIGRANT != 0,
        ties: community.residents.ties().of(who).len() as u32,
        distance,
    };
    let knows = block.state[lane] & state::AWARE != 0;
    let mut one = SampledResident {
        place,
        heard: knows.then_some(FirstHearing { week: 0, by: None, ties: [0; 2] }),
        visits_before: block.visits[lane],
        ..SampledResident::default()
    };
    one.remember(community);
    one
}

/// The choices of the week, resident by resident, of a community whose home has admitted.
pub(crate) fn odds<'a>(community: &'a Community, now: &'a Now) -> WeekOdds<'a> {
    let (rules, links) = (&now.settings.residents, &now.settings.mechanisms);
    community.residents.odds_of_week(rules, links, &community.offer, now.key, now.week)
}

/// A week of a community whose home has admitted, for those who are sampled of it.
pub(crate) fn meet(sampled: &mut Vec<SampledResident>, community: &Community, now: &Now) {
    if sampled.is_empty() {
        return;
    }
    let odds = odds(community, now);
    let mut newcomers = Vec::new();
    for one in sampled.iter_mut().filter(|one| one.moved_away.is_none()) {
        if one.place.who >= community.residents.population() {
            one.moved_away = Some(now.week);
        } else if odds.moved(one.place.who) {
            one.moved_away = Some(now.week);
            newcomers.push(one.successor(now.week));
        } else {
            one.meet(community, &odds, now.week);
        }
    }
    newcomers.iter_mut().for_each(|one| one.meet(community, &odds, now.week));
    sampled.append(&mut newcomers);
}

/// The end of a week, for those who are sampled.
pub(crate) fn remember(sampled: &mut [SampledResident], community: &Community) {
    sampled.iter_mut().filter(|one| one.moved_away.is_none()).for_each(|one| one.remember(community));
}

impl SampledPlace {
    /// The age band of public affairs: under 30, 30–49, 50–64, 65 and older.
    pub(crate) fn age(self) -> &'static str {
        ["under-30", "30-49", "50-64", "65-and-older"][usize::from(self.marks >> kind::AGE_SHIFT & 3)]
    }
}
