//! Weekly courses of all measures: kept by who lives worlds, so that any of them can be asked for afterwards
//! without living a world again, and taken by who tells of them, one measure at a time.

use crate::simulation::Trajectory;
use crate::study::compare::comparison::Comparison;
use crate::study::compare::run_results::weekly_courses;
use crate::units::Week;
use crate::world::record::{MEASURES, Measure, index_of};
use std::collections::BTreeMap;

/// Bytes of all that is kept.
const ROOM: usize = 64 << 20;

/// A scenario of a comparison, by its place, and a world.
pub(crate) type CourseKey = (usize, u32);

/// The course of a measure, week by week.
pub(crate) type Course = Vec<Option<f64>>;

/// The courses of every measure of the worlds that were lived; what does not exist is no number.
#[derive(Debug, Default)]
pub(crate) struct KeptCourses {
    runs: BTreeMap<CourseKey, Vec<Vec<f64>>>,
    bytes: usize,
}

impl KeptCourses {
    /// Keep those of a run, if there is room.
    pub(crate) fn keep(&mut self, key: CourseKey, run: &Trajectory, weeks: Week) {
        let bytes = MEASURES.len() * (weeks.unsigned_abs() as usize + 1) * size_of::<f64>();
        if self.runs.contains_key(&key) || self.bytes + bytes > ROOM {
            return;
        }
        let all: Vec<&'static Measure> = MEASURES.iter().collect();
        let bare = |course: Course| course.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect();
        self.runs.insert(key, weekly_courses(run, weeks, &all).into_iter().map(bare).collect());
        self.bytes += bytes;
    }

    /// The course of a measure in a world; `None` where it was not kept.
    pub(crate) fn of(&self, key: CourseKey, measure: &Measure) -> Option<Course> {
        let course = self.runs.get(&key)?.get(index_of(measure.name)?)?;
        Some(course.iter().map(|value| Some(*value).filter(|value| !value.is_nan())).collect())
    }

    /// The scenario at this place is another one from now on.
    pub(crate) fn forget(&mut self, case: usize) {
        let per =
            |run: &Vec<Vec<f64>>| run.iter().map(|course| course.len() * size_of::<f64>()).sum::<usize>();
        self.runs.retain(|(at, _), _| *at != case);
        self.bytes = self.runs.values().map(per).sum();
    }
}

/// The courses of one measure that no run brings along, as they were taken.
#[derive(Default)]
pub(crate) struct TakenCourses {
    measure: Option<&'static Measure>,
    worlds: BTreeMap<CourseKey, Course>,
}

impl TakenCourses {
    /// Take one; those of another measure are not wanted any more.
    pub(crate) fn take(&mut self, key: CourseKey, measure: &'static Measure, course: Course) {
        if self.measure.is_none_or(|own| own.name != measure.name) {
            *self = TakenCourses { measure: Some(measure), worlds: BTreeMap::new() };
        }
        self.worlds.insert(key, course);
    }

    /// The scenario at this place is another one from now on.
    pub(crate) fn forget(&mut self, case: usize) {
        self.worlds.retain(|(at, _), _| *at != case);
    }

    /// Put them behind the courses that every run brings along.
    pub(crate) fn add_to(&self, study: &mut Comparison) {
        let Some(measure) = self.measure else { return };
        let carried = study.weekly.len();
        study.weekly.push(measure);
        for (at, case) in study.cases.iter_mut().enumerate() {
            for (world, run) in case.worlds.iter_mut().filter(|(_, run)| run.weekly.len() == carried) {
                run.weekly.extend(self.worlds.get(&(at, *world)).cloned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::Embedded;
    use crate::scenario::{Overrides, read};
    use crate::simulation::run;
    use crate::study::explore::kept::RETAIN;

    #[test]
    fn a_kept_course_is_that_of_the_run_and_goes_with_its_scenario() {
        let sets = vec!["residents.population=200".to_string()];
        let small = Overrides { sets, weeks: Some(80) };
        let blueprint = read(&["two-bodies".to_string()], &small, &Embedded).unwrap().remove(0).blueprint;
        let run = run(&blueprint, 3, 1, RETAIN);
        let mut kept = KeptCourses::default();
        for case in [0, 1, 1] {
            kept.keep((case, 1), &run, 80);
        }
        let all: Vec<&'static Measure> = MEASURES.iter().collect();
        for (measure, course) in all.iter().zip(weekly_courses(&run, 80, &all)) {
            assert_eq!(kept.of((1, 1), measure), Some(course), "{}", measure.name);
        }
        assert_eq!(kept.bytes, 2 * MEASURES.len() * 81 * 8);
        kept.forget(1);
        assert_eq!((kept.of((1, 1), all[0]), kept.bytes), (None, MEASURES.len() * 81 * 8));
        assert!(kept.of((0, 1), all[0]).is_some());
        // Where there is no room the rest is not kept, and has to be lived again.
        kept.bytes = ROOM;
        kept.keep((0, 2), &run, 80);
        assert_eq!(kept.of((0, 2), all[0]), None);
    }
}
