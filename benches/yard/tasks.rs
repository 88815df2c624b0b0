//! What is measured in a round: each task gives one number.

use super::kernel::Kernel;
use super::plain::Town;
use super::runs::whole;
use super::z_home::{SETTLE, WARM, lived_in, sized, z_home};
use commonroom::internals::Offer;
use commonroom::{Blueprint, World, advance};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cell::RefCell;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::time::Instant;

/// A name and how to measure it once.
pub(crate) type Task = (String, Box<dyn FnMut() -> f64>);

/// Residents of the worlds that are stepped.
pub(crate) const SIZES: [i64; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// Runs of the row on whole runs.
const RUNS: u32 = 200;
/// Random worlds of each scenario in the row on `compare`.
const WORLDS: &str = "-r10";
/// Plausible draws of each scenario in the rows on draws, two worlds each.
const DRAWS: &str = "6";
/// Seven scenarios that share the first year with z-home, and one more.
const SEVEN: [&str; 7] =
    ["capacity", "support", "assessment", "brand", "non-profit", "union-council", "partners"];
const EIGHTH: &str = "mechanism";

/// All tasks; those that are divided by one another stand side by side.
pub(crate) fn all(numpy: Option<Command>) -> Vec<Task> {
    let mut tasks = Vec::new();
    SIZES[..2].iter().for_each(|residents| step(*residents, &mut tasks));
    tasks.push(plain(100_000));
    tasks.extend(numpy.map(|command| python(100_000, command)));
    SIZES[2..].iter().for_each(|residents| step(*residents, &mut tasks));
    let runs = |threads| move || whole_runs(threads);
    tasks.push(("runs".into(), Box::new(runs(1))));
    tasks.push(("runs, two threads".into(), Box::new(runs(2))));
    tasks.push(("founding".into(), Box::new(|| founding(1_000_000))));
    tasks.push(("compare seven".into(), Box::new(|| compare(&SEVEN, &[]))));
    tasks.push(("run z-home".into(), Box::new(|| run("z-home"))));
    tasks.push(("run seven".into(), Box::new(|| SEVEN.iter().map(|name| run(name)).sum())));
    tasks.push(("run the eighth".into(), Box::new(|| run(EIGHTH))));
    tasks.push(("compare eight".into(), Box::new(|| compare(&[&SEVEN[..], &[EIGHTH]].concat(), &[]))));
    tasks.push(("compare seven, no fork".into(), Box::new(|| compare(&SEVEN, &["--no-fork"]))));
    for (name, flags) in [("", &[][..]), (", no fork", &["--no-fork"][..])] {
        tasks.push((format!("draws of seven{name}"), Box::new(move || draws(&SEVEN, flags))));
        let small = [&["--set", "residents.population=2000"], flags].concat();
        tasks.push((format!("draws of sums{name}"), Box::new(move || draws(&sums(), &small))));
    }
    tasks.push(("version".into(), Box::new(|| often(&["--version"]))));
    tasks.push(("check".into(), Box::new(|| often(&["check", "z-home"]))));
    tasks.push(("bytes".into(), Box::new(|| bytes(10_000_000))));
    tasks
}

/// Weeks in one measurement: about as many resident-weeks for each size, whole months, since the meeting is
/// monthly.
fn weeks(residents: i64) -> i64 {
    (4_000_000 / residents).clamp(4, 200) / 4 * 4
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool")
}

/// Nanoseconds per resident and week.
fn each(residents: i64, mut live: impl FnMut()) -> f64 {
    let begun = Instant::now();
    (0..weeks(residents)).for_each(|_| live());
    begun.elapsed().as_nanos() as f64 / (residents * weeks(residents)) as f64
}

/// Our week and that of kernel K on one thread; at a million residents also ours on two.
fn step(residents: i64, tasks: &mut Vec<Task>) {
    let blueprint = Rc::new(z_home(residents));
    let world = Rc::new(RefCell::new(lived_in(&blueprint)));
    let stepping = |threads: usize| {
        let (world, blueprint, pool) = (Rc::clone(&world), Rc::clone(&blueprint), pool(threads));
        move || {
            let (world, blueprint): (&mut World, &Blueprint) = (&mut world.borrow_mut(), &blueprint);
            pool.install(|| each(residents, || advance(black_box(world), blueprint, &mut ())))
        }
    };
    tasks.push((format!("week {residents}"), Box::new(stepping(1))));
    if residents == 1_000_000 {
        tasks.push((format!("week {residents}, two threads"), Box::new(stepping(2))));
    }
    let mut kernel = Kernel::found(residents as u32);
    (0..20).for_each(|_| _ = kernel.live());
    let part = f64::from(kernel.residents()) / residents as f64;
    let work = move || each(residents, || _ = black_box(kernel.live())) / part;
    tasks.push((format!("K {residents}"), Box::new(work)));
}

/// The plain loop on the offers of our world, from its founding on; when they are used up, the last year
/// again.
fn plain(residents: i64) -> Task {
    let blueprint = z_home(residents);
    let mut world = World::new(&blueprint, 1, 0);
    let mut town = Town::found(&blueprint, &world, 1);
    let mut offers: Vec<Offer> = Vec::new();
    for _ in 0..WARM + SETTLE {
        advance(&mut world, &blueprint, &mut ());
        town.live(world.offers().next().expect("one community"));
    }
    for _ in 0..260 {
        advance(&mut world, &blueprint, &mut ());
        offers.extend(world.offers());
    }
    let mut next = (0..).map(move |i: usize| offers[if i < 260 { i } else { 208 + (i - 260) % 52 }]);
    let work = move || each(residents, || _ = black_box(town.live(&next.next().expect("endless"))));
    (format!("plain {residents}"), Box::new(work))
}

/// The NumPy program: it prints its own time first in its last line.
fn python(residents: i64, mut command: Command) -> Task {
    command.args([residents.to_string(), weeks(residents).to_string(), "1".into()]);
    let work = move || {
        let output = command.output().expect("Python");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let last =
            text.lines().last().and_then(|line| line.split(' ').next()).and_then(|word| word.parse().ok());
        last.unwrap_or_else(|| panic!("no time in: {text}{}", String::from_utf8_lossy(&output.stderr)))
    };
    (format!("NumPy {residents}"), Box::new(work))
}

/// Seconds for a whole run of 2,000 residents, founding, warm start and records included.
fn whole_runs(threads: usize) -> f64 {
    let scenario = sized(2_000);
    let begun = Instant::now();
    whole(&scenario, RUNS, threads);
    begun.elapsed().as_secs_f64() / f64::from(RUNS)
}

/// Nanoseconds per resident on two threads.
fn founding(residents: i64) -> f64 {
    let blueprint = z_home(residents);
    pool(2).install(|| {
        let begun = Instant::now();
        let world = black_box(World::new(&blueprint, 1, 0));
        let spent = begun.elapsed().as_nanos() as f64 / residents as f64;
        drop(world);
        spent
    })
}

/// Seconds of a command.
fn seconds(arguments: &[&str]) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    let begun = Instant::now();
    let status = command.status().expect("the program");
    let spent = begun.elapsed().as_secs_f64();
    assert!(status.success(), "{arguments:?}");
    spent
}

