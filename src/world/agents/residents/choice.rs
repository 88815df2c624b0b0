//! Coming: for each open slot a resident is free in, a logit of propensity, interest, expectation, habit,
//! norm, distance, price, crowding and novelty. Slots compete through `opening` (more hours help, but less
//! than in proportion).
//!
//! With e_s = exp(utility of slot s), the three independent slots have P(not at all) = 1 / Π(1 + e_s): one
//! exponential and one uniform number per resident decide whether it comes at all. An upper bound of Σ e_s is
//! enough to see that most do not.

use crate::random::exp;
use crate::settings;
use crate::world::agents::residents::ResidentRules;
use crate::world::agents::residents::block::kind;
use crate::world::agents::residents::need::{ReferenceWeek, StandsFor, Table};
use crate::world::agents::residents::slots::Rates;
use crate::world::exchange::Offer;
use crate::world::mechanisms::Mechanisms;

settings! {
    /// The choice to come.
    pub struct Choice = "residents.choice" {
        /// Intercept of the utility.
        intercept: f64 = -2.95, in [-4.0, -2.0], "logit",
            Assumption "the calibration constant of the first design; T01 and T02 hold with it, T06 is held \
            back";
        /// Weight of the quality expected.
        quality: f64 = 0.6, in [0.0, 2.0], "logit per unit",
            Literature "valence elasticity 0.417 on arrivals (You et al. 2015)";
        /// Weight of habit.
        habit: f64 = 0.7, in [0.3, 1.5], "logit per unit", Assumption "0.3-1.5", plausible [0.3, 1.5];
        /// Weight of the share of ties who came last week.
        norm: f64 = 0.4, in [0.0, 1.5], "logit per unit",
            Assumption "peer effect exists (Cai et al. 2015); size for a space assumed";
        /// Part of the service concept that reaches behaviour.
        intention: f64 = 0.55, in [0.0, 1.0], "share", Literature "0.36 / 0.66 (Webb & Sheeran 2006)";
        /// Elasticity of the odds to opening hours that fit.
        opening: f64 = 0.35, in [0.2, 0.7], "", Assumption "opening time substitutes: independent slots \
            would give ×26-40 at the handover";
        /// Opening hours that fit at which that effect is nil.
        opening_reference: f64 = 20.0, in [1.0, 60.0], "hours/week", Assumption "as-found home";
        /// Logit for the least sensitivity of a posted fee above zero (the cliff), at mean price sensitivity.
        fee_cliff: f64 = 1.2, in [0.5, 2.5], "logit",
            Literature "from free to a token fee: up to -60 points (Cohen & Dupas 2010)";
        /// Logit per 10 yuan of fee.
        fee_slope: f64 = 0.1, in [0.0, 1.0], "logit per 10 yuan",
            Literature "elasticity 0.2 once paid (Frey & Meier)";
        /// Logit of the price imagined by somebody who is sure that the operator is commercial.
        imagined_price: f64 = 0.6, in [0.2, 1.2], "logit", Assumption "0.2-1.2", plausible [0.2, 1.2];
        /// Logit of a crowd: × (occupancy − 0.7)², felt by those who come.
        crowding: f64 = 2.5, in [0.0, 10.0], "logit", Assumption "1-4 in the evidence table",
            plausible [1, 4];
        /// Occupancy from which a crowd is felt.
        crowding_from: f64 = 0.7, in [0.3, 1.0], "share", Assumption "0.6-0.8", plausible [0.6, 0.8];
        /// Height of novelty after a handover.
        novelty: f64 = 0.25, in [0.0, 1.0], "logit", Literature "1.63 / 1.42 = 1.15 (Dayton library)";
        /// Weeks in which novelty falls by the factor e.
        novelty_weeks: f64 = 8.0, in [1.0, 52.0], "weeks", Assumption "4-12", plausible [4, 12];
        /// Logit of an event compared with dropping in.
        event: f64 = -2.7, in [-6.0, 0.0], "logit", Assumption "set to T08 (13 people an event)";
        /// Weight of the match of one event with one interest.
        event_match: f64 = 0.4, in [0.0, 0.65], "logit per sd", Assumption "no source";
        /// Largest logit of a prize.
        prize: f64 = 0.8, in [0.0, 2.0], "logit", Literature "modest rewards moved weeks 1-6 a little \
            (Carrera et al. 2018)";
        /// Prize at which 63% of it is reached.
        prize_scale: f64 = 20.0, in [1.0, 1_000.0], "yuan", Assumption "no source";
        /// Share of a slot's drop-ins that prefer its first quarter.
        first_quarter: f64 = 0.20, in [0.0, 1.0], "share",
            Measured "weekday 9-17 h of a measured profile: peak / mean 1.24; for evenings an assumption";
        /// … its second quarter.
        second_quarter: f64 = 0.24, in [0.0, 1.0], "share", Measured "the same";
        /// … its third quarter, the usual peak; the rest prefer the last.
        third_quarter: f64 = 0.31, in [0.0, 1.0], "share", Measured "the same";
        /// Hours of the week in which a child or teenager can come: daytime, as a share of open hours.
        child_daytime: f64 = 0.35, in [0.0, 1.0], "share", Assumption "school";
        /// … evening.
        child_evening: f64 = 0.60, in [0.0, 1.0], "share", Assumption "school";
        /// … weekend.
        child_weekend: f64 = 0.70, in [0.0, 1.0], "share", Assumption "school";
        /// The same for the working: daytime.
        working_daytime: f64 = 0.12, in [0.0, 1.0], "share", Assumption "work";
        /// … evening.
        working_evening: f64 = 0.70, in [0.0, 1.0], "share", Assumption "work";
        /// … weekend.
        working_weekend: f64 = 0.80, in [0.0, 1.0], "share", Assumption "work";
        /// The same for carers: daytime.
        carer_daytime: f64 = 0.60, in [0.0, 1.0], "share", Assumption "care";
        /// … evening.
        carer_evening: f64 = 0.50, in [0.0, 1.0], "share", Assumption "care";
        /// … weekend.
        carer_weekend: f64 = 0.60, in [0.0, 1.0], "share", Assumption "care";
        /// The same for elders: daytime.
        elder_daytime: f64 = 0.90, in [0.0, 1.0], "share", Assumption "retired";
        /// … evening.
        elder_evening: f64 = 0.50, in [0.0, 1.0], "share", Assumption "retired";
        /// … weekend.
        elder_weekend: f64 = 0.60, in [0.0, 1.0], "share", Assumption "retired";
    }
}

