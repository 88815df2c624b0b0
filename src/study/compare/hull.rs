//! Which packages give most for their money: the corners of cost against effect that neither another package
//! nor a mixture of two others beats.

/// A corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Corner {
    /// Which package.
    pub at: usize,
    /// What one more unit of effect costs from the corner before it on; it rises from corner to corner.
    /// `None` for the first one, which is the cheapest.
    pub slope: Option<f64>,
}

/// The corners of packages given as (number, cost, effect), the cheapest first: from each, the next is the
/// one that costs least for one more unit of effect, and of those that cost the same the farthest.
pub(crate) fn corners(packages: &[(usize, f64, f64)]) -> Vec<Corner> {
    let cheapest = |a: &&(usize, f64, f64), b: &&(usize, f64, f64)| {
        a.1.total_cmp(&b.1).then(b.2.total_cmp(&a.2)).then(a.0.cmp(&b.0))
    };
    let Some(mut last) = packages.iter().min_by(cheapest) else { return Vec::new() };
    let mut corners = vec![Corner { at: last.0, slope: None }];
    loop {
        let (_, cost, effect) = *last;
        let slope = |next: &(usize, f64, f64)| (next.1 - cost) / (next.2 - effect);
        let better = packages.iter().filter(|next| next.2 > effect);
        let order = |a: &&(usize, f64, f64), b: &&(usize, f64, f64)| {
            slope(a).total_cmp(&slope(b)).then(b.2.total_cmp(&a.2)).then(a.0.cmp(&b.0))
        };
        let Some(next) = better.min_by(order) else { return corners };
        corners.push(Corner { at: next.0, slope: Some(slope(next)) });
        last = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_between_two_others_that_a_mixture_beats_is_no_corner() {
        // Per point: 1 → 2 would cost 195, 2 → 3 then 89: half of 1 and half of 3 beat 2.
        let packages = [(0, 0.0, 0.0), (1, 30.0, 1.0), (2, 225.0, 2.0), (3, 314.0, 3.0), (4, 746.0, 5.0)];
        let found = corners(&packages);
        assert_eq!(found.iter().map(|corner| corner.at).collect::<Vec<_>>(), [0, 1, 3, 4]);
        let slopes: Vec<f64> = found.iter().filter_map(|corner| corner.slope).collect();
        assert_eq!(slopes, [30.0, 142.0, 216.0]);
    }

    #[test]
    fn slopes_rise_and_nothing_lies_beyond_the_corners() {
        for shift in 0..50_u32 {
            let number = |i: u32, by: u32| f64::from((i * by + shift * 37) % 101);
            let packages: Vec<_> = (0..12).map(|i| (i as usize, number(i, 53), number(i, 29))).collect();
            let found = corners(&packages);
            let slopes: Vec<f64> = found.iter().filter_map(|corner| corner.slope).collect();
            assert!(slopes.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9), "{slopes:?}");
            // From any corner on, no package has more effect at a lower price than the next corner's.
            for pair in found.windows(2) {
                let ((_, cost, effect), slope) = (packages[pair[0].at], pair[1].slope.unwrap());
                let beats =
                    |p: &&(usize, f64, f64)| p.2 > effect && (p.1 - cost) / (p.2 - effect) < slope - 1e-9;
                assert_eq!(packages.iter().find(beats), None);
            }
        }
    }

    #[test]
    fn what_costs_more_and_brings_less_is_no_corner() {
        let found = corners(&[(0, 10.0, 2.0), (1, 20.0, 1.0), (2, 10.0, 1.0)]);
        assert_eq!(found, [Corner { at: 0, slope: None }]);
        assert_eq!(corners(&[]), []);
    }
}
