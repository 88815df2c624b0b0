//! Counts instructions, which unlike times are the same on a busy machine, and compares them with a record:
//! `cargo bench --bench instructions` fails above the record's allowance, `… -- --renew` writes the record
//! anew.
//!
//! Of the weeks it counts the institutions' part beside, and fails where that is not below its bound.
//!
//! Each region runs in a process of its own under `valgrind --tool=callgrind`, which counts from the entry of
//! the region's function to its end and nothing else. The instruction set decides which code runs, so the
//! record has one section for each.

// This program's answer is what it prints.
#![allow(clippy::panic, clippy::print_stdout, clippy::print_stderr)]

#[path = "yard/folder.rs"]
mod folder;
#[path = "yard/z_home.rs"]
#[allow(dead_code)] // a part of it is used here
mod z_home;

use commonroom::internals::{Outcome, Pages};
use commonroom::{Blueprint, Observer, Phase, Retain, Scenario, Trajectory, World, advance, simulate};
use std::hint::black_box;
use std::process::{Command, ExitCode};
use toml::{Table, Value};

const REGIONS: [&str; 5] = ["founding", "weeks", "institutions", "whole_run", "writing"];
const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.toml");
/// Weeks that are counted.
const WEEKS: usize = 26;
/// Share by which a count may leave the record.
const ALLOWANCE: f64 = 0.05;
/// The same for the institutions, which are so few instructions that what the compiler inlines elsewhere
/// moves them: three builds of the same sources of the world gave 794,862, 862,676 and 813,088. What holds
/// for them is their part of the weeks.
const ALLOWANCE_OF_INSTITUTIONS: f64 = 0.15;
/// Part of the weeks of 10,000 residents that institutions may take.
const INSTITUTIONS: f64 = 0.05;

#[inline(never)]
fn region_founding(blueprint: &Blueprint) -> World {
    World::new(blueprint, 1, 0)
}

#[inline(never)]
fn region_weeks(world: &mut World, blueprint: &Blueprint) {
    (0..WEEKS).for_each(|_| advance(world, blueprint, &mut ()));
}

/// Looks on, and lets institutions work in a function that can be counted.
struct Institutions;

impl Observer for Institutions {
    fn phase<T>(&self, phase: Phase, work: impl FnOnce() -> T) -> T {
        if phase == Phase::Institutions { region_institutions(work) } else { work() }
    }
}

#[inline(never)]
fn region_institutions<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
fn region_whole_run(scenario: &Scenario) -> Trajectory {
    simulate(&scenario.blueprint, 1, 1, Retain::default())
}

#[inline(never)]
fn region_writing(scenario: &Scenario, pages: &[Outcome<Pages>]) {
    folder::write(scenario, pages);
}

/// The child under valgrind: prepares, and runs one region.
fn count_me(region: &str) {
    let mut brief = z_home::sized(2_000);
    brief.blueprint.weeks = 52;
    match region {
        "founding" => drop(black_box(region_founding(&z_home::z_home(10_000)))),
        "weeks" => {
            let blueprint = z_home::z_home(10_000);
            let mut world = z_home::lived_in(&blueprint);
            region_weeks(black_box(&mut world), &blueprint);
        }
        "institutions" => {
            let blueprint = z_home::z_home(10_000);
            let mut world = z_home::lived_in(&blueprint);
            (0..WEEKS).for_each(|_| advance(&mut world, &blueprint, &mut Institutions));
        }
        "whole_run" => drop(black_box(region_whole_run(&brief))),
        "writing" => region_writing(&brief, &folder::pages(&brief, 4)),
        _ => panic!("no region {region}"),
    }
}

/// What the program sees of the processor: under valgrind that is what valgrind emulates.
fn instruction_set() -> &'static str {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        return "x86_64-avx2";
    } else if std::arch::is_x86_feature_detected!("sse4.2") {
        return "x86_64-sse4";
    }
    std::env::consts::ARCH
}

