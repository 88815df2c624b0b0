//! What the organization spends its hours on, and what it can do: lists by name instead of by number.

use serde::{Deserialize, Serialize};
use std::ops::{Index, IndexMut};

/// Where an hour of work goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Activity {
    /// Receiving those who drop in.
    Reception,
    /// Holding events.
    Events,
    /// Working on the quality of service.
    Quality,
    /// Going out to residents and asking them to lend a hand.
    Outreach,
    /// Raising funds.
    Fundraising,
    /// Keeping the papers that are assessed.
    Paperwork,
    /// Learning, and writing down how things are done.
    Learning,
}

impl Activity {
    /// All, in order.
    pub const ALL: [Activity; 7] = [
        Activity::Reception,
        Activity::Events,
        Activity::Quality,
        Activity::Outreach,
        Activity::Fundraising,
        Activity::Paperwork,
        Activity::Learning,
    ];
}

/// A number for each activity, such as its share of all effort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ByActivity(pub [f64; 7]);

impl Index<Activity> for ByActivity {
    type Output = f64;
    fn index(&self, activity: Activity) -> &f64 {
        &self.0[activity as usize]
    }
}

impl IndexMut<Activity> for ByActivity {
    fn index_mut(&mut self, activity: Activity) -> &mut f64 {
        &mut self.0[activity as usize]
    }
}

/// What an organization can be good at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Capability {
    /// Managing staff, hours and contracts.
    Management,
    /// Raising funds.
    Fundraising,
    /// Professional service.
    Service,
}

/// A number for each capability, 0–1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ByCapability(pub [f64; 3]);

impl ByCapability {
    /// Arithmetic mean.
    pub fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / 3.0
    }

    /// Geometric mean: an organization is as able as its weakest side lets it be.
    pub fn geometric_mean(&self) -> f64 {
        libm::cbrt(self.0[0] * self.0[1] * self.0[2])
    }
}

impl Index<Capability> for ByCapability {
    type Output = f64;
    fn index(&self, capability: Capability) -> &f64 {
        &self.0[capability as usize]
    }
}

impl IndexMut<Capability> for ByCapability {
    fn index_mut(&mut self, capability: Capability) -> &mut f64 {
        &mut self.0[capability as usize]
    }
}
