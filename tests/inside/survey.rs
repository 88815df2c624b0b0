//! The questionnaire: an honest survey finds the population, asking on site does not, and asking disturbs
//! nobody.

use crate::files::write::survey as files;
use crate::inside::common::{blueprint, on_threads, small};
use crate::measure::{observed, window};
use crate::random::WorldKey;
use crate::scenario::library::InMemory;
use crate::simulation::{Retain, go_on};
use crate::stats::Moments;
use crate::study::survey::design::{SamplingFrame, SurveyDesign};
use crate::study::survey::errors::study;
use crate::study::survey::instrument::ITEMS;
use crate::study::survey::table::{ItemEstimate, table};
use crate::study::survey::{Questionnaire, actors, ask, census, data};
use crate::world::blueprint::Blueprint;
use crate::world::record::group::Group;
use crate::world::record::measure;
use crate::world::{World, week};

fn lived(blueprint: &Blueprint, until: i32) -> World {
    let mut world = World::new(blueprint, 1, 1);
    while world.week() < until {
        week::advance(&mut world, blueprint, &mut ());
    }
    world
}

fn honest(frame: SamplingFrame) -> SurveyDesign {
    SurveyDesign::default().without_errors().in_frame(frame)
}

fn everybody(table: &[ItemEstimate], item: &str) -> ItemEstimate {
    *table
        .iter()
        .find(|e| e.group == Group::Everybody && e.item.name == item)
        .unwrap_or_else(|| panic!("no {item}"))
}

#[test]
fn law_asking_leaves_the_history_as_it_is() {
    let b = small("z-home");
    let keep = Retain { ledger: true, groups: true, sample: 0 };
    let (mut quiet, mut asked) = (lived(&b, 60), lived(&b, 60));
    for n in 0..3 {
        let key = WorldKey::new(1, n);
        assert!(study(&asked, &b, 0, &SurveyDesign::default(), key).found.survey.answers.len() > 100);
        assert_eq!(actors::interview(&asked, &SurveyDesign::default().scale).len(), 4);
    }
    assert!(asked == quiet, "the world is another one after a survey");
    let (mut first, mut second) = (Default::default(), Default::default());
    go_on(&mut quiet, &b, 110, keep, &mut first);
    go_on(&mut asked, &b, 110, keep, &mut second);
    assert_eq!(first, second);
}

/// Over 400 surveys of one world each mean lies within two standard errors of the population about 95.4 times
/// in a hundred; 400 surveys know that to a standard error of 1.05 points, of which four are granted. The
/// errors have mean 0 and standard deviation 1 as far as 400 surveys can tell.
#[test]
fn honest_surveys_of_1000_households_find_the_population() {
    const SURVEYS: u32 = 400;
    let b = blueprint("z-home");
    let world = lived(&b, 120);
    let all = table(&census(&world, &b, 0, &SurveyDesign::default()), None);
    for frame in [SamplingFrame::Households, SamplingFrame::Residents] {
        let design = honest(frame);
        let mut off: Vec<Moments> = vec![Moments::default(); ITEMS.len()];
        let mut within = [0_u32; ITEMS.len()];
        for n in 0..SURVEYS {
            let key = WorldKey::new(7, n);
            let survey = ask(&world, &b, 0, &design, key);
            assert_eq!(survey.approached, 1_000);
            let said = table(&survey.answers, survey.out_of(&design));
            for (k, item) in ITEMS.iter().enumerate() {
                let (said, all) = (everybody(&said, item.name).mean, everybody(&all, item.name).mean);
                let z = (said.value - all.value) / said.se.unwrap();
                off[k].push(z);
                within[k] += u32::from(z.abs() <= 2.0);
            }
        }
        for (k, item) in ITEMS.iter().enumerate() {
            let share = f64::from(within[k]) / f64::from(SURVEYS);
            let (mean, sd) = (off[k].mean().unwrap(), off[k].sd().unwrap());
            println!(
                "{} {}: {share:.3} within 2 standard errors, mean error {mean:+.3}, sd {sd:.3}",
                frame.words(),
                item.name
            );
            assert!(
                (0.912..=0.996).contains(&share),
                "{}: {share} of means within two standard errors",
                item.name
            );
            assert!(
                mean.abs() < 0.2 && (sd - 1.0).abs() < 0.15,
                "{}: errors have mean {mean}, sd {sd}",
                item.name
            );
        }
    }
}

