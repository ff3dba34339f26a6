//! A messenger that keeps what it is given, or refuses to take it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use service::ports::{Message, Messenger, Trouble};

/// See the module.
#[derive(Debug, Default)]
pub struct MailTrap {
    caught: Mutex<Vec<Message>>,
    down: AtomicBool,
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

    /// Whether the server behind it is down.
    pub fn set_down(&self, down: bool) {
        self.down.store(down, Ordering::Relaxed);
    }
}

#[async_trait::async_trait]
impl Messenger for MailTrap {
    async fn send(&self, message: &Message) -> Result<(), Trouble> {
        if self.down.load(Ordering::Relaxed) {
            return Err(Trouble::Later("the server is down".to_owned()));
        }
        self.caught.lock().expect("no test panicked here").push(message.clone());
        Ok(())
    }
}
