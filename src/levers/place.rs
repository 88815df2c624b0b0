//! What a place becomes, whoever runs its home.

use crate::settings;

settings! {
    /// How the place changes; date it with the schedule.
    pub struct Place = "levers.place" {
        /// Residents against those at the start: where it rises, so many move into new flats and know nothing
        /// of the home; where it falls, those move away who came last.
        residents: f64 = 1.0, in [0.1, 5.0], "", Assumption "an analyst's choice", zh "居民人数（与期初相比）",
            lever { "1" => "1.3", needs Unnamed, moves ["visits +"], price "none in cash" };
    }
}
