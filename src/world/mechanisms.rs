//! Switches of the causal links. `diagnose`, the patterns and the curious turn one off and see what it
//! carried.

use crate::settings;

settings! {
    /// Switches of the causal links; all on by default.
    pub struct Mechanisms = "mechanisms" {
        /// Brand, referral and seeding make the home known (signs and word of mouth stay).
        awareness: bool = true, in any, "", Assumption "a switch";
        /// Residents tell each other.
        word_of_mouth: bool = true, in any, "", Assumption "a switch";
        /// Managers, cooperation and granted hours open the home longer.
        hours: bool = true, in any, "", Assumption "a switch";
        /// Expected quality brings residents.
        quality: bool = true, in any, "", Assumption "a switch";
        /// Habit brings residents.
        habit: bool = true, in any, "", Assumption "a switch";
        /// Seeing one's ties come brings residents.
        norm: bool = true, in any, "", Assumption "a switch";
        /// Trust between institutions moves.
        trust: bool = true, in any, "", Assumption "a switch";
        /// The belief in a business keeps residents away and gifts small.
        belief: bool = true, in any, "", Assumption "a switch";
        /// Residents are asked to lend a hand, and ask each other.
        asking: bool = true, in any, "", Assumption "a switch";
        /// The council and the union decide matters.
        council: bool = true, in any, "", Assumption "a switch";
        /// Want of money cancels events and delays wages.
        money: bool = true, in any, "", Assumption "a switch";
        /// Capability moves.
        capability: bool = true, in any, "", Assumption "a switch";
        /// Assessment moves effort and reports.
        assessment: bool = true, in any, "", Assumption "a switch";
        /// Crowds are felt.
        crowding: bool = true, in any, "", Assumption "a switch";
        /// Volunteers wear out.
        wear: bool = true, in any, "", Assumption "a switch";
        /// Trust of residents in the operator moves lending a hand, telling others and giving.
        confidence: bool = true, in any, "", Assumption "a switch";
        /// Grant, opening hours and effort answer to how much the home is used.
        reaction: bool = true, in any, "", Assumption "a switch";
        /// A new operator is news.
        novelty: bool = true, in any, "", Assumption "a switch";
        /// The home's influence on public affairs: spill-over, efficacy gained, having been asked.
        spillover: bool = true, in any, "", Assumption "a switch";
        /// Residents move away and newcomers come.
        moving: bool = true, in any, "", Assumption "a switch";
        /// Seasons and common shocks.
        calendar: bool = true, in any, "", Assumption "a switch";
    }
}
