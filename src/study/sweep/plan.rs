//! A plan of a sweep: what varies in which scenarios, and how it is lived.

use crate::scenario::span::Span;
use crate::study::sweep::table::DesignRows;
use crate::study::sweep::varied::Varied;

/// How points come of what varies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DesignKind {
    /// All combinations.
    #[default]
    Grid,
    /// The first values of all settings, the second, and so on.
    List,
    /// Strata.
    LatinHypercube,
    /// A sequence that fills space evenly.
    Sobol,
}

/// What flags say of a design.
#[derive(Clone, Debug, Default)]
pub(crate) struct DesignFlags<'a> {
    /// `--vary`.
    pub vary: &'a [String],
    /// `--design`.
    pub design: Option<&'a str>,
    /// `--points`.
    pub points: Option<usize>,
}

/// A plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct SweepPlan {
    /// Scenarios in which points set something: files, built-in ones, sums.
    pub bases: Vec<String>,
    /// How points come of what varies.
    pub kind: DesignKind,
    /// Points of a Latin hypercube or a Sobol' sequence.
    pub points: usize,
    /// What drawn designs are drawn from.
    pub design_seed: u64,
    /// What varies.
    pub varied: Vec<Varied>,
    /// The table, where the design is one.
    pub rows: Option<DesignRows>,
    /// What is set in all points.
    pub sets: Vec<String>,
    /// The horizon.
    pub weeks: Option<i64>,
    /// Worlds of each point.
    pub replicates: Option<u32>,
    /// Seed of the worlds.
    pub seed: Option<u64>,
    /// Tables that are wanted, each with its place.
    pub tables: Option<Vec<(String, Span)>>,
    /// Measures that are wanted.
    pub measures: Option<Vec<(String, Span)>>,
    /// The form of tables of runs, with its place.
    pub format: Option<(String, Span)>,
    /// Parts into which the runs are dealt.
    pub shards: Option<u32>,
}

/// A design as it was asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct SaidDesign {
    /// Its name, the identity of the file that names it, and where.
    pub name: Option<(String, Option<String>, Span)>,
    /// The number of points, and where it is said.
    pub points: Option<(usize, Span)>,
}
