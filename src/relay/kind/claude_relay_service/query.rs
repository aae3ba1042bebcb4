use crate::model::balance::Balance;
use crate::model::base_url::BaseUrl;
use crate::model::error_kind::ErrorKind;
use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::relay::conversation::Conversation;
use crate::relay::error::RelayError;
use crate::relay::key_query::KeyQuery;
use crate::relay::kind::claude_relay_service::key_id;
use crate::relay::kind::claude_relay_service::user_stats::{self, AskedBy};
use crate::relay::question::Question;
use crate::relay::request::{Method, Request};
use crate::relay::station_units::StationUnits;
use serde_json::{Value, json};

/// What is left behind a key, by the key's id: that is asked for once. Old builds give no ids.
pub async fn balance(query: &KeyQuery<'_>) -> Result<Balance, RelayError> {
    let (memory, base) = (query.memory, &query.station.base);
    if let Some(id) = memory.key_id(base, query.key) {
        match balance_by_id(query, &id).await {
            // The operator removed the key, and maybe made it anew.
            Err(error) if error.kind == ErrorKind::InvalidKey => {
                memory.forget_key_id(base, query.key);
            }
            told => return told,
        }
    }
    match ask_id(query).await {
        Ok(id) => {
            let balance = balance_by_id(query, &id).await?;
            memory.note_key_id(base, query.key, id);
            Ok(balance)
        }
        Err(error) if error.kind == ErrorKind::EndpointMissing => balance_by_key(query).await,
        Err(error) => Err(error),
    }
}

/// The same by the key itself, which goes into the body and nowhere else.
pub async fn balance_by_key(query: &KeyQuery<'_>) -> Result<Balance, RelayError> {
    let sent = json!({"apiKey": query.key.reveal()});
    ask_stats(query, sent).await
}

async fn balance_by_id(query: &KeyQuery<'_>, id: &Secret) -> Result<Balance, RelayError> {
    query.conversation.learn_secret(id);
    ask_stats(query, json!({"apiId": id.reveal()})).await
}

async fn ask_id(query: &KeyQuery<'_>) -> Result<Secret, RelayError> {
    let sent = json!({"apiKey": query.key.reveal()});
    ask(query, key_id::PATH, sent, key_id::parse).await
}

async fn ask_stats(query: &KeyQuery<'_>, sent: Value) -> Result<Balance, RelayError> {
    let asked_by = AskedBy::of(Some(&sent));
    ask(query, user_stats::PATH, sent, |json| user_stats::parse(json, asked_by)).await
}

async fn ask<T>(
    query: &KeyQuery<'_>,
    path: &str,
    sent: Value,
    parse: impl FnOnce(&Value) -> Option<T>,
) -> Result<T, RelayError> {
    ask_body(query.conversation, &query.station.base, path, sent, parse).await
}

/// Asks with a body in which the key or its id stands.
pub(super) async fn ask_body<T>(
    conversation: &Conversation<'_>,
    base: &BaseUrl,
    path: &str,
    sent: Value,
    parse: impl FnOnce(&Value) -> Option<T>,
) -> Result<T, RelayError> {
    let question = if path == key_id::PATH { Question::KeyId } else { Question::BalanceKey };
    let request = Request {
        method: Method::Post,
        body: Some(sent),
        ..Request::keyless(path).about(question, StationKind::ClaudeRelayService)
    };
    let read = |_: &_, json: &Value| {
        // Every answer holds the id, which opens as much as the key.
        if let Some(id) = key_id::parse(json) {
            conversation.learn_secret(&id);
        }
        parse(json)
    };
    conversation.ask(base, &request, &StationUnits::default(), read).await
}
