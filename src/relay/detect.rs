use crate::model::base_url::BaseUrl;
use crate::model::error_kind::ErrorKind;
use crate::model::station_kind::StationKind;
use crate::relay::conversation::Conversation;
use crate::relay::error::RelayError;
use crate::relay::kind::one_api_family::status as family_status;
use crate::relay::kind::sub2api::status as sub2api_status;
use crate::relay::station::Station;
use crate::relay::station_status::StationStatus;

const HEALTH_PATH: &str = "/health";

/// What sounding out an address without a key came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detection {
    Recognised(Box<Station>),
    /// Answers like an API (JSON or plain 404s) but names no kind. A key may be tried here.
    UnknownApi(BaseUrl),
    /// Every path answered a web page, or led to one.
    WebPages(RelayError),
}

/// Finds out what kind of station answers, without ever sending a key.
///
/// Ends early with an error when the answer says nothing about the kind: no answer at all, a
/// protection page, a rate limit, a broken gateway. What was known before then stays true.
pub async fn detect(
    conversation: &Conversation<'_>,
    pasted: &BaseUrl,
) -> Result<Detection, RelayError> {
    let bound = conversation.http().answer_timeout();
    match tokio::time::timeout(bound, detect_unbounded(conversation, pasted)).await {
        Ok(result) => result,
        Err(_) => Err(RelayError::new(ErrorKind::Timeout)),
    }
}

async fn detect_unbounded(
    conversation: &Conversation<'_>,
    pasted: &BaseUrl,
) -> Result<Detection, RelayError> {
    let mut unknown = None;
    for base in pasted.candidates() {
        match detect_at(conversation, &base).await? {
            recognised @ Detection::Recognised(_) => return Ok(recognised),
            Detection::UnknownApi(base) => {
                unknown = match unknown {
                    Some(api @ Detection::UnknownApi(_)) => Some(api),
                    _ => Some(Detection::UnknownApi(base)),
                }
            }
            pages @ Detection::WebPages(_) => unknown = unknown.or(Some(pages)),
        }
    }
    Ok(unknown.unwrap_or_else(|| Detection::UnknownApi(pasted.clone())))
}

async fn detect_at(
    conversation: &Conversation<'_>,
    base: &BaseUrl,
) -> Result<Detection, RelayError> {
    let no_status = match family(conversation, base).await? {
        Ok(station) => return Ok(Detection::Recognised(Box::new(station))),
        Err(error) => error,
    };
    let no_panel = match sub2api(conversation, base).await? {
        Ok(station) => return Ok(Detection::Recognised(Box::new(station))),
        Err(error) => error,
    };
    Ok(match (leads_to_pages(&no_status), leads_to_pages(&no_panel)) {
        (true, true) => Detection::WebPages(no_status),
        _ => Detection::UnknownApi(base.clone()),
    })
}

/// A candidate's error is either about the kind, or ends detection.
type Sounding = Result<Result<Station, RelayError>, RelayError>;

/// `/api/status`; where the family denies it, whether it is a node that only relays.
async fn family(conversation: &Conversation<'_>, base: &BaseUrl) -> Sounding {
    let asked =
        conversation.sound_out(base, family_status::PATH, |_, json| family_status::parse(json));
    match asked.await {
        Ok(status) => Ok(Ok(station(base, status, family_status::PATH))),
        Err(error) if ends_detection(&error) => Err(error),
        Err(error) if family_status::denies_status(&error) => {
            Ok(Ok(relay_only_or_family(conversation, base).await))
        }
        Err(error) => Ok(Err(error)),
    }
}

async fn relay_only_or_family(conversation: &Conversation<'_>, base: &BaseUrl) -> Station {
    let health = conversation
        .sound_out(base, HEALTH_PATH, |response, json| {
            family_status::is_relay_only_health(response, json).then_some(())
        })
        .await;
    let (kind, seen_at) = match health {
        Ok(()) => (StationKind::DoneHub, HEALTH_PATH),
        Err(_) => (StationKind::OneApiFamily, family_status::PATH),
    };
    Station {
        kind,
        kinds_possible: Vec::new(),
        base: base.clone(),
        status: None,
        recognised_by: format!("GET {seen_at}"),
        relay_only: kind == StationKind::DoneHub,
    }
}

/// The panel's settings; where they are closed, the way in which it refuses an account.
async fn sub2api(conversation: &Conversation<'_>, base: &BaseUrl) -> Sounding {
    let settings = conversation.sound_out(base, sub2api_status::SETTINGS_PATH, |_, json| {
        sub2api_status::parse_settings(json)
    });
    match settings.await {
        Ok(status) => return Ok(Ok(station(base, status, sub2api_status::SETTINGS_PATH))),
        Err(error) if ends_detection(&error) => return Err(error),
        Err(_) => {}
    }
    let account = conversation.sound_out(base, sub2api_status::ACCOUNT_PATH, |_, _| Some(()));
    match account.await {
        Err(error) if error.kind == ErrorKind::NotLoggedIn => Ok(Ok(Station {
            kind: StationKind::Sub2api,
            kinds_possible: Vec::new(),
            base: base.clone(),
            status: None,
            recognised_by: format!("GET {}", sub2api_status::ACCOUNT_PATH),
            relay_only: false,
        })),
        Err(error) if ends_detection(&error) => Err(error),
        Err(error) => Ok(Err(error)),
        Ok(()) => Ok(Err(RelayError::new(ErrorKind::Unrecognised))),
    }
}

fn station(base: &BaseUrl, status: StationStatus, seen_at: &str) -> Station {
    Station {
        kind: status.kind,
        kinds_possible: Vec::new(),
        base: base.clone(),
        status: Some(status),
        recognised_by: format!("GET {seen_at}"),
        relay_only: false,
    }
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

fn leads_to_pages(error: &RelayError) -> bool {
    matches!(
        error.kind,
        ErrorKind::HtmlPage
            | ErrorKind::Redirect
            | ErrorKind::RedirectLogin
            | ErrorKind::RedirectOtherHost
    )
}
