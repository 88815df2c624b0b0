//! What `best` answers, in words: the front, what each of it changes and brings, what it costs whom, and how
//! the front moves with the budget.

use crate::language::{said, spoken, term};
use crate::measure::cost;
use crate::report::answers::best_nearest::nothing;
use crate::report::text::breaks;
use crate::report::text::format::{NumberFormat, Style, share};
use crate::report::text::names::bearer;
use crate::report::text::table::{Table, wrap};
use crate::report::text::translate::Lang;
use crate::scenario::toml_text::value as toml_value;
use crate::study::best::judge::{ChangeTold, Member};
use crate::study::best::question::{BestFound, BestQuestion};
use crate::study::best::space::SearchedKind;
use crate::study::best::wanted::Objective;
use crate::study::plausible::effects::WORLDS;
use crate::study::plausible::knowledge::Knowledge;
use crate::world::record::Measure;

/// What was asked and found.
pub(crate) struct BestTold<'a> {
    /// What was asked.
    pub asked: &'a BestQuestion<'a>,
    /// What was found.
    pub found: &'a BestFound,
}

/// A measure as it is said.
fn name(measure: &Measure) -> &'static str {
    match spoken() {
        Lang::En => measure.name,
        Lang::Zh => measure.zh,
    }
}

/// In words.
pub(crate) fn text(told: &BestTold) -> String {
    let members = &told.found.judged.members;
    let mut text = wrap(&head(told), 0);
    if !told.found.nearest.is_empty() {
        return text + &nothing(told.asked, told.found);
    }
    if members.is_empty() {
        let words = said!(
            "Nothing that was tried is better than {} by what matters, and keeps what is required.",
            told.asked.base.name
        );
        return text + &wrap(&words, 0);
    }
    text += &wrap(&judged_words(told), 0);
    text += &format!("\n{}", table(told));
    for (at, member) in members.iter().enumerate() {
        text += &format!("\n{}", member_text(told, at + 1, member));
    }
    text += &budgets_text(told);
    text + &wrap(&notes(told), 0)
}

/// What was searched, and how.
fn head(told: &BestTold) -> String {
    let (asked, search) = (told.asked, &told.found.search);
    let objectives: Vec<String> = asked.wanted.objectives.iter().map(direction).collect();
    let (over, base) = (asked.space.over.len(), &asked.base.name);
    let size = asked.space.size();
    let all = if size < 1e6 { format!("{size:.0}") } else { format!("{size:.1e}") };
    let (candidates, generations, lives) = (search.candidates, search.generations, search.lives);
    said!(
        "Best of {base} for {}: {over} things to decide, {all} combinations; {candidates} of them tried in \
         {generations} generations and {lives} runs.",
        objectives.join(term(", "))
    )
}

/// An objective with the direction that is better.
fn direction(objective: &Objective) -> String {
    let measure = name(objective.measure);
    if objective.measure.better.sign() > 0 { said!("more {measure}") } else { said!("less {measure}") }
}

/// From what the figures come.
fn judged_words(told: &BestTold) -> String {
    let judged = &told.found.judged;
    let (draws, worlds) = (judged.known.draws, judged.lived.worlds.len());
    said!(
        "Figures: differences from the baseline in the last year, from {draws} plausible draws and {worlds} \
         random worlds that the search never saw ({WORLDS} worlds a draw, {} runs): who is picked for good \
         figures is picked for luck too. In brackets 5% to 95% of draws.",
        judged.lives
    )
}

/// A difference with its range over draws.
fn difference(known: &Knowledge, measure: &Measure) -> String {
    let ends = (known.low, known.high);
    let format = NumberFormat::of(Style::of(measure), known.mean, Some(ends));
    format!("{} ({})", format.change(known.mean), format.change_interval(ends))
}

/// The front in one table.
fn table(told: &BestTold) -> String {
    let (judged, objectives) = (&told.found.judged, &told.asked.wanted.objectives);
    let mut head = vec![String::new()];
    for objective in objectives {
        head.extend([name(objective.measure).to_string(), term("better in (draws)").to_string()]);
    }
    head.extend([term("required kept in").to_string(), term("what breaks").to_string()]);
    head.push(said!("regret ({})", name(objectives[0].measure)));
    let mut table = Table::new(head.iter().map(String::as_str));
    for (at, standing) in judged.standings[0].iter().enumerate() {
        let mut row = vec![judged.lived.names[at].clone()];
        for objective in objectives {
            let known = judged.known.effect(&standing.scenario, objective.measure.name);
            row.push(known.map_or_else(|| "–".into(), |known| difference(known, objective.measure)));
            let better = known.and_then(|known| known.share_better);
            row.push(better.map_or_else(|| "–".into(), share));
        }
        let required = !told.asked.knowledge.requirements.is_empty();
        row.push(if required { share(standing.meets_all) } else { "–".into() });
        row.push(breaks::in_draws(spoken(), standing));
        let regret = standing.robustness.expected_regret;
        row.push(Style::of(objectives[0].measure).change(regret).trim_start_matches('+').to_string());
        table.row(row);
    }
    table.terminal()
}

/// What one thing that is searched over is called, with its old and new value.
pub(crate) fn change_words(told: &BestTold, member: &Member, change: &ChangeTold) -> String {
    let one = &told.asked.space.over[change.over];
    let (old, new) = (&one.values[one.usual], &one.values[member.candidate[change.over]]);
    match &one.kind {
        SearchedKind::Lever(path) => {
            let path = path.split_once('.').map_or(path.as_str(), |(_, rest)| rest);
            format!("{path} {} → {}", toml_value(old), toml_value(new))
        }
        SearchedKind::Part(name) => said!("with `{name}`"),
        SearchedKind::FromWeek => said!("from week {}", toml_value(new)),
    }
}

