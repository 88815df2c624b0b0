//! Grants, payment, brand, fees, prizes: S7, S9, S10, S12, S15, S16.

use crate::study::validate::patterns::{Check, Claim, Figure, Pattern, equal, falls, last, rises};

/// Those patterns.
pub(super) fn all() -> Vec<Pattern> {
    vec![grant(), payment(), brand(), fee(), prize(), early()]
}

fn grant() -> Pattern {
    let more = "z-home + levers.funding.grant=312000";
    let (raising, granted) = ("fund-raising", "fund-raising, more grant");
    Pattern {
        id: "S7",
        contrast: "grant +50%; by sign in z-home, by size where own income is 35%",
        expected: "staff and events up; fund-raising spend falls by 0–200 and gifts by 0–757 for 1,000 of \
            grant",
        checks: vec![
            rises("staff", &last("staff"), "z-home", more),
            rises("events", &last("events"), "z-home", more),
            falls("fund-raising spend", &last("fundraising_spend"), "z-home", more),
            falls("gifts", &last("gifts"), "z-home", more),
            Check::percent(
                "share of own income in the fund-raising setting",
                Figure::level(&last("own_income_share"), raising),
                Claim::Within(0.30, 0.40),
            ),
            falls("fund-raising spend there", &last("fundraising_spend"), raising, granted),
            Check::plain(
                "fund-raising spend there for 1,000 of grant",
                Figure::per_thousand(&last("fundraising_spend"), &last("grant"), raising, granted),
                Claim::Within(-200.0, 0.0),
            ),
            falls("gifts there", &last("gifts"), raising, granted),
            Check::plain(
                "gifts there for 1,000 of grant",
                Figure::per_thousand(&last("gifts"), &last("grant"), raising, granted),
                Claim::Within(-757.0, 0.0),
            ),
        ],
    }
}

fn payment() -> Pattern {
    let (weeks, late) = ("weeks-157-260", "late-payment");
    let more = |what, measure: &str| {
        Check::plain(
            what,
            Figure::difference(&format!("{measure} {weeks}"), "z-home", late),
            Claim::Above(0.0),
        )
    };
    Pattern {
        id: "S9",
        contrast: "paid four weeks → 26 weeks late, from week 156 on",
        expected: "events cancelled, weeks in deficit and exits up",
        checks: vec![
            more("events cancelled a week, difference", "events_cancelled"),
            more("weeks with late wages, difference", "late_wages"),
            more("weeks in which something is owed, difference", "months_of_deficit"),
            more("people leaving a week, difference", "staff_exits"),
            falls("events", &format!("events {weeks}"), "z-home", late),
            Check::plain(
                "reserve, difference in yuan",
                Figure::difference(&format!("reserve {weeks}"), "z-home", late),
                Claim::Below(0.0),
            ),
        ],
    }
}

fn brand() -> Pattern {
    let double = "z-home + levers.brand.spend=140";
    Pattern {
        id: "S10",
        contrast: "brand spend doubled",
        expected: "awareness and gifts up; volunteering within ±5%",
        checks: vec![
            rises("awareness", "awareness weeks-60-260", "z-home", double),
            rises("gifts", "gifts weeks-60-260", "z-home", double),
            rises("awareness, brand spend 200", "awareness weeks-60-156", "z-home", "brand"),
            rises("gifts, brand spend 200", "gifts weeks-60-156", "z-home", "brand"),
            equal("volunteers", &last("volunteers"), "z-home", double, 0.05),
            equal("volunteers per user", &last("volunteers_per_user"), "z-home", double, 0.05),
            equal(
                "volunteers per user, brand spend 200",
                &last("volunteers_per_user"),
                "z-home",
                "brand",
                0.05,
            ),
        ],
    }
}

fn fee() -> Pattern {
    Pattern {
        id: "S12",
        contrast: "free → a token fee of 5 yuan from week 156 on",
        expected: "visits fall by more than 20%, far more than an elasticity of 0.2 implies",
        checks: vec![Check::percent(
            "visits, last year",
            Figure::change(&last("visits"), "z-home", "fee"),
            Claim::Below(-0.20),
        )],
    }
}

fn prize() -> Pattern {
    Pattern {
        id: "S15",
        contrast: "six weeks of prizes, then none",
        expected: "visits up during, back within ±5% in weeks 9–12 after",
        checks: vec![
            rises("visits during", "visits weeks-156-161", "z-home", "campaign"),
            equal("visits in weeks 9–12 after", "visits weeks-170-173", "z-home", "campaign", 0.05),
        ],
    }
}

/// Who is drawn by the first prize of a week only, and who by up to three.
fn early() -> Pattern {
    let (once, often) =
        ("campaign + levers.brand.campaign_weekly_cap=1", "campaign + levers.brand.campaign_weekly_cap=3");
    Pattern {
        id: "S16",
        contrast: "prizes for one → for three visits a week",
        expected: "more early visits, more lasting habit, still a minority",
        checks: vec![
            rises("visits during", "visits weeks-156-161", once, often),
            Check::percent(
                "share with a lasting habit 8 weeks after, difference",
                Figure::difference("habitual week-169", once, often),
                Claim::Above(0.0),
            ),
            Check::percent(
                "share with a lasting habit",
                Figure::level("habitual week-169", often),
                Claim::Below(0.5),
            ),
        ],
    }
}
