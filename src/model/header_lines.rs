//! Headers as their user types them: `Name: value`, one to a line.

use crate::model::secret::Secret;
use crate::model::site_headers::{SiteHeaders, is_secret_name};

/// Stands for a value that is not to be seen.
const HIDDEN: &str = "••••••••";
const COLONS: [char; 2] = [':', '：'];
/// What a name may hold besides letters and digits (RFC 9110, `token`).
const NAME_MARKS: &str = "!#$%&'*+-.^_`|~";

/// Which line is no header, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderLineError {
    /// From 1 on.
    pub line: usize,
    pub mistake: HeaderMistake,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderMistake {
    NoColon,
    BadName,
    /// It holds what no header takes, such as Chinese.
    BadValue,
    /// A name that stands above already.
    Repeated,
}

/// The headers of a text. Blank lines are passed over.
pub fn parse(text: &str) -> Result<SiteHeaders, HeaderLineError> {
    let mut headers: Vec<(String, Secret)> = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let error = |mistake| HeaderLineError { line: index + 1, mistake };
        let (name, value) = header(line).map_err(error)?;
        if headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Err(error(HeaderMistake::Repeated));
        }
        headers.push((name.to_owned(), Secret::new(value)));
    }
    Ok(headers.into_iter().collect())
}

fn header(line: &str) -> Result<(&str, &str), HeaderMistake> {
    let (name, value) = parts(line).ok_or(HeaderMistake::NoColon)?;
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || NAME_MARKS.contains(c);
    let is_of_value = |c: char| c.is_ascii_graphic() || matches!(c, ' ' | '\t');
    if name.is_empty() || !name.chars().all(is_of_name) {
        Err(HeaderMistake::BadName)
    } else if value.chars().all(is_of_value) {
        Ok((name, value))
    } else {
        Err(HeaderMistake::BadValue)
    }
}

/// Name and value of a line, whatever they hold.
fn parts(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(COLONS)?;
    Some((name.trim(), value.trim()))
}

/// The text of headers: all their values stand in it.
pub fn write(headers: &SiteHeaders) -> Secret {
    let line = |(name, value): &(String, Secret)| format!("{name}: {}", value.reveal());
    Secret::new(headers.iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// The text with dots in place of values whose names say that they are secret; `None` where there
/// are none.
pub fn masked(text: &str) -> Option<String> {
    let mut hides_something = false;
    let mask = |line: &str| match parts(line) {
        Some((name, value)) if is_secret_name(name) && !value.is_empty() => {
            hides_something = true;
            format!("{name}: {HIDDEN}")
        }
        _ => line.to_owned(),
    };
    let lines: Vec<String> = text.lines().map(mask).collect();
    hides_something.then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        parse(text).unwrap().iter().map(|(name, _)| name.clone()).collect()
    }

    #[test]
    fn headers_survive_being_written_and_read() {
        let headers = parse(" X-Way : in : out\n\nAuthorization：Bearer abc\r\nX-Empty:").unwrap();
        let text = write(&headers);
        assert_eq!(text.reveal(), "X-Way: in : out\nAuthorization: Bearer abc\nX-Empty: ");
        assert_eq!(parse(text.reveal()).as_ref(), Ok(&headers));
        assert!(names("\n  \n").is_empty());
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        for (text, line, mistake) in [
            ("X-A: 1\n\nBearer abc", 3, HeaderMistake::NoColon),
            (": value", 1, HeaderMistake::BadName),
            ("X A: 1", 1, HeaderMistake::BadName),
            ("名: 1", 1, HeaderMistake::BadName),
            ("X-A: 值", 1, HeaderMistake::BadValue),
            ("X-A: 1\nx-a: 2", 2, HeaderMistake::Repeated),
        ] {
            assert_eq!(parse(text), Err(HeaderLineError { line, mistake }), "{text}");
        }
    }

    #[test]
    fn only_secret_values_are_masked_also_of_a_line_that_is_none() {
        let text = "X-Way: in\nX-Token: hidden\n密 Key：hidden\nX-Key:";
        let expected = "X-Way: in\nX-Token: ••••••••\n密 Key: ••••••••\nX-Key:";
        assert_eq!(masked(text).as_deref(), Some(expected));
        assert_eq!(masked("X-Way: in\nX-Key:"), None);
    }
}
