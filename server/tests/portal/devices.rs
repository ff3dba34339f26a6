//! Devices through the real router: a phone is lost and found again; IT brings in an export.

use testkit::{Browser, Reply, TestApp, each_engine, on_sqlite};

use crate::scene::{Scene, SignIn, sign_in};
use domain::Span;
use domain::person::Role;

const IMPORT: &str = "/desk/devices/import";

/// Sends a file as a browser does.
async fn upload(browser: &Browser, name: &str, file: &[u8]) -> Reply {
    let head = format!(
        "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
    );
    let tail = "\r\n--line\r\nContent-Disposition: form-data; name=\"paste\"\r\n\r\n\r\n--line--\r\n";
    let body = [head.as_bytes(), file, tail.as_bytes()].concat();
    browser.post(IMPORT, "multipart/form-data; boundary=line", body).await
}

fn file_of(reply: &Reply) -> String {
    let path = reply.location();
    path.split("file=").nth(1).unwrap().split('&').next().unwrap().to_owned()
}

/// Presses "Import" and waits until the work behind it is done.
async fn import(browser: &Browser, file: &str, skip_bad: &str) -> String {
    let fields = [("step", "import"), ("file", file), ("skip_bad", skip_bad)];
    let path = browser.post_form(IMPORT, &fields).await.location().to_owned();
    for _ in 0..600 {
        let page = browser.get(&path).await;
        if page.header("refresh").is_empty() {
            return page.text();
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the import does not end");
}

async fn devices_of(app: &TestApp, person: &domain::PersonId) -> usize {
    store::devices::of(&mut app.core.db(), person).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_phone_is_paused_at_once_and_found_again_from_elsewhere() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let laptop_device = app.phone(&scene.anna, "Anna's laptop").await;
            let mut laptop = app.authenticator();
            app.register(&scene.anna, &mut laptop, Some(&laptop_device)).await;
            let page = format!("/devices/{}", scene.device);
            let on_phone = Scene::inside(app, &mut scene.phone, "anna").await;
            let lost = [("step", "lost")];
            let reply = on_phone.post_form(&page, &lost).await;
            assert_eq!(reply.status, 422, "not from the phone itself");
            assert!(reply.text().contains("lives on this very device"));

            let inside = Scene::inside(app, &mut laptop, "anna").await;
            assert!(inside.get("/devices").await.text().contains("Anna's phone"));
            assert_eq!(inside.post_form(&page, &lost).await.location(), page);
            assert!(inside.get(&page).await.text().contains("It is marked as lost"));
            let out = on_phone.get("/devices").await;
            assert_eq!(out.location(), "/?then=/devices", "the phone is signed out");
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::Paused);

            app.pass_time(Span::minutes(6));
            let reply = inside.post_form(&page, &[("step", "found")]).await;
            assert!(reply.location().starts_with("/prove?then="), "only with a fresh proof");
            inside.prove_again(&mut laptop).await;
            assert_eq!(inside.post_form(&page, &[("step", "found")]).await.location(), page);
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::In);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_device_is_not_there() {
    on_sqlite(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let page = format!("/devices/{}", scene.device);
            let ida = Scene::inside(app, &mut scene.ida, "ida").await;
            assert_eq!(ida.get(&page).await.status, 404);
            assert_eq!(ida.post_form(&page, &[("step", "lost")]).await.status, 404);
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::In);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_brings_in_an_export_step_by_step() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let ida = Scene::inside(app, &mut scene.ida, "ida").await;
            assert_eq!(ida.get(IMPORT).await.status, 200);
            let csv = "Gerätename;Seriennummer;Wer;Betriebssystem;Besitz\n\
                       ANNA-1;F1;anna;iOS;Unternehmen\n\
                       X-1;F2;nobody;iOS;Unternehmen\n\
                       ANNA-2;F3;Anna@Example.org;Windows;Unternehmen\n";
            let reply = upload(&ida, "C:\\Exports\\geräte.csv", csv.as_bytes()).await;
            let file = file_of(&reply);
            let page = ida.get(reply.location()).await.text();
            assert!(page.contains("geräte.csv: 3 rows") && page.contains("ANNA-1"), "{page}");
            // The owner's column has a name that nobody knows.
            let chosen = [
                ("step", "columns"),
                ("file", &file),
                ("name", "0"),
                ("serial", "1"),
                ("platform", "3"),
                ("ownership", "4"),
                ("company", "company-managed-account"),
            ];
            let reply = ida.post_form(IMPORT, &chosen).await;
            assert_eq!(reply.status, 422);
            let twice: Vec<_> = chosen.into_iter().chain([("owner", "0")]).collect();
            assert_eq!(ida.post_form(IMPORT, &twice).await.status, 422);
            let whole: Vec<_> = chosen.into_iter().chain([("owner", "2")]).collect();
            let reply = ida.post_form(IMPORT, &whole).await;
            let page = ida.get(reply.location()).await.text();
            assert!(page.contains("Line 3") && page.contains("nobody"), "{page}");
            assert!(page.contains("Import the good rows"));
            let before = devices_of(app, &scene.anna).await;
            let told = import(&ida, &file, "").await;
            assert!(told.contains("no longer fits"), "with bad rows nothing is imported: {told}");
            assert_eq!(devices_of(app, &scene.anna).await, before);
            let told = import(&ida, &file, "yes").await;
            assert!(told.contains("Done"), "{told}");
            assert_eq!(devices_of(app, &scene.anna).await, before + 2);
            let held = store::devices::of(&mut app.core.db(), &scene.anna).await.unwrap();
            let one = held.iter().find(|one| one.serial.as_deref() == Some("F1")).unwrap();
            assert_eq!(one.source, "import:geräte.csv");
            let mine = Scene::inside(app, &mut scene.phone, "anna").await;
            assert!(mine.get("/devices").await.text().contains("ANNA-2"));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_brought_by_it_or_security_with_a_fresh_proof_and_seen_by_nobody_else() {
    on_sqlite(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let person = app.person("udo").role(Role::Auditor).save().await;
            let mut udo = app.passkey(&person).await;
            let csv = b"name,owner,platform\nA,anna,iOS\n";
            let anna = Scene::inside(app, &mut scene.phone, "anna").await;
            assert_eq!((anna.get(IMPORT).await.status, upload(&anna, "a.csv", csv).await.status), (404, 404));
            let udo = Scene::inside(app, &mut udo, "udo").await;
            assert_eq!((udo.get(IMPORT).await.status, upload(&udo, "a.csv", csv).await.status), (403, 403));
            let ida = Scene::inside(app, &mut scene.ida, "ida").await;
            let file = file_of(&upload(&ida, "a.csv", csv).await);
            let path = format!("{IMPORT}?file={file}&step=columns");
            assert_eq!(ida.get(&path).await.status, 200);
            let sami = Scene::inside(app, &mut scene.sami, "sami").await;
            assert_eq!(sami.get(&path).await.status, 404, "another's file");
            app.pass_time(Span::minutes(6));
            assert!(ida.get(IMPORT).await.location().starts_with("/prove?then="));
            assert!(upload(&ida, "a.csv", csv).await.location().starts_with("/prove?then="));
            assert_eq!(ida.get(&path).await.status, 200, "what is looked at may be looked at");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_looked_at_is_said() {
    on_sqlite(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let ida = Scene::inside(app, &mut scene.ida, "ida").await;
            for (file, says) in [
                (b"".as_slice(), "Choose a file"),
                (b"only one column\nx\n", "names no columns"),
                (b"a,b\n", "nothing after the first line"),
                (b"a\0,b\nx,y\n", "no text"),
            ] {
                let reply = upload(&ida, "a.csv", file).await;
                assert_eq!(reply.status, 422, "{says}");
                assert!(reply.text().contains(says), "{says}: {}", reply.text());
            }
            let reply = upload(&ida, "a.csv", &vec![b'a'; 25 * 1024 * 1024]).await;
            assert_eq!(reply.status, 422);
            assert!(reply.text().contains("more than 24 MB"));
            // With scripts off and no file at hand a small list may be pasted.
            let body = "--line\r\nContent-Disposition: form-data; name=\"paste\"\r\n\r\n\
                        name,owner,platform\r\nA,anna,iOS\r\n\r\n--line--\r\n";
            let reply = ida.post(IMPORT, "multipart/form-data; boundary=line", body).await;
            let page = ida.get(reply.location()).await.text();
            assert!(page.contains("pasted.csv: 1 row"), "{page}");
        })
    })
    .await;
}
