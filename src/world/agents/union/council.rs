//! The week of the council: which matters arise, and what of the adopted ones is carried out.

use crate::random::{KeyedStream, Purpose, uniform};
use crate::units::Week;
use crate::world::agents::union::votes::Votes;
use crate::world::agents::union::{Union, UnionRules};
use crate::world::exchange::{Actor, Body, Event, EventKind, MatterKind};
use rand_distr::{Distribution, Poisson};
use serde::{Deserialize, Serialize};

/// What was carried out in a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Carried {
    /// Matters in all; each costs.
    pub matters: u32,
    /// Matters of money.
    pub money: u32,
    /// Rules.
    pub rules: u32,
}

impl UnionRules {
    /// The body that proposes for a uniform number: the parts of the four laid end to end.
    fn proposer(&self, u: f64) -> Body {
        let first = self.proposes_union;
        let second = first + self.proposes_agency;
        let edges = [first, second, second + self.proposes_committee];
        Body::ALL[edges.iter().filter(|edge| u >= **edge).count()]
    }
}

impl Union {
    /// A week's decisions while an organization runs the home. Returns what was carried out; at most
    /// `affordable` matters are.
    pub(crate) fn decide(
        &mut self,
        votes: &Votes,
        attending: f64,
        affordable: u32,
        events: &mut Vec<Event>,
    ) -> Carried {
        let (rules, week) = (votes.rules, votes.week);
        self.attending += attending;
        if week.rem_euclid(4) == 0 {
            for n in 0..rules.matters as u32 {
                let word = votes.key.draw(n, 0, week, Purpose::Proposal, 0)[0];
                events.push(self.vote(votes, rules.proposer(f64::from(uniform(word))), n));
            }
            let month = week.div_euclid(4);
            let meets = votes.levers.council.meets as i32;
            // The meetings of a year of 13 months are spread evenly over it.
            if (month * meets).div_euclid(13) != ((month - 1) * meets).div_euclid(13) {
                for n in 0..self.residents_propose(votes) {
                    // Numbers from 100 on: draws of their own.
                    events.push(self.vote(votes, Body::Residents, 100 + n));
                }
            }
        }
        self.carry_out(rules, affordable, week, events)
    }

    fn residents_propose(&mut self, votes: &Votes) -> u32 {
        let mean = votes.rules.proposals * self.attending * votes.levers.council.seats;
        self.attending = 0.0;
        let Ok(number) = Poisson::new(mean.min(1e6)) else { return 0 };
        let mut stream: KeyedStream = votes.key.stream(1_000, 0, votes.week, Purpose::Proposal);
        let wished: f64 = number.sample(&mut stream);
        (wished as u32).min(votes.rules.agenda as u32)
    }

    fn carry_out(
        &mut self,
        rules: &UnionRules,
        affordable: u32,
        week: Week,
        events: &mut Vec<Event>,
    ) -> Carried {
        let mut carried = Carried::default();
        let mut n = 0;
        while n < self.waiting.len() {
            let matter = self.waiting[n];
            if matter.due > week {
                n += 1;
                continue;
            }
            if carried.matters >= affordable {
                // It lies, and after a year it is forgotten.
                if matter.due + 52 <= week {
                    self.waiting.remove(n);
                } else {
                    n += 1;
                }
                continue;
            }
            self.waiting.remove(n);
            carried.matters += 1;
            self.now.carried += 1;
            if matter.of_residents {
                let waited = f64::from(week - matter.since);
                self.now.carried_of_residents += 1;
                self.now.in_time += if waited > rules.in_time { rules.in_time / waited } else { 1.0 };
            }
            self.put_into_effect(rules, matter.about, &mut carried);
            let kind = EventKind::CarriedOut { about: matter.about };
            events.push(Event::of_county(week, Actor::Union, kind));
        }
        carried
    }

    fn put_into_effect(&mut self, rules: &UnionRules, about: MatterKind, carried: &mut Carried) {
        match about {
            MatterKind::Hours => self.hours = (self.hours + rules.hours).min(rules.most_hours * rules.hours),
            MatterKind::Programme => self.fit = (self.fit + rules.fit).min(rules.most * rules.fit),
            MatterKind::Money => carried.money += 1,
            MatterKind::Rules => carried.rules += 1,
            MatterKind::Outreach => {
                self.outreach = (self.outreach + rules.outreach).min(rules.most * rules.outreach);
            }
        }
    }
}
