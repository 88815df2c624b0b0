//! Sentences of bodies with several homes, of people who change bodies, and of grants by need and trust.

use crate::report::text::format::signed_decimal;
use crate::report::text::translate::Lang;
use crate::units::Fen;

/// A body runs another number of homes.
pub(super) fn homes(bidder: u32, homes: u32, lang: Lang) -> String {
    match (lang, homes) {
        (Lang::En, 0) => format!("bidder {bidder} runs no home any more and leaves"),
        (Lang::En, 1) => format!("bidder {bidder} runs 1 home now"),
        (Lang::En, _) => format!("bidder {bidder} runs {homes} homes now"),
        (Lang::Zh, 0) => format!("投标方{bidder}不再运营任何工人之家，退出"),
        (Lang::Zh, _) => format!("投标方{bidder}现运营{homes}个工人之家"),
    }
}

/// A home helps another of the same body.
pub(super) fn helped(home: u32, amount: Fen, lang: Lang) -> String {
    let yuan = amount.yuan();
    match lang {
        Lang::En => format!("home {home} of the same body helps with {yuan:.0} yuan"),
        Lang::Zh => format!("同一机构的第{home}个工人之家调剂{yuan:.0}元"),
    }
}

/// Somebody is hired away from another body.
pub(super) fn hired(home: u32, better: f64, premium: Fen, lang: Lang) -> String {
    let (percent, yuan) = (100.0 * (libm::exp(better) - 1.0), premium.yuan());
    match lang {
        Lang::En => {
            format!(
                "somebody of home {home} is hired away: pay is {percent:.0}% better, and {yuan:.0} yuan \
                 for coming"
            )
        }
        Lang::Zh => format!("从第{home}个工人之家挖来一人：待遇高{percent:.0}%，另付入职费{yuan:.0}元"),
    }
}

/// What need and trust change of the grant of a year, percent.
pub(super) fn weighed(need: f64, trust: f64, lang: Lang) -> String {
    let [need, trust] = [need, trust].map(|percent| signed_decimal(percent, 0) + "%");
    match lang {
        Lang::En => {
            format!("the grant of the year changes by {need} for unmet need and by {trust} for trust")
        }
        Lang::Zh => format!("本年度购买服务经费因未满足的需求变动{need}，因信任变动{trust}"),
    }
}
