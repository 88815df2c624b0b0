//! What went into posts, leavers, ties of partners and the end of an organization, in words.

use crate::report::text::format::{Style, percent};
use crate::report::text::translate::Lang;
use crate::world::agents::partners::TieWeek;
use crate::world::weighed::work::{DebtTerms, LeaverTerms, PostsTerms};

/// Terms as rows, what and how much, and what would have turned the decision.
pub(super) type Told = (Vec<(String, String)>, String);

/// Rows of a language.
struct Rows {
    lang: Lang,
    rows: Vec<(String, String)>,
}

impl Rows {
    /// One more: its name in both languages, and how much.
    fn put(&mut self, (english, chinese): (&str, &str), words: String) {
        self.rows.push((self.lang.say(english, chinese).into(), words));
    }
}

fn yuan(value: f64, lang: Lang) -> String {
    format!("{}{}", Style::Money.value(value), lang.say(" yuan", "元"))
}

fn weekly(value: f64, lang: Lang) -> String {
    yuan(value, lang) + lang.say(" a week", "/周")
}

/// A probability, by a way of rounding: small ones with more digits.
fn rounded(value: f64, round: fn(f64) -> f64) -> String {
    let (times, decimals) = if value < 0.1 { (1e5, 3) } else { (1e3, 1) };
    format!("{:.decimals$}%", 100.0 * round(value * times) / times)
}

fn probability(value: f64) -> String {
    rounded(value, libm::round)
}

/// Why posts are cut or added.
pub(super) fn posts(terms: &PostsTerms, lang: Lang) -> Told {
    let PostsTerms { budget, spread, wages, before, wished, to_staff, after, tolerance, .. } = terms;
    let mut rows = Rows { lang, rows: vec![] };
    rows.put(("income that is expected", "预期收入"), weekly(budget.income, lang));
    rows.put(("bills whatever the posts", "与岗位无关的支出"), weekly(budget.running, lang));
    let (cash, prudence) = (yuan(budget.cash, lang), budget.prudence);
    let kept = match lang {
        Lang::En => format!(
            "{cash}; a reserve of {prudence:.0} weeks of all bills is aimed at, over {spread:.0} weeks"
        ),
        Lang::Zh => format!("{cash}；储备目标为{prudence:.0}周支出，分{spread:.0}周达到"),
    };
    rows.put(("cash, with what is counted on, less debts", "现金（含有把握的应收款，减去欠款）"), kept);
    rows.put(("left for wages", "可用于工资"), weekly(*wages, lang));
    rows.put(("wages of the posts as they were", "原有岗位的工资"), weekly(*before, lang));
    rows.put(("wages of the posts that are wished for", "计划岗位的工资"), weekly(*wished, lang));
    if wages > wished {
        rows.put(
            ("of what is left beyond these, goes into more posts", "超出部分用于增加岗位"),
            percent(*to_staff),
        );
    }
    rows.put(("wages of the posts as they are planned now", "调整后岗位的工资"), weekly(*after, lang));
    let small = lang.say("up to {}", "{}以内").replace("{}", &percent(*tolerance));
    rows.put(("changes of wages that are not made", "不作调整的工资变动"), small);
    (rows.rows, posts_turn(terms, lang))
}

fn posts_turn(terms: &PostsTerms, lang: Lang) -> String {
    let PostsTerms { wages, wish_changed, stays_at, .. } = terms;
    if *wish_changed {
        return lang.say("Other posts are wished for than before.", "计划岗位数与以前不同。").into();
    }
    let Some(at) = stays_at else {
        let never =
            ("No money alone would have kept the posts as they were.", "仅凭经费不能使岗位保持不变。");
        return lang.say(never.0, never.1).into();
    };
    let (other, more) = (weekly((at - wages).abs(), lang), at > wages);
    match (lang, more) {
        (Lang::En, true) => format!("With {other} more left for wages the posts would have stayed."),
        (Lang::En, false) => format!("With {other} less left for wages the posts would have stayed."),
        (Lang::Zh, true) => format!("可用于工资的经费多{other}，岗位即保持不变。"),
        (Lang::Zh, false) => format!("可用于工资的经费少{other}，岗位即保持不变。"),
    }
}

/// Who leaves.
pub(super) fn leavers(terms: &LeaverTerms, lang: Lang) -> Told {
    let LeaverTerms { at_work, taken, hazard, nobody_up_to } = terms;
    let mut rows = Rows { lang, rows: vec![] };
    rows.put(("people at work", "在岗人数"), at_work.to_string());
    if *taken > 0 {
        rows.put(("managers whom the scenario takes away", "按情景离开的管理者"), taken.to_string());
    }
    rows.put(("probability to leave in a usual week", "平常一周的离职概率"), probability(hazard.usual));
    let factors = [
        (("the contract is about to end", "合同即将到期"), hazard.ending),
        (("wages are owed", "拖欠工资"), hazard.unpaid),
        (("more posts than people", "岗位多于人手"), hazard.load),
    ];
    for (name, logarithm) in factors.into_iter().filter(|(_, logarithm)| *logarithm != 0.0) {
        rows.put(name, format!("×{:.2}", libm::exp(logarithm)));
    }
    rows.put(("probability to leave in this week", "本周离职概率"), probability(hazard.weekly()));
    // A bound up to which something holds is rounded down, one above which it holds up.
    let most = rounded(*nobody_up_to, libm::floor);
    let turns = match (hazard.weekly() > *nobody_up_to, lang) {
        (false, _) => lang.say("Nobody left by chance.", "没有人偶然离职。").into(),
        (true, Lang::En) => {
            format!("With the same luck nobody would have left by chance at a probability of {most} or less.")
        }
        (true, Lang::Zh) => format!("运气不变时，概率不高于{most}就没有人偶然离职。"),
    };
    (rows.rows, turns)
}

