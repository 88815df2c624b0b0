//! The residents of one community: many, as columns in blocks of 256.
//!
//! Nobody outside touches a column. The verbs: [`week::Residents::hear_and_choose`] (talk, move, wish for
//! seats), the home admits, then [`week::Residents::visit_and_remember`] (what the week leaves behind, and
//! the sums that are written down).
//!
//! - The columns → `block`; who lives in them → `group`, `ages`, `traits`, `interests`, `network`; the groups
//!   that a scenario names → `own_groups`
//! - The two passes of a week → `week`, `first_pass`, `second_pass`, with what is the same for all in
//!   `week_terms`
//! - Whom the week may touch, before anything is worked out → `touched`
//! - Hearing of the home → `talk`; moving → `arrival`
//! - Coming: the odds → `choice`; who is free when → `free_hours`; who would come if nothing stood in the way
//!   → `need`
//! - Who came from elsewhere, and what that changes → `migrants`
//! - What stands in the way of coming → `obstacle`; what goes into the odds, term by term → `odds_terms`
//! - Which slots and events → `slots`; the wishes → `wishes`
//! - What a visit leaves behind → `memory`; volunteering → `volunteering`
//! - Public affairs → `affairs`, and what the home adds to them → `influence`
//! - What a week hands on → `lists`, `tally`
//! - Seen from outside → `view`; taken over from another life → `take_over`
//! - Draws and instructions → `draws`, `by_normal`, `processor`

pub mod affairs;
mod ages;
pub(crate) mod arrival;
pub(crate) mod block;
mod by_normal;
pub(crate) mod choice;
mod draws;
mod first_pass;
mod free_hours;
pub(crate) mod group;
mod influence;
pub(crate) mod interests;
mod lists;
mod marks;
pub(crate) mod memory;
pub(crate) mod migrants;
mod need;
pub(crate) mod network;
pub(crate) mod obstacle;
pub(crate) mod odds_terms;
pub(crate) mod own_groups;
pub(crate) mod processor;
mod second_pass;
mod slots;
pub(crate) mod take_over;
pub(crate) mod talk;
pub(crate) mod tally;
mod touched;
pub(crate) mod traits;
pub(crate) mod view;
pub(crate) mod volunteering;
pub(crate) mod week;
mod week_terms;
mod wishes;

use crate::settings;
use crate::tables;

settings! {
    /// The people of a community.
    pub struct ResidentsSetup = "residents" {
        /// Residents of the community.
        population: i64 = 10_000, in [1, 100_000_000], "people",
            Literature "Shenzhen plans one centre per 15,000-20,000 residents; a county town is smaller",
            zh "居民人数";
        /// Share of children and teenagers.
        child_teen: f64 = 0.24, in [0.0, 1.0], "share",
            Literature "Jiangxi census 2020: 21.96% are 0-14; the split of groups is an assumption";
        /// Share of carers at home.
        carer: f64 = 0.07, in [0.0, 1.0], "share", Assumption "split of the census groups";
        /// Share of elders (60 and older). The rest works.
        elder: f64 = 0.17, in [0.0, 1.0], "share", Literature "Jiangxi census 2020: 16.87% are 60 and older";
        /// Share of the working who are union members.
        union_member: f64 = 0.55, in [0.0, 1.0], "share", Assumption "range 0.3-0.8";
        /// Share of residents who came from elsewhere to work, and their families.
        migrant_share: f64 = 0.0, in [0.0, 1.0], "share",
            Assumption "none unless a scenario says so: in a county town most are from the county";
        /// Mean of the initial belief that the operator is commercial.
        belief: f64 = 0.5, in [0.05, 0.95], "share",
            Assumption "range 0.2-0.6; 86% do not understand how the estate is run (Shanghai 2014)",
            plausible [0.2, 0.6];
        /// Standard deviation of that belief between residents.
        belief_sd: f64 = 0.2, in [0.01, 0.28], "share", Assumption "no source";
    }
}

tables! {
    /// Everything that is set about residents.
    pub struct ResidentRules {
        /// Who they are.
        people: ResidentsSetup,
        /// Their fixed traits.
        traits: traits::Traits,
        /// How old each group is.
        ages: ages::Ages,
        /// How migrants differ.
        migrants: migrants::MigrantRules,
        /// What each group is interested in.
        interests: interests::Interests,
        /// Who knows whom.
        network: network::Network,
        /// Moving in and out.
        arrival: arrival::Arrival,
        /// Hearing of the home.
        talk: talk::Talk,
        /// Coming.
        choice: choice::Choice,
        /// What a visit leaves behind.
        memory: memory::MemoryRules,
        /// Volunteering.
        volunteering: volunteering::Volunteering,
        /// Public affairs.
        affairs: affairs::Affairs,
    }
}

// Columns by slot: weekday daytime, evening, weekend. Columns by service: culture and arts, sport and health,
// care of elders, children and parenting, skills and employment, rights and legal aid.