#[test]
fn everybody_says_what_the_outputs_say_of_adults() {
    let b = blueprint("z-home");
    let world = lived(&b, 120);
    let all = table(&census(&world, &b, 0, &SurveyDesign::default()), None);
    let records: Vec<_> = world.records().copied().collect();
    let is = |name: &str| window::per_week(measure(name).unwrap(), &records, &(120..=120)).unwrap();
    assert!((everybody(&all, "awareness").share.value - is("awareness_adults")).abs() < 1e-12);
    assert!((everybody(&all, "frequency").share.value - is("regular_adults")).abs() < 1e-12);
    // These are drawn from probabilities: √(p(1 − p) / adults), four times.
    let near = |item: &str, name: &str| {
        let share = everybody(&all, item).share;
        let adults = everybody(&all, "awareness").n as f64;
        let se = (is(name) * (1.0 - is(name)) / adults).sqrt();
        assert!((share.value - is(name)).abs() < 4.0 * se, "{item}: {} against {}", share.value, is(name));
    };
    near("affairs", "willingness");
    // Five points are coarse, and ends are ends: within five points of a hundred.
    let read = 1.0 - (everybody(&all, "nonprofit").mean.value - 1.0) / 4.0;
    assert!((read - is("commercial_belief")).abs() < 0.05, "{read} against {}", is("commercial_belief"));
}

#[test]
fn whoever_comes_more_often_is_met_more_often() {
    let b = blueprint("z-home");
    let world = lived(&b, 120);
    let met = study(&world, &b, 0, &honest(SamplingFrame::Households), WorldKey::new(1, 1));
    let site = met.on_site.unwrap();
    assert_eq!(site.survey.out_of(&honest(SamplingFrame::Site)), None);
    for bias in &site.bias {
        let gap = bias.share.gap;
        match bias.estimate.item.name {
            "satisfaction" => {}
            name => assert!(gap.interval.unwrap().0 > 0.0, "{name}: asked on site {gap:?}"),
        }
    }
    // Length bias: with few asked of many met, mean use of those asked is that of visitors weighted by their
    // weeks.
    let mut few = honest(SamplingFrame::Site);
    few.sampling.sample = 20;
    few.sampling.site_weeks = 52;
    let weeks = |a: &Questionnaire| f64::from(a.weeks.unwrap());
    let users: Vec<f64> = census(&world, &b, 0, &few).iter().map(weeks).filter(|w| *w > 0.0).collect();
    let (sum, squares) = (users.iter().sum::<f64>(), users.iter().map(|w| w * w).sum::<f64>());
    let asked = |n| ask(&world, &b, 0, &few, WorldKey::new(2, n)).answers;
    let means = Moments::of((0..200).map(|n| Moments::of(asked(n).iter().map(weeks)).mean().unwrap()));
    let (mean, se) = (means.mean().unwrap(), means.sd().unwrap() / 200_f64.sqrt());
    let (plain, biased) = (sum / users.len() as f64, squares / sum);
    assert!((mean - biased).abs() < 4.0 * se, "{mean} ± {se} weeks; length-biased {biased}, plain {plain}");
    assert!(mean > 1.5 * plain);
}

#[test]
fn each_error_does_what_it_says_and_nothing_else() {
    let b = blueprint("z-home");
    let world = lived(&b, 120);
    let all = |design: &SurveyDesign| ask(&world, &b, 0, design, WorldKey::new(5, 0));
    let with = |set: fn(&mut SurveyDesign)| {
        let mut design = honest(SamplingFrame::Residents);
        design.sampling.sample = 5_000;
        set(&mut design);
        all(&design)
    };
    let plain = with(|_| {});
    let agreeing = with(|d| d.errors.acquiescence = 0.3);
    for (k, item) in ITEMS.iter().enumerate() {
        let pairs =
            plain.answers.iter().zip(&agreeing.answers).filter_map(|(a, b)| Some((a.items[k]?, b.items[k]?)));
        let (same, up): (Vec<_>, Vec<_>) =
            pairs.filter(|(meant, _)| *meant < 5).partition(|(meant, said)| meant == said);
        assert!(up.iter().all(|(meant, said)| *said == meant + 1));
        let share = up.len() as f64 / (up.len() + same.len()) as f64;
        let expected = if item.statement { 0.3 } else { 0.0 };
        assert!((share - expected).abs() < 0.03, "{}: {share} agree a point more", item.name);
    }
    let tame = with(|d| d.errors.midpoint = 0.5);
    let mild = plain.answers.iter().zip(&tame.answers).filter_map(|(a, b)| Some((a.items[3]?, b.items[3]?)));
    let mild: Vec<_> = mild.filter(|(meant, _)| matches!(meant, 2 | 4)).collect();
    let share = mild.iter().filter(|(_, said)| *said == 3).count() as f64 / mild.len() as f64;
    assert!((share - 0.5).abs() < 0.04, "{share} slide to the middle");
    let round = with(|d| d.errors.heaping = 1.0);
    assert!(round.answers.iter().all(|a| [0, 1, 2, 3, 6, 12, 26, 52].contains(&a.weeks.unwrap())));
    let users = |s: &crate::study::survey::Survey| {
        s.answers.iter().filter(|a| a.weeks > Some(0)).count() as f64 / s.answers.len() as f64
    };
    let shy = with(|d| d.errors.response = 0.4);
    assert!(
        (shy.answers.len() as f64 / 5_000.0 - 0.4).abs() < 0.03 && (users(&shy) - users(&plain)).abs() < 0.04
    );
    let keen = with(|d| {
        d.errors.response = 0.4;
        d.errors.response_use = 1.5;
    });
    assert!(
        users(&keen) > users(&plain) + 0.08,
        "{} of those who answer use it, {} of all",
        users(&keen),
        users(&plain)
    );
}

