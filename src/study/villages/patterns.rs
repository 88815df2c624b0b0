//! What follows from the rule in villages of the published size and shape: hazards by contacts, spread
//! between villages, the peer effect, seeds among the most named, and a world without word of mouth.

use crate::parallel;
use crate::random::WorldKey;
use crate::stats::{Moments, quantile};
use crate::study::villages::made_up::{StudyFigures, one_study};
use crate::study::villages::synthetic::Shape;
use serde::Serialize;

/// Studies by which patterns are judged: single studies differ so much that fewer leave the signs open.
pub(crate) const STUDIES: u32 = 200;

/// What is called when a study is done.
pub(crate) type StudyDone<'a> = &'a (dyn Fn() + Sync);

/// A figure of made-up studies beside the published one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct PublishedFigure {
    /// Row of the table of targets, or pattern.
    pub id: &'static str,
    /// In words, with unit.
    pub name: String,
    /// Mean over studies.
    pub value: f64,
    /// 5% quantile over studies: what one study of this size may show by chance.
    pub low: f64,
    /// 95% quantile.
    pub high: f64,
    /// The mean's own 95% interval over studies; `None` with a single study.
    pub mean_within: Option<(f64, f64)>,
    /// What was published, if it was.
    pub published: Option<f64>,
}

/// A contrast of two settings in the same villages with the same chance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Contrast {
    /// Its number.
    pub id: &'static str,
    /// What is expected, in words.
    pub expected: &'static str,
    /// Whether it came out, by the intervals of the means.
    pub holds: bool,
    /// Whether an interval lies wholly outside of what is expected.
    #[serde(skip)]
    pub refuted: bool,
    /// What was measured.
    pub figures: Vec<PublishedFigure>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Patterns {
    /// Number of studies, of [`crate::study::villages::made_up::VILLAGES`] villages each.
    pub studies: u32,
    /// T32, T33 and T34.
    pub figures: Vec<PublishedFigure>,
    /// S13 and S14.
    pub contrasts: Vec<Contrast>,
}

impl Patterns {
    /// A contrast by its number.
    pub(crate) fn contrast(&self, id: &str) -> Option<&Contrast> {
        self.contrasts.iter().find(|c| c.id == id)
    }
}

/// Live so many studies of made-up villages; `done` is called after each, on its thread.
pub(crate) fn patterns(shape: &Shape, seed: u64, studies: u32, done: StudyDone) -> Patterns {
    let found = parallel::map(studies as usize, |s| {
        let found = one_study(shape, WorldKey::new(seed, s as u32 + 1));
        done();
        found
    });
    let plain = |id, name: &str, published, of: &dyn Fn(&StudyFigures) -> Option<f64>| {
        figure(id, name.to_string(), published, &found, of)
    };
    let mut figures = hazards(&found);
    figures.extend([
        plain("T33", "share adopted after 10 years, mean of villages", Some(0.643), &|f| f.with_word.mean),
        plain("T33", "share adopted after 10 years, standard deviation between villages", Some(0.12), &|f| {
            f.with_word.sd
        }),
        plain("T34", "slope of own on friends' take-up", Some(0.45), &|f| f.slope),
    ]);
    let contrasts = vec![
        seeding([
            plain("S13", "most named over random seeds: share adopted after 3 years", None, &|f| {
                f.seeds.early
            }),
            plain("S13", "… after 5 years", None, &|f| f.seeds.middle),
            plain("S13", "… after 60 years", None, &|f| f.seeds.late),
        ]),
        silence([
            plain("S14", "adopting in year 4 less in year 1, with word of mouth", None, &|f| {
                f.with_word.rise
            }),
            plain("S14", "… without", None, &|f| f.without_word.rise),
            plain("S14", "standard deviation between villages, with word of mouth", Some(0.12), &|f| {
                f.with_word.sd
            }),
            plain("S14", "… without", None, &|f| f.without_word.sd),
            plain("S14", "… with less without", None, &|f| Some(f.with_word.sd? - f.without_word.sd?)),
        ]),
    ];
    Patterns { studies, figures, contrasts }
}

/// T32: adoption per year by the number of contacts who have adopted.
fn hazards(found: &[StudyFigures]) -> Vec<PublishedFigure> {
    const BY_CONTACTS: [f64; 6] = [0.064, 0.097, 0.128, 0.172, 0.176, 0.221];
    let one = |(k, published): (usize, &f64)| {
        let more = if k + 1 == BY_CONTACTS.len() { " or more" } else { "" };
        let name = format!("adoption per year with {k}{more} adopting ties");
        figure("T32", name, Some(*published), found, &|f| f.by_contacts[k])
    };
    BY_CONTACTS.iter().enumerate().map(one).collect()
}

