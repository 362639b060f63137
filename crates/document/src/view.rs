//! The one filter behind marks, counts and panel.

use serde::{Deserialize, Serialize};

use crate::analysis::Aside;
use crate::annotation::{Annotation, Body, EntityKind, HedgeKind, SourceClass, Voice};
use crate::labels::Label;
use crate::layer::Layer;

/// What a reader has chosen to see: the one filter behind marks, counts, panel, print and export. By default, all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// One bit a layer, in the order of [`Layer::ALL`]; set is hidden. Below the same for kinds.
    layers: u8,
    kinds: [u8; LISTS],
    plain: bool,
    /// Where asides begin that the person wants to see like the rest of the text.
    pub included: Vec<u32>,
}

/// A kind of mark that can be shown or hidden by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Entities of a kind.
    Entity(EntityKind),
    /// Hedges of a kind.
    Hedge(HedgeKind),
    /// Hedges of a voice.
    Voice(Voice),
    /// Attributions to such a source.
    Source(SourceClass),
}

/// How many lists of kinds there are.
const LISTS: usize = 4;

impl Kind {
    /// The kinds that a layer's marks can have.
    pub fn of_layer(layer: Layer) -> Vec<Kind> {
        let mut kinds = Vec::new();
        match layer {
            Layer::Entity => kinds.extend(EntityKind::ALL.iter().map(|&kind| Kind::Entity(kind))),
            Layer::Hedge => {
                kinds.extend(HedgeKind::ALL.iter().map(|&kind| Kind::Hedge(kind)));
                kinds.extend(Voice::ALL.iter().map(|&voice| Kind::Voice(voice)));
            }
            Layer::Attribution => kinds.extend(SourceClass::ALL.iter().map(|&class| Kind::Source(class))),
        }
        kinds
    }

    /// The layer whose marks can be of this kind.
    pub fn layer(self) -> Layer {
        match self {
            Kind::Entity(_) => Layer::Entity,
            Kind::Hedge(_) | Kind::Voice(_) => Layer::Hedge,
            Kind::Source(_) => Layer::Attribution,
        }
    }

    /// Which list it is in, and its place there.
    fn index(self) -> (usize, usize) {
        match self {
            Kind::Entity(kind) => (0, kind as usize),
            Kind::Hedge(kind) => (1, kind as usize),
            Kind::Voice(voice) => (2, voice as usize),
            Kind::Source(class) => (3, class as usize),
        }
    }

    /// The kinds of this mark: one, and of a hedge whose voice is known, two.
    fn of(annotation: &Annotation) -> [Option<Kind>; 2] {
        match &annotation.body {
            Body::Entity(entity) => [Some(Kind::Entity(entity.kind)), None],
            Body::Hedge(hedge) => [Some(Kind::Hedge(hedge.kind)), hedge.voice.map(Kind::Voice)],
            Body::Attribution(attribution) => {
                [Some(Kind::Source(attribution.source_class.unwrap_or(SourceClass::None))), None]
            }
        }
    }
}

impl View {
    /// Whether marks of this layer are shown, as far as the choice of layers goes.
    pub fn shows_layer(&self, layer: Layer) -> bool {
        self.layers & bit(layer as usize) == 0
    }

    /// Whether marks of this kind are shown, as far as the choice of kinds goes.
    pub fn shows_kind(&self, kind: Kind) -> bool {
        let (list, place) = kind.index();
        self.kinds[list] & bit(place) == 0
    }

    /// The same choice for another text, where other lines are set aside.
    #[must_use]
    pub fn for_another_text(&self) -> View {
        View { included: Vec::new(), ..self.clone() }
    }

    /// Shows everything, but for what is set aside.
    pub fn show_everything(&mut self) {
        *self = View { included: std::mem::take(&mut self.included), ..View::default() };
    }

    /// Whether all marks are hidden, whatever else was chosen.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// Hides all marks, or shows again those that were chosen.
    pub fn toggle_plain(&mut self) {
        self.plain = !self.plain;
    }

