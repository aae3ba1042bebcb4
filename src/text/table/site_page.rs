//! The page of a site.

use crate::text::Text;

texts! {
    // The tabs
    TabStatistics = "数据统计" | "Statistics",
    TabBalance = "余额 / 日志" | "Balance / logs",
    TabTests = "站点测试" | "Tests",
    TotalBalance = "全部余额" | "All balances",
    SumOfSites = "{count} 个站点" | "Sites: {count}",
    SitesDisabled = "{count} 个已停用" | "{count} disabled",

    // Tests of a site
    CheckConnectivity = "检测连通性" | "Check connection",
    CheckHint =
        "先认站点程序，再问一次 GET /v1/models，不消耗额度" |
        "Recognises the software, then asks GET /v1/models once, which costs nothing",
    CancelCheck = "取消检测" | "Cancel the check",
    CheckUnderWay = "正在检测…" | "Checking…",
    CheckedAt = "{age}检测" | "Checked {age}",
    CheckUsable = "可用：密钥能列出模型" | "Works: the key lists models",
    CheckUsableAdvice =
        "这只说明模型列表能取到；每个模型是否真能回答还没有问过" |
        "This proves the list and no more: whether each model answers was not asked",
    CheckUnproven = "列出了模型，密钥未证实" | "Models listed, key unproven",
    CheckUnprovenAdvice =
        "没有认出站点程序，有的站点把列表给任何人看。请再查询余额或实际调用一次" |
        "The software was not recognised, and some stations show the list to anybody. Query the balance, or make a call",
    CheckNoModels = "列表里没有模型" | "The list has no model",
    CheckNoModelsAdvice =
        "到站点后台检查密钥的分组和模型限制" |
        "Check the group and the model limits of the key in the station's panel",
    CheckSteps = "逐步结果" | "Step by step",
    StepConnection = "连接" | "Connection",
    StepAnswered = "有应答" | "Something answered",
    StepNoAnswer = "没有应答" | "No answer",
    StepNotAsked = "没有问到" | "Not asked",
    StepNoList = "没有列出" | "Not listed",
    StepLatency = "列表用时" | "List took",
    CopyModels = "复制模型列表" | "Copy the model list",

    // The page of a site
    NoSiteChosen = "在左边选一个站点" | "Choose a site on the left",
    ReadAt = "读数于 {time} · {elapsed}" | "Read at {time} · {elapsed}",
    Balance = "余额" | "Balance",
    BalanceOf = "余额（{scope}）" | "Balance ({scope})",
    NoReadingYet = "还没有读数" | "No reading yet",
    TypedByHand = "手动填写" | "Typed by hand",
    UsedOfTotal = "已用 {used} / 共 {total}" | "Used {used} of {total}",
    UsedOnly = "已用 {used}" | "Used {used}",
    TotalOnly = "共 {total}" | "Total {total}",
    ExpiresOn = "到期 {date}" | "Expires {date}",
    ExpiredOn = "已于 {date} 到期" | "Expired {date}",
    TodaySpend = "今日消费" | "Spent today",
    TodayRequests = "今日请求" | "Requests today",
    TodayTokens = "{count} tokens" | "{count} tokens",
    Condition = "状态" | "State",
    KeyValid = "密钥有效" | "Key is valid",
    KeyRefused = "密钥被拒绝" | "Key refused",
    KeyUnproven = "密钥未证实" | "Key unproven",
    QueryBalance = "查询余额" | "Query balance",
    PartUsage = "用量" | "Usage",
    PartLogs = "日志" | "Logs",
    RawAnswers = "原始数据" | "Raw answers",
    HideRawAnswers = "收起原始数据" | "Hide raw answers",
    Details = "详情" | "Details",
    Address = "网址" | "Address",
    Key = "密钥" | "Key",
    NameOfKey = "密钥名称" | "Key name",
    KeyStatus = "密钥状态" | "Key state",
    StationKind = "站点程序" | "Software",
    Plan = "套餐" | "Plan",
    PlanInUse = "在用" | "In use",
    NoPlanInUse = "没有在用的套餐" | "No plan is in use",
    AccountUser = "用户" | "User",
    AccountEmail = "邮箱" | "E-mail",
    AccountStatus = "账户状态" | "Account",
    LeftOfTotal = "{left} / 共 {total}" | "{left} of {total}",
    NumberOfUser = "{name}（ID {id}）" | "{name} (id {id})",
    OnlyNumberOfUser = "ID {id}" | "id {id}",
    TodayRow = "今日用量" | "Today",
    RequestsCount = "{count} 次请求" | "{count} requests",
    Expiry = "到期" | "Expires",
    Models = "可用模型" | "Models",
    Notes = "备注" | "Notes",
    Threshold = "低余额线" | "Low below",
    UnitAssumed =
        "站点没有说明单位，这里按“{unit}”显示" |
        "The station does not tell its unit; shown as {unit}",
    NoMoneyNoLogs =
        "这种站点程序没有余额和日志接口，只能查模型和密钥是否有效" |
        "This software tells neither balance nor logs, only its models and whether the key works",
    AccountNotRead = "账户没有查到：{reason}" | "Account not read: {reason}",
    KeyNotRead = "密钥没有查到：{reason}" | "Key not read: {reason}",
    NotActivated =
        "密钥还没开始计时：第一次调用后才开始" |
        "The key's time has not begun: it begins with the first call",
    NoKeySaved = "没有填写" | "None saved",
    PlanWindows = "限额窗口" | "Limits",
    WalletsAndPlans = "钱包与套餐" | "Wallets and plans",
    WalletOf = "{unit} 钱包" | "{unit} wallet",
    Granted = "赠送 {amount}" | "{amount} granted",
    ToppedUp = "充值 {amount}" | "{amount} paid in",
    WindowHours = "{count} 小时" | "{count} h",
    WindowDays = "{count} 天" | "{count} d",
    WindowMinutes = "{count} 分钟" | "{count} min",
    WindowTotal = "总额" | "Total",
    WindowKey = "密钥限额" | "Key limit",
    WindowPlan = "套餐" | "Plan",
    WindowNoLimit = "不设限" | "No limit",
    WindowUsed = "已用 {percent}" | "{percent} used",
    ResetsIn = "{span}重置" | "resets {span}",
    UsedMeter = "已用的部分" | "Part that is used",

    // The details of an account
    AccountDetails = "账户详情" | "Account details",
    HideAccountDetails = "收起账户详情" | "Hide account details",
    AskDetails = "查询账户详情" | "Ask for details",
    AskDetailsAgain = "再查一次" | "Ask again",
    DetailsHint =
        "向站点问公告、模型价格和账户的密钥。只在你点的时候问" |
        "Asks the station for its notice, prices and the account's keys, only when you press",
    AskingDetails = "正在查询账户详情…" | "Asking for details…",
    AccountKeys = "账户的密钥" | "Keys of the account",
    AccountKeysCount = "账户的密钥 · {count}" | "Keys of the account · {count}",
    AccountKeyEnabled = "可用" | "Enabled",
    AccountKeyDisabled = "已停用" | "Disabled",
    AccountKeyExpired = "已过期" | "Expired",
    AccountKeyExhausted = "已用尽" | "Used up",
    KeyLeft = "剩余" | "Left",
    KeyUsed = "已用" | "Used",
    KeyGroup = "分组" | "Group",
    NeverExpires = "不过期" | "Never",
    NoAccountKeys = "账户里没有密钥，可到站点后台新建" | "The account holds no key. Make one in the station's panel",
    KeysNeedAccount =
        "站点没有填账户的访问令牌或会话 Cookie，所以没有问。填上后再查一次" |
        "Not asked: no access token or session cookie is saved. Add one, then ask again",
    KeysNotOffered = "这种站点程序不列出账户的密钥" | "This software lists no keys",
    StationNotice = "公告" | "Notice",
    NoNotice = "站点现在没有公告" | "Nothing is announced",
    NoticeUnread = "未读" | "Unread",
    NoticesUnread = "{title} · {count} 条未读" | "{title} · {count} unread",
    ReadNotices = "标为已读" | "Mark as read",
    NoticePublished = "{date} · {age}" | "{date} · {age}",
    AnnouncementOngoing = "进行中" | "Going on",
    AnnouncementSuccess = "已完成" | "Done",
    AnnouncementWarning = "提醒" | "Warning",
    AnnouncementError = "故障" | "Fault",
    NoticeNotOffered = "这种站点程序没有公告" | "This software has no notices",
    ModelPrices = "模型价格" | "Model prices",
    ModelPricesCount = "模型价格 · {count}" | "Model prices · {count}",
    ModelColumn = "模型" | "Model",
    PriceInput = "输入 / 百万" | "Input / M",
    PriceOutput = "输出 / 百万" | "Output / M",
    PricePerCall = "每次" | "Per call",
    PriceOfCall = "{price}/次" | "{price} a call",
    NoPrices = "站点没有公布价格" | "No price is published",
    PricesNotOffered = "这种站点程序不公布价格" | "This software publishes no prices",
    SearchModels = "搜索模型" | "Search models",
    NoModelMatches = "没有匹配的模型" | "No model matches",
    PricesOfGroup = "按密钥的分组 {group} 计算，倍率 ×{ratio}" | "For the key's group {group}, factor ×{ratio}",
    PricesBeforeGroups = "未乘分组倍率：{groups}" | "Before the factor of a group: {groups}",
    PricesInUsd = "美元" | "USD",
    DefaultPriceNote = "* 站点没有单独定价，这是程序的默认值" | "* Not priced by the station: a default of its software",
    PartNotTold = "没有查到：{reason}" | "Not told: {reason}",

    // A failure
    FailedAt = "{age}查询" | "Asked {age}",
    StationSays = "站点的原话：“{message}”" | "The station says: “{message}”",
    OlderShown =
        "下面的余额读于 {age}" |
        "The balance below was read {age}",
    OlderShownByHand = "下面的余额是手动填写的" | "The balance below was typed by hand",
    NothingShown = "这个站点还没有读到过余额" | "No balance of this site was ever read",
    Retry = "重试" | "Try again",
    HttpStatus = "HTTP {status}" | "HTTP {status}",
    HttpsOffered =
        "站点把 http 转到 https。改用 {address}，密钥就不再明文传送" |
        "The station redirects http to https. With {address} the key no longer travels in clear",
    UseHttps = "改用 https" | "Use https",

    // The trail
    TrailMethod = "方法" | "Method",
    TrailPath = "路径" | "Path",
    TrailStatus = "状态码" | "Status",
    TrailTime = "用时" | "Time",
    TrailOutcome = "结果" | "Outcome",
    OutcomeOk = "成功" | "Answered",
    OutcomeNotThisKind = "不是这种站点程序" | "Not this software",

    // Raw answers
    SaveRecording = "存为录制" | "Save as a recording",
    RecordingSaved =
        "已把往返存到 {folder}。密钥、账户和网址都已替换；发给别人前请再看一遍" |
        "Saved the exchanges in {folder}. Keys, accounts and addresses are replaced; look them over before you share them",
    OpenFolder = "打开文件夹" | "Open the folder",
    RawFromSession =
        "本次打开后的往返，密钥已抹去" |
        "Exchanges since the program was opened, without secrets",
    RawSent = "发出的请求" | "Sent",
    RawAnswered = "收到的回答" | "Answered",
    RawEmpty = "没有收到内容" | "No body",
    RawNoAnswer = "没有收到回答" | "No answer",
    RawCut = "只显示开头；复制可得全部 {count} 个字符" | "Only the beginning is shown; copying gives all {count} characters",
    Copy = "复制" | "Copy",
    CopyAnswer = "复制 {path} 的回答" | "Copy the answer of {path}",
}
