//! The fixed texts of the index of a result folder, in both languages.

use crate::report::text::translate::phrases;

phrases! {
/// A fixed text of the index.
IndexPhrase {
    Eyebrow => "result folder", "结果文件夹";
    Report => "Read", "阅读";
    WholeReport => "The report: findings, pictures, method", "报告：结论、图表与方法";
    Files => "Files", "文件";
    Scenarios => "Scenarios, with every value that held", "方案及其全部取值";
    Asked => "What was asked", "所用命令";
    Again => "The same command gives the same bytes; commonroom verify says whether the files are still those \
        that were written.", "同一命令得出相同的字节；用verify命令可查各文件是否仍为原样。";
    Explorer => "move the levers of the first scenario and see what changes", "移动第一个方案的调节项，看结果如何变化";
    Manifest => "what made this folder, with the hash of every file", "生成此文件夹的命令与各文件的校验值";

    Ranking => "Which arrangement does best", "哪种安排最好";
    Groups => "For whom", "惠及哪些人";
    Money => "At what cost", "成本";
    Difference => "How surely it differs", "差异是否可靠";
    Deficiencies => "What is still wrong", "仍存在的不足";
    Causes => "Where it comes from", "不足从何而来";
    Parameters => "each assumption before and after the fit", "各假设拟合前后的取值";
    Predictions => "what was observed against what the fit foretells", "观测值与拟合所预言";

    Series => "Every week of every run", "各次模拟逐周的数据";
    Windows => "Every run over stretches of weeks", "各次模拟分时段的数据";
    GroupsTable => "Yearly figures by group of residents", "各居民群体的年度数据";
    Residents => "Sampled residents, one by one", "逐个抽样居民";
    Summary => "Every measure in every week over the worlds of a scenario", "各方案逐周各指标的汇总";
    Effects => "What a scenario changes against the baseline in the same random worlds", "同一批模拟中各方案与对照之差";
    GroupEffects => "What a scenario changes by group of residents and year", "各群体逐年之差";
    Draws => "What a scenario changes with each plausible draw of what nobody measured", "各组可信取值下的差";
    Events => "What the institutions did", "机构做了什么";
    Ledger => "Every payment, in fen", "每笔收支，单位为分";
    Runs => "Every run: seed, status, hash", "各次模拟的种子、状态与校验值";
    Failures => "Runs that failed, and why", "失败的模拟及原因";
    Best => "The best that were found, with what they bring and cost", "找到的最优组合及其效果与费用";
    Design => "Every point of a sweep", "扫描的各点";
    Warnings => "What to know before the results are trusted", "采信结果前须知";
    Posterior => "draws of the fitted assumptions, for `run --posterior`", "拟合后各假设的抽取值，可再用于模拟";
    Correlations => "which assumptions go together", "各假设之间的相关";
    Generations => "how the fit went", "拟合的过程";
    Answer => "the answer, for programs", "供程序读取的答案";
    Datapackage => "meaning, unit and type of every column", "每一列的含义、单位与类型";
}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::translate::Bilingual;

    #[test]
    fn every_phrase_is_chinese_in_chinese() {
        for phrase in IndexPhrase::ALL {
            let texts = phrase.texts();
            let latin =
                texts.chinese.replace("verify", "").chars().any(|letter| letter.is_ascii_alphabetic());
            assert!(texts.english != texts.chinese && !latin, "{texts:?}");
        }
    }
}
