//! The government: the funding bureau that pays and assesses, and the community committee that cooperates or
//! obstructs.
//!
//! - What it pays, whom it trusts, whom it supports → here
//! - How it assesses an operator → `assessment`
//! - What the bureau can spend in a year, how its sheet answers to audits → `bureau`
//! - How much the committee cooperates, by burden and benefit → `committee`
//! - What it offers while it runs the home itself → `programme`

pub(crate) mod assessment;
pub(crate) mod bureau;
pub(crate) mod committee;
pub(crate) mod programme;

use crate::levers::Levers;
use crate::random::logistic64;
use crate::settings;
use crate::units::{Fen, Week, YEAR};
use crate::world::agents::government::assessment::YearAssessment;
use crate::world::exchange::{Actor, Event, EventKind};
use serde::{Deserialize, Serialize};

settings! {
    /// Rules of the government's agencies.
    pub struct GovernmentRules = "government" {
        /// Trust of the funding bureau at the start.
        trust_agency: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source";
        /// Trust of the community committee at the start.
        trust_committee: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source";
        /// Learning of trust a month.
        trust_learning: f64 = 0.05, in [0.0, 0.5], "per month", Assumption "no source";
        /// Trust of the organization lost in a month with late pay.
        trust_late: f64 = 0.02, in [0.0, 0.2], "per month", Assumption "no source";
        /// Trust of the bureau lost when an audit finds inflation.
        trust_found: f64 = 0.15, in [0.0, 1.0], "share", Assumption "no source";
        /// Points taken when an audit finds inflation.
        points_found: f64 = 10.0, in [0.0, 100.0], "points", Assumption "no source";
        /// Score of the best rating.
        tier_5: f64 = 88.0, in [0.0, 100.0], "points", Assumption "set to T30: 4% of 462 stations best";
        /// Score of the second rating.
        tier_4: f64 = 76.0, in [0.0, 100.0], "points", Assumption "17%";
        /// Score of the third rating.
        tier_3: f64 = 62.0, in [0.0, 100.0], "points", Assumption "43%";
        /// Score of the fourth rating.
        tier_2: f64 = 48.0, in [0.0, 100.0], "points", Assumption "30%; 5% lie below";
        /// Visits a year and resident that give all points for participation.
        visits_full: f64 = 3.0, in [0.1, 50.0], "visits/resident", Assumption "no source";
        /// Events a year for 10,000 residents that give all points.
        events_full: f64 = 143.0, in [1.0, 5_000.0], "events/year",
            Assumption "chosen among the quartiles of T09 after results were seen: the upper one, 14.3 a year \
            for 1,000 residents, since with the median reported / true is 1.08, below the band of T29 and S4; \
            at the median half of all homes would have nothing left to report";
        /// Effort on paperwork that gives all points.
        paperwork_full: f64 = 0.12, in [0.01, 1.0], "share", Assumption "no source";
        /// Error of a third party's satisfaction at no accuracy, standard deviation.
        error: f64 = 6.0, in [0.0, 50.0], "points", Assumption "a small sample of users";
        /// Inflation from which on an audit finds it.
        audit_sees: f64 = 0.02, in [0.0, 1.0], "share", Assumption "less passes as a slip";
        /// Factor on the probability of the next audit after one that found nothing.
        watch_clean: f64 = 0.85, in [0.0, 1.0], "",
            Assumption "an office looks less where it found nothing; no source";
        /// … after one that found inflation.
        watch_found: f64 = 1.5, in [1.0, 10.0], "", Assumption "and more where it found something; no source";
        /// Least and, as its inverse, most of that factor over the years.
        watch_least: f64 = 0.5, in [0.01, 1.0], "", Assumption "half to twice what the lever says";
        /// Week of the contract year in which the operator is assessed.
        assessed_in: i64 = 45, in [1, 51], "week",
            Assumption "some weeks before the year ends, to decide on the next";
        /// Weight of capability in the item development.
        development_capability: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source";
        /// Weight of routines in the item development.
        development_routines: f64 = 0.3, in [0.0, 1.0], "share", Assumption "no source";
        /// Weight of own income in the item development.
        development_own: f64 = 0.2, in [0.0, 1.0], "share", Assumption "no source";
        /// Share of own income that gives all points of it.
        own_full: f64 = 0.2, in [0.01, 1.0], "share", Assumption "no source";
        /// Points above the threshold at which an operator who was not rated yet is taken to stand.
        unrated_above: f64 = 5.0, in [-50.0, 50.0], "points", Assumption "the benefit of the doubt";
        /// Points that move the support for renewal by one logit.
        support_points: f64 = 6.0, in [0.1, 100.0], "points/logit", Assumption "no source";
        /// Logits that full trust moves it against none.
        support_trust: f64 = 2.0, in [0.0, 20.0], "logit", Assumption "no source";
        /// Stake at which a rating changes the grant by the bonus below.
        stake_usual: f64 = 0.3, in [0.01, 1.0], "share",
            Assumption "the scale on which the bonuses are stated";
        /// Change of the next grant by the best rating, at that stake.
        bonus_5: f64 = 0.10, in [-1.0, 1.0], "share", Assumption "no source";
        /// … by the second rating.
        bonus_4: f64 = 0.05, in [-1.0, 1.0], "share", Assumption "no source";
        /// … by the third rating.
        bonus_3: f64 = 0.0, in [-1.0, 1.0], "share", Assumption "no source";
        /// … by the fourth rating.
        bonus_2: f64 = -0.10, in [-1.0, 1.0], "share", Assumption "no source";
        /// … by the lowest rating.
        bonus_1: f64 = -0.20, in [-1.0, 1.0], "share", Assumption "no source";
        /// Most that full trust adds to a grant when the organization asks for more.
        most_added: f64 = 0.15, in [0.0, 1.0], "share of grant",
            Assumption "a bureau may move within the line of its budget";
        /// Visits a year and resident that the bureau, and the organization, expect of a home.
        use_expected: f64 = 2.6, in [0.1, 50.0], "visits/resident",
            Assumption "about what a home at the usual levers comes to: there nothing changes";
        /// How the grant answers to reported use: power of reported / expected.
        use_elasticity: f64 = 0.15, in [0.0, 1.0], "",
            Assumption "half the use costs a tenth of the grant: bureaus cut what is not used, slowly";
        /// Most by which use changes the grant.
        use_most: f64 = 0.2, in [0.0, 1.0], "share", Assumption "a budget line moves within bounds";
        /// Lag from which on an instalment counts as late for the organization's trust.
        late_after: i64 = 4, in [0, 52], "weeks", Assumption "a month is usual";
        /// Lag from which on a late instalment is an event.
        late_told: i64 = 13, in [0, 52], "weeks", Assumption "a quarter";
        /// Part of the way to its rest that the organization's trust moves in a month with pay in time.
        trust_recovery: f64 = 0.02, in [0.0, 1.0], "per month", Assumption "no source";
        /// Trust of the organization at which it rests.
        trust_rest: f64 = 0.6, in [0.0, 1.0], "share", Assumption "no source";
        /// Weight of the newest month in the average turnout that the committee looks at.
        turnout_new: f64 = 0.1, in [0.01, 1.0], "share", Assumption "about a year's memory";
        /// Caretaker's cost under government, for 10,000 residents.
        caretaker: f64 = 600.0, in [0.0, 1e6], "yuan/week", Assumption "0.6 of a person";
        /// Caretaker in full-time equivalents, for 10,000 residents.
        caretaker_staff: f64 = 0.6, in [0.0, 100.0], "people", Assumption "as found";
        /// Events a week under government, for 10,000 residents.
        events: f64 = 0.25, in [0.0, 10.0], "events/week", Assumption "one a month";
        /// Cost of such an event.
        event_cost: f64 = 800.0, in [0.0, 1e6], "yuan", Assumption "no source";
        /// Residents referred an hour of the coordinator's time at full cooperation.
        referrals: f64 = 4.0, in [0.0, 50.0], "people/hour", Assumption "no source";
        /// Hours a week of the coordinator for the home at full cooperation, for 10,000 residents.
        coordinator_hours: f64 = 10.0, in [0.0, 60.0], "hours/week", Assumption "no source";
    }
}

