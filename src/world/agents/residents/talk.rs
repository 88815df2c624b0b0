//! Hearing of the home: signs, brand, referral, being told, and word of mouth over ties; and forgetting it.

use crate::settings;
use crate::world::agents::residents::block::bit;
use crate::world::agents::residents::network::ResidentTies;
use crate::world::exchange::Offer;

settings! {
    /// Awareness.
    pub struct Talk = "residents.talk" {
        /// Weekly probability to notice the home by signs and passing by, under government.
        signs: f64 = 0.0045, in [0.0, 0.05], "per week", Assumption "calibrated to T03 (unaware 0.10-0.50)";
        /// The same with an operator.
        signs_operator: f64 = 0.0045, in [0.0, 0.05], "per week",
            Assumption "as under government: what an operator adds comes by outreach, brand and word of \
            mouth";
        /// Weekly probability to hear by brand work at a brand of 1.
        brand: f64 = 0.006, in [0.0, 0.02], "per week",
            Assumption "advertising elasticity 0.12 short, 0.24 long (Sethuraman 2011)";
        /// Weekly probability to hear from one tie who uses the home.
        word: f64 = 0.006, in [0.0, 0.05], "per week",
            Assumption "0.01-0.05 for a space next door; kfamily gives 0.035 a year as floor",
            plausible [0.002, 0.05];
        /// How much more users tell of a home in full trust of its operator than half in trust; as much less
        /// without any.
        trust: f64 = 0.2, in [0.0, 1.0], "share",
            Assumption "valence of word of mouth counts twice as much as its volume (You et al. 2015); of \
            trust no size is known";
        /// Weight of a tie who merely knows of it.
        word_of_informed: f64 = 0.142_857, in [0.0, 1.0], "",
            Literature "participants are 7 times as likely to pass the news (Banerjee et al. 2013)";
        /// Weekly probability to forget a home not visited for a year.
        forgetting: f64 = 0.005, in [0.0, 0.01], "per week", Assumption "0.002-0.01", plausible [0.002, 0.01];
        /// Share of residents who know of the home when the warm start begins: near the fixed point of
        /// government-led life, so that the warm start need not be long.
        aware_at_start: f64 = 0.71, in [0.0, 1.0], "share",
            Assumption "fixed point of the model under government (see the test of a stationary before)";
        /// Ties from which on a resident is central, when seeds go to the best connected.
        central_ties: i64 = 9, in [1, 100], "ties", Assumption "half as many again as the mean of six";
        /// Coefficient of variation of `signs` and `word` between places.
        between_places: f64 = 0.5, in [0.0, 1.5], "", Measured "kfamily: p between 25 villages, CV about 0.5";
    }
}

/// The hazards of one week, ready to be combined.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hearing {
    signs: f32,
    brand: f32,
    referral: f32,
    workplace: f32,
    seeding: f32,
    seed_central: bool,
    central_ties: usize,
    word: f32,
    informed: f32,
    /// Weekly probability to forget.
    pub forgetting: f32,
    /// Probability to hear from anything but ties, at most.
    pub most_without_ties: f32,
}

/// A resident who may hear of the home.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listener<'a> {
    /// Whom it knows.
    pub ties: ResidentTies<'a>,
    /// Member of the trade union: hears at the workplace too.
    pub member: bool,
}

/// How a resident heard of the home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Channel {
    /// Signs, passing by.
    Signs = 0,
    /// From another resident.
    Word = 1,
    /// Brand work.
    Brand = 2,
    /// Referred by committee or workplace, or told in person.
    Referral = 3,
}

impl Channel {
    /// The channel of a code: the two bits that a resident keeps of it.
    pub(crate) fn of_code(code: u8) -> Channel {
        [Channel::Signs, Channel::Word, Channel::Brand, Channel::Referral][usize::from(code & 3)]
    }

    /// The name in files.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Channel::Signs => "signs",
            Channel::Word => "word",
            Channel::Brand => "brand",
            Channel::Referral => "referral",
        }
    }
}

impl Hearing {
    /// For a week's offer.
    pub(crate) fn new(talk: &Talk, offer: &Offer) -> Hearing {
        let [signs, brand, referral, workplace, seeding] = [
            offer.hear_signs,
            offer.hear_brand,
            offer.hear_referral,
            offer.hear_workplace,
            offer.hear_seeding,
        ]
        .map(|x| x as f32);
        Hearing {
            signs,
            brand,
            referral,
            workplace,
            seeding,
            seed_central: offer.seed_central,
            central_ties: talk.central_ties as usize,
            word: offer.word as f32,
            informed: talk.word_of_informed as f32,
            forgetting: talk.forgetting as f32,
            most_without_ties: signs + brand + referral + workplace + seeding,
        }
    }

    /// An upper bound of the probability to hear for somebody with `tied_aware` ties who know: cheap, and
    /// never below the truth.
    #[inline(always)]
    pub(crate) fn at_most(&self, tied_aware: f32) -> f32 {
        self.most_without_ties + self.word * tied_aware
    }

    /// The probability to hear, and those of not hearing by signs, word, brand and referral.
    #[inline]
    pub(crate) fn exact(&self, listener: Listener, users: &[u64], aware: &[u64]) -> (f32, [f32; 4]) {
        let Listener { ties: row, member } = listener;
        let mut quiet_word = 1.0_f32;
        let quiet_informed = 1.0 - self.word * self.informed;
        for tie in row.iter() {
            if bit(users, tie) {
                quiet_word *= 1.0 - self.word;
            } else if bit(aware, tie) {
                quiet_word *= quiet_informed;
            }
        }
        let seeding = if !self.seed_central || row.len() >= self.central_ties { self.seeding } else { 0.0 };
        let workplace = if member { self.workplace } else { 0.0 };
        let quiet = [
            1.0 - self.signs,
            quiet_word,
            1.0 - self.brand,
            (1.0 - self.referral) * (1.0 - workplace) * (1.0 - seeding),
        ];
        (1.0 - quiet[0] * quiet[1] * quiet[2] * quiet[3], quiet)
    }
}

/// The channel that gets the credit when several may have hit: in proportion to −ln(1 − p), to first order p
/// + p²/2.
pub fn channel(quiet: [f32; 4], u: f32) -> Channel {
    let weight = quiet.map(|q| (1.0 - q) * (1.0 + 0.5 * (1.0 - q)));
    let total: f32 = weight.iter().sum();
    let mut left = u * total;
    for (w, channel) in weight.iter().zip([Channel::Signs, Channel::Word, Channel::Brand]) {
        if left < *w {
            return channel;
        }
        left -= w;
    }
    if weight[3] > 0.0 { Channel::Referral } else { Channel::Signs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::agents::residents::network::Ties;

    #[test]
    fn the_bound_is_never_below_the_truth() {
        let offer = Offer {
            hear_signs: 0.01,
            hear_brand: 0.002,
            hear_workplace: 0.004,
            word: 0.05,
            ..Offer::default()
        };
        let hearing = Hearing::new(&Talk::default(), &offer);
        let pairs: Vec<(u32, u32)> = (1..40).map(|j| (0, j)).collect();
        let ties = Ties::given(64, &pairs);
        for set in [0_u64, u64::MAX, 0xFF00, 0x5555_5555] {
            let known = (1..40).filter(|j| set >> j & 1 == 1).count() as f32;
            let (p, _) = hearing.exact(Listener { ties: ties.of(0), member: true }, &[set], &[set]);
            assert!(p <= hearing.at_most(known), "{p}");
        }
    }
}
