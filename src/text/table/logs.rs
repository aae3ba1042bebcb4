//! Logs, and what follows from them.

use crate::text::Text;

texts! {
    // What was used by day and model
    UsageDays = "{count} 天" | "{count} days",
    MeasureTokens = "Tokens" | "Tokens",
    MeasureRequests = "请求" | "Requests",
    UsageEachDay = "每天" | "Each day",
    UsageByModel = "按模型" | "By model",
    UsageHeatMap = "每天 × 模型" | "Day × model",
    UsageShare = "占比" | "Share",
    OtherModels = "其他 {count} 个" | "{count} others",
    CallsFailed = "{count} 次失败" | "{count} failed",
    CallsFailedHead = "失败" | "Failed",
    NoCall = "没有调用" | "No call",
    NoCallThatDay = "这天没有调用" | "No call that day",
    DayNotFetched = "没有取回" | "Not fetched",
    DayPartly = "只取回了一部分" | "Only partly fetched",
    HatchedDays = "斜线：没有取回，或不全" | "Hatched: not fetched, or only partly",
    HeatLess = "少" | "Less",
    HeatMost = "多（一天最多 {most}）" | "More (at most {most} a day)",
    DaysNotFetched = "{count} 天没有取回" | "{count} days not fetched",
    DaysPartly = "{count} 天只取回了一部分，实际可能更多" | "{count} days only partly fetched, there may be more",
    AllDaysFetched = "这些天都已取回" | "All of these days were fetched",
    FetchedUntil = "取回到 {time}" | "fetched up to {time}",
    FetchUsageDays = "取回这 {count} 天的日志" | "Fetch the log of these {count} days",
    NoCallAtAll = "这些天都已取回，没有调用" | "All of these days were fetched: no call was made",
    NoUsageKnown =
        "这些天还没有取回的日志，所以不知道用量。用量只算已取回的日志，从不自己去取" |
        "No log of these days is here, so nothing is known of them. Usage counts only logs that were fetched, and never fetches by itself",
    NothingMeasured =
        "这些天的日志没有说明这一项" |
        "The logs of these days do not tell this",

    // Call logs
    LogOther = "其他" | "Other",
    LogTopUp = "充值" | "Top-up",
    LogConsume = "调用" | "Call",
    LogManage = "管理" | "Managed",
    LogSystem = "系统" | "System",
    LogError = "失败" | "Failed",
    LogRefund = "退款" | "Refund",
    LogLogin = "登录" | "Log-in",
    LogTest = "测试" | "Test",
    LogRows = "{count} 行" | "{count} rows",
    LogRowsSpent = "{count} 行，花费 {amount}" | "{count} rows, {amount} spent",
    LogsTruncated = "{site}：日志没有读全" | "{site}: this is not the whole log",
    LogsNotOffered =
        "{site}：站点不提供这把密钥的日志。保存账户的访问令牌后，可查账户日志" |
        "{site}: the station has no log for this key. With an access token saved, the account's log can be read",
    LogsNotRead = "{site}：没能读取日志：{reason}。{advice}" | "{site}: no log: {reason}. {advice}",

    // The log viewer
    QueryLogs = "查询日志" | "Fetch logs",
    QueryLogsHint =
        "取最新的 {count} 行，存进本机的历史" |
        "Fetches the newest {count} rows into the history on this machine",
    QueryAllLogsHint =
        "每个站点各取最新的 {count} 行，存进本机的历史" |
        "Fetches the newest {count} rows of every site into the history on this machine",
    WhyNoLogSites = "没有可以问的站点" | "There is no site to ask",
    FilterLogs = "筛选文本" | "Filter text",
    FilterLogsHint =
        "模型、密钥、分组、渠道、请求 ID、说明里的文字" |
        "Words of the model, key, group, channel, request id or note",
    LogsOfAllSites = "全部站点" | "All sites",
    RangeAll = "全部时间" | "Any time",
    RangeHours24 = "近 24 小时" | "Last 24 hours",
    RangeDays7 = "近 7 天" | "Last 7 days",
    RangeDays30 = "近 30 天" | "Last 30 days",
    OwnDays = "自选日期" | "Other days",
    FirstDay = "从" | "From",
    LastDay = "到" | "To",
    ShowTheseDays = "只看这段时间" | "Show these days",
    WhyNoFirstDay = "开始日期要写成 2026-11-21 这样" | "Write the first day like 2026-11-21",
    WhyNoLastDay = "结束日期要写成 2026-11-21 这样" | "Write the last day like 2026-11-21",
    WhyDaysBackwards = "结束日期早于开始日期" | "The last day is before the first one",
    OnlyThis = "只看 {value}" | "Only {value}",
    NoLongerOnly = "不再只看 {value}" | "No longer only {value}",
    ExportCsv = "导出 CSV" | "Export CSV",
    WhyNothingToExport = "没有可导出的行" | "There are no rows to export",
    LogsExported = "日志已导出到 {file}" | "The log was exported to {file}",
    ChooseColumns = "选择列" | "Choose columns",
    ColumnsGiveWay =
        "放不下时，次要的列先收起" |
        "Where there is no room, lesser columns give way",
    SortLogs = "按{column}排序" | "Order by {column}",
    SortedUp = "升序" | "ascending",
    SortedDown = "降序" | "descending",
    HeadCache = "缓存" | "Cache",
    HeadPoints = "额度点" | "Points",
    HeadFirstToken = "首字" | "First",
    HeadStream = "流式" | "Stream",
    Streamed = "流式" | "Stream",
    NotStreamed = "非流式" | "Whole",
    CostlyCall = "{amount} · 花费较高" | "{amount} · costly",
    LogsShown = "筛选 {shown} / {all} 条" | "{shown} of {all} rows",
    LogsAllShown = "共 {all} 条" | "{all} rows",
    LogsFailedCalls = "失败 {count}" | "{count} failed",
    CostUntold = "{count} 条没有费用" | "{count} without a cost",
    Dearest = "最贵" | "Dearest",
    ByModel = "按模型" | "By model",
    Calls = "次数" | "Calls",
    NoModel = "没有模型名" | "No model name",
    FetchOlder = "再取一页" | "Fetch more",
    FetchOlderHint = "向站点要更早的 {count} 行" | "Asks the station for {count} older rows",
    FetchDays = "取一段时间" | "Fetch days",
    FetchTheseDays = "取这段时间" | "Fetch these days",
    FetchDaysHint =
        "取这几天的全部日志，可能要翻很多页" |
        "Fetches the whole log of these days, which may take many pages",
    FetchingLogs = "正在取日志，已到 {rows} 行" | "Fetching the log, {rows} rows so far",
    FetchingSites =
        "正在取日志：{done} / {total} 个站点，已到 {rows} 行" |
        "Fetching logs: {done} of {total} sites, {rows} rows so far",
    CancelFetch = "取消取日志" | "Cancel fetching",
    FetchedRows = "新增 {new} 行" | "{new} new rows",
    FetchedNothing = "没有新的行" | "No new rows",
    FetchedPartly = "新增 {new} 行，没有读全" | "{new} new rows, not all that there are",
    FetchCancelled = "已取消，新增 {new} 行" | "Cancelled; {new} new rows are kept",
    LogsOfSiteFailed = "{site}：没有取到日志：{reason}" | "{site}: no log: {reason}",
    LogsOfSiteBroken = "{site}：日志没有读全：{reason}" | "{site}: the log broke off: {reason}",
    LogsOfSite = "{site}：{reason}" | "{site}: {reason}",
    LogsOfManyFailed = "{count} 个站点没有取到日志" | "No log from {count} sites",
    LogsNotOfferedHere =
        "站点不提供这把密钥的日志。保存账户的访问令牌后，可查账户日志" |
        "The station has no log for this key. With an access token saved, the account's log can be read",
    NoLogsYet = "本机还没有这个站点的日志" | "No log of this site is here yet",
    NoLogsOfAnySite = "本机还没有任何站点的日志" | "No log of any site is here yet",
    NoLogsYetHint =
        "“查询日志”取最新的 {count} 行，存进本机的历史，以后不联网也能看" |
        "Fetch logs brings the newest {count} rows into the history on this machine, to be read offline too",
    NoHistory =
        "历史不能用，取到的日志没有地方存。原因见窗口上方的提示" |
        "The history cannot be used, so what is fetched has no place to stay. The note above says why",
    NoLogFits = "没有符合筛选的行" | "No row fits the filter",
    LogsHidden = "本机共有 {count} 行" | "{count} rows are here",
    ClearLogFilter = "清除筛选" | "Clear the filter",
    ReadingLogs = "正在读取历史…" | "Reading the history…",
    CopyRow = "复制这一行" | "Copy this row",
    CopyRows = "复制 {count} 行" | "Copy {count} rows",
    CopyModelName = "复制模型名" | "Copy the model name",
    CopyRequestId = "复制请求 ID" | "Copy the request id",
    LogRowsChosen = "选中 {count} 行" | "{count} rows chosen",
    CloseLogRow = "收起这一行的详情" | "Close the details of this row",
    LogChannel = "渠道" | "Channel",
    LogRequestId = "请求 ID" | "Request id",
    LogBalanceBefore = "调用前余额" | "Balance before",
    CacheRead = "缓存读" | "Cache read",
    CacheWritten = "缓存写" | "Cache written",
    LogTable = "日志" | "Log rows",
}
