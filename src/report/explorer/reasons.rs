//! What went into a decision, in words: terms as a table, and what would have turned it.

use crate::report::explorer::work_reasons::{Told, debts, leavers, posts, ties_ended, ties_made};
use crate::report::text::events::{actor, sentence};
use crate::report::text::format::Style;
use crate::report::text::matters::body;
use crate::report::text::translate::Lang;
use crate::world::exchange::{Body, EventKind};
use crate::world::weighed::{
    AwardTerms, BidWeighed, DecisionTerms, DecisionWeighed, GrantTerms, RatingTerms, RenewalTerms, VoteTerms,
};
use serde::Serialize;

/// A decision in words.
#[derive(Debug, Serialize)]
pub(crate) struct DecisionTold {
    actor: &'static str,
    /// What was decided.
    words: String,
    /// What went into it: what, how much.
    terms: Vec<(String, String)>,
    /// What would have turned it; empty where nothing is known of that.
    turns: String,
}

impl DecisionTold {
    /// In a language.
    pub(crate) fn of(weighed: &DecisionWeighed, lang: Lang) -> DecisionTold {
        let DecisionWeighed { event, terms } = weighed;
        let (terms, turns) = match terms {
            DecisionTerms::Renewal(terms) => renewal(terms, lang),
            DecisionTerms::Rating(terms) => rating(terms, lang),
            DecisionTerms::Grant(terms) => grant(terms, lang),
            DecisionTerms::Vote(terms) => vote(terms, lang),
            DecisionTerms::Award(terms) => award(terms, lang),
            DecisionTerms::Posts(terms) => posts(terms, lang),
            DecisionTerms::Leavers(terms) => leavers(terms, lang),
            DecisionTerms::Debts(terms) => debts(terms, lang),
            DecisionTerms::TiesMade(ties) => ties_made(ties, lang),
            DecisionTerms::TiesEnded(ties) => ties_ended(ties, lang),
            DecisionTerms::AsTold => (vec![], margin(&event.kind, lang)),
        };
        DecisionTold { actor: actor(event.actor, lang), words: sentence(&event.kind, lang), terms, turns }
    }
}

fn points(value: f64, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{value:.1} points"),
        Lang::Zh => format!("{value:.1}分"),
    }
}

/// A change in percent, with its sign.
fn change(percents: f64) -> String {
    let whole = libm::round(percents);
    match whole {
        _ if whole > 0.0 => format!("+{whole}%"),
        _ if whole < 0.0 => format!("−{}%", -whole),
        _ => "0%".into(),
    }
}

fn percent(value: f64) -> String {
    format!("{:.0}%", 100.0 * value)
}

fn renewal(terms: &RenewalTerms, lang: Lang) -> Told {
    let RenewalTerms { score, threshold, role, trust, support, turns_at } = terms;
    let who = [body(Body::Union, lang), body(Body::Agency, lang)];
    let mut rows = vec![
        (lang.say("score", "评分").to_string(), points(*score, lang)),
        (lang.say("asked for", "要求").to_string(), points(*threshold, lang)),
    ];
    for (at, part) in [*role, 1.0 - role].into_iter().enumerate() {
        let (trust, support) = (percent(trust[at]), percent(support[at]));
        rows.push(match lang {
            Lang::En => (
                format!("{} ({} of the decision)", who[at], percent(part)),
                format!("{support} for renewal, with a trust of {trust}"),
            ),
            Lang::Zh => (
                format!("{}（占决定的{}）", who[at], percent(part)),
                format!("信任度{trust}，支持续签{support}"),
            ),
        });
    }
    let turns = match (turns_at, lang) {
        (Some(at), Lang::En) => format!("Renewed above {}, everything else as it was.", points(*at, lang)),
        (Some(at), Lang::Zh) => format!("其他不变时，评分高于{}即可续签。", points(*at, lang)),
        (None, _) => lang.say("No score alone would have turned it.", "仅凭评分不能改变结果。").into(),
    };
    (rows, turns)
}

/// The five items of the assessment, in the order of their weights.
const ITEMS: [(&str, &str); 5] = [
    ("events", "活动"),
    ("paperwork", "台账资料"),
    ("satisfaction", "满意度"),
    ("participation", "参与"),
    ("development", "组织发展"),
];

fn rating(terms: &RatingTerms, lang: Lang) -> Told {
    let RatingTerms { sheet, taken, awarded, edges } = terms;
    let item = |(name, (value, weight)): ((&str, &str), &(f64, f64))| {
        let (all, part) = (points(value * weight, lang), points(*value, lang));
        let words = match lang {
            Lang::En => format!("{part} × weight {weight:.2} = {all}"),
            Lang::Zh => format!("{part}×权重{weight:.2}={all}"),
        };
        (lang.say(name.0, name.1).to_string(), words)
    };
    let mut rows: Vec<_> = ITEMS.into_iter().zip(sheet).map(item).collect();
    if *taken > 0.0 {
        let what = lang.say("taken for inflated reports", "虚报扣分").to_string();
        rows.push((what, points(*taken, lang)));
    }
    rows.push((lang.say("awarded", "得分").to_string(), points(*awarded, lang)));
    let [next, own] = edges.map(|edge| edge.map(|edge| points((edge - awarded).abs(), lang)));
    let mut turns = String::new();
    if let Some(next) = next {
        turns += &match lang {
            Lang::En => format!("{next} more: a better rating. "),
            Lang::Zh => format!("再高{next}，评级上升。"),
        };
    }
    if let Some(own) = own {
        turns += &match lang {
            Lang::En => format!("More than {own} less: a worse one."),
            Lang::Zh => format!("低{own}以上，评级下降。"),
        };
    }
    (rows, turns.trim_end().into())
}

