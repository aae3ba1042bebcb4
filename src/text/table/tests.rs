use super::*;
use std::collections::BTreeSet;

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|p| p.0).collect()
}

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

#[test]
fn every_text_exists_in_both_languages() {
    for text in Text::all() {
        for language in Language::ALL {
            assert!(!text.in_language(language).trim().is_empty(), "{text:?} {language}");
        }
    }
}

#[test]
fn both_languages_have_the_same_placeholders() {
    for text in Text::all() {
        assert_eq!(
            placeholders(text.in_language(Language::Zh)),
            placeholders(text.in_language(Language::En)),
            "{text:?}"
        );
    }
}

#[test]
fn each_column_holds_its_own_language() {
    let language_free = [
        Text::TodayTokens,
        Text::HttpStatus,
        Text::SiteAddressHint,
        Text::SiteKeyHint,
        Text::ProxyAddressHint,
        Text::RunProgress,
        Text::FileNotRead,
        Text::FieldProblem,
        Text::AlarmLine,
        Text::CheckinStateBecause,
        Text::Comma,
        Text::SiteIsOne,
        Text::LogsOfSite,
        Text::SiteBecause,
        Text::ResultsShown,
        Text::MeasureTokens,
        Text::NumberOfUser,
        Text::OnlyNumberOfUser,
        Text::NoticePublished,
    ];
    for text in Text::all() {
        assert!(!has_han(text.in_language(Language::En)), "{text:?}");
        if !language_free.contains(&text) {
            assert!(has_han(text.in_language(Language::Zh)), "{text:?}");
        }
    }
}

#[test]
fn placeholders_are_filled_by_name() {
    let filled = Text::UsedOfTotal.fill(Language::En, &[("total", &"$9"), ("used", &"$3")]);
    assert_eq!(filled, "Used $3 of $9");
}

#[test]
fn a_filled_value_is_not_filled_again() {
    let filled = Text::AskingPath.fill(Language::En, &[("path", &"/{path}")]);
    assert_eq!(filled, "Asking /{path}");
}
