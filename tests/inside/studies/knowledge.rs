//! The set of plausible draws inside the program, held against the rows once more: in the same random worlds
//! members that were kept contradict none of them, and what members know *together* is what keeps them:
//! the same values, each parameter's from another member, contradict many.

use crate::batch::rounds::{Rounds, Unobserved};

use crate::study::plausible::history::rows_wave;
use crate::study::plausible::kept::KeptDraws;
use crate::study::plausible::sampler::Lived;
use std::sync::atomic::AtomicBool;

/// Members that are lived again.
const AGAIN: usize = 24;

/// A number behind a flag of the command that made the set.
fn asked(set: &KeptDraws, flag: &str) -> u32 {
    let mut words = set.command.split(' ').skip_while(|word| *word != flag);
    words.nth(1).and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{flag} {}", set.command))
}

/// How many members contradict a row, with these values in the worlds in which they were judged.
fn contradict(set: &KeptDraws, members: &[u32], values: Vec<Vec<f64>>) -> usize {
    let (steps, worlds) = (asked(set, "--steps"), asked(set, "--worlds"));
    let paths = set.parameters.iter().map(String::as_str).collect();
    let lived = Lived { members, paths, values, stage: steps, of: set.members };
    let (cancel, mut nobody) = (AtomicBool::new(false), Unobserved);
    let mut rounds = Rounds::new(None, asked(set, "--seed").into(), 0, &cancel, &mut nobody);
    let wave = lived.live(&mut rounds, 2 * worlds, rows_wave).unwrap();
    wave.kept().iter().filter(|kept| !**kept).count()
}

#[test]
fn draws_inside_the_program_meet_the_rows_again_and_by_what_they_hold_together() {
    let set = KeptDraws::embedded().unwrap().expect("a set is inside");
    let step = set.draws.len() / AGAIN;
    let at: Vec<usize> = (0..AGAIN).map(|one| one * step).collect();
    let members: Vec<u32> = at.iter().map(|at| set.kept[*at]).collect();
    let own = at.iter().map(|at| set.draws[*at].clone()).collect();
    // Chance is that of the middle member of those lived, so that one at the edge may fall to the other side.
    let out = contradict(&set, &members, own);
    assert!(out <= 1, "{out} of {AGAIN} contradict a row again");
    let from = |at: usize, parameter: usize| (at + 1 + parameter % (set.draws.len() - 1)) % set.draws.len();
    let mixed = |at: &usize| -> Vec<f64> {
        (0..set.parameters.len()).map(|parameter| set.draws[from(*at, parameter)][parameter]).collect()
    };
    let out = contradict(&set, &members, at.iter().map(mixed).collect());
    assert!(out * 2 > AGAIN, "only {out} of {AGAIN} mixed ones contradict a row");
}
