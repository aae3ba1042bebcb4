use unicode_width::UnicodeWidthStr as _;

const GAP: &str = "  ";

/// Which edge a column's texts share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// Rows of text under headings, aligned by width on the screen: a Chinese character takes two.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<Align>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new<'a>(columns: impl IntoIterator<Item = (&'a str, Align)>) -> Self {
        let (headings, columns) =
            columns.into_iter().map(|(heading, align)| (heading.to_owned(), align)).unzip();
        Self { columns, rows: vec![headings] }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// One line a row, without spaces at the end.
    pub(super) fn lines(&self) -> Vec<String> {
        let width_of = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max()
        };
        let widths: Vec<usize> =
            (0..self.columns.len()).map(|column| width_of(column).unwrap_or_default()).collect();
        self.rows
            .iter()
            .map(|row| {
                let cells: Vec<String> = row
                    .iter()
                    .zip(self.columns.iter().zip(&widths))
                    .map(|(cell, (align, width))| padded(cell, *width, *align))
                    .collect();
                cells.join(GAP).trim_end().to_owned()
            })
            .collect()
    }
}

fn padded(cell: &str, width: usize, align: Align) -> String {
    let space = " ".repeat(width.saturating_sub(cell.width()));
    match align {
        Align::Left => format!("{cell}{space}"),
        Align::Right => format!("{space}{cell}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_latin_share_their_edges() {
        let mut table = Table::new([("站点", Align::Left), ("余额", Align::Right)]);
        table.row(["晨星 API".to_owned(), "$1.00".to_owned()]);
        table.row(["b".to_owned(), "$128.40".to_owned()]);
        assert_eq!(table.lines(), ["站点         余额", "晨星 API    $1.00", "b         $128.40"]);
    }
}
