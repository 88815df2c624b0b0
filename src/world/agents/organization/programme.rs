//! What the organization offers in a week: hours, quality, events, asking.

use crate::levers::Levers;
use crate::random::{Purpose, WorldKey, uniform};
use crate::settings;
use crate::units::Week;
use crate::world::agents::organization::activity::{Activity, ByActivity, ByCapability, Capability};
use crate::world::agents::organization::{Organization, OrganizationRules};

settings! {
    /// How hands turn into an offer.
    pub struct Offering = "organization.offering" {
        /// Opening hours without managers, before the committee's friction.
        hours_base: f64 = 14.0, in [0.0, 56.0], "hours/week",
            Assumption "with `hours_per_manager`: 50 hours before the committee's friction, about 41 after \
            it, and what the council adds";
        /// Opening hours that a manager adds.
        hours_per_manager: f64 = 18.0, in [0.0, 56.0], "hours/week",
            Literature "rooms open three mornings a week without staff; Beijing norm 56";
        /// How opening hours answer to use: power of seen / expected.
        hours_elasticity: f64 = 0.15, in [0.0, 1.0], "",
            Assumption "a home that half as many use opens a tenth less";
        /// Least part of the usual hours to which little use brings them.
        hours_least: f64 = 0.7, in [0.0, 1.0], "share", Assumption "a contract names hours";
        /// Most to which much use brings them.
        hours_most: f64 = 1.15, in [1.0, 4.0], "share", Assumption "overtime has its bounds";
        /// Part of the opening hours lost when the committee does not cooperate at all.
        friction: f64 = 0.25, in [0.0, 1.0], "share", Assumption "no source";
        /// Share of opening hours on weekday daytime.
        share_day: f64 = 0.48, in [0.0, 1.0], "share", Assumption "20 of 42";
        /// … in the evening; the rest is the weekend.
        share_evening: f64 = 0.28, in [0.0, 1.0], "share", Assumption "12 of 42";
        /// Managers at a home of 10,000 residents from which on evenings and weekends open.
        managers_for_evenings: f64 = 1.5, in [0.0, 10.0], "people",
            Assumption "two on rota, one of whom may be lent to a smaller home";
        /// Volunteer hours at a home of 10,000 residents that do the same.
        volunteers_for_evenings: f64 = 6.0, in [0.0, 100.0], "hours/week", Assumption "three shifts";
        /// Quality without hands.
        quality_base: f64 = 0.12, in [0.0, 1.0], "index",
            Assumption "with `quality_effort` so that the usual split gives the quality of the first design";
        /// Quality that hands and skill can add.
        quality_hands: f64 = 0.55, in [0.0, 1.0], "index", Assumption "no source";
        /// Serving hours for each hour that is needed at which half of that is reached.
        hands_half: f64 = 0.5, in [0.01, 10.0], "", Assumption "half the hands, half the service";
        /// Part of what can be done without capability of professional service.
        skill_base: f64 = 0.5, in [0.0, 1.0], "share", Assumption "good will does half of it";
        /// Part that full capability of professional service adds.
        skill: f64 = 0.5, in [0.0, 1.0], "share", Assumption "the other half";
        /// Share of effort at which `quality_effort` is reached; more brings more in proportion.
        quality_reference: f64 = 0.25, in [0.01, 1.0], "share", Assumption "near the usual split";
        /// Quality from effort on quality at `quality_reference`.
        quality_effort: f64 = 0.2, in [0.0, 0.5], "index",
            Assumption "doubled from 0.1: effort must matter enough for quality that an assessment of \
            outcomes can buy it";
        /// Staff hours that a visit takes.
        hours_per_visit: f64 = 0.25, in [0.0, 2.0], "hours", Assumption "no source";
        /// Staff hours that an event takes.
        hours_per_event: f64 = 8.0, in [0.5, 40.0], "hours", Assumption "no source";
        /// Events a week planned at the usual effort and budget, for 10,000 residents.
        events: f64 = 2.0, in [0.0, 50.0], "events/week", Measured "T09: 10.1 a year for 1,000 residents";
        /// Events carried over that wait at most, for 10,000 residents and in smaller places.
        events_waiting: f64 = 20.0, in [1.0, 1_000.0], "events", Assumption "ten weeks of the usual plan";
        /// Budget of the programme at which the number of events is as planned.
        budget_reference: f64 = 800.0, in [1.0, 1e9], "yuan/week",
            Assumption "the usual `organization.programme_budget`";
        /// Ratio of effort on quality to effort on events below which events get thin.
        thin_from: f64 = 0.8, in [0.0, 5.0], "", Assumption "no source";
        /// How fast they get thin.
        thin: f64 = 0.3, in [0.0, 1.0], "", Assumption "no source";
        /// Residents told of the home in an hour of outreach.
        told: f64 = 1.0, in [0.0, 20.0], "people/hour",
            Assumption "assessment rewards outreach for the participation it brings; so it must bring some";
        /// Logit that effort on reception adds, per share of effort.
        welcome: f64 = 1.0, in [0.0, 5.0], "logit per share",
            Assumption "the same for reception: a tenth of all effort is worth 0.1";
        /// Effort on outreach at which managers ask as many users as their lever says.
        ask_outreach: f64 = 0.12, in [0.01, 1.0], "share",
            Assumption "the effort on outreach to which the default levers lead, below the first split";
        /// Part of outreach left over from working with others at which they do.
        ask_free: f64 = 0.7, in [0.01, 1.0], "share",
            Assumption "one less the usual `levers.operator.integration` of 0.3";
        /// Share of the programme for workers' topics (sport, skills, rights) whoever decides.
        workers_topics: f64 = 0.4, in [0.0, 1.0], "share",
            Assumption "between a third and a half of six services";
        /// Share that the union adds when it decides alone and puts workers first.
        workers_priority: f64 = 0.4, in [0.0, 1.0], "share",
            Assumption "no source: then a fifth is left to others";
        /// Part of the hours that serve residents without capability of management.
        managed_base: f64 = 0.85, in [0.0, 1.0], "share",
            Assumption "evidence table, row 8: management turns hours into service";
        /// Part that full capability of management adds.
        managed: f64 = 0.3, in [0.0, 1.0], "share",
            Assumption "as `managed_base`: one at a capability of 0.5";
        /// Part of a grant above the usual one that goes to staff.
        grant_to_staff: f64 = 0.65, in [0.0, 1.0], "share", Literature "0.5-0.7 of funding is wages",
            plausible [0.5, 0.7];
        /// Hours a week that training takes of each head, for each kind of training at 1.
        training_hours: f64 = 0.5, in [0.0, 10.0], "hours/week", Assumption "three weeks a year";
        /// Service concept that trained hands carry whole; of what goes beyond it they carry ever less.
        concept_whole: f64 = 0.3, in [0.0, 1.2], "logit", Assumption "the usual concept; no source beyond it";
        /// Most that any concept adds beyond it.
        concept_beyond: f64 = 0.3, in [0.0, 1.2], "logit",
            Assumption "an intention moved by 0.66 standard deviations, the most that was measured, moves \
            behaviour by half as much (Webb & Sheeran 2006: 0.36)";
        /// Weight of a volunteer's hour against a staff hour.
        volunteer_hour: f64 = 0.5, in [0.0, 1.0], "", Assumption "no source";
    }
}

