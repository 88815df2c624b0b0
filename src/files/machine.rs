//! How much memory the system would give this program now. Linux tells in files; elsewhere nobody is asked.

use std::fs;
use std::path::{Path, PathBuf};

/// Bytes that are free for this program: the least of what the machine, its control groups and its limits
/// leave. `None` where nothing is known.
pub(crate) fn free_memory() -> Option<u64> {
    let status = text("/proc/self/status");
    let used = |name: &str| figure(&status, name).map_or(0, |kib| kib << 10);
    let machine = figure(&text("/proc/meminfo"), "MemAvailable:").map(|kib| kib << 10);
    let limits = text("/proc/self/limits");
    let space = figure(&limits, "Max address space").map(|most| most.saturating_sub(used("VmSize:")));
    let data = figure(&limits, "Max data size").map(|most| most.saturating_sub(used("VmData:")));
    let groups = groups(&text("/proc/self/cgroup"), Path::new("/sys/fs/cgroup"));
    [machine, space, data].into_iter().flatten().chain(groups).min()
}

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// The first number of the line that begins so.
fn figure(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// What each control group of this program leaves, from its own up to the root. Version 2 first, then 1.
fn groups(lines: &str, mount: &Path) -> Vec<u64> {
    let of = |line: &str| {
        let mut parts = line.splitn(3, ':').skip(1);
        let (controllers, path) = (parts.next()?, parts.next()?.trim_start_matches('/'));
        let (root, names) = if controllers.is_empty() {
            (mount.to_path_buf(), ["memory.max", "memory.current", "inactive_file"])
        } else if controllers.split(',').any(|name| name == "memory") {
            let names = ["memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"];
            (mount.join("memory"), names)
        } else {
            return None;
        };
        Some(left(&root, path, names))
    };
    lines.lines().filter_map(of).flatten().collect()
}

fn left(root: &Path, path: &str, [most, used, idle]: [&str; 3]) -> Vec<u64> {
    let number = |path: PathBuf| text(path).trim().parse::<u64>().ok();
    let of = |folder: &Path| {
        let most = number(folder.join(most))?;
        // What was read from files is given back when it is needed.
        let idle = figure(&text(folder.join("memory.stat")), idle).unwrap_or(0);
        let used = number(folder.join(used)).unwrap_or(0).saturating_sub(idle);
        Some(most.saturating_sub(used))
    };
    let own = root.join(path);
    own.ancestors().take_while(|folder| folder.starts_with(root)).filter_map(of).collect()
}

/// Bytes as people say them.
pub(crate) fn words(bytes: u64) -> String {
    match bytes as f64 {
        b if b >= 1e9 => format!("{:.1} GB", b / 1e9),
        b => format!("{:.0} MB", b / 1e6),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a helper of a test may stop it
mod tests {
    use super::{figure, groups, words};
    use std::fs;

    #[test]
    fn each_control_group_leaves_its_limit_less_what_is_used_and_not_idle() {
        let dir = tempfile::tempdir().unwrap();
        let (two, one) = (dir.path().join("a/b"), dir.path().join("memory/job"));
        fs::create_dir_all(&two).unwrap();
        fs::create_dir_all(&one).unwrap();
        for (name, text) in [("memory.max", "max\n"), ("memory.current", "50\n")] {
            fs::write(two.join(name), text).unwrap();
        }
        let above = two.parent().unwrap();
        for (name, text) in [
            ("memory.max", "1000\n"),
            ("memory.current", "700\n"),
            ("memory.stat", "anon 1\ninactive_file 100\n"),
        ] {
            fs::write(above.join(name), text).unwrap();
        }
        fs::write(one.join("memory.limit_in_bytes"), "90\n").unwrap();
        fs::write(one.join("memory.usage_in_bytes"), "100\n").unwrap();
        assert_eq!(groups("0::/a/b\n", dir.path()), [400]);
        assert_eq!(groups("3:cpu:/x\n4:memory:/job\n0::/\n", dir.path()), [0]);
        assert_eq!(groups("0::/elsewhere\n", dir.path()), [0; 0]);
    }

    #[test]
    fn limits_that_are_none_say_nothing() {
        let limits = "Max data size             unlimited            unlimited            bytes\n\
            Max address space         1000                 2000                 bytes\n";
        assert_eq!(figure(limits, "Max data size"), None);
        assert_eq!(figure(limits, "Max address space"), Some(1000));
        assert_eq!([9_200_000_000, 512_000_000, 0].map(words), ["9.2 GB", "512 MB", "0 MB"]);
    }
}
