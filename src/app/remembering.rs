//! What outlives the window: how the state becomes a memory, and a memory the state.

use crate::app::App;
use crate::app::balance_part::BalancePart;
use crate::app::list_view::ListView;
use crate::app::log_column::LogColumn;
use crate::app::look::Look;
use crate::app::site_order::SiteOrder;
use crate::app::state::State;
use crate::app::tab::Tab;
use crate::model::window_memory::WindowMemory;
use crate::model::window_place::WindowPlace;
use crate::text::Language;
use crate::worker::command::Command;
use std::collections::BTreeSet;

impl App {
    /// The same as it was left the last time.
    #[must_use]
    pub fn recalling(mut self, memory: &WindowMemory) -> Self {
        recall(&mut self.state, memory);
        self
    }

    /// All that is worth remembering, of a window that stands here and has a list this wide.
    pub fn memory(&self, place: Option<WindowPlace>, list_width: Option<f32>) -> WindowMemory {
        memory(&self.state, place, list_width)
    }

    /// Has it saved.
    pub fn remember(&self, memory: WindowMemory) {
        self.worker.send(Command::RememberWindow(Box::new(memory)));
    }
}

/// The language to begin with: `given` for this run, else the one that the user chose; `None` =
/// as the system has it.
pub fn first_language(given: Option<Language>, memory: &WindowMemory) -> Option<Language> {
    given.or_else(|| chosen_language(memory))
}

fn chosen_language(memory: &WindowMemory) -> Option<Language> {
    memory.language.as_deref().and_then(Language::from_name)
}

/// Takes up what is remembered. What has a name that nobody knows is as at first; the language
/// spoken now stays, for the command line may set it.
fn recall(state: &mut State, memory: &WindowMemory) {
    state.chosen_language = chosen_language(memory);
    state.look = memory.look.as_deref().and_then(Look::from_name).unwrap_or_default();
    state.tab = memory.tab.as_deref().and_then(Tab::from_name).unwrap_or_default();
    let part = memory.balance_part.as_deref();
    state.balance_part = part.and_then(BalancePart::from_name).unwrap_or_default();
    let hidden = memory.hidden_log_columns.iter();
    let hidden = hidden.filter_map(|name| LogColumn::from_name(name));
    state.logs.hidden = hidden.filter(|column| column.is_optional()).collect();
    state.list = ListView {
        search: memory.search.clone(),
        sort: memory.sort.as_deref().and_then(SiteOrder::from_name).unwrap_or_default(),
        tags: memory.tags.clone(),
        ..ListView::default()
    };
    state.selected.clone_from(&memory.site);
    state.read_notices.clone_from(&memory.read_notices);
}

/// All that is worth remembering. The window itself knows where it stands and how wide its list is.
fn memory(state: &State, place: Option<WindowPlace>, list_width: Option<f32>) -> WindowMemory {
    WindowMemory {
        place,
        list_width,
        language: state.chosen_language.map(|language| language.name().to_owned()),
        look: (state.look != Look::System).then(|| state.look.name().to_owned()),
        tab: Some(state.tab.name().to_owned()),
        balance_part: Some(state.balance_part.name().to_owned()),
        hidden_log_columns: hidden_columns(state),
        sort: Some(state.list.sort.name().to_owned()),
        search: state.list.search.clone(),
        tags: state.list.tags.clone(),
        site: state.selected.clone(),
        read_notices: state.read_notices.clone(),
    }
}

fn hidden_columns(state: &State) -> BTreeSet<String> {
    state.logs.hidden.iter().map(|column| column.name().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::logs::Logs;
    use crate::model::notice_mark::NoticeMark;

    #[test]
    fn the_state_comes_back() {
        let before = State {
            chosen_language: Some(Language::En),
            look: Look::Dark,
            tab: Tab::Tests,
            balance_part: BalancePart::Details,
            logs: Logs { hidden: [LogColumn::Points].into(), ..Logs::default() },
            list: ListView {
                search: "claude".to_owned(),
                sort: SiteOrder::LeastLeft,
                tags: ["公益".to_owned()].into(),
                ..ListView::default()
            },
            selected: Some("a".to_owned()),
            read_notices: NoticeMark::parse("00000000000000ff").into_iter().collect(),
            ..State::default()
        };
        let mut after = State::default();
        recall(&mut after, &memory(&before, None, None));
        assert_eq!(after.read_notices, before.read_notices);
        assert_eq!(
            (after.chosen_language, after.look, after.tab, after.list, after.selected),
            (before.chosen_language, before.look, before.tab, before.list, before.selected)
        );
        assert_eq!(after.balance_part, before.balance_part);
        assert_eq!(after.logs.hidden, before.logs.hidden);
    }

    #[test]
    fn names_that_nobody_knows_choose_nothing() {
        let odd = Some("odd".to_owned());
        let memory = WindowMemory {
            language: odd.clone(),
            look: odd.clone(),
            tab: odd.clone(),
            balance_part: odd.clone(),
            hidden_log_columns: ["odd".to_owned(), "time".to_owned()].into(),
            sort: odd,
            ..WindowMemory::default()
        };
        let mut state = State::default();
        recall(&mut state, &memory);
        assert_eq!((chosen_language(&memory), state.chosen_language), (None, None));
        assert_eq!((state.look, state.tab), (Look::System, Tab::Balance));
        assert_eq!(state.balance_part, BalancePart::Logs);
        assert!(state.logs.hidden.is_empty());
        assert_eq!(state.list, ListView::default());
    }

    #[test]
    fn what_is_given_for_one_run_goes_before_what_was_chosen() {
        let chosen = WindowMemory { language: Some("en".to_owned()), ..WindowMemory::default() };
        assert_eq!(first_language(Some(Language::Zh), &chosen), Some(Language::Zh));
        assert_eq!(first_language(None, &chosen), Some(Language::En));
        assert_eq!(first_language(None, &WindowMemory::default()), None);
    }

    #[test]
    fn every_name_is_its_own() {
        for order in SiteOrder::ALL {
            assert_eq!(SiteOrder::from_name(order.name()), Some(order));
        }
        for tab in Tab::ALL {
            assert_eq!(Tab::from_name(tab.name()), Some(tab));
        }
        for part in BalancePart::ALL {
            assert_eq!(BalancePart::from_name(part.name()), Some(part));
        }
        for column in LogColumn::ALL {
            assert_eq!(LogColumn::from_name(column.name()), Some(column));
        }
        for look in Look::ALL {
            assert_eq!(Look::from_name(look.name()), Some(look));
        }
    }
}
