//! Fixed traits of residents: drawn one resident at a time, from its own key, so that a population of n is
//! the beginning of n + 1.

use crate::random::{NormalTable, Purpose, WorldKey, exp, normal, normal_of, normal_table, uniform};
use crate::settings;
use crate::world::agents::residents::arrival::newcomer;
use crate::world::agents::residents::block::{Block, LANES, kind, state};
use crate::world::agents::residents::by_normal::ByNormal;
use crate::world::agents::residents::draws;
use crate::world::agents::residents::draws::{Lanes, Words};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::agents::residents::interests::keen;
use crate::world::agents::residents::migrants::Migrants;
use crate::world::agents::residents::own_groups::Membership;
use crate::world::agents::residents::{ResidentRules, ResidentsSetup, affairs};
use crate::world::identity::Identities;
use crate::world::roster::{Person, Roster};

settings! {
    /// How residents differ.
    pub struct Traits = "residents.traits" {
        /// Shape of the gamma distribution of the propensity to go out (mean 1): small is unequal.
        propensity_shape: f64 = 0.35, in [0.15, 5.0], "",
            Measured "visit counts to a public facility: gamma shape 0.17-0.5 gives 63% without a visit \
            and NB alpha 5.8";
        /// Correlation of the civic trait with the logarithm of the propensity.
        civic_correlation: f64 = 0.4, in [0.0, 0.9], "",
            Assumption "0.3-0.5, from van Ingen & van der Meer 2016 (pools, not schools)",
            plausible [0.3, 0.5];
        /// Scale of the gamma distribution (shape 2) of the distance to the home.
        distance_scale: f64 = 0.45, in [0.05, 10.0], "km", Assumption "median 0.76 km; T36 gives 0.5-2 km";
        /// Distance over which the odds to come fall by the factor e.
        reach: f64 = 1.3, in [0.1, 20.0], "km", Literature "median distance of 2,535 park visitors (Shu et \
            al. 2024)";
        /// Standard deviation of the match between interests and programme.
        match_sd: f64 = 0.4, in [0.0, 1.5], "logit", Assumption "no source";
        /// Standard deviation of the logarithm of price sensitivity (mean 1).
        price_sd: f64 = 0.6, in [0.0, 2.0], "", Assumption "no source";
        /// Factor on the price sensitivity of elders and carers.
        price_poor: f64 = 1.5, in [0.5, 5.0], "", Assumption "no source";
    }
}

/// A community to be founded.
pub(crate) struct Town<'a> {
    /// Rules of residents.
    pub rules: &'a ResidentRules,
    /// The community's own people.
    pub people: &'a ResidentsSetup,
    /// How many there are.
    pub population: u32,
    /// The random world.
    pub key: WorldKey,
    /// Whose the draws are.
    pub identities: &'a Identities,
    /// What is known of single people.
    pub roster: Option<&'a Roster>,
}

/// All that founding needs from the settings, computed once per world.
pub(crate) struct Founding {
    log_propensity: ByNormal,
    distance: ByNormal,
    belief: ByNormal,
    mix: (f32, f32),
    /// Cumulated shares of child-teen, working, carer.
    groups: [f32; 3],
    /// Bound of the keenest interest's factor, by that interest + 128.
    keen: [u8; 256],
    /// Intercept of volunteering elsewhere.
    elsewhere: f32,
    normal: &'static NormalTable,
    /// Mean interests by group and service.
    interests: [[f32; 6]; 4],
    /// What union members add to their interest in topics of workers.
    member_topics: f32,
    /// Which groups that the scenario names they belong to.
    own: Membership,
}

/// Lowest and highest logarithm of the propensity.
pub(crate) const LOG_PROPENSITY: (f64, f64) = (-8.0, 2.5);

