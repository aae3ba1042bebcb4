use crate::cli::exit::Exit;
use crate::cli::record::Record;
use crate::cli::session::Session;
use crate::cli::site_choice::chosen;
use crate::cli::table::{Align, Table};
use crate::cli::worker_run::run_worker;
use crate::cli::{print_json, print_line};
use crate::model::money::Money;
use crate::model::reading::Reading;
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::model::site_news::SiteNews;
use crate::model::standing::Standing;
use crate::model::totals::{Total, standings, totals};
use crate::text::{
    Language, Text, balance_words, error_words, money_words, note_words, pool_words, state_words,
    time_words, total_words,
};
use crate::worker::command::Command;
use crate::worker::event::Event;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

/// What the sites asked came to.
pub(super) struct Found {
    all_answered: bool,
    /// All of it is on the disk.
    saved: bool,
    any_low: bool,
}

impl Found {
    /// A balance that is low counts only where it was asked for.
    pub(super) const fn exit(&self, fail_low: bool) -> Exit {
        match Exit::answered_if(self.all_answered) {
            _ if !self.saved => Exit::Usage,
            Exit::Answered if fail_low && self.any_low => Exit::Low,
            exit => exit,
        }
    }
}

/// What one run brought.
struct Asked {
    read: Vec<Read>,
    /// All of it is on the disk.
    saved: bool,
}

/// A site as its reading left it, with that reading.
struct Read {
    site: Site,
    reading: Reading,
}

impl Read {
    /// Whether what was read just now asks for attention.
    fn is_low(&self, settings: &Settings) -> bool {
        let is_read = self.reading.balance.is_some();
        is_read && !self.site.low_causes(settings, self.reading.time).is_empty()
    }
}

/// Asks these sites, all when none is named, stores the readings and prints them; also those that
/// could not be stored. What was said goes into the folder `record` too.
pub(super) fn run(
    session: &Session,
    names: &[String],
    as_json: bool,
    record: Option<&Path>,
) -> Result<Found, Exit> {
    let begun = Instant::now();
    let sites = chosen(session, names)?;
    let mut record = record.map(|folder| Record::open(folder, session.language)).transpose()?;
    let Asked { read, saved } = ask(session, &sites, record.as_mut())?;
    let saved = record.is_none_or(Record::finish) && saved;
    let all_answered = read.iter().all(|read| read.reading.state.is_answered());
    let totals = totals(read.iter().map(|read| &read.site));
    let settings = session.store.settings();
    let any_low = read.iter().any(|read| read.is_low(&settings));
    if as_json {
        let sites: Vec<Value> = read.iter().map(|read| site_json(read, &settings)).collect();
        let elapsed = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        print_json(&json!({ "sites": sites, "totals": totals, "elapsed_ms": elapsed }));
    } else {
        print_table(session, &read, &totals);
    }
    Ok(Found { all_answered, saved, any_low })
}

/// One run of the worker; the readings in the order of the sites.
fn ask(session: &Session, sites: &[Site], mut record: Option<&mut Record>) -> Result<Asked, Exit> {
    let ids = sites.iter().map(|site| site.id.clone()).collect();
    let query = Command::Query { generation: 1, sites: ids };
    let mut readings: HashMap<String, Reading> = HashMap::new();
    let saved = run_worker(session, query, sites.len(), |event| {
        let Event::QueryEnded { site, answer, .. } = event else { return false };
        if let Some(record) = &mut record {
            record.add(&answer);
        }
        readings.insert(site, answer.reading.clone());
        true
    })?;
    Ok(Asked { read: as_read(&session.store.sites(), sites, readings), saved })
}

/// The sites asked, as they stand now with their readings; also with those that were not saved.
fn as_read(now: &[Site], asked: &[Site], mut readings: HashMap<String, Reading>) -> Vec<Read> {
    let now: HashMap<&str, &Site> = now.iter().map(|site| (site.id.as_str(), site)).collect();
    asked
        .iter()
        .filter_map(|asked| {
            let reading = readings.remove(&asked.id)?;
            let mut site = now.get(asked.id.as_str()).copied().unwrap_or(asked).clone();
            site.take_news(&SiteNews {
                site: site.id.clone(),
                reading: reading.clone(),
                key_details: None,
            });
            Some(Read { site, reading })
        })
        .collect()
}

