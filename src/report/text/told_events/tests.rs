use super::*;
use crate::report::text::events::english;

fn promise(stage: PromiseStage) -> ToldPromise {
    ToldPromise { bidder: 3, stage, hours: 44.15, fee: 0.5, workers: 0.55, points: 0.8125 }
}

fn examples() -> Vec<EventKind> {
    let (score, threshold, support) = (Some(71.6), 60.0, 0.617);
    let mut all = vec![
        EventKind::Handover { operator: 1, people: 5 },
        EventKind::Handover { operator: 3, people: 12 },
        EventKind::TakenBack {},
        EventKind::Renewed { score, threshold, support, weeks: 156 },
        EventKind::Renewed { score: None, threshold, support, weeks: 52 },
        EventKind::NotRenewed { score, threshold, support },
        EventKind::NotRenewed { score: None, threshold, support },
        EventKind::Grant { score: 92.3, tier: 5.0, percent: 10.0, by_use: -4.0 },
        EventKind::Grant { score: 40.0, tier: 1.0, percent: -20.0, by_use: 0.0 },
        EventKind::GrantWeighed { need: 8.0, trust: -4.0 },
        EventKind::LatePayment { amount: Fen(12_345_678), lag: 26 },
        EventKind::StaffLeft { left: 2, posts: 7, capability: 0.456 },
        EventKind::LateWages { owed: Fen(1_234_500) },
        EventKind::Posts { before: 3.0, after: 2.456, wished: 3.0 },
        EventKind::MoreAsked { asked: Fen(4_000_000), added: Fen(1_234_500) },
        EventKind::NoBid { affordable: 0.3, least: 0.5 },
        EventKind::Bid { bidder: 2, price: Fen(19_876_500), posts: 2.75, score: 0.6123 },
        EventKind::Awarded { bidder: 2, bidders: 3, score: 0.6123, second: Some(0.5) },
        EventKind::Awarded { bidder: 1, bidders: 1, score: 0.6123, second: None },
        EventKind::Promised { promise: promise(PromiseStage::Bid) },
        EventKind::Promised { promise: promise(PromiseStage::Contract) },
        EventKind::Bargained { least: Fen(15_000_000), most: Fen(20_800_000), price: Fen(17_900_000) },
        EventKind::Homes { bidder: 2, homes: 0 },
        EventKind::Homes { bidder: 3, homes: 1 },
        EventKind::Homes { bidder: 1, homes: 4 },
        EventKind::Helped { home: 2, amount: Fen(1_234_500) },
        EventKind::HiredAway { home: 3, better: 0.0953, premium: Fen(440_000) },
        EventKind::Withdrawn { affordable: 0.432, least: 0.5 },
        EventKind::WoundUp { owed: Fen(9_876_543), weeks: 13.27 },
        EventKind::Clawback { amount: Fen(700) },
        EventKind::PartnerLeft { left: 1, before: 4 },
        EventKind::PartnerJoined { partners: 3 },
    ];
    for (number, seen) in rules::examples() {
        all.extend([EventKind::RuleBegins { number, seen }, EventKind::RuleEnds { number, seen }]);
    }
    for audit in [Audit::NotMade, Audit::Clean, Audit::Inflated] {
        all.push(EventKind::Rated { score: 71.6, tier: 3.0, audit });
    }
    for about in Subject::all() {
        all.push(EventKind::CarriedOut { about });
        for proposer in Body::ALL {
            let of = |adopted, support| EventKind::Matter { proposer, about, adopted, support };
            all.extend([of(true, 0.654), of(false, 0.35)]);
        }
    }
    all
}

#[test]
fn every_sentence_of_a_folder_is_translated_as_if_it_came_from_the_run() {
    let all = examples();
    for name in EventName::ALL {
        assert!(all.iter().any(|kind| kind.name() == *name), "{name:?} has no example");
    }
    for kind in all {
        let words = english(&kind);
        assert_eq!(translated(kind.name(), &words, Lang::En), words);
        assert_eq!(translated(kind.name(), &words, Lang::Zh), sentence(&kind, Lang::Zh), "{words}");
    }
}

#[test]
fn words_of_another_program_stay_as_they_are() {
    assert_eq!(translated(EventName::Rated, "rated well", Lang::Zh), "rated well");
}
