//! What the funding bureau pays, when, and for how long it promises.

use crate::settings;

settings! {
    /// Government money: amount, delay, stake and promise.
    pub struct Funding = "levers.funding" {
        /// Grant for a contract year, over all homes of the county; a change acts at the next contract year.
        grant: f64 = 208_000.0, in [0.0, 1e12], "yuan/year",
            Assumption "between 146,000 a township station and 1.6 million a Guangzhou centre", zh "年度拨款",
            lever { "150000" => "320000", needs Operator, moves ["staff +", "events +"],
                price "the grant itself, paid by the funding bureau" };
        /// Share of the grant that depends on the rating.
        stake: f64 = 0.30, in [0.0, 1.0], "share", Assumption "no source", zh "考核挂钩比例",
            lever { "0" => "0.8", needs Operator, moves ["effort_paperwork +"], price "none in cash" };
        /// Weeks by which each instalment of the grant comes late.
        lag: i64 = 4, in [0, 52], "weeks", Literature "nearly a third of contracts paid late (Urban \
            Institute 2013); the weeks are an assumption", zh "拨款延迟",
            lever { "0" => "26", needs Operator, moves ["events -", "late_wages +"],
                price "interest of {prices.interest %}% a year on what is paid earlier, borne by \
                the funding bureau" };
        /// Length of a contract.
        contract: i64 = 52, in [8, 520], "weeks", Literature "purchase period mostly one year", zh "合同期",
            lever { "52" => "156", needs Operator, moves ["capability +", "deficiency_institution -"],
                price "none in cash" };
        /// Instalments in which a year's grant is paid.
        instalments: i64 = 4, in [1, 12], "per year", Assumption "quarterly", zh "分期次数",
            lever { "1" => "12", needs Operator, moves ["reserve -"], price "none in cash" };
    }
}