/// The agencies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Government {
    /// Trust of the funding bureau in the organization.
    pub trust_agency: f64,
    /// Trust of the community committee.
    pub trust_committee: f64,
    /// How much more often than the lever says the bureau audits, by what audits of this operator found.
    pub watch: f64,
    /// The last assessment of the present operator.
    pub verdict: Option<YearAssessment>,
    /// Instalments on their way: when they arrive, how much.
    pub due: Vec<(Week, Fen)>,
    /// Part of its usual cooperation that the committee gives, by burden and benefit.
    pub given: f64,
    /// Grant of the present contract year.
    pub year_grant: Fen,
    /// What is added to it because the organization asked for more, a year.
    pub raised: Fen,
    /// The agreed price of the contract in force, as a share of the grant that was offered.
    pub agreed: f64,
    /// Attendance in public affairs before the handover (share of adults).
    pub usual_turnout: f64,
    /// Attendance since, slowly averaged.
    pub turnout: f64,
    /// An instalment came late this month.
    pub late_this_month: bool,
    /// The bureau's own year, and its sheet.
    pub bureau: bureau::BureauYear,
}

impl Government {
    /// As it stands before a handover.
    pub(crate) fn new(rules: &GovernmentRules) -> Government {
        Government {
            trust_agency: rules.trust_agency,
            trust_committee: rules.trust_committee,
            watch: 1.0,
            verdict: None,
            due: Vec::new(),
            given: 1.0,
            year_grant: Fen::ZERO,
            raised: Fen::ZERO,
            agreed: 1.0,
            usual_turnout: 0.0,
            turnout: 0.0,
            late_this_month: false,
            bureau: Default::default(),
        }
    }

