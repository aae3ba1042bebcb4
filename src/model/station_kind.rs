use serde::{Deserialize, Serialize};

macro_rules! station_kinds {
    ($( $(#[$doc:meta])* $variant:ident = $name:literal, )*) => {
        /// The software that a station runs (站点程序), as far as it could be told.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum StationKind {
            $( $(#[$doc])* #[serde(rename = $name)] $variant, )*
        }

        impl StationKind {
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The name in files, in JSON and on the badge.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }
        }
    };
}

station_kinds! {
    OneApi = "one-api",
    NewApi = "new-api",
    OneHub = "one-hub",
    DoneHub = "done-hub",
    Veloera = "veloera",
    ChatApi = "chat-api",
    AnyRouter = "anyrouter",
    /// Before it left the family with version 2.
    VoApi = "voapi",
    RixApi = "rix-api",
    SuperApi = "super-api",
    NeoApi = "neo-api",
    VApi = "v-api",
    ModelFlare = "modelflare",
    Wong = "wong",
    /// Speaks the billing pair of the one-api family; which member does not show.
    OneApiFamily = "one-api-family",
    Sub2api = "sub2api",
    ClaudeRelayService = "claude-relay-service",
    LiteLlm = "litellm",
    AiHubMix = "aihubmix",
    VoApiV2 = "voapi-v2",
    /// Lends the keys of an upstream service to all its callers.
    SiliconFlowPool = "siliconflow-pool",
    /// Lends accounts of an upstream service to all its callers.
    Ki2Api = "ki2api",
    // Official and other services, each known by its host.
    Anthropic = "anthropic",
    DeepSeek = "deepseek",
    KimiPlan = "kimi-plan",
    MiniMaxPlan = "minimax-plan",
    Moonshot = "moonshot",
    Novita = "novita",
    OpenAi = "openai",
    OpenRouter = "openrouter",
    SiliconFlow = "siliconflow",
    StepFun = "stepfun",
    Volcengine = "volcengine",
    ZenMux = "zenmux",
    ZhipuPlan = "zhipu-plan",
}

impl StationKind {
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_serde_agree() {
        for &kind in StationKind::ALL {
            assert_eq!(StationKind::from_name(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
