//! Numbers in sentences.

/// How many partners are in a part of the list, which goes by its word in
/// [`PartnerQuery::access`](crate::domain::partners::partner::PartnerQuery::access).
pub fn part(access: &str, count: i64) -> String {
    match access {
        "refused" => t!(partners::not_delivered, count = count),
        "bounced" => t!(partners::bounced_emails, count = count),
        "expired" => t!(partners::link_expired, count = count),
        "reported" => t!(partners::opened_by_others, count = count),
        "silent" => t!(partners::silent_contacts, count = count),
        "requested" => t!(partners::asking_for_access, count = count),
        "expiring" => t!(partners::links_ending, count = count),
        "scheduled" => t!(partners::scheduled_emails, count = count),
        _ => String::new(),
    }
}

/// `Alder & Finch, Bluewater and 35 more partners`: the first names of `total`.
pub fn named(names: &[String], total: i64) -> String {
    let more = total - i64::try_from(names.len()).unwrap_or(total);
    match names {
        names if more > 0 => t!(partners::names_and_more, names = &names.join(", "), count = more),
        [] => String::new(),
        [name] => name.clone(),
        [before @ .., last] => t!(partners::names_and_last, names = &before.join(", "), last = last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_names_stand_for_all() {
        let names = ["Alder".to_owned(), "Bluewater".to_owned()];
        assert_eq!(named(&names[..1], 1), "Alder");
        assert_eq!(named(&names, 2), "Alder and Bluewater");
        assert_eq!(named(&names, 3), "Alder, Bluewater and 1 more partner");
    }
}
