//! Is the model right? Each asks many full-size worlds: `cargo test --release --features studies studies`.
//!
//! - Does each pattern come out, or is it a known failure? `patterns`
//! - Is a package that is worth its money one that has an operator and pays its people? `budgets`
//! - Does an organization learn what its activities bring? `beliefs`
//! - Which way do council, partners, university and rooms move use and decisions? `council`
//! - Do the deficiencies mean what the case means? `deficiencies`
//! - Do shares by sampled orders come near the exact ones? `diagnosis`
//! - Do the plausible draws inside the program meet the rows? `knowledge`
//! - Does each lever move what it declares? `levers`
//! - What does each mechanism add? `mechanisms`
//! - Does support serve better where constants are drawn? `draws`
//! - Which way do tenders move price, posts, belief in a business? `tenders`
//! - Do intervals of knowledge hold truths, whatever the number of worlds? `truths`
//! - Are the rows of the validation's page what the model does? `validation`
//! - Are known parameters found again? `recovery`; known strengths in villages? `villages`

mod beliefs;
mod budgets;
mod council;
mod deficiencies;
mod diagnosis;
mod draws;
mod knowledge;
mod levers;
mod mechanisms;
mod patterns;
mod recovery;
mod tenders;
#[cfg(feature = "truths")]
mod truths;
mod validation;
mod villages;
mod worlds;
