use super::{Journal, RunKey};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn key(n: u8) -> RunKey {
    [n; 32]
}

fn content(n: u8) -> Vec<u8> {
    (0..40 + usize::from(n)).map(|at| at as u8 ^ n).collect()
}

/// A journal with three runs.
fn written(path: &Path) -> Vec<u8> {
    let mut journal = Journal::open(path.to_path_buf()).unwrap();
    (1..=3).for_each(|n| journal.append(key(n), &content(n)).unwrap());
    drop(journal);
    fs::read(path).unwrap()
}

/// What is found in a journal of these bytes, and what after one more run was added.
fn found(path: &Path, bytes: &[u8]) -> BTreeMap<RunKey, Vec<u8>> {
    fs::write(path, bytes).unwrap();
    let mut journal = Journal::open(path.to_path_buf()).unwrap();
    journal.append(key(9), &content(9)).unwrap();
    drop(journal);
    let mut journal = Journal::open(path.to_path_buf()).unwrap();
    let keys: Vec<RunKey> = journal.found.keys().copied().collect();
    keys.into_iter().map(|key| (key, journal.read(&key).unwrap().unwrap())).collect()
}

#[test]
fn cut_at_any_byte_it_keeps_every_run_that_was_whole() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("out.journal");
    let bytes = written(&path);
    let ends: Vec<usize> =
        (1..=3).map(|n| bytes.len() - (n..3).map(|n| 80 + 41 + n).sum::<usize>()).collect();
    for cut in 0..=bytes.len() {
        let all = found(&path, &bytes[..cut]);
        let whole = (1..=3_u8).filter(|n| ends[usize::from(*n) - 1] <= cut);
        let expected: BTreeMap<RunKey, Vec<u8>> = whole.chain([9]).map(|n| (key(n), content(n))).collect();
        assert!(all == expected, "{cut}: {:?}", all.keys());
    }
}

#[test]
fn a_flipped_bit_costs_the_run_that_holds_it_and_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("out.journal");
    let bytes = written(&path);
    let first = super::FIRST.len();
    for at in first..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        let all = found(&path, &flipped);
        assert_eq!(all.len(), 3, "{at}");
        assert!(all.iter().all(|(key, found)| *found == content(key[0])), "{at}");
    }
    for at in 0..first {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        fs::write(&path, &flipped).unwrap();
        assert!(
            Journal::open(path.clone()).unwrap_err().to_string().contains("is no journal of this program")
        );
        assert_eq!(fs::read(&path).unwrap(), flipped, "nothing of it is touched");
    }
}

#[test]
fn two_programs_do_not_write_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("out.journal");
    let (mut one, mut late) = (Journal::open(path.clone()).unwrap(), Journal::open(path.clone()).unwrap());
    one.append(key(1), b"x").unwrap();
    assert!(Journal::open(path.clone()).unwrap_err().to_string().contains("another program that still runs"));
    assert!(late.append(key(2), b"y").unwrap_err().to_string().contains("began meanwhile"));
    drop(one);
    assert_eq!(Journal::open(path).unwrap().len(), 1);
}
