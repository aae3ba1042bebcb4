use crate::model::error_kind::ErrorKind;

/// What a list of models proves. Nothing but a list from a recognised station is a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectivityVerdict {
    /// A recognised station took the key and named models.
    Usable,
    /// Somebody unknown named models, and some do that for anybody.
    KeyUnproven,
    /// The list has no model.
    NoModels,
    Failed(ErrorKind),
}
