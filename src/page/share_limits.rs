//! Which channels take a link of which length.
//!
//! `share_limits.tsv` has them, the narrowest first: name, the most characters, what happens beyond and who says so, and when it was
//! looked up.

/// A way for a link to get to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Channel {
    pub(super) name: &'static str,
    /// The most characters of a message or a link.
    most: usize,
}

/// All that are known.
pub(super) fn channels() -> impl Iterator<Item = Channel> {
    include_str!("share_limits.tsv").lines().filter_map(|line| {
        let mut fields = line.split('\t');
        Some(Channel { name: fields.next()?, most: fields.next()?.parse().ok()? })
    })
}

/// The names of those that take a link of this many characters, and of those that do not.
pub(crate) fn sorted(characters: usize) -> (Vec<&'static str>, Vec<&'static str>) {
    let (take, refuse): (Vec<Channel>, Vec<Channel>) = channels().partition(|channel| characters <= channel.most);
    let names = |channels: Vec<Channel>| channels.into_iter().map(|channel| channel.name).collect();
    (names(take), names(refuse))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_four_fields() {
        for line in include_str!("share_limits.tsv").lines() {
            assert_eq!(line.split('\t').filter(|field| !field.is_empty()).count(), 4, "{line}");
        }
        assert_eq!(channels().count(), include_str!("share_limits.tsv").lines().count());
        assert!(channels().zip(channels().skip(1)).all(|(one, next)| one.most <= next.most), "the narrowest first");
    }

    #[test]
    fn what_fits_and_what_does_not() {
        let (take, refuse) = sorted(2_001);
        assert_eq!(refuse, ["Discord"]);
        assert_eq!(take[0], "Outlook");
        assert_eq!(sorted(2_000).1, Vec::<&str>::new());
    }
}
