//! Sorting, once for all stages.

/// Sorts by a key, keeping equals in their order.
///
/// The same as `sort_by_key`, but what is sorted is always pairs of numbers: the standard library's sort is some
/// 5 KB of wasm for every type that it is used on.
pub(crate) fn sort_by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    let mut order: Vec<(u64, u32)> = items.iter().map(key).zip(0..).collect();
    if order.is_sorted() {
        return;
    }
    order.sort_unstable();
    let mut unsorted: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|(_, at)| unsorted[at as usize].take()));
}

/// The key that sorts by one number, then by another.
pub(crate) fn both(first: usize, second: usize) -> u64 {
    (first as u64) << 32 | second as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_keep_their_order() {
        let mut words = vec!["pear", "fig", "plum", "date", "yam"];
        sort_by_key(&mut words, |word| word.len() as u64);
        assert_eq!(words, ["fig", "yam", "pear", "plum", "date"]);
        assert!(both(1, 9) < both(2, 0));
    }
}
