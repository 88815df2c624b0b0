//! What went into the decisions of a week that are told by what lay between its steps.

use crate::world::World;
use crate::world::agents::partners::TieWeek;
use crate::world::blueprint::Blueprint;
use crate::world::exchange::{Event, EventKind};
use crate::world::phases::settle::learning::seen_by_partners;
use crate::world::weighed::again::WithinWeek;
use crate::world::weighed::terms::DecisionTerms;
use crate::world::weighed::work;

/// A week between its steps, as far as something in it is told by that.
pub(super) struct InsideWeek<'a> {
    opened: WithinWeek<'a>,
    decided: Option<WithinWeek<'a>>,
    after: &'a World,
}

impl<'a> InsideWeek<'a> {
    /// The week after `before`; `None` where nothing in it is told by that.
    pub(super) fn of(
        before: &World,
        after: &'a World,
        blueprint: &'a Blueprint,
        events: &[Event],
    ) -> Option<Self> {
        use EventKind::{PartnerJoined, PartnerLeft, Posts, StaffLeft, WoundUp};
        let late = |event: &Event| {
            matches!(event.kind, StaffLeft { .. } | PartnerLeft { .. } | PartnerJoined { .. })
        };
        let early = |event: &Event| matches!(event.kind, Posts { .. } | WoundUp { .. });
        let (early, late) = (events.iter().any(early), events.iter().any(late));
        let opened = (early || late).then(|| WithinWeek::opened(before, blueprint))?;
        let decided = late.then(|| opened.decided(before)).flatten();
        Some(InsideWeek { opened, decided, after })
    }

    /// What went into a decision of the week.
    pub(super) fn terms(&self, kind: &EventKind) -> Option<DecisionTerms> {
        let opened = &self.opened.world;
        match *kind {
            EventKind::Posts { before, after, .. } => {
                let terms = self.opened.now(|now| work::posts(opened, now, [before, after]));
                terms.map(DecisionTerms::Posts)
            }
            EventKind::WoundUp { owed, weeks } => {
                self.opened.now(|now| work::debts(opened, now, (owed, weeks))).map(DecisionTerms::Debts)
            }
            EventKind::StaffLeft { left, .. } => {
                let decided = self.decided.as_ref()?;
                let terms = decided.now(|now| work::leavers(&decided.world, self.after, now, left));
                terms.map(DecisionTerms::Leavers)
            }
            EventKind::PartnerJoined { .. } => self.ties().map(DecisionTerms::TiesMade),
            EventKind::PartnerLeft { .. } => self.ties().map(DecisionTerms::TiesEnded),
            _ => None,
        }
    }

    /// The ties of the week, if they come out as they did.
    fn ties(&self) -> Option<[TieWeek; 2]> {
        let decided = self.decided.as_ref()?;
        decided.now(|now| {
            let mut seen = seen_by_partners(self.after, now);
            // Trust moves after partners have looked at it.
            seen.trust = decided.world.organization.trust;
            let mut partners = decided.world.partners.clone();
            let ties = seen.change_all(&mut partners);
            let after = &self.after.partners;
            let same = (&partners.until, &partners.foundations) == (&after.until, &after.foundations);
            same.then_some(ties)
        })
    }
}
