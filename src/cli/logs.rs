use crate::cli::exit::{Exit, Outcome};
use crate::cli::logs_table::LogsTable;
use crate::cli::session::{Session, block_on};
use crate::cli::site_choice::chosen;
use crate::cli::{print_json, print_text, say};
use crate::model::base_url::Origin;
use crate::model::error_kind::ErrorKind;
use crate::model::log_scope::LogScope;
use crate::model::site::Site;
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::log_watch::LogWatch;
use crate::relay::logs_query::{LogsQuery, LogsReport};
use crate::relay::station_memory::StationMemory;
use crate::relay::wanted_logs::WantedLogs;
use crate::store::incident::StoreIncident;
use crate::store::log_csv;
use crate::text::{Text, error_words, store_words};
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

/// Rows of each site when nothing else is asked for.
const USUAL_ROWS: usize = 50;

/// What stands on the command line.
#[derive(Clone, Debug, Default)]
pub(super) struct LogsOptions {
    pub(super) limit: Option<usize>,
    /// Unix seconds.
    pub(super) since: Option<i64>,
    /// Only what the history holds; no station is asked.
    pub(super) stored: bool,
    pub(super) format: LogsFormat,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LogsFormat {
    #[default]
    Table,
    Json,
    Csv,
}

impl LogsFormat {
    /// The two exclude each other on the command line.
    pub(super) const fn of_flags(json: bool, csv: bool) -> Self {
        match (json, csv) {
            (true, _) => Self::Json,
            (false, true) => Self::Csv,
            (false, false) => Self::Table,
        }
    }
}

impl LogsOptions {
    fn wanted(&self) -> WantedLogs {
        let usual = self.since.is_none().then_some(USUAL_ROWS);
        WantedLogs { limit: self.limit.or(usual), since: self.since, until: None }
    }
}

/// Prints the logs of these sites, of all when none is named. Asks the stations, and keeps what
/// comes in the history, unless only that is wanted.
pub(super) fn run(session: &Session, names: &[String], options: &LogsOptions) -> Outcome {
    let sites = chosen(session, names)?;
    let reports = if options.stored {
        stored(session, &sites, options.wanted())?
    } else {
        let reports = block_on(session.language, ask(session, &sites, options.wanted()))?;
        keep(session, &sites, &reports);
        reports
    };
    let answers: Vec<(&Site, &LogsReport)> = sites.iter().zip(&reports).collect();
    match options.format {
        LogsFormat::Json => {
            let sites: Vec<Value> = answers.iter().map(|answer| site_json(*answer)).collect();
            print_json(&json!({ "sites": sites }));
        }
        LogsFormat::Csv => print_csv(session, &answers)?,
        LogsFormat::Table => print_tables(session, &answers),
    }
    Ok(Exit::answered_if(reports.iter().all(LogsReport::is_answered)))
}

/// One report for each site, in their order, of what the history holds.
fn stored(session: &Session, sites: &[Site], wanted: WantedLogs) -> Result<Vec<LogsReport>, Exit> {
    let reports: Option<Vec<LogsReport>> =
        sites.iter().map(|site| stored_report(session, site, wanted)).collect();
    let news = say_news(session);
    let is_lost = news.iter().any(|news| matches!(news, StoreIncident::HistorySetAside { .. }));
    reports.filter(|_| !is_lost).ok_or(Exit::Usage)
}

fn stored_report(session: &Session, site: &Site, wanted: WantedLogs) -> Option<LogsReport> {
    let all = LogScope { site: Some(site.id.clone()), since: None };
    let total = session.store.history().count_logs(&all)?;
    let scope = LogScope { since: wanted.since, ..all };
    let archive = session.store.stored_logs(&scope, wanted.limit)?;
    let logs = archive.rows.into_iter().map(|stored| stored.row).collect();
    Some(LogsReport { logs, total: Some(total), ..LogsReport::default() })
}

/// What cannot be kept is printed all the same.
fn keep(session: &Session, sites: &[Site], reports: &[LogsReport]) {
    for (site, report) in sites.iter().zip(reports) {
        if !report.logs.is_empty() || report.fetched.is_some() {
            let fetched = report.fetched.as_ref();
            session.store.history().keep_logs(&site.id, &report.logs, fetched);
        }
    }
    say_news(session);
}

fn say_news(session: &Session) -> Vec<StoreIncident> {
    let news = session.store.history().take_news();
    for incident in &news {
        say(&store_words::incident(incident, session.language));
    }
    news
}

/// One report for each site, in their order. Stations are asked side by side, the sites of one
/// station in turn.
async fn ask(session: &Session, sites: &[Site], wanted: WantedLogs) -> Vec<LogsReport> {
    let settings = session.store.settings();
    let http = HttpClient::new(settings.connect_timeout, settings.answer_timeout);
    let memory = StationMemory::default();
    let in_turn = |places: Vec<usize>| {
        let (http, memory, settings) = (&http, &memory, &settings);
        async move {
            let mut reports = Vec::new();
            for place in places {
                let Some(site) = sites.get(place) else { continue };
                let query =
                    LogsQuery { http, memory, site, settings, wanted, watch: LogWatch::default() };
                reports.push((place, query.run().await));
            }
            reports
        }
    };
    let stations = stream::iter(by_station(sites)).map(in_turn);
    let answered = stations.buffer_unordered(settings.concurrent_origins);
    let mut reports: Vec<_> = answered.collect::<Vec<_>>().await.into_iter().flatten().collect();
    reports.sort_by_key(|(place, _)| *place);
    reports.into_iter().map(|(_, report)| report).collect()
}

/// The places of the sites, by station; a site without an address stands alone.
fn by_station(sites: &[Site]) -> Vec<Vec<usize>> {
    let mut stations: Vec<(Option<Origin>, Vec<usize>)> = Vec::new();
    for (place, site) in sites.iter().enumerate() {
        let origin = site.base_url().ok().map(|base| base.origin());
        let known = stations.iter_mut().find(|(known, _)| known.is_some() && *known == origin);
        match known {
            Some((_, places)) => places.push(place),
            None => stations.push((origin, vec![place])),
        }
    }
    stations.into_iter().map(|(_, places)| places).collect()
}

fn site_json((site, report): (&Site, &LogsReport)) -> Value {
    let mut fields = serde_json::Map::new();
    fields.insert("id".into(), site.id.clone().into());
    fields.insert("name".into(), site.name.clone().into());
    fields.insert("logs".into(), json!(report.logs));
    if let Some(total) = report.total {
        fields.insert("total".into(), total.into());
    }
    fields.insert("truncated".into(), report.truncated.into());
    if let Some(error) = &report.error {
        fields.insert("error".into(), json!(error.to_failure()));
    }
    fields.into()
}

fn print_csv(session: &Session, answers: &[(&Site, &LogsReport)]) -> Result<(), Exit> {
    let rows = answers
        .iter()
        .flat_map(|(site, report)| report.logs.iter().map(|row| (site.name.as_str(), row)));
    let document = log_csv::document(rows).map_err(|error| Exit::usage(&error.to_string()))?;
    print_text(&document);
    for answer in answers {
        explain(session, *answer);
    }
    Ok(())
}

fn print_tables(session: &Session, answers: &[(&Site, &LogsReport)]) {
    for (site, report) in answers {
        let table = LogsTable { site, report, is_only: answers.len() == 1 };
        print_text(&table.text(session.language));
        explain(session, (site, report));
    }
}

/// Says beside the output why a site has no log, or not all of it.
fn explain(session: &Session, (site, report): (&Site, &LogsReport)) {
    let language = session.language;
    if report.truncated {
        say(&Text::LogsTruncated.fill(language, &[("site", &site.name)]));
    }
    match &report.error {
        None => {}
        Some(RelayError { kind: ErrorKind::FeatureDisabled, .. }) => {
            say(&Text::LogsNotOffered.fill(language, &[("site", &site.name)]));
        }
        Some(error) => {
            let reason = error_words::reason(error.kind, language);
            let advice = error_words::advice(error.kind, language);
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("site", &site.name), ("reason", &reason), ("advice", &advice)];
            say(&Text::LogsNotRead.fill(language, &values));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_rows_unless_something_else_is_told() {
        let wanted = |limit, since| LogsOptions { limit, since, ..LogsOptions::default() }.wanted();
        let expected = |limit, since| WantedLogs { limit, since, until: None };
        assert_eq!(wanted(None, None), expected(Some(50), None));
        assert_eq!(wanted(Some(7), None), expected(Some(7), None));
        assert_eq!(wanted(None, Some(1)), expected(None, Some(1)));
        assert_eq!(wanted(Some(7), Some(1)), expected(Some(7), Some(1)));
    }

    #[test]
    fn sites_of_one_station_are_asked_in_turn() {
        let site = |url: &str| Site { url: url.into(), ..Site::default() };
        let sites = [
            site("https://a.example"),
            site("https://b.example/v1"),
            site(""),
            site("https://a.example/v1"),
            site(""),
        ];
        assert_eq!(by_station(&sites), [vec![0, 3], vec![1], vec![2], vec![4]]);
    }
}