/// Everything of a week's choice that is the same for all residents of a class.
#[derive(Clone, Debug)]
pub(crate) struct Draw {
    /// By class (group + 4 × member) and slot: exp of everything common, times the slot's share of fitting
    /// hours.
    common: Table,
    /// The same for those who met a crowd.
    crowded: Table,
    /// Largest sum over slots of `common`, for the bound.
    largest: f32,
    quality: f32,
    habit: f32,
    norm: f32,
    /// Cliff and slope of the fee together, per unit of price sensitivity.
    fee: f32,
    imagined: f32,
    has_fee: bool,
    /// exp(prize utility); 1 without a campaign.
    pub prize: f32,
    /// Number of events.
    events: f32,
    event: f32,
    event_match: f32,
    by_kind: [[f32; 3]; 6],
    /// Factors of the bound for habit and expectation (chords of convex functions lie above them).
    habit_chord: f32,
    quality_at_0: f32,
    quality_chord: f32,
    most_norm: f32,
    /// Cumulated demand of the first three quarters of a slot.
    pub quarters: [f32; 3],
    reference: ReferenceWeek,
}

/// The utility of one resident apart from what is common, as a factor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PersonalUtility {
    /// exp(going + interest match).
    pub pull: f32,
    /// Habit.
    pub habit: f32,
    /// Quality expected.
    pub expect: f32,
    /// Price sensitivity.
    pub price: f32,
    /// Belief that the operator is commercial.
    pub belief: f32,
    /// Has come before.
    pub came_before: bool,
    /// Came in the last 13 weeks and met the crowd.
    pub met_crowd: bool,
}

impl Draw {
    /// For a week's offer.
    pub(crate) fn new(rules: &ResidentRules, links: &Mechanisms, offer: &Offer) -> Draw {
        let c = &rules.choice;
        let common =
            c.intercept + c.intention * offer.concept + offer.calendar + offer.novelty + offer.programme_fit;
        let base = class_table(rules, offer, common);
        let felt = |crowd: f64| if links.crowding { exp(-crowd as f32) } else { 1.0 };
        let relief = [0, 1, 2].map(|s| felt(offer.crowding[s]));
        let crowded = base.map(|row| [row[0] * relief[0], row[1] * relief[1], row[2] * relief[2]]);
        let weight = |on: bool, w: f64| if on { w as f32 } else { 0.0 };
        let (habit, norm, quality) =
            (weight(links.habit, c.habit), weight(links.norm, c.norm), weight(links.quality, c.quality));
        let has_fee = offer.fee > 0.0;
        let (low, high) = (exp(-0.5 * quality), exp(0.5 * quality));
        let announced = offer.announced as f32;
        Draw {
            common: base,
            crowded,
            largest: base.iter().map(|row| row.iter().sum::<f32>()).fold(0.0, f32::max),
            quality,
            habit,
            norm,
            fee: if has_fee { (c.fee_cliff + c.fee_slope * offer.fee / 10.0) as f32 } else { 0.0 },
            imagined: weight(links.belief && offer.operator, c.imagined_price),
            has_fee,
            prize: exp(offer.prize as f32),
            events: offer.events.iter().flatten().map(|n| f32::from(*n)).sum::<f32>() * announced,
            event: exp(c.event as f32),
            event_match: c.event_match as f32 / 32.0,
            by_kind: offer.events.map(|slots| slots.map(|n| f32::from(n) * announced)),
            habit_chord: exp(habit) - 1.0,
            quality_at_0: low,
            quality_chord: high - low,
            most_norm: exp(norm),
            quarters: c.cumulated_quarters().map(|x| x as f32),
            reference: reference_week(rules, offer, common, (&base, &crowded)),
        }
    }

