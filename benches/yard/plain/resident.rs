//! A resident.

use commonroom::internals::{Block, Channel, LANES, ResidentRules, Residents, affairs, kind, state};

/// Everything about one resident.
#[derive(Default)]
pub(crate) struct Resident {
    pub ties: Vec<u32>,
    /// Group + 4 for a union member.
    pub class: usize,
    pub member: bool,
    pub adult: bool,
    pub going: f32,
    pub price: f32,
    pub civic: f32,
    /// The fixed part of willingness.
    pub civic_base: f32,
    /// Willingness without anything that the home does.
    pub selection: f32,
    pub interests: [f32; 6],
    /// exp(match × interest) × exp(event): what an event of each service is to this resident.
    pub event_odds: [f32; 6],
    pub disposition: f32,
    pub helps_elsewhere: bool,
    /// exp(going + interest match), follows the programme.
    pub pull: f32,
    pub aware: bool,
    /// How it learned of the home, as [`Channel`].
    pub channel: u8,
    pub user_before: bool,
    /// Weeks with a visit, bit 0 the newest.
    pub weeks: u64,
    pub visits: u32,
    pub habit: f32,
    pub expect: f32,
    pub satisfaction: f32,
    pub trust: f32,
    pub belief: f32,
    pub efficacy: f32,
    pub volunteer: u8,
    pub asked: u32,
}

impl Resident {
    /// Came in the last 13 weeks.
    pub(crate) fn user(&self) -> bool {
        self.weeks & ((1 << 13) - 1) != 0
    }

    /// Came in the last four weeks.
    pub(crate) fn lately(&self) -> bool {
        self.weeks & 0b1111 != 0
    }

    /// Weeks with a visit in the last 52.
    pub(crate) fn in_year(&self) -> u32 {
        (self.weeks & ((1 << 52) - 1)).count_ones()
    }

    /// Somebody else in the same place: traits and ties stay.
    pub(crate) fn replace(&mut self, rules: &ResidentRules) {
        self.aware = false;
        self.channel = Channel::Signs as u8;
        self.user_before = false;
        self.weeks = 0;
        self.visits = 0;
        self.habit = 0.0;
        self.expect = rules.memory.first_expectation as f32;
        self.satisfaction = 0.5;
        self.trust = 0.5;
        self.belief = self.disposition;
        self.efficacy = rules.affairs.first_efficacy as f32;
        self.volunteer = 0;
        self.asked = 0;
    }
}

/// The simulator's people as it founds them.
pub(crate) fn settle(rules: &ResidentRules, residents: &Residents) -> Vec<Resident> {
    let mut people = Vec::with_capacity(residents.population() as usize);
    for (b, block) in residents.blocks().enumerate() {
        for lane in (0..LANES).filter(|lane| block.kind[*lane] & kind::PRESENT != 0) {
            let mut resident = person(
                rules,
                block,
                lane,
                &residents.ties().of((b * LANES + lane) as u32).iter().collect::<Vec<_>>(),
            );
            resident.replace(rules);
            resident.aware = block.state[lane] & state::AWARE != 0;
            people.push(resident);
        }
    }
    people
}

/// Traits and ties; the state is that of nobody yet.
fn person(rules: &ResidentRules, block: &Block, lane: usize, ties: &[u32]) -> Resident {
    let marks = block.kind[lane];
    let member = marks & kind::MEMBER != 0;
    let civic_base = -block.reluctance[lane].ln();
    let first = (rules.affairs.efficacy * rules.affairs.first_efficacy) as f32;
    let interests: [f32; 6] = std::array::from_fn(|s| f32::from(block.interests[s].0[lane]) / 32.0);
    Resident {
        ties: ties.to_vec(),
        class: usize::from(marks & kind::GROUP) + 4 * usize::from(member),
        member,
        adult: marks & kind::ADULT != 0,
        going: block.going[lane],
        price: block.price[lane],
        civic: affairs::civic_of(&rules.affairs, civic_base, marks >> kind::AGE_SHIFT, ties.len()),
        civic_base,
        selection: logistic(civic_base + first),
        interests,
        event_odds: interests
            .map(|i| (rules.choice.event_match as f32 * i + rules.choice.event as f32).exp()),
        disposition: f32::from(block.disposition[lane]) / 255.0,
        helps_elsewhere: block.elsewhere[lane] != 0,
        ..Resident::default()
    }
}

/// 1 / (1 + exp(−x)).
pub(crate) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
