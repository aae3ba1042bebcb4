use crate::model::account_key::AccountKeys;
use crate::model::announcement::Announcement;
use crate::model::error_kind::ErrorKind;
use crate::model::model_price::PriceList;
use crate::model::site::Site;
use crate::model::station_kind::StationKind;
use crate::model::timestamp;
use crate::relay::account_credentials::AccountCredentials;
use crate::relay::account_query::AccountQuery;
use crate::relay::conversation::Conversation;
use crate::relay::error::RelayError;
use crate::relay::exchange::Exchange;
use crate::relay::http_client::HttpClient;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_pages::KeyPages;
use crate::relay::kind;
use crate::relay::known_station::known_station;
use crate::relay::question::Question;
use crate::relay::redactor::Redactor;
use crate::relay::request::Request;
use crate::relay::side_question::SideQuestion;
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;
use serde_json::Value;
use std::cmp::Reverse;
use std::fmt;
use std::time::Instant;

/// Asks a site's station what it tells beside the balance. Changes nothing there.
pub struct DetailsQuery<'a> {
    pub http: &'a HttpClient,
    pub memory: &'a StationMemory,
    pub site: &'a Site,
}

/// What a station tells beside the balance. `None` = there is no such question, or nothing to ask
/// it with.
#[derive(Clone, Debug)]
pub struct StationDetails {
    pub kind: StationKind,
    pub site_name: Option<String>,
    pub version: Option<String>,
    /// The newest first where their times are told.
    pub announcements: Vec<Announcement>,
    /// Markdown or HTML; empty when nothing is announced.
    pub notice: Option<Result<String, RelayError>>,
    pub keys: Option<Result<AccountKeys, RelayError>>,
    pub prices: Option<Result<PriceList, RelayError>>,
}

/// What a question for details brought.
#[derive(Clone, Debug)]
pub struct DetailsReport {
    pub details: Result<Box<StationDetails>, RelayError>,
    /// In the order of asking.
    pub exchanges: Vec<Exchange>,
}

impl DetailsReport {
    /// What is left to say of a question that was never asked to its end.
    pub fn failed(error: RelayError) -> Self {
        Self { details: Err(error), exchanges: Vec::new() }
    }
}

impl DetailsQuery<'_> {
    pub async fn run(&self) -> DetailsReport {
        let site = self.site;
        if site.disabled {
            return DetailsReport::failed(RelayError::new(ErrorKind::DisabledSite));
        }
        let Ok(pasted) = site.base_url() else {
            return DetailsReport::failed(RelayError::new(ErrorKind::IncompleteSite));
        };
        if self.memory.is_resting(&pasted.origin(), Instant::now()) {
            return DetailsReport::failed(RelayError::new(ErrorKind::RateLimited));
        }
        let redactor = Redactor::new(site.secrets());
        let conversation = Conversation::new(self.http, site.http_proxy.clone(), redactor, &|_| ())
            .with_headers(&site.headers);
        let details = match known_station(&conversation, self.memory, site, &pasted, None).await {
            Ok(station) => {
                let account = AccountCredentials::of(site);
                let asking = Asking {
                    conversation: &conversation,
                    memory: self.memory,
                    station: &station,
                    account,
                };
                Ok(Box::new(asking.details().await))
            }
            Err(error) => Err(error),
        };
        DetailsReport { details, exchanges: conversation.into_transcript().exchanges }
    }
}

impl fmt::Debug for DetailsQuery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DetailsQuery").field("site", &self.site.id).finish_non_exhaustive()
    }
}

fn newest_first(mut announcements: Vec<Announcement>) -> Vec<Announcement> {
    announcements.sort_by_key(|one| Reverse(one.published_at));
    announcements
}

/// A station whose kind is known, and what there is to open the account with.
struct Asking<'a> {
    conversation: &'a Conversation<'a>,
    memory: &'a StationMemory,
    station: &'a Station,
    account: Option<AccountCredentials>,
}

impl Asking<'_> {
    async fn details(&self) -> StationDetails {
        let status = self.station.status.as_ref();
        StationDetails {
            kind: self.station.kind,
            site_name: status.and_then(|status| status.site_name.clone()),
            version: status.and_then(|status| status.version.clone()),
            announcements: newest_first(
                status.map(|status| status.announcements.clone()).unwrap_or_default(),
            ),
            notice: self.notice().await,
            keys: self.keys().await,
            prices: self.prices().await,
        }
    }

    fn questions(&self, question: Question) -> impl Iterator<Item = SideQuestion> {
        let kind = self.station.kind;
        let all = if self.station.relay_only {
            Vec::new()
        } else {
            kind::software(kind).side_questions(kind)
        };
        all.into_iter().filter(move |side| side.question == question)
    }

    async fn notice(&self) -> Option<Result<String, RelayError>> {
        let side = self.questions(Question::Notice).next()?;
        Some(match self.ask(side.question, &Request::keyless(side.path)).await {
            Ok(Answer::Notice(text)) => Ok(text),
            Ok(_) => Err(RelayError::new(ErrorKind::Unrecognised)),
            Err(error) => Err(error),
        })
    }

    /// All questions about prices make one list.
    async fn prices(&self) -> Option<Result<PriceList, RelayError>> {
        let mut list = None;
        for side in self.questions(Question::Pricing) {
            match self.ask(side.question, &Request::keyless(side.path)).await {
                Ok(Answer::Prices(told)) => {
                    let list: &mut PriceList = list.get_or_insert_default();
                    list.prices.extend(told.prices);
                    list.group_ratios.extend(told.group_ratios);
                }
                Ok(_) if list.is_none() => {
                    return Some(Err(RelayError::new(ErrorKind::Unrecognised)));
                }
                Err(error) if list.is_none() => return Some(Err(error)),
                // What was told stands without the rest.
                Ok(_) | Err(_) => {}
            }
        }
        list.map(Ok)
    }

    /// Page by page, until all are told.
    async fn keys(&self) -> Option<Result<AccountKeys, RelayError>> {
        let side = self.questions(Question::Tokens).next()?;
        let shown = match self.show_account(self.account.as_ref()?).await {
            Ok(shown) => shown,
            Err(error) if error.kind.is_skip() => return None,
            Err(error) => return Some(Err(error)),
        };
        let mut pages = KeyPages::default();
        while let Some(query) = pages.next_query() {
            let request = Request {
                path: side.path.to_owned(),
                query,
                // Many builds list the keys in clear.
                has_secret_answer: true,
                ..shown.clone()
            };
            match self.ask(side.question, &request).await {
                Ok(Answer::Keys(page)) => pages.add(*page),
                Ok(_) => return Some(Err(RelayError::new(ErrorKind::Unrecognised))),
                Err(error) => return Some(pages.into_keys_despite(error)),
            }
        }
        Some(Ok(pages.into_keys()))
    }

    async fn show_account(&self, account: &AccountCredentials) -> Result<Request, RelayError> {
        let query = AccountQuery {
            conversation: self.conversation,
            memory: self.memory,
            station: self.station,
            account,
            wants_today: false,
            now: timestamp::now(),
        };
        kind::software(self.station.kind).show_account(&query, false).await
    }

    async fn ask(&self, question: Question, request: &Request) -> Result<Answer, RelayError> {
        let units = self.station.units();
        let kind = Some(self.station.kind);
        let path = request.path.clone();
        let situation = Situation {
            question,
            path,
            query: Vec::new(),
            url: None,
            body: None,
            kind,
            units: units.clone(),
        };
        let read = |_: &_, json: &Value| kind::software(self.station.kind).read(&situation, json);
        self.conversation.ask(&self.station.base, request, &units, read).await
    }
}
