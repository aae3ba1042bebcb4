use crate::cli::exit::{Exit, Outcome};
use crate::cli::session::{Session, block_on};
use crate::cli::site_choice::named_exactly;
use crate::cli::table::{Align, Table};
use crate::cli::{print_json, print_line, say};
use crate::model::base_url::BaseUrl;
use crate::model::reading::{Attempt, Failure};
use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::relay::http_client::HttpClient;
use crate::relay::identify::{Identification, identify};
use crate::text::{Language, Text, address_words, error_words, outcome_words};
use serde_json::{Map, Value, json};
use std::time::Instant;

/// Finds out what answers at an address or at that of a site, and prints it with all that was
/// tried. The site's own key is not shown to anybody, only one that is given here.
pub(super) fn run(
    session: &Session,
    station: &str,
    key: Option<&Secret>,
    as_json: bool,
) -> Outcome {
    let language = session.language;
    let base = base_of(session, station)?;
    let settings = session.store.settings();
    let http = HttpClient::new(settings.connect_timeout, settings.answer_timeout);
    let begun = Instant::now();
    let identification = block_on(language, identify(&http, &base, key))?;
    let elapsed = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    if as_json {
        print_json(&document(&base, &identification, elapsed));
    } else {
        print(&identification, language);
    }
    Ok(Exit::answered_if(identification.failure.is_none()))
}

fn base_of(session: &Session, station: &str) -> Result<BaseUrl, Exit> {
    let site = named_exactly(session, station)?;
    BaseUrl::parse(site.as_ref().map_or(station, |site| &site.url)).map_err(|problem| {
        Exit::usage(address_words::address_problem(problem).in_language(session.language))
    })
}

fn document(base: &BaseUrl, identification: &Identification, elapsed: u64) -> Value {
    let mut fields = Map::new();
    let station = identification.station.as_ref();
    let kinds: Vec<&str> =
        identification.kinds_possible().into_iter().map(StationKind::name).collect();
    fields.insert("base_url".into(), base.to_string().into());
    fields.insert("kind".into(), station.map_or(Value::Null, |s| s.kind.name().into()));
    fields.insert("kinds_possible".into(), kinds.into());
    if let Some(station) = station {
        fields.insert("recognised_by".into(), station.recognised_by.clone().into());
        let status = station.status.as_ref();
        if let Some(name) = status.and_then(|status| status.site_name.clone()) {
            fields.insert("site_name".into(), name.into());
        }
        if let Some(version) = status.and_then(|status| status.version.clone()) {
            fields.insert("version".into(), version.into());
        }
    }
    fields.insert("tried".into(), json!(identification.tried));
    fields.insert("elapsed_ms".into(), elapsed.into());
    if let Some(failure) = &identification.failure {
        fields.insert("error".into(), json!(failure));
    }
    fields.into()
}

fn print(identification: &Identification, language: Language) {
    match &identification.station {
        Some(station) => {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("kind", &station.kind.name()), ("how", &station.recognised_by)];
            print_line(&Text::DetectedKind.fill(language, &values));
        }
        None => print_line(Text::DetectedNothing.in_language(language)),
    }
    for line in trail(&identification.tried, language).lines() {
        print_line(&line);
    }
    if let Some(Failure { kind, .. }) = &identification.failure {
        say(error_words::advice(*kind, language));
    }
}

fn trail(tried: &[Attempt], language: Language) -> Table {
    let mut table = Table::new([
        (Text::HeadRequest.in_language(language), Align::Left),
        ("HTTP", Align::Right),
        (Text::HeadAnswer.in_language(language), Align::Left),
    ]);
    for attempt in tried {
        table.row([
            format!("{} {}", attempt.method, attempt.path),
            attempt.status.map(|status| status.to_string()).unwrap_or_default(),
            outcome_words::outcome(attempt.outcome, language).to_owned(),
        ]);
    }
    table
}
