//! What only the administrator may ask. The session stands in a cookie and lasts a day; it is held
//! in memory and never written down.

use crate::model::error_kind::ErrorKind;
use crate::model::secret::Secret;
use crate::relay::account_credentials::LogIn;
use crate::relay::account_query::AccountQuery;
use crate::relay::error::RelayError;
use crate::relay::question::Question;
use crate::relay::request::{Auth, Method, Request};
use crate::relay::response::Response;
use crate::relay::session_cookie::SessionCookie;
use crate::relay::station_units::StationUnits;
use serde_json::{Value, json};
use std::time::Instant;

/// Takes `{"username","password"}`. The answer says nothing but that it went well.
const LOGIN_PATH: &str = "/login";
const COOKIE: &str = "session_id";

/// The session that a log-in gave.
pub fn opened(response: &Response) -> Option<SessionCookie> {
    SessionCookie::of(response, COOKIE)
}

/// Asks as the administrator. A session that the station ended is opened anew, once.
pub async fn ask<T>(
    query: &AccountQuery<'_>,
    path: &str,
    question: Question,
    parse: fn(&Value) -> Option<T>,
) -> Result<T, RelayError> {
    let (session, is_new) = session(query).await?;
    match ask_within(query, &session, path, question, parse).await {
        Err(error) if error.refuses_account() && !is_new => {
            let session = renewed(query).await?;
            ask_within(query, &session, path, question, parse).await
        }
        told => told,
    }
}

/// Shows the administrator to a question that is still to be named; `again` with a new session.
pub async fn show(query: &AccountQuery<'_>, again: bool) -> Result<Request, RelayError> {
    let session = if again { renewed(query).await? } else { session(query).await?.0 };
    Ok(request("", &session))
}

/// A session, and whether it was opened just now.
async fn session(query: &AccountQuery<'_>) -> Result<(Secret, bool), RelayError> {
    let log_in = log_in(query)?;
    if let Some(session) = query.memory.session(&log_in, Instant::now()) {
        let session = session?;
        query.conversation.learn_secret(&session);
        return Ok((session, false));
    }
    let session = open(query, &log_in).await;
    query.memory.note_session(log_in, &session, Instant::now());
    Ok((session?, true))
}

async fn renewed(query: &AccountQuery<'_>) -> Result<Secret, RelayError> {
    let log_in = log_in(query)?;
    // A refused password stays refused.
    if let Some(Ok(_)) = query.memory.session(&log_in, Instant::now()) {
        query.memory.end_session(&log_in);
    }
    session(query).await.map(|(session, _)| session)
}

fn log_in(query: &AccountQuery<'_>) -> Result<LogIn, RelayError> {
    let (name, password) =
        query.account.log_in.clone().ok_or(RelayError::new(ErrorKind::IncompleteSite))?;
    Ok(LogIn { base: query.station.base.clone(), name, password })
}

async fn open(query: &AccountQuery<'_>, log_in: &LogIn) -> Result<Secret, RelayError> {
    let body = json!({"username": log_in.name, "password": log_in.password.reveal()});
    let request = Request {
        method: Method::Post,
        body: Some(body),
        has_secret_answer: true,
        ..Request::keyless(LOGIN_PATH).about(Question::Login, query.station.kind)
    };
    let read = |response: &Response, _: &Value| opened(response);
    let units = StationUnits::default();
    let cookie = query.conversation.ask(&query.station.base, &request, &units, read).await?;
    query.conversation.learn_secret(&cookie.value);
    Ok(cookie.value)
}

async fn ask_within<T>(
    query: &AccountQuery<'_>,
    session: &Secret,
    path: &str,
    question: Question,
    parse: fn(&Value) -> Option<T>,
) -> Result<T, RelayError> {
    let units = StationUnits::default();
    let read = |_: &_, json: &Value| parse(json);
    let request = request(path, session).about(question, query.station.kind);
    query.conversation.ask(&query.station.base, &request, &units, read).await
}

fn request(path: &str, session: &Secret) -> Request {
    let cookie = Secret::new(format!("{COOKIE}={}", session.reveal()));
    Request::with_auth(path, Auth::Cookie(cookie))
}
