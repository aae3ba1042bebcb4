//! Choosing several sites of the list. One marked site is no more than the chosen one, so there
//! are none or at least two, and all of them are in the list as it is filtered.

use crate::app::site_list::shown_sites;
use crate::app::state::State;
use std::collections::BTreeSet;

/// Marks a site beside those that are, or takes its mark away.
pub(super) fn toggle(state: &mut State, site: String) {
    if state.marked.is_empty() {
        state.marked.extend(state.selected.clone());
        keep_shown(state);
    }
    if state.marked.remove(&site) {
        let is_chosen = state.selected.as_ref() == Some(&site);
        if let Some(other) = state.marked.first().filter(|_| is_chosen) {
            state.selected = Some(other.clone());
        }
    } else {
        state.marked.insert(site.clone());
        state.selected = Some(site);
    }
    settle(state);
}

/// Marks all from the chosen site, or from the first one, to this one.
pub(super) fn up_to(state: &mut State, site: &str) {
    let shown = shown(state);
    let place = |id: &str| shown.iter().position(|one| one == id);
    let Some(to) = place(site) else { return };
    let from = state.selected.as_deref().and_then(place).unwrap_or_default();
    let range = shown.get(from.min(to)..=from.max(to)).unwrap_or_default();
    state.marked = range.iter().cloned().collect();
    settle(state);
}

pub(super) fn all(state: &mut State) {
    state.marked = shown(state).into_iter().collect();
    settle(state);
}

/// Nobody means a site that is out of sight.
pub(super) fn drop_hidden(state: &mut State) {
    keep_shown(state);
    settle(state);
}

fn keep_shown(state: &mut State) {
    if !state.marked.is_empty() {
        let shown: BTreeSet<String> = shown(state).into_iter().collect();
        state.marked.retain(|id| shown.contains(id));
    }
}

fn settle(state: &mut State) {
    if state.marked.len() < 2
        && let Some(only) = state.marked.pop_first()
    {
        state.selected = Some(only);
    }
}

fn shown(state: &State) -> Vec<String> {
    shown_sites(state).into_iter().map(|site| site.id.clone()).collect()
}