    /// An upper bound of the odds to drop in at all, without reading ties: cheap, vectorised, never below the
    /// truth.
    #[inline(always)]
    pub(crate) fn at_most(&self, pull: f32, habit: f32, expect: f32) -> f32 {
        pull * (1.0 + self.habit_chord * habit)
            * (self.quality_at_0 + self.quality_chord * expect)
            * (self.largest * self.most_norm * 1.001)
    }

    /// Factor from the bound of dropping in (with prize) to that of going to an event, per 1/16 of the
    /// keenest interest's factor.
    #[inline(always)]
    pub(crate) fn event_bound(&self) -> f32 {
        self.events * self.event * (1.0 / 16.0)
    }

    /// The largest factor that the norm can have.
    #[inline(always)]
    pub(crate) fn most_norm(&self) -> f32 {
        self.most_norm * 1.001
    }

    /// The factor of a norm.
    #[inline]
    pub(crate) fn norm_factor(&self, share: f32) -> f32 {
        exp(self.norm * share)
    }

    /// exp(utility) of the three slots, but for the norm.
    #[inline]
    pub(crate) fn odds(&self, class: usize, p: &PersonalUtility) -> [f32; 3] {
        let table = if p.met_crowd { &self.crowded[class] } else { &self.common[class] };
        let imagined = self.imagined_by(p);
        let own = self.quality * (p.expect - 0.5) + self.habit * p.habit - p.price * (self.fee + imagined);
        let factor = p.pull * exp(own);
        [factor * table[0], factor * table[1], factor * table[2]]
    }

    /// The price that somebody imagines, per unit of price sensitivity.
    #[inline(always)]
    fn imagined_by(&self, p: &PersonalUtility) -> f32 {
        if self.has_fee || !p.came_before { self.imagined * p.belief } else { 0.0 }
    }

    /// What expectation, habit, the fee and the imagined price add to the utility, logit.
    pub(crate) fn personal(&self, p: &PersonalUtility) -> [f32; 4] {
        let [fee, imagined] = [self.fee, self.imagined_by(p)].map(|price| -p.price * price);
        [self.quality * (p.expect - 0.5), self.habit * p.habit, fee, imagined]
    }

    /// For whom of a reference week somebody stands who wishes to come by these odds and Π(1 + odds).
    #[inline]
    pub(crate) fn stands_for(&self, class: usize, p: &PersonalUtility, odds: (&[f32; 3], f32)) -> StandsFor {
        let free = if self.has_fee { exp(p.price * self.fee) } else { 1.0 };
        let reference = &self.reference;
        let table = if p.met_crowd { &reference.crowded } else { &reference.base };
        reference.stands_for(&table[class], odds, free)
    }

    /// The rate of going to the events of each service and slot, and their sum.
    #[inline]
    pub(crate) fn event_rates(&self, odds: &[f32; 3], interests: &[i8; 6]) -> (Rates, f32) {
        let mut rates = [[0.0_f32; 3]; 6];
        let mut total = 0.0;
        for (service, slots) in self.by_kind.iter().enumerate() {
            if slots[0] + slots[1] + slots[2] == 0.0 {
                continue;
            }
            let fit = exp(self.event_match * f32::from(interests[service])) * self.event;
            for slot in 0..3 {
                let e = odds[slot] * fit;
                rates[service][slot] = slots[slot] * e / (1.0 + e);
                total += rates[service][slot];
            }
        }
        (rates, total)
    }
}

/// The reference week beside a week's odds, those of whom it has met a crowd besides.
fn reference_week(rules: &ResidentRules, offer: &Offer, common: f64, now: (&Table, &Table)) -> ReferenceWeek {
    let open = Offer { hours: offer.reference_hours, closed_to_others: 0.0, ..*offer };
    let more = (offer.reference_concept - offer.concept).max(0.0);
    let service = exp((rules.choice.intention * more) as f32);
    ReferenceWeek::new(&class_table(rules, &open, common), now.0, now.1, service)
}

/// exp(common) × (fitting hours / reference)^opening × the slot's share of fitting hours, by class and slot.
fn class_table(rules: &ResidentRules, offer: &Offer, common: f64) -> Table {
    let c = &rules.choice;
    std::array::from_fn(|class| {
        let fitting = rules.fitting_hours(class, &offer.hours);
        let total: f64 = fitting.iter().sum();
        if total <= 0.0 {
            return [0.0; 3];
        }
        let closed = if class & usize::from(kind::MEMBER) == 0 { offer.closed_to_others } else { 0.0 };
        let common = common + offer.group_fit[class & 3] - closed;
        let level =
            libm::exp(common) / (1.0 + offer.rival) * libm::pow(total / c.opening_reference, c.opening);
        std::array::from_fn(|s| (level * fitting[s] / total) as f32)
    })
}
