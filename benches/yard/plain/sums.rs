//! What is written down of a week.

use super::resident::Resident;
use commonroom::internals::Channel;

/// Sums over the residents: those of the simulator's records.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    pub visits: u32,
    pub first_visits: u32,
    pub turned_away: u32,
    pub event_attendance: u32,
    pub prizes: u32,
    pub ties_of_visitors: u32,
    pub ties_who_come: u32,
    pub by_staff: u32,
    pub by_friend: u32,
    pub by_self: u32,
    pub stopped: u32,
    pub hours_offered: f64,
    pub in_need: f64,
    pub dropped_in: u32,
    pub attending: u32,
    pub came: u32,
    pub came_4_weeks: u32,
    pub ever: u32,
    pub ever_adults: u32,
    pub regular: u32,
    pub regular_adults: u32,
    pub member: u32,
    pub users: u32,
    pub adult_users: u32,
    pub union_members_came_4_weeks: u32,
    pub aware: u32,
    pub aware_adults: u32,
    pub users_by: [u32; 4],
    pub can_name_operator: u32,
    pub business_aware_adults: u32,
    pub volunteers: u32,
    pub volunteers_anywhere: u32,
    pub stayers: u32,
    pub satisfaction_users: f64,
    pub satisfaction_aware: f64,
    pub trust_users: f64,
    pub trust_aware: f64,
    pub belief_aware_adults: f64,
    pub belief_users: f64,
    pub doubt_aware_adults: f64,
    pub willing: f64,
    pub willing_by_selection: f64,
    pub willing_users: f64,
    pub willing_users_by_selection: f64,
    pub willing_stayers: f64,
    pub efficacy_adults: f64,
}

impl Sums {
    /// Add one resident, who is willing with that probability (adults).
    pub(crate) fn add(&mut self, r: &Resident, willing: f32) {
        let (user, lately) = (r.user(), r.lately());
        self.came += u32::from(r.weeks & 1 != 0);
        self.came_4_weeks += u32::from(lately);
        self.union_members_came_4_weeks += u32::from(lately && r.member);
        self.volunteers += u32::from(r.volunteer > 0);
        if r.visits > 0 {
            let year = r.in_year();
            self.ever += 1;
            self.ever_adults += u32::from(r.adult);
            self.regular += u32::from(year >= 6);
            self.regular_adults += u32::from(year >= 6 && r.adult);
            self.member += u32::from(year >= 9);
        }
        if user {
            self.users += 1;
            self.users_by[usize::from(r.channel)] += 1;
            self.satisfaction_users += f64::from(r.satisfaction);
            self.trust_users += f64::from(r.trust);
            self.belief_users += f64::from(r.belief);
        }
        if r.aware {
            self.aware += 1;
            self.satisfaction_aware += f64::from(r.satisfaction);
            self.trust_aware += f64::from(r.trust);
        }
        if r.adult {
            self.add_adult(r, user, willing);
        }
    }

    fn add_adult(&mut self, r: &Resident, user: bool, willing: f32) {
        self.willing += f64::from(willing);
        self.willing_by_selection += f64::from(r.selection);
        self.efficacy_adults += f64::from(r.efficacy);
        self.volunteers_anywhere += u32::from(r.volunteer > 0 || r.helps_elsewhere);
        if r.aware {
            self.aware_adults += 1;
            self.belief_aware_adults += f64::from(r.belief);
            self.doubt_aware_adults += f64::from((r.belief / r.disposition).min(1.0));
            self.can_name_operator += u32::from(r.visits >= 3 || r.channel == Channel::Brand as u8);
            self.business_aware_adults += u32::from(r.belief > 0.5);
        }
        if user {
            self.adult_users += 1;
            self.willing_users += f64::from(willing);
            self.willing_users_by_selection += f64::from(r.selection);
            if r.user_before {
                self.stayers += 1;
                self.willing_stayers += f64::from(willing);
            }
        }
    }
}
