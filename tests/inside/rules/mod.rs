//! What docs/model.md says, tried where it can be worked out by hand: small counties, round prices, one phase
//! at a time.
//!
//! - Who pays whom, what for, when, in which order: `payments`, `arrears`, `gifts`, `budget`
//! - Whom a budget pays, what unpaid people do; who bids, gives up, gives back: `labour`, `insolvency`
//! - Who bids, for which price, and who wins: `tender`; what else is promised and kept: `promises`
//! - Where each home has a contract of its own: `homes`
//! - What the bureau can pay in a year, what it makes of inflated reports: `bureau`
//! - In which week something happens: `schedules`, `terms`
//! - Just below, at and just above an edge: `thresholds`, `votes`, `matters`
//! - Averages move towards what comes in; skills and brand grow and fade: `averages`, `learning`
//! - What lessens something lessens it: `counterforces`
//! - What makes an organization do what it does, and what it brings: `effort`, `beliefs`, `work`, `plan`,
//!   `staff`, `growth`
//! - How grant, hours and effort answer to use: `reaction`
//! - The assessment item by item: `sheet`
//! - Who knows whom: `network`
//! - Who is let in, what a week leaves behind, who comes to the meeting: `admission`, `visits`, `meetings`
//! - Who came from elsewhere: `migrants`
//! - Wages and prices that change: `price_level`
//! - Needs, who is served, what is known of the status: `need`
//! - Indices and groups of residents: `indices`, `groups`
//! - What stands in a record, and each column of each file under its own name: `records`, `measures`,
//!   `columns`, `tables`, `study_tables`
//! - Differences between scenarios keep their sign and order, and what a unit costs: `comparisons`,
//!   `pricing`, `side_by_side`
//! - What breaks is no choice, though it is cheap: `breaks`
//!
//! Where a draw would decide, its probability is set to 0 or 1, or two worlds with the same draws are held
//! against each other: no test here depends on which random world it meets.

mod admission;
mod arrears;
mod averages;
mod beliefs;
mod breaks;
mod budget;
mod bureau;
mod columns;
mod comparisons;
mod counterforces;
mod effort;
mod gifts;
mod groups;
mod growth;
mod homes;
mod insolvency;
mod indices;
mod interests;
mod labour;
mod learning;
mod matters;
mod measures;
mod meetings;
mod migrants;
mod need;
mod network;
mod partners;
mod payments;
mod plan;
mod price_level;
mod pricing;
mod promises;
mod reaction;
mod records;
mod schedules;
mod sheet;
mod side_by_side;
mod staff;
mod study_tables;
mod tables;
mod tender;
mod terms;
mod thresholds;
mod visits;
mod votes;
mod wear;
mod work;

use crate::inside::common::{as_data, from_data};
use crate::levers::operator::OperatorKind;
use crate::units::Week;
use crate::world::World;
use crate::world::blueprint::{Bidder, Blueprint, CommunityBlueprint, Settings};
use crate::world::ledger::{Account, For, Payment};
use crate::world::phases::decide;
use crate::world::phases::now::Now;
use serde_json::Value;

/// A county of which single phases are lived.
struct County {
    blueprint: Blueprint,
    world: World,
}

impl County {
    /// Just founded, one community for each population; the government runs the homes.
    fn governed(populations: &[i64], set: impl FnOnce(&mut Settings)) -> County {
        County::may_bid(populations, vec![], set)
    }

    /// The same where bodies may bid.
    fn may_bid(populations: &[i64], bidders: Vec<Bidder>, set: impl FnOnce(&mut Settings)) -> County {
        let mut settings = Settings::default();
        set(&mut settings);
        let community = |population: &i64| CommunityBlueprint {
            name: format!("home of {population}"),
            residents: crate::world::agents::residents::ResidentsSetup {
                population: *population,
                ..Default::default()
            },
            home: settings.home.clone(),
            roster: None,
        };
        let communities = populations.iter().map(community).collect();
        let blueprint = Blueprint {
            settings,
            weeks: 260,
            timeline: vec![],
            rules: vec![],
            bidders,
            groups: vec![],
            communities,
        };
        let world = World::new(&blueprint, 1, 1);
        County { blueprint, world }
    }

