//! `new`: a commented starter file over another scenario; with `--place` one that describes a `place`.

mod place;

use crate::cli::Failure;
use crate::cli::answer;
use crate::cli::explain::range;
use crate::cli::flags::Changes;
use crate::cli::new::place::PlaceArguments;
use crate::escape;
use crate::files::library::DiskLibrary;
use crate::language::{said, term};
use crate::report::text::names::called;
use crate::scenario::check::WEIGHTS;
use crate::scenario::library::names;
use crate::scenario::reference::Reference;
use crate::scenario::{Scenario, toml_text};
use crate::settings::{Field, SettingsTree, TableFacts, Value};
use crate::world::blueprint::facts;
use clap::Args;
use std::fmt::Write as _;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Write a commented starter file for a scenario of your own
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// Name of the new scenario; the file is NAME.toml
    #[arg(value_name = "NAME")]
    name: String,
    /// Scenario to build on: a file or the name of a built-in scenario [default: z-home, of a place
    /// government-led]
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    place: PlaceArguments,
}

/// Write the file; an existing one is never touched (exit 4).
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let stem = arguments.name.strip_suffix(".toml").unwrap_or(&arguments.name);
    let path = PathBuf::from(format!("{stem}.toml"));
    let Some(name) = path.file_stem().and_then(|s| s.to_str()).filter(|s| !s.is_empty() && *s != ".toml")
    else {
        return Err(Failure::new(2, term("the new scenario needs a name")));
    };
    let usual = if arguments.place.place { "government-led" } else { "z-home" };
    let from_name = arguments.from.as_deref().unwrap_or(usual);
    let from = Reference::read(from_name, &DiskLibrary);
    if let Some(set) = from.sets.first() {
        let message = said!("--from takes no changes: write `{set}` into the new file instead");
        return Err(Failure::new(2, message));
    }
    let bases = from.parts.iter().map(|part| base(part, &path)).collect::<Result<Vec<String>, Failure>>()?;
    let extends = extends(&bases);
    let text = if arguments.place.place {
        arguments.place.describe(from_name)?.text(name, &extends)
    } else {
        let scenarios = Changes::default().read(&[from_name.to_string()])?;
        let Some(scenario) = scenarios.first() else { return Ok(()) };
        starter(name, &extends, scenario)
    };
    write_new(&path, &text)?;
    answer(&said!("{} is ready: edit it, then `commonroom check {0}`\n", escape::path(&path)))
}

/// How the new file names the one it extends: the bare name of a built-in scenario, else a full path.
fn base(from: &str, new: &Path) -> Result<String, Failure> {
    let built_in =
        names().any(|n| from == n || from.strip_suffix(".toml") == Some(n)) && !Path::new(from).is_file();
    if built_in || from == "-" {
        let stem = from.strip_suffix(".toml").unwrap_or(from);
        // A new scenario of that very name would extend itself.
        if from == "-"
            || (new.file_stem().is_some_and(|s| s == stem)
                && new.parent().is_some_and(|p| p.as_os_str().is_empty()))
        {
            return Err(Failure::new(
                2,
                said!("a scenario `{stem}` cannot extend `{from}`: choose another name or base"),
            ));
        }
        return Ok(stem.into());
    }
    let beside = new.parent().is_some_and(|p| p.as_os_str().is_empty()) && !from.contains(['/', '\\']);
    let full = std::fs::canonicalize(from).ok().filter(|_| !beside);
    Ok(full.map_or_else(|| from.into(), |path| path.to_string_lossy().into_owned()))
}

fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let created = std::fs::File::create_new(path);
    created.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => {
            Failure::new(4, said!("{} exists; choose another name", escape::path(path)))
        }
        _ => Failure::new(2, said!("cannot write {}: {cause}", escape::path(path))),
    })
}

/// The levers that most packages are made of, in the order of the text; `levers` lists all.
const MOST_USED: [&str; 18] = [
    "levers.operator.kind",
    "levers.operator.from",
    "levers.operator.managers",
    "levers.operator.social_workers",
    "levers.funding.grant",
    "levers.funding.stake",
    "levers.funding.lag",
    "levers.funding.contract",
    "levers.assessment.audit",
    "levers.support.cooperation",
    "levers.support.rooms_released",
    "levers.capacity.management",
    "levers.brand.spend",
    "levers.disclosure.visible",
    "levers.union.decision_role",
    "levers.council.seats",
    "levers.council.may_decide",
    "levers.partners.university_hours",
];

/// What a file extends, as it stands in it.
fn extends(bases: &[String]) -> String {
    let quoted = |words: &String| toml_text::value(&Value::Text(words.clone()));
    match bases {
        [base] => quoted(base),
        several => format!("[{}]", several.iter().map(quoted).collect::<Vec<_>>().join(", ")),
    }
}

/// A scenario that changes nothing yet: levers stand there as comments with the values that they have in the
/// base.
fn starter(name: &str, extends: &str, scenario: &Scenario) -> String {
    let title = toml_text::value(&Value::Text(name.into()));
    // Writing into memory does not fail.
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{}",
        said!("# A scenario over `{}`: what is not said here stays as it is there.", scenario.name)
    );
    let _ = writeln!(
        out,
        "{}",
        said!("# To change a value, take the # from its line. All levers: commonroom levers\n")
    );
    let _ = writeln!(out, "title = {title}\nsummary = \"\"\nextends = {extends}");
    let _ = writeln!(out, "# weeks = {}", scenario.blueprint.weeks);
    for table in facts().iter().filter(|t| t.path.starts_with("levers.")) {
        let used = |field: &&Field| MOST_USED.contains(&format!("{}.{}", table.path, field.name).as_str());
        let fields: Vec<&Field> = table.fields.iter().filter(used).collect();
        if !fields.is_empty() || table.path == WEIGHTS {
            let _ = writeln!(out, "\n# {}", called(table.about.trim()));
        }
        if table.path == WEIGHTS {
            let _ = writeln!(out, "# {WEIGHTS} = {}", weights(table, scenario));
        }
        for field in fields {
            let path = format!("{}.{}", table.path, field.name);
            let Some(value) = scenario.blueprint.settings.get(&path) else { continue };
            let unit =
                if field.unit.is_empty() { String::new() } else { format!(", {}", called(field.unit)) };
            let _ = writeln!(
                out,
                "# {path} = {}   # {}{unit}: {}",
                toml_text::value(&value),
                range(field),
                called(field.meaning.trim())
            );
        }
    }
    let _ = writeln!(
        out,
        "{}",
        said!(
            "\n# A lever that changes later:\n# [[schedule]]\n# week = 104\n# levers.funding.grant = 300_000"
        )
    );
    out
}

/// The weights in one line: they are set as a whole.
fn weights(table: &TableFacts, scenario: &Scenario) -> String {
    let one = |field: &Field| {
        let value = scenario.blueprint.settings.get(&format!("{WEIGHTS}.{}", field.name))?;
        Some(format!("{} = {}", field.name, toml_text::value(&value)))
    };
    format!("{{ {} }}", table.fields.iter().filter_map(one).collect::<Vec<_>>().join(", "))
}
