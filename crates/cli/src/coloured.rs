//! The marked text for a terminal with colours.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects, Style};
use reportedly_document::{Analysis, Annotation, Attribution, Byte, Part, Segment, Span, paragraphs, segments};

/// The text with its marks, then a list of who said what.
pub(crate) fn render(text: &str, analysis: &Analysis) -> String {
    let lines: Vec<_> = paragraphs(text).collect();
    let rows = segments(&lines, &analysis.annotations, |_| true);
    let mut shown = String::new();
    for row in &rows {
        for segment in row {
            let style = style(segment);
            push(&mut shown, format_args!("{style}{}{style:#}", segment.span.of(text)));
        }
        shown.push_str("\n\n");
    }

    let said: Vec<_> = analysis.annotations.iter().filter_map(Annotation::attribution).collect();
    if !said.is_empty() {
        let heading = Style::new().bold();
        push(&mut shown, format_args!("{heading}Who said what{heading:#}\n"));
    }
    for attribution in said {
        let Attribution { source, cue, content, .. } = attribution;
        let (source, cue, content) = (joined(text, source), joined(text, cue), joined(text, content));
        let who = if source.is_empty() { "(nobody is named)".to_owned() } else { source };
        let (who_style, cue_style) = (part_style(Part::Source), part_style(Part::Cue));
        push(&mut shown, format_args!("  {who_style}{who}{who_style:#} {cue_style}{cue}{cue_style:#}: {content}\n"));
    }
    shown
}

/// Writing to a string cannot fail.
fn push(shown: &mut String, arguments: std::fmt::Arguments<'_>) {
    shown.write_fmt(arguments).expect("a string takes any text");
}

fn joined(text: &str, spans: &[Span<Byte>]) -> String {
    spans.iter().map(|span| span.of(text).replace('\n', " ")).collect::<Vec<_>>().join(" … ")
}

fn style(segment: &Segment) -> Style {
    segment.touches.iter().fold(Style::new(), |style, touch| {
        let own = part_style(touch.part);
        Style::new()
            .effects(style.get_effects() | own.get_effects())
            .fg_color(own.get_fg_color().or(style.get_fg_color()))
            .bg_color(own.get_bg_color().or(style.get_bg_color()))
            .underline_color(own.get_underline_color().or(style.get_underline_color()))
    })
}

/// One channel a layer, as on the page: background, wavy underline, weight and slant.
fn part_style(part: Part) -> Style {
    match part {
        Part::Entity => Style::new().bg_color(Some(AnsiColor::Cyan.into())).fg_color(Some(AnsiColor::Black.into())),
        Part::Hedge => Style::new().effects(Effects::CURLY_UNDERLINE).underline_color(Some(AnsiColor::Yellow.into())),
        Part::Source => Style::new().effects(Effects::BOLD),
        Part::Cue => Style::new().effects(Effects::BOLD | Effects::ITALIC),
        Part::Content => Style::new().effects(Effects::ITALIC),
        Part::Via => Style::new().effects(Effects::DIMMED),
    }
}