    /// The same with a social organization whose contract begins in week 1.
    fn operated(populations: &[i64], set: impl FnOnce(&mut Settings)) -> County {
        let mut county = County::governed(populations, |settings| {
            settings.levers.operator.kind = OperatorKind::SocialOrganization;
            settings.levers.operator.from = 1;
            set(settings);
        });
        // With the posts that are wished for, whether or not a budget of so small a place would pay for them.
        let settings = &mut county.blueprint.settings;
        let (money, staff) = (settings.mechanisms.money, settings.organization.offering.grant_to_staff);
        (settings.mechanisms.money, settings.organization.offering.grant_to_staff) = (false, 0.0);
        county.live(1, decide::contract);
        let settings = &mut county.blueprint.settings;
        (settings.mechanisms.money, settings.organization.offering.grant_to_staff) = (money, staff);
        county
    }

    /// Live one phase of a week.
    fn live<T>(&mut self, week: Week, phase: impl FnOnce(&mut World, &Now) -> T) -> T {
        let (base, key) = (&self.blueprint.settings, self.world.key());
        let own = self.world.own_settings();
        let settings = own.as_deref().unwrap_or(base);
        let (levers, places) = (self.blueprint.levers_at(week), &self.blueprint.communities[..]);
        let now = Now { week, levers, settings, base, places, key, own_key: key, part: 1.0 };
        phase(&mut self.world, &now)
    }

    /// The payments that a phase of a week makes.
    fn paid(&mut self, week: Week, phase: impl FnOnce(&mut World, &Now)) -> Vec<Payment> {
        let before = self.world.payments().len();
        self.live(week, phase);
        self.world.payments()[before..].to_vec()
    }

    /// A world is plain data: the parts at these places of it are set.
    fn set(&mut self, parts: &[(&str, Value)]) {
        let mut data = as_data(&self.world);
        for (place, value) in parts {
            *data.pointer_mut(place).unwrap_or_else(|| panic!("a world has no {place}")) = value.clone();
        }
        self.world = from_data(&data);
    }

    /// What stands at a place of the world.
    fn get(&self, place: &str) -> Value {
        let data = as_data(&self.world);
        data.pointer(place).unwrap_or_else(|| panic!("a world has no {place}")).clone()
    }

    /// A number at a place of the world.
    fn number(&self, place: &str) -> f64 {
        self.get(place).as_f64().unwrap_or_else(|| panic!("{place} is no number"))
    }
}

/// A payment over all communities: who pays, who receives, what for, fen by community.
type Row = (Account, Account, For, Vec<i64>);

/// Payments as rows: the entries of one payment stand one after another, communities ascending.
fn rows(payments: &[Payment], communities: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut last = None;
    for p in payments {
        let same =
            |row: &&mut Row| (row.0, row.1, row.2) == (p.from, p.to, p.purpose) && last < Some(p.community);
        match rows.last_mut().filter(same) {
            Some(row) => row.3[p.community as usize] = p.amount.0,
            None => {
                let mut fen = vec![0; communities];
                fen[p.community as usize] = p.amount.0;
                rows.push((p.from, p.to, p.purpose, fen));
            }
        }
        last = Some(p.community);
    }
    rows
}

/// Equal but for rounding.
fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * (1.0 + expected.abs())
}

/// Asserts that two numbers are equal but for rounding.
macro_rules! assert_near {
    ($found:expr, $expected:expr $(, $($about:tt)+)?) => {{
        let (found, expected): (f64, f64) = ($found, $expected);
        assert!($crate::inside::rules::near(found, expected), "{} is {found}, not {expected}{}",
            stringify!($found), String::new() $(+ ": " + &format!($($about)+))?);
    }};
}
use assert_near;
