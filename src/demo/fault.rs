use crate::demo::challenge_station;
use crate::demo::disguise::Disguise;
use crate::demo::web_page_station;
use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::stream;
use std::io;

/// What a station does instead of answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Takes the request and never answers.
    Silence,
    /// Begins an answer and drops the connection.
    Disconnect,
    /// This status with the page of a web server in front, such as nginx's 502.
    Status(u16),
    /// 429 without a body, as the one-api family sends it.
    RateLimited { retry_after_seconds: Option<u32> },
    /// 200 without a body.
    EmptyBody,
    /// 200 with half a JSON document.
    MalformedBody,
    /// 200 with a web page.
    WebPage,
    /// The page of a protection that a browser could pass.
    Challenge,
    /// Cloudflare's refusal to let a visitor through.
    Block,
    /// Moved to this address, path included.
    MovedTo(&'static str),
    /// The right answer, written otherwise.
    Disguised(Disguise),
}

impl Fault {
    /// What stands in place of the `right` answer.
    pub(super) async fn answer(self, right: impl Future<Output = Response>) -> Response {
        match self {
            Self::Silence => std::future::pending().await,
            Self::Disconnect => disconnect(),
            Self::Status(status) => web_server_page(status),
            Self::RateLimited { retry_after_seconds } => rate_limited(retry_after_seconds),
            Self::EmptyBody => StatusCode::OK.into_response(),
            Self::MalformedBody => {
                ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], r#"{"object":"#)
                    .into_response()
            }
            Self::WebPage => web_page_station::page(),
            Self::Challenge => challenge_station::page(),
            Self::Block => (StatusCode::FORBIDDEN, "error code: 1020").into_response(),
            Self::MovedTo(address) => Redirect::permanent(address).into_response(),
            Self::Disguised(disguise) => disguise.put_on(right.await).await,
        }
    }
}

/// 429, `Content-Length: 0`.
pub(super) fn rate_limited(retry_after_seconds: Option<u32>) -> Response {
    let mut response = StatusCode::TOO_MANY_REQUESTS.into_response();
    if let Some(seconds) = retry_after_seconds {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn disconnect() -> Response {
    let broken = Err::<Bytes, _>(io::Error::from(io::ErrorKind::ConnectionAborted));
    Body::from_stream(stream::once(std::future::ready(broken))).into_response()
}

fn web_server_page(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let page = format!(
        "<html>\r\n<head><title>{status}</title></head>\r\n<body>\r\n<center><h1>{status}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    );
    (status, [(header::CONTENT_TYPE, "text/html"), (header::SERVER, "nginx")], page).into_response()
}
