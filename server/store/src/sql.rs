//! Generated SQL: the VALUES lists of statements that insert many rows.

use std::fmt::Write as _;

/// `into` followed by `VALUES ($1, …), (…), …` for that many rows of that many columns. Without `numbered` the places are
/// bare question marks: to SQLite `$1` is a name, and it looks through all names for each, which takes longer than the
/// insert itself where there are thousands.
pub(crate) fn values(into: &'static str, columns: usize, rows: usize, numbered: bool) -> String {
    let mut sql = String::with_capacity(into.len() + rows * columns * 6);
    sql.push_str(into);
    sql.push_str(" VALUES ");
    let mut number = 0_usize;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            number += 1;
            sql.push_str(if column == 0 { "" } else { ", " });
            if numbered {
                // Writing into a String cannot fail.
                let _ = write!(sql, "${number}");
            } else {
                sql.push('?');
            }
        }
        sql.push(')');
    }
    sql
}

/// How many of `left` rows the next statement takes: 256, or 64, or the rest. So there are few statements for many rows,
/// and few different ones: preparing one anew for each number of rows halves the speed. Nine values a row stay far
/// below SQLite's 32,766 and PostgreSQL's 65,535.
pub(crate) const fn portion(left: usize) -> usize {
    match left {
        256.. => 256,
        64.. => 64,
        rest => rest,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn portions_are_few_and_make_up_the_whole() {
        for rows in [0, 1, 63, 64, 65, 255, 256, 257, 1_000] {
            let (mut left, mut statements) = (rows, 0);
            while left > 0 {
                left -= super::portion(left);
                statements += 1;
            }
            assert!(statements <= rows / 256 + 4, "{rows}");
        }
    }

    #[test]
    fn numbers_go_on_from_row_to_row() {
        assert_eq!(
            super::values("INSERT INTO lease (a, b)", 2, 2, true),
            "INSERT INTO lease (a, b) VALUES ($1, $2), ($3, $4)"
        );
        assert_eq!(
            super::values("INSERT INTO lease (a, b)", 2, 2, false),
            "INSERT INTO lease (a, b) VALUES (?, ?), (?, ?)"
        );
    }
}
