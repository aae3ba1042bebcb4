use super::fixture::Fixture;
use super::recorded_station::RecordedStation;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;

/// Those of kinds that the program knows.
pub const SCENARIOS: [&str; 19] = [
    "cloudflare",
    "crs-api-suffix",
    "crs-weekly-limit",
    "ki2api-no-balance",
    "litellm-budget-used-up",
    "new-api-2025-11-exhausted",
    "new-api-cny",
    "new-api-exhausted-looks-invalid",
    "new-api-old",
    "new-api-plan-empty-wallet",
    "new-api-token-usage",
    "one-api-exhausted",
    "one-api-points",
    "one-api-usd",
    "one-hub-unlimited-is-account",
    "siliconflow-pool-login",
    "spa-everywhere",
    "sub2api-empty-wallet",
    "sub2api-new",
];

/// The station of a scenario, and the site of who uses it.
pub fn served(scenario: &Fixture) -> (DemoStation, Site) {
    let router = RecordedStation::of_scenario(scenario).router();
    let station = DemoStation::serve(router, StationOptions::new()).unwrap();
    let given = |name: &str| scenario.json["given"][name].as_str().unwrap_or_default();
    let site = Site {
        id: "1".into(),
        url: given("base_url").replace("https://relay.example", &station.base_url()),
        api_key: Secret::new(given("key")),
        access_token: Secret::new(given("access_token")),
        user_id: given("user_id").to_owned(),
        login_name: given("login_name").to_owned(),
        login_password: Secret::new(given("login_password")),
        ..Site::default()
    };
    (station, site)
}
