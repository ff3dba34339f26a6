//! The tree against known answers of Certificate Transparency and against the naive definition.

#![allow(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

mod common;

use audit::proof::{StoredNodes, consistency, inclusion, root, verify_consistency, verify_inclusion};
use audit::{BLOCK, Frontier, Hash};
use common::naive_root;
use proptest::prelude::*;

/// The leaves of the test vectors of Certificate Transparency (RFC 6962, same hashing as RFC 9162).
const INPUTS: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
/// The roots over the first 0, 1, 2 … of them.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn known_leaves() -> Vec<Hash> {
    let decode = |hex: &&str| data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap();
    INPUTS.iter().map(|hex| Hash::leaf(&decode(hex))).collect()
}

fn hashes(hex: &[&str]) -> Vec<Hash> {
    hex.iter().map(|text| Hash::parse(text).unwrap()).collect()
}

fn counted(leaves: u64) -> Vec<Hash> {
    (0..leaves).map(|n| Hash::leaf(&n.to_be_bytes())).collect()
}

fn naive(leaves: &[Hash]) -> Hash {
    Hash(naive_root(&leaves.iter().map(|leaf| leaf.0).collect::<Vec<_>>()))
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    let leaves = known_leaves();
    let mut tree = Frontier::new();
    for (size, expected) in ROOTS.iter().enumerate() {
        assert_eq!(tree.size(), size as u64);
        assert_eq!(tree.root().to_string(), *expected, "right edge, {size} leaves");
        assert_eq!(naive(&leaves[..size]).to_string(), *expected, "naive, {size} leaves");
        assert_eq!(root(&leaves[..], size as u64).unwrap().to_string(), *expected, "from leaves, {size}");
        tree.append(leaves.get(size).copied().unwrap_or(Hash::empty()));
    }
}

