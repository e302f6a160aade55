//! The funnel: how far partners have come from "added" to "active", counted by a step that each partner keeps.

mod chart;
mod groups;
pub mod page;
