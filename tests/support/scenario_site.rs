use super::fixture::Fixture;
use super::recorded_station::RecordedStation;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::secret::Secret;
use konata_api::model::site::Site;

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
