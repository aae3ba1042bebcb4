use encoding_rs::{Encoding, UTF_8};
use serde_json::Value;
use std::borrow::Cow;

/// An answer as it came, its body already unpacked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// The body was too long and is cut.
    pub truncated: bool,
}

impl Response {
    pub fn new<'a>(
        status: u16,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let headers = headers
            .into_iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Self { status, headers, body: body.into(), truncated: false }
    }

    /// The first header of this name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body without a byte order mark and outer white space. What is no UTF-8 is read in the
    /// encoding that the content type declares, GBK mostly; bad bytes are replaced.
    pub fn text(&self) -> Cow<'_, str> {
        let bytes = self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body);
        let decoded = match str::from_utf8(bytes) {
            Ok(text) => return Cow::Borrowed(text.trim()),
            Err(_) => self.declared_encoding().unwrap_or(UTF_8).decode(bytes).0,
        };
        Cow::Owned(decoded.trim().to_owned())
    }

    fn declared_encoding(&self) -> Option<&'static Encoding> {
        let content_type = self.header("content-type")?.to_ascii_lowercase();
        let (_, charset) = content_type.split_once("charset=")?;
        let charset = charset.split(';').next()?.trim().trim_matches(['"', '\'']);
        Encoding::for_label(charset.as_bytes())
    }

    /// The body as JSON, whatever the content type claims.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_str(&self.text()).ok()
    }

    /// Judged by the first character, because content types lie both ways.
    pub fn is_page(&self) -> bool {
        self.text().starts_with('<')
    }

    /// The one-api family signs every answer with this header.
    pub fn has_family_sign(&self) -> bool {
        self.header("x-oneapi-request-id").is_some()
    }

    /// Sent by new-api since 2026-01-30; its absence proves nothing.
    pub fn new_api_version(&self) -> Option<&str> {
        self.header("x-new-api-version")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;

    #[test]
    fn an_answer_in_gbk_is_read_where_it_says_so() {
        let (body, ..) = GBK.encode(r#"{"message":"余额不足"}"#);
        for charset in ["GBK", "gb2312", "\"gb18030\"; x=y"] {
            let content_type = format!("application/json; charset={charset}");
            let headers = [("Content-Type", content_type.as_str())];
            let response = Response::new(402, headers, body.as_ref());
            assert_eq!(response.json().unwrap()["message"], "余额不足", "{charset}");
        }
        let undeclared = Response::new(402, [("content-type", "text/plain")], body.as_ref());
        assert!(undeclared.text().contains('\u{FFFD}'));
    }

    #[test]
    fn utf_8_is_read_whatever_is_declared() {
        let declared = [("content-type", "application/json; charset=gbk")];
        let response = Response::new(200, declared, "\u{FEFF} {\"message\":\"好\"}\n");
        assert_eq!(response.json().unwrap()["message"], "好");
    }
}
