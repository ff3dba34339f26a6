//! Where the demo's notices, texts and calls go instead of out: a letter box that anybody at this machine may read.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use service::ports::{Message, Messenger, Phone, PhoneMessage, Trouble, Way};

/// The most it holds; older ones fall out.
const MOST: usize = 300;

/// The demo's letter box, and the phones of everybody in it.
#[derive(Debug, Default)]
pub struct Mailbox(Mutex<VecDeque<Item>>);

/// Something that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// A letter.
    Mail(Message),
    /// A text or a call.
    Phone(PhoneMessage),
}

impl Item {
    /// What makes it the same as another.
    fn key(&self) -> (&str, &str) {
        match self {
            Self::Mail(message) => (&message.id, &message.to),
            Self::Phone(message) => (&message.id, &message.to),
        }
    }
}

impl Mailbox {
    /// What came, newest first.
    pub(crate) fn newest(&self) -> Vec<Item> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    fn put(&self, item: Item) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !held.iter().any(|there| there.key() == item.key()) {
            held.push_front(item);
            held.truncate(MOST);
        }
    }
}

#[async_trait::async_trait]
impl Messenger for Mailbox {
    async fn send(&self, message: &Message) -> Result<(), Trouble> {
        self.put(Item::Mail(message.clone()));
        Ok(())
    }
}

#[async_trait::async_trait]
impl Phone for Mailbox {
    fn ways(&self) -> &[Way] {
        &[Way::Text, Way::Call]
    }

    fn daily_cap(&self) -> u32 {
        u32::MAX
    }

    async fn send(&self, message: &PhoneMessage) -> Result<(), Trouble> {
        self.put(Item::Phone(message.clone()));
        Ok(())
    }
}
