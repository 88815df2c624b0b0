//! How the numbers came about, and what may not be concluded from them.

use crate::report::charts::scene::Scene;
use crate::report::page::known::known;
use crate::report::text::translate::{Lang, phrases};
use crate::scenario::draws_from::DrawsFrom;
use crate::study::plausible::knowledge::KnownEffects;

/// The method, one sentence per entry.
pub(crate) fn method(scene: &Scene) -> Vec<String> {
    let of = |known: &KnownEffects| match known.from {
        DrawsFrom::Plausible => KnowledgeMethod::Draws,
        DrawsFrom::Calibration => KnowledgeMethod::Calibrated,
    };
    let draws = known(scene).map(|known| scene.lang.text(of(known)).to_string());
    usual(scene).into_iter().chain(draws).collect()
}

/// The method of worlds.
fn usual(scene: &Scene) -> Vec<String> {
    let study = scene.study;
    let (worlds, weeks, base, seed) =
        (study.replicates(), study.weeks, scene.label(study.baseline), &study.seed);
    match scene.lang {
        Lang::En => vec![
            format!("Every scenario lives in the same {worlds} random worlds (seed {seed}) for {weeks} \
                weeks; a world is the unit of every interval."),
            format!("The baseline is {base}. Differences are taken world by world, so that chance common to \
                both sides cancels out."),
            "Intervals are 95% intervals of a mean over worlds: Student's t, wider where the tails of \
                differences are heavy. Where all but a few worlds show the same difference there is none. \
                Fewer than six worlds that lie far off are left out of a difference and its interval \
                (drawn out to zero where they might turn its sign); effects.csv counts them and says where \
                they lie. Intervals are not corrected for the number of comparisons. A price has an interval \
                of the ratio (bootstrap and Fieller), and is given only where gain and extra cost are both \
                sure.".into(),
            "Lines over weeks are means over runs of the last 52 weeks, never of weeks before a handover or \
                a dated change: there a line begins anew, after a quarter. Bands hold the middle 90% of runs."
                .into(),
            "Last year: the last 52 weeks. Before: from week 1 to the week before a social organization \
                takes over, or the first year where none does. Ratios over weeks and communities are sums \
                over sums; weekly lines of several communities weigh them by their residents.".into(),
            "“No clear winner” is said when paired t-tests (Holm, 5%) do not tell the first scenario from \
                the next, or when it ranks first in fewer than 80% of worlds. Groups in the ranking are cut \
                by the same tests.".into(),
        ],
        Lang::Zh => vec![
            format!("所有方案都在相同的{worlds}次随机模拟（种子{seed}）中运行{weeks}周；每个区间都以一次模拟为单位。"),
            format!("基线为{base}。差值逐次模拟计算，两边共有的偶然因素因此抵消。"),
            "区间为各次模拟均值的95%区间：采用学生t分布，差值尾部较重时取更宽的区间；几乎全部模拟差值相同时不给区间；\
                若远离其余的模拟不足六次，差值与区间不计入它们（effects.csv列出次数与位置），它们可能改变符号时区间延伸至零；\
                未对比较次数作校正。单价采用比率的区间（自助法与Fieller法），且只在增益与额外成本都确定时给出。".into(),
            "逐周曲线为各次模拟最近52周均值的平均，不跨越承接或定期变动：变动之处曲线中断一个季度后重新开始。色带为中间90%的模拟结果。".into(),
            "最后一年：最后52周。承接前：第1周至社会组织接手前一周；没有承接的方案取第一年。跨周、跨社区的比率均为总和之比；多个社区的逐周曲线按居民数加权。".into(),
            "若配对t检验（Holm，5%）不能区分第一名与其后的方案，或其排名第一的模拟不足80%，则称“没有明确的优胜者”；排名的分组采用同样的检验。".into(),
        ],
    }
}