fn site_json(read: &Read, settings: &Settings) -> Value {
    let Read { site, reading } = read;
    let mut fields = serde_json::Map::new();
    fields.insert("id".into(), site.id.clone().into());
    fields.insert("name".into(), site.name.clone().into());
    fields.insert("base_url".into(), site.shown_address().into());
    fields.extend(reading.to_json());
    if reading.balance.is_some() {
        fields.insert("low".into(), read.is_low(settings).into());
    }
    fields.into()
}

fn print_table(session: &Session, read: &[Read], totals: &[Total]) {
    let language = session.language;
    let heading = |text: Text| text.in_language(language);
    let mut table = Table::new([
        (heading(Text::HeadSite), Align::Left),
        (heading(Text::HeadKind), Align::Left),
        (heading(Text::HeadState), Align::Left),
        (heading(Text::HeadBalance), Align::Right),
        (heading(Text::HeadScope), Align::Left),
        (heading(Text::HeadUsed), Align::Right),
        (heading(Text::HeadTime), Align::Right),
        (heading(Text::HeadReason), Align::Left),
    ]);
    for read in read {
        table.row(row(session, read));
    }
    for line in table.lines() {
        print_line(&line);
    }
    for total in totals {
        let amount = money_words::money(&Money::new(total.balance, total.unit.clone()), language);
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("amount", &amount), ("count", &total.sites), ("left", &total.left_out)];
        print_line(&Text::TotalOf.fill(language, &values));
    }
    if let Some(line) = left_out(read, language) {
        print_line(&line);
    }
}

/// Which sites no total counts, and why.
fn left_out(read: &[Read], language: Language) -> Option<String> {
    let sites = || read.iter().map(|read| &read.site);
    let name_of = |id: &str| sites().find(|site| site.id == id).map(|site| site.name.as_str());
    let told = |(site, standing): (&Site, Standing)| {
        let Standing::LeftOut(why) = standing else { return None };
        let why = total_words::why_left_out(&why, name_of, language);
        Some(Text::SiteBecause.fill(language, &[("name", &site.name), ("why", &why)]))
    };
    let names: Vec<String> = sites().zip(standings(sites())).filter_map(told).collect();
    let line = names.join(Text::Comma.in_language(language));
    (!names.is_empty()).then(|| Text::LeftOutNames.fill(language, &[("names", &line)]))
}

fn row(session: &Session, read: &Read) -> [String; 8] {
    let language = session.language;
    let reading = &read.reading;
    let balance = reading.balance.as_ref();
    let money = |money: Option<Money>| {
        money.map_or_else(|| "—".to_owned(), |money| money_words::money(&money, language))
    };
    let left = balance.and_then(|balance| balance_words::left(balance, language));
    let used = balance.map(|b| (money(b.used_money()), money(b.total_money())));
    [
        read.site.name.clone(),
        reading.kind.map_or("—", |kind| kind.name()).to_owned(),
        state_words::reading_state(reading.state).in_language(language).to_owned(),
        left.unwrap_or_else(|| "—".to_owned()),
        balance.map_or("", |b| state_words::scope(b.scope).in_language(language)).to_owned(),
        used.map(|(used, total)| format!("{used} / {total}")).unwrap_or_default(),
        time_words::elapsed(reading.elapsed_ms, language),
        remark(reading, language),
    ]
}

/// Why there is no balance, or why it is told by one of two credentials only; else how the pool
/// stands.
fn remark(reading: &Reading, language: Language) -> String {
    if let Some(failure) = &reading.failure {
        return error_words::reason(failure.kind, language).to_owned();
    }
    let note = reading.balance.as_ref().and_then(|balance| balance.note.as_ref());
    let pool = || {
        let pool = reading.pool.as_ref()?;
        let name = pool_words::name(pool).in_language(language);
        Some(format!("{name} · {}", pool_words::details(pool, language)))
    };
    note.map(|note| note_words::note(note, language)).or_else(pool).unwrap_or_default()
}
