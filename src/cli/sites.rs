use crate::cli::exit::{Exit, Outcome};
use crate::cli::session::Session;
use crate::cli::site_choice::chosen;
use crate::cli::table::{Align, Table};
use crate::cli::{print_json, print_line, say};
use crate::model::base_url::BaseUrl;
use crate::model::new_site::NewSite;
use crate::model::site::Site;
use crate::relay::credentials::clean_key;
use crate::store::error::StoreError;
use crate::text::{Text, address_words, money_words, store_words};
use serde_json::{Map, Value, json};

pub(super) fn list(session: &Session, as_json: bool) -> Exit {
    let sites = session.store.sites();
    if as_json {
        let sites: Vec<Value> = sites.iter().map(site_json).collect();
        print_json(&json!({ "sites": sites }));
        return Exit::Answered;
    }
    let language = session.language;
    let heading = |text: Text| text.in_language(language);
    let mut table = Table::new([
        ("ID", Align::Left),
        (heading(Text::HeadSite), Align::Left),
        (heading(Text::HeadKind), Align::Left),
        (heading(Text::HeadBalance), Align::Right),
        (heading(Text::HeadAddress), Align::Left),
    ]);
    for site in &sites {
        let balance = site.known_balance().map(|money| money_words::money(&money, language));
        table.row([
            site.id.clone(),
            site.name.clone(),
            site.station_kind.map_or("—", |kind| kind.name()).to_owned(),
            balance.unwrap_or_else(|| "—".to_owned()),
            site.shown_address(),
        ]);
    }
    for line in table.lines() {
        print_line(&line);
    }
    Exit::Answered
}

/// Saves a site as it was typed, freed of what copying added.
pub(super) fn add(session: &Session, typed: &NewSite, as_json: bool) -> Outcome {
    let language = session.language;
    if typed.name.trim().is_empty() {
        return Err(Exit::usage(Text::NameMissing.in_language(language)));
    }
    if let Err(problem) = BaseUrl::parse(&typed.url) {
        return Err(Exit::usage(address_words::address_problem(problem).in_language(language)));
    }
    let site = NewSite {
        name: typed.name.trim().to_owned(),
        url: typed.url.trim().to_owned(),
        api_key: clean_key(&typed.api_key),
        user_id: typed.user_id.trim().to_owned(),
        access_token: clean_key(&typed.access_token),
    };
    let added = session.store.add_site(site).map_err(|error| not_saved(session, &error))?;
    if as_json {
        print_json(&site_json(&added));
    } else {
        print_line(&Text::SiteWasAdded.fill(language, &[("name", &added.name), ("id", &added.id)]));
    }
    Ok(Exit::Answered)
}

pub(super) fn remove(session: &Session, names: &[String], as_json: bool) -> Outcome {
    let ids: Vec<String> = chosen(session, names)?.into_iter().map(|site| site.id).collect();
    let removed = session.store.remove_sites(&ids).map_err(|e| not_saved(session, &e))?.sites();
    if as_json {
        let sites: Vec<Value> = removed.iter().map(site_json).collect();
        print_json(&json!({ "sites": sites }));
    } else {
        for site in removed {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("name", &site.name), ("id", &site.id)];
            print_line(&Text::SiteWasRemoved.fill(session.language, &values));
        }
    }
    Ok(Exit::Answered)
}

fn not_saved(session: &Session, error: &StoreError) -> Exit {
    say(&store_words::failure(error, session.language));
    Exit::Usage
}

/// What anybody may see of a site: never a secret.
fn site_json(site: &Site) -> Value {
    let mut fields = Map::new();
    fields.insert("id".into(), site.id.clone().into());
    fields.insert("name".into(), site.name.clone().into());
    fields.insert("base_url".into(), site.shown_address().into());
    if let Some(kind) = site.station_kind {
        fields.insert("kind".into(), kind.name().into());
    }
    fields.insert("type".into(), site.site_type.name().into());
    fields.insert("tags".into(), site.tags.clone().into());
    fields.insert("disabled".into(), site.disabled.into());
    fields.insert("has_key".into(), (!site.api_key.is_empty()).into());
    if let Some(reading) = &site.last_reading {
        fields.insert("last_reading".into(), reading.to_json().into());
    }
    fields.into()
}
