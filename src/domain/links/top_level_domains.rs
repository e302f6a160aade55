//! The domains of the first level, in the scripts they are written in, and those that stand for none (RFC 2606, 6761).

/// A line each, in the order of the alphabet, from the public suffix list. Only the server has it: it decides, and
/// the list would be a part of everyone's download.
#[cfg(feature = "ssr")]
const ALL: &str = include_str!("top_level_domains.txt");
#[cfg(not(feature = "ssr"))]
const ALL: &str = "";

/// Whether `label`, in lower case, is one.
pub fn contains(label: &str) -> bool {
    !label.is_empty() && ALL.lines().any(|domain| domain == label)
}
