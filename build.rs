//! Names the program that is built: the commit of this repository, else a hash of the sources (a packaged crate).
//! Result folders carry it, so that those of different programs are told apart.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What the program is made of. Tests and documents are left out: they change no result.
const SOURCES: [&str; 6] = ["build.rs", "Cargo.toml", "Cargo.lock", "src", "scenarios", "data"];

fn main() {
    let root = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    let commit = commit(&root).unwrap_or_else(|| format!("sources-{:016x}", hash(&root)));
    println!("cargo::rustc-env=COMMONROOM_COMMIT={commit}");
}

/// `git describe`, if the repository is this project's own and not one in which its sources happen to lie.
fn commit(root: &Path) -> Option<String> {
    let top = fs::canonicalize(git(root, &["rev-parse", "--show-toplevel"])?).ok()?;
    if top != fs::canonicalize(root).ok()? {
        return None;
    }
    // What says where this work tree stands: its head, and the branch that the head names.
    let branch = git(root, &["symbolic-ref", "--quiet", "HEAD"]);
    for name in ["HEAD", "packed-refs"].into_iter().chain(branch.as_deref()) {
        let path = root.join(git(root, &["rev-parse", "--git-path", name])?);
        if path.exists() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    git(root, &["describe", "--always", "--dirty"])
}

/// The answer of git in one line; nothing where there is no git or no repository.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    // Looking on changes nothing, not even the index of the repository.
    let output =
        Command::new("git").env("GIT_OPTIONAL_LOCKS", "0").current_dir(root).args(arguments).output();
    let answer = String::from_utf8(output.ok().filter(|output| output.status.success())?.stdout).ok()?;
    Some(answer.trim().to_string()).filter(|answer| !answer.is_empty())
}

/// FNV-1a over names and bytes of all sources, in the order of their names.
fn hash(root: &Path) -> u64 {
    let mut files = Vec::new();
    SOURCES.iter().for_each(|source| gather(&root.join(source), &mut files));
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for path in files {
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        for byte in name.into_bytes().into_iter().chain(fs::read(&path).unwrap_or_default()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| gather(&entry.path(), files)),
        Err(_) if path.is_file() => files.push(path.to_path_buf()),
        Err(_) => {}
    }
}
