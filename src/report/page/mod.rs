//! report::page

pub mod reasons;
pub mod html;
pub mod method;
pub mod sections;
pub mod sentences;
