//! Somebody's calendar over HTTP: `GET /calendar/{secret}.ics`. The secret is all that is asked; it is never logged.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use entities::Locale;

use super::{Wire, accept::asked_locale, execution::Telling, trace::RequestId};
use crate::training::calendar::feed::{self, Found};

/// Answers with a calendar, or with a sentence why there is none.
pub async fn training(State(wire): State<Arc<Wire>>, Path(name): Path<String>, request: Request) -> Response {
    let locale = asked_locale(request.headers());
    let secret = name.strip_suffix(".ics").unwrap_or_default();
    let mut response = match feed::read(&wire.app, secret).await {
        Ok(Found::Calendar(text)) => {
            let mut response = text.into_response();
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
            headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"training.ics\""));
            response
        }
        Ok(Found::Gone) => {
            let sentence = match locale {
                Locale::Nl => "Dit adres werkt niet meer. Maak een nieuw adres, op de pagina Training.\n",
                Locale::En => "This address no longer works. Make a new one, on the page Training.\n",
            };
            (StatusCode::GONE, sentence).into_response()
        }
        Ok(Found::Nothing) => {
            let sentence = match locale {
                Locale::Nl => "Dit adres is er niet. Kijk of je het helemaal hebt overgenomen.\n",
                Locale::En => "There is no such address. Check that you copied all of it.\n",
            };
            (StatusCode::NOT_FOUND, sentence).into_response()
        }
        Err(fault) => {
            let RequestId(request_id) = RequestId::of(request.extensions());
            let refused = Telling { locale, request_id }.fault(&fault);
            let sentences = refused.errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>();
            (refused.code.status(), format!("{}\n", sentences.join("; "))).into_response()
        }
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}
