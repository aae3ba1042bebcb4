use std::fmt;

const MINUTES_OF_HOUR: u16 = 60;
const HOURS: u16 = 24;

/// A time of day on the local clock, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime {
    since_midnight: u16,
}

impl ClockTime {
    /// `None` where no clock shows that.
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour >= HOURS || minute >= MINUTES_OF_HOUR {
            return None;
        }
        Some(Self { since_midnight: hour * MINUTES_OF_HOUR + minute })
    }

    /// On the hour; hours go on from 0 after 23.
    pub const fn on_the_hour(hour: u16) -> Self {
        Self { since_midnight: hour % HOURS * MINUTES_OF_HOUR }
    }

    /// Reads `22:00`, `8:05`, also with the colon of a Chinese keyboard.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.trim().split_once([':', '：'])?;
        let number = |digits: &str| {
            let plain =
                (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| digits.parse().ok()).flatten()
        };
        Self::new(number(hour)?, number(minute).filter(|_| minute.len() == 2)?)
    }

    pub const fn hour(self) -> u16 {
        self.since_midnight / MINUTES_OF_HOUR
    }

    pub const fn minute(self) -> u16 {
        self.since_midnight % MINUTES_OF_HOUR
    }
}

/// As it is written in the file: `08:05`.
impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_clock_shows() {
        let read = |text: &str| ClockTime::parse(text).map(|time| time.to_string());
        assert_eq!(read("22:00").as_deref(), Some("22:00"));
        assert_eq!(read(" 8：05 ").as_deref(), Some("08:05"));
        assert_eq!(read("00:00").as_deref(), Some("00:00"));
        for odd in ["", "24:00", "12:60", "12", "12:5", "-1:00", "+1:00", "1 :00", "noon", "001:00"]
        {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