    /// Shows or hides a layer. Where all marks are hidden, they are shown again.
    pub fn toggle_layer(&mut self, layer: Layer) {
        self.plain = false;
        self.layers ^= bit(layer as usize);
    }

    /// Shows this layer alone, with all its kinds; or everything, where it is alone already.
    pub fn only_layer(&mut self, layer: Layer) {
        self.only(View { layers: !bit(layer as usize) & 0b111, ..View::default() });
    }

    /// Shows or hides a kind. Where its layer is hidden, that is shown.
    pub fn toggle_kind(&mut self, kind: Kind) {
        self.plain = false;
        let (list, place) = kind.index();
        if self.shows_layer(kind.layer()) {
            self.kinds[list] ^= bit(place);
        } else {
            self.layers &= !bit(kind.layer() as usize);
            self.kinds[list] &= !bit(place);
        }
    }

    /// Shows this kind of its layer alone, and no other layer; or everything, where it is alone already.
    pub fn only_kind(&mut self, kind: Kind) {
        let (list, place) = kind.index();
        let mut alone = View { layers: !bit(kind.layer() as usize) & 0b111, ..View::default() };
        alone.kinds[list] = !bit(place);
        self.only(alone);
    }

    /// Looks so, or, where it does already, shows everything.
    fn only(&mut self, mut alone: View) {
        alone.included.clone_from(&self.included);
        if *self == alone {
            self.show_everything();
        } else {
            *self = alone;
        }
    }

    /// Includes the aside that begins here, or sets it aside again.
    pub fn toggle_aside(&mut self, start: u32) {
        match self.included.iter().position(|&included| included == start) {
            Some(index) => drop(self.included.swap_remove(index)),
            None => self.included.push(start),
        }
    }

    /// The filter itself: whether a mark is shown. A mark in an aside that is not included is not.
    pub fn filter<'v>(&'v self, asides: &'v [Aside]) -> impl Fn(&Annotation) -> bool + 'v {
        move |annotation| {
            let shows = |kind: &Kind| self.shows_kind(*kind);
            !self.plain
                && self.shows_layer(annotation.layer())
                && Kind::of(annotation).iter().flatten().all(shows)
                && self.counts(annotation, asides)
        }
    }

    /// Whether a mark is one of the article's, and not of what is set aside.
    fn counts(&self, annotation: &Annotation, asides: &[Aside]) -> bool {
        !self.sets_aside(annotation.cover().start, asides)
    }

    /// Whether this byte lies in an aside that is not included. The asides must be in the order of the text.
    pub fn sets_aside(&self, byte: u32, asides: &[Aside]) -> bool {
        let after = asides.partition_point(|aside| aside.span.end <= byte);
        asides.get(after).is_some_and(|aside| aside.span.holds(byte) && !self.included.contains(&aside.span.start))
    }
}

fn bit(place: usize) -> u8 {
    1 << place
}

/// How many marks there are of what, whether shown or not; but none of what is set aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    layers: [u32; Layer::ALL.len()],
    kinds: [[u32; 8]; LISTS],
}

impl Counts {
    /// Counts them.
    pub fn of(annotations: &[Annotation], asides: &[Aside], view: &View) -> Counts {
        let mut counts = Counts::default();
        for annotation in annotations.iter().filter(|annotation| view.counts(annotation, asides)) {
            counts.layers[annotation.layer() as usize] += 1;
            for kind in Kind::of(annotation).into_iter().flatten() {
                let (list, place) = kind.index();
                counts.kinds[list][place] += 1;
            }
        }
        counts
    }

    /// How many this layer has.
    pub fn layer(&self, layer: Layer) -> u32 {
        self.layers[layer as usize]
    }

    /// How many there are of this kind.
    pub fn kind(&self, kind: Kind) -> u32 {
        let (list, place) = kind.index();
        self.kinds[list][place]
    }

