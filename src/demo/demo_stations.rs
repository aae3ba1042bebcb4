use crate::demo::challenge_station::ChallengeStation;
use crate::demo::claude_relay_station::ClaudeRelayStation;
use crate::demo::dead_port::DeadPort;
use crate::demo::demo_site::DemoSite;
use crate::demo::demo_station::DemoStation;
use crate::demo::expected::Expected;
use crate::demo::ki2api_station::Ki2ApiStation;
use crate::demo::litellm_station::LiteLlmStation;
use crate::demo::new_api_station::NewApiStation;
use crate::demo::old_new_api_station::OldNewApiStation;
use crate::demo::one_api_station::OneApiStation;
use crate::demo::one_hub_station::OneHubStation;
use crate::demo::siliconflow_pool_station::SiliconFlowPoolStation;
use crate::demo::station_options::StationOptions;
use crate::demo::sub2api_station::Sub2apiStation;
use crate::demo::veloera_station::VeloeraStation;
use crate::demo::web_page_station::WebPageStation;
use crate::model::balance::Scope;
use crate::model::checkin_setup::CheckinSetup;
use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::money::Unit;
use crate::model::pool_status::{PoolMembers, PoolStatus};
use crate::model::reading::ReadingState;
use crate::model::secret::Secret;
use crate::model::site::SiteType;
use crate::model::station_kind::StationKind;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::io;

const STRANGE_KEY: &str = "sk-demoxiaomanwrong000000000000000000000000000057f8";

/// The whole set: stations of several kinds and moods, and the sites of somebody who uses them.
///
/// All of them answer when [`DemoStations::start`] returns, and end when the set is dropped.
#[derive(Debug)]
pub struct DemoStations {
    pub one_api: DemoStation,
    /// Knows none of the keys that the demo's site has for it.
    pub strange_one_api: DemoStation,
    pub new_api: DemoStation,
    pub yuan_new_api: DemoStation,
    pub old_new_api: DemoStation,
    /// An empty wallet, and a plan that pays.
    pub plan_new_api: DemoStation,
    pub sub2api: DemoStation,
    pub veloera: DemoStation,
    pub one_hub: DemoStation,
    pub claude_relay: DemoStation,
    pub litellm: DemoStation,
    pub siliconflow_pool: DemoStation,
    pub ki2api: DemoStation,
    pub silent: DemoStation,
    pub web_page: DemoStation,
    pub challenge: DemoStation,
    pub dead: DeadPort,
}

impl DemoStations {
    pub fn start() -> io::Result<Self> {
        let usual = StationOptions::new;
        Ok(Self {
            one_api: DemoStation::start(OneApiStation::new("晨星 API"), usual())?,
            strange_one_api: DemoStation::start(OneApiStation::empty("小满公益"), usual())?,
            new_api: DemoStation::start(NewApiStation::new("云雀中转"), usual())?,
            yuan_new_api: DemoStation::start(NewApiStation::in_yuan("北岸 Relay"), usual())?,
            old_new_api: DemoStation::start(OldNewApiStation::new("老桥 API"), usual())?,
            plan_new_api: DemoStation::start(NewApiStation::with_plan("栖霞 API"), usual())?,
            sub2api: DemoStation::start(Sub2apiStation::new("青鸟 Claude"), usual())?,
            veloera: DemoStation::start(VeloeraStation::new("青鸾公益"), usual())?,
            one_hub: DemoStation::start(OneHubStation::new("澄海 Hub"), usual())?,
            claude_relay: DemoStation::start(ClaudeRelayStation::default(), usual())?,
            litellm: DemoStation::start(LiteLlmStation::default(), usual())?,
            siliconflow_pool: DemoStation::start(SiliconFlowPoolStation::new(), usual())?,
            ki2api: DemoStation::start(Ki2ApiStation::new(), usual())?,
            silent: DemoStation::silent()?,
            web_page: DemoStation::start(WebPageStation, usual())?,
            challenge: DemoStation::start(ChallengeStation, usual())?,
            dead: DeadPort::reserve()?,
        })
    }

    /// The sites in the order of the list.
    pub fn sites(&self) -> Vec<DemoSite> {
        let mut sites = vec![self.one_api_site()];
        sites.extend(self.new_api_sites());
        sites.push(self.old_new_api_site());
        sites.push(self.plan_site());
        sites.extend(self.sub2api_sites());
        sites.extend(self.veloera_sites());
        sites.push(self.one_hub_site());
        sites.extend(self.claude_relay_sites());
        sites.extend(self.litellm_sites());
        sites.extend(self.pool_sites());
        sites.extend(self.sites_without_balance());
        sites
    }

