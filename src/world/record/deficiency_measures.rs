//! The measures of the four deficiencies and of their terms; `terms` says which follow from a definition.

use crate::world::record::definition::table_of_measures;

/// The denominator of a value that may not exist.
pub(super) fn there(value: Option<f64>) -> f64 {
    f64::from(u8::from(value.is_some()))
}

table_of_measures! {
    "What is read of the deficiencies over the last 52 weeks." OF_DEFICIENCIES:
    deficiency_service "index" Community Ratio Down, "Service inefficiency", "服务效率不足",
        "1 − needs met × quality × timeliness, last 52 weeks; timeliness: of events planned and residents' \
        proposals adopted, those held and carried out in time.", empty "", |r| r.deficiency_service, 1.0;
    deficiency_service_content "index" Community Ratio Down, "… of which missing professional service",
        "其中专业服务缺失", "The part that a service concept below the usual one, or without full skill, makes up, \
        by definition.", empty "", |r| r.deficiency_service_content, 1.0;
    deficiency_service_opening "index" Community Ratio Down, "… of which hours, rooms, fee", "其中开放时间、场地与收费",
        "The part that hours, seats and fee make up, by definition.", empty "",
        |r| r.deficiency_service_opening,
        1.0;
    deficiency_service_presence "index" Community Ratio Down, "… of which staffed hours", "其中有人值守",
        "The part that open hours with nobody there make up, by definition.", empty "",
        |r| r.deficiency_service_presence, 1.0;
    deficiency_service_quality "index" Community Ratio Down, "… of which quality", "其中服务质量",
        "The part that quality makes up.", empty "", |r| r.deficiency_service_quality, 1.0;
    deficiency_service_timeliness "index" Community Ratio Down, "… of which timeliness", "其中及时性",
        "The part that promises not kept in time make up.", empty "",
        |r| r.deficiency_service_timeliness, 1.0;
    deficiency_institution "index" Community Ratio Down, "Thin institutions", "制度不健全",
        "0.4·(1 − routines) + 0.3·(1 − joint decisions) + 0.3·(1 − min(1, contract weeks/156)), last 52 \
        weeks, at the usual `indices`.", empty "", |r| r.deficiency_institution, 1.0;
    deficiency_institution_routines "index" Community Ratio Down, "… of which routines", "其中制度化",
        "0.4·(1 − routines), at the usual `indices`.", empty "", |r| r.deficiency_institution_routines, 1.0;
    deficiency_institution_joint "index" Community Ratio Down, "… of which joint decisions", "其中共同决策",
        "0.3·(1 − joint decisions), by definition, at the usual `indices`.", empty "",
        |r| r.deficiency_institution_joint, 1.0;
    deficiency_institution_contract "index" Community Ratio Down, "… of which contract length", "其中合同期部分",
        "0.3·(1 − min(1, contract weeks/156)), by definition, at the usual `indices`.", empty "",
        |r| r.deficiency_institution_contract, 1.0;
    deficiency_brand "index" Community Ratio Down, "Weak brand", "品牌薄弱",
        "0.5·(1 − share of adults who can name the operator) + 0.3·(1 − brand) + 0.2·(1 − min(1, \
        partners/4)), last 52 weeks, at the usual `indices`.", empty "government runs the home",
        |r| r.deficiency_brand.unwrap_or(0.0), there(r.deficiency_brand);
    deficiency_brand_named "index" Community Ratio Down, "… of which naming the operator", "其中说不出运营方",
        "0.5·(1 − share of adults who can name the operator), at the usual `indices`.",
        empty "government runs the home", |r| r.deficiency_brand_named.unwrap_or(0.0),
        there(r.deficiency_brand_named);
    deficiency_brand_stock "index" Community Ratio Down, "… of which goodwill", "其中品牌存量",
        "0.3·(1 − brand), at the usual `indices`.", empty "government runs the home",
        |r| r.deficiency_brand_stock.unwrap_or(0.0), there(r.deficiency_brand_stock);
    deficiency_brand_partners "index" Community Ratio Down, "… of which partners", "其中合作伙伴",
        "0.2·(1 − min(1, partners/4)), by definition, at the usual `indices`.",
        empty "government runs the home", |r| r.deficiency_brand_partners.unwrap_or(0.0),
        there(r.deficiency_brand_partners);
    deficiency_nonprofit "index" Community Ratio Down, "Low awareness of the non-profit status", "公益属性认知低",
        "Mean part of the own first doubt that nothing seen, told or paid has taken away, aware adults, last \
        52 weeks: 1 − status_known.", empty "government runs the home",
        |r| r.deficiency_nonprofit.unwrap_or(0.0), there(r.deficiency_nonprofit);
    deficiency_nonprofit_survey "index" Community Ratio Down, "Would answer “it is a business”",
        "问卷：认为是商业机构", "Share of aware adults whose belief is above 0.5, last 52 weeks.",
        empty "government runs the home", |r| r.deficiency_nonprofit_survey.unwrap_or(0.0),
        there(r.deficiency_nonprofit_survey);
}
