use crate::cli::exit::{Exit, Outcome};
use crate::cli::session::Session;
use crate::cli::site_choice::chosen;
use crate::cli::table::{Align, Table};
use crate::cli::worker_run::run_worker;
use crate::cli::{print_json, print_line, say};
use crate::model::checkin_result::{CheckinResult, CheckinState};
use crate::model::money::Money;
use crate::model::site::Site;
use crate::relay::checkin_query::takes_part;
use crate::text::{Text, checkin_words, error_words, money_words};
use crate::worker::command::Command;
use crate::worker::event::Event;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// What one run brought.
struct Asked {
    /// In the order of the sites.
    results: Vec<(Site, CheckinResult)>,
    /// All of it is in the log.
    saved: bool,
}

/// Makes today's check-in of these sites, or of all that can where none is named, logs it and
/// prints what came of it.
pub(super) fn run(session: &Session, names: &[String], as_json: bool) -> Outcome {
    let mut sites = chosen(session, names)?;
    if names.is_empty() {
        sites.retain(takes_part);
    }
    let Asked { results, saved } = ask(session, sites)?;
    if as_json {
        let sites: Vec<Value> = results.iter().map(site_json).collect();
        print_json(&json!({ "sites": sites }));
    } else {
        print_table(session, &results);
    }
    let none_failed = results.iter().all(|(_, result)| result.state != CheckinState::Failed);
    Ok(if saved { Exit::answered_if(none_failed) } else { Exit::Usage })
}

fn ask(session: &Session, sites: Vec<Site>) -> Result<Asked, Exit> {
    let ids = sites.iter().map(|site| site.id.clone()).collect();
    let checkin = Command::CheckIn { generation: 1, sites: ids };
    let mut results: HashMap<String, CheckinResult> = HashMap::new();
    let saved = run_worker(session, checkin, sites.len(), |event| {
        let Event::CheckinEnded { site, report, .. } = event else { return false };
        results.insert(site, report.result.clone());
        true
    })?;
    let result_of = |site: Site| results.remove(&site.id).map(|result| (site, result));
    Ok(Asked { results: sites.into_iter().filter_map(result_of).collect(), saved })
}

fn site_json((site, result): &(Site, CheckinResult)) -> Value {
    let mut fields = Map::new();
    fields.insert("id".into(), site.id.clone().into());
    fields.insert("name".into(), site.name.clone().into());
    fields.extend(result.to_json());
    fields.into()
}

fn print_table(session: &Session, results: &[(Site, CheckinResult)]) {
    let language = session.language;
    let heading = |text: Text| text.in_language(language);
    if results.is_empty() {
        say(heading(Text::NobodyChecksIn));
        return;
    }
    let mut table = Table::new([
        (heading(Text::HeadSite), Align::Left),
        (heading(Text::HeadState), Align::Left),
        (heading(Text::HeadAwarded), Align::Right),
        (heading(Text::HeadBalance), Align::Right),
        (heading(Text::HeadReason), Align::Left),
    ]);
    for (site, result) in results {
        let money = |money: Option<&Money>| {
            money.map_or_else(|| "—".to_owned(), |money| money_words::money(money, language))
        };
        let reason = result.failure.as_ref();
        table.row([
            site.name.clone(),
            checkin_words::state(result.state).in_language(language).to_owned(),
            money(result.awarded()),
            money(result.balance.as_ref()),
            reason.map_or("", |failure| error_words::reason(failure.kind, language)).to_owned(),
        ]);
    }
    for line in table.lines() {
        print_line(&line);
    }
    for (site, _) in results.iter().filter(|(_, result)| result.state == CheckinState::OpenPage) {
        let page = site.checkin.page().unwrap_or_else(|| site.shown_address());
        let values: [(&str, &dyn std::fmt::Display); 2] = [("name", &site.name), ("page", &page)];
        print_line(&Text::CheckinPageOf.fill(language, &values));
    }
}
