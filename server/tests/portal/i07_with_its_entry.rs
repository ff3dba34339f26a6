//! I07: a change and its entry in the log commit together or not at all; where nothing can be logged, nothing is done.

use contract::FinishCeremony;
use domain::Span;
use serde_json::json;
use store::args;
use testkit::{AskingKey, Authenticator, Browser, Reply, Rows, TestApp, each_engine};

use crate::scene::{BY_VIDEO, IN_PERSON, Scene, SignIn, sign_in};

/// What keeps an entry from being written.
#[derive(Clone, Copy, Debug)]
enum Broken {
    /// Its place in the log is taken.
    PlaceTaken,
    /// There is no table for it.
    NoTable,
}

impl Broken {
    async fn begin(self, app: &TestApp) {
        match self {
            Self::PlaceTaken => {
                let sql = "INSERT INTO audit_entry (idx, at, kind, actor, leaf) VALUES ($1, 0, 'x', 'x', $2)";
                app.raw(sql, args![app.entries().await, &[0_u8; 32][..]]).await;
            }
            Self::NoTable => {
                app.raw("ALTER TABLE audit_entry RENAME TO audit_entry_away", Vec::new()).await;
            }
        }
    }

    async fn end(self, app: &TestApp) {
        match self {
            Self::PlaceTaken => {
                app.raw("DELETE FROM audit_entry WHERE kind = 'x'", Vec::new()).await;
            }
            Self::NoTable => {
                app.raw("ALTER TABLE audit_entry_away RENAME TO audit_entry", Vec::new()).await;
            }
        }
    }
}

/// How everything stood before something was done.
struct Before {
    broken: Option<Broken>,
    rows: Rows,
    entries: u64,
}

impl Before {
    async fn begin(app: &TestApp, broken: Option<Broken>) -> Self {
        // A begun ceremony is taken before its answer is read, and needs no entry.
        let rows = app.rows().await.without(&["ceremony"]);
        let entries = app.entries().await;
        if let Some(broken) = broken {
            broken.begin(app).await;
        }
        Self { broken, rows, entries }
    }

    /// What could not be logged was not done; what could be, was, with its entry.
    async fn end(self, app: &TestApp, what: &str, reply: &Reply) {
        let Some(broken) = self.broken else {
            assert!([200, 303].contains(&reply.status), "{what}: {} {}", reply.status, reply.text());
            assert!(app.entries().await > self.entries, "{what} was done without an entry");
            return;
        };
        broken.end(app).await;
        assert_eq!(reply.status, 500, "{what}, {broken:?}: {}", reply.text());
        assert!(reply.text().contains(reply.header("x-request-id")), "{what}, {broken:?}: {}", reply.text());
        let cookies: Vec<_> = reply.headers.get_all("set-cookie").iter().collect();
        assert!(cookies.is_empty(), "{what}, {broken:?}: {cookies:?}");
        let differences = self.rows.differences(&app.rows().await.without(&["ceremony"]));
        assert!(differences.is_empty(), "{what}, {broken:?}: {differences:#?}");
    }
}

/// Does it while nothing can be logged, twice, which leaves everything as it was; then once more, which does it.
macro_rules! only_with_its_entry {
    ($app:expr, $what:expr, $act:expr) => {{
        let mut done = None;
        for broken in [Some(Broken::PlaceTaken), Some(Broken::NoTable), None] {
            let before = Before::begin($app, broken).await;
            let reply: Reply = $act;
            before.end($app, $what, &reply).await;
            done = Some(reply);
        }
        done.unwrap()
    }};
}

async fn prove(browser: &Browser, at: &str, begin: &serde_json::Value, key: &mut Authenticator) -> Reply {
    let begun = browser.begin(at, begin).await;
    let finish = FinishCeremony { id: begun.id, credential: key.get(&begun.options), name: String::new() };
    browser.post_json(&format!("{at}/finish"), &finish).await
}