/// Why an organization gives up.
pub(super) fn debts(terms: &DebtTerms, lang: Lang) -> Told {
    let DebtTerms { owed, claims, fixed, most } = terms;
    let mut rows = Rows { lang, rows: vec![] };
    rows.put(("wages and bills owed", "所欠工资与账款"), yuan(*owed, lang));
    rows.put(("counted on from the bureau", "有把握从购买方收到"), yuan(*claims, lang));
    rows.put(("bills that come whatever happens", "固定支出"), weekly(*fixed, lang));
    let weeks = lang
        .say("more than {} weeks of them, less what is counted on", "扣除有把握的应收款后超过{}周的固定支出");
    rows.put(("gives up when it owes", "停办的界限"), weeks.replace("{}", &format!("{most:.0}")));
    let less = yuan(owed - claims - most * fixed, lang);
    let turns = match lang {
        Lang::En => format!("With {less} less owed it would have gone on."),
        Lang::Zh => format!("欠款少{less}即可继续。"),
    };
    (rows.rows, turns)
}

/// Kinds of partners, in the order of their ties, and what draws each.
const KINDS: [(&str, &str); 2] = [("firms and groups", "企业与社团"), ("foundations", "基金会")];
const DRAWN: [(&str, &str); 2] = [("drawn by the brand", "品牌的吸引"), ("drawn by the score", "评分的吸引")];
/// What a rate at which partners come is made of beside that.
const USUAL: (&str, &str) =
    ("a week, usually and by the programme for social power", "平常与社会力量培育每周");
const DOORS: (&str, &str) = ("trust of the organization, and how it is helped", "组织的信任与所得协助");
const LEFT: (&str, &str) =
    ("those not won yet, against all for 10,000 residents", "尚未争取到的（与每万名居民的总数相比）");

/// Who comes.
pub(super) fn ties_made(ties: &[TieWeek; 2], lang: Lang) -> Told {
    let (mut rows, mut turns) = (Rows { lang, rows: vec![] }, vec![]);
    for (kind, one) in ties.iter().enumerate().filter(|(_, one)| one.joined > 0) {
        let [usual, drawn, doors, left] = one.made_of;
        let TieWeek { joined, rate, .. } = *one;
        let (name, most) = (lang.say(KINDS[kind].0, KINDS[kind].1), libm::floor(one.none_up_to * 1e4) / 1e4);
        let (came, none) = match lang {
            Lang::En => (
                format!("{joined} came; on average {rate:.4} a week"),
                format!("With the same luck none of the {name} would have come at {most:.4} a week or less."),
            ),
            Lang::Zh => (
                format!("新增{joined}个，平均每周{rate:.4}个"),
                format!("运气不变时，平均每周不多于{most:.4}个就没有{name}加入。"),
            ),
        };
        rows.put(KINDS[kind], came);
        rows.put(USUAL, format!("{usual:.4}"));
        for (what, factor) in [(DRAWN[kind], drawn), (DOORS, doors), (LEFT, left)] {
            rows.put(what, format!("×{factor:.3}"));
        }
        turns.push(none);
    }
    (rows.rows, turns.join(lang.say(" ", "")))
}

/// Which ties end.
pub(super) fn ties_ended(ties: &[TieWeek; 2], lang: Lang) -> Told {
    let (mut rows, mut turns) = (Rows { lang, rows: vec![] }, vec![]);
    let ends = |one: &TieWeek| one.early > 0 || one.ended > one.renewed;
    for (kind, one) in ties.iter().enumerate().filter(|(_, one)| ends(one)) {
        let got = lang.say("get {} of what they expect", "得到所期望的{}");
        rows.put(KINDS[kind], got.replace("{}", &percent(one.got)));
        if one.ended > 0 {
            rows.put(("ties whose time ran out", "到期的合作"), ran_out(one, lang));
        }
        if one.ended > one.renewed {
            let more = lang.say(
                "With the same luck one more would have been renewed at a probability above {}.",
                "运气不变时，概率高于{}即可多续约一个。",
            );
            turns.push(more.replace("{}", &rounded(one.one_more, libm::ceil)));
        }
        if one.early > 0 {
            let words = match lang {
                Lang::En => format!("{}; on average {:.4} a week", one.early, one.leaving),
                Lang::Zh => format!("{}个，平均每周{:.4}个", one.early, one.leaving),
            };
            rows.put(("ended before their time", "提前结束的合作"), words);
            let none = lang.say(
                "None ends before its time where a partner gets all that it expects.",
                "所期望的全部得到时，没有合作提前结束。",
            );
            turns.push(none.into());
        }
    }
    (rows.rows, turns.join(lang.say(" ", "")))
}

fn ran_out(one: &TieWeek, lang: Lang) -> String {
    let TieWeek { ended, renewed, .. } = *one;
    let each = probability(one.renews);
    match lang {
        Lang::En => format!("{ended}, of which {renewed} renewed; each with a probability of {each}"),
        Lang::Zh => format!("{ended}个，其中续约{renewed}个；每个续约概率{each}"),
    }
}
