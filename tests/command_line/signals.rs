//! Ctrl-C and its like: every command ends soon and leaves nothing; what the parent ignores stays ignored.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonroom"));
    command.current_dir(folder).args(arguments).env_remove("RUST_BACKTRACE");
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn signal(child: &Child, name: &str) {
    let kill = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
}

/// Whether it ended by then.
fn ends_within(child: &mut Child, seconds: u64) -> bool {
    for _ in 0..100 * seconds {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    false
}

/// Wait until a program listens: the kernel says which signals it has taken over.
fn listens(child: &Child) {
    let status = format!("/proc/{}/status", child.id());
    for _ in 0..2000 {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let caught = text.lines().find_map(|line| line.strip_prefix("SigCgt:").map(str::trim));
        if caught
            .and_then(|mask| u64::from_str_radix(mask, 16).ok())
            .is_some_and(|mask| mask & (1 << 14) != 0)
        {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("it does not listen");
}

/// Whether whoever runs these tests has a signal ignored (`nohup` HUP, the background of a script INT): then
/// the program leaves it alone.
fn is_ignored(number: u32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:").map(str::trim));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask, 16).ok()).unwrap_or(0);
    ignored & (1 << (number - 1)) != 0
}

/// The signal, or TERM where it is ignored.
fn unless_ignored(name: &'static str, number: u32) -> &'static str {
    if is_ignored(number) { "-TERM" } else { name }
}

/// One world that takes minutes.
const LARGE: [&str; 4] = ["--set", "residents.population=3000000", "--set", "calendar.warm_start=1"];

#[test]
fn a_world_that_takes_minutes_ends_at_the_first_signal() {
    let commands: [(&str, &[&str]); 6] = [
        ("-INT", &["run", "z-home", "-r", "1", "-j", "1", "-q", "-o", "deep/out"]),
        ("-TERM", &["compare", "z-home", "support", "-r", "2", "-q", "-o", "out"]),
        ("-HUP", &["diagnose", "z-home", "-r", "1", "--json"]),
        ("-INT", &["survey", "z-home", "-q", "-o", "answers.csv"]),
        ("-TERM", &["report", "z-home", "-r", "1", "-o", "page.html"]),
        ("-INT", &["decision", "z-home", "support", "-r", "1", "-o", "page.md"]),
    ];
    for (name, arguments) in commands {
        let name = match name {
            "-HUP" => unless_ignored(name, 1),
            "-INT" => unless_ignored(name, 2),
            other => other,
        };
        let dir = tempfile::tempdir().unwrap();
        let mut child = program(dir.path(), &[arguments, &LARGE[..]].concat()).spawn().unwrap();
        listens(&child);
        std::thread::sleep(Duration::from_millis(700));
        signal(&child, name);
        assert!(ends_within(&mut child, 20), "{arguments:?}");
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(130), "{arguments:?}: {said}");
        assert!(said.ends_with("stopping… (Ctrl-C again ends at once)\nerror: interrupted\n"), "{said}");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "{arguments:?}");
    }
}

/// Both signals wait while the program is held, so that the second comes before the work can end by the
/// first. Only the second's own way is silent about the interruption: tried until it was that one.
#[test]
fn the_second_signal_ends_at_once_and_leaves_nothing_either() {
    let heeded: Vec<&str> = [("-TERM", 15), ("-INT", 2), ("-HUP", 1)]
        .into_iter()
        .filter(|(_, number)| !is_ignored(*number))
        .map(|(name, _)| name)
        .collect();
    let [first, second, ..] = heeded[..] else {
        eprintln!("not tested: whoever runs this ignores all signals but one");
        return;
    };
    let arguments = ["run", "z-home", "-r", "1", "-j", "1", "-q", "-o", "deep/out"];
    let at_once = (0..10).any(|_| {
        let dir = tempfile::tempdir().unwrap();
        let mut child = program(dir.path(), &[&arguments[..], &LARGE[..]].concat()).spawn().unwrap();
        listens(&child);
        let deep = dir.path().join("deep");
        let begun = || std::fs::read_dir(&deep).is_ok_and(|mut entries| entries.next().is_some());
        (0..2000).take_while(|_| !begun()).for_each(|_| std::thread::sleep(Duration::from_millis(5)));
        assert!(begun(), "no work folder");
        ["-STOP", first, second, "-CONT"].into_iter().for_each(|name| signal(&child, name));
        assert!(ends_within(&mut child, 20));
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(130), "{said}");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "{said}");
        !said.contains("error: interrupted")
    });
    assert!(at_once, "no run was ended by its second signal");
}

