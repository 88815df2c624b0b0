//! The Work Union, owner of the home, and the council: matters arise, bodies vote by weight, what is adopted
//! is carried out or lies.
//!
//! - What the union remembers and whom it trusts → here
//! - Which matters arise, and what is carried out → `council`
//! - What a matter of a home would bring and cost whom → `interests`
//! - How one matter is voted on → `votes`
//! - What carried-out matters leave in a home → `left`

pub(crate) mod council;
pub(crate) mod interests;
pub(crate) mod left;
pub(crate) mod votes;

use crate::levers::Levers;
use crate::settings;
use crate::units::Week;
use crate::world::agents::union::left::Left;
use crate::world::exchange::{BODIES, Subject};
use serde::{Deserialize, Serialize};

settings! {
    /// The union and the council.
    pub struct UnionRules = "union" {
        /// Trust of the union in the organization at the start.
        trust: f64 = 0.6, in [0.0, 1.0], "share", Assumption "no source";
        /// Matters that arise a month without residents, for 10,000 residents.
        matters: i64 = 2, in [0, 20], "per month", Assumption "no source";
        /// Proposals of residents per attending resident and share of seats.
        proposals: f64 = 0.02, in [0.0, 0.5], "per attendance", Assumption "no source";
        /// Residents' proposals that one meeting of the council can deal with, for 10,000 residents.
        agenda: i64 = 3, in [1, 50], "matters", Assumption "an evening";
        /// Shortest delay until an adopted matter is carried out.
        delay: f64 = 2.0, in [0.0, 52.0], "weeks", Assumption "no source";
        /// What two masters add to it when nobody cooperates.
        delay_two_masters: f64 = 8.0, in [0.0, 52.0], "weeks",
            Assumption "two masters are slow, one is quick: hump-shaped in the decision role";
        /// Weeks in which residents expect what was adopted of their proposals to be carried out; what took n
        /// times as long counts as the n-th part of a promise kept.
        in_time: f64 = 4.0, in [0.1, 52.0], "weeks", Assumption "from one monthly meeting to the next";
        /// Cost of carrying out a matter.
        cost: f64 = 400.0, in [0.0, 1e6], "yuan", Assumption "no source";
        /// What the union adds when a matter of money is carried out.
        money: f64 = 1_000.0, in [0.0, 1e6], "yuan", Assumption "no source";
        /// Staff hours that carrying out a matter takes.
        staff_hours: f64 = 4.0, in [0.0, 100.0], "hours", Assumption "half a day";
        /// Part that the union proposes of the matters that arise without residents.
        proposes_union: f64 = 0.35, in [0.0, 1.0], "share", Assumption "no source";
        /// … the funding bureau.
        proposes_agency: f64 = 0.25, in [0.0, 1.0], "share", Assumption "no source";
        /// … the committee; the organization proposes the rest.
        proposes_committee: f64 = 0.2, in [0.0, 1.0], "share", Assumption "no source";
        /// Part of the bureau in what the union does not decide by its role.
        weight_agency: f64 = 0.6, in [0.0, 1.0], "share", Assumption "who pays has most to say";
        /// … of the committee.
        weight_committee: f64 = 0.3, in [0.0, 1.0], "share", Assumption "no source";
        /// … of the organization; the three sum to one.
        weight_organization: f64 = 0.1, in [0.0, 1.0], "share", Assumption "no source";
        /// Weight of members' reach in what the union's trust moves to; the score has the rest.
        trust_reach: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source";
        /// Part of its role that a union shares at most, once it trusts the organization in full.
        shared_most: f64 = 0.3, in [0.0, 1.0], "share",
            Assumption "who has seen members served lets others decide more; no source";
        /// Part of the way by which it shares its role, or takes it back, in a month.
        sharing: f64 = 0.05, in [0.0, 1.0], "per month", Assumption "a year and a half";
        /// Part of what carried-out matters added that fades in a week.
        fading: f64 = 0.01, in [0.0, 1.0], "per week", Assumption "half of it is gone after 16 months";
        /// Carried-out matters of one kind that stand already in a home at which the next brings one half.
        saturation: f64 = 3.0, in [0.1, 100.0], "matters",
            Assumption "no source: what is wanted most is asked for first";
        /// Residents' share of seats in the council that gives volunteers and residents full voice.
        voice_full: f64 = 0.4, in [0.01, 1.0], "share", Assumption "no source";
        /// Opening hours that a carried-out matter of hours adds; it fades.
        hours: f64 = 1.0, in [0.0, 10.0], "hours/week", Assumption "no source";
        /// What a carried-out matter of the programme adds to the utility of the group that it is for; it
        /// fades.
        fit: f64 = 0.05, in [0.0, 0.5], "logit",
            Assumption "no source: a group comes by a twentieth more often to a programme made for it";
        /// Part of that which the group loses that has to make room.
        fit_lost: f64 = 0.5, in [0.0, 2.0], "share",
            Assumption "some of those who lose an activity go to another";
        /// Part of the referrals that a carried-out matter of outreach adds; it fades.
        outreach: f64 = 0.2, in [0.0, 2.0], "share", Assumption "no source";
        /// Routines that a carried-out rule adds.
        rule: f64 = 0.01, in [0.0, 0.2], "index", Assumption "no source";
        /// Logit taken from non-members where the union decides everything alone.
        closed: f64 = 0.8, in [0.0, 3.0], "logit", Assumption "no source";
        /// How steeply others feel shut out as the union's weight in decisions grows to 1: its power.
        closed_shape: f64 = 8.0, in [1.0, 32.0], "",
            Assumption "hardly felt while others have a say: a tenth at a weight of three quarters";
        /// Members told at the workplace a week and firm at a decision role of 1, for 10,000 residents and
        /// three firms.
        workplace: f64 = 6.0, in [0.0, 100.0], "people/week", Assumption "two a firm";
    }
}

