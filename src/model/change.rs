/// What became of one field while it was edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    #[default]
    Kept,
    To(T),
}

impl<T: PartialEq> Change<T> {
    pub fn between(before: &T, after: T) -> Self {
        if *before == after { Self::Kept } else { Self::To(after) }
    }

    pub const fn is_kept(&self) -> bool {
        matches!(self, Self::Kept)
    }

    /// Puts what was changed into `field`. Tells whether that made it another.
    pub fn apply_to(self, field: &mut T) -> bool {
        match self {
            Self::To(value) if value != *field => {
                *field = value;
                true
            }
            Self::To(_) | Self::Kept => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_change_is_applied() {
        let mut field = 1;
        assert!(!Change::between(&7, 7).apply_to(&mut field));
        assert_eq!(field, 1);
        assert!(Change::between(&7, 8).apply_to(&mut field));
        assert_eq!(field, 8);
        assert!(!Change::To(8).apply_to(&mut field), "it stood there already");
    }
}