impl Founding {
    /// From the rules, the community's own people, and the groups that the scenario names.
    pub(crate) fn new(rules: &ResidentRules, people: &ResidentsSetup, own: Membership) -> Founding {
        let shape = rules.traits.propensity_shape;
        // Density of y = ln G for G ~ Gamma(shape, mean 1); smooth where the density of G itself is not.
        let log_propensity = ByNormal::of(
            |y| libm::exp(shape * y - shape * libm::exp(y)),
            LOG_PROPENSITY.0 - 12.0,
            LOG_PROPENSITY.1,
        );
        let scale = rules.traits.distance_scale;
        let distance = ByNormal::of(|d| d * libm::exp(-d / scale), 0.0, 12.0 * scale);
        let rho = (rules.traits.civic_correlation / log_propensity.correlation()).min(0.99);
        let working = 1.0 - people.child_teen - people.carer - people.elder;
        let groups =
            [people.child_teen, people.child_teen + working, people.child_teen + working + people.carer]
                .map(|x| x as f32);
        Founding {
            log_propensity,
            distance,
            belief: Founding::belief(people),
            mix: (rho as f32, libm::sqrt(1.0 - rho * rho) as f32),
            groups,
            keen: std::array::from_fn(|at| keen(rules.choice.event_match, (at as i32 - 128) as i8)),
            elsewhere: rules.volunteering.elsewhere_intercept(),
            normal: normal_table(),
            interests: rules.interests.means(),
            member_topics: rules.interests.member_topics as f32,
            own,
        }
    }

    /// Beta distribution with the mean and standard deviation of the initial belief.
    fn belief(people: &ResidentsSetup) -> ByNormal {
        let (mean, sd) = (people.belief, people.belief_sd);
        let size = (mean * (1.0 - mean) / (sd * sd) - 1.0).max(0.2);
        let (a, b) = (mean * size, (1.0 - mean) * size);
        ByNormal::of(
            |x| libm::exp((a - 1.0) * libm::log(x.max(1e-9)) + (b - 1.0) * libm::log((1.0 - x).max(1e-9))),
            1e-4,
            1.0 - 1e-4,
        )
    }

    /// Distance to the home, km: as given, or drawn.
    pub(crate) fn distance(&self, [who, place]: [u32; 2], key: WorldKey, given: Option<&Person>) -> f32 {
        let word = key.draw(who, place, 0, Purpose::Traits, 0)[3];
        let [far, _] = self.own.factors(key, [who, place]);
        given.and_then(|p| p.distance).map_or_else(|| far * self.distance.at(normal(word)), |x| x as f32)
    }

    /// The residents of one block: `first .. first + LANES` as far as the population reaches.
    pub(crate) fn found(&self, town: &Town, block: &mut Block, first: u32) {
        let mut words: [Words; 3] = [[[0; LANES]; 4]; 3];
        for (words, purpose) in
            words.iter_mut().zip([Purpose::Traits, Purpose::MoreTraits, Purpose::Interests])
        {
            draws::draw(town.key, Lanes { identities: town.identities, first }, purpose, words);
        }
        let lanes = LANES.min(town.population.saturating_sub(first) as usize);
        let migrants = Migrants::of(town.people, &town.rules.migrants);
        for lane in 0..lanes {
            let given = town.roster.and_then(|r| r.people.get(first as usize + lane));
            let identity = town.identities.of(first + lane as u32);
            if migrants.holds(town.key, identity) {
                block.state[lane] |= state::MIGRANT;
            }
            let drawn = words.each_ref().map(|words| words.each_ref().map(|row| row[lane]));
            let own = self.own.factors(town.key, identity);
            self.found_one(town, block, lane, drawn, (given, own));
        }
        self.interests(block, lanes, &words[2]);
    }

