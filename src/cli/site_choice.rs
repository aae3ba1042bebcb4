use crate::cli::exit::Exit;
use crate::cli::say;
use crate::cli::session::Session;
use crate::model::site::Site;
use crate::text::Text;

/// The sites that the arguments name, in their order and each once; all when none is named.
pub(super) fn chosen(session: &Session, names: &[String]) -> Result<Vec<Site>, Exit> {
    let all = session.store.sites();
    if names.is_empty() {
        return Ok(all);
    }
    let mut chosen: Vec<Site> = Vec::new();
    for name in names {
        let site = find(&all, name).map_err(|candidates| explain(session, name, &candidates))?;
        if !chosen.iter().any(|known| known.id == site.id) {
            chosen.push(site.clone());
        }
    }
    Ok(chosen)
}

pub(super) fn chosen_one(session: &Session, name: &str) -> Result<Site, Exit> {
    let all = session.store.sites();
    find(&all, name).cloned().map_err(|candidates| explain(session, name, &candidates))
}

/// The site whose id or name is exactly this; `None` when there is none.
pub(super) fn named_exactly(session: &Session, name: &str) -> Result<Option<Site>, Exit> {
    let all = session.store.sites();
    if all.iter().any(|site| site.id == name || site.name == name) {
        return chosen_one(session, name).map(Some);
    }
    Ok(None)
}

/// By id, then by the only id that begins so, then by the only name; else the candidates.
fn find<'a>(sites: &'a [Site], name: &str) -> Result<&'a Site, Vec<&'a Site>> {
    if let Some(site) = sites.iter().find(|site| site.id == name) {
        return Ok(site);
    }
    let by_id = sites.iter().filter(|site| !name.is_empty() && site.id.starts_with(name));
    let by_name = sites.iter().filter(|site| site.name == name);
    let candidates: Vec<&Site> = by_id.collect();
    let candidates = if candidates.is_empty() { by_name.collect() } else { candidates };
    match candidates.as_slice() {
        [site] => Ok(site),
        _ => Err(candidates),
    }
}

fn explain(session: &Session, name: &str, candidates: &[&Site]) -> Exit {
    let language = session.language;
    if candidates.is_empty() {
        say(&Text::SiteNotFound.fill(language, &[("site", &name)]));
    } else {
        say(&Text::SiteAmbiguous.fill(language, &[("site", &name)]));
    }
    let all = session.store.sites();
    let shown: Vec<&Site> =
        if candidates.is_empty() { all.iter().collect() } else { candidates.to_vec() };
    for site in shown {
        say(&Text::SiteIsOne.fill(language, &[("id", &site.id), ("name", &site.name)]));
    }
    Exit::Usage
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(id: &str, name: &str) -> Site {
        Site { id: id.into(), name: name.into(), ..Site::default() }
    }

    #[test]
    fn an_id_wins_over_its_beginning_and_that_over_a_name() {
        let sites = [site("ab", "x"), site("abc", "ab"), site("def", "abc"), site("e", "x")];
        assert_eq!(find(&sites, "ab").unwrap().id, "ab");
        assert_eq!(find(&sites, "abc").unwrap().id, "abc");
        assert_eq!(find(&sites, "de").unwrap().id, "def");
        assert_eq!(find(&sites, "a").unwrap_err().len(), 2);
        assert_eq!(find(&sites, "x").unwrap_err().len(), 2);
        assert!(find(&sites, "").unwrap_err().is_empty());
        assert!(find(&sites, "none").unwrap_err().is_empty());
    }
}
