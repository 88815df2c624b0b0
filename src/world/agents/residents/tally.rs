//! The sums of one community's week over its residents, taken block by block in a fixed order.

use crate::random::exp;
use crate::world::agents::residents::block::{Block, LANES, kind, state};
use crate::world::agents::residents::influence::Influence;
use crate::world::agents::residents::marks::Marks;
use crate::world::agents::residents::talk::Channel;
use crate::world::record::Record;

/// Sums over residents. f64: counts are exact, sums of shares are added block after block.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)] // the names are those of the record
pub struct Tally {
    pub visits: f64,
    pub first_visits: f64,
    pub turned_away: f64,
    pub event_attendance: f64,
    pub prizes: f64,
    pub in_need: f64,
    pub in_need_as_served: f64,
    pub dropped_in: f64,
    pub ties_of_visitors: f64,
    pub ties_who_come: f64,
    pub by_staff: f64,
    pub by_friend: f64,
    pub by_self: f64,
    pub stopped: f64,
    pub hours_offered: f64,
    pub lending: f64,
    pub worn: f64,
    pub attending: f64,
    pub attending_by_group: [f64; 4],
    counts: [u64; Count::ALL.len()],
    sums: [f64; Sum::ALL.len()],
}

/// Places in a row of sums, each with the field of the record that it becomes.
macro_rules! places {
    ($(#[doc = $about:literal])+ $Name:ident { $( $place:ident => $field:ident ),+ $(,)? }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy)]
        #[repr(usize)]
        enum $Name { $( $place ),+ }

        impl $Name {
            const ALL: &[$Name] = &[$( $Name::$place ),+];

            /// Put a row of sums into a record.
            fn write(row: impl Fn(usize) -> f64, r: &mut Record) {
                $( r.$field = row($Name::$place as usize); )+
            }
        }
    };
}

places! {
    /// What is counted.
    Count {
        Came => came,
        Came4Weeks => came_4_weeks,
        Ever => ever,
        EverAdults => ever_adults,
        Regular => regular,
        RegularAdults => regular_adults,
        Member => member,
        Users => users,
        AdultUsers => adult_users,
        UnionMembersCame4Weeks => union_members_came_4_weeks,
        Aware => aware,
        AwareAdults => aware_adults,
        UsersByWord => users_by_word,
        UsersByBrand => users_by_brand,
        UsersByReferral => users_by_referral,
        CanNameOperator => can_name_operator,
        BusinessAwareAdults => business_aware_adults,
        Volunteers => volunteers,
        VolunteersAnywhere => volunteers_anywhere,
        Stayers => stayers,
    }
}

places! {
    /// What is added up.
    Sum {
        SatisfactionUsers => satisfaction_users,
        SatisfactionAware => satisfaction_aware,
        TrustUsers => trust_users,
        TrustAware => trust_aware,
        BeliefAwareAdults => belief_aware_adults,
        BeliefUsers => belief_users,
        DoubtAwareAdults => doubt_aware_adults,
        Willing => willing,
        WillingBySelection => willing_by_selection,
        WillingUsers => willing_users,
        WillingUsersBySelection => willing_users_by_selection,
        WillingStayers => willing_stayers,
        EfficacyAdults => efficacy_adults,
    }
}

/// Weeks of a year with a visit from which on somebody is a regular user: a definition of the measures.
const REGULAR: u8 = 6;
/// … from which on somebody is an active member.
const MEMBER: u8 = 9;
/// Visits after which somebody can name the operator.
const CAN_NAME: u8 = 3;

impl Tally {
    /// Add another tally.
    pub(crate) fn add(&mut self, o: &Tally) {
        let pairs = [
            (&mut self.visits, o.visits),
            (&mut self.first_visits, o.first_visits),
            (&mut self.turned_away, o.turned_away),
            (&mut self.event_attendance, o.event_attendance),
            (&mut self.prizes, o.prizes),
            (&mut self.in_need, o.in_need),
            (&mut self.in_need_as_served, o.in_need_as_served),
            (&mut self.dropped_in, o.dropped_in),
            (&mut self.ties_of_visitors, o.ties_of_visitors),
            (&mut self.ties_who_come, o.ties_who_come),
            (&mut self.by_staff, o.by_staff),
            (&mut self.by_friend, o.by_friend),
            (&mut self.by_self, o.by_self),
            (&mut self.stopped, o.stopped),
            (&mut self.hours_offered, o.hours_offered),
            (&mut self.lending, o.lending),
            (&mut self.worn, o.worn),
            (&mut self.attending, o.attending),
        ];
        pairs.into_iter().for_each(|(mine, other)| *mine += other);
        self.counts.iter_mut().zip(o.counts).for_each(|(mine, other)| *mine += other);
        let sums = self.sums.iter_mut().chain(&mut self.attending_by_group);
        sums.zip(o.sums.iter().chain(&o.attending_by_group)).for_each(|(mine, other)| *mine += other);
    }

    /// Take the sums of one block (`came`: 1 for whom came this week, else 0).
    #[inline(always)]
    pub(crate) fn take(&mut self, block: &Block, came: &[u8; LANES], marks: &Marks, influence: &Influence) {
        self.count(block, came, marks);
        self.sum(block, marks, influence);
    }

    /// Counts of marks as bytes 0 or 1.
    #[inline(always)]
    fn count(&mut self, block: &Block, came: &[u8; LANES], m: &Marks) {
        let k = |lane: usize, bit: u8| u8::from(block.kind[lane] & bit != 0);
        let by = |lane: usize, channel: Channel| {
            u8::from((block.state[lane] & state::CHANNEL) >> state::CHANNEL_SHIFT == channel as u8)
        };
        let before = |lane: usize| u8::from(block.state[lane] & state::USER_BEFORE != 0);
        let home = |lane: usize| u8::from(block.volunteer[lane] != 0);
        let ever = |lane: usize| u8::from(block.visits[lane] != 0);
        let named = |lane: usize| u8::from(block.visits[lane] >= CAN_NAME) | by(lane, Channel::Brand);
        let mut counts = [0; Count::ALL.len()];
        counts[Count::Came as usize] = add_up(|i| came[i]);
        counts[Count::Came4Weeks as usize] = add_up(|i| m.four[i]);
        counts[Count::Ever as usize] = add_up(ever);
        counts[Count::EverAdults as usize] = add_up(|i| ever(i) & m.adult[i]);
        counts[Count::Regular as usize] = add_up(|i| u8::from(m.in_year[i] >= REGULAR));
        counts[Count::RegularAdults as usize] = add_up(|i| u8::from(m.in_year[i] >= REGULAR) & m.adult[i]);
        counts[Count::Member as usize] = add_up(|i| u8::from(m.in_year[i] >= MEMBER));
        counts[Count::Users as usize] = add_up(|i| m.user[i]);
        counts[Count::AdultUsers as usize] = add_up(|i| m.user[i] & m.adult[i]);
        counts[Count::UnionMembersCame4Weeks as usize] = add_up(|i| m.four[i] & k(i, kind::MEMBER));
        counts[Count::Aware as usize] = add_up(|i| m.aware[i]);
        counts[Count::AwareAdults as usize] = add_up(|i| m.aware[i] & m.adult[i]);
        counts[Count::UsersByWord as usize] = add_up(|i| m.user[i] & by(i, Channel::Word));
        counts[Count::UsersByBrand as usize] = add_up(|i| m.user[i] & by(i, Channel::Brand));
        counts[Count::UsersByReferral as usize] = add_up(|i| m.user[i] & by(i, Channel::Referral));
        counts[Count::CanNameOperator as usize] = add_up(|i| m.aware[i] & m.adult[i] & named(i));
        counts[Count::BusinessAwareAdults as usize] = add_up(|i| m.aware[i] & m.adult[i] & m.business[i]);
        counts[Count::Volunteers as usize] = add_up(home);
        counts[Count::VolunteersAnywhere as usize] =
            add_up(|i| m.adult[i] & (home(i) | u8::from(block.elsewhere[i] != 0)));
        counts[Count::Stayers as usize] = add_up(|i| m.user[i] & m.adult[i] & before(i));
        self.counts.iter_mut().zip(counts).for_each(|(mine, c)| *mine += u64::from(c));
    }

    /// Sums of shares: eight running sums side by side, so that the order of additions is the same on every
    /// machine.
    #[inline(always)]
    fn sum(&mut self, block: &Block, m: &Marks, w: &Influence) {
        const WIDTH: usize = 8;
        let mut acc = [[0.0_f32; WIDTH]; Sum::ALL.len()];
        let first = exp(-(w.efficacy * w.first_efficacy + w.first));
        for part in 0..LANES / WIDTH {
            for l in 0..WIDTH {
                let lane = part * WIDTH + l;
                let (user, aware, adult) =
                    (f32::from(m.user[lane]), f32::from(m.aware[lane]), f32::from(m.adult[lane]));
                let adult_user = user * adult;
                let asked = f32::from(block.asked[lane].min(1));
                let influence =
                    w.spillover * user + w.efficacy * block.efficacy[lane] + w.first + w.asked * asked;
                let reluctance = block.reluctance[lane];
                let willing = 1.0 / (1.0 + reluctance * exp(-influence));
                let without = 1.0 / (1.0 + reluctance * first);
                let stayer = f32::from((block.state[lane] & state::USER_BEFORE) >> 3);
                acc[Sum::SatisfactionUsers as usize][l] += user * block.satisfaction[lane];
                acc[Sum::SatisfactionAware as usize][l] += aware * block.satisfaction[lane];
                acc[Sum::TrustUsers as usize][l] += user * block.trust[lane];
                acc[Sum::TrustAware as usize][l] += aware * block.trust[lane];
                acc[Sum::BeliefAwareAdults as usize][l] += aware * adult * block.belief[lane];
                acc[Sum::BeliefUsers as usize][l] += user * block.belief[lane];
                acc[Sum::DoubtAwareAdults as usize][l] += aware * adult * doubt(block, lane);
                acc[Sum::Willing as usize][l] += adult * willing;
                acc[Sum::WillingBySelection as usize][l] += adult * without;
                acc[Sum::WillingUsers as usize][l] += adult_user * willing;
                acc[Sum::WillingUsersBySelection as usize][l] += adult_user * without;
                acc[Sum::WillingStayers as usize][l] += adult_user * stayer * willing;
                acc[Sum::EfficacyAdults as usize][l] += adult * block.efficacy[lane];
            }
        }
        for (mine, lanes) in self.sums.iter_mut().zip(acc) {
            *mine += lanes.iter().map(|x| f64::from(*x)).sum::<f64>();
        }
    }

    /// Put the sums into a record.
    pub(crate) fn write(&self, r: &mut Record) {
        (r.visits, r.first_visits) = (self.visits, self.first_visits);
        (r.dropped_in, r.turned_away) = (self.dropped_in, self.turned_away);
        (r.in_need, r.in_need_as_served) = (self.in_need, self.in_need_as_served);
        r.event_attendance = self.event_attendance;
        r.tied_pairs_of_visitors = self.ties_of_visitors;
        r.tied_pairs_both_came = self.ties_who_come;
        r.volunteers_by_staff = self.by_staff;
        r.volunteers_by_friend = self.by_friend;
        r.volunteers_by_self = self.by_self;
        r.volunteer_exits = self.stopped;
        r.volunteers_lending = self.lending;
        r.volunteers_worn = self.worn;
        r.attending = self.attending;
        Count::write(|at| self.counts[at] as f64, r);
        Sum::write(|at| self.sums[at], r);
    }
}

/// The part of its own first doubt about the status that evidence has left a resident, 0–1: belief /
/// disposition. A quarter of the disposition's step keeps the quotient where the disposition rounds to 0.
#[inline(always)]
fn doubt(block: &Block, lane: usize) -> f32 {
    const LEAST: f32 = 0.25;
    let left = (block.belief[lane] * 255.0 + LEAST) / (f32::from(block.disposition[lane]) + LEAST);
    if left < 1.0 { left } else { 1.0 }
}

/// The sum of 256 bytes 0 or 1, by eight running sums in a word.
#[inline(always)]
pub(super) fn add_up(mark: impl Fn(usize) -> u8) -> u32 {
    let mut marks = [0_u8; LANES];
    for lane in 0..LANES {
        marks[lane] = mark(lane);
    }
    let mut sums = 0;
    for part in 0..LANES / 8 {
        let mut eight = [0; 8];
        eight.copy_from_slice(&marks[part * 8..part * 8 + 8]);
        sums += u64::from_le_bytes(eight);
    }
    const EVEN: u64 = 0x00FF_00FF_00FF_00FF;
    (((sums & EVEN) + (sums >> 8 & EVEN)).wrapping_mul(0x0001_0001_0001_0001) >> 48) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_counted() {
        assert_eq!(add_up(|_| 1), 256);
        assert_eq!(add_up(|lane| u8::from(lane % 3 == 0 || lane == 254)), 87);
        assert_eq!(add_up(|_| 0), 0);
    }
}
