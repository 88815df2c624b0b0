//! The command line: one file per command. Holds no rule of the model.
//!
//! - What does a command take, and what does it answer? → the file of its name, `run` in it
//! - Which flags do commands share? → `flags.rs`
//! - How does a batch become a folder and a table? → `batch.rs`, `lived.rs`; a report? → `folder_report.rs`
//! - In which language? → `language.rs`; how wide is the terminal? → `terminal.rs`; what is a comparison warned
//!   of? → `compare_warnings.rs`; what do other languages call? → `bindings/`; how are runs lived again? → `relive.rs`
//! - Which runs are lived here, and which tables are written? → `share.rs`; how are finished runs kept for
//!   `--resume`? → `kept.rs`; does it fit into memory? → `memory.rs`
//! - How is progress shown? → `progress.rs`; how does Ctrl-C end a batch? → `interrupt.rs`
//! - How are parameters of a posterior drawn? → `overlay.rs`; which draws stand for what is not known? →
//!   `draws.rs`; where did the time go? → `timings.rs`

pub(crate) mod batch;
mod best;
pub(crate) mod bindings;
mod calibrate;
mod check;
pub(crate) mod compare;
mod compare_folders;
mod compare_sink;
mod compare_warnings;
mod completions;
mod coverage;
mod decision;
pub(crate) mod diagnose;
mod diff;
mod draws;
mod examples;
mod explain;
mod explore;
mod failure;
mod folder_report;
pub(crate) mod goals;
pub(crate) mod flags;
mod interrupt;
mod kept;
pub(crate) mod knowledge;
mod language;
mod levers;
pub(crate) mod lived;
mod memory;
mod merge;
mod missing;
mod new;
mod outputs;
mod overlay;
mod plausible;
pub(crate) mod plot;
mod probe;
mod progress;
mod relive;
pub(crate) mod report;
mod rerun;
pub(crate) mod run;
mod schema;
pub(crate) mod share;
mod slurm;
mod sensitivity;
mod stages;
mod story;
mod survey;
mod sweep;
mod terminal;
pub(crate) mod timings;
mod trial;
pub(crate) mod validate;
mod verify;
mod villages;

pub(crate) use crate::cli::failure::Failure;

use crate::batch::Stopped;
use crate::cli::language::Tongue;
use crate::columns::Shortage;
use crate::escape;
use crate::language::said;
use crate::report::text::screen;
use crate::stop::{self, Interruption};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::any::Any;
use std::io::{ErrorKind, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// The version, and the commit (or the hash of the sources) that it was built from.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("COMMONROOM_COMMIT"), ")");

/// What the program ends with.
const EXIT_CODES: &str = "Exit codes: 0 done, 1 a run failed, 2 usage, 3 scenario or data refused, \
    4 output exists already, 5 something else came out than was written, 130 interrupted";

/// Simulate who uses a community's public space, who runs it, and what support changes.
#[derive(Parser, Debug)]
#[command(version = VERSION, about, max_term_width = 100, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Language of what is said [default: that of LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    lang: Option<Tongue>,
}

#[derive(Subcommand, Debug)]
enum Command {
    New(new::Arguments),
    Examples(examples::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    Explore(explore::Arguments),
    Diff(diff::Arguments),
    Run(run::Arguments),
    Sweep(sweep::Arguments),
    Plan(sweep::PlanArguments),
    Compare(compare::Arguments),
    Diagnose(diagnose::Arguments),
    Best(best::Arguments),
    Calibrate(calibrate::Arguments),
    Plausible(plausible::Arguments),
    Sensitivity(sensitivity::Arguments),
    Decision(decision::Arguments),
    Coverage(coverage::Arguments),
    Validate(validate::Arguments),
    Report(report::Arguments),
    Plot(plot::Arguments),
    Story(story::Arguments),
    Survey(survey::Arguments),
    Villages(villages::Arguments),
    Merge(merge::Arguments),
    Slurm(slurm::Arguments),
    Missing(missing::Arguments),
    Verify(verify::Arguments),
    Rerun(rerun::Arguments),
    Levers(levers::Arguments),
    Outputs(outputs::Arguments),
    /// Print a JSON Schema of scenario files
    Schema,
    Completions(completions::Arguments),
    /// Print the version, like --version
    #[command(hide = true)]
    Version,
}

/// Read the arguments, carry out the command, answer with the exit code.
pub fn run() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    language::settle(&arguments);
    let read = language::helped(Cli::command()).try_get_matches();
    let cli = read.and_then(|read| Cli::from_arg_matches(&read)).unwrap_or_else(|error| refuse(&error));
    if let Some(cells) = terminal::width_of(&std::io::stdout()) {
        screen::set(cells);
    }
    guarded(|| dispatch(cli.command))
}

