//! The rows of the tables in which scenarios are compared.

use crate::files::write::rows::{NumberForm, RowWriter};
use crate::measure::window::Window;
use crate::stats::paired::Paired;
use crate::study::compare::case::GroupKey;
use crate::study::compare::effects::Effect;
use crate::study::compare::groups::GroupEffect;
use crate::study::plausible::knowledge::{Knowledge, KnownEffects};
use crate::world::record::measure;

/// The rows of `effects.csv`, with what is known of each effect where draws were lived.
pub(super) fn effect_rows(effects: &[Effect], known: Option<&KnownEffects>) -> Vec<u8> {
    let mut rows = RowWriter::default();
    for effect in effects {
        let paired = &effect.paired;
        let money = measure(effect.measure).map_or(NumberForm::Plain, NumberForm::of);
        for text in [&effect.baseline, &effect.scenario, effect.measure, &effect.window.to_string()] {
            rows.text(text);
        }
        rows.value(Some(paired.diff), money);
        rows.value(paired.interval.map(|i| i.0), money);
        rows.value(paired.interval.map(|i| i.1), money);
        rows.value(paired.p_better, NumberForm::Plain);
        rows.whole(paired.pairs as i64);
        match paired.others {
            Some(n) => rows.whole(n as i64),
            None => rows.nothing(),
        }
        apart(&mut rows, paired, money);
        rows.value(paired.correlation, NumberForm::Plain);
        rows.value(paired.variance_reduction, NumberForm::Plain);
        match paired.pairs_to_settle {
            Some(n) => rows.whole(n as i64),
            None => rows.nothing(),
        }
        if let Some(known) = known {
            let last_year = Some(known).filter(|_| effect.window == Window::LastYear);
            known_cells(&mut rows, last_year.and_then(|k| k.effect(&effect.scenario, effect.measure)), money);
        }
        rows.end();
    }
    rows.bytes()
}

/// What is known of an effect beside chance.
fn known_cells(rows: &mut RowWriter, known: Option<&Knowledge>, form: NumberForm) {
    for value in [known.map(|k| k.mean), known.map(|k| k.low), known.map(|k| k.high)] {
        rows.value(value, form);
    }
    rows.value(known.and_then(|k| k.share_better), NumberForm::Plain);
    match known {
        Some(k) => {
            rows.whole(k.draws as i64);
            rows.text(if k.matters { "true" } else { "false" });
        }
        None => {
            rows.nothing();
            rows.nothing();
        }
    }
}

/// The rows of `group-effects.csv`.
pub(super) fn group_effect_rows(effects: &[GroupEffect]) -> Vec<u8> {
    let mut rows = RowWriter::default();
    for effect in effects {
        let GroupKey { year, group, figure } = effect.key;
        let (kind, group) = group.key();
        rows.text(&effect.baseline);
        rows.text(&effect.scenario);
        rows.whole(year.into());
        for text in [kind, group, figure.name()] {
            rows.text(text);
        }
        let interval = effect.paired.interval;
        for value in [
            Some(effect.before),
            Some(effect.after),
            Some(effect.paired.diff),
            interval.map(|i| i.0),
            interval.map(|i| i.1),
        ] {
            rows.value(value, NumberForm::Plain);
        }
        rows.value(effect.paired.p_better, NumberForm::Plain);
        rows.whole(effect.paired.pairs as i64);
        apart(&mut rows, &effect.paired, NumberForm::Plain);
        rows.end();
    }
    rows.bytes()
}

/// The worlds that a mean leaves out, and the mean of all.
fn apart(rows: &mut RowWriter, paired: &Paired, form: NumberForm) {
    rows.whole(paired.apart.map_or(0, |apart| apart.worlds as i64));
    for value in [paired.apart.map(|apart| apart.low), paired.apart.map(|apart| apart.high)] {
        rows.value(value, form);
    }
    rows.value(Some(paired.diff_all), form);
}
