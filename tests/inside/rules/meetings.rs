//! The monthly meeting on public affairs (7.237–7.239): who is willing, who comes, and what all learn of it.
//!
//! Weights are so large that the probabilities are 0 or 1.

use super::County;
use crate::world::agents::residents::block::{Block, kind, state};
use crate::world::blueprint::Settings;
use crate::world::exchange::Offer;
use serde_json::{Value, json};

const PEOPLE: usize = 256;

/// Of 256 people every second is of age and every fourth knows of the home; efficacy 0.4.
struct Town(County);

impl Town {
    fn new(set: impl FnOnce(&mut Settings)) -> Town {
        let mut town = Town(County::governed(&[PEOPLE as i64], |s| {
            let affairs = &mut s.residents.affairs;
            (affairs.spillover, affairs.efficacy, affairs.asked) = (0.0, 0.0, 0.0);
            (affairs.attend, affairs.attend_efficacy) = (50.0, 0.0);
            (affairs.learning_present, affairs.learning_aware) = (0.1, 0.02);
            set(s);
        }));
        town.fill("kind", |i| json!(kind::PRESENT | if adult(i) { kind::ADULT } else { 0 }));
        town.fill("state", |i| json!(if i.is_multiple_of(4) || i % 4 == 1 { state::AWARE } else { 0 }));
        town.fill("efficacy", |_| json!(0.4));
        town.fill("weeks", |_| json!(0));
        town.fill("asked", |_| json!(0));
        town
    }

    fn fill(&mut self, name: &str, of: impl Fn(usize) -> Value) {
        let place = format!("/communities/0/residents/chunks/0/blocks/0/{name}");
        self.0.set(&[(&place, Value::Array((0..PEOPLE).map(of).collect()))]);
    }

    /// A willingness of σ(`base`) where nothing is added: what is kept is the odds against.
    fn base(&mut self, base: f64) {
        self.fill("reluctance", |_| json!(libm::exp(-base)));
    }

    /// The block and how many came, after a week with a meeting.
    fn meet(&self, carried_share: Option<f64>) -> (Block, f64) {
        let settings = &self.0.blueprint.settings;
        let offer = Offer { meeting: true, carried_share, ..Offer::default() };
        let mut residents = self.0.world.communities()[0].residents.clone();
        let key = self.0.world.key();
        let tally = residents.visit_and_remember(&settings.residents, &settings.mechanisms, &offer, key, 4);
        (residents.blocks().next().expect("a block").clone(), tally.attending)
    }
}

fn adult(i: usize) -> bool {
    i.is_multiple_of(2)
}

#[test]
fn the_willing_of_age_come_and_learn_most() {
    let mut town = Town::new(|_| ());
    // Everybody is willing: all 128 adults come, and move by 0.1 towards the carried share of 0.9.
    town.base(50.0);
    let (b, came) = town.meet(Some(0.9));
    assert_eq!(came, 128.0);
    for who in 0..PEOPLE {
        let expected = if adult(who) { 0.45 } else { 0.4 };
        assert!((b.efficacy[who] - expected).abs() < 1e-6, "{who}: {}", b.efficacy[who]);
    }
    // Nobody is: the 64 aware adults hear of it, 0.4 + 0.02·(0.9 − 0.4); neither children nor the unaware do.
    town.base(-50.0);
    let (b, came) = town.meet(Some(0.9));
    assert_eq!(came, 0.0);
    for who in 0..PEOPLE {
        let expected = if who.is_multiple_of(4) { 0.41 } else { 0.4 };
        assert!((b.efficacy[who] - expected).abs() < 1e-6, "{who}: {}", b.efficacy[who]);
    }
    // While nothing was proposed nobody learns anything, though all come.
    town.base(50.0);
    let (b, came) = town.meet(None);
    assert_eq!(came, 128.0);
    assert!(b.efficacy.iter().all(|efficacy| *efficacy == 0.4));
    // The willing stay at home where nobody goes to meetings.
    let mut tired = Town::new(|s| s.residents.affairs.attend = -50.0);
    tired.base(50.0);
    assert_eq!(tired.meet(Some(0.9)).1, 0.0);
}

#[test]
fn use_efficacy_and_having_been_asked_make_willing() {
    // Each lifts a base of −50 to +50. The mark of a user goes with the weeks, and asking is over when its
    // weeks are.
    let came = |set: &dyn Fn(&mut Settings), column: &str, of: &dyn Fn(usize) -> Value| {
        let mut town = Town::new(set);
        town.base(-50.0);
        town.fill(column, of);
        if column == "weeks" {
            town.fill("state", |_| json!(state::MET_CROWD));
        }
        town.meet(None).1
    };
    let half = |i: usize| i.is_multiple_of(4);
    let by = |i: usize, yes: u64, no: u64| json!(if half(i) { yes } else { no });
    let user: &dyn Fn(&mut Settings) = &|s| s.residents.affairs.spillover = 100.0;
    assert_eq!(came(user, "weeks", &|i| by(i, 1, 0)), 64.0);
    assert_eq!(came(user, "weeks", &|i| by(i, 1 << 11, 1 << 12)), 64.0, "13 weeks make a user");
    let asked: &dyn Fn(&mut Settings) = &|s| s.residents.affairs.asked = 100.0;
    assert_eq!(came(asked, "asked", &|i| by(i, 2, 1)), 64.0, "after a week has faded");
    let efficacy: &dyn Fn(&mut Settings) = &|s| s.residents.affairs.efficacy = 100.0;
    assert_eq!(came(efficacy, "efficacy", &|i| by(i, 1, 0)), 64.0);
    // (7.313) Efficacy also brings the willing out: −50 + 100·E.
    let outward: &dyn Fn(&mut Settings) = &|s| {
        (s.residents.affairs.attend, s.residents.affairs.attend_efficacy) = (-50.0, 100.0);
        s.residents.affairs.asked = 100.0;
    };
    let mut town = Town::new(outward);
    town.base(50.0);
    town.fill("efficacy", |i| by(i, 1, 0));
    assert_eq!(town.meet(None).1, 64.0);
}

#[test]
fn without_its_link_the_home_makes_nobody_willing() {
    let mut town = Town::new(|s| {
        s.mechanisms.spillover = false;
        let affairs = &mut s.residents.affairs;
        (affairs.spillover, affairs.asked, affairs.efficacy) = (100.0, 100.0, 100.0);
        affairs.first_efficacy = 0.5;
    });
    town.fill("asked", |_| json!(9));
    town.fill("weeks", |_| json!(1));
    town.fill("state", |_| json!(state::MET_CROWD));
    town.fill("efficacy", |_| json!(1.0));
    // What stands for efficacy is 100·0.5 for everybody: not enough for −80, enough for −25.
    town.base(-80.0);
    assert_eq!(town.meet(None).1, 0.0);
    town.base(-25.0);
    assert_eq!(town.meet(None).1, 128.0);
}