/// What one of the front changes, what that brings, and what it costs whom.
fn member_text(told: &BestTold, number: usize, member: &Member) -> String {
    let week = told.asked.space.chosen(&member.candidate).week;
    let from = week.map_or(String::new(), |week| said!(", from week {week} on"));
    let mut text = wrap(&said!("front-{number} changes{from}:"), 0);
    for change in &member.changes {
        let words = format!("- {}: {}", change_words(told, member, change), brings(told, change));
        text += &format!("  {}", wrap(&words, 4));
    }
    let payers: Vec<String> =
        payers(told, number).into_iter().map(|(who, yuan)| format!("{who} {yuan}")).collect();
    if !payers.is_empty() {
        text +=
            &format!("  {}", wrap(&said!("Cost of the last year, yuan: {}.", payers.join(term(", "))), 4));
    }
    text
}

/// What a change brings, beyond the same candidate without it.
fn brings(told: &BestTold, change: &ChangeTold) -> String {
    let known = told.asked.wanted.objectives.iter().zip(&change.effects);
    let known: Vec<(&Objective, &Knowledge)> =
        known.filter_map(|(objective, known)| Some((objective, known.as_ref()?))).collect();
    if known.is_empty() {
        return term("cannot be taken back alone").to_string();
    }
    let words: Vec<String> = known
        .iter()
        .filter(|(_, known)| known.matters && known.directed())
        .map(|(of, known)| format!("{} {}", name(of.measure), Style::of(of.measure).change(known.mean)))
        .collect();
    if words.is_empty() {
        term("no difference that matters and is known").to_string()
    } else {
        words.join(term(", "))
    }
}

/// Who pays how much more, the largest first.
fn payers(told: &BestTold, number: usize) -> Vec<(String, String)> {
    let judged = &told.found.judged;
    let name = &judged.lived.names[number];
    let extra = |payer: &'static Measure| Some((payer, judged.known.effect(name, payer.name)?.mean));
    let mut all: Vec<(&Measure, f64)> =
        cost::borne().filter_map(extra).filter(|(_, yuan)| yuan.abs() >= 0.5).collect();
    all.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let said = |(payer, yuan): (&Measure, f64)| (bearer(payer, spoken()), Style::Money.signed(yuan));
    all.into_iter().map(said).collect()
}

/// The best of the first objective that each budget allows.
pub(crate) struct BudgetStep {
    /// Which of baseline and front, by place.
    pub at: usize,
    /// Difference in cost from the baseline, yuan in the last year.
    pub cost: f64,
    /// Difference in the first objective.
    pub gain: f64,
}

/// How the front moves with the budget: by cost, each step dearer and better than the one before; nothing where
/// no cost is among the objectives after the first.
pub(crate) fn budgets(told: &BestTold) -> Option<(&'static Measure, Vec<BudgetStep>)> {
    let (judged, objectives) = (&told.found.judged, &told.asked.wanted.objectives);
    let cost =
        objectives.iter().skip(1).find(|one| one.measure.is_money() && one.measure.better.sign() < 0)?;
    let first = objectives[0].measure;
    let mean = |at: usize, measure: &Measure| match at {
        0 => Some(0.0),
        _ => judged.known.effect(&judged.lived.names[at], measure.name).map(|known| known.mean),
    };
    let step = |at: usize| Some(BudgetStep { at, cost: mean(at, cost.measure)?, gain: mean(at, first)? });
    let mut steps: Vec<BudgetStep> = (0..judged.lived.names.len()).filter_map(step).collect();
    steps.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let (mut best, order) = (f64::NEG_INFINITY, first.better.order());
    steps.retain(|step| {
        let better = step.gain * order > best;
        best = best.max(step.gain * order);
        better
    });
    Some((cost.measure, steps))
}

fn budgets_text(told: &BestTold) -> String {
    let Some((cost, steps)) = budgets(told) else { return String::new() };
    let (names, first) = (&told.found.judged.lived.names, told.asked.wanted.objectives[0].measure);
    let head = [said!("{} up to", name(cost)), said!("best {}", name(first)), term("by").to_string()];
    let mut table = Table::new(head.iter().map(String::as_str));
    for step in steps {
        let cost = Style::of(cost).change(step.cost);
        table.row([cost, Style::of(first).change(step.gain), names[step.at].clone()]);
    }
    format!("\n{}\n", table.terminal().trim_end())
}

/// What is to be known beside the figures.
fn notes(told: &BestTold) -> String {
    let (judged, search) = (&told.found.judged, &told.found.search);
    let mut words = vec![said!(
        "Of each change: what the candidate has beyond itself without it, over {} draws. Regret: how far behind \
         the best of all rows in a draw, on average.",
        judged.draws_of_changes
    )];
    if judged.fell > 0 {
        let fell = judged.fell;
        words.push(said!(
            "{fell} candidates came out of the search and do not hold there, or are beaten there."
        ));
    }
    if let (1.., Some(why)) = &search.refused {
        let (refused, why) = (search.refused.0, why.lines().next().unwrap_or_default());
        words.push(said!("{refused} combinations do not go together, the first: {why}"));
    }
    words.join(" ")
}