impl OrganizationRules {
    /// Events a week that effort and budget plan for, over all homes, before money and hands are looked at.
    pub(crate) fn events_planned(&self, effort: &ByActivity, year_grant: f64, scale: f64) -> f64 {
        let (o, setup) = (&self.offering, &self.setup);
        let usual = setup.usual_grant_of_year(scale);
        let budget = (year_grant / usual.max(1e-9)).max(0.0);
        o.events * scale * effort[Activity::Events] / self.response.events_effort
            // Twice the budget buys better events as well as more: the number grows with the root.
            * libm::sqrt(budget * setup.programme_budget / o.budget_reference)
    }
}

impl Offering {
    /// What of a service concept reaches residents, logit: whole up to a bound, ever less of what goes
    /// beyond.
    pub(crate) fn concept_carried(&self, concept: f64) -> f64 {
        let beyond = (concept - self.concept_whole).max(0.0);
        let carried = self.concept_beyond * (1.0 - libm::exp(-beyond / self.concept_beyond.max(1e-9)));
        concept.min(self.concept_whole) + carried
    }

    /// How opening hours answer to use against what is expected: a factor.
    pub(crate) fn hours_answer(&self, use_seen: f64) -> f64 {
        libm::pow(use_seen, self.hours_elasticity).clamp(self.hours_least, self.hours_most)
    }

    /// Opening hours by `managers` at a home, before the committee's friction. A home for more than 10,000
    /// residents needs several on duty at once; a small one is opened by one alone.
    pub(crate) fn own_hours(&self, managers: f64, scale: f64) -> f64 {
        self.hours_base + self.hours_per_manager * managers / scale.max(1.0)
    }

    /// What is done of what could be done, for want of professional skill, 0–1.
    pub(crate) fn skilled(&self, capability: &ByCapability) -> f64 {
        self.skill_base + self.skill * capability[Capability::Service]
    }
}

