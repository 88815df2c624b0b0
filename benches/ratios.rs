//! One table: the simulator against kernel K, a NumPy program, a plain loop, itself on two threads. `bash
//! benches/ratios.sh`.
//!
//! Times differ between machines and hours; ratios of what runs side by side hardly do. Every round measures
//! everything once, in turn forwards and backwards, and a row is the median over the rounds of the ratio
//! within a round, with its smallest and largest.

// How long it takes is what is shown.
#![allow(clippy::panic, clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)]

#[path = "yard/kernel.rs"]
mod kernel;
#[path = "yard/plain/mod.rs"]
mod plain;
#[path = "yard/runs.rs"]
mod runs;
#[path = "yard/tasks.rs"]
mod tasks;
#[path = "yard/z_home.rs"]
mod z_home;

use std::collections::BTreeMap;
use std::process::Command;
use tasks::SIZES;

/// Measured values by task, one a round.
pub(crate) struct Rounds(BTreeMap<String, Vec<f64>>);

/// A row: what, what is hoped for, how it is worked out of one round.
struct Row {
    what: &'static str,
    goal: Goal,
    digits: usize,
    of: fn(&Round) -> Option<f64>,
}

enum Goal {
    AtMost(f64),
    AtLeast(f64),
}

/// The values of one round by task.
type Round = BTreeMap<String, f64>;

fn ratio(round: &Round, above: &str, below: &str) -> Option<f64> {
    Some(round.get(above)? / round.get(below)?)
}

/// Slope of the logarithm of a week's time over the logarithm of the number of residents.
fn growth(round: &Round, program: &str) -> Option<f64> {
    let points: Vec<(f64, f64)> = SIZES
        .iter()
        .map(|n| Some(((*n as f64).ln(), (round.get(&format!("{program} {n}"))? * *n as f64).ln())))
        .collect::<Option<_>>()?;
    let mean = |f: fn(&(f64, f64)) -> f64| points.iter().map(f).sum::<f64>() / points.len() as f64;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let over: f64 = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    Some(over / points.iter().map(|p| (p.0 - x) * (p.0 - x)).sum::<f64>())
}

const ROWS: [Row; 18] = [
    Row {
        what: "a week of 100,000 residents, × kernel K",
        goal: Goal::AtMost(2.8),
        digits: 2,
        of: |r| ratio(r, "week 100000", "K 100000"),
    },
    Row {
        what: "a week of 10 million residents, × kernel K",
        goal: Goal::AtMost(3.2),
        digits: 2,
        of: |r| ratio(r, "week 10000000", "K 10000000"),
    },
    Row {
        what: "NumPy program, × ours, 100,000 residents",
        goal: Goal::AtLeast(3.0),
        digits: 2,
        of: |r| ratio(r, "NumPy 100000", "week 100000"),
    },
    Row {
        what: "plain Rust loop, × ours, 100,000 residents",
        goal: Goal::AtLeast(2.0),
        digits: 2,
        of: |r| ratio(r, "plain 100000", "week 100000"),
    },
    Row {
        what: "one run of 1 million residents: one thread, × two threads",
        goal: Goal::AtLeast(1.7),
        digits: 2,
        of: |r| ratio(r, "week 1000000", "week 1000000, two threads"),
    },
    Row {
        what: "200 runs of 2,000 residents: one thread, × two threads",
        goal: Goal::AtLeast(1.9),
        digits: 2,
        of: |r| ratio(r, "runs", "runs, two threads"),
    },
    Row {
        what: "whole runs a second and thread, 2,000 residents, 260 weeks and warm start",
        goal: Goal::AtLeast(60.0),
        digits: 1,
        of: |r| Some(1.0 / r.get("runs")?),
    },
    Row {
        what: "growth exponent of a week's time, 10,000 to 10 million residents",
        goal: Goal::AtMost(1.07),
        digits: 3,
        of: |r| growth(r, "week"),
    },
    Row {
        what: "the same of kernel K: what the machine's memory does to any program",
        goal: Goal::AtMost(f64::INFINITY),
        digits: 3,
        of: |r| growth(r, "K"),
    },
    Row {
        what: "peak memory of a run of 10 million residents, bytes each",
        goal: Goal::AtMost(100.0),
        digits: 1,
        of: |r| r.get("bytes").copied(),
    },
    Row {
        what: "founding 1 million residents on two threads, ns each",
        goal: Goal::AtMost(150.0),
        digits: 0,
        of: |r| r.get("founding").copied(),
    },
    Row {
        what: "`compare` of eight scenarios (z-home and seven), × the same eight run one by one",
        goal: Goal::AtMost(0.65),
        digits: 2,
        of: |r| Some(r.get("compare seven")? / (r.get("run z-home")? + r.get("run seven")?)),
    },
    Row {
        what: "`compare z-home` with eight others, × these eight run one by one",
        goal: Goal::AtMost(f64::INFINITY),
        digits: 2,
        of: |r| Some(r.get("compare eight")? / (r.get("run seven")? + r.get("run the eighth")?)),
    },
    Row {
        what: "the first with `--no-fork`, × the same eight run one by one",
        goal: Goal::AtMost(f64::INFINITY),
        digits: 2,
        of: |r| Some(r.get("compare seven, no fork")? / (r.get("run z-home")? + r.get("run seven")?)),
    },
    Row {
        what: "plausible draws of z-home and seven, which part in week 53: lived from the start, × shared",
        goal: Goal::AtLeast(1.8),
        digits: 2,
        of: |r| ratio(r, "draws of seven, no fork", "draws of seven"),
    },
    Row {
        what: "the same of z-home and the twenty-one sums of two of them, 2,000 residents",
        goal: Goal::AtLeast(1.8),
        digits: 2,
        of: |r| ratio(r, "draws of sums, no fork", "draws of sums"),
    },
    Row {
        what: "`commonroom --version`, ms",
        goal: Goal::AtMost(10.0),
        digits: 1,
        of: |r| r.get("version").copied(),
    },
    Row {
        what: "`commonroom check z-home`, ms",
        goal: Goal::AtMost(20.0),
        digits: 1,
        of: |r| r.get("check").copied(),
    },
];

