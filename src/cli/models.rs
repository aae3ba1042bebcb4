use crate::cli::exit::{Exit, Outcome};
use crate::cli::session::{Session, block_on};
use crate::cli::site_choice::chosen_one;
use crate::cli::{print_json, print_line, say};
use crate::relay::error::RelayError;
use crate::relay::http_client::HttpClient;
use crate::relay::models_query::query_models;
use crate::text::{Text, error_words};
use serde_json::json;
use std::time::Instant;

/// Asks for the models that the key of a site opens, and prints them.
pub(super) fn run(session: &Session, name: &str, as_json: bool) -> Outcome {
    let site = chosen_one(session, name)?;
    let settings = session.store.settings();
    let http = HttpClient::new(settings.connect_timeout, settings.answer_timeout);
    let begun = Instant::now();
    let report = block_on(session.language, query_models(&http, &site))?;
    let elapsed = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    if as_json {
        let mut document = json!({
            "site": { "id": site.id, "name": site.name },
            "models": report.models.as_deref().unwrap_or_default(),
            "key_valid": report.key_valid,
            "elapsed_ms": elapsed,
        });
        if let (Err(error), Some(fields)) = (&report.models, document.as_object_mut()) {
            fields.insert("error".into(), json!(error.to_failure()));
        }
        print_json(&document);
    } else {
        match &report.models {
            Ok(models) => models.iter().for_each(|model| print_line(model)),
            Err(error) => explain(session, error),
        }
    }
    Ok(Exit::answered_if(report.models.is_ok()))
}

fn explain(session: &Session, error: &RelayError) {
    let reason = error_words::reason(error.kind, session.language);
    let advice = error_words::advice(error.kind, session.language);
    let values: [(&str, &dyn std::fmt::Display); 2] = [("reason", &reason), ("advice", &advice)];
    say(&Text::ModelsNotListed.fill(session.language, &values));
}
