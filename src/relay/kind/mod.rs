//! What the program knows of each kind of station: how it shows itself, what it can be asked and
//! how it refuses. Facts are from the servers' own source and recordings.
//!
//! A kind is one folder. To add one, name it in `model::station_kind`, write its [`Software`] and
//! list that in [`SOFTWARE`]; no other kind is touched.

pub mod aihubmix;
pub mod claude_relay_service;
pub mod ki2api;
pub mod litellm;
pub mod official;
pub mod one_api_family;
pub mod siliconflow_pool;
pub mod software;
pub mod sub2api;
pub mod voapi_v2;

use crate::model::station_kind::StationKind;
use crate::relay::checkin_form::CheckinForm;
use crate::relay::kind::aihubmix::AiHubMix;
use crate::relay::kind::claude_relay_service::ClaudeRelayService;
use crate::relay::kind::ki2api::Ki2Api;
use crate::relay::kind::litellm::LiteLlm;
use crate::relay::kind::official::anthropic::Anthropic;
use crate::relay::kind::official::deepseek::DeepSeek;
use crate::relay::kind::official::kimi_plan::KimiPlan;
use crate::relay::kind::official::minimax_plan::MiniMaxPlan;
use crate::relay::kind::official::moonshot::Moonshot;
use crate::relay::kind::official::novita::Novita;
use crate::relay::kind::official::openai::OpenAi;
use crate::relay::kind::official::openrouter::OpenRouter;
use crate::relay::kind::official::siliconflow::SiliconFlow;
use crate::relay::kind::official::stepfun::StepFun;
use crate::relay::kind::official::unsupported::Unsupported;
use crate::relay::kind::official::zhipu_plan::ZhipuPlan;
use crate::relay::kind::one_api_family::OneApiFamily;
use crate::relay::kind::siliconflow_pool::SiliconFlowPool;
use crate::relay::kind::software::{Guess, Software};
use crate::relay::kind::sub2api::Sub2api;
use crate::relay::kind::voapi_v2::VoApiV2;
use url::Url;

/// What an API that names nobody is, most likely.
pub const MOST_LIKELY: StationKind = StationKind::OneApiFamily;

/// All software that stations run, in the order in which an address is sounded out for it.
pub const SOFTWARE: [&dyn Software; 20] = [
    &OneApiFamily,
    &Sub2api,
    &ClaudeRelayService,
    &LiteLlm,
    &SiliconFlowPool,
    &Ki2Api,
    &AiHubMix,
    &VoApiV2,
    &Anthropic,
    &DeepSeek,
    &KimiPlan,
    &MiniMaxPlan,
    &Moonshot,
    &Novita,
    &OpenAi,
    &OpenRouter,
    &SiliconFlow,
    &StepFun,
    &Unsupported,
    &ZhipuPlan,
];

/// What a kind runs. Every kind is listed; most of what is not speaks the family's billing pair.
pub fn software(kind: StationKind) -> &'static dyn Software {
    let listed = SOFTWARE.into_iter().find(|software| software.is_run_by(kind));
    listed.unwrap_or(&OneApiFamily)
}

/// All software, that of the expected kind first.
pub fn software_in_turn(
    expected: Option<StationKind>,
) -> impl Iterator<Item = &'static dyn Software> {
    let is_expected = move |software: &&'static dyn Software| {
        expected.is_some_and(|kind| software.is_run_by(kind))
    };
    let first = SOFTWARE.into_iter().filter(is_expected);
    first.chain(SOFTWARE.into_iter().filter(move |software| !is_expected(software)))
}

/// All software as it judges a refusal: first who alone is asked at this path, then those whose
/// words count wherever they are said.
pub fn judges(path: &str) -> impl Iterator<Item = &'static dyn Software> {
    let owns = move |software: &&'static dyn Software| software.is_alone_at(path);
    SOFTWARE.into_iter().filter(owns).chain(SOFTWARE.into_iter().filter(move |one| !owns(one)))
}

/// The kind that a host is known to run, or a host below which it stands.
pub fn by_host(url: &Url) -> Option<StationKind> {
    let host = url.host_str()?;
    let is_at = |known: &str| {
        host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let mut known = SOFTWARE.into_iter().flat_map(<dyn Software>::hosts);
    known.find(|(known, _)| is_at(known)).map(|(_, kind)| *kind)
}

/// Every guess, the rationed ones last.
pub fn guesses() -> impl Iterator<Item = Guess> {
    let of_all = || SOFTWARE.into_iter().flat_map(<dyn Software>::guesses).copied();
    let rationed = of_all().filter(|guess| guess.rationed);
    of_all().filter(|guess| !guess.rationed).chain(rationed)
}

/// Every way to check in that some kind has.
pub fn checkin_forms() -> impl Iterator<Item = CheckinForm> {
    StationKind::ALL.iter().filter_map(|&kind| software(kind).checkin_form(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_listed_once() {
        for &kind in StationKind::ALL {
            let listed = SOFTWARE.iter().filter(|software| software.is_run_by(kind));
            assert_eq!(listed.count(), 1, "{}", kind.name());
        }
    }

    #[test]
    fn the_expected_kind_comes_first_and_nobody_twice() {
        for &kind in StationKind::ALL {
            let turn: Vec<_> = software_in_turn(Some(kind)).collect();
            assert_eq!(turn.len(), SOFTWARE.len());
            assert!(turn[0].is_run_by(kind), "{}", kind.name());
        }
    }

    #[test]
    fn a_host_tells_the_kind_for_itself_and_what_is_below_it() {
        let kind = |url: &str| by_host(&Url::parse(url).unwrap());
        assert_eq!(kind("https://aihubmix.com/v1"), Some(StationKind::AiHubMix));
        assert_eq!(kind("https://api.aihubmix.com"), Some(StationKind::AiHubMix));
        assert_eq!(kind("https://notaihubmix.com"), None);
        assert_eq!(kind("https://aihubmix.com.example"), None);
        assert_eq!(kind("https://openrouter.ai/api/v1"), Some(StationKind::OpenRouter));
        assert_eq!(kind("https://api.siliconflow.com/v1"), Some(StationKind::SiliconFlow));
        assert_eq!(kind("https://api.kimi.com/coding"), Some(StationKind::KimiPlan));
        assert_eq!(kind("https://ark.cn-beijing.volces.com/api/v3"), Some(StationKind::Volcengine));
    }

    #[test]
    fn a_guess_is_of_the_software_that_makes_it_and_the_rationed_come_last() {
        for software in SOFTWARE {
            assert!(software.guesses().iter().all(|guess| software.is_run_by(guess.kind)));
        }
        let rationed: Vec<bool> = guesses().map(|guess| guess.rationed).collect();
        assert!(rationed.is_sorted() && rationed.contains(&true));
    }
}
