//! The fixed texts of the page, in both languages.

use crate::report::text::translate::phrases;

phrases! {
/// A fixed text of the page.
Phrase {
    ByLever => "By lever", "按参数";
    Method => "Method", "方法";
    ToKnow => "To know before trusting these numbers", "采信这些数字之前须知";
    Limits => "What the model may not claim", "本模型不能说明什么";
    Numbers => "Numbers and download", "数据与下载";
    Others => "The others", "其余方案";
    Contents => "Contents", "目录";
    Seed => "seed", "种子";
    Offline => "this file works without a network and without a server", "本文件无需网络与服务器";
    Scenario => "scenario", "方案";
    Title => "title", "标题";
    Runs => "runs", "运行数";
    Input => "input", "输入";
    Basis => "basis", "基础";
    Week => "week", "周";
    Actor => "who", "谁";
    What => "what", "何事";
    WorldsWithSuch => "worlds with such an event", "发生过此类事件的模拟";
    WithoutMatters => "Without matters raised and carried out, which the table events lists.",
        "不含议题的提出与落实，见events表。";

    Ranking => "Which arrangement does best?", "哪种安排最好？";
    OneWorld => "One random world: no interval, no probability.", "仅一次随机模拟：没有区间，也没有概率。";
    Course => "How it unfolds", "五年走势";
    OneCourse => "Lines are one run: each point is the mean of the last 52 weeks.",
        "曲线为一次模拟：每一点为此前52周的均值。";
    AgainstBaseline => "Each scenario against the baseline", "各方案与基线对照";
    AgainstBaselineMarks =>
        "Same scale in every panel. Dashed grey: the baseline. Thin grey: the other scenarios.",
        "各格刻度相同。灰色虚线为基线，细灰线为其他方案。";
    Deficiencies => "What is still wrong", "仍存在的不足";
    DeficiencyMarks =>
        "Four deficiencies named by the case study, 0 (solved) to 100 (severe; less is better): open \
            dot before the handover, \
            filled in the last year, with its 95% interval.",
        "案例研究指出的四项不足，0为已解决，100为严重，越低越好：空心点为承接前，实心点为最后一年及其95%区间。";
    Causes => "Where it comes from", "不足从何而来";
    Links => "Why repair works", "修复为何有效";
    Difference => "How surely it differs", "差异是否可靠";
    DifferenceMarks =>
        "Each scenario minus the baseline in the same random world; the band holds the middle 90% of worlds.",
        "同一次随机模拟中各方案减基线；色带为中间90%的模拟。";
    Groups => "For whom", "惠及哪些人";
    Cost => "At what cost", "成本";
    Events => "What the institutions did", "机构做了什么";
    EventMarks =>
        "The world nearest the median of each, a lane for each body. Dots: events, orange where grave. \
            Strokes: weeks with matters of the council, raised (below) and carried out (above), which the table \
            events lists. Dotted: the handover and dated changes. The numbers say in how many worlds such an \
            event happened.",
        "各方案最接近中位数的一次模拟，每个机构一行。圆点为事件，橙色为严重事件；短划为有议题的各周，线下为提出，线上为落实，\
            内容见events表；点线为承接与定期变动。\
            数据表列出有多少次模拟发生过此类事件。";

    NoneHolds => "None may be called the best: something breaks in every scenario",
        "不能称任何方案最好：每个方案都有运行失败之处";
    NoneMeets =>
        "None may be called the best: in half of the draws or more something breaks in every scenario, or it \
            does not meet what is required",
        "不能称任何方案最好：在半数或更多的取值中，每个方案都运行失败或不符合要求";
    BestValue => "Best value", "最划算";
    ForWhom => "For whom", "惠及谁";
    GetsWorse => "What gets worse", "什么变差";
    WouldBreak => "What would break it", "什么会使其失败";
    WhatIsKnown => "What is known", "已知的范围";
    OfChance => "Of chance", "偶然";
    HowSure => "How sure", "有多确定";
    Holds => "Nothing is so frequent that it would count as broken.", "均未达到视为运行失败的程度。";
    HardlyMatters => "That is less than one in 1,000: it hardly matters.", "不足千分之一，实际意义不大。";
    ChanceOnly =>
        "That is chance between worlds only; what nobody knows of residents and institutions is not in it.",
        "以上只反映各次模拟之间的偶然，不包含对居民与机构认识的不足。";
    WorldsDrawn =>
        "Each random world took a draw of the calibration: this tells how surely the mean over worlds and \
            draws is known; more worlds narrow it, not what the calibration leaves open.",
        "每次模拟取用校准所得的一组取值：以上说明各次模拟与取值的均值有多确定；\
            增加模拟次数会缩小它，而不会缩小校准未能确定的部分。";
    HoldsInDraws => "Nothing breaks there or in any draw.", "均不视为运行失败，在所有取值中也没有。";
    WithUsual => "With the usual parameters: ", "按常用参数：";
    WithDrawn => "With drawn parameters: ", "按所取参数：";
    BesideKnown =>
        "That is chance between random worlds alone; more worlds narrow it, not what is known.",
        "以上只是各次模拟之间的偶然；增加模拟次数只缩小偶然，不改变已知的范围。";
    NoResult => "There is nothing to report: no run gave a value", "没有可报告的结果：没有任何运行给出数值";
    OneHistory => "It is one possible history. Run more replicates to see what is chance.",
        "这只是一种可能的历史。请增加模拟次数以区分偶然。";
    AllApart => "All can be told apart.", "各方案均可区分。";
    NoneApart => "None can be told apart: the order is open.", "均无法区分，次序未定。";
    GroupsApart => "Lines part groups that are told apart; within a group the order is open.",
        "横线分隔可区分的组；组内次序未定。";
    ByBehaviour => " by behaviour", "（就行为而言）";
    NoCause => "no cause can be named: no repair surely lessens it", "无法指出成因：没有任何修复确定能减轻它";

    RowsToValidate => "Held back as tests", "留作检验的数据";
    RowsToCalibrate => "What parameters were set to", "用于校准的数据";
    RowsOfShape => "Forms seen elsewhere", "他处所见的形态";
    RowsOfContext => "For context", "背景数据";
    RowMarks =>
        "The shaded column is the band that people measured, each row in its own unit. Dot and bar: the \
            simulated mean with its 95% interval over worlds. Blue: surely inside; orange: surely outside; \
            grey: open, or not comparable.",
        "灰色竖带为实测区间，每行各用自己的单位。点与条：模拟均值及其95%区间。蓝色：确在其内；橙色：确在其外；\
            灰色：未定或无从比较。";
    Band => "band measured", "实测区间";
    Simulated => "simulated (95%)", "模拟（95%区间）";
    Verdict => "verdict", "判定";
    BandLow => "band from", "区间下限";
    BandHigh => "band to", "区间上限";
    SimulatedMean => "simulated", "模拟均值";
    SimulatedFrom => "95% interval from", "95%区间自";
    SimulatedTo => "95% interval to", "95%区间至";
    Patterns => "Patterns of settings in the same random worlds", "同一批随机模拟中的情景规律";
    Contrast => "contrast", "对照";
    Expected => "expected", "预期";
    Found => "found", "结果";
    PriorToPosterior => "What the data say of each assumption", "数据对各假设的说明";
    PriorMarks =>
        "The shaded column is the range that was allowed before. Bar: the middle 90% after the fit; dot: \
            the median; open dot: the value of the scenario. A bar as wide as the column: the data say \
            nothing of it.",
        "灰色竖带为拟合前允许的范围。条：拟合后的中间90%；实心点：中位数；空心点：方案中的取值。条与竖带同宽表示\
            数据未说明该假设。";
    RangeBefore => "range before", "拟合前范围";
    AfterFit => "after (90%)", "拟合后（90%）";
    Assumption => "assumption", "假设";
    RangeLow => "range from", "范围下限";
    RangeHigh => "range to", "范围上限";
    ScenarioValue => "in the scenario", "方案取值";
    PosteriorLow => "5% below", "5%低于";
    PosteriorMedian => "median", "中位数";
    PosteriorHigh => "95% below", "95%低于";
    SeenInPredicted => "What was observed against what the fit foretells", "观测值与拟合所预言";
    SeenMarks =>
        "The shaded column is the middle 90% of what the fitted model says would be observed, each row in \
            its own unit. Dot: what was observed. Blue: inside; orange: outside.",
        "灰色竖带为拟合后的模型所预言的观测值的中间90%，每行各用自己的单位。点：观测值。蓝色：在内；橙色：在外。";
    Foretold => "foretold (90%)", "预言（90%）";
    Observed => "observed", "观测值";
    Statistic => "statistic", "统计量";
    VillageCurves => "Villages that were not seen", "未用于拟合的村庄";
    VillageMarks =>
        "One panel for each village, the same scale in all: share that has adopted by the end of each year. \
            Dots: what happened. Line: what is expected from the other villages; band: the middle 90%.",
        "每村一格，刻度相同：各年末的采纳比例。点：实际情况。线：由其他村庄推出的预期；色带：中间90%。";
    Village => "village", "村庄";
    Year => "year", "年";
    ExpectedShare => "expected share", "预期比例";
    BandFrom => "5% of lives below", "5%的模拟低于";
    BandTo => "95% of lives below", "95%的模拟低于";
    Conditions => "What had to be shown", "须证明之事";
    Holding => "holds", "成立";
    SplitName => "split", "划分";
    Condition => "condition", "条件";
    SurveyAnswers => "Who says yes, by whom one asks", "问谁，谁答“是”";
    SurveyMarks =>
        "Share of yes by item. Everybody: all adults, answering as meant. Bars: 95% intervals. People met \
            on site come more often, and so answer otherwise.",
        "各题答“是”的比例。所有人：全体成年人按本意作答。条：95%区间。在现场遇到的人来得更勤，因此回答不同。";
    SurveyItemHead => "item", "题目";
    ByGroup => "Yes by group", "各群体答“是”的比例";
    OnSite => "on site", "在现场";
    EverybodyAsked => "everybody", "所有人";

    // Between sentences, between parts of one, at its end.
    Space => " ", "";
    Stop => ".", "。";
    Semicolon => "; ", "；";
    Colon => ": ", "：";
}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::translate::Bilingual;

    #[test]
    fn every_phrase_is_chinese_in_chinese() {
        for phrase in Phrase::ALL {
            let texts = phrase.texts();
            let latin = texts.chinese.chars().any(|letter| letter.is_ascii_alphabetic());
            let csv = texts.chinese.replace("events", "");
            assert!(
                texts.english != texts.chinese && (!latin || csv.len() < texts.chinese.len()),
                "{texts:?}"
            );
        }
    }
}
