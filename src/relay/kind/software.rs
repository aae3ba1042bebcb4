use crate::model::balance::Balance;
use crate::model::call_log::CallLog;
use crate::model::error_kind::ErrorKind;
use crate::model::money::Unit;
use crate::model::pagination::Pagination;
use crate::model::pool_status::PoolStatus;
use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::relay::account_query::AccountQuery;
use crate::relay::checkin_form::CheckinForm;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::interpret::{Answer, Situation};
use crate::relay::key_query::KeyQuery;
use crate::relay::log_form::{AccountLogForm, KeyLogForm};
use crate::relay::log_page::AskedPage;
use crate::relay::models;
use crate::relay::pool_query::PoolQuery;
use crate::relay::refusal::Asked;
use crate::relay::request::{Auth, Method, Request};
use crate::relay::response::Response;
use crate::relay::shown_key::ShownKey;
use crate::relay::side_question::SideQuestion;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;
use crate::relay::station_units::StationUnits;
use crate::relay::usage_totals::UsageTotals;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use serde_json::Value;

/// The software behind one kind of station, or behind several that speak alike: how it shows
/// itself, what it can be asked and how it refuses.
pub trait Software: Sync {
    /// Whether stations of this kind run it.
    fn is_run_by(&self, kind: StationKind) -> bool;

