//! One test for each promise that Gangway makes about its invitations, named after it (R1 to R48 of
//! the promises). The sizes are those of an everyday run.

mod abuse;
mod access;
mod addresses;
mod assignment;
mod delivery;
mod disconnects;
mod durability;
mod letters;
mod limits;
mod passwords;
mod permissions;
mod reports;
mod requests;
mod templates;
mod tokens;
mod ways_on;
mod wizard;