#[test]
fn a_larger_survey_contains_the_smaller_one_on_any_number_of_threads() {
    let b = small("z-home");
    for frame in [SamplingFrame::Households, SamplingFrame::Residents, SamplingFrame::Site] {
        let run = |n: i64, threads: usize| {
            let mut design = SurveyDesign::default().in_frame(frame);
            design.sampling.sample = n;
            on_threads(threads, || ask(&lived(&b, 60), &b, 0, &design, WorldKey::new(1, 1)).answers)
        };
        let (few, many) = (run(60, 1), run(120, 1));
        assert!(!few.is_empty() && few.iter().all(|a| many.contains(a)), "{}", frame.words());
        assert_eq!(many, run(120, 2));
    }
}

#[test]
fn real_answers_pass_through_the_same_code() {
    let b = blueprint("z-home");
    let world = lived(&b, 120);
    let survey = ask(&world, &b, 0, &SurveyDesign::default(), WorldKey::new(1, 1));
    let bytes = files::answers(&survey.answers);
    let library = InMemory { files: [("answers.csv".to_string(), bytes)].into() };
    let read = data::read("answers.csv", &library).unwrap();
    let (simulated, real) = (table(&survey.answers, None), table(&read.list, None));
    assert_eq!(simulated, real);
    let rows = files::observations(&real, 120, "questionnaire");
    let library = InMemory { files: [("observed.csv".to_string(), rows)].into() };
    let seen = observed::read("observed.csv", &library).unwrap();
    let names: Vec<String> = seen.list.iter().map(|o| o.statistic.to_string()).collect();
    let expected = [
        "awareness_adults week-120",
        "regular_adults week-120",
        "willingness week-120",
        "commercial_belief week-120",
    ];
    assert_eq!(names, expected);
    assert_eq!(seen.list[0].value, everybody(&real, "awareness").share.value);
    assert!(seen.fits(&b).is_ok());
}

#[test]
fn faults_of_real_answers_are_named_all_at_once() {
    let text = "respondent,weight,group,near,weeks,awareness,affairs,volunteering\n\
        a,1,working,true,3,5,4,\n\
        a,-1,elderly,maybe,53,0,x,6\n\
        ,1,elder,false,0,1,2,3\n\
        c,1,elder,false,,,,\n";
    let library = InMemory { files: [("a.csv".to_string(), text.as_bytes().to_vec())].into() };
    let faults = data::read("a.csv", &library).unwrap_err();
    let said: Vec<String> =
        faults.list().iter().map(|f| format!("{:?} {}", f.position().unwrap(), f.message)).collect();
    let expected = [
        "(3, 1) the respondent `a` appears twice",
        "(3, 3) `weight` must be a number above 0, not `-1`",
        "(3, 6) `group` must be one of child-teen, working, carer, elder, not `elderly`",
        "(3, 14) `near` must be true or false, not `maybe`",
        "(3, 20) `weeks` must be a whole number from 0 to 52, not `53`",
        "(3, 23) `awareness` must be a whole number from 1 to 5, not `0`",
        "(3, 25) `affairs` must be a whole number from 1 to 5, not `x`",
        "(3, 27) `volunteering` must be a whole number from 1 to 5, not `6`",
        "(4, 1) a respondent without an identity",
        "(5, 1) this respondent answered nothing: leave the row out",
    ];
    let mut said = said;
    said.retain(|s| !s.starts_with("(3, 1) this"));
    assert_eq!(said, expected);
    let none = InMemory { files: [("a.csv".to_string(), b"respondent,weeks\n".to_vec())].into() };
    assert!(data::read("a.csv", &none).unwrap_err().to_string().contains("there is no item in it"));
}
