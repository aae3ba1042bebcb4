//! How what stands in the fields of a form becomes a change, and follows another base.

use crate::model::change::Change;

/// What a field was changed to since `base`.
pub(super) fn changed<F: PartialEq, T>(
    base: &F,
    field: &F,
    value: impl FnOnce(&F) -> T,
) -> Change<T> {
    if field == base { Change::Kept } else { Change::To(value(field)) }
}

/// The same for a text, whose ends say nothing.
pub(super) fn changed_text(base: &str, field: &str) -> Change<String> {
    if field == base { Change::Kept } else { Change::To(field.trim().to_owned()) }
}

/// A field that still stands as in `from` becomes as in `to`.
pub(super) fn follow<T: PartialEq + Clone>(field: T, from: &T, to: &T) -> T {
    if field == *from { to.clone() } else { field }
}

/// `rebased!(self, from, to; fields; parts)` is the form over another base: each field follows
/// from the one to the other, and each part does the same with its own.
macro_rules! rebased {
    ($form:ident, $from:ident, $to:ident; $($field:ident),+ $(; $($part:ident),+)?) => {
        Self {
            $($field: crate::app::form_changes::follow($form.$field, &$from.$field, &$to.$field),)+
            $($($part: $form.$part.rebased(&$from.$part, &$to.$part),)+)?
        }
    };
}

pub(super) use rebased;
