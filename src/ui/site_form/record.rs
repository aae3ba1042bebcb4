//! The part of a site's form that everybody needs.

use crate::app::site_draft::SiteDraft;
use crate::app::site_form::SiteForm;
use crate::model::money::{Money, Unit};
use crate::model::site::{Site, SiteType};
use crate::text::{Text, form_words, money_words};
use crate::ui::site_form::fields::{Fields, Side, sides};
use crate::ui::theme::{letters, palette, regular, size};
use crate::ui::widgets::form_field::{self, field};
use crate::ui::widgets::line;
use egui::{Align, Layout, Ui, vec2};

pub fn show(
    ui: &mut Ui,
    fields: &mut Fields<'_>,
    site: &Site,
    draft: &SiteDraft,
    form: &mut SiteForm,
) {
    sides(ui, |ui, side| match side {
        Side::Left => identity(ui, fields, form),
        Side::Right => money(ui, fields, site, draft, form),
    });
}

fn identity(ui: &mut Ui, fields: &mut Fields<'_>, form: &mut SiteForm) {
    fields.line(ui, Text::SiteName, &mut form.name, "");
    fields.line(ui, Text::Address, &mut form.url, fields.text(Text::SiteAddressHint));
    fields.secret(ui, Text::Key, &mut form.key, fields.text(Text::SiteKeyHint));
    form_field::choice(
        ui,
        fields.text(Text::SiteTypeLabel),
        &mut form.site_type,
        &SiteType::ALL,
        |site_type| fields.text(form_words::site_type(*site_type)).to_owned(),
    );
    fields.line(ui, Text::Tags, &mut form.tags, fields.text(Text::TagsHint));
    fields.lines(ui, Text::Notes, &mut form.notes);
}

/// What concerns money and how the site is treated.
fn money(ui: &mut Ui, fields: &Fields<'_>, site: &Site, draft: &SiteDraft, form: &mut SiteForm) {
    fields.line(ui, Text::Balance, &mut form.balance, fields.text(Text::BalanceHint));
    units(ui, fields, form);
    let typed = (&draft.form.balance, &draft.form.unit) != (&draft.base.balance, &draft.base.unit);
    if typed && site.last_reading.is_some() {
        fields.warning(ui, Text::TypedReplacesReading);
    }
    threshold(ui, fields, site, form);
    form_field::checks(
        ui,
        [
            (&mut form.pinned, fields.text(Text::Pinned)),
            (&mut form.disabled, fields.text(Text::DisabledFlag)),
            (&mut form.excluded_from_totals, fields.text(Text::ExcludedFromTotals)),
        ],
    );
    last_query(ui, fields, site);
}

/// In the unit of what is left there.
fn threshold(ui: &mut Ui, fields: &Fields<'_>, site: &Site, form: &mut SiteForm) {
    let unit = site.read_balance().map_or(&form.unit, |balance| &balance.unit);
    let settings = fields.view.state.snapshot.as_ref().map(|snapshot| &snapshot.settings);
    let usual = settings.and_then(|settings| settings.threshold_of(unit));
    let hint = match usual {
        Some(usual) => {
            let amount = fields.view.money(&Money::new(usual, unit.clone()));
            fields.view.fill(Text::ThresholdHint, &[("amount", &amount)])
        }
        None => fields.text(Text::ThresholdNoHint).to_owned(),
    };
    let unit = money_words::unit(unit, fields.view.language);
    fields.amount(ui, Text::Threshold, &mut form.threshold, &hint, &unit);
}

fn last_query(ui: &mut Ui, fields: &Fields<'_>, site: &Site) {
    let color = palette(ui).text;
    let time = match site.last_query_time.as_str() {
        "" => fields.text(Text::NeverQueried),
        time => time,
    };
    field(ui, fields.text(Text::LastQuery), |ui, width| {
        let wanted = vec2(width, size::CONTROL);
        ui.allocate_ui_with_layout(wanted, Layout::left_to_right(Align::Center), |ui| {
            line::single(ui, time, regular(letters::BODY), color)
        })
        .inner
    });
}

/// The units that can be typed, and the one that a reading left there.
fn units(ui: &mut Ui, fields: &Fields<'_>, form: &mut SiteForm) {
    let mut units = vec![Unit::Usd, Unit::Cny, Unit::Points];
    if !units.contains(&form.unit) {
        units.push(form.unit.clone());
    }
    let word = |unit: &Unit| match unit {
        Unit::Points => fields.text(Text::UnitToken).to_owned(),
        unit => money_words::unit(unit, fields.view.language),
    };
    form_field::choice(ui, fields.text(Text::UnitLabel), &mut form.unit, &units, word);
}
