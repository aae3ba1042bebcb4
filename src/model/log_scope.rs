/// Which rows of the history are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogScope {
    /// Id of a site; `None` = all.
    pub site: Option<String>,
    /// Rows from this time on, in unix seconds; `None` = all.
    pub since: Option<i64>,
}
