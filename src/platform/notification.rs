use notify_rust::Notification;

/// By which desktops find the program's own icon.
const ICON_NAME: &str = "konata-api";

/// Has the system show a notification of the program by the name `sender`. May take as long as the
/// system's own service takes to answer. Gives the system's reason where nothing is shown.
pub fn show(sender: &str, title: &str, body: &str) -> Result<(), String> {
    let mut notification = Notification::new();
    notification.appname(sender).summary(title).body(&as_plain_text(body)).icon(ICON_NAME);
    #[cfg(windows)]
    sender::name(&mut notification, sender);
    notification.show().map(|_| ()).map_err(|error| error.to_string())
}

/// Desktops on Linux read some marks of HTML in the body.
fn as_plain_text(body: &str) -> String {
    if cfg!(any(windows, target_os = "macos")) {
        return body.to_owned();
    }
    body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Windows shows nothing of a sender that it does not know. A program that no installer has made
/// known writes its name for this user; where that fails, the notification comes in the name of
/// the PowerShell, which every Windows knows.
#[cfg(windows)]
mod sender {
    use notify_rust::Notification;
    use windows_registry::CURRENT_USER;

    const ID: &str = "KonataAPI";
    const KNOWN_SENDERS: &str = r"Software\Classes\AppUserModelId";

    pub(super) fn name(notification: &mut Notification, sender: &str) {
        let known = CURRENT_USER.create(format!(r"{KNOWN_SENDERS}\{ID}"));
        if known.and_then(|known| known.set_string("DisplayName", sender)).is_ok() {
            notification.app_id(ID);
        }
    }
}

#[cfg(all(test, not(any(windows, target_os = "macos"))))]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_mark_of_html() {
        assert_eq!(as_plain_text("a <b> & c"), "a &lt;b&gt; &amp; c");
    }
}
