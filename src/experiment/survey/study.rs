//! One survey in one world, held against everybody, and against asking on site.

use super::bias::{Bias, biases};
use super::design::{Design, Frame};
use super::table::{Estimate, table};
use super::{Survey, ask, census};
use crate::random::WorldKey;
use crate::world::{Blueprint, World};

/// What a survey found, and how far it lies from everybody.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where respondents were found.
    pub frame: Frame,
    /// The answers.
    pub survey: Survey,
    /// What they say.
    pub table: Vec<Estimate>,
    /// What everybody of the survey says, against every adult.
    pub bias: Vec<Bias>,
}

/// A survey and, if it asked elsewhere, the same one asked on site.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// As designed.
    pub found: Found,
    /// The same number of people met at the home.
    pub on_site: Option<Found>,
    /// What every adult would answer, by item and group, if nothing went wrong.
    pub census: Vec<Estimate>,
}

/// Ask, and hold what is said against every adult of the community.
pub fn study(world: &World, blueprint: &Blueprint, community: usize, design: &Design, key: WorldKey) -> Study {
    let everybody = census(world, blueprint, community, design);
    let census = table(&everybody, Some(everybody.len() as f64));
    let one = |design: &Design| {
        let survey = ask(world, blueprint, community, design, key);
        let table = table(&survey.answers, survey.out_of(design));
        let bias = biases(&table, &census, "all", "all");
        Found { frame: design.sampling.frame, survey, table, bias }
    };
    let on_site = (design.sampling.frame != Frame::Site).then(|| one(&design.in_frame(Frame::Site)));
    Study { found: one(design), on_site, census }
}
