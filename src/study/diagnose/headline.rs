//! Which cause of a deficiency may be named in a headline.

use crate::study::diagnose::cause_over_draws::CauseOverDraws;
use crate::study::diagnose::diagnosis::{DeficiencyCauses, Share};

/// The part of the level that all repairs together must take away before a cause is named: below it, the
/// repairs do not explain the deficiency, however sure their shares are.
const WORTH_NAMING: f64 = 0.1;

/// What may be said of the causes of a deficiency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Headline {
    /// This deficiency has a largest cause.
    Cause,
    /// Some repairs surely lessen it and others surely raise it.
    BothWays,
    /// All repairs together hardly touch it.
    Unexplained,
    /// Some lessen it, but none is surely the largest.
    NoneLargest,
    /// No repair surely lessens it.
    NoCause,
}

/// 1 or −1 where neither chance nor what is known leaves the sign of a share open; otherwise 0.
fn sign(share: &Share, over_draws: &[CauseOverDraws]) -> i8 {
    let known = over_draws.iter().find(|cause| cause.name == share.name).map(CauseOverDraws::known_sign);
    known.map_or(share.sure_sign(), |known| if known == share.sure_sign() { known } else { 0 })
}

impl DeficiencyCauses {
    /// Repairs that surely raise it.
    pub(crate) fn opposing(&self) -> impl Iterator<Item = &Share> {
        self.causes.iter().filter(|share| sign(share, &self.over_draws) < 0)
    }

    /// Repairs that surely lessen it.
    pub(crate) fn lessening(&self) -> impl Iterator<Item = &Share> {
        self.causes.iter().filter(|share| sign(share, &self.over_draws) > 0)
    }

    /// What is known of the cause with the largest share.
    pub(crate) fn largest_over_draws(&self) -> Option<&CauseOverDraws> {
        self.over_draws.iter().find(|cause| cause.name == self.largest.name)
    }

    /// What may be said: a cause is named only if the whole repair takes away at least a tenth of the level,
    /// no share surely opposes, and the largest one is surely above zero and told apart from the others: in
    /// random worlds, and in 95% of plausible draws where draws were lived.
    pub(crate) fn headline(&self) -> Headline {
        let known = self.largest_over_draws().is_none_or(CauseOverDraws::known_largest);
        match (self.lessening().next().is_some(), self.opposing().next().is_some()) {
            (true, true) => Headline::BothWays,
            (false, _) => Headline::NoCause,
            _ if self.total < WORTH_NAMING * self.level => Headline::Unexplained,
            _ if self.largest.sure && self.largest.told_apart && known => Headline::Cause,
            _ if self.largest.sure => Headline::NoneLargest,
            _ => Headline::NoCause,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A deficiency of this level with shares that are sure to a hundredth of a point.
    fn deficiency(level: f64, shares: [f64; 3]) -> DeficiencyCauses {
        let range =
            |mean: f64| json!({ "mean": mean, "ci_low": mean - 1e-4, "ci_high": mean + 1e-4, "n": 9 });
        let share = |(at, share): (usize, &f64)| {
            let (low, high) = (share - 1e-4, share + 1e-4);
            json!({ "name": at.to_string(), "share": share, "ci_low": low, "ci_high": high, "n": 9 })
        };
        let total: f64 = shares.iter().sum();
        let all = json!({
            "name": "deficiency_service", "label": "x", "level": level, "total": total,
            "level_interval": range(level), "left": range(level - total), "total_interval": range(total),
            "causes": shares.iter().enumerate().map(share).collect::<Vec<_>>(),
            "largest": { "name": "0", "told_apart": true, "sure": true },
            "interaction": { "surplus": range(0.0), "kind": "not told apart", "pairs": [] },
        });
        serde_json::from_value(all).unwrap()
    }

    #[test]
    fn a_cause_is_named_only_where_it_explains_something() {
        let headline = |level, shares| deficiency(level, shares).headline();
        assert_eq!(headline(0.45, [0.10, 0.05, 0.02]), Headline::Cause);
        // The running mechanism gives 3.6 of 1.4 points, because support takes 4.2.
        assert_eq!(headline(0.45, [0.036, 0.020, -0.042]), Headline::BothWays);
        // All together take away less than a tenth.
        assert_eq!(headline(0.45, [0.03, 0.01, 0.0]), Headline::Unexplained);
        assert_eq!(headline(0.39, [0.03, 0.01, 0.0]), Headline::Cause, "a tenth is enough");
        assert_eq!(headline(0.45, [-0.03, -0.01, 0.0]), Headline::NoCause);
        // Where draws were lived, the cause must be the largest in what is known too.
        let known = |largest: f64, lessens: f64| {
            let mut d = deficiency(0.45, [0.10, 0.05, 0.02]);
            let over_draws = |(at, largest): (usize, f64)| {
                let name = at.to_string();
                let share = json!({ "name": name, "mean": 0.1, "low": 0.0, "high": 0.2 });
                let mut share = share.as_object().unwrap().clone();
                share.extend([
                    ("lessens".to_string(), lessens.into()),
                    ("largest".to_string(), largest.into()),
                ]);
                serde_json::Value::from(share)
            };
            let shares = [largest, 1.0 - largest, 0.0].into_iter().enumerate();
            d.over_draws = serde_json::from_value(shares.map(over_draws).collect()).unwrap();
            d.headline()
        };
        assert_eq!(known(0.97, 0.99), Headline::Cause);
        assert_eq!(known(0.80, 0.99), Headline::NoneLargest);
        assert_eq!(known(0.97, 0.70), Headline::NoCause, "nobody knows whether a repair lessens it");
        // A share that opposes is said also where the whole is large.
        assert_eq!(headline(0.45, [0.30, 0.05, -0.02]), Headline::BothWays);
    }
}
