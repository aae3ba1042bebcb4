//! What the values of lower layers are called.

use crate::text::Text;

texts! {
    // Health
    HealthOk = "正常" | "Fine",
    HealthLow = "余额低" | "Low",
    HealthFailed = "失败" | "Failed",
    HealthStale = "数据较旧" | "Outdated",
    HealthUnasked = "未查询" | "Not asked yet",
    HealthDisabled = "已停用" | "Disabled",

    // States of a reading
    StateOk = "已读到余额" | "Balance read",
    StateExhausted = "已用尽" | "Used up",
    StateNoBalance = "无余额接口" | "Has no balance to read",
    StateBlocked = "被防护页拦下" | "Blocked by a protection page",
    StateNotAnApi = "不是 API 地址" | "Not an API address",
    StateSkipped = "已跳过" | "Skipped",
    StateError = "失败" | "Failed",

    // Scopes
    ScopeKey = "密钥" | "Key",
    ScopeAccount = "账户" | "Account",
    ScopeSubscription = "订阅" | "Subscription",
    ScopeUnknown = "范围未知" | "Scope unknown",

    // How a check-in ended
    CheckinDone = "签到成功" | "Checked in",
    CheckinAlready = "今天已签到" | "Checked in before",
    CheckinOpenPage = "请在网页签到" | "Check in on the page",
    CheckinFailed = "签到失败" | "Check-in failed",
    CheckinSkipped = "未签到" | "Not checked in",
    CheckIn = "签到" | "Check in",
    CheckInAllHint = "给能签到的 {count} 个站点签到" | "Check in at {count} sites",
    ShowCheckinOf = "看 {name} 的签到结果" | "Show the check-in of {name}",
    CheckInAgain = "重试签到" | "Try to check in again",
    CheckinStateBecause = "{state}：{reason}" | "{state}: {reason}",
    CheckinOpenWord = "打开签到网页" | "Open the page",
    CheckingIn = "正在签到…" | "Checking in…",
    CheckinProgress = "签到 {done} / {total}" | "Check-in {done} / {total}",
    CheckinProgressName = "签到进度" | "Check-in progress",
    CancelCheckins = "取消签到" | "Cancel the check-in",
    DismissCheckins = "关闭签到结果" | "Dismiss the result",
    CheckinMade = "签到 {made}/{total}" | "Checked in {made}/{total}",
    CheckinBrought = "今日 {amount}" | "{amount} today",
    CheckinPagesLeft = "{count} 站要打开网页" | "{count} to open by hand",
    CheckinsFailed = "{count} 站失败" | "{count} failed",
    CheckinsSkipped = "{count} 站不能签到" | "{count} cannot",
    CheckinsCancelled = "{count} 站已取消" | "{count} cancelled",
    CheckinDoneToday = "今日已签到" | "Checked in today",
    CheckinDoneNow = "{time} 签到成功" | "Checked in at {time}",
    CheckinHolds = "账户现有 {amount}" | "the account now holds {amount}",
    CheckinAwardUntold = "站点没有说送了多少" | "the station does not tell what it gave",
    CheckinMadeBefore = "今天已签过，没有重复领取" | "Made before today; nothing was claimed twice",
    CheckinByHand =
        "站点要人在网页上签到，打开网页点一下就好" |
        "This station wants a person on its page: open it and check in there",
    CheckinTriedAt = "{time} 试过" | "Tried at {time}",
    WhyCannotCheckIn =
        "这个站点没有可签到的账户。填上访问令牌或会话 Cookie，或签到网址" |
        "No account to check in with. Save an access token, a session cookie or a check-in page",
    WhyCheckingIn = "正在签到" | "Already checking in",
    CheckinPageOf = "{name}：在浏览器打开 {page} 签到" | "{name}: open {page} in a browser to check in",
    NobodyChecksIn =
        "没有能签到的站点。给站点填上访问令牌或会话 Cookie，或签到网址" |
        "No site can check in. Save an access token, a session cookie or a check-in page",

    // Station kinds
    KindUnknown = "未识别" | "unrecognised",
    AlsoPossible = "另有可能" | "Or else",

    // Pools
    KeyPool = "密钥池" | "Key pool",
    AccountPool = "账号池" | "Account pool",
    PoolKeys = "{count} 把" | "{count} keys",
    PoolAccounts = "账号 {count}" | "{count} accounts",
    PoolAccountsUsable = "账号 {count}，可用 {usable}" | "{count} accounts, {usable} usable",
    PoolSeen = "用过 {count}" | "{count} used so far",
    PoolCurrent = "当前第 {number} 个" | "now no. {number}",

    /// Between parts of a sentence.
    Comma = "，" | ", ",

    // Money
    Unlimited = "不限量" | "Unlimited",
    Points = "{amount} 额度点" | "{amount} points",

    // Ages and times
    JustNow = "刚刚" | "just now",
    MinutesAgo = "{count} 分钟前" | "{count} min ago",
    HoursAgo = "{count} 小时前" | "{count} h ago",
    DaysAgo = "{count} 天前" | "{count} d ago",
    InMinutes = "{count} 分钟后" | "in {count} min",
    InHours = "{count} 小时后" | "in {count} h",
    InDays = "{count} 天后" | "in {count} d",
    Seconds = "{count} 秒" | "{count} s",
}
