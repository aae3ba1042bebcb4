use crate::model::base_url::BaseUrl;
use crate::model::error_kind::ErrorKind;
use crate::model::station_kind::StationKind;
use crate::relay::conversation::Conversation;
use crate::relay::error::RelayError;
use crate::relay::kind;
use crate::relay::kind::software::Software;
use crate::relay::sounding::{Impression, Sounding};
use crate::relay::station::Station;

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
    if let Some(kind) = kind::by_host(&pasted.join("/")) {
        return Ok(Detection::Recognised(Box::new(Station::by_host(pasted, kind))));
    }
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
    let sounding = Sounding::new(conversation, base);
    for software in kind::software_in_turn(expected) {
        if let Some(station) = software.sound_out(&sounding).await? {
            return Ok(Detection::Recognised(Box::new(station)));
        }
    }
    Ok(conclude(base, sounding.into_impressions()))
}

/// Who else answers where a station was recognised: some hosts have one program in front of
/// another. Those that were asked on the way to the first are not asked again.
pub async fn detect_beside(
    conversation: &Conversation<'_>,
    first: &Station,
    expected: Option<StationKind>,
) -> Option<Station> {
    let sounding = Sounding::new(conversation, &first.base);
    let is_before = |software: &&dyn Software| !software.is_run_by(first.kind);
    for software in kind::software_in_turn(expected).skip_while(is_before).skip(1) {
        if let Some(station) = software.sound_out(&sounding).await.ok()? {
            let kinds_possible = vec![station.kind, first.kind];
            return Some(Station { kinds_possible, ..station });
        }
    }
    None
}

/// What is left to say when nobody was recognised.
fn conclude(base: &BaseUrl, impressions: Vec<Impression>) -> Detection {
    let only_pages =
        impressions.iter().all(|one| matches!(one, Impression::Otherwise { is_page: true, .. }));
    let first_error = impressions.into_iter().find_map(|one| match one {
        Impression::Otherwise { error, .. } => Some(error),
        Impression::LikeAnApi => None,
    });
    match first_error {
        Some(error) => Detection::NotAnApi { only_pages, error },
        None => Detection::UnknownApi(base.clone()),
    }
}
