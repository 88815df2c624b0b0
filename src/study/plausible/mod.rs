//! What the program does not know: parameters that nobody measured, drawn from what is plausible of them as
//! far as the model with them looks like what was measured.
//!
//! - Which parameters vary, and where does a member begin? → `draws`
//! - How do members move to where the model meets what was measured? → `smoother`
//! - How are they moved to the side that a claim names? → `sides`
//! - What contradicts one claim? → `claims`
//! - What are members held against, and what rules them out? → `history`
//! - How does all that become a set of draws? → `sampler`
//! - Which draws are inside the program, and are they of this model? → `kept`
//! - With which of them does the model look like a place of one's own? → `place`
//! - Which parameters does the doubt about a figure rest on? → `sensitivity`; when does a finding not hold?
//!   → `unless`; a recommendation? → `turning`
//! - How much goes with a parameter alone, and how much in any company? → `total`
//! - Which measurement in the field would tell most? → `field`
//! - How many draws does a budget of time allow, in how many worlds each? → `budget`; how are they lived?
//!   → `budgeted`
//! - How are scenarios lived with draws? → `effects`; on which draws does an answer rest? → `draws_lived`;
//!   what is asked of a life? → `figures`
//! - What is then known of them? → `knowledge`; of one alone? → `levels`; for whom? → `for_whom`; how do they
//!   stand among each other? → `standings`; who is best? → `robustness`; what must they keep?
//!   → `requirements`; of which suggestion is the direction known? → `directions`

pub(crate) mod budget;
pub(crate) mod budgeted;
pub(crate) mod claims;
pub(crate) mod directions;
pub(crate) mod draws;
pub(crate) mod draws_lived;
pub(crate) mod effects;
pub(crate) mod field;
pub(crate) mod figures;
pub(crate) mod for_whom;
pub(crate) mod history;
pub(crate) mod kept;
pub(crate) mod knowledge;
pub(crate) mod levels;
pub(crate) mod place;
pub(crate) mod requirements;
pub(crate) mod robustness;
pub(crate) mod sampler;
pub(crate) mod sensitivity;
pub(crate) mod sides;
pub(crate) mod smoother;
pub(crate) mod spread;
pub(crate) mod standings;
pub(crate) mod total;
pub(crate) mod turning;
pub(crate) mod unless;
