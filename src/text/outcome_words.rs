use crate::model::error_kind::ErrorKind;
use crate::text::error_words;
use crate::text::language::Language;
use crate::text::table::Text;

/// What one request of a query came to. `outcome` is `ok`, `not_this_kind` or the name of an
/// error kind; any other name is shown as it stands.
pub fn outcome(outcome: &'static str, language: Language) -> &'static str {
    match outcome {
        "ok" => Text::OutcomeOk.in_language(language),
        "not_this_kind" => Text::OutcomeNotThisKind.in_language(language),
        name => ErrorKind::ALL
            .iter()
            .find(|kind| kind.name() == name)
            .map_or(name, |kind| error_words::reason(*kind, language)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_words() {
        assert_eq!(outcome("ok", Language::En), "Answered");
        assert_eq!(outcome("not_this_kind", Language::Zh), "不是这种站点程序");
        assert_eq!(outcome("waf_block", Language::Zh), "被防火墙拒绝");
    }
}
