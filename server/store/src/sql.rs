//! Generated SQL: the VALUES lists of statements that insert many rows.

use std::fmt::Write as _;

/// `into` followed by `VALUES ($1, …), (…), …` for that many rows of that many columns.
pub(crate) fn values(into: &'static str, columns: usize, rows: usize) -> String {
    let mut sql = String::with_capacity(into.len() + rows * columns * 6);
    sql.push_str(into);
    sql.push_str(" VALUES ");
    let mut number = 0_usize;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            number += 1;
            // Writing into a String cannot fail.
            let _ = write!(sql, "{}${number}", if column == 0 { "" } else { ", " });
        }
        sql.push(')');
    }
    sql
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_go_on_from_row_to_row() {
        assert_eq!(
            super::values("INSERT INTO t (a, b)", 2, 2),
            "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)"
        );
    }
}
