//! The command line: one file per command. Holds no rule of the model.

pub mod batch;
mod calibrate;
mod check;
pub mod compare;
mod completions;
mod coverage;
mod decision;
pub mod diagnose;
mod examples;
mod explain;
mod interrupt;
mod levers;
mod new;
mod outputs;
mod overlay;
pub mod plot;
mod progress;
pub mod report;
pub mod run;
mod schema;
mod survey;
pub mod timings;
pub mod validate;
mod villages;

use clap::{Parser, Subcommand};
use std::io::{ErrorKind, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// Why a command did not succeed: the exit code of the contract and what to say on stderr.
#[derive(Debug)]
pub struct Failure {
    /// 1 a run failed · 2 usage · 3 scenario or data refused · 4 output exists · 5 verification mismatch ·
    /// 130 interrupted.
    pub code: u8,
    /// Complete text for stderr, may have many lines; printed as it is.
    pub message: String,
}

impl Failure {
    /// A failure in one sentence.
    pub fn new(code: u8, why: impl AsRef<str>) -> Failure {
        Failure { code, message: format!("error: {}", why.as_ref()) }
    }
}

/// The version, and the commit (or the hash of the sources) that it was built from.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("COMMONROOM_COMMIT"), ")");

/// Simulate who uses a community's public space, who runs it, and what support changes.
#[derive(Parser, Debug)]
#[command(version = VERSION, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    New(new::Arguments),
    Examples(examples::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    Run(run::Arguments),
    Compare(compare::Arguments),
    Diagnose(diagnose::Arguments),
    Calibrate(calibrate::Arguments),
    Decision(decision::Arguments),
    Coverage(coverage::Arguments),
    Validate(validate::Arguments),
    Report(report::Arguments),
    Plot(plot::Arguments),
    Survey(survey::Arguments),
    Villages(villages::Arguments),
    Levers(levers::Arguments),
    Outputs(outputs::Arguments),
    /// Print a JSON Schema of scenario files
    Schema,
    Completions(completions::Arguments),
}

/// Read the arguments, carry out the command, answer with the exit code.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    guarded(|| carry_out(cli.command))
}

/// Do the work of a command; whatever happens ends in an exit code and a sentence.
pub fn guarded(work: impl FnOnce() -> Result<(), Failure>) -> ExitCode {
    quiet_panics();
    interrupt::listen();
    let failure = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(failure)) => failure,
        Err(_) => Failure::new(1, format!("a fault of this program, please report it: {}", last_panic())),
    };
    if !failure.message.is_empty() {
        progress::say(failure.message.trim_end());
    }
    ExitCode::from(failure.code)
}

fn carry_out(command: Command) -> Result<(), Failure> {
    match command {
        Command::New(arguments) => new::carry_out(&arguments),
        Command::Examples(arguments) => examples::carry_out(&arguments),
        Command::Check(arguments) => check::carry_out(&arguments),
        Command::Explain(arguments) => explain::carry_out(&arguments),
        Command::Levers(arguments) => levers::carry_out(&arguments),
        Command::Outputs(arguments) => outputs::carry_out(&arguments),
        Command::Schema => schema::carry_out(),
        Command::Completions(arguments) => completions::carry_out(&arguments),
        Command::Run(arguments) => run::carry_out(&arguments),
        Command::Compare(arguments) => compare::carry_out(&arguments),
        Command::Decision(arguments) => decision::carry_out(&arguments),
        Command::Coverage(arguments) => coverage::carry_out(&arguments),
        Command::Diagnose(arguments) => diagnose::carry_out(&arguments),
        Command::Calibrate(arguments) => calibrate::carry_out(&arguments),
        Command::Validate(arguments) => validate::carry_out(&arguments),
        Command::Report(arguments) => report::carry_out(&arguments, &crate::simulation::live),
        Command::Plot(arguments) => plot::carry_out(&arguments),
        Command::Survey(arguments) => survey::carry_out(&arguments),
        Command::Villages(arguments) => villages::carry_out(&arguments),
    }
}

/// Results on stdout. A reader that has seen enough (`| head`) is no failure.
fn answer(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(1, format!("stdout: {cause}")))
        }
        _ => Ok(()),
    }
}

static PANIC: Mutex<String> = Mutex::new(String::new());

/// A panic inside a run becomes a failed run, and any other one a sentence: neither needs a trace on the
/// user's screen. Whoever asks for a trace with `RUST_BACKTRACE` gets it.
fn quiet_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none_or(|value| value == "0") {
        std::panic::set_hook(Box::new(|info| {
            *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string()
        }));
    }
}

fn last_panic() -> String {
    PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
