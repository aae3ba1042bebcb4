//! What the program knows of each kind of station: how it shows itself, what it can be asked and
//! how it refuses. Facts are from the servers' own source and recordings.
//!
//! A kind is one folder. To add one, name it in `model::station_kind`, write its [`Software`] and
//! list that in [`SOFTWARE`]; no other kind is touched.

pub mod one_api_family;
pub mod software;
pub mod sub2api;

use crate::model::station_kind::StationKind;
use crate::relay::kind::one_api_family::OneApiFamily;
use crate::relay::kind::software::{Guess, Software};
use crate::relay::kind::sub2api::Sub2api;

/// All software that stations run, in the order in which an address is sounded out for it.
pub const SOFTWARE: [&dyn Software; 2] = [&OneApiFamily, &Sub2api];

/// What a kind runs. Every kind is listed; most of what is not speaks the family's billing pair.
pub fn software(kind: StationKind) -> &'static dyn Software {
    let listed = SOFTWARE.into_iter().find(|software| software.kinds().contains(&kind));
    listed.unwrap_or(&OneApiFamily)
}

/// All software, that of the expected kind first.
pub fn software_in_turn(
    expected: Option<StationKind>,
) -> impl Iterator<Item = &'static dyn Software> {
    let is_expected = move |software: &&'static dyn Software| {
        expected.is_some_and(|kind| software.kinds().contains(&kind))
    };
    let first = SOFTWARE.into_iter().filter(is_expected);
    first.chain(SOFTWARE.into_iter().filter(move |software| !is_expected(software)))
}

/// Every guess, the rationed ones last.
pub fn guesses() -> impl Iterator<Item = Guess> {
    let of_all = || SOFTWARE.into_iter().flat_map(<dyn Software>::guesses).copied();
    let rationed = of_all().filter(|guess| guess.rationed);
    of_all().filter(|guess| !guess.rationed).chain(rationed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_listed_once() {
        for &kind in StationKind::ALL {
            let listed = SOFTWARE.iter().filter(|software| software.kinds().contains(&kind));
            assert_eq!(listed.count(), 1, "{}", kind.name());
        }
    }

    #[test]
    fn the_expected_kind_comes_first_and_nobody_twice() {
        for &kind in StationKind::ALL {
            let turn: Vec<_> = software_in_turn(Some(kind)).collect();
            assert_eq!(turn.len(), SOFTWARE.len());
            assert!(turn[0].kinds().contains(&kind), "{}", kind.name());
        }
    }

    #[test]
    fn a_guess_is_of_the_software_that_makes_it_and_the_rationed_come_last() {
        for software in SOFTWARE {
            assert!(software.guesses().iter().all(|guess| software.kinds().contains(&guess.kind)));
        }
        let rationed: Vec<bool> = guesses().map(|guess| guess.rationed).collect();
        assert!(rationed.is_sorted() && rationed.contains(&true));
    }
}