#[test]
fn proofs_are_those_of_certificate_transparency() {
    let leaves = known_leaves();
    let in_eight = hashes(&[
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    assert_eq!(inclusion(&leaves[..], 0, 8), Some(in_eight));
    let six_to_eight = hashes(&[
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    assert_eq!(consistency(&leaves[..], 6, 8), Some(six_to_eight));
}

#[test]
fn right_edge_has_the_naive_root_at_every_size() {
    let leaves = counted(600);
    let mut tree = Frontier::new();
    for (size, leaf) in leaves.iter().enumerate() {
        if size < 140 || size % 37 == 0 || (500..520).contains(&size) {
            assert_eq!(tree.root(), naive(&leaves[..size]), "{size}");
        }
        tree.append(*leaf);
    }
}

#[test]
fn inclusion_is_proved_for_every_leaf_of_every_size_and_for_nothing_else() {
    let leaves = counted(70);
    let stranger = Hash::leaf(b"stranger");
    for size in 1..=70_u64 {
        let top = naive(&leaves[..size as usize]);
        for index in 0..size {
            let leaf = leaves[index as usize];
            let proof = inclusion(&leaves[..], index, size).unwrap();
            assert!(verify_inclusion(leaf, index, size, &proof, top), "{index} of {size}");
            assert!(!verify_inclusion(stranger, index, size, &proof, top), "another leaf");
            assert!(!verify_inclusion(leaf, index, size, &proof, stranger), "another root");
            for other in (0..size).filter(|other| *other != index) {
                assert!(!verify_inclusion(leaf, other, size, &proof, top), "{index} as {other} of {size}");
            }
            let longer = [&proof[..], &[stranger]].concat();
            assert!(!verify_inclusion(leaf, index, size, &longer, top), "a longer proof");
            if let Some((_, shorter)) = proof.split_last() {
                assert!(!verify_inclusion(leaf, index, size, shorter, top), "a shorter proof");
            }
            for at in 0..proof.len() {
                let mut changed = proof.clone();
                changed[at] = stranger;
                assert!(!verify_inclusion(leaf, index, size, &changed, top), "a changed proof");
            }
        }
        assert_eq!(inclusion(&leaves[..], size, size), None);
        assert!(!verify_inclusion(leaves[0], size, size, &[], top));
    }
    assert!(!verify_inclusion(leaves[0], 0, 0, &[], Hash::empty()));
    assert_eq!(inclusion(&leaves[..], 3, 71), None, "a leaf is not at hand");
}

#[test]
fn consistency_is_proved_between_every_two_sizes_and_for_nothing_else() {
    let leaves = counted(70);
    let stranger = Hash::leaf(b"stranger");
    for size in 0..=70_u64 {
        let top = naive(&leaves[..size as usize]);
        for earlier in 0..=size {
            let before = naive(&leaves[..earlier as usize]);
            let proof = consistency(&leaves[..], earlier, size).unwrap();
            assert!(verify_consistency(earlier, before, size, top, &proof), "{earlier} to {size}");
            assert!(!verify_consistency(earlier, stranger, size, top, &proof), "another earlier root");
            if earlier > 0 {
                assert!(!verify_consistency(earlier, before, size, stranger, &proof), "another root");
            }
            let deeper = size.next_power_of_two() + 1;
            assert!(
                earlier == 0 || !verify_consistency(earlier, before, deeper, top, &proof),
                "another size"
            );
            let longer = [&proof[..], &[stranger]].concat();
            assert!(!verify_consistency(earlier, before, size, top, &longer), "a longer proof");
            if let Some((_, shorter)) = proof.split_last() {
                assert!(!verify_consistency(earlier, before, size, top, shorter), "a shorter proof");
            }
            for at in 0..proof.len() {
                let mut changed = proof.clone();
                changed[at] = stranger;
                assert!(!verify_consistency(earlier, before, size, top, &changed), "a changed proof");
            }
        }
        assert_eq!(consistency(&leaves[..], size + 1, size), None);
        assert!(!verify_consistency(size + 1, top, size, top, &[]));
    }
}

#[test]
fn proofs_from_stored_subtrees_are_the_same_and_read_few_leaves() {
    let leaves = counted(1_500);
    let mut stored = StoredNodes::default();
    let mut tree = Frontier::new();
    for leaf in &leaves {
        stored.blocks.extend(tree.append(*leaf).map(|subtree| (subtree.block, subtree.hash)));
    }
    let cut_through = |blocks: &[u64]| StoredNodes {
        blocks: stored.blocks.clone(),
        leaves: (0..1_500)
            .filter(|n| blocks.contains(&(n / BLOCK)))
            .map(|n| (n, leaves[n as usize]))
            .collect(),
    };
    for index in [0, 255, 256, 700, 1_279, 1_280, 1_499] {
        let nodes = cut_through(&[index / BLOCK, 5]);
        assert_eq!(inclusion(&nodes, index, 1_500), inclusion(&leaves[..], index, 1_500), "{index}");
    }
    for earlier in [1, 255, 256, 257, 512, 1_000, 1_499] {
        let nodes = cut_through(&[earlier / BLOCK, 5]);
        assert_eq!(
            consistency(&nodes, earlier, 1_500),
            consistency(&leaves[..], earlier, 1_500),
            "{earlier}"
        );
    }
    assert_eq!(root(&cut_through(&[5]), 1_500), Some(tree.root()));
    assert_eq!(inclusion(&cut_through(&[5]), 3, 1_500), None, "the leaf's own block is not at hand");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_leaves_have_the_naive_root_and_provable_places(
        leaves in proptest::collection::vec(any::<[u8; 32]>().prop_map(Hash), 1..400),
        at in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut tree = Frontier::new();
        for leaf in &leaves {
            tree.append(*leaf);
        }
        let (index, size) = (at.index(leaves.len()), leaves.len() as u64);
        prop_assert_eq!(tree.root(), naive(&leaves));
        let proof = inclusion(&leaves[..], index as u64, size).unwrap();
        prop_assert!(verify_inclusion(leaves[index], index as u64, size, &proof, tree.root()));
        let earlier = cut.index(leaves.len() + 1);
        let proof = consistency(&leaves[..], earlier as u64, size).unwrap();
        prop_assert!(verify_consistency(earlier as u64, naive(&leaves[..earlier]), size, tree.root(), &proof));
    }
}
