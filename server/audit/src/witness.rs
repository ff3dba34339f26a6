//! What the verifier compares the rows with, and how it picks the first bad entry out of what it found.

use crate::erasure::Range;
use crate::report::Finding;
use crate::tree::Span;
use crate::{BLOCK, Frontier, Verifier};

/// Something wrong with one of the entries of a range.
#[derive(Debug)]
pub(crate) struct Suspect {
    pub(crate) range: Range,
    pub(crate) what: Finding,
}

impl Verifier {
    /// How many entries there were at least, as far as head, subtrees and checkpoints know.
    pub(crate) fn known_size(&self) -> u64 {
        let head = self.head.as_ref().map_or(0, Frontier::size);
        let last = self.subtrees.as_ref().and_then(|subtrees| subtrees.last_key_value());
        let subtrees = last.map_or(0, |(block, _)| block.saturating_add(1).saturating_mul(BLOCK));
        let saved = self.checkpoints.first().map_or(0, |checkpoint| checkpoint.size);
        head.max(subtrees).max(saved)
    }

    /// Compares the whole with head, subtrees and checkpoints. Returns what is wrong with one of these rather than with
    /// an entry.
    pub(crate) fn compare_with_witnesses(&mut self) -> Option<Finding> {
        let size = self.tree.size();
        let head_fits = !self.out_of_place && self.head.as_ref() == Some(&self.tree);
        let mut beside = None;

        if let Some(block) = self.bad_block {
            let first = block.saturating_mul(BLOCK);
            let last = first.saturating_add(BLOCK - 1);
            if self.proved > last {
                beside = Some(Finding::SubtreeChanged { block });
            } else {
                let disputed = head_fits && self.forked.is_none();
                let what = if disputed { Finding::Disputed { last } } else { Finding::Replaced { last } };
                self.suspect_one_of(Range { first: first.max(self.proved), last }, what);
            }
        }
        if let Some((checkpoint, proved)) = self.forked {
            let last = checkpoint.size.saturating_sub(1);
            // Two checkpoints of one size may differ, and one of them fit: still an entry is named.
            let range = Range { first: proved.min(last), last };
            self.suspect_one_of(range, Finding::Forked { last, size: checkpoint.size });
        }
        if self.out_of_place {
            return beside;
        }
        match self.head.take() {
            None => beside = beside.or(Some(Finding::NoHead)),
            Some(head) if head.size() > size => self.suspect(size, Finding::Cut { size: head.size() }),
            Some(head) if head.size() < size => self.suspect(head.size(), Finding::PastHead),
            Some(head) => beside = self.compare_edges(&head).or(beside),
        }
        if let Some(subtrees) = &self.subtrees {
            let complete = size / BLOCK;
            let beyond =
                subtrees.last_key_value().map(|(block, _)| *block).filter(|block| *block >= complete);
            let missing = (0..complete).find(|block| !subtrees.contains_key(block));
            if let Some(block) = missing {
                beside = beside.or(Some(Finding::SubtreeMissing { block }));
            }
            if let Some(block) = beyond {
                self.suspect(size, Finding::Cut { size: block.saturating_add(1).saturating_mul(BLOCK) });
            }
        }
        if let Some(checkpoint) = self.checkpoints.first() {
            self.suspect(size, Finding::RolledBack { size: checkpoint.size });
        }
        beside
    }

    /// Compares the right edge with a head of the same size: the first hash that differs says where to look.
    fn compare_edges(&mut self, head: &Frontier) -> Option<Finding> {
        let differs = self.tree.spans().zip(head.spans()).find(|(ours, theirs)| ours.hash != theirs.hash);
        let (Span { first, last, .. }, _) = differs?;
        let whole_blocks = last - first + 1 >= BLOCK;
        let blocks_fit = self.bad_block.is_none()
            && self.subtrees.as_ref().is_some_and(|stored| {
                (first / BLOCK..=last / BLOCK).all(|block| stored.contains_key(&block))
            });
        if self.proved > last {
            return Some(Finding::HeadChanged);
        }
        let disputed = whole_blocks && blocks_fit && self.forked.is_none();
        let what = if disputed { Finding::Disputed { last } } else { Finding::Replaced { last } };
        self.suspect_one_of(Range { first: first.max(self.proved), last }, what);
        None
    }

    /// Notes that this entry is bad.
    pub(crate) fn suspect(&mut self, index: u64, what: Finding) {
        self.suspect_one_of(Range { first: index, last: index }, what);
    }

    /// Notes that one of these entries is bad. What is kept is the one that begins first; of two that may be the same,
    /// the narrower.
    pub(crate) fn suspect_one_of(&mut self, range: Range, what: Finding) {
        let replaces = match &self.worst {
            None => true,
            Some(Suspect { range: kept, .. }) => {
                let within =
                    |inner: Range, outer: Range| outer.first <= inner.first && inner.last <= outer.last;
                if within(*kept, range) { false } else { within(range, *kept) || range.first < kept.first }
            }
        };
        if replaces {
            self.worst = Some(Suspect { range, what });
        }
    }
}