/// S14 where places differ by another coefficient of variation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Silence {
    /// Coefficient of variation of both strengths between places.
    pub cv: f64,
    /// What was found.
    pub found: Contrast,
}

/// S14 by how much places differ: without word of mouth, that alone and chance keep villages apart.
pub(crate) fn silence_by_difference(
    shape: &Shape,
    cvs: &[f64],
    seed: u64,
    studies: u32,
    done: StudyDone,
) -> Vec<Silence> {
    let one = |cv: &f64| {
        let shape = Shape { between_places: *cv, ..shape.clone() };
        let found = patterns(&shape, seed, studies, done).contrasts.pop()?;
        Some(Silence { cv: *cv, found })
    };
    cvs.iter().filter_map(one).collect()
}

fn figure(
    id: &'static str,
    name: String,
    published: Option<f64>,
    found: &[StudyFigures],
    of: &dyn Fn(&StudyFigures) -> Option<f64>,
) -> PublishedFigure {
    let mut values: Vec<f64> = found.iter().filter_map(of).collect();
    values.sort_by(f64::total_cmp);
    let moments = Moments::of(values.iter().copied());
    let end = |p| quantile(&values, p).unwrap_or(0.0);
    let (low, high) = (end(0.05), end(0.95));
    PublishedFigure {
        id,
        name,
        value: moments.mean().unwrap_or(0.0),
        low,
        high,
        mean_within: moments.interval(),
        published,
    }
}

/// What is expected of the mean of a figure: that it lies between two limits.
struct Limits<'a>(&'a PublishedFigure, f64, f64);

impl Limits<'_> {
    /// With its whole interval.
    fn hold(&self) -> bool {
        self.0.mean_within.is_some_and(|(from, to)| from > self.1 && to < self.2)
    }

    /// Its whole interval lies outside of them.
    fn are_refuted(&self) -> bool {
        self.0.mean_within.is_some_and(|(from, to)| to <= self.1 || from >= self.2)
    }
}

/// Two villages of a hundred adopt no more people in the long run: that is called the same ceiling.
const SAME: f64 = 0.01;

fn seeding(figures: [PublishedFigure; 3]) -> Contrast {
    let [early, middle, late] = &figures;
    let limits = [Limits(early, 0.0, 1.0), Limits(middle, 0.0, 1.0), Limits(late, -SAME, SAME)];
    let (holds, refuted) = (limits.iter().all(Limits::hold), limits.iter().any(Limits::are_refuted));
    Contrast {
        id: "S13",
        expected: "seeds among the most named: faster, same ceiling",
        holds,
        refuted,
        figures: figures.into(),
    }
}

fn silence(figures: [PublishedFigure; 5]) -> Contrast {
    let [rise_with, rise_without, _, sd_without, sd_lost] = &figures;
    // The curve becomes concave, and places come closer.
    let limits = [
        Limits(rise_with, 0.0, 1.0),
        Limits(rise_without, -1.0, 0.0),
        Limits(sd_without, 0.0, 0.12),
        Limits(sd_lost, 0.0, 1.0),
    ];
    let (holds, refuted) = (limits.iter().all(Limits::hold), limits.iter().any(Limits::are_refuted));
    let expected =
        "word of mouth off: the S-curve becomes concave; standard deviation between places falls below 0.12";
    Contrast { id: "S14", expected, holds, refuted, figures: figures.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;
    use std::sync::atomic::Ordering::Relaxed;

    #[test]
    fn without_word_of_mouth_seeds_do_nothing() {
        let shape = Shape { told: 0.0, ..Shape::default() };
        let done = AtomicU32::new(0);
        let found = patterns(&shape, 1, 4, &|| {
            done.fetch_add(1, Relaxed);
        });
        assert_eq!(done.into_inner(), 4, "each study is told");
        let seeding = found.contrast("S13").unwrap();
        // Random and most-named seeds differ in who they are, so the same people draw their year in one and
        // are seeds in the other: the number that adopts differs by chance only.
        assert!(!seeding.holds && seeding.figures[0].value.abs() < 0.01, "{seeding:?}");
        let silence = found.contrast("S14").unwrap();
        assert_eq!(silence.figures[4].value, 0.0);
        assert!(!silence.holds);
    }
}
