//! Wages and prices that change while a scenario lasts.

use crate::settings;

settings! {
    /// Wages and all other prices against those that the settings state, and how they grow; sums that
    /// somebody decides on (grant, spends, fees, prizes, gifts) stay as they are.
    pub struct WagesAndCosts = "levers.prices" {
        /// Wages of those employed for the home, against those that the settings state: the organization's
        /// people, the caretaker, the coordinator.
        wages: f64 = 1.0, in [0.1, 10.0], "", Assumption "an analyst's choice", zh "工资水平",
            lever { "1" => "1.2", needs Nothing, moves ["staff -"],
                price "the dearer wages, paid by whoever employs: organization, funding bureau, committee" };
        /// All other prices paid for the home and its programme, against those that the settings state.
        costs: f64 = 1.0, in [0.1, 10.0], "", Assumption "an analyst's choice", zh "物价水平",
            lever { "1" => "1.2", needs Nothing, moves ["events -"],
                price "the dearer bills, paid by whoever orders" };
        /// Growth of wages, compounding week by week from week 1 on for as long as it is in force.
        wage_growth: f64 = 0.0, in [-0.2, 0.5], "share/year",
            Assumption "an analyst's choice; in 2022 wages in urban China grew by 3.7% (private units) and \
            6.7% (others; National Bureau of Statistics)", zh "工资年增长",
            lever { "0" => "0.08", needs Nothing, moves ["staff -"],
                price "the dearer wages, paid by whoever employs: organization, funding bureau, committee" };
        /// Growth of all other prices, in the same way.
        cost_growth: f64 = 0.0, in [-0.2, 0.5], "share/year",
            Assumption "an analyst's choice; in 2022 the same bureau deflated wages by 2%", zh "物价年增长",
            lever { "0" => "0.08", needs Nothing, moves ["events -"],
                price "the dearer bills, paid by whoever orders" };
    }
}
