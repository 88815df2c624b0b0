//! What went into a decision, as numbers.

use crate::units::Fen;
use crate::world::agents::partners::TieWeek;
use crate::world::agents::union::VoteCast;
use crate::world::exchange::{Body, Event};
use crate::world::weighed::work::{DebtTerms, LeaverTerms, PostsTerms};

/// What went into a decision.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DecisionTerms {
    /// Whether a contract is renewed.
    Renewal(RenewalTerms),
    /// A rating.
    Rating(RatingTerms),
    /// What a rating does to the grant.
    Grant(GrantTerms),
    /// A vote.
    Vote(VoteTerms),
    /// Who wins a tender.
    Award(AwardTerms),
    /// Why posts are cut or added.
    Posts(PostsTerms),
    /// Who leaves the organization.
    Leavers(LeaverTerms),
    /// Why an organization gives up.
    Debts(DebtTerms),
    /// Who comes, of firms and groups, and of foundations.
    TiesMade([TieWeek; 2]),
    /// Which of their ties end.
    TiesEnded([TieWeek; 2]),
    /// The sentence says what was weighed.
    AsTold,
}

/// Whether a contract is renewed: from a support above one half on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RenewalTerms {
    /// Points awarded, or taken as awarded where nobody was rated yet.
    pub score: f64,
    /// Points asked for.
    pub threshold: f64,
    /// Part of the union in the decision, 0–1; the bureau has the rest.
    pub role: f64,
    /// Trust of union and bureau, 0–1.
    pub trust: [f64; 2],
    /// Support of union and bureau, 0–1.
    pub support: [f64; 2],
    /// Points at which support is one half, everything else as it was; `None` where no score turns it.
    pub turns_at: Option<f64>,
}

/// A rating.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RatingTerms {
    /// Events, paperwork, satisfaction, participation, development: points 0–100, and their weights.
    pub sheet: [(f64, f64); 5],
    /// Points taken for what an audit found.
    pub taken: f64,
    /// Points awarded.
    pub awarded: f64,
    /// Points from which the next better rating is given, and the present one, where there is one.
    pub edges: [Option<f64>; 2],
}

/// What a rating does to the grant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GrantTerms {
    /// Points awarded.
    pub awarded: f64,
    /// By rating, from the worst: points from which it is given, and percent of the grant.
    pub ratings: [(f64, f64); 5],
}

/// A vote.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct VoteTerms {
    /// Who weighed how much, and who was for it.
    pub cast: VoteCast,
    /// Who could have turned it alone.
    pub tips: Vec<Body>,
}

/// Who wins a tender: the bid with the most points.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AwardTerms {
    /// All bids, the best first.
    pub bids: Vec<BidWeighed>,
    /// Yuan a year by which the next best would have had to be cheaper, everything else as it was; `None`
    /// where no price turns it.
    pub cheaper: Option<f64>,
}

/// A bid as it was weighed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct BidWeighed {
    /// Who bids, counted from 1.
    pub bidder: u32,
    /// Grant of a year that it asks for.
    pub price: Fen,
    /// Full-time equivalents that it promises.
    pub posts: f64,
    /// Points of bureau and union together.
    pub score: f64,
}

/// A decision and what went into it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DecisionWeighed {
    /// What was decided.
    pub event: Event,
    /// What went into it.
    pub terms: DecisionTerms,
}