impl Rounds {
    fn round(&self, n: usize) -> Round {
        self.0.iter().map(|(task, values)| (task.clone(), values[n])).collect()
    }

    fn over(&self, rounds: usize, of: impl Fn(&Round) -> Option<f64>) -> Option<Vec<f64>> {
        let mut values = (0..rounds).map(|n| of(&self.round(n))).collect::<Option<Vec<f64>>>()?;
        values.sort_unstable_by(f64::total_cmp);
        Some(values)
    }
}

/// The median of sorted values, with the smallest and the largest.
fn shown(sorted: &[f64], digits: usize) -> String {
    let (low, high) = (sorted[0], sorted[sorted.len() - 1]);
    format!("{:.digits$} ({low:.digits$} to {high:.digits$})", median(sorted))
}

fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { (sorted[half - 1] + sorted[half]) / 2.0 }
}

fn table(rounds: &Rounds, n: usize) -> String {
    let mut text = "| what | goal | measured | |\n|---|---|---|---|\n".to_string();
    for row in ROWS {
        let digits = row.digits;
        let Some(values) = rounds.over(n, row.of) else {
            text += &format!("| {} | | not measured | |\n", row.what);
            continue;
        };
        let (goal, met) = match row.goal {
            Goal::AtMost(most) if most.is_infinite() => (String::new(), None),
            Goal::AtMost(most) => (format!("≤ {most}"), Some(median(&values) <= most)),
            Goal::AtLeast(least) => (format!("≥ {least}"), Some(median(&values) >= least)),
        };
        let verdict = met.map_or("", |met| if met { "met" } else { "**missed**" });
        text += &format!("| {} | {goal} | {} | {verdict} |\n", row.what, shown(&values, digits));
    }
    text += "\n| ns per resident and week, one thread |";
    SIZES.iter().for_each(|n| text += &format!(" {n} |"));
    text += "\n|---|---|---|---|---|\n";
    for (program, task) in [
        ("commonroom, `z-home`", "week"),
        ("kernel K", "K"),
        ("plain Rust loop", "plain"),
        ("NumPy program", "NumPy"),
    ] {
        text += &format!("| {program} |");
        for size in SIZES {
            let values = rounds.over(n, |round| round.get(&format!("{task} {size}")).copied());
            text += &values.map_or(" – |".into(), |v| format!(" {} |", shown(&v, 1)));
        }
        text += "\n";
    }
    text
}

/// The machine in general terms.
fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        cpu.lines()
            .find(|l| l.starts_with(name))
            .and_then(|l| l.split(": ").nth(1))
            .unwrap_or("unknown")
            .to_string()
    };
    let cores = std::thread::available_parallelism().map_or(0, |n| n.get());
    let isa = if field("flags").contains("avx2") { "AVX2" } else { "no AVX2" };
    format!("{} with {cores} cores, {isa}", field("model name"))
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["memory", residents] => tasks::peak(residents.parse().expect("a number")),
        ["rounds", rounds, ref numpy @ ..] => {
            let n: usize = rounds.parse().expect("a number of rounds");
            let numpy = numpy.split_first().map(|(program, rest)| {
                let mut command = Command::new(program);
                command.args(rest);
                command
            });
            kernel::check();
            let rounds = measure(n, tasks::all(numpy));
            println!(
                "Medians of {n} interleaved rounds (smallest–largest) on {}.\n\n{}",
                machine(),
                table(&rounds, n)
            );
        }
        // Rows alone, by a part of their tasks' names: `cargo bench --bench ratios -- only "draws of" 5`.
        ["only", part, rounds] => {
            let n: usize = rounds.parse().expect("a number of rounds");
            let mut tasks = tasks::all(None);
            tasks.retain(|(name, _)| name.contains(part));
            println!("{}", table(&measure(n, tasks), n));
        }
        _ => eprintln!("`bash benches/ratios.sh` measures the ratios; it takes a quarter of an hour"),
    }
}

/// Everything once a round, forwards and backwards in turn.
fn measure(rounds: usize, mut tasks: Vec<tasks::Task>) -> Rounds {
    let mut values = BTreeMap::new();
    for round in 0..rounds {
        eprintln!("round {} of {rounds}", round + 1);
        let mut order: Vec<usize> = (0..tasks.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for task in order {
            let (name, work) = &mut tasks[task];
            let value = work();
            eprintln!("  {name:32} {value:.4}");
            values.entry(name.clone()).or_insert_with(Vec::new).push(value);
        }
    }
    Rounds(values)
}
