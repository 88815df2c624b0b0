//! Rosters: the shipped hamlets, and thirteen real villages where their files are at hand.

#![allow(clippy::unwrap_used, clippy::panic)] // a helper of a test may stop it

use commonroom::scenario::library::{Embedded, Folder, Memory};
use commonroom::scenario::{Request, read};
use std::path::PathBuf;

#[test]
fn the_hamlets_are_read_in_the_order_of_the_file() {
    let hamlet = read(&["hamlet".into()], &Request::default(), &Embedded).unwrap().remove(0);
    let places = &hamlet.blueprint.communities;
    assert_eq!(places.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Upper Hamlet", "Lower Hamlet"]);
    assert_eq!(places.iter().map(|p| p.population()).sum::<u32>(), 42);
    let upper = places[0].roster.as_ref().unwrap();
    assert_eq!((upper.people[0].id.as_str(), upper.people[0].group, upper.people[0].age), ("u01", Some(1), None));
    assert_eq!((upper.people[1].age, upper.people[1].union_member, upper.people[1].aware), (Some(35.0), Some(false), Some(true)));
    let ties = upper.ties.as_ref().unwrap();
    assert_eq!(ties[0], (0, 1));
    assert!(ties.is_sorted() && ties.iter().all(|(a, b)| a < b));
    let names: Vec<&str> = hamlet.sources.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["hamlet.toml", "z-home.toml", "government-led.toml", "hamlet-people.csv", "hamlet-ties.csv"]);
}

#[test]
fn nominations_in_both_directions_are_one_tie_and_communities_keep_apart() {
    let file = |name: &str, text: &str| (name.to_string(), text.as_bytes().to_vec());
    let scenario = "title = 'Ring'\nextends = 'z-home'\n[residents]\nroster = 'p.csv'\nties = 't.csv'\n[[communities]]\nname = 'W'\n[[communities]]\nname = 'E'\nhome.seats = 5\n";
    let people = "\u{feff}id,community\r\na,E\r\nx,W\r\nb,E\r\nc,E\r\n";
    let ties = "to,from\r\na,b\r\nb,a\r\nc,a\r\na,b\r\n";
    let memory = Memory { files: [file("r.toml", scenario), file("p.csv", people), file("t.csv", ties)].into() };
    let blueprint = read(&["r".into()], &Request::default(), &memory).unwrap().remove(0).blueprint;
    let (west, east) = (&blueprint.communities[0], &blueprint.communities[1]);
    assert_eq!((west.name.as_str(), east.name.as_str(), east.home.seats), ("W", "E", 5));
    assert_eq!(east.roster.as_ref().unwrap().ties, Some(vec![(0, 1), (0, 2)]));
    assert_eq!(west.roster.as_ref().unwrap().ties, Some(vec![]));
}

/// Where the files of the villages are: the folder that `COMMONROOM_VILLAGES` names, or that of the study's data.
fn villages() -> Option<PathBuf> {
    let near = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/evidence/data"));
    let folder = std::env::var_os("COMMONROOM_VILLAGES").map_or(near, PathBuf::from);
    folder.join("kfamily_nodes.csv").is_file().then_some(folder)
}

#[test]
fn the_thirteen_villages_are_read_as_they_are() {
    let Some(folder) = villages() else {
        println!("NOT TESTED: the files of the villages are not here; name their folder in COMMONROOM_VILLAGES");
        return;
    };
    let text = format!(
        "title = 'Thirteen villages'\nextends = 'z-home'\n[residents]\nroster = '{0}/kfamily_nodes.csv'\nties = '{0}/kfamily_edges.csv'\nroster_id = 'node'\nroster_community = 'village'\nroster_other_columns = 'ignore'\n",
        folder.canonicalize().unwrap().display()
    );
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("villages.toml");
    std::fs::write(&file, text).unwrap();
    let read = read(&[file.to_string_lossy().into_owned()], &Request::default(), &Folder);
    let blueprint = read.unwrap_or_else(|f| panic!("{f}")).remove(0).blueprint;
    let rosters: Vec<_> = blueprint.communities.iter().map(|p| p.roster.clone().unwrap()).collect();
    assert_eq!(rosters.len(), 13);
    assert_eq!(rosters.iter().map(|r| r.people.len()).sum::<usize>(), 565);
    let (mut ties, mut degrees) = (0, Vec::new());
    for roster in &rosters {
        let list = roster.ties.as_ref().unwrap();
        ties += list.len();
        let degree = |i: u32| list.iter().filter(|(a, b)| *a == i || *b == i).count();
        degrees.extend((0..roster.people.len() as u32).map(degree));
    }
    assert_eq!((ties, degrees.iter().filter(|d| **d == 0).count(), degrees.iter().max()), (1_220, 51, Some(&21)));
}