/// `compare z-home` with others.
fn compare(others: &[&str], flags: &[&str]) -> f64 {
    seconds(
        &[&["compare", "z-home", "--chance-only"], others, &[WORLDS, "--quiet", "--json"], flags].concat(),
    )
}

/// The sums of two of the seven: together with z-home until week 52, too.
fn sums() -> Vec<String> {
    let later = |at: usize| SEVEN[at + 1..].iter().map(move |other| format!("{}+{other}", SEVEN[at]));
    (0..SEVEN.len()).flat_map(later).collect()
}

/// `compare z-home` with others over plausible draws, in one world of chance.
fn draws<Name: AsRef<str>>(others: &[Name], flags: &[&str]) -> f64 {
    let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
    let asked = ["--draws", DRAWS, "-r1", "--quiet", "--json"];
    seconds(&[&["compare", "z-home"], &others[..], &asked, flags].concat())
}

/// One scenario in as many worlds.
fn run(name: &str) -> f64 {
    seconds(&["run", name, WORLDS, "--quiet", "--json"])
}

/// Milliseconds of a short command, the median of 21.
fn often(arguments: &[&str]) -> f64 {
    let mut spent: Vec<f64> = (0..21).map(|_| 1e3 * seconds(arguments)).collect();
    spent.sort_unstable_by(f64::total_cmp);
    spent[10]
}

/// Peak memory of a process of its own that founds a world and lives two months.
fn bytes(residents: i64) -> f64 {
    let this = std::env::current_exe().expect("this program");
    let output =
        Command::new(this).args(["memory", &residents.to_string()]).output().expect("this program again");
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("a number of bytes")
}

/// The child of [`bytes`]: prints the largest resident set per resident.
pub(crate) fn peak(residents: i64) {
    let blueprint = z_home(residents);
    let mut world = World::new(&blueprint, 1, 0);
    (0..8).for_each(|_| advance(&mut world, &blueprint, &mut ()));
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).expect("Linux");
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    println!("{:.1}", kib * 1024.0 / residents as f64);
}
