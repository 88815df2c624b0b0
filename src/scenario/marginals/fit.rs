//! A population that agrees with tables of counts: iterative proportional fitting (Deming & Stephan 1940)
//! over all combinations of categories, then whole people.

/// One table: which cell of it each combination belongs to, and how many people it counts there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Margin {
    /// Cell of the table by combination.
    pub cell: Vec<usize>,
    /// People by cell of the table.
    pub target: Vec<f64>,
}

/// What a fit could not reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unmet {
    /// Which table.
    pub margin: usize,
    /// Which cell of it.
    pub cell: usize,
    /// People that it lacks (or has too many, below 0).
    pub lacking: f64,
}

/// Rounds after which tables that are not met contradict each other.
const ROUNDS: usize = 2_000;

/// Differences to a table below this part of all people are none.
const CLOSE: f64 = 1e-9;

/// Differences that remain after all rounds and are no contradiction: where tables leave a combination
/// nobody, its people vanish slowly, as one over the rounds.
const MET: f64 = 5e-4;

impl Margin {
    fn sums(&self, people: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.target.len()];
        people.iter().zip(&self.cell).for_each(|(people, cell)| sums[*cell] += people);
        sums
    }

    /// The cell that is missed by most, and by how much.
    fn worst(&self, people: &[f64]) -> (usize, f64) {
        let gaps =
            self.sums(people).into_iter().zip(&self.target).map(|(sum, target)| target - sum).enumerate();
        gaps.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())).unwrap_or((0, 0.0))
    }
}

/// People by combination (not whole) that meet every table, closest to `start` (0 where a combination cannot
/// exist).
pub(crate) fn fit(start: Vec<f64>, margins: &[Margin]) -> Result<Vec<f64>, Unmet> {
    let mut people = start;
    let total: f64 = margins.first().map_or(0.0, |m| m.target.iter().sum());
    for _ in 0..ROUNDS {
        for margin in margins {
            let factor: Vec<f64> = margin
                .sums(&people)
                .iter()
                .zip(&margin.target)
                .map(|(sum, target)| if *sum > 0.0 { target / sum } else { 0.0 })
                .collect();
            people.iter_mut().zip(&margin.cell).for_each(|(people, cell)| *people *= factor[*cell]);
        }
        if margins.iter().all(|margin| margin.worst(&people).1.abs() <= CLOSE * total) {
            return Ok(people);
        }
    }
    let gaps = margins.iter().enumerate().map(|(margin, m)| (margin, m.worst(&people)));
    let worst = gaps.max_by(|a, b| a.1.1.abs().total_cmp(&b.1.1.abs()));
    let (margin, (cell, lacking)) = worst.unwrap_or_default();
    if lacking.abs() <= MET * total { Ok(people) } else { Err(Unmet { margin, cell, lacking }) }
}

/// Whole people, `n` in all: each combination gets its whole part, the rest goes to fractions by systematic
/// sampling from ½ on, and single people move between combinations as long as that brings all tables together
/// nearer.
pub(crate) fn whole(people: &[f64], n: u64, margins: &[Margin]) -> Vec<u64> {
    let total: f64 = people.iter().sum();
    let scale = if total > 0.0 { n as f64 / total } else { 0.0 };
    let (mut below, mut given) = (0.0, 0_u64);
    let mut whole: Vec<u64> = people
        .iter()
        .map(|people| {
            below += people * scale;
            let until = libm::floor(below + 0.5).max(0.0) as u64;
            let own = until.min(n) - given;
            given += own;
            own
        })
        .collect();
    if let Some(last) = people.iter().rposition(|people| *people > 0.0) {
        whole[last] += n - given;
    }
    settle(&mut whole, people, scale, margins);
    whole
}