    /// The `stats.json` of a throw-away data folder.
    pub fn stats_json(&self) -> Value {
        json!({ "sites": self.sites().iter().map(DemoSite::to_json).collect::<Vec<_>>() })
    }

    fn one_api_site(&self) -> DemoSite {
        let expected = Expected {
            balance: Some(Decimal::new(12_675, 3)),
            used: Some(Decimal::new(7_325, 3)),
            total: Some(Decimal::new(20, 0)),
            ..Expected::good(StationKind::OneApi, Scope::Token, Unit::Usd)
        };
        DemoSite {
            tags: vec!["主力"],
            notes: "每次查询都会花掉一点点",
            ..site(
                "1c5e70a2",
                "晨星 API",
                self.one_api.base_url(),
                OneApiStation::LIMITED_KEY,
                expected,
            )
        }
    }

    fn new_api_sites(&self) -> [DemoSite; 4] {
        let station = || self.new_api.base_url();
        let good = |unit| Expected::good(StationKind::NewApi, Scope::Token, unit);
        let limited = Expected {
            balance: Some(Decimal::new(12_411, 3)),
            used: Some(Decimal::new(17_589, 3)),
            total: Some(Decimal::new(30, 0)),
            ..good(Unit::Usd)
        };
        let unlimited =
            Expected { used: Some(Decimal::new(3_642, 2)), unlimited: true, ..good(Unit::Usd) };
        let used_up = Expected {
            state: ReadingState::Exhausted,
            balance: Some(Decimal::new(-149, 2)),
            used: Some(Decimal::new(15, 1)),
            total: Some(Decimal::new(1, 2)),
            ..good(Unit::Usd)
        };
        let in_yuan = Expected {
            balance: Some(Decimal::new(925_275, 4)),
            used: Some(Decimal::new(534_725, 4)),
            total: Some(Decimal::new(146, 0)),
            ..good(Unit::Cny)
        };
        [
            DemoSite {
                tags: vec!["主力", "Claude"],
                ..site("2f81b3d4", "云雀中转", station(), NewApiStation::LIMITED_KEY, limited)
            },
            DemoSite {
                tags: vec!["团队"],
                ..site(
                    "3a90c6e5",
                    "云雀中转 团队",
                    station(),
                    NewApiStation::UNLIMITED_KEY,
                    unlimited,
                )
            },
            DemoSite {
                notes: "额度用完了，等老板续",
                ..site("4d27f918", "云雀中转 旧号", station(), NewApiStation::USED_UP_KEY, used_up)
            },
            DemoSite {
                tags: vec!["人民币"],
                ..site(
                    "5b64e0c7",
                    "北岸 Relay",
                    self.yuan_new_api.base_url(),
                    NewApiStation::YUAN_KEY,
                    in_yuan,
                )
            },
        ]
    }

    fn old_new_api_site(&self) -> DemoSite {
        let expected = Expected {
            balance: Some(Decimal::new(111, 1)),
            used: Some(Decimal::new(89, 1)),
            total: Some(Decimal::new(20, 0)),
            ..Expected::good(StationKind::NewApi, Scope::Token, Unit::Usd)
        };
        DemoSite {
            notes: "老版本，一直没升级",
            ..site(
                "0f3eb6a1",
                "老桥 API",
                self.old_new_api.base_url(),
                OldNewApiStation::LIMITED_KEY,
                expected,
            )
        }
    }

    fn plan_site(&self) -> DemoSite {
        let expected = Expected {
            balance: Some(Decimal::new(74, 1)),
            used: Some(Decimal::new(26, 1)),
            total: Some(Decimal::new(10, 0)),
            ..Expected::good(StationKind::NewApi, Scope::Subscription, Unit::Usd)
        };
        DemoSite {
            tags: vec!["套餐"],
            more: json!({
                "user_id": NewApiStation::PLAN_USER_ID,
                "access_token": NewApiStation::PLAN_ACCESS_TOKEN,
            }),
            ..site(
                "ab48e3f6",
                "栖霞 API",
                self.plan_new_api.base_url(),
                NewApiStation::PLAN_KEY,
                expected,
            )
        }
    }

