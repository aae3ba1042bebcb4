use crate::relay::question::Question;

/// A question about a station or an account that is not about its balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SideQuestion {
    /// Notice, prices or keys.
    pub question: Question,
    pub path: &'static str,
}
