use crate::model::base_url::BaseUrl;
use crate::model::error_kind::ErrorKind;
use crate::model::station_kind::StationKind;
use crate::relay::conversation::{Conversation, Heard};
use crate::relay::error::RelayError;
use crate::relay::kind::one_api_family::status as family_status;
use crate::relay::kind::sub2api::status as sub2api_status;
use crate::relay::refusal::is_redirect;
use crate::relay::response::Response;
use crate::relay::station::Station;

const HEALTH_PATH: &str = "/health";

/// What sounding out an address without a key came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detection {
    Recognised(Box<Station>),
    /// Answers like an API (JSON, or plain 404s) and names no kind. A key may be shown here.
    UnknownApi(BaseUrl),
    /// Some answer was a page, a redirect or nothing at all: no key is shown here.
    NotAnApi {
        /// Every answer was a web page.
        only_pages: bool,
        error: RelayError,
    },
}

/// What one question tells of who answers.
enum Sounding {
    Recognised(Station),
    LikeAnApi,
    /// A page, a redirect or nothing.
    Otherwise {
        is_page: bool,
        error: RelayError,
    },
}

/// Finds out what kind of station answers, without ever sending a key. `expected` is asked for
/// first.
///
/// Ends early with an error when the answer says nothing about the kind: no answer at all, a
/// protection page, a rate limit, a broken gateway. What was known before then stays true.
pub async fn detect(
    conversation: &Conversation<'_>,
    pasted: &BaseUrl,
    expected: Option<StationKind>,
) -> Result<Detection, RelayError> {
    let bound = conversation.http().answer_timeout();
    match tokio::time::timeout(bound, detect_unbounded(conversation, pasted, expected)).await {
        Ok(result) => result,
        Err(_) => Err(RelayError::new(ErrorKind::Timeout)),
    }
}

async fn detect_unbounded(
    conversation: &Conversation<'_>,
    pasted: &BaseUrl,
    expected: Option<StationKind>,
) -> Result<Detection, RelayError> {
    let mut best = None;
    for base in pasted.candidates() {
        let detection = detect_at(conversation, &base, expected).await?;
        match (&detection, &best) {
            (Detection::Recognised(_), _) => return Ok(detection),
            (Detection::UnknownApi(_), Some(Detection::UnknownApi(_)))
            | (Detection::NotAnApi { .. }, Some(_)) => {}
            _ => best = Some(detection),
        }
    }
    Ok(best.unwrap_or_else(|| Detection::UnknownApi(pasted.clone())))
}

async fn detect_at(
    conversation: &Conversation<'_>,
    base: &BaseUrl,
    expected: Option<StationKind>,
) -> Result<Detection, RelayError> {
    let mut heard = Vec::new();
    let mut questions = [Question::FamilyStatus, Question::PanelSettings, Question::PanelAccount];
    if expected == Some(StationKind::Sub2api) {
        questions.rotate_left(1);
    }
    for question in questions {
        match question.ask(conversation, base).await? {
            Sounding::Recognised(station) => return Ok(Detection::Recognised(Box::new(station))),
            other => heard.push(other),
        }
    }
    Ok(conclude(base, heard))
}

/// What is left to say when nobody was recognised.
fn conclude(base: &BaseUrl, heard: Vec<Sounding>) -> Detection {
    let only_pages =
        heard.iter().all(|one| matches!(one, Sounding::Otherwise { is_page: true, .. }));
    let first_error = heard.into_iter().find_map(|one| match one {
        Sounding::Otherwise { error, .. } => Some(error),
        Sounding::Recognised(_) | Sounding::LikeAnApi => None,
    });
    match first_error {
        Some(error) => Detection::NotAnApi { only_pages, error },
        None => Detection::UnknownApi(base.clone()),
    }
}

/// The questions that need no key.
#[derive(Clone, Copy)]
enum Question {
    FamilyStatus,
    PanelSettings,
    PanelAccount,
}

