use commonroom::levers::operator::Kind;
use commonroom::simulation::{Keep, live};
use commonroom::world::record::{Combine, MEASURES, Record};
use commonroom::world::{Blueprint, Place, Settings};
fn main() {
    let reps: u32 = std::env::args().nth(1).and_then(|s| s.parse().ok()).unwrap_or(4);
    let mut settings = Settings::default();
    let place = Place { name: "home".into(), residents: Default::default(), home: Default::default(), roster: None };
    let gov = Blueprint { settings: settings.clone(), weeks: 260, timeline: vec![], communities: vec![place.clone()] };
    settings.levers.operator.kind = Kind::SocialOrganization;
    let z = Blueprint { settings, ..gov.clone() };
    for (name, b) in [("gov", gov), ("z", z)] {
        let t0 = std::time::Instant::now();
        let runs: Vec<_> = (0..reps).map(|r| live(&b, 1, r, Keep::default())).collect();
        println!("== {name} {:?} per run", t0.elapsed() / reps);
        for m in MEASURES {
            let cell = |w: std::ops::RangeInclusive<i32>| {
                let (mut n, mut d, mut k) = (0.0, 0.0, 0.0);
                for r in runs.iter().flat_map(|t| &t.records).filter(|r: &&Record| w.contains(&r.week)) {
                    let c = (m.read)(r);
                    if c.den != 0.0 {
                        n += c.num;
                        d += c.den;
                        k += 1.0;
                    }
                }
                if m.combine == Combine::Sum { n / k } else { n / d }
            };
            println!(
                "{:32} {:>10.4} {:>10.4} {:>10.4} {:>10.4} {:>10.4}",
                m.name,
                cell(1..=26),
                cell(27..=52),
                cell(53..=104),
                cell(157..=208),
                cell(209..=260)
            );
        }
    }
}
