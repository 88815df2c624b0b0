use commonroom::levers::operator::Kind;
use commonroom::world::{Blueprint, Place, Settings, World, week};
fn main() {
    let n: i64 = std::env::args().nth(1).and_then(|s| s.parse().ok()).unwrap_or(100_000);
    let weeks: i32 = std::env::args().nth(2).and_then(|s| s.parse().ok()).unwrap_or(200);
    let mut settings = Settings::default();
    let f = n as f64 / 10_000.0;
    settings.levers.operator.kind = Kind::SocialOrganization;
    settings.levers.operator.from = 1;
    settings.levers.operator.managers = (2.0 * f) as i64;
    settings.levers.operator.social_workers *= f;
    settings.levers.funding.grant *= f;
    settings.levers.brand.spend *= f;
    settings.calendar.warm_start = 20;
    let mut place = Place { name: "home".into(), residents: Default::default(), home: Default::default(), roster: None };
    place.residents.population = n;
    place.home.seats = (120.0 * f) as i64;
    let b = Blueprint { settings, weeks: 260, timeline: vec![], communities: vec![place] };
    let t0 = std::time::Instant::now();
    let mut w = World::found(&b, 1, 0);
    println!("founding {:.1} ns per resident", t0.elapsed().as_nanos() as f64 / n as f64);
    for _ in 0..30 {
        week::live(&mut w, &b);
    }
    let t0 = std::time::Instant::now();
    for _ in 0..weeks {
        week::live(&mut w, &b);
    }
    let r = w.records().next().unwrap();
    println!(
        "{:.2} ns per resident-week; participation {:.4} aware {:.3}",
        t0.elapsed().as_nanos() as f64 / n as f64 / weeks as f64,
        r.came / r.population,
        r.aware / r.population
    );
}
