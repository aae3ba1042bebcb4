use crate::app::checkin_run::CheckinRun;
use crate::model::checkin_result::CheckinState;
use crate::model::money::Money;
use crate::text::Text;
use crate::ui::view::View;

/// What a run of check-ins came to: `签到 6/8，今日 +$1.20，2 站要打开网页`.
pub fn sum(view: &View<'_>, run: &CheckinRun) -> String {
    let made = view.fill(Text::CheckinMade, &[("made", &run.made()), ("total", &run.total())]);
    let mut parts = vec![made];
    let awards: Vec<String> = run.awarded().iter().map(|award| awarded(view, award)).collect();
    if !awards.is_empty() {
        parts.push(view.fill(Text::CheckinBrought, &[("amount", &awards.join(" "))]));
    }
    for (text, count) in [
        (Text::CheckinPagesLeft, run.ended_as(CheckinState::OpenPage).count()),
        (Text::CheckinsFailed, run.ended_as(CheckinState::Failed).count()),
        (Text::CheckinsSkipped, run.ended_as(CheckinState::Skipped).count()),
        (Text::CheckinsCancelled, run.cancelled().count()),
    ] {
        if count > 0 {
            parts.push(view.fill(text, &[("count", &count)]));
        }
    }
    parts.join(view.text(Text::Comma))
}

/// Money that came in: `+$0.50`.
pub fn awarded(view: &View<'_>, award: &Money) -> String {
    let sign = if award.amount.is_sign_negative() { "" } else { "+" };
    format!("{sign}{}", view.money(award))
}
