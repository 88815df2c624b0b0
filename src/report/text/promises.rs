//! Sentences of what a bid promises beside price and posts.

use crate::report::text::translate::Lang;
use crate::world::exchange::promise::{PromiseStage, ToldPromise};

/// How an English sentence begins that tells what binds.
pub(super) const BINDS: &str = "by contract ";

/// What a body promises, or what binds of it.
pub(super) fn promised(told: ToldPromise, lang: Lang) -> String {
    let ToldPromise { bidder, stage, hours, fee, workers, points } = told;
    let workers = 100.0 * workers;
    match lang {
        Lang::En => {
            let begins = if stage == PromiseStage::Contract { BINDS } else { "" };
            format!(
                "{begins}bidder {bidder} promises {hours:.1} open hours a week, a fee of {fee:.2} yuan a \
                 visit and {workers:.0}% of the programme for workers' topics: {points:.3} points of content"
            )
        }
        Lang::Zh => {
            let begins = if stage == PromiseStage::Contract { "合同约定：" } else { "" };
            format!(
                "{begins}投标方{bidder}承诺每周开放{hours:.1}小时，每次收费{fee:.2}元，职工主题占服务方案\
                 {workers:.0}%：内容得分{points:.3}"
            )
        }
    }
}
