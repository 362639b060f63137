//! Sorting and looking up, once for this crate and for those that build on it: the standard library's sort is some 5 KB of
//! wasm for every type that it is used on, and so is a hash map. What is sorted here is always pairs of numbers.

use crate::fnv::Fnv;

/// Sorts by a key, keeping equals in their order.
pub fn sort_by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    let mut order: Vec<(u64, u32)> = items.iter().map(key).zip(0..).collect();
    if order.is_sorted() {
        return;
    }
    order.sort_unstable();
    let mut unsorted: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|(_, index)| unsorted[index as usize].take()));
}

/// For each key, the place of the first key that equals it: its own where it is the first.
///
/// This is what a map from keys to places would say, for all keys at once.
pub fn first_equals(keys: &[&str]) -> Vec<u32> {
    let hashes = keys.iter().map(|key| Fnv::of(key.as_bytes()));
    let mut order: Vec<(u64, u32)> = hashes.zip(0..).collect();
    order.sort_unstable();
    let mut firsts: Vec<u32> = (0..keys.len() as u32).collect();
    let key = |index: u32| keys[index as usize];
    for run in order.chunk_by(|a, b| a.0 == b.0) {
        // Nearly always one: keys that share a hash and are not equal.
        let mut distinct: Vec<u32> = Vec::new();
        for &(_, index) in run {
            match distinct.iter().find(|&&first| key(first) == key(index)) {
                Some(&first) => firsts[index as usize] = first,
                None => distinct.push(index),
            }
        }
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_keep_their_order() {
        let mut words = vec!["pear", "fig", "plum", "date", "yam"];
        sort_by_key(&mut words, |word| word.len() as u64);
        assert_eq!(words, ["fig", "yam", "pear", "plum", "date"]);
    }

    #[test]
    fn firsts() {
        assert_eq!(first_equals(&["a", "b", "a", "", "b", "a"]), [0, 1, 0, 3, 1, 0]);
    }
}
