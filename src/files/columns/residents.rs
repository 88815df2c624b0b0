//! The columns of `residents.csv`, in their order.

use crate::files::columns::column::{Column, ColumnType, Fixed, fixed};
use crate::files::columns::tables::{COMMUNITY, REPLICATE, SCENARIO};
use crate::world::agents::residents::obstacle::Obstacle;

/// The column of what an obstacle cost.
fn lost(obstacle: Obstacle) -> Column {
    Column {
        name: obstacle.column().into(),
        kind: ColumnType::Number,
        unit: "weeks",
        meaning: format!(
            "What `expected` would be more, in weeks without a wish, {}.",
            match obstacle {
                Obstacle::Unaware => "had the person known of the home",
                Obstacle::Distance => "had the person lived next door",
                Obstacle::Inclination => "had the person gone out as much as the mean resident",
                Obstacle::Programme => "had the programme suited no less than any other on average",
                Obstacle::Hours => "had the home been open as in a reference week",
                Obstacle::Members => "had the union not kept the home for its members",
                Obstacle::Fee => "had there been no fee",
                Obstacle::Commercial => "had the person not taken the operator for a business",
                Obstacle::Rival => "had there been no other space nearby",
                Obstacle::Crowd => "had the person met no crowd",
                Obstacle::FadedHabit => "had the habit of coming stayed as strong as it once was here",
                Obstacle::LowExpectation => "had the person expected no less than who never came",
            }
        ),
        empty: "",
    }
}

/// All.
pub(crate) fn residents() -> Vec<Column> {
    fixed(WHO).into_iter().chain(fixed(WHAT)).chain(Obstacle::ALL.map(lost)).chain(fixed(REASON)).collect()
}

/// Who it is.
const WHO: &[Fixed] = &[
    SCENARIO,
    REPLICATE,
    COMMUNITY,
    (
        "resident",
        ColumnType::Whole,
        "",
        "Number of the place among the residents of the community, from 1.",
        "",
    ),
    (
        "id",
        ColumnType::Text,
        "",
        "The id in the file of people.",
        "there is no such file, or a newcomer took the place",
    ),
    ("moved_in", ColumnType::Whole, "week", "Week in which the person took the place.", "before week 1"),
    (
        "moved_away",
        ColumnType::Whole,
        "week",
        "Week in which a newcomer took the place; the person's last is the one before.",
        "lives there to the end",
    ),
    ("weeks", ColumnType::Whole, "weeks", "Weeks from 1 on in which the person lived there.", ""),
    ("group", ColumnType::Text, "", "What fills the week: child-teen, working, carer or elder.", ""),
    (
        "own_group",
        ColumnType::Text,
        "",
        "The group that the scenario names, `others` for who is in none of them.",
        "the scenario names no groups",
    ),
    ("age", ColumnType::Text, "", "under-30, 30-49, 50-64 or 65-and-older.", ""),
    ("union_member", ColumnType::Flag, "", "Whether in the trade union.", ""),
    ("migrant", ColumnType::Flag, "", "Whether from elsewhere, or with somebody who is.", ""),
    ("distance", ColumnType::Number, "km", "Distance to the home.", ""),
    ("ties", ColumnType::Whole, "ties", "Residents whom the person knows.", ""),
];

/// What became of it.
const WHAT: &[Fixed] = &[
    (
        "knew_from",
        ColumnType::Whole,
        "week",
        "First week in which the person knew of the home; 0: before week 1.",
        "never knew of it",
    ),
    (
        "heard_by",
        ColumnType::Text,
        "",
        "How it came to know then: signs (and passing by), word (of ties), brand or referral.",
        "never knew of it, or did before week 1: how is not recorded",
    ),
    (
        "ties_who_knew",
        ColumnType::Whole,
        "ties",
        "Ties who knew of the home when that week began: each may have told.",
        "as heard_by",
    ),
    (
        "ties_who_used",
        ColumnType::Whole,
        "ties",
        "Of these, ties who were users: they tell more.",
        "as heard_by",
    ),
    ("weeks_aware", ColumnType::Whole, "weeks", "Weeks in which the person knew of the home.", ""),
    (
        "visits_before",
        ColumnType::Whole,
        "weeks",
        "Weeks with a visit before week 1, since moving in; at most 255.",
        "",
    ),
    ("weeks_with_visit", ColumnType::Whole, "weeks", "Weeks with a visit.", ""),
    ("visits", ColumnType::Whole, "visits", "Visits, drop-in and event; in a week there may be several.", ""),
    ("event_visits", ColumnType::Whole, "visits", "Of these, visits to events.", ""),
    ("first_visit", ColumnType::Whole, "week", "First week with a visit, from week 1 on.", "never came"),
    ("last_visit", ColumnType::Whole, "week", "Last week with a visit.", "never came"),
    (
        "stopped",
        ColumnType::Whole,
        "week",
        "Week from which on the person had not come for 13 weeks and did not come again.",
        "never came, or came in the last 13 weeks",
    ),
    ("turned_away", ColumnType::Whole, "wishes", "Wishes for a seat or a place that found none.", ""),
    (
        "weeks_volunteered",
        ColumnType::Whole,
        "weeks",
        "Weeks in which the person volunteered at the home.",
        "",
    ),
    (
        "volunteered_from",
        ColumnType::Whole,
        "week",
        "The first of them, from week 1 on.",
        "never volunteered",
    ),
    ("satisfaction", ColumnType::Number, "index 0-1", "Satisfaction at the end; 0.5 for who never came.", ""),
    ("expectation", ColumnType::Number, "index 0-1", "Quality expected at the end.", ""),
    ("trust", ColumnType::Number, "index 0-1", "Trust in the operator at the end.", ""),
    (
        "expected",
        ColumnType::Number,
        "weeks",
        "Weeks with a wish to come that were to be expected: the sum of the model's probabilities.",
        "",
    ),
    (
        "lost_no_seat",
        ColumnType::Whole,
        "weeks",
        "Weeks in which the person wished to come and no wish found a seat.",
        "",
    ),
    (
        "lost_chance",
        ColumnType::Number,
        "weeks",
        "The part of `expected` in weeks without a wish: what chance alone withheld.",
        "",
    ),
];

/// What kept it away.
const REASON: &[Fixed] = &[(
    "reason",
    ColumnType::Text,
    "",
    "What kept away who never came: the name of the largest of the columns lost_….",
    "the person came",
)];