impl Organization {
    /// Hours of work a week that serve residents, over all homes.
    pub(crate) fn serving_hours(
        &self,
        rules: &OrganizationRules,
        levers: &Levers,
        volunteer_hours: f64,
    ) -> f64 {
        let (setup, offering) = (&rules.setup, &rules.offering);
        let inside = self.effort[Activity::Fundraising]
            + self.effort[Activity::Paperwork]
            + self.effort[Activity::Learning];
        let c = &levers.capacity;
        let trained = offering.training_hours
            * (c.management + c.fundraising + c.institution + levers.support.training_subsidy);
        // Management is what turns hours into service (evidence table, row 8).
        let managed = offering.managed_base + offering.managed * self.capability[Capability::Management];
        (setup.net_hours - trained) * self.hands(rules) * (1.0 - inside) * managed
            + offering.volunteer_hour * volunteer_hours
    }

    /// Quality toward which a home moves: `hands` serving hours for `visits` and `hours` open.
    pub(crate) fn quality_aimed(&self, o: &Offering, hands: f64, visits: f64, hours: f64) -> f64 {
        // Hands help less the more there are: half of the gain comes at `hands_half` for each needed hour.
        let z = hands / (visits * o.hours_per_visit + hours).max(1e-9);
        let skill = o.skilled(&self.capability);
        (o.quality_base
            + o.quality_hands * (z / (z + o.hands_half)) * skill
            + o.quality_effort * self.effort[Activity::Quality] / o.quality_reference)
            .clamp(0.0, 1.0)
    }

    /// Quality of events: many events with little effort on quality are thin.
    pub(crate) fn event_quality(&self, o: &Offering, quality: f64) -> f64 {
        let ratio =
            self.effort[Activity::Quality] / self.effort[Activity::Events].max(1e-9) / o.thin_from.max(1e-9);
        quality * libm::pow(ratio.min(1.0), o.thin)
    }

    /// Events a week for which there are hands.
    pub(crate) fn events_staffable(&self, rules: &OrganizationRules, volunteer_hours: f64) -> f64 {
        let (setup, o) = (&rules.setup, &rules.offering);
        (self.effort[Activity::Events] * setup.net_hours * self.hands(rules)
            + o.volunteer_hour * volunteer_hours)
            / o.hours_per_event
    }

    /// Residents told of the home in person a week, over all homes.
    pub(crate) fn told(&self, rules: &OrganizationRules, levers: &Levers) -> f64 {
        rules.offering.told
            * self.effort[Activity::Outreach]
            * (1.0 - levers.operator.integration)
            * rules.setup.net_hours
            * self.hands(rules)
    }

    /// Users whom staff ask to lend a hand, a week, over all homes.
    pub(crate) fn asks(&self, rules: &OrganizationRules, levers: &Levers) -> f64 {
        let o = &rules.offering;
        let outreach = self.effort[Activity::Outreach] * (1.0 - levers.operator.integration) / o.ask_free;
        levers.capacity.invite_per_manager * self.managers() * self.work_rate(rules) * outreach
            / o.ask_outreach
    }
}

/// Share of the programme for topics of workers (sport, skills, rights) that is wished for: more the more the
/// union decides and puts workers first.
pub(crate) fn workers_share(offering: &Offering, levers: &Levers) -> f64 {
    offering.workers_topics
        + offering.workers_priority * levers.union.decision_role * levers.union.worker_priority
}

/// Shares of the six services, given the share for topics of workers: the others get what is left.
pub(crate) fn mix(workers: f64) -> [f64; 6] {
    let (w, o) = (workers / 3.0, (1.0 - workers) / 3.0);
    [o, w, o, o, w, w]
}

/// Spread whole events over services (by the mix) and slots (by open hours).
pub(crate) fn place_events(
    count: u32,
    mix: &[f64; 6],
    hours: &[f64; 3],
    key: WorldKey,
    place: u32,
    week: Week,
) -> [[u16; 3]; 6] {
    let mut events = [[0_u16; 3]; 6];
    let open: f64 = hours.iter().sum();
    if open <= 0.0 {
        return events;
    }
    for n in 0..count {
        let words = key.draw(n, place, week, Purpose::Programme, 0);
        let service = pick(mix, f64::from(uniform(words[0])));
        let slot = pick(hours, f64::from(uniform(words[1])) * open);
        events[service][slot] = events[service][slot].saturating_add(1);
    }
    events
}

/// The first index at which the running total exceeds `u`; the last with a positive weight when none does.
fn pick(weights: &[f64], u: f64) -> usize {
    let mut left = u;
    let mut last = 0;
    for (i, w) in weights.iter().enumerate() {
        if *w > 0.0 {
            last = i;
            if left < *w {
                return i;
            }
            left -= w;
        }
    }
    last
}

/// exp(Shannon index) of a mix: how many services it amounts to.
pub(crate) fn variety(mix: &[f64; 6]) -> f64 {
    let entropy: f64 = mix.iter().filter(|m| **m > 0.0).map(|m| -m * libm::log(*m)).sum();
    libm::exp(entropy)
}
