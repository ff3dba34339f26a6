//! A gateway that keeps what it is given, or refuses to take it. For the gateway's own language see [`crate::gateway`].

use std::sync::Mutex;

use service::ports::{Phone, PhoneMessage, Trouble, Way};

/// See the module.
#[derive(Debug, Default)]
pub struct PhoneTrap {
    caught: Mutex<Vec<PhoneMessage>>,
    trouble: Mutex<Option<Trouble>>,
}

impl PhoneTrap {
    /// Everything sent so far, oldest first.
    pub fn all(&self) -> Vec<PhoneMessage> {
        self.caught.lock().expect("no test panicked here").clone()
    }

    /// What was sent to this number.
    pub fn to(&self, number: &str) -> Vec<PhoneMessage> {
        self.all().into_iter().filter(|message| message.to == number).collect()
    }

    /// What sending comes to from now on.
    pub fn set(&self, trouble: Option<Trouble>) {
        *self.trouble.lock().expect("no test panicked here") = trouble;
    }
}

#[async_trait::async_trait]
impl Phone for PhoneTrap {
    fn ways(&self) -> &[Way] {
        &[Way::Text, Way::Call]
    }

    fn daily_cap(&self) -> u32 {
        1_000
    }

    async fn send(&self, message: &PhoneMessage) -> Result<(), Trouble> {
        if let Some(trouble) = self.trouble.lock().expect("no test panicked here").clone() {
            return Err(trouble);
        }
        self.caught.lock().expect("no test panicked here").push(message.clone());
        Ok(())
    }
}
