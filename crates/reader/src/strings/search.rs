//! Sentences about words that are looked for.

use super::grouped;
use crate::search::{MOST_FOUND, Search};

pub(crate) const SEARCH: &str = "Search text and panel";
pub(crate) const SEARCH_OPEN: &str = "Search (/)";
pub(crate) const SEARCH_HINT: &str = "Search";
pub(crate) const SEARCH_NEXT: &str = "Next (Enter)";
pub(crate) const SEARCH_PREVIOUS: &str = "Previous (Shift Enter)";
pub(crate) const SEARCH_MARK: &str = "Mark this";
pub(crate) const SEARCH_END: &str = "End the search (Escape)";
pub(crate) const SEARCH_ENDED: &str = "The search is over.";

/// "3 of 17", "13 of 17, in the panel"; a sentence where there are none. Nothing where nothing is looked for.
pub(crate) fn found(search: &Search) -> String {
    let all = search.all();
    if search.words.trim().is_empty() {
        return String::new();
    }
    if all == 0 {
        return "Neither in the text nor in the panel.".to_owned();
    }
    let number = |count: usize| grouped(u32::try_from(count).unwrap_or(u32::MAX));
    let more = if search.in_text.len() < MOST_FOUND { "" } else { " or more" };
    let here = if search.current().is_some() { "" } else { ", in the panel" };
    [&number(search.position + 1), " of ", &number(all), more, here].concat()
}
