//! Distances from positions: plane coordinates, or latitude and longitude on a sphere.

use crate::language::{said, term};
use crate::scenario::check::CheckedLeaf;
use crate::scenario::data_file::{DataFile, cells};
use crate::scenario::faults::{Fault, Faults, brief};
use crate::settings::Value;

/// Mean radius of the earth, km.
const RADIUS: f64 = 6_371.008_8;

/// Furthest that somebody lives, km: further away it is a mistake in the position.
const FURTHEST: f64 = 1_000.0;

/// Pairs of columns: plane, and sphere.
pub(crate) const COLUMNS: [[&str; 2]; 2] = [["x", "y"], ["lat", "lon"]];

/// Columns that hold positions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PositionColumns {
    /// `x`, or the latitude.
    first: usize,
    /// `y`, or the longitude.
    second: usize,
    /// Degrees on the globe, not lengths on a plane.
    sphere: bool,
}

/// Where the homes stand.
pub(crate) struct HomePositions {
    /// Name of the community (`None`: any) and position.
    list: Vec<(Option<String>, [f64; 2])>,
    /// Kilometres of a unit of `x` and `y`.
    unit: f64,
}

impl HomePositions {
    /// From `residents.roster_home` and `residents.roster_unit`.
    pub(crate) fn of(
        home: Option<&CheckedLeaf>,
        unit: Option<&CheckedLeaf>,
        faults: &mut Faults,
    ) -> HomePositions {
        let mut homes =
            HomePositions { list: Vec::new(), unit: unit.map_or(1.0, |leaf| kilometres(leaf, faults)) };
        let Some(CheckedLeaf { value: Value::Text(words), place, .. }) = home else { return homes };
        for one in words.split(';') {
            let (name, position) =
                one.rsplit_once(':').map_or((None, one), |(name, position)| (Some(name.trim()), position));
            let numbers: Vec<f64> = position
                .split(',')
                .filter_map(|n| n.trim().parse().ok())
                .filter(|n: &f64| n.is_finite())
                .collect();
            match numbers[..] {
                [a, b] => homes.list.push((name.map(String::from), [a, b])),
                _ => faults.add(Fault::at(
                    place,
                    said!(
                        "`residents.roster_home` must be two numbers, `x, y` or `lat, lon`, not `{}`",
                        one.trim()
                    ),
                )),
            }
        }
        homes
    }

    /// Which columns hold positions; says what is wrong with them.
    pub(crate) fn columns(&self, rows: &mut DataFile) -> Option<PositionColumns> {
        let found = COLUMNS.map(|pair| pair.map(|name| rows.column(name)));
        for (pair, own) in COLUMNS.iter().zip(&found) {
            if let [Some(at), None] | [None, Some(at)] = *own {
                rows.fault_of_column(at, || {
                    said!("a position needs both columns, `{}` and `{}`", pair[0], pair[1])
                });
            }
        }
        match found {
            [[Some(x), Some(_)], [Some(_), Some(_)]] => {
                let message = term("positions stand there twice, as `x`, `y` and as `lat`, `lon`");
                rows.fault_of_column(x, || message.into());
                None
            }
            [[Some(a), Some(b)], _] | [_, [Some(a), Some(b)]] => {
                if self.list.is_empty() {
                    let message = term("positions need `residents.roster_home`: where does the home stand?");
                    rows.fault_of_column(a, || message.into());
                    return None;
                }
                Some(PositionColumns { first: a, second: b, sphere: found[1][0] == Some(a) })
            }
            _ => None,
        }
    }

    /// The distance of the present row's person to the home of the community, km; nothing where no position
    /// stands.
    pub(crate) fn distance(
        &self,
        row: &csv::StringRecord,
        columns: PositionColumns,
        community: &str,
        rows: &mut DataFile,
    ) -> Option<f64> {
        let PositionColumns { first: a, second: b, sphere } = columns;
        let (first, second) = (cells::value(&row[a]), cells::value(&row[b]));
        if first.is_empty() && second.is_empty() {
            return None;
        }
        let limits = if sphere { [90.0, 180.0] } else { [f64::INFINITY; 2] };
        let mut number = |at: usize, words: &str, limit: f64| {
            let notation = rows.notation();
            let read = notation.number(words).filter(|x| x.is_finite() && x.abs() <= limit);
            if read.is_none() {
                let name = rows.header()[at].clone();
                let range = if sphere { said!(" between -{limit} and {limit}") } else { String::new() };
                let message = said!("`{name}` must be a number{range}, not `{words}`");
                rows.fault_of_number(at, words, message);
            }
            read
        };
        let (here, there) = (number(a, first, limits[0]), number(b, second, limits[1]));
        let here = [here?, there?];
        let Some(home) = self.home_of(community) else {
            let message =
                said!("`residents.roster_home` does not say where the home of `{community}` stands");
            rows.fault_at(a, message);
            return None;
        };
        let distance = if sphere { haversine(here, home) } else { self.unit * plane(here, home) };
        if distance > FURTHEST {
            let hint = if sphere {
                term("are latitude and longitude exchanged?")
            } else {
                term("`residents.roster_unit` is the unit of `x` and `y`: `km` or `m`")
            };
            let message = said!("this lies {} km from the home", brief(libm::round(distance)));
            rows.fault_at_hinting(a, message, || Some(hint.into()));
            return None;
        }
        Some(distance)
    }

    fn home_of(&self, community: &str) -> Option<[f64; 2]> {
        let own = |(name, _): &&(Option<String>, _)| name.as_deref().is_none_or(|name| name == community);
        self.list.iter().find(own).map(|(_, home)| *home)
    }
}

/// Kilometres of what `residents.roster_unit` names.
fn kilometres(unit: &CheckedLeaf, faults: &mut Faults) -> f64 {
    match &unit.value {
        Value::Text(words) if words == "m" => 0.001,
        Value::Text(words) if words != "km" => {
            let message = said!("`residents.roster_unit` must be `km` or `m`, not `{words}`");
            faults.add(Fault::at(&unit.place, message));
            1.0
        }
        _ => 1.0,
    }
}

fn plane(a: [f64; 2], b: [f64; 2]) -> f64 {
    libm::hypot(a[0] - b[0], a[1] - b[1])
}

/// Distance on the sphere between (latitude, longitude) in degrees, km.
fn haversine(a: [f64; 2], b: [f64; 2]) -> f64 {
    let [lat_a, lon_a, lat_b, lon_b] = [a[0], a[1], b[0], b[1]].map(f64::to_radians);
    let half = |x: f64| libm::sin(0.5 * x) * libm::sin(0.5 * x);
    let h = half(lat_b - lat_a) + libm::cos(lat_a) * libm::cos(lat_b) * half(lon_b - lon_a);
    2.0 * RADIUS * libm::asin(libm::sqrt(h.clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_globe() {
        // A degree of a meridian; Nanchang to Shanghai as the crow flies.
        assert!((haversine([28.0, 115.0], [29.0, 115.0]) - 111.195).abs() < 0.01);
        assert!((haversine([28.68, 115.89], [31.23, 121.47]) - 609.0).abs() < 5.0);
        assert_eq!(haversine([1.0, 2.0], [1.0, 2.0]), 0.0);
        assert_eq!(plane([0.0, 0.0], [3.0, 4.0]), 5.0);
    }
}
