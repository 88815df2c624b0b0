//! What an axis and its labels are of: levels of a measure, or differences between two of them.

use crate::report::charts::layout::ValueAxis;
use crate::report::charts::scene::Scene;
use crate::report::text::format::{NumberFormat, Style};
use crate::report::text::table::Cell;
use crate::world::record::Measure;

/// Levels, or differences, which carry a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AxisScale {
    /// Values of a measure.
    Level,
    /// Differences between two values.
    Change,
}

/// A kind of number and its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// The kind of number.
    pub(crate) style: Style,
    /// Levels or differences.
    pub(crate) scale: AxisScale,
}

impl Quantity {
    /// Values of a measure.
    pub(crate) fn level(measure: &Measure) -> Quantity {
        Quantity { style: Style::on_page(measure), scale: AxisScale::Level }
    }

    /// Differences in a measure.
    pub(crate) fn change(measure: &Measure) -> Quantity {
        Quantity { style: Style::on_page(measure), scale: AxisScale::Change }
    }

    /// Numbers of no measure.
    pub(crate) fn plain() -> Quantity {
        Quantity { style: Style::Number, scale: AxisScale::Level }
    }

    /// A value in words.
    pub(crate) fn words(self, scene: &Scene, value: f64) -> String {
        match self.scale {
            AxisScale::Level => self.style.value(value),
            AxisScale::Change => scene.change(self.style, value),
        }
    }

    /// A value in a table of numbers.
    pub(crate) fn cell(self, value: Option<f64>) -> Cell {
        match self.scale {
            AxisScale::Level => Cell::Value(value, self.style),
            AxisScale::Change => Cell::Change(value, self.style),
        }
    }

    /// The words of a tick, without a unit.
    pub(crate) fn tick(self, axis: ValueAxis, value: f64) -> String {
        let format = NumberFormat::ticks(self.style, axis.step);
        match self.scale {
            AxisScale::Level => format.bare(value),
            AxisScale::Change => format.signed(value),
        }
    }

    /// The words of a tick that carries the unit.
    pub(crate) fn tick_with_unit(self, axis: ValueAxis, value: f64) -> String {
        let per_cent = self.style == Style::Share && self.scale == AxisScale::Level;
        self.tick(axis, value) + if per_cent { "%" } else { "" }
    }
}
