use crate::text::language::Language;
use std::fmt::Display;

macro_rules! texts {
    ($( $(#[$doc:meta])* $name:ident = $zh:literal | $en:literal, )*) => {
        /// A text of the program. Parts in `{braces}` are filled in by [`Text::fill`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Text {
            $( $(#[$doc])* $name, )*
        }

        impl Text {
            pub const ALL: &'static [Self] = &[ $( Self::$name, )* ];

            pub const fn in_language(self, language: Language) -> &'static str {
                match (self, language) {
                    $( (Self::$name, Language::Zh) => $zh, (Self::$name, Language::En) => $en, )*
                }
            }
        }
    };
}

texts! {
    // The program
    ProgramName = "此方API查查" | "KonataAPI",
    /// Of a window on the demo stations.
    DemoName = "此方API查查 · 演示" | "KonataAPI · demo",

    // The list of sites
    Sites = "站点" | "Sites",
    AddSite = "添加站点" | "Add site",
    QueryAll = "查询全部" | "Query all",
    NoSitesYet = "还没有站点" | "No sites yet",
    NoSitesHint =
        "填好网址和密钥，程序会认出站点程序并查询余额" |
        "Give an address and a key: the program recognises the software and reads the balance",
    LoadingSites = "正在读取站点…" | "Reading the sites…",
    Waiting = "排队中…" | "Waiting…",
    Connecting = "正在连接…" | "Connecting…",
    AskingPath = "正在问 {path}" | "Asking {path}",
    ShownFrom = "显示 {age}" | "shown: {age}",
    ShownByHand = "显示手动填写的余额" | "shown: typed by hand",
    TodayUse = "{amount} 今日" | "{amount} today",
    CopyAddress = "复制网址" | "Copy address",

    // The menu of the whole list
    MoreOfList = "更多" | "More",
    MarkAll = "全选" | "Choose all",
    WhyNotSeveral = "列表里不足两个站点" | "The list shows fewer than two sites",
    RemoveSiteNamed = "删除 {name}" | "Delete {name}",
    LanguageTitle = "语言" | "Language",
    /// As its own speakers call it.
    LanguageName = "中文" | "English",
    LookTitle = "外观" | "Look",
    LookSystem = "跟随系统" | "System",
    LookLight = "浅色" | "Light",
    LookDark = "深色" | "Dark",

    // Beginning
    PasteSite = "从剪贴板粘贴" | "Paste a site",
    PasteHint =
        "复制了站点给的网址和密钥？在这里按 {keys}，表单会自动填好" |
        "Copied the address and key that a station gave you? Press {keys} here and the form is filled in",
    ShowDemo = "看看演示" | "Look at the demo",
    ShowDemoHint =
        "在另一个窗口里打开自带的演示站点，不碰你的数据" |
        "Opens the built-in demo stations in a window of their own; your files stay untouched",
    NothingToPaste =
        "剪贴板里没有网址，也没有密钥。先复制站点给你的那段文字，再粘贴" |
        "The clipboard holds neither an address nor a key. Copy what the station gave you, then paste",
    PastedCheck = "已按剪贴板填好，核对后再保存" | "Filled in from the clipboard. Look it over before you save",
    PastedNoAddress =
        "剪贴板里只有密钥，没有网址，请补上" |
        "The clipboard held a key but no address. Add the address",
    DemoNotOpened =
        "没能打开演示窗口（{reason}）。可以在终端运行 konata-api --demo" |
        "The window with the demo did not open ({reason}). Run konata-api --demo in a terminal",

    // Searching and sorting the list
    SearchSites = "搜索站点、标签、备注" | "Search sites, tags, notes",
    ClearSearch = "清空搜索" | "Clear the search",
    AllSites = "全部" | "All",
    OnlyOutcome = "只看{outcome}的 {count} 个" | "Show only the {count} {outcome}",
    NoLongerOnlyOutcome = "不再只看{outcome}的 {count} 个" | "No longer only the {count} {outcome}",
    AskedAgain = "重查" | "asked again",
    PinnedSites = "置顶" | "Pinned",
    NoSiteMatches = "没有匹配的站点" | "No site matches",
    ShowAllSites = "显示全部" | "Show all",
    StationOfSites = "{host} · {count} 个站点" | "{host} · {count} sites",
    SortBy = "排序：{order}" | "Order: {order}",
    OrderAsAdded = "添加顺序" | "As added",
    OrderNameUp = "名称 A–Z" | "Name A–Z",
    OrderNameDown = "名称 Z–A" | "Name Z–A",
    OrderMostLeft = "余额从多到少" | "Most left first",
    OrderLeastLeft = "余额从少到多" | "Least left first",
    OrderNewestReading = "读数从新到旧" | "Newest reading first",
    OrderOldestReading = "读数从旧到新" | "Oldest reading first",
    OrderWorstHealth = "状态从差到好" | "Worst state first",
    OrderBestHealth = "状态从好到差" | "Best state first",

    // What can be done with a site of the list
    OpenSite = "打开网站" | "Open the website",
    CopyKey = "复制密钥" | "Copy the key",
    Copied = "已复制" | "Copied",
    EditSite = "编辑" | "Edit",
    EditTheSite = "编辑站点" | "Edit the site",
    PinSite = "置顶" | "Pin",
    UnpinSite = "取消置顶" | "Unpin",
    DisableSite = "停用" | "Disable",
    EnableSite = "启用" | "Enable",
    RemoveSite = "删除" | "Delete",
    QuerySiteNamed = "查询 {name}" | "Query {name}",
    OpenSiteNamed = "打开 {name} 的网站" | "Open the website of {name}",
    MoreOfSite = "{name}：更多操作" | "{name}: more",
    SiteRemoved = "已删除 {name}" | "Deleted {name}",
    SitesRemoved = "已删除 {count} 个站点" | "Deleted {count} sites",
    Undo = "撤销" | "Undo",
    DismissRemoval = "不再提示撤销" | "Offer no undo",
    QueryMarked = "查询所选 {count}" | "Query {count} chosen",
    RemoveMarked = "删除所选 {count}" | "Delete {count} chosen",
    ClearMarks = "取消多选" | "Choose one only",
    WhyAllBeingAsked = "所选站点都在查询" | "All chosen sites are being asked",
    WhyNoAddress = "网址不完整" | "The site has no valid address",
    BrowserFailed =
        "没能打开浏览器。请自行打开 {address}" |
        "No browser could be opened. Open {address} yourself",

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

    // The tabs
    TabStatistics = "数据统计" | "Statistics",
    TabBalance = "余额 / 日志" | "Balance / logs",
    TabTests = "站点测试" | "Tests",
    TotalBalance = "全部余额" | "All balances",
    SumOfSites = "{count} 个站点" | "Sites: {count}",
    SitesDisabled = "{count} 个已停用" | "{count} disabled",

    // The record of a site
    SiteRecord = "站点档案" | "Site record",
    Unsaved = "未保存" | "Unsaved",
    Save = "保存" | "Save",
    SiteTypeLabel = "类型" | "Type",
    TypePaid = "付费站" | "Paid",
    TypeFree = "公益站" | "Free",
    TypeSubscription = "订阅转API" | "Subscription as API",
    Tags = "标签" | "Tags",
    TagsHint = "用逗号分开" | "Parted by commas",
    UnitLabel = "单位" | "Unit",
    UnitToken = "额度点（Token）" | "Points (Token)",
    BalanceHint = "可手动填写" | "May be typed by hand",
    TypedReplacesReading =
        "保存后，手动填写的余额代替上次读数，直到下次查询" |
        "Once saved, the typed balance stands for the last reading until the next query",
    ThresholdHint = "不填则按设置，{amount}" | "Empty: as in the settings, {amount}",
    ThresholdNoHint = "不填则只在用完时提醒" | "Empty: low only when used up",
    KeyTravels = "密钥放在" | "Key goes in",
    KeyInHeader = "请求头（自动）" | "A header (automatic)",
    KeyInOwnHeader = "请求头 x-api-key" | "The header x-api-key",
    KeyInAddress = "网址里（?key=）" | "The address (?key=)",
    UrlKeyWarning =
        "网址会留在沿途服务器的日志里，密钥也就留下了" |
        "Servers on the way log addresses, and the key with them",
    Pinned = "置顶" | "Pinned",
    DisabledFlag = "停用" | "Disabled",
    ExcludedFromTotals = "不计入合计" | "Left out of totals",
    LastQuery = "上次查询" | "Last query",
    NeverQueried = "从未" | "Never",
    NotANumber = "请填数字，例如 12.50" | "Give a number, such as 12.50",
    NotAnAmount = "请填不小于 0 的数字" | "Give a number that is not below 0",
    WhyUnchanged = "没有要保存的改动" | "Nothing was changed",
    WhyMistake = "有字段填得不对" | "Some field is not right",
    ShowField = "显示{field}" | "Show {field}",
    HideField = "隐藏{field}" | "Hide {field}",
    CopyField = "复制{field}" | "Copy {field}",
    ShowToChange = "显示之后才能改" | "Show the values to change them",
    Unsendable = "里面有无法发送的字符，请重新复制" | "It holds characters that cannot be sent; copy it again",

    // The record of a site: its account
    SectionAccount = "账户" | "Account",
    AccountSummary = "有令牌或登录信息，就能查账户余额、签到" | "With a token or a log-in: the account's balance, check-in",
    AccessToken = "访问令牌" | "Access token",
    AccessTokenNote =
        "one-api 系：个人设置里的系统访问令牌；sub2api：登录后的 JWT。不是 sk- 密钥" |
        "one-api family: the system access token of your profile; sub2api: the JWT of a log-in. Not the sk- key",
    UserId = "用户 ID" | "User id",
    UserIdHint = "多为数字" | "Mostly a number",
    UserIdNote =
        "new-api、Veloera 等要和令牌一起填" |
        "new-api, Veloera and others want it beside the token",
    LoginName = "登录名" | "Log-in name",
    LoginNameHint = "邮箱" | "E-mail address",
    LoginPassword = "登录密码" | "Password",
    LogInNote = "没有令牌时，sub2api 可以用邮箱和密码登录" | "Without a token, sub2api lets you log in with these",
    HalfALogIn = "登录名和密码要一起填才有用" | "Name and password work only together",
    SessionCookie = "会话 Cookie" | "Cookie",
    SessionCookieNote =
        "没有令牌时用：浏览器登录后的 Cookie；较新的 new-api 已不认" |
        "Without a token: the cookie of a browser that is logged in; newer new-api refuses it",

    // The record of a site: how it is asked
    SectionConnection = "连接" | "Connection",
    ConnectionSummary = "站点程序、代理、请求头、路径，一般不用改" | "Software, proxy, headers, paths; usually fine as they are",
    TryBalance = "试查余额" | "Try the balance",
    TryLogs = "试查日志" | "Try the log",
    TrialNote =
        "按表单现在的内容问一次，结果不保存" |
        "Asks once with what stands in the form; nothing is saved",
    TrialOfOtherForm =
        "表单在这次试查之后改过，下面是改之前的结果" |
        "The form was changed since: this is what came before that",
    TrialUnderWay = "正在试查…" | "Trying…",
    CancelTrial = "取消试查" | "Cancel the trial",
    CloseTrial = "收起结果" | "Close the result",
    TrialBalance = "问到了：{balance}" | "It answered: {balance}",
    TrialAnswered = "问到了：这里没有余额可查" | "It answered: there is no balance to ask for here",
    TrialLogs = "取到 {count} 条日志" | "{count} rows of the log came",
    KindAutomatic = "自动识别" | "Automatic",
    KindFoundOut = "自动识别（{kind}）" | "Automatic ({kind})",
    KindChosenNote = "不再自动识别，只按这个程序查询" | "Asked as this software, whatever it looks like",
    LogKeyTravels = "日志密钥在" | "Key for logs",
    LogKeyAutomatic = "按站点程序（自动）" | "As the software wants it (automatic)",
    KeyAsBearer = "请求头 Authorization" | "The header Authorization",
    Proxy = "网络代理" | "Proxy",
    ProxyOfSystem = "跟随系统" | "As the system",
    NoProxy = "不用代理" | "None",
    OwnProxy = "指定地址" | "This address",
    ProxyAddress = "代理地址" | "Its address",
    ProxyAddressHint = "http://127.0.0.1:7890" | "http://127.0.0.1:7890",
    ProxyAddressEmpty = "请填写代理地址" | "Give the address of the proxy",
    ProxyUnknownScheme = "以 http:// 或 socks5:// 开头" | "Begin with http:// or socks5://",
    ProxyMalformed = "这不是代理地址，例如 socks5://127.0.0.1:1080" | "Not the address of a proxy, such as socks5://127.0.0.1:1080",
    ExtraHeaders = "附加请求头" | "Headers",
    ExtraHeadersNote = "一行一个，随每次请求发送" | "One to a line, sent with every request",
    HeaderProblem = "第 {line} 行：{problem}" | "Line {line}: {problem}",
    HeaderNoColon = "名称和值之间要有冒号" | "a colon between name and value is missing",
    HeaderBadName = "名称只能用英文字母、数字和连字符" | "a name has only letters, digits and dashes",
    HeaderBadValue = "值里有无法发送的字符，例如中文" | "the value holds characters that cannot be sent",
    HeaderRepeated = "这个名称上面已经有了" | "this name stands above already",
    SubscriptionPath = "额度路径" | "Limit path",
    UsagePath = "用量路径" | "Usage path",
    LogsPath = "日志路径" | "Log path",
    LogRelay = "日志中继" | "Log relay",
    LogRelayHint = "一般不填" | "Usually none",
    LogRelayWarning =
        "查日志时改问这个地址，它会看到你的密钥和日志；不信任的中继不要填" |
        "Logs are asked for there: it gets to see your key and your logs. Leave it empty unless you trust it",
    PathNoSlash = "以 / 开头" | "Begin with /",
    PathUnsendable = "不能有空格和 #" | "No spaces and no #",

    // The record of a site: its check-in
    SectionCheckin = "签到" | "Check-in",
    CheckinSummary = "签到网页、接口和请求头，一般不用填" | "Page, path and headers; usually not needed",
    CheckinPage = "签到网页" | "Page",
    CheckinPageNote = "不能自动签到的站点，签到时在浏览器里打开它" | "Opened in the browser where check-in is done by hand",
    CheckinPath = "签到接口" | "Check-in path",
    CheckinPathNote = "不填则按站点程序" | "Empty: as the software has it",
    CheckinHeaders = "签到请求头" | "Its headers",
    CheckinHeadersNote = "一行一个，只在签到时发送" | "One to a line, sent with the check-in only",

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

    // Adding a site
    NewSite = "添加站点" | "Add a site",
    SiteName = "名称" | "Name",
    SiteNameHint = "可不填，默认用网址里的主机名" | "Optional; the host name otherwise",
    SiteAddressHint = "https://api.example.com" | "https://api.example.com",
    SiteKeyHint = "sk-…" | "sk-…",
    NewSiteNote =
        "没有密钥也能保存；账户、代理等在保存后的站点档案里填" |
        "A key is not a must; account, proxy and more go into the site record afterwards",
    Show = "显示" | "Show",
    Hide = "隐藏" | "Hide",
    ShowKey = "显示密钥" | "Show the key",
    HideKey = "隐藏密钥" | "Hide the key",
    SaveAndQuery = "保存并查询" | "Save and query",
    Discard = "放弃" | "Discard",
    AddressEmpty = "请填写网址" | "Give an address",
    AddressNotHttp = "只认 http 或 https 网址" | "Only http and https addresses work",
    AddressHoldsCredentials =
        "网址里有用户名或密码，请去掉" |
        "The address holds a user name or password; take it out",
    AddressMalformed = "这不是网址" | "This is not an address",

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

    // Closing the window
    UnsavedAtClosing =
        "有 {count} 个站点的修改未保存" |
        "Sites with changes that are not saved: {count}",
    SaveAndClose = "保存并退出" | "Save and quit",
    DiscardAndClose = "放弃并退出" | "Discard and quit",
    GoToMistake = "去改" | "Show",
    GoToMistakeOf = "去改 {name}" | "Show the form of {name}",
    FieldProblem = "{field}：{problem}" | "{field}: {problem}",
    WhyNotAllSaved =
        "先改好填错的站点，或者放弃修改" |
        "Put right what is wrong first, or discard the changes",

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

    // Why a control is off
    WhyNoSites = "还没有站点" | "There are no sites yet",
    WhyBeingAsked = "正在查询这个站点" | "This site is being asked",
    WhyDisabled = "站点已停用" | "The site is disabled",
    SavingSite = "正在保存" | "Already saving",
    WhyCancelling = "正在取消" | "Already cancelling",

    // Notices
    DismissNotice = "关闭这条通知" | "Dismiss this notice",
    FileSetAside =
        "{file} 读不懂，已原样挪到 {moved_to}，没有覆盖任何内容" |
        "{file} could not be read and was moved to {moved_to} as it was; nothing was overwritten",
    FileVanished =
        "{file} 被删除了；内容还在，下次保存时会写回去" |
        "{file} was deleted; what it held is kept and written back with the next save",
    IdsAssigned =
        "{count} 个站点没有自己的 id，已补上" |
        "{count} sites had no id of their own and were given one",
    HistorySetAside =
        "历史记录 {file} 已损坏，原样挪到 {moved_to}，并新建了一个。之前的读数、调用日志和签到记录不再显示；调用日志可以重新拉取" |
        "The history {file} was damaged, was moved to {moved_to} as it was, and a new one was begun. Earlier readings, call logs and check-ins are no longer shown; call logs can be fetched again",
    HistoryVanished =
        "历史记录 {file} 不见了，{since} 以来的读数、调用日志和签到记录随之没有了，已新建一个；调用日志可以重新拉取" |
        "The history {file} is gone, and with it the readings, call logs and check-ins since {since}. A new one was begun; call logs can be fetched again",
    HistoryTooNew =
        "历史记录 {file} 是更新版本的程序写的，没有改动它；这次不读也不记历史。请更新程序" |
        "The history {file} was written by a later version of the program and is left alone; this time none is read or kept. Please update the program",
    HistoryFailed =
        "历史记录 {file} 用不了（{reason}），读数、日志和签到暂时不会记入历史；其他功能照常" |
        "The history {file} cannot be used ({reason}): readings, logs and check-ins are not kept in it for now. Everything else works",
    FolderNotCreated =
        "没能创建文件夹 {file}（{reason}）。请检查上级文件夹的权限，或用 --data-dir 换一个" |
        "The folder {file} could not be created ({reason}). Check the rights of the folder above it, or choose another with --data-dir",
    FileNotReadable =
        "没能读取 {file}（{reason}）。请检查文件权限后重试" |
        "{file} could not be read ({reason}). Check its rights, then try again",
    FileNotWritten =
        "没能保存 {file}（{reason}），原文件没有变。请检查磁盘空间和权限" |
        "{file} could not be saved ({reason}) and is as it was. Check the space and rights of the disk",
    BackupNotWritten =
        "没能写备份 {file}（{reason}），所以没有保存。请检查磁盘空间和权限" |
        "The backup {file} could not be written ({reason}), so nothing was saved. Check the space and rights of the disk",
    FileNotSetAside =
        "{file} 读不懂，也没能挪开（{reason}）。请手动移走它" |
        "{file} makes no sense and could not be moved aside ({reason}). Move it away by hand",
    FileNotLocked =
        "没能锁定 {file}（{reason}）。请检查文件夹权限" |
        "{file} could not be locked ({reason}). Check the rights of its folder",
    FolderBusy =
        "另一个程序正占用 {file}。请稍后重试" |
        "Another program holds {file}. Try again in a moment",
    ProfilesImported =
        "从旧版导入了 {count} 个站点" |
        "{count} sites were taken over from the predecessor",
    JobFailed =
        "后台任务出错中断，它的工作没有完成。请重试；若再次出现，请反馈" |
        "A background job broke and its work is not done. Try again, and report it if it returns",

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

    // The command line
    CliAbout =
        "查看各中转站的余额。不带子命令时打开窗口" |
        "Shows what is left at AI relay stations. Without a command, opens the window",
    CliDataDir = "数据文件夹" | "Folder of the data files",
    CliLanguage = "语言：zh 或 en" | "Language: zh or en",
    CliDemo =
        "使用内置的演示站点和临时数据文件夹" |
        "Use built-in demo stations and a throw-away data folder",
    CliJson = "在标准输出打印一份 JSON" | "Print one JSON document on standard output",
    CliSites = "列出、添加或删除站点" | "List, add or remove sites",
    CliSitesAdd = "添加站点" | "Add a site",
    CliSitesRemove = "删除站点" | "Remove sites",
    CliName = "站点名称" | "Name of the site",
    CliUrl = "站点网址" | "Address of the station",
    CliKey = "密钥" | "Key",
    CliUserId =
        "账户的用户 ID，查询账户余额时多数站点要它" |
        "User id of the account: most stations want it when the account is asked",
    CliAccessToken =
        "账户的访问令牌，用来查账户余额" |
        "Access token of the account, to ask what it holds",
    CliSite =
        "站点：id、id 开头或唯一的名称" |
        "A site: its id, the beginning of its id, or its unique name",
    CliBalance =
        "查询余额并保存读数；不写站点则查询全部" |
        "Ask for balances and store the readings; all sites when none is named",
    CliDetect =
        "识别网址或站点背后的站点程序" |
        "Find out what kind of station answers at an address or a site",
    CliStation =
        "列表中站点的 id 或名称（须完整），否则是网址" |
        "The whole id or name of a site in the list, else an address",
    CliDetectKey =
        "无法识别时，用这把密钥再试一次" |
        "A key to show where the station cannot be recognised without one",
    CliLogs =
        "查询调用日志，并记入历史；不写站点则查询全部" |
        "Ask for call logs and keep them in the history; of all sites when none is named",
    CliLimit =
        "每个站点最新的几行；不写为 50 行，写了 --since 则不限" |
        "The newest so many rows of each site; 50 unless told, all with --since",
    CliSince =
        "只要这一天（本地时间，如 2026-11-21）以来的行" |
        "Only rows since this day (local time, as 2026-11-21)",
    CliStored =
        "只看历史记录里已有的，不问站点" |
        "Only what the history holds; no station is asked",
    CliCsv = "在标准输出打印 CSV 表格" | "Print a CSV table on standard output",
    CliModels = "列出密钥可用的模型" | "List the models that a site's key opens",
    CliCheckin =
        "签到（会改变账户）；不写站点则签到所有能签到的" |
        "Check in, which changes the account; all sites that can when none is named",
    CliReplay = "解读录下的往返" | "Tell what the program makes of recorded exchanges",
    CliFailLow =
        "有余额低的就以 3 退出（有站点失败时仍是 1）" |
        "Exit with 3 when some balance is low; a failed site still makes it 1",
    CliRecord =
        "把每次往返存成一个文件，密钥、账户和网址都替换掉" |
        "Save each exchange as a file, with keys, accounts and addresses replaced",
    Recorded =
        "已存 {count} 个往返到 {folder}。密钥、账户和网址都已替换；发给别人前请再看一遍" |
        "Saved {count} exchanges in {folder}. Keys, accounts and addresses are replaced; look them over before you share them",
    RecordNotWritable =
        "没法往 {folder} 存录制，什么都没有查询。请给一个能写的文件夹" |
        "Recordings cannot be saved in {folder}, so nothing was asked. Give a folder that can be written to",
    CliFiles = "录下的往返文件" | "Files of recorded exchanges",
    NoDataFolder =
        "系统没有给出数据文件夹，请用 --data-dir 指定一个" |
        "The system names no data folder: give one with --data-dir",
    DemoFailed = "演示站点没能启动：{reason}" | "The demo stations could not start: {reason}",
    WorkerFailed = "后台没能启动：{reason}" | "The background could not start: {reason}",
    WindowFailed = "窗口没能打开：{reason}" | "The window could not open: {reason}",
    NoDisplay =
        "没有可用的显示器（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），所以没有窗口" |
        "There is no window because there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set",
    UseCommandLine =
        "请在有桌面的环境启动，或改用命令行，见 konata-api --help" |
        "Start it on a desktop, or use the command line: see konata-api --help",
    FileNotRead = "{file}：{reason}" | "{file}: {reason}",
    NothingAsked =
        "数据文件有问题，什么都没有查询。请检查上面提到的文件" |
        "The data files are not in order, so nothing was asked. Look at the files named above",
    SiteNotFound = "没有叫“{site}”的站点" | "There is no site \"{site}\"",
    SiteAmbiguous = "“{site}”可以指多个站点：" | "\"{site}\" may mean several sites:",
    SiteIsOne = "  {id}  {name}" | "  {id}  {name}",
    SiteWasAdded = "已添加 {name}（{id}）" | "Added {name} ({id})",
    SiteWasRemoved = "已删除 {name}（{id}）" | "Removed {name} ({id})",
    NameMissing = "站点名称不能为空" | "A site needs a name",
    HeadSite = "站点" | "Site",
    HeadKind = "程序" | "Kind",
    HeadState = "状态" | "State",
    HeadBalance = "余额" | "Balance",
    HeadAwarded = "获得" | "Awarded",
    HeadScope = "范围" | "Scope",
    HeadUsed = "已用 / 总额" | "Used / total",
    HeadTime = "用时" | "Took",
    HeadReason = "原因" | "Reason",
    HeadLogTime = "时间" | "Time",
    HeadLogType = "类型" | "Type",
    HeadModel = "模型" | "Model",
    HeadKey = "密钥" | "Key",
    HeadInput = "输入" | "In",
    HeadOutput = "输出" | "Out",
    HeadCost = "花费" | "Cost",
    HeadNote = "说明" | "Note",
    HeadAddress = "网址" | "Address",
    HeadRequest = "请求" | "Request",
    HeadAnswer = "应答" | "Answer",
    TotalOf =
        "合计 {amount}，{count} 个站点，不计 {left}" |
        "Total {amount} of {count} sites, {left} left out",
    DetectedKind = "站点程序：{kind}（{how}）" | "Kind: {kind} ({how})",
    ModelsNotListed = "没能列出模型：{reason}。{advice}" | "No models: {reason}. {advice}",
    DetectedNothing = "没有认出站点程序" | "The kind of station was not recognised",
}

impl Text {
    /// The text with its `{placeholders}` replaced by the values of the same name.
    pub fn fill(self, language: Language, values: &[(&str, &dyn Display)]) -> String {
        let mut text = String::new();
        let mut rest = self.in_language(language);
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                text.push_str(&value.to_string());
            }
            rest = tail;
        }
        text.push_str(rest);
        text
    }
}

#[cfg(test)]
mod tests;