    /// Promise the instalments of the grant: at the start of a contract year it is set (last rating
    /// included), then each instalment is sent and arrives `lag` weeks later.
    pub(crate) fn fund(
        &mut self,
        rules: &GovernmentRules,
        levers: &Levers,
        contract_week: Week,
        week: Week,
        events: &mut Vec<Event>,
    ) {
        let f = &levers.funding;
        let in_year = contract_week.rem_euclid(YEAR);
        if in_year == 0 {
            self.year_grant = self.promised(rules, levers);
            events.extend(self.bureau.told(week));
            if let Some(v) = self.verdict {
                let percent = 100.0 * rating_bonus(rules, v.tier) * f.stake / rules.stake_usual;
                let by_use = 100.0 * (self.use_factor(rules) - 1.0);
                if percent != 0.0 || by_use != 0.0 {
                    let kind = EventKind::Grant { score: v.awarded, tier: v.tier, percent, by_use };
                    events.push(Event::of_county(week, Actor::Agency, kind));
                }
            }
        }
        let parts = f.instalments as Week;
        for part in 0..parts {
            if in_year == part * YEAR / parts {
                let each: Vec<f64> = vec![1.0; parts as usize];
                let amount = self.year_grant.split(&each).nth(part as usize).unwrap_or_default();
                self.due.push((week + f.lag as Week, amount));
                if f.lag >= rules.late_told {
                    let kind = EventKind::LatePayment { amount, lag: f.lag };
                    events.push(Event::of_county(week, Actor::Agency, kind));
                }
            }
        }
        self.late_this_month |= f.lag > rules.late_after && self.due.iter().any(|(when, _)| *when > week);
    }

