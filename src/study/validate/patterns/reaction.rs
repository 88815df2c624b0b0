//! Institutions answer to use: S25. The directions were written down before the first run.

use crate::study::validate::patterns::{Pattern, falls, last, rises};

/// Two thirds of the visits stay away.
const CRASH: &str = "z-home + residents.choice.intercept=-4";
/// More than twice as many come.
const BOOM: &str = "z-home + residents.choice.intercept=-2";

/// That pattern.
pub(super) fn all() -> Vec<Pattern> {
    vec![Pattern {
        id: "S25",
        contrast: "demand −68% and +128%",
        expected: "grant, posts, opening hours, cooperation of the committee and score fall and rise with demand; \
            outreach the other way",
        checks: vec![
            falls("grant, demand falls", &last("grant"), "z-home", CRASH),
            rises("grant, demand rises", &last("grant"), "z-home", BOOM),
            falls("posts, demand falls", &last("posts"), "z-home", CRASH),
            rises("posts, demand rises", &last("posts"), "z-home", BOOM),
            falls("opening hours, demand falls", &last("open_hours"), "z-home", CRASH),
            rises("opening hours, demand rises", &last("open_hours"), "z-home", BOOM),
            falls("cooperation, demand falls", &last("cooperation"), "z-home", CRASH),
            rises("cooperation, demand rises", &last("cooperation"), "z-home", BOOM),
            rises("effort on outreach, demand falls", &last("effort_outreach"), "z-home", CRASH),
            falls("effort on outreach, demand rises", &last("effort_outreach"), "z-home", BOOM),
            falls("score, demand falls", &last("score"), "z-home", CRASH),
            rises("score, demand rises", &last("score"), "z-home", BOOM),
        ],
    }]
}
