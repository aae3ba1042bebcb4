//! The settings, and what goes on by itself.

use crate::text::Text;

texts! {
    // The settings
    Settings = "设置" | "Settings",
    PageQuery = "查询与定时" | "Queries and timer",
    PageAlarm = "提醒" | "Alarms",
    PagePaths = "接口与日志" | "Paths and logs",
    PageWithMistake = "{page}（有错）" | "{page} (mistake)",
    TimerTitle = "定时查询" | "Timer",
    AutoQueryFlag = "定时查询全部站点" | "Ask all sites by themselves",
    Interval = "间隔" | "Every",
    UnitMinutes = "分钟" | "minutes",
    IntervalNote =
        "最少 5 分钟，每次随机提前或推后一成以内；正在查询全部时跳过，睡眠醒来后补一次" |
        "At least 5 minutes, each time up to a tenth earlier or later. Left out while sites are being asked; made up for once after the machine slept",
    IntervalRaised = "文件里写的是 {count} 分钟，实际按 5 分钟" | "The file says {count}; it runs every 5 minutes all the same",
    QueryAtStart = "打开程序后先查一次" | "Once after the program was opened too",
    NetworkTitle = "网络" | "Network",
    ConnectTimeout = "连接超时" | "Connect within",
    AnswerTimeout = "应答超时" | "Answer within",
    UnitSeconds = "秒" | "seconds",
    ConcurrentOrigins = "同时查询" | "Side by side",
    UnitStations = "个中转站" | "stations",
    ConcurrentNote = "同一个中转站的站点总是一个一个查" | "Sites of one station are always asked one after the other",
    HistoryTitle = "历史" | "History",
    HistoryDays = "保留" | "Kept for",
    HistoryDaysNote =
        "读数和调用日志保留多久，更早的会删掉。不填就一直保留" |
        "How long readings and call logs are kept; what is older is deleted. Empty: for ever",
    HistoryHolds =
        "现在占 {size}：{rows} 行日志，{readings} 次读数" |
        "{size} now: {rows} log rows, {readings} readings",
    LogsTitle = "日志" | "Logs",
    CostlyRow = "花费较高" | "Costly from",
    CostlyRowNote = "一次调用花到这么多，日志里就标出来；美元和人民币同一个数" | "A call of that price is marked in the log; the same number for USD and CNY",
    LogsPageSize = "日志每页" | "Log rows a page",
    UnitRows = "行" | "rows",
    AlarmTitle = "余额低于" | "Low below",
    ThresholdUsd = "美元余额" | "Balances in USD",
    ThresholdCny = "人民币余额" | "Balances in CNY",
    ThresholdNote =
        "站点档案里填了低余额线的，以那个为准；用完和欠费总会提醒" |
        "A site's own limit goes before these. What is used up or in debt always counts",
    ExpiryDays = "到期前" | "Before it ends",
    UnitDays = "天" | "days",
    ExpiryNote = "密钥或订阅在这么多天内到期时提醒；0 = 不提醒" | "Told when a key or plan ends within so many days; 0 = never",
    NotificationTitle = "怎么提醒" | "How it is told",
    NotificationsFlag = "显示系统通知" | "Show a notification of the system",
    NotificationNote =
        "每次只提醒一遍，余额恢复后才会再提醒。不显示系统通知时，窗口里仍有提示" |
        "Each is told once, and again only after it has recovered. Without notifications the window tells it all the same",
    TryNotification = "试一条通知" | "Try a notification",
    TryingNotification = "正在发送…" | "Sending…",
    NotificationTried = "已交给系统。没有看到的话，请检查系统的通知设置" | "Handed to the system. If you do not see it, look at the system's own notification settings",
    NotificationRefused = "系统没有显示：{reason}" | "The system did not show it: {reason}",
    QuietFlag = "免打扰时段" | "Quiet hours",
    QuietFrom = "免打扰从" | "Quiet from",
    QuietTo = "免打扰到" | "Quiet until",
    QuietNote = "这段时间里不提醒，结束时仍然低的再提醒" | "Nothing is told then; what is still low at their end is told there",
    PathsNote =
        "对所有站点有效，站点档案里填了的以那个为准。不填就用站点程序自己的路径" |
        "They hold for every site without its own. Empty: as the software has it",
    PathDefault = "默认 {path}" | "Usually {path}",
    NotWithin = "请填 {least} 到 {most} 的整数" | "Give a whole number from {least} to {most}",
    NotATimeout = "请填大于 0、不超过 86400 的秒数" | "Give seconds above 0 and up to 86400",
    NotAClockTime = "请按 22:00 的样子填写" | "Write it like 22:00",
    NoTimeBetween = "结束和开始是同一时间" | "They end as they begin",
    SettingsNotSaved = "没能保存，原因见窗口上方" | "Not saved; the window says why at its top",
    LeaveSettings = "有修改没有保存" | "Changes are not saved",
    KeepEditing = "继续修改" | "Go on",
    DiscardChanges = "放弃修改" | "Discard changes",

    // The timer and the alarm
    NextQuery = "下次自动查询 {time}" | "Next query by itself {time}",
    NextQueryShort = "下次 {time}" | "Next {time}",
    LowSites = "低余额 {count}" | "Low {count}",
    OnlyLow = "只看余额低的 {count} 个" | "Show only the {count} that are low",
    NoLongerOnlyLow = "不再只看余额低的" | "No longer only those that are low",
    AlarmLeft = "{site} 只剩 {amount}" | "{site}: {amount} left",
    AlarmUsedUp = "{site} 已用完" | "{site} is used up",
    AlarmInDebt = "{site} 欠费 {amount}" | "{site} is in debt: {amount}",
    AlarmExpires = "{site} {time}到期" | "{site} ends {time}",
    AlarmExpired = "{site} 已到期" | "{site} has ended",
    AlarmOfOne = "余额提醒" | "Balance alarm",
    AlarmOfSeveral = "{count} 个站点余额告急" | "{count} sites run low",
    AlarmLine = "{title}：{sites}" | "{title}: {sites}",
    AlarmMore = "还有 {count} 个站点" | "{count} more",
    AlarmShow = "看看" | "Show",
    AlarmShowName = "看看余额低的站点" | "Show what is low",
    ExpiresIn = "{time}到期" | "ends {time}",
    Expired = "已到期" | "ended",
    TestNotification = "这是一条试验通知，余额低时就会这样提醒" | "Only a test: this is how a low balance is told",
    NotificationFailed =
        "系统没能显示通知（{reason}）。余额低时窗口里仍会提示" |
        "The system showed no notification ({reason}). The window tells of low balances all the same",
}
