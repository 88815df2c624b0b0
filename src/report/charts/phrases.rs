//! The fixed texts of charts, in both languages.

use crate::report::text::translate::phrases;

phrases! {
/// A fixed text of a chart or of the table of its numbers.
ChartPhrase {
    Scenario => "scenario", "方案";
    LastYear => "last year", "最后一年";
    BeforeHandover => "before", "承接前";
    IntervalFrom => "95% interval from", "95%区间下限";
    IntervalTo => "95% interval to", "95%区间上限";
    Change => "change vs baseline", "与基线之差";
    ChangeFrom => "95% interval of change from", "差的95%区间下限";
    ChangeTo => "95% interval of change to", "差的95%区间上限";
    Week => "week", "周";
    MeanOfWorlds => "mean", "均值";
    Start => "start", "起点";
    YearMark => "y", "年";
    Handover => "handover", "承接";

    Mean => "last year, mean", "最后一年均值";
    LowWorlds => "5% of worlds below", "5%的模拟低于";
    HighWorlds => "95% of worlds below", "95%的模拟低于";
    Difference => "difference (95% interval)", "差值，95%区间";
    YuanMore => "yuan a year more", "每年多花，元";
    YuanVisit => "yuan a visit more", "每多一次到访，元";
    BetterIn => "better in", "更好的模拟";
    Saves => "saves", "节省";
    ShareFirst => "ranks first, share of worlds", "排名第一的模拟比例";
    RankingMarks =>
        "Difference from the baseline (dashed) in the same worlds. Dot: mean · between the strokes: its 95% \
            interval · pale bar: 90% of worlds · better in: share of worlds. Money: full cost, whoever \
            bears it.",
        "同一次模拟中与对照（虚线）之差。圆点：均值 · 两竖线之间：95%区间 · 浅色条：90%的模拟 · 更好的模拟：所占比例。\
            费用为全部成本，不论由谁承担。";
    LevelMarks =>
        "Dot: mean · between the strokes: its 95% interval · pale bar: 90% of worlds",
        "圆点：均值 · 两竖线之间：95%区间 · 浅色条：90%的模拟";

    MultiplesMarks =>
        "One panel per scenario, the same scale in all. Dashed grey: the baseline. Thin grey: the other \
            scenarios.",
        "每个方案一格，刻度相同。灰色虚线为基线，细灰线为其他方案。";
    MultiplesMarksOfMany =>
        "One panel for each of the 24 scenarios that rank highest, the same scale in all; the table holds \
         all \
            scenarios. Dashed grey: the baseline.",
        "排名最前的24个方案各占一格，刻度相同；表中为全部方案。灰色虚线为基线。";
    DifferenceMarks =>
        "Scenario minus baseline in the same random world, each the mean of the last year's weeks: mean over \
            worlds and the middle 90% of them. Zero until the arrangements part; the line begins anew where \
            one changes. A band that holds zero means that the sign differs between worlds.",
        "同一次随机模拟中方案减现状，均取最近一年各周的均值：各次模拟的均值与中间90%。两者分开之前为零；\
            安排变动之处曲线重新开始。色带含零表示不同模拟的符号不同。";

    Runs => "worlds", "模拟次数";
    AsItIs => "as it is", "不变";
    ChangeFromFirst => "difference from the first point", "与第一个点之差";
    LeverLineMarks =>
        "A dot for each point: mean of the last year over worlds, with its 95% interval. Below: the difference \
            from the first point in the same worlds, with its 95% interval. Lines join the points; nothing was \
            lived between them.",
        "每点一个圆点：最后一年各次模拟的均值及其95%区间。下图为同一批模拟中与第一个点之差及其95%区间。\
            连线只连接各点，其间没有模拟。";
    LeverDotMarks =>
        "A dot for each point: mean of the last year over worlds. All other levers vary too, so no line joins \
            the dots; the title tells Spearman's rank correlation where its 95% interval excludes zero.",
        "每点一个圆点：最后一年各次模拟的均值。其他参数也在变动，故不连线；\
            标题在斯皮尔曼秩相关的95%区间不含零时给出其值。";
    LeverRowMarks =>
        "Dot: mean of the last year over worlds; bar: its 95% interval. Beside it the difference from the first \
            point in the same worlds.",
        "圆点：最后一年各次模拟的均值；横条：95%区间。旁边为同一批模拟中与第一个点之差。";
    LeverSpreadMarks =>
        "A dot for each point in the row of its value: mean of the last year over worlds. All other levers vary \
            too.",
        "每点一个圆点，按取值分行：最后一年各次模拟的均值。其他参数也在变动。";
    HeatMarks =>
        "A cell for each point: mean of the last year over worlds, the darker the more; the scale stands below. \
            Intervals and differences from the first point stand in the numbers.",
        "每点一格：最后一年各次模拟的均值，颜色越深数值越大，标度见下方。区间及与第一个点之差见数据表。";
    Row => "row", "项目";
    Deficiencies => "The four deficiencies, before the handover and in the last year",
        "四项不足：承接前与最后一年";
    DeficiencyMarks =>
        "Each index runs from 0 (solved) to 100 (severe; less is better). Open dot: before; filled dot: \
            last year. A dash: not \
            defined while the government runs the home.",
        "各指数由0（已解决）到100（严重），越低越好。空心点为承接前，实心点为最后一年；横线表示政府直接运营时无此定义。";
    Groups => "Who comes, by group of residents", "各居民群体的到访";
    GroupChangeMarks =>
        "Residents of 1,000 in each group who come in a week of the last whole year, minus the baseline \
            (dashed) in the same world: mean with its 95% interval. Grey circles: the other packages in \
            colour above.",
        "最后一个完整年度各群体每千人中每周到访人数，减去同一次模拟中的对照（虚线）：均值及其95%区间。灰圈：其他方案。";
    GroupMarks =>
        "Residents of 1,000 in each group who come in a week of the last whole year: mean over worlds with \
            its 95% interval.",
        "最后一个完整年度各群体每千人中每周到访人数：各次模拟的均值及其95%区间。";

    CostAYear => "full cost, yuan a year", "全部成本，元/年";
    PublicAYear => "public cost, yuan a year", "财政支出，元/年";
    MoreThanBaseline => "more of 1,000 residents who come in a week", "每千名居民中每周多到访的人数";
    StepPrice => "yuan a year for one more of 1,000, from the corner before", "从上一方案起每千人多一人每年多花，元";
    WhatBreaks => "what breaks", "运行失败之处";
    Breaks => "breaks", "运行失败";
    DominatedBy => "dominated by", "不如哪个方案";
    OnFrontier => "on the frontier, share of resampled sets of worlds", "位于前沿的重抽样比例";
    MoneyMarks =>
        "All that is used for the home in a year, whoever bears it, against what it brings, both more \
            than the \
            baseline; at a corner, what one more of 1,000 residents costs from the corner before it on. \
            The line joins scenarios \
            that give most for their money; an open dot is beaten by another one or by a mixture of \
            two. A crossed dot breaks: nobody runs \
            the home, or people are not paid; it does not compete.",
        "全年所用的一切（不论由谁承担）与所得成效，均为与对照之差；拐点处标出从上一方案起每千人多一人的费用。连线为最划算的各方案；空心点为不划算者（另有方案或两种方案的组合更好）。\
            打叉者运行失败：无人运营或不付工资，不参与比较。";

    Prices => "What one more costs, in yuan of full cost", "每多一份成效的全部成本（元）";
    Good => "good", "成效";
    Gain => "gain", "所得";
    Yuan => "yuan for one", "每份成本（元）";
    YuanFrom => "95% interval of yuan from", "成本95%区间下限";
    YuanTo => "95% interval of yuan to", "成本95%区间上限";
    Worse => "worse", "更差";
    NoEffect => "no effect", "无效果";
    CostOpen => "cost open", "成本未定";

    Event => "event", "事件";
    Body => "who", "谁";
    WorldsWithSuch => "worlds with such an event", "发生过此类事件的模拟";
    DatedChange => "change", "变动";
    TimesPerWorld => "times per world", "每次模拟的次数";

    Shares => "What repair of each cause takes away from the deficiencies", "修复各成因可减轻的不足";
    ShareMarks =>
        "First column: index in the last year, open dot: with all causes repaired. Then the share of each \
            cause, with its 95% interval; shares add up to “together”. Left of zero: repair makes it worse. \
            Pale bar: the part that moves by definition alone, such as opening hours, partners counted or \
            the length of a contract. Grey words: nothing can be claimed.",
        "第一列为最后一年指数，空心点为修复全部成因后。其后为各成因的份额及95%区间，份额之和等于“合计”。零左侧：\
            修复反而加重。浅色条：仅因定义而变动的部分，如开放时间、合作伙伴数或合同期长短。灰字：区间含零。";
    Deficiency => "deficiency", "不足";
    Part => "part", "部分";
    Cause => "cause", "成因";
    TakenAway => "taken away", "减轻";
    Whole => "whole", "全部";
    Together => "together", "合计";
    ByDefinition => "by definition", "仅因定义";
    Behaviour => "behaviour", "行为";
    Surplus => "joint effect minus the sum of single repairs", "联合效果减单项之和";
    Link => "link", "环节";
    Meaning => "meaning", "含义";
    LinkMarks =>
        "What of the change with all causes repaired is lost when a link of the model is held at what it is \
            without the repairs, with its 95% interval; in points, or index points for deficiencies. Links \
            work through one another, so losses need not add up. Grey words: nothing can be claimed.",
        "修复全部成因所带来的变化中，若把模型的某一环节保持在未修复时的状态会失去多少，附95%区间；单位为百分点，\
            不足为指数点。各环节相互影响，失去之和不必等于总变化。灰字：区间含零。";

    AllRepaired => "all repaired", "全部修复";
    StepFrom => "from", "由";
    StepTo => "to", "至";
    WaterfallFlat => "Repairs hardly lower any deficiency", "修复几乎不能降低任何不足";
    WaterfallMarks =>
        "Each deficiency from its level in the last year, less the share of each cause, to what is left with \
            all causes repaired; 0 (solved) to 100 (severe). Blue lowers it, orange raises it, grey: nothing \
            can be claimed. The pale part of a bar moves by definition alone.",
        "各项不足由最后一年的水平逐一减去各成因的份额，至全部修复后所剩；0为已解决，100为严重。蓝色为减轻，橙色为加重，\
            灰色为无法断定。条形的浅色部分仅因定义而变动。";
    Semicolon => "; ", "；";
}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::translate::Bilingual;

    #[test]
    fn every_phrase_is_chinese_in_chinese() {
        for phrase in ChartPhrase::ALL {
            let texts = phrase.texts();
            let latin = texts.chinese.chars().any(|letter| letter.is_ascii_alphabetic());
            assert!(texts.english != texts.chinese && !latin, "{texts:?}");
        }
    }
}
