//! `explain --actors`: what each institution weighs when it decides, as the scenario has it.

use crate::cli::explain::ExplainRow;
use crate::language::term;
use crate::report::text::names::called;
use crate::report::text::screen;
use crate::report::text::table::wrap;

/// A body: who it is, what it decides, and where what it weighs is set.
struct BodyWeighed {
    body: &'static str,
    decides: &'static str,
    paths: &'static [&'static str],
}

const BODIES: [BodyWeighed; 6] = [
    BodyWeighed {
        body: "funding bureau",
        decides: "rates the organization by these items, moves the grant by rating and reported use, and \
            renews the contract above the threshold, the more easily the more it trusts",
        paths: &[
            "levers.assessment.weights.",
            "levers.assessment.threshold",
            "levers.assessment.audit",
            "levers.funding.stake",
            "government.support_trust",
            "government.use_elasticity",
            "government.bureau.need",
            "government.bureau.trust",
        ],
    },
    BodyWeighed {
        body: "union",
        decides: "proposes what brings most to those for whom it stands, by these values, and has this \
            part in decisions",
        paths: &[
            "levers.union.decision_role",
            "levers.union.worker_priority",
            "union.weight_",
            "union.interests.",
        ],
    },
    BodyWeighed {
        body: "community committee",
        decides: "cooperates more with a home that is used, and less with one that is open late",
        paths: &["government.committee.", "levers.council.may_decide", "levers.council.seats"],
    },
    BodyWeighed {
        body: "organization",
        decides: "divides its effort between mission and what is assessed",
        paths: &["organization.mission", "organization.mission_pull.", "organization.beliefs.learns"],
    },
    BodyWeighed {
        body: "bodies that may bid",
        decides: "where [[bidders]] names some: ask the less, and promise the more posts, hours, a lower fee \
            and the wished programme, the more of them bid and the more points each yuan brings by these \
            weights; by them bureau and union score",
        paths: &["levers.tender.", "organization.bidding."],
    },
    BodyWeighed {
        body: "partners",
        decides: "come for the brand and the score, and stay where they get what they expect",
        paths: &[
            "partners.brand",
            "partners.outcomes",
            "partners.brand_expected",
            "partners.score_expected",
            "partners.renewed",
            "partners.disappointed",
        ],
    },
];

impl BodyWeighed {
    /// Whether a setting is one of those: a path that ends in a dot or an underscore stands for all that
    /// begin so.
    fn has(&self, path: &str) -> bool {
        let fits = |own: &&str| path == *own || own.ends_with(['.', '_']) && path.starts_with(*own);
        self.paths.iter().any(fits)
    }
}

/// The rows that say what some body weighs.
pub(super) fn retain(rows: &mut Vec<ExplainRow>) {
    rows.retain(|row| BODIES.iter().any(|body| body.has(&row.path)));
}

/// Body by body.
pub(super) fn text(rows: &[ExplainRow]) -> String {
    let mut text = String::new();
    for body in &BODIES {
        text += "\n";
        text += &wrap(&format!("{}: {}", called(body.body), term(body.decides)), 2);
        for row in rows.iter().filter(|row| body.has(&row.path)) {
            let line = format!("{} = {}: {}", row.path, row.value, row.meaning());
            text += &(screen::flowed(line.split_whitespace(), screen::cells(), [2, 6]) + "\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::find;
    use crate::world::blueprint::facts;

    #[test]
    fn every_path_is_one_of_a_setting_and_every_body_has_its_words() {
        let all = facts();
        for body in &BODIES {
            for path in body.paths {
                let tables = all
                    .iter()
                    .flat_map(|table| table.fields.iter().map(|f| format!("{}.{}", table.path, f.name)));
                let known = find(&all, path).is_some()
                    || tables.into_iter().any(|one| one.starts_with(path) && path.ends_with(['.', '_']));
                assert!(known, "{path}");
            }
            assert!(crate::language::chinese(body.decides).is_some(), "{}", body.decides);
        }
    }
}
