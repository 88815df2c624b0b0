//! Showing that the operator works without profit, and the fee that says the opposite.

use crate::settings;

settings! {
    /// How visible the non-profit status is, and the posted fee.
    pub struct Disclosure = "levers.disclosure" {
        /// How visible the non-profit status is: signs, accounts on the wall, a sentence in each notice.
        visible: f64 = 0.2, in [0.0, 1.0], "share", Assumption "no source", zh "公益属性公开度",
            lever { "0" => "1", needs Operator, moves ["commercial_belief -", "trust +"],
                price "{prices.disclosure} yuan a year at 1, paid by the organization" };
        /// Posted fee for a visit.
        fee: f64 = 0.0, in [0.0, 1_000.0], "yuan/visit", Assumption "the home is free", zh "收费",
            lever { "0" => "5", needs Operator, moves ["visits -", "commercial_belief +"],
                price "paid by visitors; income of the organization" };
    }
}
