use crate::app::action::Action;
use crate::model::account_key::{AccountKey, AccountKeyStatus, AccountKeys};
use crate::model::money::Money;
use crate::model::site::Site;
use crate::model::timestamp;
use crate::relay::account_credentials::AccountCredentials;
use crate::relay::error::RelayError;
use crate::text::{Text, account_words};
use crate::ui::account_part;
use crate::ui::theme::{Palette, palette};
use crate::ui::view::View;
use crate::ui::widgets::button;
use crate::ui::widgets::data_table::{Cell, Column, data_table};
use egui::{Color32, Ui};
use rust_decimal::Decimal;

const STATUS: f32 = 62.0;
const AMOUNT: f32 = 86.0;
const DATE: f32 = 78.0;
const GROUP: f32 = 88.0;
/// Narrower tables have no column for the group, the narrowest none for what was used.
const ROOM_FOR_GROUP: f32 = 620.0;
const ROOM_FOR_USED: f32 = 460.0;
const NOTHING: &str = "—";

/// The keys that the account of a site holds. No part of a key itself is known here.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    site: &Site,
    told: Option<&Result<AccountKeys, RelayError>>,
    actions: &mut Vec<Action>,
) {
    let count = told.and_then(|told| told.as_ref().ok()).map(|list| list.keys.len());
    let title = match count {
        Some(count) if count > 0 => view.fill(Text::AccountKeysCount, &[("count", &count)]),
        _ => view.text(Text::AccountKeys).to_owned(),
    };
    match told {
        Some(Ok(list)) if !list.keys.is_empty() => {
            account_part::table(ui, &title, |ui| table(ui, view, list));
        }
        Some(Ok(_)) => account_part::note(ui, &title, view.text(Text::NoAccountKeys)),
        Some(Err(error)) => account_part::failure(ui, view, &title, error),
        None if opens_an_account(site) => {
            account_part::note(ui, &title, view.text(Text::KeysNotOffered));
        }
        None => account_part::noted(ui, &title, view.text(Text::KeysNeedAccount), |ui| {
            if button::secondary(ui, view.text(Text::EditTheSite), true).clicked() {
                actions.push(Action::EditSite(site.id.clone()));
            }
        }),
    }
}

fn opens_an_account(site: &Site) -> bool {
    AccountCredentials::of(site)
        .is_some_and(|account| account.access_token.is_some() || account.session_cookie.is_some())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum KeyColumn {
    Name,
    Group,
    Status,
    Left,
    Used,
    Expiry,
}

fn table(ui: &mut Ui, view: &View<'_>, list: &AccountKeys) {
    let room = ui.available_width();
    let fits = |column: &KeyColumn| match column {
        KeyColumn::Group => {
            room >= ROOM_FOR_GROUP && list.keys.iter().any(|key| key.group.is_some())
        }
        KeyColumn::Used => room >= ROOM_FOR_USED,
        _ => true,
    };
    let kinds: Vec<KeyColumn> = [
        KeyColumn::Name,
        KeyColumn::Group,
        KeyColumn::Status,
        KeyColumn::Left,
        KeyColumn::Used,
        KeyColumn::Expiry,
    ]
    .into_iter()
    .filter(fits)
    .collect();
    let columns: Vec<Column> = kinds.iter().map(|kind| column(view, *kind)).collect();
    let colors = palette(ui);
    data_table(ui, "account keys", &columns, list.keys.len(), |index| {
        let Some(key) = list.keys.get(index) else { return Vec::new() };
        kinds.iter().map(|kind| cell(view, colors, list, key, *kind)).collect()
    });
}

fn column(view: &View<'_>, column: KeyColumn) -> Column {
    let (heading, width, number) = match column {
        KeyColumn::Name => (Text::SiteName, 0.0, false),
        KeyColumn::Group => (Text::KeyGroup, GROUP, false),
        KeyColumn::Status => (Text::Condition, STATUS, false),
        KeyColumn::Left => (Text::KeyLeft, AMOUNT, true),
        KeyColumn::Used => (Text::KeyUsed, AMOUNT, true),
        KeyColumn::Expiry => (Text::Expiry, DATE, true),
    };
    Column { heading: view.text(heading), width, number }
}

fn cell(
    view: &View<'_>,
    colors: &Palette,
    list: &AccountKeys,
    key: &AccountKey,
    column: KeyColumn,
) -> Cell {
    let money = |amount: Option<Decimal>| {
        amount.map(|amount| view.money(&Money::new(amount, list.unit.clone())))
    };
    let told = |words: Option<String>, color| match words {
        Some(words) => Cell { words, color },
        None => Cell { words: NOTHING.to_owned(), color: colors.faint },
    };
    match column {
        KeyColumn::Name => told(Some(key.name.clone()), colors.text),
        KeyColumn::Group => told(key.group.clone(), colors.muted),
        KeyColumn::Status => {
            let status = account_words::key_status(key, view.now);
            let word = status.map(|status| view.text(account_words::status(status)).to_owned());
            told(word, status.map_or(colors.faint, |status| status_color(colors, status)))
        }
        KeyColumn::Left if key.unlimited == Some(true) => {
            told(Some(view.text(Text::Unlimited).to_owned()), colors.text)
        }
        KeyColumn::Left => {
            let is_debt = key.remaining.is_some_and(|left| left < Decimal::ZERO);
            told(money(key.remaining), if is_debt { colors.bad } else { colors.text })
        }
        KeyColumn::Used => told(money(key.used), colors.muted),
        KeyColumn::Expiry => told(key.expires_at.map(timestamp::local_date), colors.muted),
    }
}

const fn status_color(colors: &Palette, status: AccountKeyStatus) -> Color32 {
    match status {
        AccountKeyStatus::Enabled => colors.ok,
        AccountKeyStatus::Disabled => colors.muted,
        AccountKeyStatus::Expired => colors.low,
        AccountKeyStatus::Exhausted => colors.bad,
    }
}