    fn sub2api_sites(&self) -> [DemoSite; 2] {
        let station = || self.sub2api.base_url();
        let wallet = Expected {
            balance: Some(Decimal::new(1_842, 2)),
            ..Expected::good(StationKind::Sub2api, Scope::Account, Unit::Usd)
        };
        let subscription = Expected {
            balance: Some(Decimal::new(75, 1)),
            ..Expected::good(StationKind::Sub2api, Scope::Subscription, Unit::Usd)
        };
        [
            DemoSite {
                tags: vec!["Claude"],
                more: json!({ "access_token": Sub2apiStation::ACCOUNT_JWT }),
                ..site("6e13a85f", "青鸟 Claude", station(), Sub2apiStation::WALLET_KEY, wallet)
            },
            DemoSite {
                tags: vec!["Claude"],
                site_type: SiteType::Subscription,
                ..site(
                    "7098d2b1",
                    "青鸟 Claude 月卡",
                    station(),
                    Sub2apiStation::SUBSCRIPTION_KEY,
                    subscription,
                )
            },
        ]
    }

    /// One is not checked in today, the other is.
    fn veloera_sites(&self) -> [DemoSite; 2] {
        let holds = |left: i64| Expected {
            balance: Some(Decimal::new(left, 6)),
            used: Some(Decimal::new(1_522_588, 6)),
            total: Some(Decimal::new(left + 1_522_588, 6)),
            ..Expected::good(StationKind::Veloera, Scope::Account, Unit::Usd)
        };
        [
            (
                "d4907be1",
                "青鸾公益",
                VeloeraStation::USER_ID,
                VeloeraStation::ACCESS_TOKEN,
                holds(6_000_000),
            ),
            (
                "e25b6c30",
                "青鸾公益 小号",
                VeloeraStation::OTHER_USER_ID,
                VeloeraStation::OTHER_ACCESS_TOKEN,
                holds(2_500_000),
            ),
        ]
        .map(|(id, name, user_id, access_token, expected)| DemoSite {
            site_type: SiteType::Free,
            tags: vec!["公益", "签到"],
            more: json!({ "user_id": user_id, "access_token": access_token }),
            ..site(id, name, self.veloera.base_url(), VeloeraStation::KEY, expected)
        })
    }

    fn one_hub_site(&self) -> DemoSite {
        let expected = Expected {
            balance: Some(Decimal::new(191_681, 4)),
            used: Some(Decimal::new(28_319, 4)),
            total: Some(Decimal::new(22, 0)),
            ..Expected::good(StationKind::OneHub, Scope::Unknown, Unit::Usd)
        };
        let key = OneHubStation::UNLIMITED_KEY;
        site("f70c3a94", "澄海 Hub", self.one_hub.base_url(), key, expected)
    }

    fn claude_relay_sites(&self) -> [DemoSite; 2] {
        // Pasted with the path of a relay, as its pages tell users to.
        let station = || format!("{}/api", self.claude_relay.base_url());
        let good = || Expected::good(StationKind::ClaudeRelayService, Scope::Token, Unit::Usd);
        let limited = Expected {
            balance: Some(Decimal::new(375, 2)),
            used: Some(Decimal::new(618, 1)),
            ..good()
        };
        let weekly = Expected {
            balance: Some(Decimal::new(24, 1)),
            used: Some(Decimal::new(1_123, 1)),
            ..good()
        };
        [
            DemoSite {
                tags: vec!["Claude"],
                site_type: SiteType::Subscription,
                ..site("0a61c7e3", "白鹭拼车", station(), ClaudeRelayStation::LIMITED_KEY, limited)
            },
            DemoSite {
                tags: vec!["Claude"],
                site_type: SiteType::Subscription,
                notes: "只有周限额",
                ..site(
                    "0b92d4f5",
                    "白鹭拼车 周限",
                    station(),
                    ClaudeRelayStation::WEEKLY_KEY,
                    weekly,
                )
            },
        ]
    }

