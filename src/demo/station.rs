use crate::demo::question::Question;
use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use std::sync::Arc;

/// The software of a demo station: an answer to every question, without waiting.
pub trait Station: Send + Sync + 'static {
    fn answer(&self, question: &Question) -> Response;
}

/// Asks `station` whatever the path and method.
pub fn router(station: impl Station) -> Router {
    let station = Arc::new(station);
    Router::new().fallback(move |request: Request| {
        let station = Arc::clone(&station);
        async move { station.answer(&Question::read(request).await) }
    })
}
