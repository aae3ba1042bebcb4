use crate::demo::question::Question;

/// The texts of new-api that follow the language asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NewApiText {
    InvalidKey,
    KeyMissing,
    KeyDisabled,
    AccountMissing,
    AccountTokenInvalid,
}

impl NewApiText {
    pub(super) fn for_reader(self, question: &Question) -> &'static str {
        let language = question.header("accept-language").unwrap_or_default().to_lowercase();
        if language.starts_with("zh") { self.chinese() } else { self.english() }
    }

    const fn chinese(self) -> &'static str {
        match self {
            Self::InvalidKey => "无效的令牌",
            Self::KeyMissing => "未提供令牌",
            Self::KeyDisabled => "该令牌状态不可用",
            Self::AccountMissing => "无权进行此操作，未登录且未提供 access token",
            Self::AccountTokenInvalid => "无权进行此操作，access token 无效",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::InvalidKey => "Invalid token",
            Self::KeyMissing => "Token not provided",
            Self::KeyDisabled => "This token status is unavailable",
            Self::AccountMissing => "Unauthorized, not logged in and no access token provided",
            Self::AccountTokenInvalid => "Unauthorized, invalid access token",
        }
    }
}
