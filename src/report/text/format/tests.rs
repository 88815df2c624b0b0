use super::*;

#[test]
fn a_change_that_few_worlds_show_has_a_count_in_place_of_an_interval() {
    // 2 of 100 worlds differ; up to 6.2% may (Clopper and Pearson's upper bound after 2 of 100 at 95%).
    let values: Vec<f64> = (0..100).map(|world| if world < 2 { 100.0 } else { 0.0 }).collect();
    let words = |values: &[f64]| {
        let estimate = Estimate::of(values, 1).unwrap();
        NumberFormat::of(Style::Money, estimate.mean, estimate.interval).change_of(&estimate)
    };
    assert_eq!(words(&values), "+2 (2 of 100, ≤ 6.2%)");
    assert_eq!(words(&[1.0]), "+1", "one world has neither");
    // A mean of most worlds, and the two that it leaves out: up to 19.5% of all may be such after 2 of 30.
    let most = |low, high| {
        let apart = Some(Apart { worlds: 2, low, high });
        let estimate = Estimate { apart, ..Estimate::new(2.0, Some((1.0, 3.0)), 30) };
        NumberFormat::of(Style::Number, 2.0, estimate.interval).change_of(&estimate)
    };
    assert_eq!(most(-9.0, 40.0), "+2.0 (+1.0 to +3.0; 2 of 30, ≤ 19.5%, at −9.0 to +40.0)");
    assert_eq!(most(40.0, 40.0), "+2.0 (+1.0 to +3.0; 2 of 30, ≤ 19.5%, at +40.0)");
    assert!(words(&[1.0, 2.0, 3.0]).contains(" to "));
}

#[test]
fn numbers_in_words() {
    assert_eq!(Style::Share.value(0.0391), "3.9%");
    assert_eq!(Style::Share.change(0.0412), "+4.1 points");
    assert_eq!(Style::Share.change(-0.0004), "−0.04 points");
    assert_eq!(Style::Share.change(-0.000_001), "0.00 points");
    assert_eq!(
        NumberFormat::of(Style::Share, 0.0, Some((-0.02, 0.004))).change_interval((-0.02, 0.004)),
        "−2.0 to +0.4"
    );
    assert_eq!(Style::Share.change_in(Lang::Zh, 0.0412), "+4.1个百分点");
    let people = [Lang::En, Lang::Zh].map(|lang| Style::People.change_in(lang, -0.0123));
    assert_eq!(people, ["−12.3 of 1,000", "−12.3人/千人"]);
    assert_eq!(Style::People.value(0.0589), "58.9");
    assert_eq!(Style::Coefficient.change(-0.25), "−0.25");
    assert_eq!((Style::Index.value(0.456), Style::Index.change(-0.25)), ("46".into(), "−25".into()));
    assert_eq!(Style::Index.change(0.034), "+3.4");
    assert_eq!(Style::Money.value(1_234_567.8), "1,234,568");
    assert_eq!(Style::Money.change(-999.6), "−1,000");
    assert_eq!(Style::Money.value(12_345_678.0), "12.35M");
    assert_eq!(Style::Money.value(0.0), "0");
    assert_eq!(
        [0.0430, 13.3, 0.5, -2.345].map(|v| Style::Significant.value(v)),
        ["0.0430", "13.3", "0.500", "−2.35"]
    );
    assert_eq!(
        (percent(-0.004), percent(0.996), signed_decimal(0.5, 2)),
        ("0%".into(), "100%".into(), "+0.50".into())
    );
}

#[test]
fn an_interval_says_how_many_decimals() {
    let words = |style, mean, ends| NumberFormat::of(style, mean, Some(ends)).change_within(mean, Some(ends));
    assert_eq!(words(Style::Share, 0.0232, (0.0228, 0.0236)), "+2.32 (+2.28 to +2.36)");
    assert_eq!(words(Style::Points, -0.03, (-0.045, -0.015)), "−3.0 (−4.5 to −1.5)");
    assert_eq!(words(Style::Points, 0.0, (-0.001, 0.0012)), "0.00 (−0.10 to +0.12)");
    assert_eq!(words(Style::Share, 0.3, (0.2, 0.6)), "+30 (+20 to +60)");
    assert_eq!(words(Style::Money, 158_046.4, (157_700.0, 158_400.0)), "+158,046 (+157,700 to +158,400)");
    assert_eq!(words(Style::Coefficient, 0.0653, (0.06527, 0.06533)), "+0.06530 (+0.06527 to +0.06533)");
    assert_eq!(words(Style::Price, 1234.5, (1234.1, 1234.9)), "+1,234.5 (+1,234.1 to +1,234.9)");
    let level = NumberFormat::of(Style::Significant, 0.193, Some((0.153, 0.234)));
    assert_eq!(level.value_within(0.193, Some((0.153, 0.234))), "0.19 (0.15 to 0.23)");
}

#[test]
fn ticks_are_told_apart() {
    let ticks = |style, step: f64| {
        let format = NumberFormat::ticks(style, step);
        [-step, 0.0, step].map(|value| format.bare(value))
    };
    assert_eq!(ticks(Style::Share, 0.05), ["−5", "0", "5"]);
    assert_eq!(ticks(Style::Share, 0.005), ["−0.5", "0.0", "0.5"]);
    assert_eq!(ticks(Style::Coefficient, 0.25), ["−0.25", "0.00", "0.25"]);
    assert_eq!(ticks(Style::Index, 0.25), ["−25", "0", "25"]);
    assert_eq!(ticks(Style::Coefficient, 0.002), ["−0.002", "0.000", "0.002"]);
    assert_eq!(ticks(Style::Money, 2000.0), ["−2,000", "0", "2,000"]);
    assert_eq!(NumberFormat::ticks(Style::Number, 0.1).signed(0.3), "+0.3");
}

#[test]
fn an_interval_of_a_difference_reads_right_in_both_languages() {
    let (ends, format) = ((-0.02, 0.004), NumberFormat::of(Style::Share, 0.0, Some((-0.02, 0.004))));
    let words = [Lang::En, Lang::Zh].map(|lang| format.change_interval_in(lang, ends));
    assert_eq!(words, ["−2.0 to +0.4", "−2.0～+0.4"]);
}

#[test]
fn a_column_has_the_same_decimals() {
    let column = [(0.012, Some((0.011, 0.013))), (0.2, Some((0.1, 0.3))), (0.0, Some((0.0, 0.0)))];
    let format = NumberFormat::column(Style::Share, column);
    assert_eq!(column.map(|(mean, _)| format.value(mean)), ["1.20%", "20.00%", "0.00%"]);
    let alone = NumberFormat::column(Style::Share, [(0.002, None), (0.2, None)]);
    assert_eq!([0.002, 0.2].map(|change| alone.change(change)), ["+0.2 points", "+20.0 points"]);
}

#[test]
fn what_is_felt_is_no_share_of_people() {
    let style = |name| Style::of(crate::world::record::measure(name).unwrap());
    for name in ["satisfaction", "trust_agency", "efficacy", "cooperation", "commercial_belief", "capability"]
    {
        assert_eq!(style(name), Style::Index, "{name}");
    }
    for name in ["participation", "willingness", "volunteers", "awareness", "survived"] {
        assert_eq!(style(name), Style::Share, "{name}");
    }
    assert_eq!(style("deficiency_brand"), Style::Index);
}