phrases! {
/// How what is known was found.
KnowledgeMethod {
    Draws =>
        "What is known: all scenarios live once more with each plausible draw of what nobody measured, \
         in two \
        worlds; the spread that chance adds between draws is taken out by its variance within draws. One \
        scenario is told apart from another where it is better in 95% of draws. draws.csv holds every draw.",
        "已知的范围：所有方案以每组对未测参数的合理取值各再运行两次；各组之间由偶然造成的离散按组内方差剔除。\
        若一个方案在95%的取值中更好，则视为可与另一方案区分。draws.csv列出每组取值。";
    Calibrated =>
        "What is known: all scenarios live once more with draws of the calibration, each in two worlds; the \
        spread that chance adds between draws is taken out by its variance within draws. The random worlds \
        took draws too: their intervals hold chance and what the calibration leaves open together. One \
        scenario is told apart from another where it is better in 95% of draws. draws.csv holds every draw.",
        "已知的范围：所有方案以校准所得的各组取值再各运行两次；各组之间由偶然造成的离散按组内方差剔除。各次模拟也取用这些取值：\
        其区间同时包含偶然与校准未能确定的部分。若一个方案在95%的取值中更好，则视为可与另一方案区分。draws.csv列出每组取值。";
}
}

/// The limits: intervals of a page without draws hold chance alone, and say nothing of draws.
pub(crate) fn limits(scene: &Scene) -> Vec<String> {
    // Draws of a diagnosis tell of causes; its other intervals hold chance.
    let of_causes = scene.study.causes.as_ref().is_some_and(|causes| causes.over_draws.is_some());
    let drawn = known(scene).is_some();
    let of_worlds = match scene.study.from {
        DrawsFrom::Plausible => Limit::ChanceOnly,
        DrawsFrom::Calibration => Limit::Calibrated,
    };
    let holds = |limit: &Limit| match limit {
        Limit::ChanceOnly | Limit::Calibrated => !drawn && *limit == of_worlds,
        Limit::WithinDraws => drawn || of_causes,
        _ => true,
    };
    let all = Limit::ALL.iter().filter(|limit| holds(limit));
    all.map(|limit| scene.lang.text(*limit).to_string()).collect()
}

phrases! {
/// What the model may not claim.
Limit {
    NoObservation =>
        "These are results of a model, not observations. The case study that it follows publishes no \
        figures: nothing here was measured in that home, and no number is a forecast for it.",
        "这里是模型的结果，不是观察。模型所依据的案例研究没有公布数字：\
        文中没有任何数值在该社区工人之家测得，也没有任何数值是对它的预测。";
    Levels =>
        "Levels rest on assumptions and on figures from other places; the documentation of the model \
        names source and grade of each. Differences between scenarios in the same worlds are firmer \
        than levels.",
        "水平取决于假设和其他地方的数据；模型文档列出每个取值的来源与等级。\
        同一次模拟中方案之差比水平更可靠。";
    ChanceOnly =>
        "Intervals tell of chance between random worlds. They do not hold the doubt about parameters, \
        nor about the model itself.",
        "区间只反映各次模拟之间的偶然，不包含参数的不确定，也不包含模型本身的不确定。";
    Calibrated =>
        "Each random world took a draw of the calibration: intervals are of means over worlds and draws. \
        They do not hold what the calibration leaves open, the doubt about what it takes for known, nor that \
        about the model itself.",
        "每次模拟取用校准所得的一组取值：区间属于各次模拟与取值的均值，\
        不包含校准未能确定的部分、校准当作已知的部分，也不包含模型本身的不确定。";
    WithinDraws =>
        "What is known is told within the form of this model and the ranges that were held plausible; \
         no draw \
        holds the doubt about the equations themselves.",
        "已知的范围只就本模型的形式和认为合理的取值范围而言，不包含方程本身的不确定。";
    AmongThose =>
        "Rankings hold among the scenarios shown, for this measure and this horizon. A ranking by \
        another measure may differ.",
        "排名只在所示方案之间、就此指标和此期限成立；换一个指标，排名可能不同。";
    Definitions =>
        "Deficiency indices are definitions of this model; part of an index may move by definition, for \
        instance with opening hours, partners counted or the length of a contract.",
        "不足指数是本模型的定义；指数的一部分可能仅因定义而变动，例如开放时间、合作伙伴数或合同期长短。";
}
}
