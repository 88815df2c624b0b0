//! The peer effect as field studies measure it: the slope of own take-up on the share of friends who took it
//! up.

use crate::study::villages::Village;
use serde::Serialize;

/// A slope of least squares over the people of several villages who have ties.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Slope {
    /// End of which year.
    pub year: u8,
    /// Share that had adopted by then.
    pub take_up: f64,
    /// How much more likely adoption is where all friends have adopted than where none has.
    pub slope: f64,
    /// Its standard error, people taken as independent.
    pub error: f64,
}

/// At the end of a year; `None` where the friends of all have adopted equally.
pub(crate) fn at(villages: &[&Village], year: u8) -> Option<Slope> {
    let mut pairs: Vec<(f64, f64)> = Vec::new();
    for village in villages {
        let has = |who: u32| village.adopted[who as usize] <= year;
        for who in 0..village.people() {
            let friends = village.ties.of(who);
            if !friends.is_empty() {
                let share = friends.iter().filter(|f| has(*f)).count() as f64 / friends.len() as f64;
                pairs.push((share, f64::from(u8::from(has(who)))));
            }
        }
    }
    let n = pairs.len() as f64;
    let mean = pairs.iter().fold((0.0, 0.0), |m, p| (m.0 + p.0 / n, m.1 + p.1 / n));
    let xx: f64 = pairs.iter().map(|p| (p.0 - mean.0) * (p.0 - mean.0)).sum();
    let xy: f64 = pairs.iter().map(|p| (p.0 - mean.0) * (p.1 - mean.1)).sum();
    let slope = xy / xx;
    let rest = |p: &(f64, f64)| p.1 - mean.1 - slope * (p.0 - mean.0);
    let squares: f64 = pairs.iter().map(|p| rest(p) * rest(p)).sum();
    (xx > 0.0 && n > 2.0).then(|| Slope {
        year,
        take_up: mean.1,
        slope,
        error: libm::sqrt(squares / (n - 2.0) / xx),
    })
}

/// At the end of the year whose take-up is nearest to a given one.
pub(crate) fn nearest(villages: &[&Village], take_up: f64) -> Option<Slope> {
    let off = |s: &Slope| (s.take_up - take_up).abs();
    (1..=crate::study::villages::YEARS)
        .filter_map(|year| at(villages, year))
        .min_by(|a, b| off(a).total_cmp(&off(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::agents::residents::network::Ties;

    #[test]
    fn the_slope_of_a_small_village() {
        let ties = Ties::given(5, &[(0, 1), (1, 2), (2, 3)]);
        let village = Village { name: String::new(), ties, named: vec![], adopted: vec![1, 1, 11, 11, 1] };
        // Own 1, 1, 0, 0 on friends 1, 0.5, 0.5, 0: slope 1; person 4 has no friends and does not count.
        let slope = at(&[&village], 5).unwrap();
        assert!((slope.slope - 1.0).abs() < 1e-12 && (slope.take_up - 0.5).abs() < 1e-12, "{slope:?}");
        assert!(at(&[&village], 0).is_none());
        assert_eq!(nearest(&[&village], 0.4).unwrap().year, 1);
    }
}
