use commonroom::settings::{Leaf, Tables, Value};
use commonroom::simulation::{Keep, Trajectory, live};
use commonroom::world::record::{Combine, MEASURES, Record};
use commonroom::world::{Blueprint, Place, Settings};
fn value(s: &str) -> Value {
    if let Ok(i) = s.parse::<i64>() {
        Value::Integer(i)
    } else if let Ok(x) = s.parse::<f64>() {
        x.write()
    } else if s == "true" || s == "false" {
        Value::Flag(s == "true")
    } else {
        Value::Text(s.into())
    }
}
fn variant(sets: &str) -> Blueprint {
    let mut settings = Settings::default();
    let place = Place { name: "home".into(), residents: Default::default(), home: Default::default(), roster: None };
    let mut dated = vec![];
    for kv in sets.split_whitespace() {
        let (k, v) = kv.split_once('=').unwrap();
        if let Some((w, k)) = k.split_once('@') {
            dated.push((w.parse::<i32>().unwrap(), k, v));
            continue;
        }
        let ok = settings.set(k, &value(v));
        if !ok {
            let f: f64 = v.parse().expect(k);
            assert!(settings.set(k, &f.write()), "{k}");
        }
    }
    let mut timeline: Vec<(i32, commonroom::levers::Levers)> = vec![];
    dated.sort();
    for (w, k, v) in dated {
        let mut l = timeline.last().map_or(settings.levers.clone(), |t| t.1.clone());
        assert!(l.set(k, &value(v)) || l.set(k, &v.parse::<f64>().unwrap().write()), "{k}");
        timeline.push((w, l));
    }
    let home: commonroom::world::home::Setup = settings.home.clone();
    let residents = settings.residents.people.clone();
    Blueprint { settings, weeks: 260, timeline, communities: vec![Place { home, residents, ..place }] }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let reps: u32 = args[1].parse().unwrap();
    let (lo, hi): (i32, i32) = {
        let (a, b) = args[2].split_once('-').unwrap();
        (a.parse().unwrap(), b.parse().unwrap())
    };
    let wanted: Vec<&str> = args[3].split(',').collect();
    let mut base: Option<Vec<Vec<Option<f64>>>> = None;
    for arg in &args[4..] {
        let (name, sets) = arg.split_once(':').unwrap();
        let b = variant(sets);
        let runs: Vec<Trajectory> = commonroom::parallel::map(reps as usize, |r| live(&b, 1, r as u32, Keep::default()));
        let vals: Vec<Vec<Option<f64>>> = MEASURES
            .iter()
            .map(|m| {
                runs.iter()
                    .map(|t| {
                        let (mut n, mut d, mut k) = (0.0, 0.0, 0.0);
                        for r in t.records.iter().filter(|r: &&Record| r.week >= lo && r.week <= hi) {
                            let c = (m.read)(r);
                            if c.den != 0.0 {
                                n += c.num;
                                d += c.den;
                                k += 1.0;
                            }
                        }
                        if k == 0.0 {
                            None
                        } else if m.combine == Combine::Sum {
                            Some(n / k)
                        } else {
                            Some(n / d)
                        }
                    })
                    .collect()
            })
            .collect();
        print!("{name:14}");
        for (i, m) in MEASURES.iter().enumerate() {
            if !wanted.contains(&m.name) && wanted[0] != "all" {
                continue;
            }
            let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
            let own: Vec<f64> = vals[i].iter().flatten().copied().collect();
            print!(" {}={:.4}", m.name, mean(&own));
            if let Some(b) = &base {
                let d: Vec<f64> = vals[i].iter().zip(&b[i]).filter_map(|(x, y)| Some((*x)? - (*y)?)).collect();
                let mu = mean(&d);
                let se = (d.iter().map(|x| (x - mu) * (x - mu)).sum::<f64>() / (d.len() as f64 - 1.0) / d.len() as f64).sqrt();
                let bm: Vec<f64> = b[i].iter().flatten().copied().collect();
                print!("({:+.1}%,t{:+.1})", 100.0 * mu / mean(&bm), mu / se);
            }
        }
        println!();
        if base.is_none() {
            base = Some(vals);
        }
    }
}
