//! Progress over all runs, on stderr: a bar for people, lines of JSON for programs.

use crate::batch::{Job, RunEnd};
use crate::escape;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;
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
        let terminal = std::io::stderr().is_terminal();
        let shown = match mode {
            Mode::None => Shown::Nothing,
            Mode::Json => Shown::Json,
            Mode::Auto | Mode::Bar if terminal => Shown::Bar(bar(total)),
            Mode::Auto => Shown::Nothing,
            Mode::Bar => Shown::Lines,
        };
        Progress { total, done: 0, failed: 0, shown }
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
        self.done += 1;
        self.failed += u64::from(end == RunEnd::Failed);
        match &self.shown {
            Shown::Nothing => {}
            Shown::Bar(bar) => {
                if self.failed > 0 {
                    bar.set_message(format!(", {} failed", self.failed));
                }
                bar.set_position(self.done);
            }
            // One line per tenth keeps a log readable.
            Shown::Lines if self.done * 10 / self.total != (self.done - 1) * 10 / self.total => {
                say(&format!("{} of {} runs, {} failed", self.done, self.total, self.failed));
            }
            Shown::Lines => {}
            Shown::Json => say(&escape::json(&self.line(job, end.word()))),
        }
    }

    fn line(&self, job: &Job, status: &str) -> String {
        let name = &job.scenario.name;
        let (done, total) = (self.done, self.total);
        json!({
            "scenario": name, "replicate": job.replicate, "status": status, "done": done, "total": total,
        })
        .to_string()
    }

    /// Clear the bar: what follows are results.
    pub(crate) fn end(self) {
        if let Shown::Bar(bar) = self.shown {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:40} {pos} of {len} runs{msg}, {elapsed} gone, {eta} left") {
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
    let _ = writeln!(std::io::stderr(), "{}", escape::terminal(words));
}
