//! A messenger that keeps what it is given.

use std::sync::Mutex;

use service::ports::{Message, Messenger, Trouble};

/// See the module.
#[derive(Debug, Default)]
pub struct MailTrap {
    caught: Mutex<Vec<Message>>,
}

impl MailTrap {
    /// Everything sent so far, oldest first.
    pub fn all(&self) -> Vec<Message> {
        self.caught.lock().expect("no test panicked here").clone()
    }

    /// What was sent to this address.
    pub fn to(&self, address: &str) -> Vec<Message> {
        self.all().into_iter().filter(|message| message.to == address).collect()
    }
}

#[async_trait::async_trait]
impl Messenger for MailTrap {
    async fn send(&self, message: &Message) -> Result<(), Trouble> {
        self.caught.lock().expect("no test panicked here").push(message.clone());
        Ok(())
    }
}