#[test]
fn whoever_waits_for_standard_input_ends_at_once() {
    for arguments in [&["check", "-"][..], &["explain", "-"], &["run", "-"], &["survey", "--data", "-"]] {
        let dir = tempfile::tempdir().unwrap();
        let mut child = program(dir.path(), arguments).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        if !arguments.contains(&"--data") {
            input.write_all(b"title = \"x\"\n").unwrap();
        }
        listens(&child);
        std::thread::sleep(Duration::from_millis(200));
        signal(&child, "-INT");
        assert!(ends_within(&mut child, 10), "{arguments:?}");
        assert_eq!(child.wait().unwrap().code(), Some(130), "{arguments:?}");
    }
}

#[test]
fn what_the_parent_ignores_stays_ignored() {
    for name in ["HUP", "INT", "TERM"] {
        let dir = tempfile::tempdir().unwrap();
        // A shell that ignores a signal hands that on, as nohup does.
        let script = format!(
            "trap '' {name}; exec \"$0\" run z-home -o out -r 60 --weeks 60 --progress json \
            --set residents.population=300"
        );
        let mut child = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_commonroom")])
            .current_dir(dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        assert!(lines.next().unwrap().unwrap().contains("\"done\":1"));
        signal(&child, &format!("-{name}"));
        let rest: Vec<String> = lines.map_while(Result::ok).collect();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{name}: {rest:?}");
        assert!(
            dir.path().join("out/manifest.json").exists() && !rest.iter().any(|l| l.contains("stopping"))
        );
    }
}

#[test]
fn what_a_killed_run_left_is_removed_by_the_next_and_nothing_else_is() {
    let dir = tempfile::tempdir().unwrap();
    let names = || {
        let mut names: Vec<String> = std::fs::read_dir(dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    for arguments in [&["run", "z-home", "-r", "1", "-o", "out"][..], &["report", "z-home", "-r", "1"]] {
        let mut child = program(dir.path(), &[arguments, &LARGE[..]].concat()).spawn().unwrap();
        listens(&child);
        for _ in 0..1000 {
            if names().iter().any(|name| name.contains(&format!("-{}-", child.id()))) {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    // The second start has removed what the first left.
    assert_eq!(names().len(), 1, "{:?}", names());
    // A folder of that kind of name that somebody else made stays, and so does one whose program lives.
    std::fs::create_dir(dir.path().join(".partial-1-0.tmp")).unwrap();
    std::fs::write(dir.path().join(".partial-1-0.tmp/important"), "keep").unwrap();
    let mut living = program(dir.path(), &[&["run", "z-home", "-r", "1", "-o", "b"][..], &LARGE].concat());
    let mut living = living.spawn().unwrap();
    let own = format!(".partial-{}-0.tmp", living.id());
    for _ in 0..1000 {
        if dir.path().join(&own).join("series.csv").exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let quick = ["run", "z-home", "-r", "1", "--weeks", "10", "--set", "residents.population=100", "-o", "c"];
    assert!(program(dir.path(), &quick).status().unwrap().success());
    assert_eq!(names(), [".partial-1-0.tmp".to_string(), own, "c".to_string()]);
    assert_eq!(std::fs::read(dir.path().join(".partial-1-0.tmp/important")).unwrap(), b"keep");
    living.kill().unwrap();
    living.wait().unwrap();
}

#[test]
fn only_regular_files_are_read() {
    let dir = tempfile::tempdir().unwrap();
    assert!(Command::new("mkfifo").arg(dir.path().join("pipe")).status().unwrap().success());
    let socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket")).unwrap();
    std::fs::create_dir(dir.path().join("folder.toml")).unwrap();
    std::fs::write(dir.path().join("r.toml"), "title = \"x\"\nresidents.roster = \"pipe\"\n").unwrap();
    // One letter from a scenario that is built in.
    assert!(Command::new("mkfifo").arg(dir.path().join("z-hom")).status().unwrap().success());
    std::fs::write(dir.path().join("e.toml"), "extends = \"z-hom\"\n").unwrap();
    for (arguments, why) in [
        (&["check", "z-hom"][..], "it is a pipe"),
        (&["check", "e.toml"], "it is a pipe"),
        (&["check", "pipe"], "it is a pipe: only regular files are read"),
        (&["explain", "socket"], "it is a socket"),
        (&["run", "/dev/zero", "-o", "x"], "it is a device"),
        (&["check", "/proc/self/status"], "made by the system while it is read"),
        (&["check", "folder.toml"], "it is a folder"),
        (&["check", "r.toml"], "it is a pipe"),
        (&["survey", "--data", "pipe"], "it is a pipe"),
        (&["run", "z-home", "--posterior", "pipe", "-o", "x"], "it is a pipe"),
    ] {
        let mut child = program(dir.path(), arguments).spawn().unwrap();
        assert!(ends_within(&mut child, 10), "{arguments:?}");
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(said.contains(why), "{arguments:?}: {said}");
        assert!(!said.contains("did you mean"), "a name of something that is there is no mistake: {said}");
        assert_eq!(child.wait().unwrap().code(), Some(3), "{arguments:?}");
    }
    drop(socket);
}
