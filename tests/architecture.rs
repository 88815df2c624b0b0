//! Arrows point one way: a module uses only itself and those that `lib.rs` lists above it.

#![allow(clippy::unwrap_used)] // a helper of a test may stop it

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&root).unwrap().to_path_buf();
            let module = inside
                .components()
                .next()
                .unwrap()
                .as_os_str()
                .to_string_lossy()
                .trim_end_matches(".rs")
                .to_string();
            let text = fs::read_to_string(&path).unwrap();
            (module, inside, text)
        })
        .collect()
}

fn layers() -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    text.lines()
        .filter_map(|l| l.strip_prefix("pub mod "))
        .map(|l| l.trim_end_matches(';').to_string())
        .collect()
}

#[test]
fn arrows_point_one_way() {
    let layers = layers();
    assert!(layers.len() >= 10, "the list of layers was read");
    let rank: BTreeMap<&str, usize> = layers.iter().enumerate().map(|(i, l)| (l.as_str(), i)).collect();
    let mut wrong = Vec::new();
    for (module, path, text) in sources() {
        let Some(own) = rank.get(module.as_str()) else { continue };
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            for (start, _) in code.match_indices("crate::") {
                let used: String =
                    code[start + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if rank.get(used.as_str()).is_some_and(|r| r > own) {
                    wrong.push(format!("{}:{}: {module} uses {used}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows against the order of lib.rs:\n{}", wrong.join("\n"));
}

/// Agents know what `exchange` holds, never one another. (The week, its phases and `write` introduce them.)
#[test]
fn agents_do_not_know_each_other() {
    let agents = ["residents", "organization", "government", "union", "partners", "home"];
    let mut wrong = Vec::new();
    for (_, path, text) in sources() {
        let parts: Vec<String> = path
            .components()
            .map(|c| c.as_os_str().to_string_lossy().trim_end_matches(".rs").to_string())
            .collect();
        if parts[0] != "world" || parts.len() < 2 || !agents.contains(&parts[1].as_str()) {
            continue;
        }
        let own = &parts[1];
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            for agent in agents.iter().filter(|a| *a != own) {
                let used = [
                    format!("world::{agent}::"),
                    format!("super::{agent}::"),
                    format!("super::super::{agent}::"),
                ];
                let helper = code.contains("home::quarters")
                    || code.contains("traits::normal")
                    || code.contains("effort::weights");
                if used.iter().any(|u| code.contains(u.as_str())) && !helper {
                    wrong.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "agents that know another:\n{}", wrong.join("\n"));
}

/// Simulation and below do no input or output, print nothing, read no clock.
#[test]
fn the_model_touches_nothing_outside() {
    let pure = [
        "units",
        "parallel",
        "processor",
        "random",
        "settings",
        "stats",
        "levers",
        "world",
        "scenario",
        "simulation",
        "experiment",
    ];
    let mut wrong = Vec::new();
    for (module, path, text) in sources() {
        if !pure.contains(&module.as_str()) || path.ends_with("library.rs") {
            continue;
        }
        let model = text.split("#[cfg(test)]").next().unwrap_or("");
        for (number, line) in model.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            for word in
                ["std::fs", "std::io", "println!", "eprintln!", "Instant::now", "SystemTime", "std::env"]
            {
                if code.contains(word) {
                    wrong.push(format!("{}:{}: {word}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