    /// The grant that a contract year would have: the lever's by the last rating and the use that was
    /// reported, and what was added when the organization asked for more.
    pub(crate) fn promised(&self, rules: &GovernmentRules, levers: &Levers) -> Fen {
        let change = self.verdict.map_or(0.0, |v| rating_bonus(rules, v.tier));
        let f = &levers.funding;
        let grant = f.grant * self.agreed * self.use_factor(rules) * self.bureau.factor();
        Fen::from_yuan(grant * (1.0 + change * f.stake / rules.stake_usual)) + self.raised
    }

    /// How the grant answers to the use that was reported: more for a home that is used more than expected.
    fn use_factor(&self, rules: &GovernmentRules) -> f64 {
        let Some(reported) = self.verdict.and_then(|verdict| verdict.use_reported) else { return 1.0 };
        let factor = libm::pow(reported / rules.use_expected, rules.use_elasticity);
        factor.clamp(1.0 - rules.use_most, 1.0 + rules.use_most)
    }

    /// Probability that this year's reports are audited.
    pub(crate) fn audit(&self, levers: &Levers) -> f64 {
        (levers.assessment.audit * self.watch).min(1.0)
    }

    /// Look less where an audit found nothing, more where it found something.
    pub(crate) fn watch_on(&mut self, rules: &GovernmentRules) {
        let Some(verdict) = self.verdict.filter(|verdict| verdict.audited) else { return };
        let factor = if verdict.found { rules.watch_found } else { rules.watch_clean };
        self.watch = (self.watch * factor).clamp(rules.watch_least, 1.0 / rules.watch_least);
    }

    /// What the bureau adds at most to the grant of a year for an organization that asks, all its answers
    /// together; yuan.
    pub(crate) fn most_added(&self, rules: &GovernmentRules, levers: &Levers) -> f64 {
        rules.most_added * self.trust_agency * levers.funding.grant
    }

    /// Instalments on their way.
    pub(crate) fn outstanding(&self) -> Fen {
        self.due.iter().map(|(_, amount)| *amount).sum()
    }

    /// What arrives this week.
    pub(crate) fn arriving(&mut self, week: Week) -> Fen {
        let sum = self.due.iter().filter(|(when, _)| *when <= week).map(|(_, amount)| *amount).sum();
        self.due.retain(|(when, _)| *when > week);
        sum
    }

    /// Support of a body with this trust for renewal.
    pub(crate) fn support(&self, rules: &GovernmentRules, levers: &Levers, trust: f64) -> f64 {
        let threshold = levers.assessment.threshold;
        let score = self.verdict.map_or(threshold + rules.unrated_above, |v| v.awarded);
        logistic64((score - threshold) / rules.support_points + rules.support_trust * (trust - 0.5))
    }

    /// Cooperation of the committee that comes about.
    pub(crate) fn cooperation(&self, levers: &Levers) -> f64 {
        (levers.support.cooperation * self.trust_committee * self.given).clamp(0.0, 1.0)
    }

    /// Trust moves once a month: the bureau by the score it knows, the committee by turnout against the time
    /// before.
    pub(crate) fn learn(&mut self, rules: &GovernmentRules) {
        let step = rules.trust_learning;
        if let Some(v) = self.verdict {
            let known = if v.audited { v.score } else { v.reported };
            self.trust_agency += step * (known / 100.0 - self.trust_agency);
        }
        if self.usual_turnout > 0.0 {
            // No turnout gives a trust of 0, the usual one the middle, twice the usual one all of it.
            let change = (self.turnout / self.usual_turnout - 1.0).clamp(-1.0, 1.0);
            self.trust_committee += step * (0.5 + 0.5 * change - self.trust_committee);
        }
    }
}

/// Change of the next year's grant by rating, at the usual stake.
pub(crate) fn rating_bonus(rules: &GovernmentRules, tier: f64) -> f64 {
    [rules.bonus_1, rules.bonus_2, rules.bonus_3, rules.bonus_4, rules.bonus_5]
        [(tier as usize).clamp(1, 5) - 1]
}
