//! Measures of tenders.

use crate::world::record::definition::table_of_measures;
use crate::world::record::tender::OfTender;

table_of_measures! {
    "What is read of tenders." OF_TENDERS:
    bidders "bodies" Shared Ratio Neither, "Bidders", "投标机构数", "How many bodies bid in the last tender.",
        empty "no tender among named bodies yet", |r| r.tender[OfTender::Bids], r.tender[OfTender::Held];
    price_agreed "share" Shared Ratio Down, "Agreed price", "中标价比例",
        "Grant of a year that was bid or bargained / grant that was offered.",
        empty "no contract from a tender among named bodies", |r| r.tender[OfTender::Price],
        r.tender[OfTender::Agreed];
    incumbent_kept "share" Shared Ratio Neither, "Incumbent kept its contract", "现任中标",
        "1 where the body in place won the last tender in which one stood, 0 where another did.",
        empty "none stood yet", |r| r.tender[OfTender::Kept], r.tender[OfTender::Stood];
    operators "bodies" Shared Ratio Neither, "Operators so far", "历任运营方数",
        "How many times a body has begun to run the home.", empty "",
        |r| r.tender[OfTender::Operators], 1.0;
}
