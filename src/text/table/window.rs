//! The window itself, and what it has to say.

use crate::text::Text;

texts! {
    // The program
    ProgramName = "此方API查查" | "KonataAPI",
    /// Of a window on the demo stations.
    DemoName = "此方API查查 · 演示" | "KonataAPI · demo",

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
}
