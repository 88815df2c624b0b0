//! The week of the council: which matters arise, and what of the adopted ones is carried out.

use crate::random::{KeyedStream, Purpose, uniform};
use crate::units::Week;
use crate::world::agents::union::votes::{Raised, Votes};
use crate::world::agents::union::{Union, UnionRules};
use crate::world::exchange::{Actor, Body, Event, EventKind, Subject};
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

/// Who draws whether a part of a matter makes a whole one.
const PART: u32 = 1_001;
/// Numbers of residents' matters begin here; a place has fewer of others.
const OF_RESIDENTS: u32 = 1_000_000;

impl UnionRules {
    /// The body that proposes for a uniform number: the parts of the four laid end to end.
    fn proposer(&self, u: f64) -> Body {
        let first = self.proposes_union;
        let second = first + self.proposes_agency;
        let edges = [first, second, second + self.proposes_committee];
        Body::ALL[edges.iter().filter(|edge| u >= **edge).count()]
    }
}

impl Votes<'_> {
    /// Matters of a home that arise this month without residents: by its population, parts of one by chance.
    fn arising(&self, home: usize) -> u32 {
        let expected = self.rules.matters as f64 * self.homes[home].scale;
        let word = self.key.draw(PART, self.homes[home].place, self.week, Purpose::Proposal, 0)[0];
        libm::floor(expected + f64::from(uniform(word))) as u32
    }

    fn monthly(&self) -> bool {
        self.week.rem_euclid(4) == 0
    }

    /// The meetings of a year of 13 months are spread evenly over it.
    fn meets(&self) -> bool {
        let (month, meets) = (self.week.div_euclid(4), self.levers.council.meets as i32);
        self.monthly() && (month * meets).div_euclid(13) != ((month - 1) * meets).div_euclid(13)
    }
}

impl Union {
    /// Under government the agency decides what arises alone: nothing is joint.
    pub(crate) fn agency_decides_alone(&mut self, votes: &Votes) {
        if votes.monthly() {
            let arising: u32 = (0..votes.homes.len()).map(|home| votes.arising(home)).sum();
            self.now.raised += arising;
            self.now.decided += arising;
        }
    }

    /// A week's decisions while an organization runs the homes. Returns what was carried out; at most
    /// `affordable` matters are.
    pub(crate) fn decide(&mut self, votes: &Votes, affordable: u32, events: &mut Vec<Event>) -> Carried {
        for (left, home) in self.homes.iter_mut().zip(votes.homes) {
            left.attending.iter_mut().zip(home.attending).for_each(|(sum, now)| *sum += now);
        }
        for home in 0..votes.homes.len() {
            let place = votes.homes[home].place;
            for number in 0..if votes.monthly() { votes.arising(home) } else { 0 } {
                let word = votes.key.draw(number, place, votes.week, Purpose::Proposal, 0)[0];
                let proposer = votes.rules.proposer(f64::from(uniform(word)));
                events.push(self.vote(votes, Raised { home, proposer, number }));
            }
            for n in 0..if votes.meets() { self.residents_propose(votes, home) } else { 0 } {
                // Draws of their own, whatever arises besides.
                let number = OF_RESIDENTS + n;
                events.push(self.vote(votes, Raised { home, proposer: Body::Residents, number }));
            }
        }
        self.carry_out(votes, affordable, events)
    }

    /// Who came to the meetings since the council last met speaks for the residents, and proposes.
    fn residents_propose(&mut self, votes: &Votes, home: usize) -> u32 {
        let (left, seen) = (&mut self.homes[home], &votes.homes[home]);
        left.represented = std::mem::take(&mut left.attending);
        let attendance: f64 = left.represented.iter().sum();
        let mean = votes.rules.proposals * attendance * votes.levers.council.seats;
        let Ok(number) = Poisson::new(mean.min(1e6)) else { return 0 };
        let mut stream: KeyedStream = votes.key.stream(1_000, seen.place, votes.week, Purpose::Proposal);
        let wished: f64 = number.sample(&mut stream);
        let agenda = libm::ceil(votes.rules.agenda as f64 * seen.scale) as u32;
        (wished as u32).min(agenda)
    }

    fn carry_out(&mut self, votes: &Votes, affordable: u32, events: &mut Vec<Event>) -> Carried {
        let (rules, week): (_, Week) = (votes.rules, votes.week);
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
            carried.money += u32::from(matter.about == Subject::Money);
            carried.rules += u32::from(matter.about == Subject::Rules);
            let home = matter.home as usize;
            self.homes[home].put_into_effect(rules, matter.about, votes.homes[home].scale);
            let kind = EventKind::CarriedOut { about: matter.about };
            events.push(Event::of_community(week, matter.home, Actor::Union, kind));
        }
        carried
    }
}
