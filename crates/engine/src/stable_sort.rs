//! Sorting, once for all stages and for the crate below.

pub(crate) use reportedly_document::stable_sort::sort_by_key;

/// The key that sorts by one number, then by another.
pub(crate) fn both(first: usize, second: usize) -> u64 {
    (first as u64) << 32 | second as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_counts_before_the_second() {
        assert!(both(1, 9) < both(2, 0));
        assert!(both(1, 2) < both(1, 3));
    }
}
