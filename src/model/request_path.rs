/// Why a text is no path to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathError {
    /// It does not begin with a slash.
    NoSlash,
    /// It holds a space, or the `#` after which nothing is sent.
    Unsendable,
}

/// What is wrong with the path of a request, which may hold a query. An empty one is none, and
/// nothing is wrong with that.
pub fn path_problem(text: &str) -> Option<PathError> {
    let path = text.trim();
    if path.is_empty() {
        None
    } else if !path.starts_with('/') {
        Some(PathError::NoSlash)
    } else {
        let is_unsendable = |c: char| c.is_whitespace() || c.is_control() || c == '#';
        path.contains(is_unsendable).then_some(PathError::Unsendable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_with_a_slash_and_can_be_sent() {
        for good in ["", " ", "/v1/usage", " /api/x?from=0 "] {
            assert_eq!(path_problem(good), None, "{good}");
        }
        for bare in ["v1/usage", "https://a.example/v1", "?x"] {
            assert_eq!(path_problem(bare), Some(PathError::NoSlash), "{bare}");
        }
        for odd in ["/a b", "/a#b", "/a\nb"] {
            assert_eq!(path_problem(odd), Some(PathError::Unsendable), "{odd}");
        }
    }
}
