use crate::model::why_left_out::WhyLeftOut;

/// How a site stands to the totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Counted {
        /// It counts with an old number: typed by hand, or read before a query failed.
        outdated: bool,
    },
    LeftOut(WhyLeftOut),
}
