use crate::mark::{AttributionMark, HedgeMark};

/// Says of each hedge whether it stands inside the content of an attribution (the source's voice) or not (the author's).
pub(crate) fn assign(_attributions: &[AttributionMark], _hedges: &mut [HedgeMark]) {}
