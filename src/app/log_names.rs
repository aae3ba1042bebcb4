use std::collections::HashMap;
use std::sync::Arc;

/// The names that stand in one field of the rows of a log, in the order of the alphabet, and how
/// many rows have each. A row knows its name by number: that of the name and one, or nought where
/// it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogNames {
    names: Vec<(Arc<str>, usize)>,
}

impl LogNames {
    /// The names, and the number of each row.
    pub fn of<'a>(fields: impl Iterator<Item = Option<&'a str>>) -> (Self, Vec<u32>) {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut counts: Vec<(&str, usize)> = Vec::new();
        let mut numbers: Vec<u32> = Vec::new();
        for field in fields {
            let Some(name) = field.filter(|name| !name.is_empty()) else {
                numbers.push(0);
                continue;
            };
            let number = *known.entry(name).or_insert_with(|| {
                counts.push((name, 0));
                u32::try_from(counts.len()).unwrap_or(u32::MAX)
            });
            if let Some((_, count)) = counts.get_mut(place(number)) {
                *count += 1;
            }
            numbers.push(number);
        }
        let (names, ranks) = sorted(&counts);
        for number in numbers.iter_mut().filter(|number| **number > 0) {
            *number = ranks.get(place(*number)).copied().unwrap_or_default();
        }
        (Self { names }, numbers)
    }

    /// Each name and how many rows have it.
    pub fn counted(&self) -> impl ExactSizeIterator<Item = (&str, usize)> {
        self.names.iter().map(|(name, count)| (&**name, *count))
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub fn name(&self, number: u32) -> Option<&Arc<str>> {
        (number > 0).then(|| self.names.get(place(number))).flatten().map(|(name, _)| name)
    }

    pub fn number_of(&self, name: &str) -> Option<u32> {
        let place = self.names.binary_search_by(|(known, _)| (**known).cmp(name)).ok()?;
        u32::try_from(place + 1).ok()
    }

    /// Of each number whether the name fits; no name fits nothing.
    pub fn that(&self, fits: impl Fn(&str) -> bool) -> Vec<bool> {
        std::iter::once(false).chain(self.names.iter().map(|(name, _)| fits(name))).collect()
    }
}

/// Where the name with this number stands.
fn place(number: u32) -> usize {
    number as usize - 1
}

/// The names in the order of the alphabet, and what number each got by that.
fn sorted(counts: &[(&str, usize)]) -> (Vec<(Arc<str>, usize)>, Vec<u32>) {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|place| counts.get(*place).map(|(name, _)| *name));
    let mut ranks = vec![0; counts.len()];
    for (number, place) in (1..).zip(&order) {
        if let Some(rank) = ranks.get_mut(*place) {
            *rank = number;
        }
    }
    let named = order.iter().filter_map(|place| counts.get(*place));
    (named.map(|(name, count)| ((*name).into(), *count)).collect(), ranks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_their_names_by_number() {
        let fields = [Some("b"), None, Some("a"), Some("b"), Some("")];
        let (names, numbers) = LogNames::of(fields.into_iter());
        assert_eq!(numbers, [2, 0, 1, 2, 0]);
        assert_eq!(names.counted().collect::<Vec<_>>(), [("a", 1), ("b", 2)]);
        assert_eq!((names.number_of("b"), names.number_of("c")), (Some(2), None));
        let name = |number| names.name(number).map(|name| &**name);
        assert_eq!([0, 1, 2, 3].map(name), [None, Some("a"), Some("b"), None]);
        assert_eq!(names.that(|name| name == "a"), [false, true, false]);
    }
}
