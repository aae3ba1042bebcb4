/// How a kind of station is asked for the log of an account.
#[derive(Clone, Copy, Debug)]
pub struct AccountLogForm {
    pub path: &'static str,
    /// The number of the first page. Where the kind leaves it open, an answer that counts from 0
    /// shows it.
    pub first_page: u64,
    /// The parameters that name a page and its size.
    pub page: fn(u64, u64) -> Vec<(&'static str, String)>,
    /// The parameter that leaves out rows after this time; given that and the time now, in unix
    /// seconds. `None` where the kind has no such parameter, or would refuse that time.
    pub until: fn(i64, i64) -> Option<(&'static str, String)>,
    /// The parameters of each of the lists that make up the log.
    pub lists: &'static [&'static [(&'static str, &'static str)]],
}

/// How a kind of station is asked for the log of one key, which comes whole.
#[derive(Clone, Copy, Debug)]
pub struct KeyLogForm {
    pub path: &'static str,
    /// Where the key goes, in the order of trying.
    pub places: &'static [KeyPlace],
    /// The key as it stands in an address.
    pub in_address: fn(&str) -> String,
    /// More rows never come; `None` = all of them do.
    pub most_rows: Option<usize>,
    /// By the header it counts with the questions for a key's details, of which stations bear few.
    pub rationed: bool,
    /// It begins with the newest second and, in it, with the oldest call.
    pub seconds_ascend: bool,
}

/// Where a key goes when its log is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// `Authorization: Bearer …`.
    Header,
    /// `?key=…`.
    Address,
    /// `x-api-key: …`, where the user chose it.
    XApiKey,
}