/// The code that stops a request, from the newest message that has one.
fn stop_code(app: &TestApp, address: &str) -> String {
    let is_code = |word: &&str| {
        let symbols = word.chars().filter(char::is_ascii_alphanumeric).count();
        symbols == 24 && word.contains('-') && !word.contains(|c: char| c.is_ascii_lowercase())
    };
    let messages = app.mail.to(address);
    let found = messages.iter().rev().find_map(|message| message.body.split_whitespace().find(is_code));
    found.unwrap_or_else(|| panic!("no message to {address} has a code")).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn i07_every_step_of_the_main_job_is_logged_or_not_done() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = app.browser().at([198, 51, 100, 7]);
            let ask = [("user_name", "anna"), ("what", BY_VIDEO.what), ("none", "yes")];
            only_with_its_entry!(app, "asking", asking.post_form("/recover/other-way", &ask).await);
            let key = AskingKey::new(app.rng());
            let published = key.publish();
            let taken = only_with_its_entry!(app, "the key", {
                asking.post_json("/api/recover/key", &published).await
            });
            let code = key.code(&taken.json());
            app.tick().await;

            let manager = app.browser();
            let sign_in_as = |name: &str| json!({"user_name": name, "then": "/"});
            only_with_its_entry!(app, "signing in", {
                prove(&manager, "/api/sign-in", &sign_in_as("mara"), &mut scene.mara).await
            });
            only_with_its_entry!(app, "proving again", {
                prove(&manager, "/api/proof", &json!({"then": "/"}), &mut scene.mara).await
            });
            let person = [("person", scene.anna.as_str())];
            let begun = only_with_its_entry!(app, "beginning a review", {
                manager.post_form("/approvals", &person).await
            });
            let review = begun.location().to_owned();
            let device = scene.device.to_string();
            let steps: [&[(&str, &str)]; 5] = [
                &[("step", "device"), ("device", &device)],
                &[("step", "reach"), ("means", "video"), ("means_done", "yes")],
                &[
                    ("step", "says"),
                    ("asked_now", "yes"),
                    ("what", BY_VIDEO.what),
                    ("on_what", "linux"),
                    ("place", "home"),
                ],
                &[("step", "compare")],
                &[("step", "code"), ("code", &code)],
            ];
            for step in steps {
                only_with_its_entry!(app, step[0].1, manager.post_form(&review, step).await);
            }
            let decide = format!("/api{review}");
            only_with_its_entry!(app, "approving", {
                prove(&manager, &decide, &json!({}), &mut scene.mara).await
            });
            let sealed = only_with_its_entry!(app, "fetching the pass", {
                asking.post_json("/api/recover/pass", &json!({})).await
            });
            let pass = json!({"pass": key.open(&sealed.json()).expect("it is sealed to this key")});
            only_with_its_entry!(app, "using the pass", {
                asking.post_json("/api/recover/redeem", &pass).await
            });
            let own = [("own", "yes")];
            only_with_its_entry!(app, "whose computer it is", {
                asking.post_form("/recover/enrol", &own).await
            });
            let mut new = app.authenticator();
            only_with_its_entry!(app, "enrolling", {
                new = app.authenticator();
                let begun = asking.begin("/api/enrol", &json!({})).await;
                let credential = new.create(&begun.options);
                let finish = FinishCeremony { id: begun.id, credential, name: "New".to_owned() };
                asking.post_json("/api/enrol/finish", &finish).await
            });
            only_with_its_entry!(app, "closing", {
                prove(&asking, "/api/sign-in", &sign_in_as("anna"), &mut new).await
            });
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::No);

            app.tick().await;
            let stop = stop_code(app, "anna@example.org");
            let stranger = app.browser();
            only_with_its_entry!(app, "stopping", {
                stranger.post_form("/not-me", &[("code", &stop)]).await
            });
            assert_eq!(sign_in(app, &mut new, "anna").await, SignIn::Paused, "the new one is paused");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i07_what_people_do_with_their_own_is_logged_or_not_done() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let inside = Scene::inside(app, &mut scene.phone, "anna").await;
            let other = Scene::inside(app, &mut scene.phone, "anna").await;
            only_with_its_entry!(app, "adding", {
                let begun = inside.begin("/api/methods", &json!({})).await;
                let credential = app.authenticator().create(&begun.options);
                let finish = FinishCeremony { id: begun.id, credential, name: "Laptop".to_owned() };
                inside.post_json("/api/methods/finish", &finish).await
            });
            let address = format!("/methods/{}", scene.on_phone);
            let forms: [(&str, &[(&str, &str)]); 3] = [
                ("renaming", &[("step", "rename"), ("name", "Old phone")]),
                (
                    "placing",
                    &[
                        ("step", "new"),
                        ("place", "new"),
                        ("device_name", "Tablet"),
                        ("platform", "ipados"),
                        ("ownership", "own"),
                    ],
                ),
                ("removing", &[("step", "remove")]),
            ];
            for (what, form) in forms {
                if what == "removing" {
                    // Removing the phone's passkey ends the session that it opened; the other one does it first.
                    only_with_its_entry!(app, "signing out", other.post_form("/sign-out", &[]).await);
                }
                only_with_its_entry!(app, what, inside.post_form(&address, form).await);
            }

            let desk = Scene::inside(app, &mut scene.ida, "ida").await;
            let raise = [("user_name", "anna"), ("what", IN_PERSON.what)];
            let raised = only_with_its_entry!(app, "raising", desk.post_form("/desk/raise", &raise).await);
            let case = raised.location().to_owned();
            let withdraw = [("action", "withdraw"), ("note", "")];
            let security = Scene::inside(app, &mut scene.sami, "sami").await;
            only_with_its_entry!(app, "withdrawing", security.post_form(&case, &withdraw).await);
            let everywhere = [("all", "yes")];
            only_with_its_entry!(app, "signing out everywhere", {
                security.post_form("/sessions", &everywhere).await
            });
        })
    })
    .await;
}

/// What nobody calls for: the worker does nothing either, and does it when it can be logged again.
#[tokio::test(flavor = "multi_thread")]
async fn i07_the_worker_logs_what_it_does_or_does_not_do_it() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let told = crate::scene::Told { what: "broken-or-wiped", ..BY_VIDEO };
            let asking = scene.approved(app, told).await;
            asking.browser.fetch_pass(&asking.key).await;
            app.browser().ask("anna", "broken-or-wiped").await;
            app.pass_time(Span::hours(24));
            for broken in [Broken::PlaceTaken, Broken::NoTable] {
                // A checkpoint says what stands in the log; it is no change that would have to.
                let rows = async || app.rows().await.without(&["audit_checkpoint"]);
                let before = rows().await;
                broken.begin(app).await;
                app.tick().await;
                broken.end(app).await;
                let differences = before.differences(&rows().await);
                assert!(differences.is_empty(), "{broken:?}: {differences:#?}");
                assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::Paused, "{broken:?}");
            }
            let entries = app.entries().await;
            app.tick().await;
            assert!(app.entries().await > entries);
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::In);
        })
    })
    .await;
}
