//! What a matter of a home would bring and cost each body: benefit to those for whom it stands, by what it
//! trusts the organization to make of it, less what it bears.

use crate::settings;
use crate::world::agents::union::UnionRules;
use crate::world::agents::union::left::Left;
use crate::world::exchange::{BODIES, Body, Subject};

settings! {
    /// For what the bodies of the council stand, and what they bear.
    pub struct BodyInterests = "union.interests" {
        /// What a body holds a visit to be worth.
        visit: f64 = 10.0, in [0.0, 1_000.0], "yuan",
            Assumption "about what a visit of the usual home costs public purses";
        /// Weight of a visit of non-members for the union, which stands for its members.
        others: f64 = 0.3, in [0.0, 1.0], "share", Assumption "no source";
        /// What a rule is held to be worth to a body without routines; the more there are, the less.
        rule: f64 = 15.0, in [0.0, 10_000.0], "yuan/week", Assumption "half an hour of work a week saved";
        /// How much more of it the university counts, which studies rules.
        rule_university: f64 = 2.0, in [0.0, 10.0], "",
            Assumption "research is about how such places are run";
        /// How much more of outreach firms and groups count, who want to be seen.
        outreach_social_power: f64 = 2.0, in [0.0, 10.0], "",
            Assumption "visibility is what sponsors are after";
        /// What an hour opened in the evening or at the weekend costs the committee.
        burden: f64 = 10.0, in [0.0, 1_000.0], "yuan/hour",
            Assumption "somebody of it has the key and hears the complaints: a third of an hour's wage";
        /// How much more a yuan is worth to a home whose cash is at an end.
        need: f64 = 2.0, in [0.0, 20.0], "", Assumption "no source";
        /// How much more of a benefit a body counts on with full trust than with half of it; as much less
        /// without any.
        trust: f64 = 0.5, in [0.0, 1.0], "share", Assumption "no source";
        /// Gain at which a body supports a matter with 73%: what it does not know, or has other reasons for.
        doubt: f64 = 10.0, in [0.0, 10_000.0], "yuan/week", Assumption "the worth of a visit";
        /// Ideas among which a proposer takes the one that brings it most.
        ideas: i64 = 3, in [1, 20], "ideas", Assumption "no source";
    }
}

/// What is known of a home when a matter of it is put to the vote.
#[derive(Clone, Debug)]
pub(crate) struct HomeSeen {
    /// The word by which its matters are drawn.
    pub place: u32,
    /// Its population / 10,000.
    pub scale: f64,
    /// Residents by group: child or teen, working, carer, elder.
    pub residents: [f64; 4],
    /// Union members among the working, share.
    pub members: f64,
    /// Hours that fit by group and slot, as a share of open hours.
    pub free: [[f64; 3]; 4],
    /// Elasticity of coming to hours that fit.
    pub opening: f64,
    /// Open hours by slot last week.
    pub hours: [f64; 3],
    /// Visits last week.
    pub visits: f64,
    /// Share who know of it.
    pub aware: f64,
    /// People whom the committee tells of it in a week.
    pub referred: f64,
    /// Utilities of an open hour, yuan.
    pub hour_costs: f64,
    /// Wages of an open hour, yuan.
    pub hour_work: f64,
    /// Mean trust of its users.
    pub trust: f64,
    /// Residents by group who came to last week's meeting on public affairs.
    pub attending: [f64; 4],
}

/// How money of the books is borne, and how short it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Purse {
    /// Part of the union's match in grant and match.
    pub union: f64,
    /// How near the cash is to its end, 0–1.
    pub need: f64,
    /// Wages of an hour, yuan.
    pub wage: f64,
    /// Routines of the organization, 0–1.
    pub routines: f64,
}

/// A matter of a home before it is decided.
pub(crate) struct Weighing<'a> {
    pub rules: &'a UnionRules,
    pub interests: &'a BodyInterests,
    pub home: &'a HomeSeen,
    pub left: &'a Left,
    pub purse: Purse,
    /// Trust of the bodies in the organization.
    pub trusts: [f64; BODIES],
}

/// What a matter would do, a week: visits by group, and yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct IdeaOutcome {
    /// Visits more or fewer by group.
    visits: [f64; 4],
    /// Money for all, whoever comes.
    for_all: f64,
    /// Paid out of the books.
    costs: f64,
    /// Work of the organization.
    work: f64,
    /// Paid by the union.
    union_pays: f64,
    /// Hours more in the evening or at the weekend.
    late_hours: f64,
}

