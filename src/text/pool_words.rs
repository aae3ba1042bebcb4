use crate::model::pool_status::{PoolMembers, PoolStatus};
use crate::text::Text;
use crate::text::language::Language;

/// What a pool is made of: `密钥池`.
pub const fn name(pool: &PoolStatus) -> Text {
    match pool.members {
        PoolMembers::Keys => Text::KeyPool,
        PoolMembers::Accounts => Text::AccountPool,
    }
}

/// How large it is, and how much of it can be used where that is told: `账号 3，可用 2`.
pub fn size(pool: &PoolStatus, language: Language) -> String {
    match (pool.members, pool.usable()) {
        (PoolMembers::Keys, _) => Text::PoolKeys.fill(language, &[("count", &pool.accounts)]),
        (PoolMembers::Accounts, None) => {
            Text::PoolAccounts.fill(language, &[("count", &pool.accounts)])
        }
        (PoolMembers::Accounts, Some(usable)) => {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("count", &pool.accounts), ("usable", &usable)];
            Text::PoolAccountsUsable.fill(language, &values)
        }
    }
}

/// The same with all else that is told: `账号 3，可用 2 · 用过 2 · 当前第 2 个`.
pub fn details(pool: &PoolStatus, language: Language) -> String {
    let seen = pool.seen.map(|seen| Text::PoolSeen.fill(language, &[("count", &seen)]));
    let current = pool.current.map(|current| {
        // People count from 1.
        Text::PoolCurrent.fill(language, &[("number", &current.saturating_add(1))])
    });
    let parts = [Some(size(pool, language)), seen, current];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_is_told_as_far_as_it_is_known() {
        let told = PoolStatus {
            members: PoolMembers::Accounts,
            accounts: 3,
            seen: Some(2),
            unusable: Some(1),
            current: Some(1),
        };
        assert_eq!(details(&told, Language::Zh), "账号 3，可用 2 · 用过 2 · 当前第 2 个");
        assert_eq!(size(&told, Language::En), "3 accounts, 2 usable");
        let untold = PoolStatus { accounts: 3, ..PoolStatus::default() };
        assert_eq!(details(&untold, Language::Zh), "账号 3");
        let keys = PoolStatus { members: PoolMembers::Keys, accounts: 12, ..untold };
        assert_eq!(details(&keys, Language::Zh), "12 把");
        assert_eq!(name(&keys).in_language(Language::En), "Key pool");
    }
}
