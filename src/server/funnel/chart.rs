//! Charts of the funnel as SVG. They hold no style but classes, because pages allow no other, and texts keep their size
//! whatever their width. Each bar is a link; the table below says the same.

use crate::domain::funnel::{FunnelRow, FunnelStep};
use crate::paths;
use html_escape::{encode_double_quoted_attribute, encode_text};
use std::fmt::Write;

/// The height of a bar with its text, and of the bar alone, in pixels.
const LINE: usize = 52;
const BAR: usize = 14;
/// Where the text of a line stands, and its bar begins.
const BASE: usize = 15;
const TOP: usize = 24;
/// How much of a line leads to its list, the gap between text and bar as well.
const HIT: usize = TOP + BAR;
/// The most parts that are drawn; the table has all.
const MOST: usize = 24;

/// What a bar says and where it leads.
struct Bar {
    label: String,
    /// What stands at the other end.
    value: String,
    href: String,
    /// How long its track and its filled part are, of 100.
    track: f64,
    filled: f64,
}

/// A bar for each step that all partners of `row` came to.
pub fn steps(row: &FunnelRow) -> String {
    let added = row.counts[0];
    let bars = FunnelStep::ALL.into_iter().zip(row.counts).map(|(step, count)| {
        let percent = share(count, added);
        Bar {
            label: step.label().to_owned(),
            value: t!(server::funnel::step_value, count = count, percent = &format!("{percent:.0}")),
            href: paths::partners_of_cohort(&row.cohort.at(step)),
            track: 100.0,
            filled: percent,
        }
    });
    draw(t!(server::funnel::steps_chart), bars)
}

/// A bar for each part: how many were added, and how many of them are active.
pub fn parts(rows: &[FunnelRow]) -> String {
    let most = rows.iter().map(|row| row.counts[0]).max().unwrap_or_default();
    let bars = rows.iter().take(MOST).map(|row| {
        let [added, .., active] = row.counts;
        Bar {
            label: row.label.clone(),
            value: t!(server::funnel::part_value, active = active, added = added),
            href: paths::partners_of_cohort(&row.cohort.at(FunnelStep::Active)),
            track: share(added, most),
            filled: share(active, most),
        }
    });
    draw(t!(server::funnel::parts_chart), bars)
}

/// `part` of `whole`, in percent.
fn share(part: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

fn draw(name: &str, bars: impl Iterator<Item = Bar>) -> String {
    let mut drawn = String::new();
    let mut y = 0;
    for Bar { label, value, href, track, filled } in bars {
        let href = encode_double_quoted_attribute(&href);
        let (label, value) = (encode_text(&label), encode_text(&value));
        let (base, top) = (y + BASE, y + TOP);
        let _ = write!(
            drawn,
            "<a href=\"{href}\">\
             <rect x=\"0\" y=\"{y}\" width=\"100%\" height=\"{HIT}\" fill=\"none\" pointer-events=\"all\"></rect>\
             <text x=\"0\" y=\"{base}\">{label}</text>\
             <text class=\"chart-value\" x=\"100%\" y=\"{base}\" text-anchor=\"end\">{value}</text>\
             <rect class=\"chart-track\" x=\"0\" y=\"{top}\" width=\"{track:.2}%\" height=\"{BAR}\" rx=\"3\"></rect>\
             <rect class=\"chart-bar\" x=\"0\" y=\"{top}\" width=\"{filled:.2}%\" height=\"{BAR}\" rx=\"3\"></rect></a>"
        );
        y += LINE;
    }
    let (name, height) = (encode_double_quoted_attribute(name), y.saturating_sub(LINE) + HIT);
    format!(
        "<svg class=\"chart\" width=\"100%\" height=\"{height}\" role=\"group\" aria-label=\"{name}\">{drawn}</svg>"
    )
}
