//! The one table of measures, in the order of the columns; those of money stand in `money_measures`, those of
//! the deficiencies in `deficiency_measures`, those of tenders in `tender_measures`.

use crate::world::agents::organization::activity::{Activity, Capability};
use crate::world::record::deficiency_measures::{OF_DEFICIENCIES, there};
use crate::world::record::definition::{Measure, table_of_measures};
use crate::world::record::money_measures::OF_MONEY;
use crate::world::record::tender_measures::OF_TENDERS;

/// Every measure, in the order of the columns.
pub const MEASURES: &[Measure] = &{
    const BEFORE: usize = WEEKLY.len() + OF_MONEY.len();
    const TENDERS: usize = BEFORE + OF_DEFICIENCIES.len();
    const ALL: usize = TENDERS + OF_TENDERS.len();
    let mut all = [WEEKLY[0]; ALL];
    let mut at = 0;
    while at < ALL {
        all[at] = match at {
            at if at < WEEKLY.len() => WEEKLY[at],
            at if at < BEFORE => OF_MONEY[at - WEEKLY.len()],
            at if at < TENDERS => OF_DEFICIENCIES[at - BEFORE],
            at => OF_TENDERS[at - TENDERS],
        };
        at += 1;
    }
    all
};

table_of_measures! {
    "What is read of a week." WEEKLY:
    participation "share" Community Ratio Up, "Weekly participation", "每周参与率",
        "Residents with at least one admitted visit this week / population.", empty "", |r| r.came,
        r.population;
    participation_4_weeks "share" Community Ratio Up, "Four-week participation", "四周参与率",
        "Residents with at least one admitted visit in the last four weeks / population.", empty "",
        |r| r.came_4_weeks, r.population;
    visits "visits" Community Sum Up, "Visits", "到访人次", "Admitted visits this week, drop-in and events.",
        empty "", |r| r.visits, 1.0;
    visits_per_resident_year "visits/year" Community Ratio Up, "Visits per resident and year", "人均年到访",
        "52 × admitted visits / population.", empty "", |r| 52.0 * r.visits, r.population;
    first_time_visitors "people" Community Sum Up, "First-time visitors", "首次到访者",
        "Visitors who had never come before since moving in.", empty "", |r| r.first_visits, 1.0;
    ever_used "share" Community Ratio Up, "Ever used", "曾使用率",
        "Residents with at least one visit since moving in / population (the warm start counts).", empty "",
        |r| r.ever, r.population;
    ever_used_adults "share" Community Ratio Up, "Ever used, adults", "成人曾使用率",
        "The same among adults (15 and older).", empty "no adults", |r| r.ever_adults, r.adults;
    regular "share" Community Ratio Up, "Regular users", "经常使用率",
        "Residents who came in at least 6 of the last 52 weeks / population.", empty "", |r| r.regular,
        r.population;
    regular_adults "share" Community Ratio Up, "Regular users, adults", "成人经常使用率", "The same among adults.",
        empty "no adults", |r| r.regular_adults, r.adults;
    member "share" Community Ratio Up, "Active members", "活跃成员率",
        "Residents who came in at least 9 of the last 52 weeks / population.", empty "", |r| r.member,
        r.population;
    utilization "share" Community Ratio Up, "Utilization of nominal seat-hours", "名义座位利用率",
        "Admitted visits × stay / (nominal seats × nominal hours).", empty "no seats", |r| r.used_seat_hours,
        r.nominal_seat_hours;
    utilization_open "share" Community Ratio Up, "Utilization of opened seat-hours", "开放座位利用率",
        "Admitted visits × stay / (released seats × opened hours).", empty "the home is closed",
        |r| r.used_seat_hours, r.open_seat_hours;
    utilization_peak "share" Community Ratio Neither, "Peak utilization", "高峰利用率",
        "Admitted / capacity in the fullest quarter of a slot.", empty "the home is closed", |r| r.peak_used,
        r.peak_capacity;
    turned_away "visits" Community Sum Down, "Turned away", "被拒人次",
        "Visits wished for but not admitted for want of a seat.", empty "", |r| r.turned_away, 1.0;
    unmet_need "people" Community Sum Down, "Unmet need", "未满足的需求",
        "People who know of the home and would drop in during a reference week (the norm's hours, free, open \
        to all, not crowded, full professional service), less those who did and were served.", empty "",
        |r| r.in_need - r.served, 1.0;
    needs_met "share" Community Ratio Up, "Needs met", "需求满足率",
        "People served / people who know of the home and would drop in during a reference week.",
        empty "nobody would come", |r| r.served, r.in_need;
    visits_per_staff_hour "visits/hour" Community Ratio Up, "Visits per paid staff hour", "每工时到访",
        "Admitted visits / paid hours.", empty "nobody is paid", |r| r.visits, r.staff_hours;
    open_hours "hours/week" Community Ratio Up, "Opening hours", "开放时间",
        "Hours open in the week over all slots.", empty "", |r| r.open_hours, 1.0;
    events "events" Community Sum Neither, "Events", "活动场次", "Events held this week.", empty "",
        |r| r.events, 1.0;
    events_cancelled "events" Community Sum Down, "Events cancelled", "取消的活动",
        "Events planned but not held for want of money or hands.", empty "", |r| r.events_cancelled, 1.0;
    attendance_per_event "people" Community Ratio Up, "Attendance per event", "场均参加人数",
        "Event attendance / events held.", empty "no event", |r| r.event_attendance, r.events;
    event_attendance "people" Community Sum Up, "Event attendance", "活动参加人次", "People admitted to events.",
        empty "", |r| r.event_attendance, 1.0;
    variety "types" Community Ratio Up, "Variety of the programme", "项目多样性",
        "exp(Shannon index) of the service types on offer.", empty "no event", |r| r.variety * r.events,
        r.events;
    vitality "index" Community Ratio Up, "Vitality", "社区活力",
        "Cube root of presence × voluntary × social, each 0-1 over the last 52 weeks.", empty "",
        |r| r.vitality, 1.0;
    vitality_presence "index" Community Ratio Up, "Vitality: presence", "活力：到场",
        "min(1, share who came in 4 weeks / 0.20) + 0.01, at the usual \
        `indices`.", empty "", |r| r.vitality_presence, 1.0;
    vitality_voluntary "index" Community Ratio Up, "Vitality: voluntary", "活力：志愿",
        "min(1, (volunteer + co-produced event hours) per 1,000 residents / 10) + 0.01, at \
        the usual `indices`.", empty "",
        |r| r.vitality_voluntary, 1.0;
    vitality_social "index" Community Ratio Up, "Vitality: social", "活力：交往",
        "min(1, variety / 6 × share of visitors' ties who were users too / 0.5) + 0.01, at the usual \
        `indices`.", empty "",
        |r| r.vitality_social, 1.0;
    awareness "share" Community Ratio Up, "Awareness", "知晓率", "Residents who know of the home / population.",
        empty "", |r| r.aware, r.population;
    awareness_adults "share" Community Ratio Up, "Awareness, adults", "成人知晓率", "The same among adults.",
        empty "no adults", |r| r.aware_adults, r.adults;
    learned_by_word "share" Community Ratio Neither, "Learned by word of mouth", "口碑得知比例",
        "Users (13 weeks) who learned of the home from others / users.", empty "no users",
        |r| r.users_by_word, r.users;
    learned_by_brand "share" Community Ratio Neither, "Learned by brand", "品牌得知比例",
        "Users who learned of it by brand work / users.", empty "no users", |r| r.users_by_brand, r.users;
    learned_by_referral "share" Community Ratio Neither, "Learned by referral", "转介得知比例",
        "Users who were referred by the committee or a workplace / users.", empty "no users",
        |r| r.users_by_referral, r.users;
    satisfaction "share" Community Ratio Up, "Satisfaction of users", "用户满意度",
        "Mean satisfaction 0-1 of users (came in the last 13 weeks).", empty "no users",
        |r| r.satisfaction_users, r.users;
    satisfaction_population "share" Community Ratio Up, "Satisfaction, all aware", "知晓者满意度",
        "Mean satisfaction of all residents who know of the home.", empty "nobody knows of it",
        |r| r.satisfaction_aware, r.aware;
    trust "share" Community Ratio Up, "Trust of users", "用户信任度", "Mean trust in the operator 0-1 of users.",
        empty "no users", |r| r.trust_users, r.users;
    trust_population "share" Community Ratio Up, "Trust, all aware", "知晓者信任度",
        "Mean trust in the operator of all who know of the home.", empty "nobody knows of it",
        |r| r.trust_aware, r.aware;
    commercial_belief "share" Community Ratio Down, "Belief that it is a business", "商业化认知",
        "Mean belief 0-1 that the operator is commercial, adults who know of the home.",
        empty "no aware adults", |r| r.belief_aware_adults, r.aware_adults;
    commercial_belief_users "share" Community Ratio Down, "The same, users", "用户商业化认知",
        "Mean belief of users.", empty "no users", |r| r.belief_users, r.users;
    status_known "share" Community Ratio Up, "Know the non-profit status", "知晓公益属性",
        "Mean part of the own first doubt that what was seen, told and paid has taken away, adults who know \
        of the home.", empty "no aware adults", |r| r.aware_adults - r.doubt_aware_adults, r.aware_adults;
    volunteers "share" Community Ratio Up, "Volunteers at the home", "本家志愿者比例",
        "Residents who volunteer at the home / population.", empty "", |r| r.volunteers, r.population;
    volunteers_per_user "share" Community Ratio Up, "Volunteers per user", "每位用户志愿者",
        "Volunteers at the home / users.", empty "no users", |r| r.volunteers, r.users;
    volunteering_any "share" Community Ratio Up, "Volunteering anywhere", "任何志愿服务",
        "Adults who volunteer at the home or elsewhere / adults.", empty "no adults",
        |r| r.volunteers_anywhere, r.adults;
    volunteer_hours "hours" Community Sum Up, "Volunteer hours", "志愿小时",
        "Hours given by volunteers at the home this week.", empty "", |r| r.volunteer_hours, 1.0;
    volunteers_joined "people" Community Sum Up, "New volunteers", "新增志愿者",
        "Residents who began to volunteer this week.", empty "",
        |r| r.volunteers_by_staff + r.volunteers_by_friend + r.volunteers_by_self, 1.0;
    volunteers_asked "share" Community Ratio Neither, "New volunteers who were asked", "受邀加入比例",
        "New volunteers asked by staff or a friend / new volunteers.", empty "nobody joined",
        |r| r.volunteers_by_staff + r.volunteers_by_friend,
        r.volunteers_by_staff + r.volunteers_by_friend + r.volunteers_by_self;
    volunteer_exit "share/week" Community Ratio Down, "Volunteers leaving", "志愿者退出率",
        "Volunteers who stop this week / volunteers.", empty "no volunteers", |r| r.volunteer_exits,
        r.volunteers + r.volunteer_exits;
    volunteers_worn "index" Community Ratio Down, "Volunteers worn out", "志愿者疲惫程度",
        "Mean 0-1 over volunteers who offer hours of how far those of their class of frequency are worn out.",
        empty "no volunteers", |r| r.volunteers_worn, r.volunteers_lending;
    willingness "share" Community Ratio Up, "Willing to take part in public affairs", "公共事务参与意愿",
        "Mean probability to be willing, adults of the population.", empty "no adults", |r| r.willing,
        r.adults;
    willingness_users "share" Community Ratio Up, "Willingness of users", "用户参与意愿",
        "The same among adult users (cross-section: who they are and what the home did).",
        empty "no adult users", |r| r.willing_users, r.adult_users;
    willingness_stayers "share" Community Ratio Up, "Willingness of stayers", "前后均为用户者意愿",
        "The same among adults who were users in the week before the handover and are users now.",
        empty "no stayers", |r| r.willing_stayers, r.stayers;
    willingness_selection "share" Community Ratio Neither, "Willingness without the home", "选择部分",
        "The population's willingness with spill-over, efficacy gained and asking set to nothing: who they \
        are.", empty "no adults", |r| r.willing_by_selection, r.adults;
    willingness_causal "share" Community Ratio Up, "Willingness caused by the home", "因果部分",
        "willingness − willingness_selection: same residents, same draws.", empty "no adults",
        |r| r.willing - r.willing_by_selection, r.adults;
    willingness_users_selection "share" Community Ratio Neither, "Users' willingness without the home",
        "用户选择部分", "Users' willingness with the home's influence set to nothing.", empty "no adult users",
        |r| r.willing_users_by_selection, r.adult_users;
    efficacy "share" Community Ratio Up, "Political efficacy", "效能感",
        "Mean feeling 0-1 that proposals are carried out, adults.", empty "no adults", |r| r.efficacy_adults,
        r.adults;
    affairs_attendance "share" Community Ratio Up, "Attendance in public affairs", "公共事务出席率",
        "Adults at the monthly meeting on public affairs / adults.", empty "no meeting this week",
        |r| r.attending, r.meeting_adults;
    proposals "matters" Shared Sum Up, "Matters raised", "提案数", "Matters raised this week by any body.",
        empty "", |r| r.proposals, 1.0;
    proposals_resident "matters" Shared Sum Up, "Residents' proposals", "居民提案数",
        "Matters raised by residents.", empty "", |r| r.proposals_resident, 1.0;
    proposals_carried "matters" Shared Sum Up, "Proposals carried out", "已落实提案",
        "Adopted matters carried out this week.", empty "", |r| r.proposals_carried, 1.0;
    joint_decisions "share" Shared Ratio Up, "Decisions taken jointly", "共同决策比例",
        "Over the last 52 weeks: decided matters in which at least two bodies had a vote and one was \
        pivotal or a residents' proposal was adopted / decided matters.", empty "nothing \
        decided", |r| r.joint_52, r.decided_52;
    quality "index" Community Ratio Up, "Quality delivered", "实际服务质量", "Quality of service 0-1, true.",
        empty "", |r| r.quality, 1.0;
    quality_reported "index" Community Ratio Neither, "Quality reported", "上报服务质量",
        "min(1, quality × (1 + inflation)).", empty "", |r| r.quality_reported, 1.0;
    inflation "share" Shared Ratio Down, "Reporting inflation", "虚报幅度",
        "How far self-reported items are inflated: reported = true × (1 + inflation).", empty "no operator",
        |r| r.inflation * r.operator, r.operator;
    score "points" Shared Ratio Up, "Score, true", "真实得分",
        "What the last assessment would have been without inflation and error, 0-100.",
        empty "not yet assessed", |r| r.score * r.scored, r.scored;
    score_reported "points" Shared Ratio Neither, "Score, reported", "上报得分",
        "Score of the last assessment as reported, 0-100; where an audit found inflation, as corrected by \
        it.", empty "not yet assessed", |r| r.score_reported * r.scored, r.scored;
    score_awarded "points" Shared Ratio Neither, "Score, awarded", "核定得分",
        "Score that decides on rating and renewal: the reported one less the points taken for inflation \
        that was found.", empty "not yet assessed", |r| r.score_awarded * r.scored, r.scored;
    tier "tier" Shared Ratio Neither, "Rating", "评级", "Rating of the last assessment, 5 (best) to 1.",
        empty "not yet assessed", |r| r.tier * r.scored, r.scored;
    effort_reception "share" Shared Ratio Neither, "Effort: reception", "精力：接待",
        "Share of the organization's effort.", empty "no operator",
        |r| r.effort[Activity::Reception] * r.operator, r.operator;
    effort_events "share" Shared Ratio Neither, "Effort: events", "精力：活动",
        "Share of the organization's effort.", empty "no operator",
        |r| r.effort[Activity::Events] * r.operator, r.operator;
    effort_quality "share" Shared Ratio Neither, "Effort: quality", "精力：质量",
        "Share of the organization's effort.", empty "no operator",
        |r| r.effort[Activity::Quality] * r.operator, r.operator;
    effort_outreach "share" Shared Ratio Neither, "Effort: outreach", "精力：外联",
        "Share of the organization's effort.", empty "no operator",
        |r| r.effort[Activity::Outreach] * r.operator, r.operator;
    effort_fundraising "share" Shared Ratio Neither, "Effort: fund-raising", "精力：筹资",
        "Share of the organization's effort.", empty "no operator",
        |r| r.effort[Activity::Fundraising] * r.operator, r.operator;
    effort_paperwork "share" Shared Ratio Down, "Effort: paperwork", "精力：台账",
        "Share of the organization's effort.", empty "no operator",
        |r| r.effort[Activity::Paperwork] * r.operator, r.operator;
    effort_learning "share" Shared Ratio Neither, "Effort: learning and rules", "精力：学习与制度",
        "Share of the organization's effort.", empty "no operator",
        |r| r.effort[Activity::Learning] * r.operator, r.operator;
    staff "people" Shared Ratio Up, "Staff", "员工",
        "Managers and social workers at work (caretakers while the government runs the home), full-time \
        equivalents.", empty "", |r| r.staff, 1.0;
    posts "people" Shared Ratio Neither, "Posts planned", "计划岗位",
        "Posts of managers and social workers that the budget plans for, filled or vacant, full-time \
        equivalents.", empty "no operator", |r| r.posts * r.operator, r.operator;
    staff_exits "people" Shared Sum Down, "Staff leaving", "员工离职", "People who left this week.", empty "",
        |r| r.staff_exits, 1.0;
    capability "index" Shared Ratio Up, "Capability", "组织能力", "Geometric mean of the three capabilities.",
        empty "no operator", |r| r.capability.geometric_mean() * r.operator, r.operator;
    capability_management "index" Shared Ratio Up, "Capability: management", "能力：管理",
        "0-1; 0.5 does the task to contract without help.", empty "no operator",
        |r| r.capability[Capability::Management] * r.operator, r.operator;
    capability_fundraising "index" Shared Ratio Up, "Capability: fund-raising", "能力：筹资", "0-1.",
        empty "no operator",
        |r| r.capability[Capability::Fundraising] * r.operator, r.operator;
    capability_service "index" Shared Ratio Up, "Capability: professional service", "能力：专业服务", "0-1.",
        empty "no operator",
        |r| r.capability[Capability::Service] * r.operator, r.operator;
    routines "index" Shared Ratio Up, "Routines", "制度化", "Institutionalisation 0-1.", empty "no operator",
        |r| r.routines * r.operator, r.operator;
    brand "index" Shared Ratio Up, "Brand", "品牌", "Goodwill stock 0-1.", empty "", |r| r.brand, 1.0;
    partners "partners" Shared Ratio Up, "Partners", "合作伙伴",
        "Firms and groups with a tie to the organization.", empty "", |r| r.partners, 1.0;
    org_growth "index" Shared Ratio Up, "Growth of the organization", "组织成长",
        "Mean change since the handover of staff, capability, routines, brand and own income, each in units \
        of a large change, clipped to ±1.", empty "no operator", |r| r.org_growth * r.operator, r.operator;
    survived "share" Shared Ratio Up, "First operator still in place", "原运营方仍在",
        "1 while the first operator is in place, 0 after it lost its contract.", empty "before the handover",
        |r| r.survived.unwrap_or(0.0), there(r.survived);
    without_operator "share" Shared Ratio Down, "Without the wished operator", "应有运营方而空缺",
        "Of the weeks for which a social organization is to run the home, those in which none does: nobody \
        bids, or one went and the next has not come.", empty "no operator wished for",
        |r| r.operator_wished - r.operator, r.operator_wished;
    trust_agency "share" Shared Ratio Up, "Trust of the funding bureau", "购买方信任", "0-1.", empty "",
        |r| r.trust_agency, 1.0;
    trust_union "share" Shared Ratio Up, "Trust of the union", "工会信任", "0-1.", empty "", |r| r.trust_union,
        1.0;
    trust_committee "share" Shared Ratio Up, "Trust of the community committee", "居委会信任", "0-1.", empty "",
        |r| r.trust_committee, 1.0;
    trust_organization "share" Shared Ratio Up, "Trust of the organization in government", "组织对政府信任", "0-1.",
        empty "no operator", |r| r.trust_organization * r.operator, r.operator;
    cooperation "share" Shared Ratio Up, "Cooperation", "配合度",
        "Cooperation of the community committee that comes about: lever × trust.", empty "",
        |r| r.cooperation, 1.0;
    reach_members "share" Community Ratio Up, "Reach among union members", "工会会员覆盖率",
        "Union members who came in the last four weeks / union members.", empty "no union members",
        |r| r.union_members_came_4_weeks, r.union_members;
    reach_nonmembers "share" Community Ratio Up, "Reach among others", "非会员覆盖率",
        "Others who came in the last four weeks / others.", empty "only union members",
        |r| r.came_4_weeks - r.union_members_came_4_weeks, r.population - r.union_members;
}
