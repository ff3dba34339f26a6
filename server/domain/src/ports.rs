//! Time and randomness, which the rules take as arguments.

use crate::Time;

/// Tells the time. It never goes back within a process (R13).
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Time;
}

/// A cryptographically secure source of random bytes.
pub trait Rng: Send + Sync {
    /// Fills the whole slice.
    fn fill(&self, bytes: &mut [u8]);
}

/// A source for tests of this crate: counts up, so that what comes out differs and repeats from run to run.
#[cfg(test)]
pub(crate) mod test {
    use std::sync::atomic::{AtomicU64, Ordering};

    #[derive(Default)]
    pub(crate) struct Counting(AtomicU64);

    impl crate::Rng for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            use sha2::Digest;
            for chunk in bytes.chunks_mut(32) {
                let n = self.0.fetch_add(1, Ordering::Relaxed);
                let digest = sha2::Sha256::digest(n.to_be_bytes());
                for (to, from) in chunk.iter_mut().zip(digest.iter()) {
                    *to = *from;
                }
            }
        }
    }
}