/// Instructions of a region and the instruction set they were counted with.
fn count(region: &str) -> (i64, String) {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no", "--callgrind-out-file=/dev/null"])
        .arg(format!("--toggle-collect=*region_{region}*"))
        .arg(std::env::current_exe().expect("this program"))
        .args(["count", region])
        .output()
        .unwrap_or_else(|why| panic!("valgrind does not start ({why}); it is a package of that name"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let collected =
        said.lines().find_map(|l| l.split("Collected :").nth(1)).and_then(|n| n.trim().parse().ok());
    let counted = collected.filter(|n: &i64| *n > 0 && output.status.success());
    (
        counted.unwrap_or_else(|| panic!("nothing was counted:\n{said}")),
        String::from_utf8_lossy(&output.stdout).trim().into(),
    )
}

fn compiler() -> String {
    let said = Command::new("rustc").arg("--version").output().map(|o| o.stdout).unwrap_or_default();
    String::from_utf8_lossy(&said).trim().to_string()
}

/// Compare with the section of the record; the sentences of what is not as recorded.
fn judge(counted: &[(&str, i64)], set: &str, section: &Table) -> Vec<String> {
    let recorded_with = section.get("compiler").and_then(Value::as_str).unwrap_or("another compiler");
    let mut faults = Vec::new();
    for (region, now) in counted {
        let Some(then) = section.get(*region).and_then(Value::as_integer) else {
            faults.push(format!("{region} is not in the record of {set}: renew it"));
            continue;
        };
        let change = *now as f64 / then as f64 - 1.0;
        let allowance = if *region == "institutions" { ALLOWANCE_OF_INSTITUTIONS } else { ALLOWANCE };
        println!("{region:10} {now:>14} instructions, {:+.2}% against {then}", 100.0 * change);
        if change > allowance {
            faults.push(format!(
                "{region} takes {:.1}% more instructions than recorded ({recorded_with}; here {}): make it \
                 cheaper, or say in the \
                 change why it must cost more and renew the record with --renew",
                100.0 * change,
                compiler()
            ));
        } else if change < -allowance {
            let less = -100.0 * change;
            faults.push(format!(
                "{region} takes {less:.1}% fewer instructions than recorded: well done, renew the record \
                 with --renew"
            ));
        }
    }
    faults
}

/// The institutions' part of the weeks, and the sentence where it is not below its bound.
fn part_of_institutions(counted: &[(&str, i64)]) -> Option<String> {
    let of = |name: &str| counted.iter().find(|(region, _)| *region == name).map_or(f64::NAN, |c| c.1 as f64);
    let part = of("institutions") / of("weeks");
    println!("institutions are {:.2}% of the weeks of 10,000 residents", 100.0 * part);
    (part.is_nan() || part >= INSTITUTIONS).then(|| {
        format!(
            "institutions take {:.2}% of the weeks of 10,000 residents: below {:.0}% is asked",
            100.0 * part,
            100.0 * INSTITUTIONS
        )
    })
}

/// Write the section of an instruction set anew.
fn renew(mut record: Table, counted: &[(&str, i64)], set: &str) {
    let mut section: Table =
        counted.iter().map(|(region, n)| ((*region).to_string(), Value::Integer(*n))).collect();
    section.insert("compiler".into(), compiler().into());
    record.insert(set.into(), Value::Table(section));
    let about = "# Instructions of the regions in benches/instructions.rs; renewed by `cargo bench --bench \
    instructions -- --renew`.\n";
    std::fs::write(RECORD, format!("{about}\n{record}")).expect("the record can be written");
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [word, region] = &args[..]
        && word == "count"
    {
        let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { panic!("a pool") };
        println!("{}", instruction_set());
        pool.install(|| count_me(region));
        return ExitCode::SUCCESS;
    }
    let (counted, sets): (Vec<_>, Vec<_>) =
        REGIONS.iter().map(|region| (*region, count(region))).map(|(r, (n, s))| ((r, n), s)).unzip();
    let set = &sets[0];
    let record: Table =
        std::fs::read_to_string(RECORD).unwrap_or_default().parse().expect("the record is TOML");
    if args.iter().any(|a| a == "--renew") {
        renew(record, &counted, set);
        return ExitCode::SUCCESS;
    }
    let Some(section) = record.get(set).and_then(Value::as_table) else {
        println!(
            "skipped: the record has no counts for {set}; a machine with that instruction set can add them \
             with --renew"
        );
        return ExitCode::SUCCESS;
    };
    let mut faults = judge(&counted, set, section);
    faults.extend(part_of_institutions(&counted));
    faults.iter().for_each(|fault| eprintln!("{fault}"));
    ExitCode::from(u8::from(!faults.is_empty()))
}