impl Weighing<'_> {
    /// What each body would gain by it, yuan a week.
    pub(crate) fn gains(&self, about: Subject) -> [f64; BODIES] {
        let (n, o) = (self.interests, self.outcome(about));
        let weights = self.stands_for();
        let visits = self.visits();
        let all: f64 = visits.iter().sum();
        let borne = [
            self.purse.union * o.costs + o.union_pays,
            (1.0 - self.purse.union) * o.costs,
            n.burden * o.late_hours,
            o.work + self.purse.need * o.costs,
            0.0,
            0.0,
            0.0,
        ];
        std::array::from_fn(|body| {
            let of = |by_group: &[f64; 4]| (0..4).map(|g| weights[body][g] * by_group[g]).sum::<f64>();
            let mean = if all > 0.0 { of(&visits) / all } else { 1.0 };
            let counted = match (Body::ALL[body], about) {
                (Body::University, Subject::Rules) => n.rule_university,
                (Body::SocialPower, Subject::Rules) => 0.0,
                (Body::SocialPower, Subject::Outreach) => n.outreach_social_power,
                _ => 1.0,
            };
            let promised = counted * (n.visit * of(&o.visits) + mean * o.for_all);
            promised * (1.0 + n.trust * (2.0 * self.trusts[body] - 1.0)) - borne[body]
        })
    }

    /// Visits of last week by group: as many as live there, by the hours that fit them.
    fn visits(&self) -> [f64; 4] {
        let h = self.home;
        let likely: [f64; 4] =
            std::array::from_fn(|g| h.residents[g] * libm::pow(self.fitting(g), h.opening));
        let all: f64 = likely.iter().sum();
        likely.map(|l| if all > 0.0 { h.visits * l / all } else { 0.0 })
    }

    /// Open hours that fit a group.
    fn fitting(&self, group: usize) -> f64 {
        (0..3).map(|s| self.home.free[group][s] * self.home.hours[s]).sum()
    }

    /// For how much a visit of each group counts with each body.
    fn stands_for(&self) -> [[f64; 4]; BODIES] {
        let (h, others) = (self.home, self.interests.others);
        let union = [others, h.members + (1.0 - h.members) * others, others, others];
        let (sent, living) = (self.left.represented.iter().sum::<f64>(), h.residents.iter().sum::<f64>());
        // Who came to the meetings speaks for the residents: a group that sends twice its part counts twice.
        let represented = std::array::from_fn(|g| {
            let speak = self.left.represented[g] * living;
            if sent > 0.0 && h.residents[g] > 0.0 { speak / (sent * h.residents[g]) } else { 1.0 }
        });
        let alike = [1.0; 4];
        [union, alike, alike, alike, represented, alike, alike]
    }

    /// Hours that a slot gains and another, or none, loses.
    fn open(&self, o: &mut IdeaOutcome, added: f64, more: u8, less: Option<u8>) {
        let (h, visits) = (self.home, self.visits());
        let taken = less.map_or(0.0, |s| added.min(h.hours[usize::from(s)]));
        for (g, change) in o.visits.iter_mut().enumerate() {
            let lost = less.map_or(0.0, |s| h.free[g][usize::from(s)] * taken);
            let fits = h.free[g][usize::from(more)] * added - lost;
            let fitting = self.fitting(g);
            *change = if fitting > 0.0 { visits[g] * h.opening * fits / fitting } else { 0.0 };
        }
        o.costs += (added - taken) * h.hour_costs;
        o.work += (added - taken) * h.hour_work;
        let late = |slot: u8, hours: f64| if slot > 0 { hours } else { 0.0 };
        o.late_hours = late(more, added) - less.map_or(0.0, |s| late(s, taken));
    }

    fn outcome(&self, about: Subject) -> IdeaOutcome {
        let (rules, h) = (self.rules, self.home);
        let added = self.left.added(rules, about, h.scale);
        let visits = self.visits();
        let mut o = IdeaOutcome {
            costs: rules.fading * rules.cost,
            work: rules.fading * rules.staff_hours * self.purse.wage,
            ..IdeaOutcome::default()
        };
        match about {
            Subject::Hours { more, less } => self.open(&mut o, added, more, less),
            Subject::Programme { more, less } => {
                o.visits[usize::from(more)] = visits[usize::from(more)] * added;
                o.visits[usize::from(less)] = -visits[usize::from(less)] * added * rules.fit_lost;
            }
            // Who is told and did not know comes as often as who knows, for a year.
            Subject::Outreach => {
                let told = added * h.referred * (1.0 - h.aware) * 52.0;
                let living: f64 = h.residents.iter().sum();
                let known = (h.aware * living).max(1.0);
                o.visits = visits.map(|v| v / known * told);
            }
            Subject::Money => {
                o.union_pays = rules.fading * rules.money;
                o.for_all = o.union_pays * (1.0 + self.interests.need * self.purse.need);
            }
            Subject::Rules => o.for_all = self.interests.rule * (1.0 - self.purse.routines),
        }
        o
    }
}
