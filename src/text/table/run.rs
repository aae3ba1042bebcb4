//! A run of queries.

use crate::text::Text;

texts! {
    // A run
    RunAnswered = "成功" | "answered",
    RunFailed = "失败" | "failed",
    RunSkipped = "跳过" | "skipped",
    RunCancelled = "已取消" | "cancelled",
    RetryFailed = "重试失败的" | "Retry the failed",
    RetryCancelled = "重试取消的" | "Retry the cancelled",
    RunProgress = "{done} / {total}" | "{done} / {total}",
    RunProgressName = "查询进度" | "Progress",
    Cancel = "取消" | "Cancel",
    Cancelling = "正在取消…" | "Cancelling…",
    Totals = "合计" | "Total",
    Outdated = "{count} 站是旧数" | "{count} outdated",
    OutdatedWhy =
        "手动填写的余额，或读到后又查询失败的" |
        "Typed by hand, or read before a query that failed",
    LeftOut = "{count} 站不计" | "{count} left out",
    LeftOutWhy =
        "订阅、不限量、停用、设为不计和重复的钱包不计入合计" |
        "Plans, unlimited keys, disabled and excluded sites and wallets counted already are left out",

    // The newest run, site by site
    RunSummary = "本次查询" | "This run",
    RunSummaryWord = "明细" | "Results",
    RunSummaryOpen = "本次查询的明细" | "What this run came to",
    RunSummaryGoesOn = "还在查询 {done} / {total}" | "Still asking: {done} of {total}",
    RunSummaryTime = "{title} · {time} · {count} 个站点" | "{title} · {time} · sites: {count}",
    CopyRunSummary = "复制为文字" | "Copy as text",
    CloseDialog = "关闭" | "Close",
    ResultsShown = "{word} {count}" | "{word} {count}",
    ResultsSkipped = "跳过" | "Skipped",
    ResultsCancelled = "已取消" | "Cancelled",
    ResultsWaiting = "未完" | "Not asked yet",
    ResultsLeftOut = "不计入合计" | "Not in the total",
    ResultSkipped = "跳过：{why}" | "Skipped: {why}",
    SkippedNoCredentials = "没有密钥，也没有账户凭据" | "neither key nor account is saved",
    LeftOutBecause = "不计入合计：{why}" | "Not in the total: {why}",
    LeftOutExcluded = "设为不计" | "left out by you",
    LeftOutPlan = "套餐" | "a plan",
    LeftOutNoAmount = "没有余额" | "no balance",
    LeftOutSameWallet = "与 {name} 是同一个钱包" | "same wallet as {name}",
    LeftOutNames = "不计入合计：{names}" | "Not in the total: {names}",
    SiteBecause = "{name}（{why}）" | "{name} ({why})",
    CountsWithOldNumber = "旧数，仍计入合计" | "An old number, in the total all the same",
    RunTotal = "合计 {amount}" | "Total {amount}",
    RunToday = "今日 {amount}" | "{amount} today",
    TodayToldBy = "{count} 站告知" | "told by {count}",
    TodayToldByNone = "没有站点告知今日花费" | "No station told what was spent today",
}
