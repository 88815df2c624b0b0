//! Which measure counts as the cost of a package, in the one place where that is said.

use crate::world::record::{Measure, measure};

/// What counts: everything that is used for a home, whoever bears it. Work that nobody paid for is a cost of
/// those who did it, never a saving.
pub(crate) const FULL_COST: &str = "full_cost";

/// What stands beside it: what public purses pay, more than the full cost where the organization puts public
/// money aside.
pub(crate) const PUBLIC_COST: &str = "public_cost";

/// Its parts, by who bears them.
const BORNE: [&str; 7] =
    ["cost_bureau", "cost_union", "cost_committee", "cost_own", "cost_staff", "cost_suppliers", "cost_rooms"];

/// The measure that counts as cost.
pub(crate) fn counted() -> Option<&'static Measure> {
    measure(FULL_COST)
}

/// The parts of the full cost, by who bears them.
pub(crate) fn borne() -> impl Iterator<Item = &'static Measure> {
    BORNE.iter().filter_map(|name| measure(name))
}

/// What public purses pay.
pub(crate) fn public() -> Option<&'static Measure> {
    measure(PUBLIC_COST)
}
