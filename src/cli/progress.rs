//! Progress over all runs, on stderr: a bar for people, lines of JSON for programs.

use crate::batch::{Job, RunEnd};
use crate::cli::terminal;
use crate::escape;
use crate::language::said;
use crate::report::text::screen;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Map, Value, json};
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// How to show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// A bar if stderr is a terminal
    #[default]
    Auto,
    /// A bar; line by line if stderr is no terminal
    Bar,
    /// One JSON object per line
    Json,
    /// Nothing
    None,
}

/// Progress of one batch.
pub(crate) struct Progress {
    total: u64,
    done: u64,
    failed: u64,
    /// What is counted.
    unit: &'static str,
    shown: Shown,
}

enum Shown {
    Nothing,
    Bar(ProgressBar),
    Lines,
    Json,
}

impl Progress {
    /// Begin with so many runs to do.
    pub(crate) fn begin(mode: Mode, total: u64) -> Progress {
        Progress::begin_with(mode, total, "runs")
    }

    /// Begin with so many of something else to do.
    pub(crate) fn begin_with(mode: Mode, total: u64, unit: &'static str) -> Progress {
        let terminal = std::io::stderr().is_terminal();
        let shown = match mode {
            Mode::None => Shown::Nothing,
            Mode::Json => Shown::Json,
            Mode::Auto | Mode::Bar if terminal => Shown::Bar(bar(total, unit)),
            Mode::Auto => Shown::Nothing,
            Mode::Bar => Shown::Lines,
        };
        Progress { total, done: 0, failed: 0, unit, shown }
    }

    /// So many more runs than was thought.
    pub(crate) fn extend(&mut self, runs: u64) {
        self.total += runs;
        if let Shown::Bar(bar) = &self.shown {
            bar.set_length(self.total);
        }
    }

    /// One run is finished.
    pub(crate) fn step(&mut self, job: &Job, end: RunEnd) {
        self.failed += u64::from(end == RunEnd::Failed);
        let (scenario, replicate) = (&job.scenario.name, job.replicate);
        self.advance(&[("scenario", json!(scenario)), ("replicate", json!(replicate))], end);
    }

    /// One piece of a stage is finished, which is no run of a scenario.
    pub(crate) fn step_of(&mut self, stage: &str) {
        self.advance(&[("stage", json!(stage))], RunEnd::Done);
    }

    /// One more is finished; what it was, as JSON tells it.
    fn advance(&mut self, what: &[(&str, Value)], end: RunEnd) {
        self.done += 1;
        match &self.shown {
            Shown::Nothing => {}
            Shown::Bar(bar) => {
                if self.failed > 0 {
                    bar.set_message(said!(", {} failed", self.failed));
                }
                bar.set_position(self.done);
            }
            // One line per tenth keeps a log readable.
            Shown::Lines if self.done * 10 / self.total != (self.done - 1) * 10 / self.total => {
                say(&said!("{} of {} {}, {} failed", self.done, self.total, self.unit, self.failed));
            }
            Shown::Lines => {}
            Shown::Json => {
                let told = what.iter().map(|(name, value)| ((*name).to_string(), value.clone()));
                let counted =
                    [("status", json!(end.word())), ("done", json!(self.done)), ("total", json!(self.total))];
                let all: Map<String, Value> =
                    told.chain(counted.map(|(name, value)| (name.to_string(), value))).collect();
                say(&escape::json(&Value::Object(all).to_string()));
            }
        }
    }

    /// Clear the bar: what follows are results.
    pub(crate) fn end(self) {
        if let Shown::Bar(bar) = self.shown {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64, unit: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    let template = said!("{{bar:40}} {{pos}} of {{len}} {unit}{{msg}}, {{elapsed}} gone, {{eta}} left");
    match ProgressStyle::with_template(&template) {
        Ok(style) => {
            let bar = bar.with_style(style.progress_chars("█▉▊▋▌▍▎▏ "));
            // Shown while the first run is going, and counting its time.
            bar.enable_steady_tick(Duration::from_secs(1));
            bar
        }
        Err(_) => bar,
    }
}

/// Words on stderr, which command no terminal; a reader that has gone away is no fault of the run.
pub(crate) fn say(words: &str) {
    let words = escape::terminal(words);
    let words = match terminal::width_of(&std::io::stderr()) {
        Some(cells) => screen::folded(&words, cells),
        None => words.to_string(),
    };
    let _ = writeln!(std::io::stderr(), "{words}");
}
