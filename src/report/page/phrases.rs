//! The fixed texts of the page, in both languages.

use crate::report::text::translate::phrases;

phrases! {
/// A fixed text of the page.
Phrase {
    Method => "Method", "方法";
    Limits => "What the model may not claim", "本模型不能说明什么";
    Numbers => "Numbers and download", "数据与下载";
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
    WithoutMatters => "Without matters raised and carried out, which events.csv lists.",
        "不含议题的提出与落实，见events.csv。";

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
        "The most frequent kinds of events over all worlds. A dot for every 13 weeks: its area is the share \
            of worlds in which it happened then. To the right: times per world. Below: the world nearest the \
            median in words.",
        "全部模拟中最常见的事件。每13周一点，面积为当期发生此事的模拟比例；右侧为每次模拟的次数。下方以文字记述\
            最接近中位数的一次模拟。";

    NoneHolds => "None may be called the best: something breaks in every scenario",
        "不能称任何方案最好：每个方案都有运行失败之处";
    BestValue => "Best value", "最划算";
    ForWhom => "For whom", "惠及谁";
    GetsWorse => "What gets worse", "什么变差";
    WouldBreak => "What would break it", "什么会使其失败";
    HowSure => "How sure", "有多确定";
    Holds => "Nothing is so frequent that it would count as broken.", "均未达到视为运行失败的程度。";
    HardlyMatters => "That is less than one in 1,000: it hardly matters.", "不足千分之一，实际意义不大。";
    ChanceOnly =>
        "That is chance between worlds only; what nobody knows of residents and institutions is not in it.",
        "以上只反映各次模拟之间的偶然，不包含对居民与机构认识的不足。";
    NoResult => "There is nothing to report: no run gave a value", "没有可报告的结果：没有任何运行给出数值";
    OneHistory => "It is one possible history. Run more replicates to see what is chance.",
        "这只是一种可能的历史。请增加模拟次数以区分偶然。";
    AllApart => "All can be told apart.", "各方案均可区分。";
    NoneApart => "None can be told apart: the order is open.", "均无法区分，次序未定。";
    GroupsApart => "Lines part groups that are told apart; within a group the order is open.",
        "横线分隔可区分的组；组内次序未定。";
    ByBehaviour => " by behaviour", "（就行为而言）";
    NoCause => "no cause can be named: no repair surely lessens it", "无法指出成因：没有任何修复确定能减轻它";

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
            let csv = texts.chinese.replace("events.csv", "");
            assert!(
                texts.english != texts.chinese && (!latin || csv.len() < texts.chinese.len()),
                "{texts:?}"
            );
        }
    }
}
