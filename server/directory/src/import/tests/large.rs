//! A file of many.

use std::fmt::Write as _;

use super::ground::each_engine;
use crate::import::{Asked, import};

/// Rows: enough for several jobs. `TEST_PEOPLE` asks for another number, such as 100000.
fn rows() -> usize {
    std::env::var("TEST_PEOPLE").ok().and_then(|n| n.parse().ok()).unwrap_or(3_000)
}

#[tokio::test]
async fn many_are_imported_and_the_progress_is_told() {
    each_engine(|on| {
        Box::pin(async move {
            let rows = rows();
            let mut csv = "manager,user_name,name,addresses,phones,department\n".to_owned();
            // The last row is the first manager: nobody comes after the one they manage.
            for at in (0..rows).rev() {
                let manager = if at == 0 { String::new() } else { format!("person{}", at / 10) };
                let phone = 1_700_000_000 + at;
                writeln!(
                    csv,
                    "{manager},person{at},Person {at},person{at}@example.org,mobile:+49{phone},Dept"
                )
                .unwrap();
            }
            let asked = Asked { file: "many.csv", by: "root", missing_have_left: false, confirmed: false };
            let mut told = Vec::new();
            let begun = std::time::Instant::now();
            let summary =
                import(&on.core, csv.as_bytes(), &asked, &mut |done, total| told.push((done, total)))
                    .await
                    .unwrap();
            println!("{rows} new: {:?}", begun.elapsed());
            assert_eq!(summary.new, rows);
            assert_eq!((told[0], *told.last().unwrap()), ((0, rows), (rows, rows)));
            assert!(told.len() > rows / 500 && told.is_sorted());
            let begun = std::time::Instant::now();
            let summary = import(&on.core, csv.as_bytes(), &asked, &mut |_, _| {}).await.unwrap();
            println!("{rows} unchanged: {:?}", begun.elapsed());
            assert_eq!(summary.unchanged, rows);
            let csv = csv.replace(",Dept", ",Other");
            let begun = std::time::Instant::now();
            let summary = import(&on.core, csv.as_bytes(), &asked, &mut |_, _| {}).await.unwrap();
            println!("{rows} changed: {:?}", begun.elapsed());
            assert_eq!(summary.changed, rows);
        })
    })
    .await;
}
