//! Where the demo's notices go instead of out: a letter box that anybody at this machine may read.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use service::ports::{Message, Messenger, Trouble};

/// The most it holds; older ones fall out.
const MOST: usize = 300;

/// The demo's letter box.
#[derive(Debug, Default)]
pub struct Mailbox(Mutex<VecDeque<Message>>);

impl Mailbox {
    /// What came, newest first.
    pub(crate) fn newest(&self) -> Vec<Message> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

#[async_trait::async_trait]
impl Messenger for Mailbox {
    async fn send(&self, message: &Message) -> Result<(), Trouble> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !held.iter().any(|there| there.id == message.id && there.to == message.to) {
            held.push_front(message.clone());
            held.truncate(MOST);
        }
        Ok(())
    }
}
