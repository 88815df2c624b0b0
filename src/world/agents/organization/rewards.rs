//! What an hour of each activity brings to each assessed item.

use crate::settings;
use crate::world::agents::organization::activity::{Activity, ByActivity};

settings! {
    /// What an hour of an activity brings to an assessed item; what is not listed brings nothing to it.
    pub struct Rewards = "organization.rewards" {
        /// Events counted, by holding events: the yardstick.
        events_by_events: f64 = 1.0, in [0.0, 2.0], "", Assumption "one item, one activity";
        /// Events counted, by paperwork.
        events_by_paperwork: f64 = 0.1, in [0.0, 2.0], "", Assumption "events are also written up";
        /// Papers handed in, by paperwork: the yardstick.
        paperwork_by_paperwork: f64 = 1.0, in [0.0, 2.0], "", Assumption "one item, one activity";
        /// Papers handed in, by learning.
        paperwork_by_learning: f64 = 0.1, in [0.0, 2.0], "", Assumption "rules are papers too";
        /// Satisfaction, by reception.
        satisfaction_by_reception: f64 = 0.2, in [0.0, 2.0], "", Assumption "a welcome helps a little";
        /// Satisfaction, by events.
        satisfaction_by_events: f64 = 0.1, in [0.0, 2.0], "", Assumption "guests of events are few";
        /// Satisfaction, by quality.
        satisfaction_by_quality: f64 = 0.8, in [0.0, 2.0], "", Assumption "met quality is what satisfies";
        /// Satisfaction, by learning.
        satisfaction_by_learning: f64 = 0.2, in [0.0, 2.0], "", Assumption "skill shows in service";
        /// Participation, by reception.
        participation_by_reception: f64 = 0.4, in [0.0, 2.0], "", Assumption "the open door";
        /// Participation, by events.
        participation_by_events: f64 = 0.25, in [0.0, 2.0], "", Assumption "guests are counted as visits";
        /// Participation, by quality.
        participation_by_quality: f64 = 0.3, in [0.0, 2.0], "", Assumption "who is pleased comes again";
        /// Participation, by outreach.
        participation_by_outreach: f64 = 0.5, in [0.0, 2.0], "", Assumption "what outreach is for";
        /// Participation, by learning.
        participation_by_learning: f64 = 0.1, in [0.0, 2.0], "", Assumption "skill shows in service";
        /// Development, by quality.
        development_by_quality: f64 = 0.1, in [0.0, 2.0], "", Assumption "practice teaches a little";
        /// Development, by outreach.
        development_by_outreach: f64 = 0.2, in [0.0, 2.0], "", Assumption "contacts are an asset";
        /// Development, by fund-raising.
        development_by_fundraising: f64 = 0.3, in [0.0, 2.0], "", Assumption "own income is assessed in it";
        /// Development, by paperwork.
        development_by_paperwork: f64 = 0.1, in [0.0, 2.0], "", Assumption "order in the books";
        /// Development, by learning.
        development_by_learning: f64 = 0.6, in [0.0, 2.0], "", Assumption "capability and routines";
    }
}

impl Rewards {
    /// By assessed item, in the order of [`Weights::items`](crate::levers::assessment::Weights::items).
    pub(super) fn by_item(&self) -> [ByActivity; 5] {
        let r = self;
        let [mut events, mut papers, mut pleased, mut visits, mut grown] = [ByActivity::default(); 5];
        events[Activity::Events] = r.events_by_events;
        events[Activity::Paperwork] = r.events_by_paperwork;
        papers[Activity::Paperwork] = r.paperwork_by_paperwork;
        papers[Activity::Learning] = r.paperwork_by_learning;
        pleased[Activity::Reception] = r.satisfaction_by_reception;
        pleased[Activity::Events] = r.satisfaction_by_events;
        pleased[Activity::Quality] = r.satisfaction_by_quality;
        pleased[Activity::Learning] = r.satisfaction_by_learning;
        visits[Activity::Reception] = r.participation_by_reception;
        visits[Activity::Events] = r.participation_by_events;
        visits[Activity::Quality] = r.participation_by_quality;
        visits[Activity::Outreach] = r.participation_by_outreach;
        visits[Activity::Learning] = r.participation_by_learning;
        grown[Activity::Quality] = r.development_by_quality;
        grown[Activity::Outreach] = r.development_by_outreach;
        grown[Activity::Fundraising] = r.development_by_fundraising;
        grown[Activity::Paperwork] = r.development_by_paperwork;
        grown[Activity::Learning] = r.development_by_learning;
        [events, papers, pleased, visits, grown]
    }
}
