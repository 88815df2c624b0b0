//! Measures of money: what comes in, what is owed, what a home costs and who bears it.

use crate::world::record::cost::Bearer;
use crate::world::record::definition::table_of_measures;

table_of_measures! {
    "What is read of the money of a week." OF_MONEY:
    grant "yuan" Money Sum Neither, "Grant received", "到账拨款", "Grant received this week.", empty "",
        |r| r.grant, 1.0;
    match "yuan" Money Sum Neither, "Union match received", "工会配套到账",
        "Matching money of the union received this week.", empty "", |r| r.matching, 1.0;
    own_income "yuan" Money Sum Up, "Own income", "自有收入",
        "Gifts, fees and partners' money received this week.", empty "",
        |r| r.gifts + r.fees + r.partner_money, 1.0;
    gifts "yuan" Money Sum Up, "Gifts", "捐赠", "Gifts received this week.", empty "", |r| r.gifts, 1.0;
    own_income_share "share" Money Ratio Up, "Share of own income", "自有收入占比", "Own income / all income.",
        empty "no income", |r| r.gifts + r.fees + r.partner_money,
        r.gifts + r.fees + r.partner_money + r.grant + r.matching;
    spending "yuan" Money Sum Neither, "Spending", "支出", "Paid by the organization this week.", empty "",
        |r| r.spending, 1.0;
    fundraising_spend "yuan" Money Sum Neither, "Fund-raising spend", "筹资支出",
        "Spent on fund-raising this week.", empty "", |r| r.fundraising_spend, 1.0;
    reserve "yuan" Money Ratio Up, "Reserve", "储备金",
        "Cash of the organization at the end of the week, the community's share.", empty "", |r| r.reserve,
        1.0;
    arrears "yuan" Money Ratio Down, "Arrears", "欠款", "Wages and bills owed at the end of the week.",
        empty "", |r| r.arrears, 1.0;
    late_wages "share" Shared Ratio Down, "Weeks with late wages", "欠薪周比例",
        "1 when wages were late this week.", empty "no operator", |r| r.late_wages * r.operator, r.operator;
    weeks_unpaid "weeks" Shared Ratio Down, "Weeks of wages owed", "欠薪周数",
        "Wages owed at the end of the week / wages of a week.", empty "no operator",
        |r| r.weeks_unpaid * r.operator, r.operator;
    wage_bill "yuan" Money Sum Neither, "Wages due", "应付工资",
        "Wages of the week for the posts that are filled, paid or not.", empty "", |r| r.wage_bill, 1.0;
    written_off "yuan" Money Sum Down, "Losses of creditors", "债权人损失",
        "Wages and bills of a body that went and will never be paid, booked this week.", empty "",
        |r| r.written_off, 1.0;
    runway_weeks "weeks" Shared Ratio Up, "Runway", "资金可维持周数", "Reserve / weekly spending, at most 104.",
        empty "no operator", |r| r.runway_weeks * r.operator, r.operator;
    public_cost "yuan" Money Sum Down, "Public cost", "公共成本",
        "Everything that public purses pay for the home this week, also under government, less what comes \
        back.", empty "",
        |r| r.public_cost, 1.0;
    full_cost "yuan" Money Sum Down, "Full cost", "全部成本",
        "What is used for the home this week, whoever bears it: bureau, union, committee, the organization's \
        own means, staff and suppliers who are not paid, and what the rooms might have brought otherwise. \
        Volunteers' hours stand apart.", empty "",
        |r| r.cost.full(), 1.0;
    cost_bureau "yuan" Money Sum Down, "… borne by the funding bureau", "其中购买方承担",
        "Paid by the funding bureau, less what came back.", empty "", |r| r.cost[Bearer::Bureau], 1.0;
    cost_union "yuan" Money Sum Down, "… borne by the union", "其中工会承担", "Paid by the Work Union.", empty "",
        |r| r.cost[Bearer::Union], 1.0;
    cost_committee "yuan" Money Sum Down, "… borne by the committee", "其中居委会承担",
        "Paid by the community committee.", empty "", |r| r.cost[Bearer::Committee], 1.0;
    cost_own "yuan" Money Sum Down, "… borne by the organization", "其中组织自筹",
        "Spent by the organization beyond the public money that it received this week: gifts, fees, money of \
        partners and its reserve; less than nothing where it puts public money aside.", empty "",
        |r| r.cost[Bearer::Own], 1.0;
    cost_staff "yuan" Money Sum Down, "… borne by unpaid staff", "其中员工承担（欠薪）",
        "Unpaid wages that this week added, less old ones that were paid.", empty "",
        |r| r.cost[Bearer::Staff], 1.0;
    cost_suppliers "yuan" Money Sum Down, "… borne by unpaid suppliers", "其中供应商承担（欠账）",
        "Unpaid bills that this week added, less old ones that were paid.", empty "",
        |r| r.cost[Bearer::Suppliers], 1.0;
    cost_rooms "yuan" Money Sum Down, "… borne by the owner of the rooms", "其中场地机会成本",
        "Seats in use × `prices.seat_week`: what the rooms might have brought otherwise; no cash.", empty "",
        |r| r.cost[Bearer::Rooms], 1.0;
    cost_per_visit "yuan/visit" Money Ratio Down, "Public cost per visit", "每人次公共成本",
        "Public cost / visits.", empty "no visit", |r| r.public_cost, r.visits;
    cost_effectiveness "yuan/visitor" Money Ratio Down, "Full cost per quality-weighted visitor",
        "每位质量加权到访者全成本",
        "Full cost / (visitors × quality).",
        empty "no visit", |r| r.cost.full(), r.came * r.quality;
}
