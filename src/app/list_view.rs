use crate::app::run::Run;
use crate::app::run_filter::RunFilter;
use crate::app::run_outcome::RunOutcome;
use crate::app::site_order::SiteOrder;
use crate::model::site::Site;
use std::collections::BTreeSet;

/// What the user wants to see of the list of sites, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    /// As typed.
    pub search: String,
    pub sort: SiteOrder,
    /// Only sites with one of these; all where there is none.
    pub tags: BTreeSet<String>,
    /// Only sites that are low.
    pub only_low: bool,
    /// Only these sites of the newest run; all where there is none.
    pub run: Option<RunFilter>,
}

impl ListView {
    /// Whether some sites may be hidden.
    pub fn filters(&self) -> bool {
        self.is_searching() || self.has_chips()
    }

    /// Whether a tag, an outcome or what is low is chosen.
    pub fn has_chips(&self) -> bool {
        !self.tags.is_empty() || self.only_low || self.run.is_some()
    }

    pub fn is_searching(&self) -> bool {
        !self.search.trim().is_empty()
    }

    /// The sites to show, in the order given. `run` is the newest one.
    pub fn filter<'a>(&self, sites: &'a [Site], run: Option<&Run>) -> Vec<&'a Site> {
        let words: Vec<String> = self.search.split_whitespace().map(str::to_lowercase).collect();
        let is_of_run =
            |site: &Site| self.run.as_ref().is_none_or(|filter| filter.shows(&site.id, run));
        sites
            .iter()
            .filter(|site| self.has_tag(site) && is_of_run(site) && has_words(site, &words))
            .collect()
    }

    /// Shows sites with this tag too, or no longer.
    pub fn toggle_tag(&mut self, tag: String) {
        if !self.tags.remove(&tag) {
            self.tags.insert(tag);
        }
    }

    /// Shows only sites that ended so in the newest run, or no longer only those.
    pub fn toggle_outcome(&mut self, outcome: RunOutcome) {
        let chosen = Some(RunFilter::Outcome(outcome));
        self.run = if self.run == chosen { None } else { chosen };
    }

    /// Shows sites whatever their tags, what is left, and whatever became of them in a run.
    pub fn clear_chips(&mut self) {
        self.tags.clear();
        self.only_low = false;
        self.run = None;
    }

    /// Shows all sites.
    pub fn clear_filters(&mut self) {
        self.search.clear();
        self.clear_chips();
    }

    fn has_tag(&self, site: &Site) -> bool {
        self.tags.is_empty() || site.tags.iter().any(|tag| self.tags.contains(tag))
    }
}

/// Whether every word stands somewhere in what the user wrote about the site. Secrets are no
/// part of that, so an address is searched as it is shown.
fn has_words(site: &Site, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let address = site.shown_address();
    let mut texts = vec![&site.name, &address, &site.notes];
    texts.extend(&site.tags);
    let texts: Vec<String> = texts.into_iter().map(|text| text.to_lowercase()).collect();
    words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::secret::Secret;

    fn site(name: &str, url: &str, tags: &[&str], notes: &str) -> Site {
        Site {
            name: name.into(),
            url: url.into(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            notes: notes.into(),
            api_key: Secret::new("sk-hidden-word"),
            ..Site::default()
        }
    }

    fn sites() -> Vec<Site> {
        vec![
            site("晨星 API", "https://api.Morning.example", &["主力", "Claude"], "朋友推荐"),
            site("北岸", "https://user:hidden@north.example?key=hidden", &["公益"], ""),
            site("云雀", "https://lark.example", &[], "Claude only"),
        ]
    }

    fn found(view: &ListView) -> Vec<String> {
        view.filter(&sites(), None).into_iter().map(|site| site.name.clone()).collect()
    }

    fn search(words: &str) -> Vec<String> {
        found(&ListView { search: words.into(), ..ListView::default() })
    }

    #[test]
    fn every_word_must_stand_in_name_address_tag_or_note() {
        assert_eq!(search("  ").len(), 3);
        assert_eq!(search("CLAUDE"), ["晨星 API", "云雀"]);
        assert_eq!(search("claude morning"), ["晨星 API"]);
        assert_eq!(search("api 推荐"), ["晨星 API"]);
        assert_eq!(search("公益 claude"), [""; 0]);
    }

    #[test]
    fn secrets_are_not_searched() {
        assert_eq!(search("hidden"), [""; 0]);
        assert_eq!(search("north"), ["北岸"]);
    }

    #[test]
    fn any_of_the_tags_is_enough_and_the_search_goes_on_within() {
        let tags = BTreeSet::from(["公益".to_owned(), "主力".to_owned()]);
        let view = ListView { tags, ..ListView::default() };
        assert_eq!(found(&view), ["晨星 API", "北岸"]);
        assert_eq!(found(&ListView { search: "api".into(), ..view }), ["晨星 API"]);
    }
}
