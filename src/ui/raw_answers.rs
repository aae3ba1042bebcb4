use crate::relay::exchange::Exchange;
use crate::text::{Text, time_words};
use crate::ui::theme::{letters, monospace, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::mono_block::mono_block;
use crate::ui::widgets::{button, card, line};
use egui::{Align, Layout, Ui, vec2};
use serde_json::Value;
use std::sync::Arc;

/// Laying out more than this at every frame would be felt.
const SHOWN_CHARACTERS: usize = 20_000;

/// What was sent and what the station answered, word for word. Keeps the texts ready made.
#[derive(Clone, Debug, Default)]
pub struct RawAnswers {
    made_from: Option<Arc<[Exchange]>>,
    texts: Vec<Texts>,
}

/// What is shown of one exchange.
#[derive(Clone, Debug)]
struct Texts {
    sent: String,
    body: Body,
}

#[derive(Clone, Debug)]
struct Body {
    whole: String,
    /// The beginning, where the whole is too long to show.
    cut: Option<String>,
}

impl RawAnswers {
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>, exchanges: &Arc<[Exchange]>) {
        card::card(ui, |ui| {
            let note = view.text(Text::RawFromSession);
            line::caption(ui, note, regular(letters::MUTED), palette(ui).muted);
            self.list(ui, view, exchanges);
        });
    }

    /// The same without a card around it.
    pub fn list(&mut self, ui: &mut Ui, view: &View<'_>, exchanges: &Arc<[Exchange]>) {
        self.make_from(exchanges);
        for (index, (exchange, texts)) in exchanges.iter().zip(&self.texts).enumerate() {
            ui.push_id(index, |ui| one(ui, view, exchange, texts));
        }
    }

    fn make_from(&mut self, exchanges: &Arc<[Exchange]>) {
        if self.made_from.as_ref().is_some_and(|made| Arc::ptr_eq(made, exchanges)) {
            return;
        }
        let texts = |exchange: &Exchange| Texts {
            sent: sent_text(exchange),
            body: Body::of(&exchange.body),
        };
        self.texts = exchanges.iter().map(texts).collect();
        self.made_from = Some(Arc::clone(exchanges));
    }
}

/// A request as it goes over the wire: the line, the headers, the body.
fn sent_text(exchange: &Exchange) -> String {
    let sent = &exchange.sent;
    let mut lines = vec![format!("{} {}", exchange.method, sent.address)];
    lines.extend(sent.headers.iter().map(|(name, value)| format!("{name}: {value}")));
    if let Some(body) = &sent.body {
        lines.extend([String::new(), pretty(body)]);
    }
    lines.join("\n")
}

impl Body {
    fn of(text: &str) -> Self {
        let whole = pretty(text);
        let end = whole.char_indices().nth(SHOWN_CHARACTERS).map(|(end, _)| end);
        let cut = end.and_then(|end| whole.get(..end)).map(ToOwned::to_owned);
        Self { whole, cut }
    }
}

fn one(ui: &mut Ui, view: &View<'_>, exchange: &Exchange, texts: &Texts) {
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.add_space(space::TINY);
    let body = &texts.body;
    request_line(ui, view, exchange, body);
    caption(ui, view.text(Text::RawSent));
    mono_block(ui, &texts.sent);
    caption(ui, view.text(Text::RawAnswered));
    if exchange.status.is_none() && body.whole.is_empty() {
        return mono_block(ui, view.text(Text::RawNoAnswer));
    }
    if body.whole.is_empty() {
        return mono_block(ui, view.text(Text::RawEmpty));
    }
    mono_block(ui, body.cut.as_deref().unwrap_or(&body.whole));
    if body.cut.is_some() {
        let words = view.fill(Text::RawCut, &[("count", &body.whole.chars().count())]);
        line::caption(ui, &words, regular(letters::MUTED), palette(ui).muted);
    }
}

fn caption(ui: &mut Ui, words: &str) {
    line::caption(ui, words, regular(letters::MUTED), palette(ui).muted);
}

fn request_line(ui: &mut Ui, view: &View<'_>, exchange: &Exchange, body: &Body) {
    let colors = palette(ui);
    let wanted = vec2(ui.available_width(), size::CHIP);
    ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), |ui| {
        if !body.whole.is_empty() {
            let name = view.fill(Text::CopyAnswer, &[("path", &exchange.path)]);
            let copy = button::quiet(ui, view.text(Text::Copy), true);
            if button::named(copy, &name).clicked() {
                ui.ctx().copy_text(body.whole.clone());
            }
        }
        let elapsed = time_words::elapsed(exchange.elapsed_ms, view.language);
        line::caption(ui, &elapsed, regular(letters::MUTED), colors.muted);
        if let Some(status) = exchange.status {
            line::caption(ui, &status.to_string(), monospace(letters::MUTED), colors.muted);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let request = format!("{} {}", exchange.method, exchange.path);
            line::single(ui, &request, monospace(letters::MUTED), colors.text);
        });
    });
}

/// JSON with its order and digits kept, one field a line; any other text as it came.
fn pretty(text: &str) -> String {
    serde_json::from_str::<Value>(text)
        .and_then(|json| serde_json::to_string_pretty(&json))
        .unwrap_or_else(|_| text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_order_and_digits() {
        let shown = pretty(r#"{"b":12.6750,"a":100000000000000000001}"#);
        assert_eq!(shown, "{\n  \"b\": 12.6750,\n  \"a\": 100000000000000000001\n}");
    }

    #[test]
    fn other_text_stays() {
        assert_eq!(pretty("<html>\n"), "<html>");
    }

    #[test]
    fn a_long_answer_is_cut_for_show_only() {
        let body = Body::of(&"站".repeat(SHOWN_CHARACTERS + 1));
        assert_eq!(body.whole.chars().count(), SHOWN_CHARACTERS + 1);
        assert_eq!(body.cut.unwrap().chars().count(), SHOWN_CHARACTERS);
        assert!(Body::of("short").cut.is_none());
    }
}
