//! What a home costs all who bear it.

use crate::world::record::row::Record;

/// Everything that the week used, whoever bears it, yuan: public purses, the organization's own means, staff and
/// suppliers who are not paid, and the owner of the rooms.
pub(crate) fn full_yuan(r: &Record) -> f64 {
    r.cost_bureau
        + r.cost_union
        + r.cost_committee
        + r.cost_own
        + r.cost_staff
        + r.cost_suppliers
        + r.cost_rooms
}
