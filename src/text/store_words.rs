use crate::store::error::StoreError;
use crate::store::incident::StoreIncident;
use crate::text::language::Language;

/// Something about the files that the user should know.
pub fn incident(incident: &StoreIncident, _language: Language) -> String {
    match *incident {}
}

/// A save or a reload that did not work.
pub fn failure(error: &StoreError, _language: Language) -> String {
    match *error {}
}
