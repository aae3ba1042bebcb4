//! The command line.

use crate::text::Text;

texts! {
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
