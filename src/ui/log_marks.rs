use std::collections::BTreeSet;

/// Which rows of a table are chosen, by where they stand in it.
#[derive(Clone, Debug, Default)]
pub struct LogMarks {
    chosen: BTreeSet<usize>,
    /// Where a choice of several begins.
    anchor: usize,
    /// Where the keyboard is.
    cursor: usize,
    /// Of the rows that these are places in.
    revision: u64,
}

/// What a press does to the choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkWay {
    /// This one and no other.
    Only,
    /// This one too, or no longer.
    Toggle,
    /// All from the anchor to this one.
    UpTo,
}

impl LogMarks {
    /// Forgets the choice when the rows are others than before.
    pub fn follow(&mut self, revision: u64) {
        if self.revision != revision {
            *self = Self { revision, ..Self::default() };
        }
    }

    pub fn mark(&mut self, place: usize, way: MarkWay) {
        self.cursor = place;
        match way {
            MarkWay::Only => self.chosen = [place].into(),
            MarkWay::Toggle => {
                if !self.chosen.remove(&place) {
                    self.chosen.insert(place);
                }
            }
            MarkWay::UpTo => {
                let (first, last) = (self.anchor.min(place), self.anchor.max(place));
                self.chosen = (first..=last).collect();
                return;
            }
        }
        self.anchor = place;
    }

    pub fn mark_all(&mut self, rows: usize) {
        self.chosen = (0..rows).collect();
    }

    pub fn clear(&mut self) {
        self.chosen.clear();
    }

    pub fn holds(&self, place: usize) -> bool {
        self.chosen.contains(&place)
    }

    pub fn len(&self) -> usize {
        self.chosen.len()
    }

    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// In the order on screen.
    pub fn chosen(&self) -> impl Iterator<Item = usize> {
        self.chosen.iter().copied()
    }

    /// The one that is chosen alone.
    pub fn only(&self) -> Option<usize> {
        self.chosen.first().copied().filter(|_| self.chosen.len() == 1)
    }

    /// Where so many steps from the cursor lead in a table of so many rows. The first single step
    /// leads to the first row.
    pub fn step(&self, steps: isize, rows: usize) -> usize {
        if self.chosen.is_empty() && steps.abs() == 1 {
            return 0;
        }
        self.cursor.saturating_add_signed(steps).min(rows.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(marks: &LogMarks) -> Vec<usize> {
        marks.chosen().collect()
    }

    #[test]
    fn rows_are_chosen_one_by_one_or_from_here_to_there() {
        let mut marks = LogMarks::default();
        marks.mark(5, MarkWay::Only);
        marks.mark(3, MarkWay::UpTo);
        assert_eq!(chosen(&marks), [3, 4, 5]);
        marks.mark(6, MarkWay::UpTo);
        assert_eq!(chosen(&marks), [5, 6], "it begins where it began");
        marks.mark(5, MarkWay::Toggle);
        assert_eq!((chosen(&marks), marks.only()), (vec![6], Some(6)));
        marks.mark(9, MarkWay::Toggle);
        assert_eq!((chosen(&marks), marks.only()), (vec![6, 9], None));
    }

    #[test]
    fn steps_stay_within_the_table() {
        let mut marks = LogMarks::default();
        assert_eq!((marks.step(1, 10), marks.step(-1, 10), marks.step(10, 10)), (0, 0, 9));
        marks.mark(8, MarkWay::Only);
        assert_eq!((marks.step(5, 10), marks.step(-20, 10)), (9, 0));
    }

    #[test]
    fn other_rows_are_not_chosen() {
        let mut marks = LogMarks::default();
        marks.mark(1, MarkWay::Only);
        marks.follow(0);
        assert_eq!(marks.len(), 1);
        marks.follow(1);
        assert!(marks.is_empty());
    }
}
