//! The sampled residents of one world of a result folder.

use crate::files::columns::ResultTable;
use crate::files::read::Refusal;
use crate::files::read::table::TableReader;
use crate::language::said;
use crate::units::Week;
use crate::world::agents::residents::group::ResidentGroup;
use crate::world::agents::residents::obstacle::Obstacle;
use crate::world::agents::residents::talk::Channel;
use std::path::Path;

/// What kept somebody away who never came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// An obstacle.
    Obstacle(Obstacle),
    /// No wish found a seat.
    NoSeat,
    /// Nothing but chance.
    Chance,
}

/// A row of `residents.csv`, as far as it is told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SampledRow {
    /// Name of the community.
    pub community: String,
    /// Number in it, from 1.
    pub resident: u32,
    /// The id in the file of people; empty without one.
    pub id: String,
    /// The week of moving in, and that in which another took the place.
    pub moved: [Option<Week>; 2],
    /// What fills the week.
    pub group: ResidentGroup,
    /// The group that the scenario names, as the table says it; empty where it names none.
    pub own_group: String,
    /// In the union, from elsewhere.
    pub marks: [bool; 2],
    /// Distance to the home, km.
    pub distance: f64,
    /// First week of knowing of the home; 0: before week 1.
    pub knew_from: Option<Week>,
    /// By what, and how many ties knew and used it then.
    pub heard: Option<(Channel, [u32; 2])>,
    /// Weeks with a visit.
    pub weeks_with_visit: u32,
    /// The first and the last of them.
    pub visited: [Option<Week>; 2],
    /// The week from which on no user any more.
    pub stopped: Option<Week>,
    /// Weeks of volunteering, and the first of them.
    pub volunteered: (u32, Option<Week>),
    /// What kept away, and how many weeks with a wish it cost.
    pub reason: Option<(Reason, f64)>,
}

/// The columns that are read, in the order in which they are taken.
const COLUMNS: [&str; 25] = [
    "scenario",
    "replicate",
    "community",
    "resident",
    "id",
    "moved_in",
    "moved_away",
    "group",
    "union_member",
    "migrant",
    "distance",
    "knew_from",
    "heard_by",
    "ties_who_knew",
    "ties_who_used",
    "weeks_with_visit",
    "first_visit",
    "last_visit",
    "stopped",
    "weeks_volunteered",
    "volunteered_from",
    "reason",
    "lost_no_seat",
    "lost_chance",
    "own_group",
];

/// The sampled residents of a scenario in a world; none where the folder has no such table.
pub(crate) fn sampled(folder: &Path, scenario: &str, world: u32) -> Result<Vec<SampledRow>, Refusal> {
    let obstacles = Obstacle::ALL.map(Obstacle::column);
    let names: Vec<&str> = COLUMNS.into_iter().chain(obstacles.iter().map(String::as_str)).collect();
    let mut all = Vec::new();
    let Some((mut rows, at)) = TableReader::open(folder, ResultTable::Residents, &names)? else {
        return Ok(all);
    };
    while rows.next()? {
        let replicate: u32 = rows.whole(at[1])?;
        if rows.bytes(at[0]) == scenario.as_bytes() && replicate == world {
            all.push(one(&rows, &at)?);
        }
    }
    Ok(all)
}

fn one(rows: &TableReader, at: &[usize]) -> Result<SampledRow, Refusal> {
    let week = |at: usize| if rows.bytes(at).is_empty() { Ok(None) } else { rows.whole(at).map(Some) };
    let text = rows.text(at[7])?;
    let Some(group) = ResidentGroup::named(text) else {
        return rows.fault(said!("`{text}` is no group of residents"));
    };
    Ok(SampledRow {
        community: rows.text(at[2])?.to_string(),
        resident: rows.whole(at[3])?,
        id: rows.text(at[4])?.to_string(),
        moved: [week(at[5])?, week(at[6])?],
        group,
        own_group: rows.text(at[24])?.to_string(),
        marks: [rows.bytes(at[8]) == b"true", rows.bytes(at[9]) == b"true"],
        distance: rows.number(at[10])?.unwrap_or(0.0),
        knew_from: week(at[11])?,
        heard: heard(rows, at)?,
        weeks_with_visit: rows.whole(at[15])?,
        visited: [week(at[16])?, week(at[17])?],
        stopped: week(at[18])?,
        volunteered: (rows.whole(at[19])?, week(at[20])?),
        reason: reason(rows, at)?,
    })
}

/// By what somebody heard of the home, and how many ties knew and used it.
fn heard(rows: &TableReader, at: &[usize]) -> Result<Option<(Channel, [u32; 2])>, Refusal> {
    let text = rows.text(at[12])?;
    if text.is_empty() {
        return Ok(None);
    }
    match (0..4).map(Channel::of_code).find(|channel| channel.name() == text) {
        Some(channel) => Ok(Some((channel, [rows.whole(at[13])?, rows.whole(at[14])?]))),
        None => rows.fault(said!("`{text}` is no way to hear of the home")),
    }
}

/// What kept somebody away, with the cell that says how much.
fn reason(rows: &TableReader, at: &[usize]) -> Result<Option<(Reason, f64)>, Refusal> {
    let text = rows.text(at[21])?;
    let (reason, cell) = match text {
        "" => return Ok(None),
        "no-seat" => (Reason::NoSeat, at[22]),
        "chance" => (Reason::Chance, at[23]),
        text => match Obstacle::ALL.into_iter().find(|obstacle| obstacle.name() == text) {
            Some(obstacle) => (Reason::Obstacle(obstacle), at[COLUMNS.len() + obstacle as usize]),
            None => return rows.fault(said!("`{text}` is no reason not to come")),
        },
    };
    Ok(Some((reason, rows.number(cell)?.unwrap_or(0.0))))
}