/// Move single people while the sum of squared differences to the tables falls.
fn settle(whole: &mut [u64], people: &[f64], scale: f64, margins: &[Margin]) {
    // Difference to each cell of each table: what there is more than there should be.
    let own: Vec<f64> = whole.iter().map(|n| *n as f64).collect();
    let over =
        |m: &Margin| m.sums(&own).iter().zip(&m.target).map(|(sum, target)| sum - target * scale).collect();
    let mut over: Vec<Vec<f64>> = margins.iter().map(over).collect();
    for _ in 0..10 * whole.len().max(100) {
        let cost = |combination: usize, over: &[Vec<f64>], step: f64| -> f64 {
            margins.iter().zip(over).map(|(m, over)| step * 2.0 * over[m.cell[combination]] + 1.0).sum()
        };
        let cheapest = |over: &[Vec<f64>], step: f64, may: &dyn Fn(usize) -> bool| {
            (0..whole.len())
                .filter(|c| may(*c))
                .map(|c| (c, cost(c, over, step)))
                .min_by(|a, b| a.1.total_cmp(&b.1))
        };
        let Some((from, gain)) = cheapest(&over, -1.0, &|c| whole[c] > 0) else { return };
        shift(&mut over, margins, from, -1.0);
        let Some((to, price)) = cheapest(&over, 1.0, &|c| people[c] > 0.0) else { return };
        shift(&mut over, margins, to, 1.0);
        if gain + price > -1e-9 {
            return;
        }
        whole[from] -= 1;
        whole[to] += 1;
    }
}

fn shift(over: &mut [Vec<f64>], margins: &[Margin], combination: usize, step: f64) {
    over.iter_mut().zip(margins).for_each(|(over, margin)| over[margin.cell[combination]] += step);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two by two, rows and columns.
    fn two(rows: [f64; 2], columns: [f64; 2]) -> [Margin; 2] {
        [
            Margin { cell: vec![0, 0, 1, 1], target: rows.to_vec() },
            Margin { cell: vec![0, 1, 0, 1], target: columns.to_vec() },
        ]
    }

    #[test]
    fn margins_alone_give_independence_and_a_start_keeps_its_odds() {
        let fitted = fit(vec![1.0; 4], &two([30.0, 70.0], [40.0, 60.0])).unwrap();
        for (found, known) in fitted.iter().zip([12.0, 18.0, 28.0, 42.0]) {
            assert!((found - known).abs() < 1e-6, "{fitted:?}");
        }
        let odds = |p: &[f64]| p[0] * p[3] / (p[1] * p[2]);
        let start = vec![4.0, 1.0, 1.0, 2.0];
        let fitted = fit(start.clone(), &two([30.0, 70.0], [40.0, 60.0])).unwrap();
        assert!((odds(&fitted) - odds(&start)).abs() < 1e-6, "{fitted:?}");
    }

    #[test]
    fn a_combination_that_the_tables_leave_nobody_is_no_contradiction() {
        // The second row must stand in the second column, though the first would be possible.
        let fitted = fit(vec![1.0, 0.0, 1.0, 1.0], &two([40.0, 60.0], [40.0, 60.0])).unwrap();
        assert!(fitted[2] < 0.05 && (fitted[3] - 60.0).abs() < 0.05, "{fitted:?}");
    }

    #[test]
    fn what_cannot_be_met_is_told() {
        // Nobody may be in the first row but in the first column, and that holds too few.
        let unmet = fit(vec![1.0, 0.0, 1.0, 1.0], &two([50.0, 50.0], [40.0, 60.0])).unwrap_err();
        assert!(unmet.lacking.abs() > 1.0, "{unmet:?}");
    }

    #[test]
    fn whole_people_meet_whole_tables() {
        let margins = two([33.0, 68.0], [41.0, 60.0]);
        let fitted = fit(vec![1.0; 4], &margins).unwrap();
        let people = whole(&fitted, 101, &margins);
        let sum = |a: usize, b: usize| people[a] + people[b];
        assert_eq!((people.iter().sum::<u64>(), sum(0, 1), sum(0, 2)), (101, 33, 41));
        assert!(people.iter().zip(&fitted).all(|(whole, exact)| (*whole as f64 - exact).abs() < 2.0));
        assert_eq!(whole(&fitted, 7, &margins).iter().sum::<u64>(), 7);
    }
}
