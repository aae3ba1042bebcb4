//! The list of sites.

use crate::text::Text;

texts! {
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
}
