//! Operations: start-up, backup, restore, diagnosis, clean-up, demonstration data.

pub mod backup;
pub mod cleanup;
pub mod default_data;
pub mod demo;
pub mod demo_data;
pub mod doctor;
pub mod key_rebuild;
pub mod metrics_export;
pub mod postgres_tools;
pub mod restore;
pub mod sample;
pub mod startup;
pub mod upgrade;