    fn found_one(
        &self,
        town: &Town,
        block: &mut Block,
        lane: usize,
        [a, b, c]: [[u32; 4]; 3],
        (given, [far, dear]): (Option<&Person>, [f32; 2]),
    ) {
        let (rules, normal) = (town.rules, |word| normal_of(self.normal, word));
        let (group, age_band, adult) = rules.ages.group_and_age(self.groups, a[0], given);
        let civic = given.and_then(|p| p.civic).map_or_else(|| normal(a[1]), |x| x as f32);
        let distance =
            given.and_then(|p| p.distance).map_or_else(|| far * self.distance.at(normal(a[3])), |x| x as f32);
        let union_member = town.people.union_member as f32;
        let member = given
            .and_then(|p| p.union_member)
            .unwrap_or_else(|| group == ResidentGroup::Working && uniform(b[2]) < union_member);
        // 1.678 is the median of the gamma distribution with shape 2.
        let near = f64::from(distance) < 1.678 * rules.traits.distance_scale;
        block.kind[lane] = kind::PRESENT
            | group as u8
            | if member { kind::MEMBER } else { 0 }
            | if adult { kind::ADULT } else { 0 }
            | if near { kind::NEAR } else { 0 }
            | (age_band << kind::AGE_SHIFT);
        block.going[lane] = self.log_propensity(civic, a[2], given) - distance / rules.traits.reach as f32;
        block.reluctance[lane] = exp(-affairs::base(&rules.affairs, civic, age_band));
        block.price[lane] = match given.and_then(|p| p.price_sensitivity) {
            Some(x) => x as f32,
            None => dear * self.price_sensitivity(&rules.traits, group, b[0]),
        };
        block.elsewhere[lane] =
            if adult { rules.volunteering.elsewhere_class(self.elsewhere, civic, uniform(b[3])) } else { 0 };
        block.disposition[lane] = (self.belief.at(normal(b[1])) * 255.0 + 0.5) as u8;
        newcomer(block, lane, rules);
        let known = if block.state[lane] & state::MIGRANT == 0 { 1.0 } else { rules.migrants.aware };
        let aware_at_start = (rules.talk.aware_at_start * known) as f32;
        let aware = given.and_then(|p| p.aware).unwrap_or_else(|| uniform(c[3]) < aware_at_start);
        if aware {
            block.state[lane] |= state::AWARE;
        }
    }

    /// Logarithm of the propensity to go out.
    fn log_propensity(&self, civic: f32, word: u32, given: Option<&Person>) -> f32 {
        match given.and_then(|p| p.propensity) {
            Some(g) => libm::log(g.max(1e-9)) as f32,
            None => self.log_propensity.at(self.mix.0 * civic + self.mix.1 * normal_of(self.normal, word)),
        }
        .clamp(LOG_PROPENSITY.0 as f32, LOG_PROPENSITY.1 as f32)
    }

    /// Price sensitivity: lognormal with mean 1, and more for those at home.
    fn price_sensitivity(&self, traits: &Traits, group: ResidentGroup, word: u32) -> f32 {
        let sd = traits.price_sd as f32;
        let at_home = matches!(group, ResidentGroup::Carer | ResidentGroup::Elder);
        let poor = if at_home { traits.price_poor as f32 } else { 1.0 };
        poor * exp(sd * normal_of(self.normal, word) - 0.5 * sd * sd)
    }

    /// Six interests of the first `lanes` residents from eight half-words each.
    fn interests(&self, block: &mut Block, lanes: usize, words: &Words) {
        const CLASS: u8 = kind::GROUP | kind::MEMBER;
        for service in 0..6 {
            let workers_topic = matches!(service, 1 | 4 | 5);
            let more = |class: usize| {
                if workers_topic && class >= usize::from(kind::MEMBER) { self.member_topics } else { 0.0 }
            };
            let means: [f32; CLASS as usize + 1] =
                std::array::from_fn(|class| self.interests[class & 3][service] + more(class));
            for lane in 0..lanes.min(LANES) {
                let half = (words[service / 2][lane] >> (16 * (service % 2))) << 16;
                let z = means[usize::from(block.kind[lane] & CLASS)] + normal_of(self.normal, half | 0x8000);
                block.interests[service].0[lane] = (z * 32.0).clamp(-127.0, 127.0) as i32 as i8;
            }
        }
        for lane in 0..lanes.min(LANES) {
            let keenest = block.interests.iter().map(|column| column.0[lane]).max().unwrap_or(0);
            block.keen[lane] = self.keen[(i32::from(keenest) + 128) as usize & 255];
        }
    }
}

/// Recompute `pull` for the programme `mix` (six shares): going out, distance and the match with interests.
pub(crate) fn follow_programme(block: &mut Block, mix: &[f32; 6], match_sd: f32) {
    let norm = mix.iter().map(|m| m * m).sum::<f32>().sqrt().max(1e-6);
    let weight = mix.map(|m| m / norm * match_sd / 32.0);
    for lane in 0..LANES {
        let mut fit = 0.0;
        for service in 0..6 {
            fit += weight[service] * f32::from(block.interests[service].0[lane]);
        }
        let pull = exp(block.going[lane] + fit);
        block.pull[lane] = if block.kind[lane] & kind::PRESENT != 0 { pull } else { 0.0 };
    }
}
