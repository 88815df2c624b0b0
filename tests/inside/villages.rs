//! Rosters and villages: the shipped hamlets, files with faults, and thirteen real villages
//! (`--features village-data`).

use crate::files::library::DiskLibrary;
use crate::parallel;
use crate::random::WorldKey;
use crate::scenario;
use crate::scenario::Overrides;
use crate::scenario::library::{Embedded, InMemory};
use crate::study::villages::findings::study;
use crate::study::villages::forecast::Runs;
use crate::study::villages::patterns::patterns;
use crate::study::villages::read;
use crate::study::villages::synthetic::{Shape, village};
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::roster::Roster;
use std::path::Path;
#[cfg(feature = "village-data")]
use std::path::PathBuf;
use std::sync::Arc;

#[test]
fn the_hamlets_are_read_in_the_order_of_their_names() {
    let hamlet = scenario::read(&["hamlet".into()], &Overrides::default(), &Embedded).unwrap().remove(0);
    let places = &hamlet.blueprint.communities;
    assert_eq!(places.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Lower Hamlet", "Upper Hamlet"]);
    assert_eq!(places.iter().map(|p| p.population()).sum::<u32>(), 42);
    let upper = places[1].roster.as_ref().unwrap();
    assert_eq!(
        (upper.people[0].id.as_str(), upper.people[0].group, upper.people[0].age),
        ("u01", Some(ResidentGroup::Working), None)
    );
    assert_eq!(
        (upper.people[1].age, upper.people[1].union_member, upper.people[1].aware),
        (Some(35.0), Some(false), Some(true))
    );
    let ties = upper.ties.as_ref().unwrap();
    assert_eq!(ties[0], (0, 1));
    assert!(ties.is_sorted() && ties.iter().all(|(a, b)| a < b));
    let names: Vec<&str> = hamlet.sources.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(
        names,
        ["hamlet.toml", "z-home.toml", "government-led.toml", "hamlet-people.csv", "hamlet-ties.csv"]
    );
}

#[test]
fn nominations_in_both_directions_are_one_tie_and_communities_keep_apart() {
    let file = |name: &str, text: &str| (name.to_string(), text.as_bytes().to_vec());
    let scenario = "title = 'Ring'\nextends = 'z-home'\n[residents]\nroster = 'p.csv'\nties = 't.csv'\n\
                    [[communities]]\nname = 'W'\n[[communities]]\nname = 'E'\nhome.seats = 5\n";
    let people = "\u{feff}id,community\r\na,E\r\nx,W\r\nb,E\r\nc,E\r\n";
    let ties = "to,from\r\na,b\r\nb,a\r\nc,a\r\na,b\r\n";
    let memory =
        InMemory { files: [file("r.toml", scenario), file("p.csv", people), file("t.csv", ties)].into() };
    let blueprint =
        scenario::read(&["r".into()], &Overrides::default(), &memory).unwrap().remove(0).blueprint;
    // Communities stand in the order of their names.
    let (east, west) = (&blueprint.communities[0], &blueprint.communities[1]);
    assert_eq!((west.name.as_str(), east.name.as_str(), east.home.seats), ("W", "E", 5));
    assert_eq!(east.roster.as_ref().unwrap().ties, Some(vec![(0, 1), (0, 2)]));
    assert_eq!(west.roster.as_ref().unwrap().ties, Some(vec![]));
}

/// Where the files of the villages are.
#[cfg(feature = "village-data")]
pub(crate) fn villages() -> PathBuf {
    let named = std::env::var_os("COMMONROOM_VILLAGES").map(PathBuf::from);
    let folder =
        named.expect("name the folder of kfamily_nodes.csv and kfamily_edges.csv in COMMONROOM_VILLAGES");
    assert!(folder.join("kfamily_nodes.csv").is_file(), "no kfamily_nodes.csv in {}", folder.display());
    folder.canonicalize().unwrap()
}

/// People and ties of each community of a scenario over the two files in a folder, in the columns of the
/// villages.
fn rosters(folder: &Path) -> Vec<Arc<Roster>> {
    let text = format!(
        "title = 'Villages'\nextends = 'z-home'\n[residents]\nroster = '{0}/kfamily_nodes.csv'\n\
         ties = '{0}/kfamily_edges.csv'\nroster_id = 'node'\nroster_community = 'village'\n\
         roster_other_columns = 'ignore'\n",
        folder.display()
    );
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("villages.toml");
    std::fs::write(&file, text).unwrap();
    let read = scenario::read(&[file.to_string_lossy().into_owned()], &Overrides::default(), &DiskLibrary);
    let blueprint = read.unwrap_or_else(|f| panic!("{f}")).remove(0).blueprint;
    blueprint.communities.iter().map(|p| p.roster.clone().unwrap()).collect()
}

/// Ties, people without any, and the most ties of one person.
fn degrees(rosters: &[Arc<Roster>]) -> (usize, usize, usize) {
    let (mut ties, mut degrees) = (0, Vec::new());
    for roster in rosters {
        let list = roster.ties.as_ref().unwrap();
        ties += list.len();
        let degree = |i: u32| list.iter().filter(|(a, b)| *a == i || *b == i).count();
        degrees.extend((0..roster.people.len() as u32).map(degree));
    }
    (ties, degrees.iter().filter(|d| **d == 0).count(), degrees.iter().copied().max().unwrap())
}

/// Three made-up villages in the columns of the published ones: numbers for names, years of adoption, and
/// more columns that mean nothing here; nominations in both directions and twice.
#[test]
fn villages_in_the_published_columns_are_read_as_they_are() {
    let place = tempfile::tempdir().unwrap();
    let nodes = "node,village,toa,age,children\n101,1,1,31,2\n102,1,4,28,1\n103,1,11,40,5\n104,1,,35,3\n\
                 201,2,2,30,2\n202,2,3,33,4\n203,2,11,29,1\n301,3,11,45,6\n";
    let edges = "from,to\n101,102\n102,101\n101,103\n103,102\n101,102\n202,201\n";
    std::fs::write(place.path().join("kfamily_nodes.csv"), nodes).unwrap();
    std::fs::write(place.path().join("kfamily_edges.csv"), edges).unwrap();
    let rosters = rosters(&place.path().canonicalize().unwrap());
    assert_eq!(rosters.iter().map(|r| r.people.len()).collect::<Vec<_>>(), [4, 3, 1]);
    assert_eq!(rosters[0].people[1].id, "102");
    assert_eq!(rosters[0].ties, Some(vec![(0, 1), (0, 2), (1, 2)]));
    assert_eq!(degrees(&rosters), (4, 3, 2));
}

#[cfg(feature = "village-data")]
#[test]
fn the_thirteen_villages_are_read_as_they_are() {
    let rosters = rosters(&villages());
    assert_eq!(rosters.len(), 13);
    assert_eq!(rosters.iter().map(|r| r.people.len()).sum::<usize>(), 565);
    assert_eq!(degrees(&rosters), (1_220, 51, 21));
}

#[test]
fn villages_are_the_same_bytes_on_any_number_of_threads() {
    let list: Vec<_> = (0..6).map(|place| village(&Shape::default(), WorldKey::new(2, 0), place)).collect();
    let runs = Runs { seed: 4, lives: 30 };
    let all = |threads: usize| {
        let answer =
            parallel::on(threads, || (study(&list, None, runs), patterns(&Shape::default(), 4, 3, &|| ())));
        serde_json::to_string(&answer).unwrap()
    };
    assert_eq!(all(1), all(2));
}

#[test]
fn faults_of_both_tables_come_at_once_with_their_places() {
    let people = "node,village,toa\na,W,1\nb,W,0\nc,W,soon\na,E,3.5\nd,E,11\n";
    let ties = "from,to\na,b\nb,zoe\nc,c\n";
    let table = |name: &str, text: &str| (name.to_string(), text.as_bytes().to_vec());
    let faults = read::villages(&table("p-nodes.csv", people), &table("p-edges.csv", ties)).unwrap_err();
    let words = faults.to_string();
    for expected in [
        "p-nodes.csv:3:5: `toa` must be a whole year from 1 on",
        "p-nodes.csv:4:5: `toa` must be a whole year from 1 on, or empty, `NA` or `Inf` for never, not `soon`",
        "p-nodes.csv:5:1: the person `a` appears twice",
        "p-nodes.csv:5:5: `toa` must be a whole year",
        "p-edges.csv:3:3: a tie to `zoe`",
        "p-edges.csv:4:1: `c` is tied to itself",
        "nothing was computed",
    ] {
        assert!(words.contains(expected), "{expected}\n{words}");
    }
    let one = "node,village,toa\na,W,1\nb,W,4.0\n";
    let alone = read::villages(&table("n.csv", one), &table("e.csv", "from,to\na,b\n")).unwrap_err();
    assert!(alone.to_string().contains("two are needed"), "{alone}");
    let untimed =
        read::villages(&table("n.csv", "node,village\na,W\n"), &table("e.csv", "from,to\n")).unwrap_err();
    assert!(untimed.to_string().contains("the column `toa` of years of adoption is missing"), "{untimed}");
}
