//! A gateway that does as it is told.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::ports::{Phone, PhoneMessage, Trouble, Way};

/// Keeps what it is given, unless told that the gateway is down or refuses.
#[derive(Default)]
pub(crate) struct TestPhone {
    caught: Mutex<Vec<PhoneMessage>>,
    trouble: Mutex<Option<Trouble>>,
    away: AtomicBool,
}

impl TestPhone {
    /// What was sent to a number, oldest first.
    pub(crate) fn to(&self, number: &str) -> Vec<PhoneMessage> {
        self.caught.lock().unwrap().iter().filter(|message| message.to == number).cloned().collect()
    }
    /// What sending comes to from now on.
    pub(crate) fn set(&self, trouble: Option<Trouble>) {
        *self.trouble.lock().unwrap() = trouble;
    }
    /// From now on it is as if none were set up.
    pub(crate) fn set_away(&self) {
        self.away.store(true, Ordering::Relaxed);
    }
}

#[async_trait::async_trait]
impl Phone for TestPhone {
    fn ways(&self) -> &[Way] {
        if self.away.load(Ordering::Relaxed) { &[] } else { &[Way::Text, Way::Call] }
    }
    fn daily_cap(&self) -> u32 {
        100
    }
    async fn send(&self, message: &PhoneMessage) -> Result<(), Trouble> {
        if let Some(trouble) = self.trouble.lock().unwrap().clone() {
            return Err(trouble);
        }
        self.caught.lock().unwrap().push(message.clone());
        tokio::task::yield_now().await;
        Ok(())
    }
}

#[tokio::test]
async fn a_process_sends_through_the_gateway_it_was_given() {
    crate::testing::on_sqlite(|app, _| {
        Box::pin(async move {
            let message = PhoneMessage {
                id: "m1".to_owned(),
                to: "+491701234567".to_owned(),
                way: Way::Text,
                text: "482915".to_owned(),
                language: "en".to_owned(),
            };
            let phone = app.core.phone().unwrap();
            let busy = Trouble::Later("busy".to_owned());
            app.phone.set(Some(busy.clone()));
            assert_eq!(phone.send(&message).await, Err(busy));
            app.phone.set(None);
            phone.send(&message).await.unwrap();
            assert_eq!(app.phone.to("+491701234567"), [message]);
        })
    })
    .await;
}
