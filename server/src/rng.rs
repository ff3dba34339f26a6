//! Randomness from the operating system: the only source of it in the running product.

use domain::Rng;

/// Random bytes from the operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsRng;

impl Rng for OsRng {
    /// # Panics
    /// If the operating system has no randomness to give. Nothing made without it could be kept secret, so
    /// nothing may be made at all: whoever asked gets no answer.
    #[expect(clippy::disallowed_methods, reason = "this is the one place where `domain::Rng` is made of it")]
    #[expect(clippy::panic, reason = "going on with bytes that can be guessed would be worse than ending")]
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the operating system gives no randomness: {error}");
        }
    }
}

/// `N` random bytes.
pub(crate) fn bytes<const N: usize>(rng: &dyn Rng) -> [u8; N] {
    let mut out = [0_u8; N];
    rng.fill(&mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        assert_ne!(bytes::<16>(&OsRng), bytes::<16>(&OsRng));
    }
}
