//! What a home costs all who pay for it.

use crate::world::record::row::Record;

/// Everything that the week cost, whoever paid, yuan: public purses, and own means (gifts, fees, partners'
/// money). A cost that the model comes to know of, such as the rent of rooms, is added here.
pub(crate) fn full_yuan(r: &Record) -> f64 {
    r.public_cost + r.gifts + r.fees + r.partner_money
}
