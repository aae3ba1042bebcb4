use konata_api::demo::demo_site::DemoSite;
use konata_api::demo::demo_stations::DemoStations;
use konata_api::model::reading::ReadingState;
use serde_json::{Value, json};

const MANY: usize = 200;

/// The list of sites that a scene begins with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sites {
    None,
    One,
    /// The sites of `--demo`.
    Demo,
    /// More than fit on a screen: those of the demo that have a balance, again and again.
    Many,
}

impl Sites {
    /// The `stats.json` of this list.
    pub(crate) fn stats_json(self, stations: &DemoStations) -> Value {
        let demo = stations.sites();
        let records: Vec<Value> = match self {
            Self::None => Vec::new(),
            Self::One => demo.iter().take(1).map(DemoSite::to_json).collect(),
            Self::Demo => demo.iter().map(DemoSite::to_json).collect(),
            Self::Many => many(&demo),
        };
        json!({ "sites": records })
    }
}

fn many(demo: &[DemoSite]) -> Vec<Value> {
    let good = demo.iter().filter(|site| site.expected.state == ReadingState::Ok);
    good.cycle()
        .take(MANY)
        .enumerate()
        .map(|(number, site)| renamed(site.to_json(), number + 1, site.name))
        .collect()
}

fn renamed(mut record: Value, number: usize, name: &str) -> Value {
    if let Some(fields) = record.as_object_mut() {
        fields.insert("id".into(), format!("{number:08x}").into());
        fields.insert("name".into(), format!("{name} {number}").into());
    }
    record
}
