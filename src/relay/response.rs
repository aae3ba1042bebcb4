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

    /// The body without a byte order mark and outer white space; bad bytes are replaced.
    pub fn text(&self) -> Cow<'_, str> {
        let bytes = self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body);
        match String::from_utf8_lossy(bytes) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
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
