//! What stands in the list of sites, line by line.

use crate::app::site_order::SiteOrder;
use crate::app::state::State;
use crate::model::base_url::Origin;
use crate::model::site::Site;
use std::collections::{BTreeMap, HashMap};

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum ListLine<'a> {
    /// Above the pinned sites; with their number.
    Pinned(usize),
    /// Above the others; with their number.
    Others(usize),
    /// Above several sites of one station; with its host and their number.
    Station {
        host: String,
        sites: usize,
    },
    Site(&'a Site),
}

/// The lines to show: pinned sites first. Nothing when nothing matches.
pub fn lines(state: &State) -> Vec<ListLine<'_>> {
    let mut shown = state.list.filter(state.sites(), state.run.as_ref());
    shown.retain(|site| !state.list.only_low || state.is_low(site));
    state.list.sort.sort(state, &mut shown);
    let (pinned, others): (Vec<&Site>, Vec<&Site>) =
        shown.into_iter().partition(|site| site.pinned);
    let stations_stand_out = state.list.sort == SiteOrder::AsAdded && !state.list.is_searching();
    let mut lines = Vec::with_capacity(pinned.len() + others.len() + 2);
    for (heading, sites) in
        [(ListLine::Pinned(pinned.len()), pinned), (ListLine::Others(others.len()), others)]
    {
        if sites.is_empty() {
            continue;
        }
        lines.push(heading);
        if stations_stand_out {
            push_by_station(&mut lines, sites);
        } else {
            lines.extend(sites.into_iter().map(ListLine::Site));
        }
    }
    lines
}

/// The sites to show, in the order of the list.
pub fn shown_sites(state: &State) -> Vec<&Site> {
    let site = |line| match line {
        ListLine::Site(site) => Some(site),
        _ => None,
    };
    lines(state).into_iter().filter_map(site).collect()
}

/// The id of the first site after `site` in the list that stays, or the last one before it.
pub fn next_after(state: &State, site: &str, goes: impl Fn(&str) -> bool) -> Option<String> {
    let shown = shown_sites(state);
    let place = shown.iter().position(|one| one.id == site)?;
    let (before, after) = shown.split_at(place);
    let next = after.iter().find(|one| !goes(&one.id));
    next.or_else(|| before.iter().rev().find(|one| !goes(&one.id))).map(|one| one.id.clone())
}

/// How many sites have each tag.
pub fn tag_counts(sites: &[Site]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for tag in sites.iter().flat_map(|site| &site.tags) {
        *counts.entry(tag.as_str()).or_insert(0) += 1;
    }
    counts
}

/// Sites of one station follow its first one; several of them get a line of their own above.
fn push_by_station<'a>(lines: &mut Vec<ListLine<'a>>, sites: Vec<&'a Site>) {
    let mut stations: Vec<Vec<&Site>> = Vec::new();
    let mut places: HashMap<Origin, usize> = HashMap::new();
    for site in sites {
        let place = site
            .base_url()
            .map_or(stations.len(), |base| *places.entry(base.origin()).or_insert(stations.len()));
        match stations.get_mut(place) {
            Some(station) => station.push(site),
            None => stations.push(vec![site]),
        }
    }
    for station in stations {
        if let [first, _, ..] = station.as_slice() {
            let host = first.base_url().map(|base| base.host()).unwrap_or_default();
            lines.push(ListLine::Station { host, sites: station.len() });
        }
        lines.extend(station.into_iter().map(ListLine::Site));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::list_view::ListView;
    use crate::worker::event::Snapshot;

    fn site(id: &str, url: &str) -> Site {
        Site { id: id.into(), name: id.into(), url: url.into(), ..Site::default() }
    }

    fn state(sites: Vec<Site>, list: ListView) -> State {
        let snapshot = Snapshot { sites: sites.into(), ..Snapshot::default() };
        State { snapshot: Some(snapshot), list, ..State::default() }
    }

    fn told(state: &State) -> Vec<String> {
        lines(state)
            .into_iter()
            .map(|line| match line {
                ListLine::Pinned(count) => format!("pinned {count}"),
                ListLine::Others(count) => format!("others {count}"),
                ListLine::Station { host, sites } => format!("{host} {sites}"),
                ListLine::Site(site) => site.id.clone(),
            })
            .collect()
    }

    fn three_on_one_station() -> Vec<Site> {
        vec![
            site("a", "https://relay.example/v1"),
            site("b", "https://other.example"),
            site("c", "https://relay.example"),
            Site { pinned: true, ..site("d", "https://relay.example") },
            site("e", ""),
            site("f", ""),
        ]
    }

    #[test]
    fn pinned_sites_stand_first_and_sites_of_a_station_together() {
        let state = state(three_on_one_station(), ListView::default());
        assert_eq!(
            told(&state),
            ["pinned 1", "d", "others 5", "relay.example 2", "a", "c", "b", "e", "f"]
        );
        let ids: Vec<&str> = shown_sites(&state).iter().map(|site| site.id.as_str()).collect();
        assert_eq!(ids, ["d", "a", "c", "b", "e", "f"]);
    }

    #[test]
    fn searched_or_sorted_sites_stand_on_their_own() {
        let sorted = ListView { sort: SiteOrder::NameDown, ..ListView::default() };
        assert_eq!(
            told(&state(three_on_one_station(), sorted)),
            ["pinned 1", "d", "others 5", "f", "e", "c", "b", "a"]
        );
        let searched = ListView { search: "relay".into(), ..ListView::default() };
        assert_eq!(
            told(&state(three_on_one_station(), searched)),
            ["pinned 1", "d", "others 2", "a", "c"]
        );
    }

    #[test]
    fn nothing_that_matches_is_no_line_at_all() {
        let searched = ListView { search: "nothing".into(), ..ListView::default() };
        assert_eq!(told(&state(three_on_one_station(), searched)), [""; 0]);
    }

    #[test]
    fn tags_are_counted() {
        let tagged = |tags: &[&str]| Site {
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Site::default()
        };
        let sites = [tagged(&["b", "a"]), tagged(&["b"]), tagged(&[])];
        assert_eq!(Vec::from_iter(tag_counts(&sites)), [("a", 1), ("b", 2)]);
    }
}
