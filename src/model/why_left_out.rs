/// Why no total counts what a site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyLeftOut {
    Disabled,
    /// The user wants it so.
    Excluded,
    /// What is left of a plan is no money.
    Plan,
    Unlimited,
    /// The site with this id counts with the same money.
    SameWallet {
        as_site: String,
    },
    /// Nobody ever read or typed an amount.
    NoAmount,
}