/// Say what is wrong with the arguments, or show the help that was asked for. Colours only where the
/// arguments, which are repeated, command no terminal.
fn refuse(error: &clap::Error) -> ! {
    if let Some(words) = language::refusal(error) {
        progress::say(&words);
        std::process::exit(error.exit_code());
    }
    let words = error.render().to_string();
    if error.use_stderr() && escape::terminal(&words) != words {
        progress::say(words.trim_end());
        std::process::exit(error.exit_code());
    }
    error.exit()
}

/// Do the work of a command; whatever happens ends in an exit code and a sentence.
pub(crate) fn guarded(work: impl FnOnce() -> Result<(), Failure>) -> ExitCode {
    quiet_panics();
    interrupt::listen();
    let failure = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(failure)) => failure,
        Err(cause) if cause.is::<Interruption>() => Failure::from(Stopped::Cancelled),
        Err(cause) if cause.is::<Shortage>() => Failure::new(1, shortage(&*cause)),
        Err(_) => Failure::new(1, said!("a fault of this program, please report it: {}", last_panic())),
    };
    if !failure.message.is_empty() {
        progress::say(failure.message.trim_end());
    }
    ExitCode::from(failure.code)
}

/// Why there was no memory.
pub(crate) fn shortage(cause: &(dyn Any + Send)) -> String {
    cause.downcast_ref().map_or(String::new(), |Shortage(why)| why.clone())
}

fn dispatch(command: Command) -> Result<(), Failure> {
    match command {
        Command::New(arguments) => new::run(&arguments),
        Command::Examples(arguments) => examples::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Explore(arguments) => explore::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Levers(arguments) => levers::run(&arguments),
        Command::Outputs(arguments) => outputs::run(&arguments),
        Command::Schema => schema::run(),
        Command::Version => answer(&format!("{} {VERSION}\n", env!("CARGO_PKG_NAME"))),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Sweep(arguments) => sweep::run(&arguments),
        Command::Plan(arguments) => sweep::plan(&arguments),
        Command::Compare(arguments) => compare_folders::run(&arguments),
        Command::Decision(arguments) => decision::run(&arguments),
        Command::Coverage(arguments) => coverage::run(&arguments),
        Command::Diagnose(arguments) => diagnose::run(&arguments),
        Command::Best(arguments) => best::run(&arguments),
        Command::Calibrate(arguments) => calibrate::run(&arguments),
        Command::Plausible(arguments) => plausible::run(&arguments),
        Command::Sensitivity(arguments) => sensitivity::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Plot(arguments) => plot::run(&arguments),
        Command::Story(arguments) => story::run(&arguments),
        Command::Survey(arguments) => survey::run(&arguments),
        Command::Villages(arguments) => villages::run(&arguments),
        Command::Slurm(arguments) => slurm::run(&arguments),
        Command::Missing(arguments) => missing::run(&arguments),
        Command::Merge(arguments) => merge::run(&arguments),
        Command::Rerun(arguments) => rerun::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
    }
}

/// A failed run is data, but the exit code tells of it.
fn all_done(failed: u64, runs: u64) -> Result<(), Failure> {
    if failed == 0 { Ok(()) } else { Err(Failure::new(1, said!("{failed} of {runs} runs failed"))) }
}

/// Results for people on stdout; nothing in them commands the terminal.
fn answer(text: &str) -> Result<(), Failure> {
    let text = escape::terminal(text);
    match terminal::width_of(&std::io::stdout()) {
        Some(cells) => answer_exactly(&screen::folded(&text, cells)),
        None => answer_exactly(&text),
    }
}

/// Results for programs on stdout.
fn answer_json(json: &serde_json::Value) -> Result<(), Failure> {
    answer_exactly(&escape::json(&format!("{json:#}\n")))
}

/// A text on stdout as it is. Whoever stops while a reader keeps us waiting ends at once; a reader that has
/// seen enough (`| head`) is no failure.
fn answer_exactly(text: &str) -> Result<(), Failure> {
    let write = || {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush())
    };
    match stop::waiting(write) {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(1, format!("stdout: {cause}")))
        }
        _ => Ok(()),
    }
}

static PANIC: Mutex<String> = Mutex::new(String::new());

/// A panic inside a run becomes a failed run, and any other one a sentence: neither needs a trace on the
/// user's screen. Whoever asks for a trace with `RUST_BACKTRACE` gets it.
pub(crate) fn quiet_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none_or(|value| value == "0") {
        std::panic::set_hook(Box::new(|info| {
            *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string()
        }));
    }
}

pub(crate) fn last_panic() -> String {
    PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
