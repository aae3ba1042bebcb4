//! The record of a site.

use crate::text::Text;

texts! {
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
}
