//! A file of many.

use std::fmt::Write as _;

use super::apply::asked;
use crate::devices_import::import;
use crate::import::tests::ground::on_sqlite;

/// Rows: a hundred thousand, or as many as `TEST_DEVICES` asks for.
fn rows() -> usize {
    std::env::var("TEST_DEVICES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_rows_are_imported_and_the_progress_is_told() {
    on_sqlite(|on| {
        Box::pin(async move {
            let rows = rows();
            let mut people = "user_name,name\n".to_owned();
            for at in 0..500 {
                writeln!(people, "person{at},Person {at}").unwrap();
            }
            on.import(&people).await;
            let mut csv = "Device name,Serial number,Primary user UPN,OS,Ownership,Model\n".to_owned();
            for at in 0..rows {
                let person = at % 500;
                writeln!(csv, "PHONE-{at},SN{at:08},person{person},iOS,Company,iPhone").unwrap();
            }
            let asked = asked(csv.as_bytes(), false);
            let mut told = Vec::new();
            let begun = std::time::Instant::now();
            let summary =
                import(&on.core, csv.as_bytes(), &asked, &mut |done, total| told.push((done, total)))
                    .await
                    .unwrap();
            println!("{rows} new devices: {:?}", begun.elapsed());
            assert_eq!(summary.new, u64::try_from(rows).unwrap());
            assert_eq!((told[0], *told.last().unwrap()), ((0, rows), (rows, rows)));
            assert!(told.len() > rows / 500 && told.is_sorted());
            let begun = std::time::Instant::now();
            let summary = import(&on.core, csv.as_bytes(), &asked, &mut |_, _| {}).await.unwrap();
            println!("{rows} unchanged devices: {:?}", begun.elapsed());
            assert_eq!(summary.unchanged, u64::try_from(rows).unwrap());
        })
    })
    .await;
}
