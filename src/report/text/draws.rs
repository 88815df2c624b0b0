//! How it is said on which draws numbers rest: plausible ones of what nobody measured, or those of a
//! calibration of the user's own.

use crate::report::text::translate::Lang;
use crate::scenario::draws_from::DrawsFrom;
use crate::study::plausible::draws_lived::DrawsLived;

/// How many draws were lived, of how many, and of how many parameters.
pub(crate) fn draws_of_all(lang: Lang, lived: DrawsLived) -> String {
    let DrawsLived { draws, draws_there, parameters, from } = lived;
    match (from, lang) {
        (DrawsFrom::Plausible, Lang::En) => {
            format!(
                "{draws} of {draws_there} plausible draws of {parameters} parameters that nobody measured"
            )
        }
        (DrawsFrom::Plausible, Lang::Zh) => {
            format!("{parameters}个无人测量的参数，{draws_there}组合理取值中的{draws}组")
        }
        (DrawsFrom::Calibration, Lang::En) => {
            format!("{draws} of {draws_there} draws of {parameters} parameters from a calibration")
        }
        (DrawsFrom::Calibration, Lang::Zh) => {
            format!("{parameters}个经校准的参数，{draws_there}组取值中的{draws}组")
        }
    }
}

/// How many draws were lived, and of how many parameters.
pub(crate) fn draws(lang: Lang, lived: DrawsLived) -> String {
    let DrawsLived { draws, parameters, from, .. } = lived;
    match (from, lang) {
        (DrawsFrom::Plausible, Lang::En) => {
            format!("{draws} plausible draws of {parameters} parameters that nobody measured")
        }
        (DrawsFrom::Plausible, Lang::Zh) => format!("{parameters}个无人测量的参数的{draws}组合理取值"),
        (DrawsFrom::Calibration, Lang::En) => {
            format!("{draws} draws of {parameters} parameters from a calibration")
        }
        (DrawsFrom::Calibration, Lang::Zh) => format!("{parameters}个经校准的参数的{draws}组取值"),
    }
}

/// With which parameters random worlds live, beside draws.
pub(crate) fn parameters_of_worlds(lang: Lang, from: DrawsFrom) -> &'static str {
    match from {
        DrawsFrom::Plausible => lang.say("with the usual parameters", "按常用参数"),
        DrawsFrom::Calibration => lang.say("with drawn parameters", "按所取参数"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calibration_is_no_set_of_what_nobody_measured() {
        let plausible = DrawsLived { draws: 4, draws_there: 9, parameters: 2, ..DrawsLived::default() };
        let own = DrawsLived { from: DrawsFrom::Calibration, ..plausible };
        for lang in [Lang::En, Lang::Zh] {
            let unmeasured = lang.say("nobody measured", "无人测量");
            for say in [draws, draws_of_all] {
                assert!(say(lang, plausible).contains(unmeasured) && !say(lang, own).contains(unmeasured));
            }
        }
        assert_eq!(draws_of_all(Lang::En, own), "4 of 9 draws of 2 parameters from a calibration");
    }
}