    /// Hosts that everybody knows, each with all below it, and what they are.
    fn hosts(&self) -> &'static [(&'static str, StationKind)] {
        &[]
    }

    /// Whether it can be recognised without a key. Where not, the user's choice stands for that.
    fn shows_itself(&self) -> bool {
        true
    }

    /// Asks an address who it is, without a key. `None` when somebody else answers.
    fn sound_out<'a>(
        &'a self,
        _sounding: &'a Sounding<'a>,
    ) -> BoxFuture<'a, Result<Option<Station>, RelayError>> {
        ready(Ok(None)).boxed()
    }

    /// What one answer shows of who gave it. `told` is what it meant, where it was no refusal.
    fn sign(&self, response: &Response, json: &Value, told: Option<&Answer>) -> Option<Sign>;

    /// The kinds that an answer leaves open, where it leaves several.
    fn kinds_possible(&self, _response: &Response, _json: &Value) -> Vec<StationKind> {
        Vec::new()
    }

    /// Reads an answer that is no refusal; `None` when these are not its words.
    fn read(&self, situation: &Situation, json: &Value) -> Option<Answer>;

    /// Whether it alone is asked at this path, so that a refusal there is in its words.
    fn is_alone_at(&self, _path: &str) -> bool {
        false
    }

    /// Reads what the headers of an answer tell, where its body tells nothing.
    fn read_headers(&self, _situation: &Situation, _response: &Response) -> Option<Answer> {
        None
    }

    /// What a refusal means; `None` when these are not its words.
    fn refusal(
        &self,
        response: &Response,
        body: &ErrorBody,
        asked: Asked<'_>,
    ) -> Option<RelayError>;

    /// The headers that tell a station of this kind whose account is meant; none where it does not
    /// want to be told, or where the id is empty.
    fn user_headers(&self, _kind: StationKind, _user_id: &str) -> Vec<(String, Secret)> {
        Vec::new()
    }

    /// What a station of this kind tells beside balances.
    fn side_questions(&self, _kind: StationKind) -> Vec<SideQuestion> {
        Vec::new()
    }

    /// How an account checks in at a station of this kind; `None` where it cannot.
    fn checkin_form(&self, _kind: StationKind) -> Option<CheckinForm> {
        None
    }

    /// What one of its own web pages refuses; `None` when the page is of somebody else.
    fn page_refusal(&self, _response: &Response) -> Option<RelayError> {
        None
    }

    /// A refusal that looks like an answer.
    fn hidden_refusal(&self, _json: &Value, _asked: Asked<'_>) -> Option<RelayError> {
        None
    }

    /// The unit of all its amounts, where there is but one.
    fn unit(&self) -> Option<Unit> {
        None
    }

    /// The question which models a key opens; `None` where none may be asked.
    fn model_list(&self, _kind: StationKind, key: &Secret) -> Option<Request> {
        Some(Request::with_auth(models::PATH, Auth::Bearer(key.clone())))
    }

    /// What is left behind a key. `None` when there is no balance to ask for; the key is good.
    fn key_balance<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>>;

    /// What an account holds. An incomplete site is one whose credentials cannot be used here.
    fn account_balance<'a>(
        &'a self,
        query: &'a AccountQuery<'a>,
    ) -> BoxFuture<'a, Result<Balance, RelayError>>;

    /// The request for the models that a key opens, once it is known to do no harm.
    fn models_request<'a>(
        &'a self,
        shown: &'a ShownKey<'a>,
    ) -> BoxFuture<'a, Result<Request, RelayError>> {
        let request = self.model_list(shown.station.kind, shown.key);
        ready(request.ok_or_else(|| RelayError::new(ErrorKind::NotSupported))).boxed()
    }

    /// Reads one row of a log; `None` when it is none of its rows.
    fn log_row(
        &self,
        _row: &Value,
        _units: &StationUnits,
        _kind: Option<StationKind>,
    ) -> Option<CallLog> {
        None
    }

    /// Which page a list of a log is, from the document without its rows; `None` when it is none
    /// of its lists.
    fn log_pagination(&self, _rest: &Value, _asked: AskedPage) -> Option<Pagination> {
        None
    }

    /// What is counted beside the rows of a log, from the document without them.
    fn log_totals(&self, _rest: &Value) -> Option<UsageTotals> {
        None
    }

    /// How an account is asked for its log; `None` where it has none.
    fn account_log(&self, _kind: StationKind) -> Option<AccountLogForm> {
        None
    }

    /// A request that shows the account, still without a path. `again`: the other way, because
    /// the first was refused. An incomplete site has no such way.
    fn show_account<'a>(
        &'a self,
        _query: &'a AccountQuery<'a>,
        _again: bool,
    ) -> BoxFuture<'a, Result<Request, RelayError>> {
        ready(Err(RelayError::new(ErrorKind::IncompleteSite))).boxed()
    }

    /// How a key is asked for its log; `None` where it has none.
    fn key_log(&self, _kind: StationKind, _units: &StationUnits) -> Option<KeyLogForm> {
        None
    }

    /// The request for the log of a key, where that takes more than the key in its place; what has
    /// to be known for it is asked first.
    fn key_log_request<'a>(
        &'a self,
        _shown: &'a ShownKey<'a>,
    ) -> Option<BoxFuture<'a, Result<Request, RelayError>>> {
        None
    }

    /// How its pool stands, where it has one that tells. All else stands without it.
    fn pool<'a>(&'a self, _query: &'a PoolQuery<'a>) -> BoxFuture<'a, Option<PoolStatus>> {
        ready(None).boxed()
    }

    /// Whether only a good key gets the list of models.
    fn models_prove_key(&self) -> bool {
        true
    }

    /// What a key may be asked where nobody was recognised.
    fn guesses(&self) -> &'static [Guess] {
        &[]
    }

    /// Asks the question of a guess, whose kind is the station's in the query.
    fn guess<'a>(
        &'a self,
        query: &'a KeyQuery<'a>,
    ) -> BoxFuture<'a, Result<Option<Balance>, RelayError>> {
        self.key_balance(query)
    }
}

/// How sure one answer shows a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It names the kind: more than what was known before.
    Names(StationKind),
    /// It fits several kinds, so what was known before stays true.
    Suggests(StationKind),
}

/// A question that fits one kind only, so that its answer shows the kind and the balance at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    pub kind: StationKind,
    pub method: Method,
    pub path: &'static str,
    /// Stations answer it a few times only: asked when all else brought nothing.
    pub rationed: bool,
}
