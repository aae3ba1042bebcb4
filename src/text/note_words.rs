use crate::model::balance::Scope;
use crate::model::balance_note::BalanceNote;
use crate::text::language::Language;
use crate::text::{Text, error_words};

/// Which of a site's two credentials told nothing, and why.
pub fn note(note: &BalanceNote, language: Language) -> String {
    let text = match note.scope {
        Scope::Account => Text::AccountNotRead,
        Scope::Token | Scope::Subscription | Scope::Unknown => Text::KeyNotRead,
    };
    text.fill(language, &[("reason", &error_words::reason(note.kind, language))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::error_kind::ErrorKind;

    #[test]
    fn a_note_says_whose_and_why() {
        let told = |scope, language| {
            let kind = ErrorKind::MissingUserId;
            note(&BalanceNote { scope, kind, message: String::new() }, language)
        };
        assert_eq!(told(Scope::Account, Language::Zh), "账户没有查到：缺少用户 ID");
        assert_eq!(told(Scope::Token, Language::En), "Key not read: User id is missing");
    }
}
