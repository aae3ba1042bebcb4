use rust_decimal::Decimal;

/// A count with a comma between thousands: `20,417`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The same of a number that may be below nought.
pub fn signed_count(number: i64) -> String {
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", count(number.unsigned_abs()))
}

/// A large count in short: `38.2 M`, `12.4 k`, `980`.
pub fn short_count(number: u64) -> String {
    let (divisor, letter) = match number {
        0..10_000 => return count(number),
        10_000..1_000_000 => (1_000, 'k'),
        1_000_000..1_000_000_000 => (1_000_000, 'M'),
        _ => (1_000_000_000, 'G'),
    };
    let short = (Decimal::from(number) / Decimal::from(divisor)).round_dp(1);
    format!("{short:.1} {letter}")
}

/// How much a file takes on the disk: `38.2 MB`.
pub fn bytes(bytes: u64) -> String {
    let (divisor, unit) = match bytes {
        0..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let size = (Decimal::from(bytes) / Decimal::from(divisor)).round_dp(1);
    format!("{size:.1} {unit}")
}

/// A share in whole percent: `74 %`.
pub fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

/// Percent without a fraction: `74 %`.
pub fn whole_percent(percent: Decimal) -> String {
    format!("{} %", percent.round())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!(bytes(49_152), "49.2 kB");
        assert_eq!(bytes(38_210_000), "38.2 MB");
        assert_eq!(bytes(2_000_000_000), "2.0 GB");
    }

    #[test]
    fn counts_read_easily() {
        assert_eq!(count(7), "7");
        assert_eq!(count(20_417), "20,417");
        assert_eq!(signed_count(-20_417), "−20,417");
        assert_eq!(short_count(9_999), "9,999");
        assert_eq!(short_count(38_200_000), "38.2 M");
        assert_eq!(percent(0.744), "74 %");
    }
}
