//! `slurm`: a script that lives the shards of a plan as an array job and puts them together after it.

use crate::cli::flags::{PageFile, write_page};
use crate::cli::sweep::SweepFlags;
use crate::cli::{Failure, answer, answer_exactly};
use crate::language::said;
use clap::Args;
use std::path::{Path, PathBuf};

/// Print a script that lives the shards of a plan as a Slurm array job and merges them after it
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// The plan; it says how many shards there are (`shards = 100`)
    #[arg(value_name = "PLAN")]
    plan: String,
    #[command(flatten)]
    page: PageFile,
}

/// Write the script.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let shards = planned_shards(&arguments.plan)?;
    let page = arguments.page.begin()?;
    let text = script(&arguments.plan, shards);
    match write_page(page, &text)? {
        Some(said) => answer(&said),
        None => answer_exactly(&text),
    }
}

/// The number of shards of a sound plan.
pub(crate) fn planned_shards(plan: &str) -> Result<u32, Failure> {
    let sweep = SweepFlags { files: vec![plan.to_string()], ..SweepFlags::default() }.read()?;
    let unsaid =
        || said!("{plan}: does not say into how many shards it is dealt: `shards = 100`, at most 1000");
    sweep.shards.ok_or_else(|| Failure::new(3, unsaid()))
}

/// Where the folders of the shards stand: beside the plan, in `NAME.shards`.
pub(crate) fn folder(plan: &str) -> PathBuf {
    Path::new(plan).with_extension("shards")
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// The same where most texts are one word as they stand.
pub(super) fn quoted_where_needed(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"./_-+=:,".contains(&byte);
    if !text.is_empty() && text.bytes().all(plain) { text.into() } else { quoted(text) }
}

/// The number of shards stands in it as the plan says: on a partial resubmission Slurm's own count is
/// another. A shard is not run by `exec`: then Slurm would not see why it ended. The merge comes after the
/// array however that ended, and refuses what is not complete.
fn script(plan: &str, shards: u32) -> String {
    let folder = folder(plan);
    let name = Path::new(plan).file_stem().unwrap_or_default().to_string_lossy();
    let whole = Path::new(plan).with_extension("results");
    let [plan, folder, whole] =
        [plan.to_string(), folder.to_string_lossy().into(), whole.to_string_lossy().into()]
            .map(|text| quoted(&text));
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let words = [
        ("@NAME@", name),
        ("@SHARDS@", shards.to_string()),
        ("@PLAN@", plan),
        ("@FOLDER@", folder),
        ("@WHOLE@", whole),
    ];
    words.iter().fold(SCRIPT.to_string(), |text, (place, word)| text.replace(place, word))
}

/// The script; what is between two `@` is put in.
const SCRIPT: &str = r#"#!/bin/bash
#SBATCH --job-name=@NAME@
#SBATCH --output=@NAME@-%A_%a.log
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --signal=B:TERM@60
# bash THIS          submits all shards, and a merge after them
# bash THIS missing  submits those that are not finished, and a merge after them
# bash THIS merge    puts them together
# bash THIS 3        lives shard 3 here: seq @SHARDS@ | parallel bash THIS
program=${COMMONROOM:-commonroom}
shard=${SLURM_ARRAY_TASK_ID:-${1:-}}
mkdir -p @FOLDER@
case $shard in
merge)
    exec "$program" merge @FOLDER@/* -o @WHOLE@ ;;
''|missing)
    array=1-@SHARDS@
    if [ "$shard" = missing ]; then array=$("$program" missing @PLAN@) || exit; fi
    after=
    if [ -n "$array" ]; then
        job=$(sbatch --parsable --array="$array" "$0") || exit
        after=--dependency=afterany:$job
    fi
    sbatch $after --job-name=@NAME@-merge --output=@NAME@-merge.log \
        --wrap "$(printf '%q' "$program") merge @FOLDER@/* -o @WHOLE@"
    exit ;;
esac
# In the background, so that a signal to this script reaches the program: it keeps what is finished.
"$program" sweep @PLAN@ --shard "$shard/@SHARDS@" --resume -j "${SLURM_CPUS_PER_TASK:-1}" -q \
    -o @FOLDER@/"$shard" > /dev/null &
trap 'kill -TERM $!' TERM INT
wait $!
code=$?
if [ $code -ge 128 ]; then wait $!; code=$?; fi
if [ $code -ge 128 ] && [ -n "${SLURM_ARRAY_JOB_ID:-}" ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
    scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
fi
exit $code
"#;

#[cfg(test)]
mod tests {
    use super::{quoted, quoted_where_needed, script};

    #[test]
    fn names_are_one_word_and_the_plan_alone_says_how_many_shards() {
        assert_eq!(quoted("it's"), "'it'\\''s'");
        let where_needed = ["own.csv", "my home.toml", "", "-x"].map(quoted_where_needed);
        assert_eq!(where_needed, ["own.csv", "'my home.toml'", "''", "-x"]);
        let text = script("my plans/it's.toml", 7);
        for part in ["--shard \"$shard/7\"", "--array=\"$array\"", "array=1-7\n"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(text.contains("sweep 'my plans/it'\\''s.toml'") && !text.contains("TASK_COUNT"), "{text}");
    }
}
