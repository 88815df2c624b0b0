//! The sums of one community's week over its residents, taken block by block in a fixed order.

use super::block::{kind, state, Block, LANES};
use super::talk::Channel;
use super::week::{USER, YEAR_BITS};
use crate::random::logistic;
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
    pub ties_of_visitors: f64,
    pub ties_who_come: f64,
    pub by_staff: f64,
    pub by_friend: f64,
    pub by_self: f64,
    pub stopped: f64,
    pub hours_offered: f64,
    pub attending: f64,
    counts: [u64; COUNTS],
    sums: [f64; SUMS],
}

const COUNTS: usize = 20;
const SUMS: usize = 12;

impl Tally {
    /// Add another tally.
    pub fn add(&mut self, o: &Tally) {
        let pairs: [(&mut f64, f64); 13] = [
            (&mut self.visits, o.visits),
            (&mut self.first_visits, o.first_visits),
            (&mut self.turned_away, o.turned_away),
            (&mut self.event_attendance, o.event_attendance),
            (&mut self.prizes, o.prizes),
            (&mut self.ties_of_visitors, o.ties_of_visitors),
            (&mut self.ties_who_come, o.ties_who_come),
            (&mut self.by_staff, o.by_staff),
            (&mut self.by_friend, o.by_friend),
            (&mut self.by_self, o.by_self),
            (&mut self.stopped, o.stopped),
            (&mut self.hours_offered, o.hours_offered),
            (&mut self.attending, o.attending),
        ];
        pairs.into_iter().for_each(|(mine, other)| *mine += other);
        self.counts.iter_mut().zip(o.counts).for_each(|(mine, other)| *mine += other);
        self.sums.iter_mut().zip(o.sums).for_each(|(mine, other)| *mine += other);
    }

    /// Take the sums of one block.
    #[inline(always)]
    pub fn take(&mut self, block: &Block, spillover: f32, efficacy: f32, asked: f32, first: f32, first_efficacy: f32) {
        self.count(block);
        self.sum(block, spillover, efficacy, asked, first, first_efficacy);
    }

    #[inline(always)]
    fn count(&mut self, block: &Block) {
        let mut total = [0_u32; COUNTS];
        for lane in 0..LANES {
                let (weeks, k, s) = (block.weeks[lane], block.kind[lane], block.state[lane]);
                let in_year = (weeks & YEAR_BITS).count_ones();
                let adult = u32::from(k & kind::ADULT != 0);
                let aware = u32::from(s & state::AWARE);
                let user = u32::from(weeks & USER != 0);
                let four = u32::from(weeks & 0b1111 != 0);
                let ever = u32::from(block.visits[lane] > 0);
                let regular = u32::from(in_year >= 6);
                let by = (s & state::CHANNEL) >> state::CHANNEL_SHIFT;
                let home = u32::from(block.volunteer[lane] != 0);
                let named = u32::from(block.visits[lane] >= 3) | u32::from(by == Channel::Brand as u8);
                let values = [
                    (weeks & 1) as u32,
                    four,
                    ever,
                    ever & adult,
                    regular,
                    regular & adult,
                    u32::from(in_year >= 9),
                    user,
                    user & adult,
                    four & u32::from(k & kind::MEMBER != 0),
                    aware,
                    aware & adult,
                    user & u32::from(by == Channel::Word as u8),
                    user & u32::from(by == Channel::Brand as u8),
                    user & u32::from(by == Channel::Referral as u8),
                    aware & adult & named,
                    aware & adult & u32::from(block.belief[lane] > 0.5),
                    home,
                    adult & (home | u32::from(block.elsewhere[lane] != 0)),
                    user & adult & u32::from(s & state::USER_BEFORE != 0),
                ];
                for c in 0..COUNTS {
                    total[c] += values[c];
                }
        }
        self.counts.iter_mut().zip(total).for_each(|(mine, c)| *mine += u64::from(c));
    }

    #[inline(always)]
    fn sum(&mut self, block: &Block, spillover: f32, efficacy: f32, asked: f32, first: f32, first_efficacy: f32) {
        const WIDTH: usize = 8;
        let mut acc = [[0.0_f32; WIDTH]; SUMS];
        for part in 0..LANES / WIDTH {
            for l in 0..WIDTH {
                let lane = part * WIDTH + l;
                let flag = |on: bool| if on { 1.0_f32 } else { 0.0 };
                let s = block.state[lane];
                let user = flag(block.weeks[lane] & USER != 0);
                let aware = flag(s & state::AWARE != 0);
                let adult = flag(block.kind[lane] & kind::ADULT != 0);
                let adult_user = user * adult;
                let influence =
                    spillover * user + efficacy * block.efficacy[lane] + first + asked * flag(block.asked[lane] > 0);
                let willing = logistic(block.civic[lane] + influence);
                let without = logistic(block.civic[lane] + efficacy * first_efficacy + first);
                let stayer = flag(s & state::USER_BEFORE != 0);
                acc[0][l] += user * block.satisfaction[lane];
                acc[1][l] += aware * block.satisfaction[lane];
                acc[2][l] += user * block.trust[lane];
                acc[3][l] += aware * block.trust[lane];
                acc[4][l] += aware * adult * block.belief[lane];
                acc[5][l] += user * block.belief[lane];
                acc[6][l] += adult * willing;
                acc[7][l] += adult * without;
                acc[8][l] += adult_user * willing;
                acc[9][l] += adult_user * without;
                acc[10][l] += adult_user * stayer * willing;
                acc[11][l] += adult * block.efficacy[lane];
            }
        }
        for (mine, lanes) in self.sums.iter_mut().zip(acc) {
            *mine += lanes.iter().map(|x| f64::from(*x)).sum::<f64>();
        }
    }

    /// Put the sums into a record.
    pub fn write(&self, r: &mut Record) {
        r.visits = self.visits;
        r.first_visits = self.first_visits;
        r.turned_away = self.turned_away;
        r.event_attendance = self.event_attendance;
        r.tied_pairs_of_visitors = self.ties_of_visitors;
        r.tied_pairs_both_came = self.ties_who_come;
        r.volunteers_by_staff = self.by_staff;
        r.volunteers_by_friend = self.by_friend;
        r.volunteers_by_self = self.by_self;
        r.volunteer_exits = self.stopped;
        r.attending = self.attending;
        let c = self.counts.map(|n| n as f64);
        [r.came, r.came_4_weeks, r.ever, r.ever_adults, r.regular, r.regular_adults, r.member, r.users, r.adult_users] =
            [c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8]];
        [r.union_members_came_4_weeks, r.aware, r.aware_adults, r.users_by_word, r.users_by_brand, r.users_by_referral] =
            [c[9], c[10], c[11], c[12], c[13], c[14]];
        [r.can_name_operator, r.business_aware_adults, r.volunteers, r.volunteers_anywhere, r.stayers] =
            [c[15], c[16], c[17], c[18], c[19]];
        let s = self.sums;
        [r.satisfaction_users, r.satisfaction_aware, r.trust_users, r.trust_aware] = [s[0], s[1], s[2], s[3]];
        [r.belief_aware_adults, r.belief_users, r.willing, r.willing_by_selection] = [s[4], s[5], s[6], s[7]];
        [r.willing_users, r.willing_users_by_selection, r.willing_stayers] = [s[8], s[9], s[10]];
        r.efficacy_adults = s[11];
    }
}