impl Question {
    async fn ask(
        self,
        conversation: &Conversation<'_>,
        base: &BaseUrl,
    ) -> Result<Sounding, RelayError> {
        match self {
            Self::FamilyStatus => family(conversation, base).await,
            Self::PanelSettings => panel_settings(conversation, base).await,
            Self::PanelAccount => panel_account(conversation, base).await,
        }
    }
}

/// `/api/status`; where the family denies it, whether it is a node that only relays.
async fn family(conversation: &Conversation<'_>, base: &BaseUrl) -> Result<Sounding, RelayError> {
    let path = family_status::PATH;
    let heard = conversation.sound_out(base, path, |_, json| family_status::parse(json)).await;
    let denied = heard.response.as_ref().and_then(|response| {
        let json = response.json()?;
        family_status::is_unknown_path(response, &json)
            .then(|| family_status::kinds_possible(response, &json))
    });
    match denied {
        Some(kinds_possible) => relay_only_or_family(conversation, base, kinds_possible).await,
        None => judge(heard, |status| Station::with_status(base, status, path)),
    }
}

async fn relay_only_or_family(
    conversation: &Conversation<'_>,
    base: &BaseUrl,
    kinds_possible: Vec<StationKind>,
) -> Result<Sounding, RelayError> {
    let is_health = |response: &Response, json: &_| {
        family_status::is_relay_only_health(response, json).then_some(())
    };
    let heard = conversation.sound_out(base, HEALTH_PATH, is_health).await;
    let relay_only =
        |()| Station { relay_only: true, ..Station::new(base, StationKind::DoneHub, HEALTH_PATH) };
    Ok(match judge(heard, relay_only)? {
        recognised @ Sounding::Recognised(_) => recognised,
        Sounding::LikeAnApi | Sounding::Otherwise { .. } => Sounding::Recognised(Station {
            kinds_possible,
            ..Station::new(base, StationKind::OneApiFamily, family_status::PATH)
        }),
    })
}

async fn panel_settings(
    conversation: &Conversation<'_>,
    base: &BaseUrl,
) -> Result<Sounding, RelayError> {
    let path = sub2api_status::SETTINGS_PATH;
    let read = |_: &_, json: &_| sub2api_status::parse_settings(json);
    let heard = conversation.sound_out(base, path, read).await;
    judge(heard, |status| Station::with_status(base, status, path))
}

/// Where the settings are closed, the panel still refuses an account in its own way.
async fn panel_account(
    conversation: &Conversation<'_>,
    base: &BaseUrl,
) -> Result<Sounding, RelayError> {
    let path = sub2api_status::ACCOUNT_PATH;
    let heard = conversation.sound_out(base, path, |_, _| None::<()>).await;
    if heard.outcome.as_ref().is_err_and(|error| error.kind == ErrorKind::NotLoggedIn) {
        let station = Station::new(base, StationKind::Sub2api, path);
        return Ok(Sounding::Recognised(station));
    }
    judge(heard, |()| Station::new(base, StationKind::Sub2api, path))
}

fn judge<T>(heard: Heard<T>, station: impl FnOnce(T) -> Station) -> Result<Sounding, RelayError> {
    let error = match heard.outcome {
        Ok(told) => return Ok(Sounding::Recognised(station(told))),
        Err(error) if ends_detection(&error) => return Err(error),
        Err(error) => error,
    };
    let response = heard.response.unwrap_or_default();
    Ok(if is_like_an_api(&response) {
        Sounding::LikeAnApi
    } else {
        Sounding::Otherwise { is_page: response.is_page(), error }
    })
}

/// JSON, or a plain 404.
fn is_like_an_api(response: &Response) -> bool {
    let is_plain_404 = response.status == 404 && !response.is_page() && !response.text().is_empty();
    !is_redirect(response.status) && (response.json().is_some() || is_plain_404)
}

/// The answer says nothing about the kind.
pub fn ends_detection(error: &RelayError) -> bool {
    error.kind.is_network()
        || matches!(
            error.kind,
            ErrorKind::RateLimited
                | ErrorKind::GatewayDown
                | ErrorKind::ServerError
                | ErrorKind::WafChallenge
                | ErrorKind::WafBlock
        )
}
