use crate::app::state::State;
use crate::model::money::Unit;
use crate::model::site::Site;
use rust_decimal::Decimal;
use std::cmp::{Ordering, Reverse};

/// In which order the list of sites stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SiteOrder {
    /// As the file holds them; the sites of one station stand together.
    #[default]
    AsAdded,
    NameUp,
    NameDown,
    /// Unit by unit; unlimited counts as most, not known stands last.
    MostLeft,
    /// Unit by unit; unlimited counts as most, not known stands last.
    LeastLeft,
    /// By the age of the reading; without one last.
    NewestReading,
    /// By the age of the reading; without one last.
    OldestReading,
    WorstHealth,
    BestHealth,
}

impl SiteOrder {
    pub const ALL: [Self; 9] = [
        Self::AsAdded,
        Self::NameUp,
        Self::NameDown,
        Self::MostLeft,
        Self::LeastLeft,
        Self::NewestReading,
        Self::OldestReading,
        Self::WorstHealth,
        Self::BestHealth,
    ];

    /// By which it is remembered.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AsAdded => "as_added",
            Self::NameUp => "name_up",
            Self::NameDown => "name_down",
            Self::MostLeft => "most_left",
            Self::LeastLeft => "least_left",
            Self::NewestReading => "newest_reading",
            Self::OldestReading => "oldest_reading",
            Self::WorstHealth => "worst_health",
            Self::BestHealth => "best_health",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }

    /// Sites that are equal in this order keep the one they have.
    pub fn sort(self, state: &State, sites: &mut [&Site]) {
        match self {
            Self::AsAdded => {}
            Self::NameUp => sites.sort_by_cached_key(|site| site.name.to_lowercase()),
            Self::NameDown => sites.sort_by_cached_key(|site| Reverse(site.name.to_lowercase())),
            Self::MostLeft => sites.sort_by(|one, other| by_balance(one, other, true)),
            Self::LeastLeft => sites.sort_by(|one, other| by_balance(one, other, false)),
            Self::NewestReading => sites.sort_by_key(|site| match read_at(site) {
                Some(time) => (false, Reverse(time)),
                None => (true, Reverse(0)),
            }),
            Self::OldestReading => {
                sites.sort_by_key(|site| (read_at(site).is_none(), read_at(site)));
            }
            Self::WorstHealth => sites.sort_by_key(|site| state.health(site)),
            Self::BestHealth => sites.sort_by_key(|site| Reverse(state.health(site))),
        }
    }
}

/// Amounts are compared within one unit only.
fn by_balance(one: &Site, other: &Site, most_first: bool) -> Ordering {
    match (left(one), left(other)) {
        (Left::Known(unit, amount), Left::Known(other_unit, other_amount)) => {
            let amounts = amount.cmp(&other_amount);
            let amounts = if most_first { amounts.reverse() } else { amounts };
            unit.cmp(&other_unit).then(amounts)
        }
        (one, other) => one.rank(most_first).cmp(&other.rank(most_first)),
    }
}

/// What a site has left, as far as that can be put in an order.
enum Left {
    Unlimited,
    Known(Unit, Decimal),
    Unknown,
}

impl Left {
    const fn rank(&self, most_first: bool) -> u8 {
        match self {
            Self::Unlimited if most_first => 0,
            Self::Known(..) => 1,
            Self::Unlimited => 2,
            Self::Unknown => 3,
        }
    }
}

fn left(site: &Site) -> Left {
    let balance = site.last_reading.as_ref().and_then(|reading| reading.balance.as_ref());
    if balance.is_some_and(|balance| balance.unlimited) {
        return Left::Unlimited;
    }
    site.known_balance().map_or(Left::Unknown, |money| Left::Known(money.unit, money.amount))
}

fn read_at(site: &Site) -> Option<i64> {
    site.last_reading.as_ref().map(|reading| reading.time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::Balance;
    use crate::model::error_kind::ErrorKind;
    use crate::model::key_validity::KeyValidity;
    use crate::model::reading::{Reading, ReadingState};
    use crate::model::site::LastError;
    use crate::worker::event::Snapshot;

    fn unread(name: &str) -> Site {
        Site { id: name.to_owned(), name: name.to_owned(), ..Site::default() }
    }

    fn read(name: &str, balance: Balance, time: i64) -> Site {
        let reading = Reading {
            kind: None,
            state: ReadingState::Ok,
            balance: Some(balance),
            pool: None,
            kinds_possible: Vec::new(),
            key_valid: KeyValidity::Valid,
            time,
            elapsed_ms: 1,
            failure: None,
            tried: Vec::new(),
        };
        Site { last_reading: Some(reading), ..unread(name) }
    }

    fn money(amount: i64, unit: Unit) -> Balance {
        Balance { remaining: Some(amount.into()), unit, ..Balance::default() }
    }

    fn names(order: SiteOrder, sites: &[Site]) -> Vec<&str> {
        let snapshot = Snapshot { sites: sites.to_vec().into(), ..Snapshot::default() };
        let state = State { snapshot: Some(snapshot), ..State::default() };
        let mut sorted: Vec<&Site> = sites.iter().collect();
        order.sort(&state, &mut sorted);
        sorted.into_iter().map(|site| site.name.as_str()).collect()
    }

    #[test]
    fn names_are_compared_without_case() {
        let sites = ["beta", "Alpha", "alpine"].map(unread);
        assert_eq!(names(SiteOrder::AsAdded, &sites), ["beta", "Alpha", "alpine"]);
        assert_eq!(names(SiteOrder::NameUp, &sites), ["Alpha", "alpine", "beta"]);
        assert_eq!(names(SiteOrder::NameDown, &sites), ["beta", "alpine", "Alpha"]);
    }

    #[test]
    fn balances_are_compared_within_their_unit_only() {
        let sites = [
            unread("unknown"),
            read("yuan", money(900, Unit::Cny), 1),
            read("poor", money(1, Unit::Usd), 1),
            read("endless", Balance { unlimited: true, ..Balance::default() }, 1),
            read("rich", money(50, Unit::Usd), 1),
        ];
        let most = ["endless", "rich", "poor", "yuan", "unknown"];
        assert_eq!(names(SiteOrder::MostLeft, &sites), most);
        let least = ["poor", "rich", "yuan", "endless", "unknown"];
        assert_eq!(names(SiteOrder::LeastLeft, &sites), least);
    }

    #[test]
    fn without_a_reading_a_site_is_last_by_age() {
        let sites = [
            unread("never"),
            read("old", Balance::default(), 10),
            read("new", Balance::default(), 90),
        ];
        assert_eq!(names(SiteOrder::NewestReading, &sites), ["new", "old", "never"]);
        assert_eq!(names(SiteOrder::OldestReading, &sites), ["old", "new", "never"]);
    }

    #[test]
    fn health_goes_from_what_needs_attention_to_what_does_not() {
        let failed = LastError { kind: ErrorKind::Timeout, time: 1 };
        let sites = [
            Site { disabled: true, ..unread("off") },
            read("fine", money(500, Unit::Usd), 1),
            read("low", money(1, Unit::Usd), 1),
            Site { last_error: Some(failed), ..unread("failed") },
        ];
        assert_eq!(names(SiteOrder::WorstHealth, &sites), ["failed", "low", "fine", "off"]);
        assert_eq!(names(SiteOrder::BestHealth, &sites), ["off", "fine", "low", "failed"]);
    }
}
