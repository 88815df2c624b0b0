//! The native part of the Python package `commonroom`: batches, tables as Arrow, worlds step by step. What a
//! user sees is written in Python, in `commonroom/`; nothing here is called by anybody else.

mod arrow;
mod asked;
mod batch;
mod table;
mod world;

use commonroom::bindings;
use pyo3::prelude::*;

/// The levers, as JSON.
#[pyfunction]
fn levers() -> String {
    bindings::levers().to_string()
}

/// The measures, as JSON.
#[pyfunction]
fn measures() -> String {
    bindings::measures().to_string()
}

/// The module.
#[pymodule]
fn _commonroom(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("Refused", module.py().get_type::<asked::Refused>())?;
    module.add_class::<table::Columns>()?;
    module.add_class::<world::World>()?;
    module.add_function(wrap_pyfunction!(batch::batch, module)?)?;
    module.add_function(wrap_pyfunction!(table::read_table, module)?)?;
    module.add_function(wrap_pyfunction!(levers, module)?)?;
    module.add_function(wrap_pyfunction!(measures, module)?)
}
