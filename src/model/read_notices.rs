use crate::model::notice_mark::NoticeMark;
use std::sync::Arc;

/// How many are remembered.
const MOST: usize = 500;

/// Which texts of stations the user has read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadNotices {
    /// Each once, the newest last.
    marks: Arc<[NoticeMark]>,
}

impl ReadNotices {
    pub fn has(&self, mark: NoticeMark) -> bool {
        self.marks.contains(&mark)
    }

    /// Remembers these too; what was read longest ago is forgotten where that is too many.
    pub fn add(&mut self, read: &[NoticeMark]) {
        if read.iter().all(|mark| self.has(*mark)) {
            return;
        }
        let mut marks: Vec<NoticeMark> =
            self.marks.iter().copied().filter(|mark| !read.contains(mark)).collect();
        for mark in read {
            if !marks.contains(mark) {
                marks.push(*mark);
            }
        }
        let surplus = marks.len().saturating_sub(MOST);
        self.marks = marks.into_iter().skip(surplus).collect();
    }

    /// The newest last.
    pub fn marks(&self) -> &[NoticeMark] {
        &self.marks
    }
}

impl FromIterator<NoticeMark> for ReadNotices {
    fn from_iter<T: IntoIterator<Item = NoticeMark>>(marks: T) -> Self {
        let mut read = Self::default();
        read.add(&marks.into_iter().collect::<Vec<_>>());
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(number: usize) -> NoticeMark {
        NoticeMark::parse(&format!("{number:016x}")).unwrap()
    }

    #[test]
    fn each_is_remembered_once() {
        let mut read = ReadNotices::default();
        read.add(&[mark(1), mark(2), mark(1)]);
        read.add(&[mark(2), mark(3)]);
        assert_eq!(read.marks(), [mark(1), mark(2), mark(3)]);
        assert!(read.has(mark(1)) && !read.has(mark(4)));
    }

    #[test]
    fn only_the_newest_are_remembered() {
        let mut read: ReadNotices = (0..MOST + 20).map(mark).collect();
        assert_eq!((read.marks().len(), read.marks()[0]), (MOST, mark(20)));
        read.add(&[mark(7)]);
        assert_eq!((read.marks().len(), read.marks()[0]), (MOST, mark(21)));
        assert_eq!(read.marks().last(), Some(&mark(7)));
    }
}
