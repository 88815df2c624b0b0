//! One survey in one world, held against everybody, and against asking on site.

use crate::random::WorldKey;
use crate::study::survey::bias::{Bias, biases};
use crate::study::survey::design::{SamplingFrame, SurveyDesign};
use crate::study::survey::table::{ItemEstimate, table};
use crate::study::survey::{Survey, ask, census};
use crate::world::World;
use crate::world::blueprint::Blueprint;
use crate::world::record::group::Group;

/// What a survey found, and how far it lies from everybody.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SurveyFindings {
    /// Where respondents were found.
    pub frame: SamplingFrame,
    /// The answers.
    pub survey: Survey,
    /// What they say.
    pub table: Vec<ItemEstimate>,
    /// What everybody of the survey says, against every adult.
    pub bias: Vec<Bias>,
}

/// A survey and, if it asked elsewhere, the same one asked on site.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SurveyStudy {
    /// As designed.
    pub found: SurveyFindings,
    /// The same number of people met at the home.
    pub on_site: Option<SurveyFindings>,
    /// What every adult would answer, by item and group, if nothing went wrong.
    pub census: Vec<ItemEstimate>,
}

/// Ask, and hold what is said against every adult of the community.
pub(crate) fn study(
    world: &World,
    blueprint: &Blueprint,
    community: usize,
    design: &SurveyDesign,
    key: WorldKey,
) -> SurveyStudy {
    let everybody = census(world, blueprint, community, design);
    let census = table(&everybody, Some(everybody.len() as f64));
    let one = |design: &SurveyDesign| {
        let survey = ask(world, blueprint, community, design, key);
        let table = table(&survey.answers, survey.out_of(design));
        let bias = biases(&table, &census, Group::Everybody);
        SurveyFindings { frame: design.sampling.frame, survey, table, bias }
    };
    let on_site =
        (design.sampling.frame != SamplingFrame::Site).then(|| one(&design.in_frame(SamplingFrame::Site)));
    SurveyStudy { found: one(design), on_site, census }
}
