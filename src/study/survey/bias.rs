//! How far answers lie from what every adult would answer: the trap of asking on site.

use crate::study::survey::table::{ItemEstimate, SurveyValue};
use crate::world::record::group::Group;

/// The mean of an item or its share of yes, held against the population.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Gap {
    /// Of everybody who can be asked, without any error: no sampling error either, since all are asked.
    pub population: f64,
    /// What the survey says.
    pub said: f64,
    /// The difference, survey − population, with its 95% interval.
    pub gap: SurveyValue,
}

/// What a survey says of an item, against the population.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bias {
    /// What the survey says.
    pub estimate: ItemEstimate,
    /// Of the mean answer.
    pub mean: Gap,
    /// Of the share of yes.
    pub share: Gap,
}

/// Every item of a group that both asked, in the order of the survey.
pub(crate) fn biases(survey: &[ItemEstimate], census: &[ItemEstimate], group: Group) -> Vec<Bias> {
    let mine = survey.iter().filter(|e| e.group == group);
    let against = |estimate: &ItemEstimate| {
        let same = |e: &&ItemEstimate| (e.item.name, e.group) == (estimate.item.name, group);
        let all = census.iter().find(same)?;
        let (mean, share) = (gap(estimate.mean, all.mean.value), gap(estimate.share, all.share.value));
        Some(Bias { estimate: *estimate, mean, share })
    };
    mine.filter_map(against).collect()
}

fn gap(said: SurveyValue, population: f64) -> Gap {
    let interval = said.interval.map(|(lo, hi)| (lo - population, hi - population));
    Gap {
        population,
        said: said.value,
        gap: SurveyValue { value: said.value - population, se: said.se, interval },
    }
}