    /// How many there are in all.
    pub fn total(&self) -> u32 {
        self.layers.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::AsideKind;
    use crate::annotation::{Attribution, Entity, Hedge};
    use crate::span::Span;

    fn marks() -> [Annotation; 3] {
        let hedge = Hedge { span: Span::new(10, 13), kind: HedgeKind::Modal, voice: Some(Voice::Source) };
        let said = Attribution { content: vec![Span::new(20, 24)], ..Attribution::default() };
        [
            Annotation::machine(Entity { span: Span::new(0, 4), kind: EntityKind::Place }, "test"),
            Annotation::machine(hedge, "test"),
            Annotation::machine(said, "test"),
        ]
    }

    fn shown(view: &View, asides: &[Aside]) -> [bool; 3] {
        let shows = view.filter(asides);
        marks().each_ref().map(shows)
    }

    fn after(change: impl FnOnce(&mut View)) -> View {
        let mut view = View::default();
        change(&mut view);
        view
    }

    #[test]
    fn layers_and_kinds_are_switched_one_by_one() {
        assert_eq!(shown(&after(|view| view.toggle_layer(Layer::Hedge)), &[]), [true, false, true]);
        assert_eq!(shown(&after(|view| view.toggle_kind(Kind::Voice(Voice::Source))), &[]), [true, false, true]);
        assert_eq!(shown(&after(|view| view.toggle_kind(Kind::Source(SourceClass::None))), &[]), [true, true, false]);
        assert_eq!(shown(&after(|view| view.toggle_kind(Kind::Entity(EntityKind::Money))), &[]), [true; 3]);
        let twice = after(|view| {
            view.toggle_layer(Layer::Hedge);
            view.toggle_layer(Layer::Hedge);
        });
        assert_eq!(twice, View::default());
    }

    #[test]
    fn a_kind_of_a_hidden_layer_shows_its_layer() {
        let view = after(|view| {
            view.toggle_kind(Kind::Entity(EntityKind::Place));
            view.toggle_layer(Layer::Entity);
            view.toggle_kind(Kind::Entity(EntityKind::Place));
        });
        assert_eq!(view, View::default());
    }

    #[test]
    fn only_this_and_once_more_everything() {
        let mut view = after(|view| view.only_layer(Layer::Entity));
        assert_eq!(shown(&view, &[]), [true, false, false]);
        view.only_kind(Kind::Hedge(HedgeKind::Modal));
        assert_eq!(shown(&view, &[]), [false, true, false]);
        view.only_kind(Kind::Hedge(HedgeKind::Belief));
        assert_eq!(shown(&view, &[]), [false; 3]);
        view.only_kind(Kind::Hedge(HedgeKind::Belief));
        assert_eq!(view, View::default());
    }

    #[test]
    fn plain_text_remembers_what_was_chosen() {
        let mut view = after(|view| {
            view.toggle_layer(Layer::Hedge);
            view.toggle_plain();
        });
        assert_eq!(shown(&view, &[]), [false; 3]);
        view.toggle_plain();
        assert_eq!(shown(&view, &[]), [true, false, true]);
    }

    #[test]
    fn what_is_set_aside_is_neither_shown_nor_counted() {
        let asides = [Aside { span: Span::new(8, 18), why: AsideKind::Furniture }];
        let mut view = View::default();
        assert_eq!(shown(&view, &asides), [true, false, true]);
        let counts = |view: &View| Counts::of(&marks(), &asides, view);
        assert_eq!((counts(&view).total(), counts(&view).kind(Kind::Hedge(HedgeKind::Modal))), (2, 0));
        view.toggle_aside(8);
        assert_eq!(shown(&view, &asides), [true; 3]);
        assert_eq!(counts(&view).kind(Kind::Voice(Voice::Source)), 1);
        view.toggle_aside(8);
        assert_eq!(view, View::default());
    }

    #[test]
    fn every_kind_has_its_place_among_the_counts() {
        for &layer in Layer::ALL {
            for kind in Kind::of_layer(layer) {
                assert_eq!((kind.layer(), Counts::default().kind(kind)), (layer, 0));
                assert!(View::default().shows_kind(kind));
            }
        }
    }
}
