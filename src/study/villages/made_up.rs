//! One study of made-up villages: what is found in it with word of mouth, without, and with other seeds.

use crate::random::{Purpose, WorldKey};
use crate::stats::Moments;
use crate::study::villages::adoption::{Hazard, Law, Strength, by_contacts};
use crate::study::villages::findings::TAKE_UP;
use crate::study::villages::forecast::{Setting, own_strength};
use crate::study::villages::history::Talking;
use crate::study::villages::slope;
use crate::study::villages::synthetic::{Shape, SyntheticNetwork};
use crate::study::villages::{Village, YEARS, course};

/// Villages of a study, as many as were observed.
pub(crate) const VILLAGES: u32 = 25;

/// Years after which whoever can be reached has been.
const LONG: u8 = 60;

/// Found in one study.
pub(crate) struct StudyFigures {
    pub(crate) by_contacts: Vec<Option<f64>>,
    pub(crate) with_word: Spread,
    pub(crate) without_word: Spread,
    pub(crate) slope: Option<f64>,
    pub(crate) seeds: Seeds,
}

/// Share adopted: mean and standard deviation between villages after ten years, and how much more adopt in
/// year 4 than in year 1.
pub(crate) struct Spread {
    pub(crate) mean: Option<f64>,
    pub(crate) sd: Option<f64>,
    pub(crate) rise: Option<f64>,
}

/// What seeds among the most named gain over random ones: share adopted after 3, 5 and very many years.
pub(crate) struct Seeds {
    pub(crate) early: Option<f64>,
    pub(crate) middle: Option<f64>,
    pub(crate) late: Option<f64>,
}

/// One village in a study, and the lives lived in it.
struct VillageCase {
    network: SyntheticNetwork,
    named: Vec<u16>,
    key: WorldKey,
    place: u32,
    strength: Strength,
}

impl VillageCase {
    fn draw(shape: &Shape, key: WorldKey, place: u32) -> VillageCase {
        let network = SyntheticNetwork::draw(shape, key, place);
        let named = network.named();
        VillageCase { network, named, key, place, strength: own_strength(&shape.truth(), key, place) }
    }

    fn live(&self, strength: Strength, years: u8, seeds: &[u32]) -> Vec<u8> {
        let VillageCase { network, key, place, .. } = self;
        let talking = Talking::Always;
        let setting =
            Setting { ties: &network.ties, people: network.people, talking, years, key: *key, place: *place };
        setting.live(&Hazard::new(Law::Model, strength), seeds)
    }

    /// The people with the highest of some number; equals by who comes first.
    fn first_by(&self, count: i64, number: impl Fn(u32) -> u64) -> Vec<u32> {
        let mut people: Vec<u32> = (0..self.network.people).collect();
        people.sort_by_key(|who| std::cmp::Reverse(number(*who)));
        people.truncate(count as usize);
        people
    }
}

/// Live one study.
pub(crate) fn one_study(shape: &Shape, key: WorldKey) -> StudyFigures {
    let places: Vec<VillageCase> = (0..VILLAGES).map(|place| VillageCase::draw(shape, key, place)).collect();
    let with: Vec<Village> = places.iter().map(|p| village(p, p.live(p.strength, YEARS, &[]))).collect();
    let silent = |p: &VillageCase| p.live(Strength { told: 0.0, ..p.strength }, YEARS, &[]);
    let without: Vec<Village> = places.iter().map(|p| village(p, silent(p))).collect();
    StudyFigures {
        by_contacts: by_contacts(&with, 5)
            .iter()
            .map(|(at_risk, did)| (*at_risk > 0).then(|| f64::from(*did) / f64::from(*at_risk)))
            .collect(),
        with_word: spread(&with),
        without_word: spread(&without),
        slope: slope::nearest(&with.iter().collect::<Vec<_>>(), TAKE_UP).map(|s| s.slope),
        seeds: seeds(shape, &places),
    }
}

fn village(place: &VillageCase, adopted: Vec<u8>) -> Village {
    Village { name: String::new(), ties: place.network.ties.clone(), named: place.named.clone(), adopted }
}

fn spread(villages: &[Village]) -> Spread {
    let shares = |year: usize| {
        Moments::of(villages.iter().map(|v| f64::from(v.course()[year - 1]) / f64::from(v.people())))
    };
    let last = shares(usize::from(YEARS));
    let gain =
        |year: usize| Some(shares(year).mean()? - if year > 1 { shares(year - 1).mean()? } else { 0.0 });
    let rise = gain(4).zip(gain(1)).map(|(fourth, first)| fourth - first);
    Spread { mean: last.mean(), sd: last.sd(), rise }
}

fn seeds(shape: &Shape, places: &[VillageCase]) -> Seeds {
    let mut gains: [Moments; 3] = Default::default();
    for place in places {
        let ticket = |who: u32| u64::from(place.key.draw(who, place.place, 0, Purpose::VillageYear, 0)[0]);
        let random = place.first_by(shape.seeds, ticket);
        let most_named =
            place.first_by(shape.seeds, |who| u64::from(place.named[who as usize]) << 32 | ticket(who));
        let [named, drawn] =
            [most_named, random].map(|told| course(&place.live(place.strength, LONG, &told), LONG));
        let people = f64::from(place.network.people);
        for (gain, year) in gains.iter_mut().zip([3, 5, LONG]) {
            let at = usize::from(year) - 1;
            gain.push((f64::from(named[at]) - f64::from(drawn[at])) / people);
        }
    }
    let [early, middle, late] = gains.map(|g| g.mean());
    Seeds { early, middle, late }
}