    fn litellm_sites(&self) -> [DemoSite; 2] {
        let station = || self.litellm.base_url();
        let good = |scope| Expected::good(StationKind::LiteLlm, scope, Unit::Usd);
        let budget = Expected {
            balance: Some(Decimal::new(166, 1)),
            used: Some(Decimal::new(84, 1)),
            total: Some(Decimal::new(25, 0)),
            ..good(Scope::Token)
        };
        let owner = Expected {
            balance: Some(Decimal::new(6_275, 2)),
            used: Some(Decimal::new(3_725, 2)),
            total: Some(Decimal::new(100, 0)),
            ..good(Scope::Account)
        };
        [
            DemoSite {
                tags: vec!["团队"],
                ..site("0ce8135a", "石榴网关", station(), LiteLlmStation::BUDGET_KEY, budget)
            },
            DemoSite {
                tags: vec!["团队"],
                ..site("0d47b06f", "石榴网关 个人", station(), LiteLlmStation::OWNER_KEY, owner)
            },
        ]
    }

    /// One is shown its administrator's log-in, the other has no money to tell of.
    fn pool_sites(&self) -> [DemoSite; 2] {
        let keys = PoolStatus { members: PoolMembers::Keys, accounts: 12, ..PoolStatus::default() };
        let accounts = PoolStatus {
            members: PoolMembers::Accounts,
            accounts: 3,
            seen: Some(2),
            unusable: Some(1),
            current: Some(1),
        };
        let lends_keys = Expected {
            key_valid: KeyValidity::Unknown,
            balance: Some(Decimal::new(120_410, 2)),
            pool: Some(keys),
            ..Expected::good(StationKind::SiliconFlowPool, Scope::Account, Unit::Cny)
        };
        let lends_accounts =
            Expected { pool: Some(accounts), ..Expected::without_balance(StationKind::Ki2Api) };
        let log_in = json!({
            "login_name": SiliconFlowPoolStation::ADMIN_NAME,
            "login_password": SiliconFlowPoolStation::ADMIN_PASSWORD,
        });
        let (siliconflow_pool, ki2api) = (self.siliconflow_pool.base_url(), self.ki2api.base_url());
        let key = SiliconFlowPoolStation::CALLER_KEY;
        [
            DemoSite {
                more: log_in,
                ..site("bc52c9e4", "硅基密钥池", siliconflow_pool, key, lends_keys)
            },
            site("cd71a6f8", "Kiro 网关", ki2api, Ki2ApiStation::KEY, lends_accounts),
        ]
    }

    fn sites_without_balance(&self) -> [DemoSite; 5] {
        let failed = |error| Expected::failed(ReadingState::Error, error);
        let wrong_key = Expected {
            kind: Some(StationKind::OneApi),
            key_valid: KeyValidity::Refused,
            ..failed(ErrorKind::InvalidKey)
        };
        let refused = failed(ErrorKind::ConnectFailed);
        let page = Expected::failed(ReadingState::NotAnApi, ErrorKind::HtmlPage);
        let blocked = Expected::failed(ReadingState::Blocked, ErrorKind::WafChallenge);
        let [strange, dead, silent, page_only, guarded] = [
            ("8c4fb76d", "小满公益", self.strange_one_api.base_url(), wrong_key),
            ("9d5a013e", "长风站", self.dead.base_url(), refused),
            ("a72be9f0", "听雨中转", self.silent.base_url(), failed(ErrorKind::Timeout)),
            ("b1e6c4d8", "浮光小站", self.web_page.base_url(), page),
            ("c08d95a3", "白塔 AI", self.challenge.base_url(), blocked),
        ]
        .map(|(id, name, base_url, expected)| site(id, name, base_url, STRANGE_KEY, expected));
        [
            DemoSite { site_type: SiteType::Free, tags: vec!["公益"], ..strange },
            DemoSite { notes: "好像跑路了", ..dead },
            silent,
            DemoSite {
                site_type: SiteType::Free,
                tags: vec!["公益", "签到"],
                more: json!({ "checkin_url": format!("{}/checkin", self.web_page.base_url()) }),
                ..page_only
            },
            DemoSite {
                tags: vec!["签到"],
                more: json!({
                    "checkin_api_path": CheckinSetup::USUAL_PATH,
                    "session_cookie": "session=demobaita0000000000000000",
                    "checkin_user_id": "42",
                }),
                ..guarded
            },
        ]
    }
}

fn site(
    id: &'static str,
    name: &'static str,
    base_url: String,
    key: &str,
    expected: Expected,
) -> DemoSite {
    DemoSite {
        id,
        name,
        base_url,
        api_key: Secret::new(key),
        site_type: SiteType::Paid,
        tags: Vec::new(),
        notes: "",
        more: Value::Null,
        expected,
    }
}
