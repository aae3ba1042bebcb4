use crate::model::error_kind::ErrorKind;
use crate::text::language::Language;

macro_rules! error_words {
    ($( $kind:ident: $zh:literal, $zh_advice:literal | $en:literal, $en_advice:literal; )*) => {
        /// What went wrong, short enough for a row of a list.
        pub const fn reason(kind: ErrorKind, language: Language) -> &'static str {
            match (kind, language) {
                $(
                    (ErrorKind::$kind, Language::Zh) => $zh,
                    (ErrorKind::$kind, Language::En) => $en,
                )*
            }
        }

        /// What to do next.
        pub const fn advice(kind: ErrorKind, language: Language) -> &'static str {
            match (kind, language) {
                $(
                    (ErrorKind::$kind, Language::Zh) => $zh_advice,
                    (ErrorKind::$kind, Language::En) => $en_advice,
                )*
            }
        }
    };
}

error_words! {
    InvalidKey: "密钥被拒绝", "到站点后台核对或换一个密钥，注意不要漏掉字符"
        | "Key refused", "Check the key in the station's panel, or make a new one";
    KeyMissing: "站点没收到密钥", "请填写密钥；已填写的，核对网址是否多了或少了一段路径"
        | "No key received", "Save a key; if there is one, check the path of the address";
    KeyExhausted: "密钥额度用尽", "到站点后台提高这个密钥的额度，或换一个密钥"
        | "Key is used up", "Raise the limit of this key in the station's panel, or use another key";
    KeyExpired: "密钥已过期", "到站点后台延长有效期，或新建一个密钥"
        | "Key has expired", "Extend the key in the station's panel, or make a new one";
    KeyDisabled: "密钥被停用", "到站点后台启用它，或换一个密钥"
        | "Key is disabled", "Enable the key in the station's panel, or use another one";
    IpNotAllowed: "IP 不在白名单", "到站点后台把本机 IP 加入密钥的白名单，或更换网络出口"
        | "IP address not allowed", "Add this machine's address to the key's list in the panel";
    UserBanned: "账户被封禁", "联系站长；封禁期间换密钥也没有用"
        | "Account is banned", "Ask the station's operator; another key will not help";
    InsufficientBalance: "账户余额不足", "请充值，或换用别的站点"
        | "Account has no money left", "Top up, or use another site";
    SubscriptionMissing: "没有订阅", "到站点购买或续订套餐，或改用按量计费的密钥"
        | "No subscription", "Buy or renew a plan there, or use a pay-as-you-go key";
    UsageLimitExceeded: "超出用量上限", "等限额窗口重置，或提高上限"
        | "Usage limit reached", "Wait until the window resets, or raise the limit";
    UnauthorizedAccount: "账户凭据无效", "核对访问令牌与用户 ID，或重新登录站点后再填一次"
        | "Account credentials refused", "Check access token and user id, or log in there again";
    NotLoggedIn: "没有登录", "请填写访问令牌或会话 Cookie"
        | "Not logged in", "Save an access token or a session cookie";
    MissingUserId: "缺少用户 ID", "在站点的个人设置里查到用户 ID，填进站点资料"
        | "User id is missing", "Find the user id in the station's settings and save it";
    UserIdMismatch: "用户 ID 不符", "用户 ID 要与访问令牌属于同一个账户，请核对"
        | "User id does not fit", "User id and access token must belong to one account";
    PermissionDenied: "没有权限", "这个密钥或分组不许做这件事；换一个密钥，或问站长"
        | "Not permitted", "This key or group may not do that; use another key or ask the operator";
    WrongAuthPlace: "密钥放错位置", "这个站点要用别的方式传密钥；请在站点设置里改变认证方式"
        | "Key sent in the wrong place", "This station takes the key elsewhere; change how it is sent";
    SessionKeyRequired: "需要浏览器会话", "这个接口只接受网页登录后的会话，密钥查不到；请到网站上查看"
        | "Needs a browser session", "Keys cannot ask this; look it up on the web site";
    EndpointMissing: "接口不存在", "核对网址；站点可能改版，或关闭了余额接口"
        | "No such endpoint", "Check the address; the station may have changed or closed it";
    BadRequest: "站点不接受请求", "看看原始数据里站点的原话；网址里可能多了一段路径"
        | "Request not accepted", "Read the station's words in the raw answers; check the path";
    NotActivated: "密钥还没开始计时", "问这个会让它开始计时，所以没有问；第一次调用之后再来"
        | "The key's time has not begun", "Asking this would begin it, so it was not asked; come back after the first call";
    FeatureDisabled: "站点关闭了此功能", "站长没有开放；请到网站上查看"
        | "Switched off by the station", "The operator does not offer it; look on the web site";
    AlreadyCheckedIn: "今天已签到", "明天再来"
        | "Checked in already", "Come back tomorrow";
    TurnstileRequired: "需要人机验证", "请在浏览器里打开网站完成验证"
        | "Needs a human check", "Open the web site in a browser and pass the check";
    CaptchaRequired: "需要验证码", "请在浏览器里打开网站输入验证码"
        | "Needs a captcha", "Open the web site in a browser and solve it";
    RateLimited: "请求太频繁", "等一两分钟再试"
        | "Too many requests", "Wait a minute or two and try again";
    WafChallenge: "被人机验证拦下", "请在浏览器里打开网站，或换一个网络出口再试"
        | "Stopped by a browser check", "Open the site in a browser, or try another network";
    WafBlock: "被防火墙拒绝", "站点的防护不放行本机；换一个网络出口，或问站长要 API 专用网址"
        | "Refused by a firewall", "Try another network, or ask the operator for an API address";
    HtmlPage: "返回的是网页", "这多半是官网地址而不是 API 地址；请核对网址"
        | "Answered a web page", "This is probably the web site, not the API; check the address";
    Redirect: "被转到别的路径", "请改用跳转后的网址"
        | "Redirected", "Use the address that it redirects to";
    RedirectLogin: "被转到登录页", "这个地址要求网页登录；请核对是不是 API 地址"
        | "Redirected to a log-in page", "This address wants a log-in; check that it is the API";
    RedirectOtherHost: "被转到别的主机", "为防泄漏，密钥没有发过去；确认可信后再改用新网址"
        | "Redirected to another host", "The key was not sent there; if you trust it, save that address";
    GatewayDown: "网关故障", "站点后端没有回应；过几分钟再试"
        | "Gateway is down", "The station's back end does not answer; try again in a few minutes";
    EmptyBody: "回答是空的", "过一会再试；若一直如此，请问站长"
        | "Empty answer", "Try again later, and ask the operator if it stays so";
    MalformedBody: "回答不完整", "回答不是完整的 JSON；过一会再试，并看看原始数据"
        | "Broken answer", "The answer is no complete JSON; try again and look at the raw answers";
    Unrecognised: "认不出回答", "站点程序可能是新的；请看原始数据，并把它反馈给我们"
        | "Answer not recognised", "The software may be new; look at the raw answers and report it";
    ServerError: "站点内部错误", "过几分钟再试；若一直如此，请问站长"
        | "Station error", "Try again in a few minutes, and ask the operator if it stays so";
    Dns: "域名解析失败", "核对网址拼写与网络；域名也可能已经失效"
        | "Host name not found", "Check the spelling and your network; the name may be gone";
    ConnectFailed: "连接不上", "核对网址与端口、网络与代理；站点可能已关闭"
        | "Cannot connect", "Check address, port, network and proxy; the station may be down";
    Tls: "证书或加密出错", "核对本机时间；证书可能已过期，或被网络中间设备替换"
        | "Certificate or encryption failed", "Check this machine's clock; the certificate may be expired or replaced";
    ProxyFailed: "代理不可用", "检查代理是否开着、地址与端口是否正确"
        | "Proxy does not work", "Check that the proxy runs and that its address is right";
    Timeout: "连接超时", "稍后再试，或检查网络与代理"
        | "Timed out", "Try again later, or check network and proxy";
    ConnectionLost: "连接中断", "再试一次；反复出现时检查网络与代理"
        | "Connection lost", "Try again; if it repeats, check network and proxy";
    BodyTooLarge: "回答过大", "这多半不是余额接口；请核对网址"
        | "Answer too large", "This is hardly a balance; check the address";
    Protocol: "不是 HTTP 回答", "核对端口，以及该用 http 还是 https"
        | "Not an HTTP answer", "Check the port, and whether it is http or https";
    IncompleteSite: "资料不全", "补上网址，以及这个站点用得上的密钥或账户凭据后再查询"
        | "Site is incomplete", "Add what is missing and query again: address, key, or what opens the account there";
    DisabledSite: "站点已停用", "启用站点后再查询"
        | "Site is disabled", "Enable the site to query it";
    NotSupported: "认出了，还不支持", "程序认得这个服务，但还不会查它的余额；请到它的网站上查看"
        | "Recognised, not supported yet", "This version cannot ask that service yet; look on its web site";
    Cancelled: "已取消", "需要时再查询一次"
        | "Cancelled", "Query again when you like";
    Internal: "程序内部错误", "再试一次；若再次出现，请反馈给我们"
        | "Fault in this program", "Try again, and report it if it returns";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_reason_and_an_advice_in_both_languages() {
        for language in Language::ALL {
            let mut seen = std::collections::HashSet::new();
            for kind in ErrorKind::ALL {
                assert!(seen.insert(reason(*kind, language)), "{kind:?} {language}");
                assert!(!advice(*kind, language).is_empty(), "{kind:?} {language}");
            }
        }
    }

    #[test]
    fn reasons_fit_a_row() {
        for kind in ErrorKind::ALL {
            assert!(reason(*kind, Language::Zh).chars().count() <= 10, "{kind:?}");
            assert!(reason(*kind, Language::En).chars().count() <= 34, "{kind:?}");
        }
    }

    #[test]
    fn each_column_holds_its_own_language() {
        let has_han = |text: &str| text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        for kind in ErrorKind::ALL {
            for words in [reason, advice] {
                assert!(has_han(words(*kind, Language::Zh)), "{kind:?}");
                assert!(!has_han(words(*kind, Language::En)), "{kind:?}");
            }
        }
    }
}
