//! One week of one community written down: counts and sums.

use crate::world::agents::organization::activity::{ByActivity, ByCapability};
use crate::world::record::{cost::ByBearer, tender::ByTender};
use serde::{Deserialize, Serialize};

/// One week of one community: sums over residents; then the home, shared actors (alike in each), money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Week of the simulation: 1 is the first written out, 0 and less belong to the warm start.
    pub week: i32,
    /// Number of the community, from 0.
    pub community: u32,
    /// Whether the institutions are those of this home alone; else they are shared by all.
    pub apart: bool,
    /// Residents; people.
    pub population: f64,
    /// Residents of 15 years and older; people.
    pub adults: f64,
    /// Residents with at least one admitted visit this week; people, 0 to `population`.
    pub came: f64,
    /// Admitted visits this week, drop-in and events; visits, 0 or more.
    pub visits: f64,
    /// Of those who came, who had never come before; people.
    pub first_visits: f64,
    /// Residents with a visit in the last 4 weeks; people.
    pub came_4_weeks: f64,
    /// Residents with a visit since moving in; people.
    pub ever: f64,
    /// Adults among `ever`; people.
    pub ever_adults: f64,
    /// Residents who came in at least 6 of the last 52 weeks; people.
    pub regular: f64,
    /// Adults among `regular`; people.
    pub regular_adults: f64,
    /// Residents who came in at least 9 of the last 52 weeks; people.
    pub member: f64,
    /// Users: residents with a visit in the last 13 weeks; people.
    pub users: f64,
    /// Adults among `users`; people.
    pub adult_users: f64,
    /// Residents who are members of the trade union; people.
    pub union_members: f64,
    /// Union members among `came_4_weeks`; people.
    pub union_members_came_4_weeks: f64,
    /// Residents who know of the home; people.
    pub aware: f64,
    /// Adults among `aware`; people.
    pub aware_adults: f64,
    /// Users who learned of the home by word of mouth; people.
    pub users_by_word: f64,
    /// Users who learned of it by brand work; people.
    pub users_by_brand: f64,
    /// Users who were referred by the committee or a workplace; people.
    pub users_by_referral: f64,
    /// Aware adults who can name who runs the home; people.
    pub can_name_operator: f64,
    /// Sum of the satisfaction 0–1 of `users`.
    pub satisfaction_users: f64,
    /// Sum of the satisfaction 0–1 of `aware`.
    pub satisfaction_aware: f64,
    /// Sum of the trust 0–1 in the operator of `users`.
    pub trust_users: f64,
    /// Sum of the trust 0–1 in the operator of `aware`.
    pub trust_aware: f64,
    /// Sum of the belief 0–1 that the operator is a business, of `aware_adults`.
    pub belief_aware_adults: f64,
    /// Sum over `aware_adults` of the part 0–1 of their first doubt about the status that nothing took away.
    pub doubt_aware_adults: f64,
    /// Sum of that belief 0–1 of `users`.
    pub belief_users: f64,
    /// Aware adults whose belief is above 0.5; people.
    pub business_aware_adults: f64,
    /// Residents who volunteer at the home; people.
    pub volunteers: f64,
    /// Adults who volunteer at the home or elsewhere; people.
    pub volunteers_anywhere: f64,
    /// Hours of volunteers that the home used this week; hours, 0 or more.
    pub volunteer_hours: f64,
    /// Who began to volunteer this week because staff asked; people.
    pub volunteers_by_staff: f64,
    /// … because a friend asked; people.
    pub volunteers_by_friend: f64,
    /// … unasked; people.
    pub volunteers_by_self: f64,
    /// Who stopped volunteering this week; people.
    pub volunteer_exits: f64,
    /// Volunteers who offered hours this week; people.
    pub volunteers_lending: f64,
    /// Sum over these of how far those of their class of frequency are worn out, each 0–1.
    pub volunteers_worn: f64,
    /// Sum over adults of the probability 0–1 to be willing to take part in public affairs.
    pub willing: f64,
    /// The same sum, the home's influence set to nothing.
    pub willing_by_selection: f64,
    /// The sum of `willing` over `adult_users`.
    pub willing_users: f64,
    /// The sum of `willing_by_selection` over `adult_users`.
    pub willing_users_by_selection: f64,
    /// The sum of `willing` over `stayers`.
    pub willing_stayers: f64,
    /// Adults who were users in the week before the handover and are users now; people.
    pub stayers: f64,
    /// Sum over adults of the feeling 0–1 that proposals are carried out.
    pub efficacy_adults: f64,
    /// Adults in a week with a meeting on public affairs, else 0; people.
    pub meeting_adults: f64,
    /// Adults at that meeting; people.
    pub attending: f64,
    /// Of `tied_pairs_of_visitors`, those to another user; ties.
    pub tied_pairs_both_came: f64,
    /// Ties of this week's visitors; ties.
    pub tied_pairs_of_visitors: f64,
    /// Seats × nominal hours of a week; seat-hours.
    pub nominal_seat_hours: f64,
    /// Seats that may be used × hours open; seat-hours.
    pub open_seat_hours: f64,
    /// Admitted visits × stay; seat-hours.
    pub used_seat_hours: f64,
    /// Admitted in the fullest quarter of a slot; people.
    pub peak_used: f64,
    /// Capacity of that quarter; people.
    pub peak_capacity: f64,
    /// Admitted in the quarter of every slot with the greatest demand; people.
    pub used_at_usual_peak: f64,
    /// Visits wished for but not admitted for want of a seat; visits.
    pub turned_away: f64,
    /// Hours open over all slots; hours a week.
    pub open_hours: f64,
    /// Of these, hours in which somebody paid or a volunteer is there; hours a week.
    pub attended_hours: f64,
    /// People who know of the home and would drop in during a reference week; people, 0 or more.
    pub in_need: f64,
    /// Of these, who would for the services as they are; people.
    pub in_need_as_served: f64,
    /// People admitted to drop in this week; people.
    pub dropped_in: f64,
    /// Of these, who would have come to the attended hours alone; people.
    pub served: f64,
    /// Events held this week.
    pub events: f64,
    /// Events planned but not held for want of money or hands; may be a fraction.
    pub events_cancelled: f64,
    /// People admitted to events.
    pub event_attendance: f64,
    /// Hours that partners worked on the events they gave; hours.
    pub coproduced_hours: f64,
    /// exp(Shannon index) of the services in the programme, 1–6.
    pub variety: f64,
    /// 1 while a social organization runs the home, else 0.
    pub operator: f64,
    /// 1 while a social organization is to run the home, else 0.
    pub operator_wished: f64,
    /// 1 while the first operator is in place, 0 after it lost its contract; `None` before the handover.
    pub survived: Option<f64>,
    /// Quality of service 0–1, true.
    pub quality: f64,
    /// Quality of service 0–1 as reported.
    pub quality_reported: f64,
    /// How far reports are inflated: reported = true × (1 + inflation); share, 0 or more.
    pub inflation: f64,
    /// 1 once the operator was assessed, else 0.
    pub scored: f64,
    /// 1 when the last assessment was audited, else 0.
    pub audited: f64,
    /// 1 when that audit found inflation, else 0.
    pub found: f64,
    /// Points of the last assessment without inflation and error, 0–100.
    pub score: f64,
    /// Points as reported or corrected by an audit, 0–100.
    pub score_reported: f64,
    /// Points that decide on rating and renewal, 0–100.
    pub score_awarded: f64,
    /// Rating of the last assessment, 5 (best) to 1.
    pub tier: f64,
    /// Shares of the organization's effort by activity, 0–1, adding up to 1.
    pub effort: ByActivity,
    /// Staff at work; full-time equivalents.
    pub staff: f64,
    /// Posts that are filled; people.
    pub heads: f64,
    /// People who left this week.
    pub staff_exits: f64,
    /// Paid hours of the week, the community's share; hours.
    pub staff_hours: f64,
    /// Capabilities of the organization, each 0–1.
    pub capability: ByCapability,
    /// Institutionalisation 0–1.
    pub routines: f64,
    /// Goodwill stock 0–1.
    pub brand: f64,
    /// Firms and groups with a tie to the organization.
    pub partners: f64,
    /// Growth of the organization since the handover, −1 to 1.
    pub org_growth: f64,
    /// Trust 0–1 of the funding bureau in the organization.
    pub trust_agency: f64,
    /// Trust 0–1 of the Work Union in the organization.
    pub trust_union: f64,
    /// Trust 0–1 of the community committee in the organization.
    pub trust_committee: f64,
    /// Trust 0–1 of the organization in government.
    pub trust_organization: f64,
    /// Cooperation of the community committee that comes about, 0–1.
    pub cooperation: f64,
    /// Matters raised this week by any body.
    pub proposals: f64,
    /// … of them by residents.
    pub proposals_resident: f64,
    /// Matters adopted this week.
    pub proposals_adopted: f64,
    /// Adopted matters carried out this week.
    pub proposals_carried: f64,
    /// Matters decided in the last 52 weeks.
    pub decided_52: f64,
    /// … of them decided jointly.
    pub joint_52: f64,
    /// Residents' proposals adopted in the last 52 weeks, the community's share.
    pub promised_52: f64,
    /// … carried out in time, late ones in part.
    pub in_time_52: f64,
    /// Length of the running contract; weeks, 0 without an operator.
    pub contract_weeks: f64,
    /// Grant received; yuan.
    pub grant: f64,
    /// Matching money of the union received; yuan.
    pub matching: f64,
    /// Gifts received; yuan.
    pub gifts: f64,
    /// Fees received; yuan.
    pub fees: f64,
    /// Money of partners received; yuan.
    pub partner_money: f64,
    /// Paid by the organization; yuan.
    pub spending: f64,
    /// … of it for fund-raising; yuan.
    pub fundraising_spend: f64,
    /// Cash of the organization at the end of the week; yuan.
    pub reserve: f64,
    /// Wages and bills owed at the end of the week; yuan.
    pub arrears: f64,
    /// Posts that are planned; full-time equivalents.
    pub posts: f64,
    /// Wages due this week, the community's share; yuan.
    pub wage_bill: f64,
    /// Wages owed / wages of a week; weeks, 0 or more.
    pub weeks_unpaid: f64,
    /// Wages and bills of a body that went and will never be paid, this week; yuan.
    pub written_off: f64,
    /// What the home used this week, by who bears it; yuan.
    pub cost: ByBearer,
    /// What is known of tenders.
    pub tender: ByTender,
    /// 1 when wages were late this week, else 0.
    pub late_wages: f64,
    /// Reserve / weekly spending; weeks, 0–104.
    pub runway_weeks: f64,
    /// Paid for the home by public purses, also under government, less what came back; yuan.
    pub public_cost: f64,
    /// Service inefficiency, 0–1.
    pub deficiency_service: f64,
    /// The part of it that hours, seats and fee make up.
    pub deficiency_service_opening: f64,
    /// … missing professional service.
    pub deficiency_service_content: f64,
    /// … hours in which nobody is there.
    pub deficiency_service_presence: f64,
    /// … quality.
    pub deficiency_service_quality: f64,
    /// … promises not kept in time.
    pub deficiency_service_timeliness: f64,
    /// Thin institutions, 0–1.
    pub deficiency_institution: f64,
    /// The part of it that missing routines make up.
    pub deficiency_institution_routines: f64,
    /// … decisions not taken jointly.
    pub deficiency_institution_joint: f64,
    /// … the contract's length.
    pub deficiency_institution_contract: f64,
    /// Weak brand, 0–1; `None` where no operator ran the home.
    pub deficiency_brand: Option<f64>,
    /// The part of it that those make up who cannot name the operator; `None` as above.
    pub deficiency_brand_named: Option<f64>,
    /// … missing goodwill; `None` as above.
    pub deficiency_brand_stock: Option<f64>,
    /// … missing partners; `None` as above.
    pub deficiency_brand_partners: Option<f64>,
    /// Low awareness of the non-profit status, 0–1; `None` where no operator ran the home.
    pub deficiency_nonprofit: Option<f64>,
    /// Share of aware adults who take it for a business; `None` as above.
    pub deficiency_nonprofit_survey: Option<f64>,
    /// Vitality: cube root of its three parts, 0.01–1.01.
    pub vitality: f64,
    /// Presence, 0.01–1.01.
    pub vitality_presence: f64,
    /// Voluntary work, 0.01–1.01.
    pub vitality_voluntary: f64,
    /// Social life, 0.01–1.01.
    pub vitality_social: f64,
}
