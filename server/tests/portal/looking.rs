//! Nothing changes by looking.

use server::routes::{Verb, table};
use testkit::{TestApp, each_engine};

use crate::callers::{everybody, may};

/// Looks at everything as everybody, `how`ever a page is asked for.
async fn look_around(app: &TestApp, queries: &[&str]) {
    let (callers, places) = everybody(app).await;
    let before = app.rows().await;
    let entries = app.entries().await;
    for caller in &callers {
        let mut served = 0;
        for route in table(false).iter().filter(|route| route.verb == Verb::Get) {
            for query in queries {
                let at = places.at(route) + query;
                let reply = if at.starts_with("/api/") {
                    caller.browser.fetch(&at, None).await
                } else {
                    caller.browser.get(&at).await
                };
                assert!(reply.status < 500, "{route:?} for {}: {}", caller.name, reply.text());
                served += u32::from(reply.status == 200);
            }
        }
        assert!(served >= 5, "{} saw nothing", caller.name);
        assert_eq!(app.entries().await, entries, "the log grew while {} looked", caller.name);
        let differences = before.differences(&app.rows().await);
        assert!(differences.is_empty(), "changed by {} looking: {differences:#?}", caller.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_changes_by_looking_whoever_looks() {
    each_engine(|app| Box::pin(look_around(app, &[""]))).await;
}

/// A link may carry what a form would send; it still only looks.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_changes_by_looking_with_a_forms_fields_in_the_address() {
    each_engine(|app| {
        Box::pin(look_around(
            app,
            &[
                "?step=cancel",
                "?step=remove",
                "?step=deny&note=x",
                "?show=yes",
                "?all=yes",
                "?action=withdraw",
                "?code=AAAA-AAAA-AAAA-AAAA-AAAA-AAAA",
                "?own=yes",
                "?user_name=anna&what=lost-or-stolen&none=yes",
            ],
        ))
    })
    .await;
}

/// The walk is worth something: each kind of caller is let through somewhere that others are not.
#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_caller_sees_what_they_came_for() {
    testkit::on_sqlite(|app| {
        Box::pin(async move {
            let (callers, places) = everybody(app).await;
            for caller in &callers {
                for route in table(false).iter().filter(|route| route.verb == Verb::Get && may(caller, route))
                {
                    let at = places.at(route);
                    let reply = if at.starts_with("/api/") {
                        caller.browser.fetch(&at, None).await
                    } else {
                        caller.browser.get(&at).await
                    };
                    // Who may call is decided before; what they see of others' is decided inside, by not finding it.
                    let own = match route.path {
                        "/approvals/{review}" | "/drills/{drill}" => caller.name == "the manager",
                        // Nobody's pass is spoken here.
                        "/approvals/{review}/half" => false,
                        "/methods/{id}" => caller.name == "the person",
                        "/desk" | "/desk/requests/{id}" => ["IT", "security"].contains(&caller.name),
                        "/paused" => caller.name == "the holder of a paused passkey",
                        _ => continue,
                    };
                    assert_eq!(reply.status == 200, own, "{at} for {}: {}", caller.name, reply.status);
                }
            }
        })
    })
    .await;
}
