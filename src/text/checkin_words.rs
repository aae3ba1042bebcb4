use crate::model::checkin_result::CheckinState;
use crate::text::table::Text;

pub const fn state(state: CheckinState) -> Text {
    match state {
        CheckinState::Done => Text::CheckinDone,
        CheckinState::Already => Text::CheckinAlready,
        CheckinState::OpenPage => Text::CheckinOpenPage,
        CheckinState::Failed => Text::CheckinFailed,
        CheckinState::Skipped => Text::CheckinSkipped,
    }
}
