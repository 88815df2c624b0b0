//! How a contract is tendered where several bodies may bid.

use crate::settings;

settings! {
    /// The tender: what counts in the bureau's score of a bid, and whether a contract that ends is tendered.
    /// Acts only where `[[bidders]]` name bodies that may bid.
    pub struct Tender = "levers.tender" {
        /// Each contract that ends is tendered; otherwise it is renewed where it finds support.
        every_contract: bool = false, in any, "", Assumption "an analyst's choice", zh "到期重新招标",
            lever { "false" => "true", needs Bidders, moves ["price_agreed +"], price "none in cash" };
        /// Weight of a price below the grant that is offered.
        price: f64 = 0.3, in [0.0, 1.0], "", Assumption "30 of 100 points are usual for services; no source",
            zh "报价权重",
            lever { "0" => "0.9", needs Bidders, moves ["price_agreed -"], price "none in cash" };
        /// Weight of the posts that are promised.
        promise: f64 = 0.3, in [0.0, 1.0], "", Assumption "no source", zh "承诺权重",
            lever { "0" => "0.9", needs Bidders, moves ["price_agreed +", "posts +"], price "none in cash" };
        /// Weight of the record: what the judging body trusts the bidder.
        record: f64 = 0.2, in [0.0, 1.0], "", Assumption "no source", zh "业绩权重",
            lever { "0" => "0.9", needs Bidders, moves ["incumbent_kept +"], price "none in cash" };
        /// Weight of capability.
        capability: f64 = 0.2, in [0.0, 1.0], "", Assumption "no source", zh "能力权重",
            lever { "0" => "0.9", needs Bidders, moves ["capability +"], price "none in cash" };
        /// Bids promise opening hours, a fee and a programme beside price and posts, and what is promised
        /// binds.
        content: bool = false, in any, "", Assumption "an analyst's choice", zh "投标含服务内容",
            lever { "false" => "true", needs Bidders, moves ["open_hours +"], price "none in cash" };
        /// Weight of the opening hours that are promised.
        hours: f64 = 0.1, in [0.0, 1.0], "", Assumption "no source", zh "开放时间权重",
            lever { "0" => "0.9", needs Content, moves ["open_hours +"], price "none in cash" };
        /// Weight of a low fee.
        fee: f64 = 0.1, in [0.0, 1.0], "", Assumption "no source", zh "低收费权重",
            lever { "0" => "0.9", needs Content, moves ["visits +"], price "none in cash" };
        /// Weight of a programme near to the one that is wished for.
        programme: f64 = 0.1, in [0.0, 1.0], "", Assumption "no source", zh "服务方案权重",
            lever { "0" => "0.9", needs Content, moves ["reach_members -"], price "none in cash" };
        /// Highest fee that is accepted.
        fee_most: f64 = 5.0, in [0.0, 1_000.0], "yuan/visit", Assumption "a token fee; no source",
            zh "最高可收费",
            lever { "0" => "30", needs Content, moves ["visits -"],
                price "paid by visitors; income of the organization" };
        /// What is added to the score of the body that runs the home.
        incumbency: f64 = 0.05, in [-1.0, 1.0], "", Assumption "a twentieth of the scale; no source",
            zh "现任优势",
            lever { "-0.2" => "0.3", needs Bidders, moves ["incumbent_kept +"], price "none in cash" };
        /// Price and posts are bargained where a contract is renewed without a tender.
        bargaining: bool = false, in any, "", Assumption "an analyst's choice", zh "续约议价",
            lever { "false" => "true", needs Bidders, moves ["price_agreed +"], price "none in cash" };
    }
}
