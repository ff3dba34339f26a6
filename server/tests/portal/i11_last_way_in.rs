//! I11: nobody takes away the last way in, theirs or another's.

use domain::{MethodId, PersonId, Span};
use testkit::{TestApp, each_engine};

use crate::scene::{BY_VIDEO, Scene, SignIn, sign_in};

async fn active(app: &TestApp, person: &PersonId) -> Vec<MethodId> {
    let sql = "SELECT id FROM method WHERE person = $1 AND state = 'active' ORDER BY id";
    let rows = app.core.db().rows(sql, store::args![person]).await.unwrap();
    rows.iter().map(|row| row.id("id").unwrap()).collect()
}

const REMOVE: [(&str, &str); 1] = [("step", "remove")];

#[tokio::test(flavor = "multi_thread")]
async fn i11_the_last_passkey_cannot_be_removed() {
    each_engine(|app| {
        Box::pin(async move {
            let anna = app.person("anna").save().await;
            let mut phone = app.authenticator();
            let on_phone = app.register(&anna, &mut phone, None).await;
            let mut laptop = app.authenticator();
            let on_laptop = app.register(&anna, &mut laptop, None).await;
            let inside = Scene::inside(app, &mut phone, "anna").await;
            let reply = inside.post_form(&format!("/methods/{on_laptop}"), &REMOVE).await;
            assert_eq!(reply.location(), "/", "one of two may go");
            assert_eq!(sign_in(app, &mut laptop, "anna").await, SignIn::No);
            let before = app.entries().await;
            let reply = inside.post_form(&format!("/methods/{on_phone}"), &REMOVE).await;
            assert_eq!(reply.status, 422, "{}", reply.text());
            let page = inside.get(&format!("/methods/{on_phone}?step=remove")).await.text();
            assert!(!page.contains("value=\"remove\""), "the page does not offer it");
            assert_eq!(app.entries().await, before, "nothing was done");
            assert_eq!(active(app, &anna).await, [on_phone]);
            assert_eq!(sign_in(app, &mut phone, "anna").await, SignIn::In);
        })
    })
    .await;
}

/// Two browsers, two passkeys, each removes the other's at once: one of them stays.
#[tokio::test(flavor = "multi_thread")]
async fn i11_of_two_that_are_removed_at_once_one_stays() {
    each_engine(|app| {
        Box::pin(async move {
            for round in 0..8 {
                let name = format!("anna{round}");
                let anna = app.person(&name).save().await;
                let other = app.another_process().await;
                let (mut phone, mut laptop) = (app.authenticator(), app.authenticator());
                let on_phone = app.register(&anna, &mut phone, None).await;
                let on_laptop = app.register(&anna, &mut laptop, None).await;
                let (one, two) = (app.browser().at([10, 0, round, 1]), other.browser().at([10, 1, round, 1]));
                one.sign_in(&mut phone, &name).await;
                two.sign_in(&mut laptop, &name).await;
                let (phones, laptops) = (format!("/methods/{on_phone}"), format!("/methods/{on_laptop}"));
                let (a, b) =
                    futures::future::join(one.post_form(&laptops, &REMOVE), two.post_form(&phones, &REMOVE))
                        .await;
                assert!(a.status < 500 && b.status < 500, "{} {}", a.text(), b.text());
                assert_eq!(active(app, &anna).await.len(), 1, "{} {}", a.status, b.status);
                other.end().await;
            }
        })
    })
    .await;
}

/// A paused passkey is no way in, so the one beside it is the last.
#[tokio::test(flavor = "multi_thread")]
async fn i11_beside_a_paused_passkey_the_other_is_the_last() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            // One that lives nowhere known counts as being on the phone too.
            let desk = app.phone(&scene.anna, "Anna's laptop").await;
            let mut laptop = app.authenticator();
            let on_laptop = app.register(&scene.anna, &mut laptop, Some(&desk)).await;
            scene.approved(app, BY_VIDEO).await;
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::Paused);
            let inside = Scene::inside(app, &mut laptop, "anna").await;
            let reply = inside.post_form(&format!("/methods/{on_laptop}"), &REMOVE).await;
            assert_eq!(reply.status, 422, "{}", reply.text());
            assert_eq!(active(app, &scene.anna).await, [on_laptop]);
            assert_eq!(sign_in(app, &mut laptop, "anna").await, SignIn::In);
        })
    })
    .await;
}

/// Whoever was just let back in removes nothing older than that; nobody removes what is another's.
#[tokio::test(flavor = "multi_thread")]
async fn i11_who_just_came_back_or_is_somebody_else_takes_no_way_in() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            // One that lives nowhere known counts as being on the phone too.
            let desk = app.phone(&scene.anna, "Anna's laptop").await;
            let mut laptop = app.authenticator();
            let on_laptop = app.register(&scene.anna, &mut laptop, Some(&desk)).await;
            let address = format!("/methods/{on_laptop}");
            for (key, name) in [(&mut scene.mara, "mara"), (&mut scene.ida, "ida"), (&mut scene.sami, "sami")]
            {
                let browser = Scene::inside(app, key, name).await;
                assert_eq!(browser.post_form(&address, &REMOVE).await.status, 404, "{name}");
                assert_eq!(browser.get(&address).await.status, 404, "{name}");
            }
            let asking = scene.approved(app, BY_VIDEO).await;
            let (mut new, next) = asking.come_back(app, "anna").await;
            assert_eq!(next, "/recover/done");
            assert_eq!(asking.browser.post_form(&address, &REMOVE).await.status, 422, "just let back in");
            assert_eq!(sign_in(app, &mut laptop, "anna").await, SignIn::In);
            app.pass_time(Span::hours(72));
            let inside = Scene::inside(app, &mut new, "anna").await;
            assert_eq!(
                inside.post_form(&address, &REMOVE).await.location(),
                "/",
                "after three days they may"
            );
        })
    })
    .await;
}