fn grant(terms: &GrantTerms, lang: Lang) -> Told {
    let GrantTerms { awarded, ratings } = terms;
    let row = |(at, (edge, percents)): (usize, &(f64, f64))| {
        let (tier, change) = (at + 1, change(*percents));
        match lang {
            Lang::En => (format!("rating {tier}, from {edge:.0} points"), format!("{change} of the grant")),
            Lang::Zh => (format!("{tier}级（{edge:.0}分起）"), format!("经费{change}")),
        }
    };
    let mut rows: Vec<_> = ratings.iter().enumerate().rev().map(row).collect();
    rows.insert(0, (lang.say("awarded", "得分").to_string(), points(*awarded, lang)));
    let next = ratings.iter().find(|(edge, _)| edge > awarded);
    let turns = next.map(|(edge, percents)| {
        let (more, change) = (points(edge - awarded, lang), change(*percents));
        match lang {
            Lang::En => format!("{more} more would have brought {change}."),
            Lang::Zh => format!("再高{more}，经费变动为{change}。"),
        }
    });
    (rows, turns.unwrap_or_default())
}

fn vote(terms: &VoteTerms, lang: Lang) -> Told {
    let VoteTerms { cast, tips } = terms;
    let voters = Body::ALL.into_iter().filter(|body| cast.weight[*body as usize] > 0.0);
    let row = |who: Body| {
        let for_it = cast.supports[who as usize];
        let vote = if for_it { lang.say("for it", "赞成") } else { lang.say("against it", "反对") };
        let weight = percent(cast.weight[who as usize]);
        let words = match lang {
            Lang::En => format!("{vote}, with {weight} of the weight"),
            Lang::Zh => format!("{vote}，权重{weight}"),
        };
        (body(who, lang).to_string(), words)
    };
    let names: Vec<&str> = tips.iter().map(|tip| body(*tip, lang)).collect();
    let turns = match (names.is_empty(), lang) {
        (true, _) => lang.say("Nobody could have turned it alone.", "任何一方都不能单独改变结果。").into(),
        (false, Lang::En) => format!("Could have turned it alone: {}.", names.join(", ")),
        (false, Lang::Zh) => format!("能单独改变结果的一方：{}。", names.join("、")),
    };
    (voters.map(row).collect(), turns)
}

fn award(terms: &AwardTerms, lang: Lang) -> Told {
    let row = |bid: &BidWeighed| {
        let BidWeighed { bidder, price, posts, score } = bid;
        let price = Style::Money.value(price.yuan());
        match lang {
            Lang::En => (
                format!("bidder {bidder}"),
                format!("{score:.3} points: {price} yuan a year, {posts:.2} posts"),
            ),
            Lang::Zh => (format!("投标方{bidder}"), format!("{score:.3}分：每年{price}元，{posts:.2}个岗位")),
        }
    };
    let turns = match (terms.cheaper.map(|less| Style::Money.value(less)), lang) {
        (_, _) if terms.bids.len() < 2 => lang.say("Nobody else bid.", "没有其他投标方。").into(),
        (Some(less), Lang::En) => {
            format!("The next best would have won with a price {less} yuan a year lower, all else as it was.")
        }
        (Some(less), Lang::Zh) => format!("其他不变时，第二名每年报价低{less}元以上即可中标。"),
        (None, _) => {
            lang.say("No price of the next best would have turned it.", "第二名降价也不能改变结果。").into()
        }
    };
    (terms.bids.iter().map(row).collect(), turns)
}

/// By how much a decision was missed or made, where its own numbers say that.
fn margin(kind: &EventKind, lang: Lang) -> String {
    match (*kind, lang) {
        (EventKind::NoBid { affordable, least } | EventKind::Withdrawn { affordable, least }, lang)
            if affordable > 0.0 && affordable < least =>
        {
            let times = least / affordable;
            match lang {
                Lang::En => format!("A budget for wages {times:.2} times as large would have been enough."),
                Lang::Zh => format!("可用于工资的经费达到现在的{times:.2}倍即可。"),
            }
        }
        (EventKind::Bargained { least, most, .. }, Lang::En) => {
            format!("There was room of {} yuan a year between both.", most.yuan() - least.yuan())
        }
        (EventKind::Bargained { least, most, .. }, Lang::Zh) => {
            format!("双方底线之间有{}元/年的余地。", most.yuan() - least.yuan())
        }
        _ => String::new(),
    }
}