/// An adopted matter that waits to be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Waiting {
    /// Number of the home, from 0.
    home: u32,
    since: Week,
    due: Week,
    about: Subject,
    of_residents: bool,
}

/// Matters of one week, kept for a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct MatterCount {
    /// Raised by any body.
    pub raised: u32,
    /// Raised by residents.
    pub by_residents: u32,
    /// Put to the vote.
    pub decided: u32,
    /// Decided jointly.
    pub joint: u32,
    /// Adopted.
    pub adopted: u32,
    /// Carried out.
    pub carried: u32,
    /// Carried out, raised by residents.
    pub carried_of_residents: u32,
    /// Adopted, raised by residents: what they were promised.
    pub promised: u32,
    /// Of these carried out in time; one that came late counts in part.
    pub in_time: f64,
}

/// A matter put to the vote: who weighs how much, and who is for it, in the order of [`Body::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct VoteCast {
    /// Weights, which sum to one.
    pub weight: [f64; BODIES],
    /// Who supports it.
    pub supports: [bool; BODIES],
}

/// The union, with what the council left on the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Union {
    /// Trust in the organization.
    pub trust: f64,
    /// Part of its role that it shares with the others, by experience.
    pub shared: f64,
    /// What carried-out matters left in each home.
    pub homes: Vec<Left>,
    /// Matters of the present week.
    pub now: MatterCount,
    /// The votes of the present week, in the order of their events.
    pub votes: Vec<VoteCast>,
    /// Matters that wait.
    waiting: Vec<Waiting>,
    /// The last 52 weeks, oldest first.
    year: Vec<MatterCount>,
}

impl Union {
    /// As it stands before a handover, with so many homes.
    pub(crate) fn new(rules: &UnionRules, homes: usize) -> Union {
        Union {
            trust: rules.trust,
            shared: 0.0,
            homes: vec![Left::default(); homes],
            now: MatterCount::default(),
            votes: Vec::new(),
            waiting: Vec::new(),
            year: Vec::new(),
        }
    }

    /// Its decision role: that of the lever, less what it shares.
    pub(crate) fn role(&self, levers: &Levers) -> f64 {
        levers.union.decision_role * (1.0 - self.shared)
    }

    /// A month later it shares more, or takes back, by its trust: nothing without more than half of it.
    pub(crate) fn share_or_take_back(&mut self, rules: &UnionRules) {
        let aim = rules.shared_most * (2.0 * self.trust - 1.0).max(0.0);
        self.shared += rules.sharing * (aim - self.shared);
    }

    /// Forget what was on the table, and take the role back: an organization lost its contract.
    pub(crate) fn clear_table(&mut self) {
        self.waiting.clear();
        self.shared = 0.0;
    }

    /// End of the week: what was added fades, the year is kept. Without a council nothing is added to the
    /// year.
    pub(crate) fn fade(&mut self, rules: &UnionRules) {
        let kept = 1.0 - rules.fading;
        self.homes.iter_mut().for_each(|home| home.fade(kept));
        if self.year.len() == 52 {
            self.year.rotate_left(1);
            self.year.pop();
        }
        self.year.push(self.now);
        self.now = MatterCount::default();
    }

    /// Sums of the last 52 weeks.
    pub(crate) fn last_year(&self) -> MatterCount {
        self.year.iter().fold(MatterCount::default(), |a, b| MatterCount {
            raised: a.raised + b.raised,
            by_residents: a.by_residents + b.by_residents,
            decided: a.decided + b.decided,
            joint: a.joint + b.joint,
            adopted: a.adopted + b.adopted,
            carried: a.carried + b.carried,
            carried_of_residents: a.carried_of_residents + b.carried_of_residents,
            promised: a.promised + b.promised,
            in_time: a.in_time + b.in_time,
        })
    }

    /// The matters of the week that has just been put away by [`Union::fade`].
    pub(crate) fn week_before(&self) -> MatterCount {
        self.year.last().copied().unwrap_or_default()
    }

    /// Share of residents' proposals of the last year that were carried out; `None` when none was made.
    pub(crate) fn carried_share(&self) -> Option<f64> {
        let year = self.last_year();
        let share = || f64::from(year.carried_of_residents) / f64::from(year.by_residents);
        (year.by_residents > 0).then(|| share().min(1.0))
    }

    /// Trust moves once a month: members' reach against all, and the score.
    pub(crate) fn learn(&mut self, rules: &UnionRules, step: f64, member_reach: f64, score: Option<f64>) {
        let reach = rules.trust_reach;
        let target = reach * member_reach.min(1.0) + (1.0 - reach) * score.map_or(self.trust, |s| s / 100.0);
        self.trust += step * (target - self.trust);
    }
}
