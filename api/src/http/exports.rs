//! Files of figures over HTTP: `GET /export/figures/{table}.{csv|xlsx}` with `from`, `to`, `buurt`, `onderwerp` and
//! `vrager`, which say nothing to the tables about people. The same rules as for GraphQL about who asks and from which
//! page; a refusal is a sentence.

use std::sync::Arc;

use async_graphql::{InputType, ScalarType, Value};
use axum::{
    extract::{Path, Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use entities::{Asker, Locale};

use super::{
    ErrorCode, Refused, Wire, accept::asked_locale, execution::Telling, graphql::identify, origin, trace::RequestId,
};
use crate::{
    auth::Credential,
    figures::{
        export::{self, Asked, File, Format, say},
        inputs::FiguresFilter,
        period::{BadPeriod, MOST_DAYS, Period},
    },
};

/// A refusal: a status and a sentence in the viewer's language.
struct NotGiven(StatusCode, String);

impl From<Refused> for NotGiven {
    fn from(refused: Refused) -> Self {
        let sentences = refused.errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>();
        Self(refused.code.status(), sentences.join("; "))
    }
}

/// Answers with a file.
pub async fn figures(State(wire): State<Arc<Wire>>, Path(name): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let mut response = match make(&wire, &parts, &name).await {
        Ok((format, File { name, bytes })) => {
            let mut response = bytes.into_response();
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.media()));
            if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
                headers.insert(CONTENT_DISPOSITION, value);
            }
            response
        }
        // A `String` answers as plain text.
        Err(NotGiven(status, sentence)) => (status, format!("{sentence}\n")).into_response(),
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn make(wire: &Arc<Wire>, parts: &Parts, name: &str) -> Result<(Format, File), NotGiven> {
    origin::check(&parts.headers, wire.settings.public_origin.as_deref())?;
    let RequestId(request_id) = RequestId::of(&parts.extensions);
    let telling = Telling { locale: asked_locale(&parts.headers), request_id: request_id.clone() };
    let who = identify(wire, parts, &telling).await?;
    let locale = who.viewer.person().map_or(telling.locale, |person| person.locale);
    if who.credential == Credential::None {
        let sentence = say(locale, "Log eerst in.", "Sign in first.");
        return Err(NotGiven(StatusCode::UNAUTHORIZED, sentence.to_owned()));
    }
    let known = name.rsplit_once('.').and_then(|(name, end)| Some((Asked::of_name(name)?, Format::of_ending(end)?)));
    let Some((table, format)) = known else { return Err(NotGiven(StatusCode::NOT_FOUND, no_table(locale))) };
    let filter = asked(parts.uri.query().unwrap_or_default()).map_err(|bad| bad.told(locale))?;
    let req = wire.app.request(who.viewer, locale, request_id);
    let period = Period::asked(filter.from, filter.to, req.today()).map_err(|bad| Bad::Period(bad).told(locale))?;
    let made = async {
        match table {
            Asked::Cases(table) => export::file(&req, table, format, period, &filter).await,
            Asked::People(table) => export::file_of_people(&req, table, format).await,
        }
    };
    let telling = Telling { locale, ..telling };
    let made = tokio::time::timeout(wire.settings.request_timeout, made).await;
    let made = made.map_err(|_| telling.broken(ErrorCode::Timeout))?.map_err(|fault| telling.fault(&fault))?;
    // For whom it isn't meant, a table about people is one that isn't there.
    let missing = || match table {
        Asked::Cases(_) => Bad::Unknown.told(locale),
        Asked::People(_) => NotGiven(StatusCode::NOT_FOUND, no_table(locale)),
    };
    Ok((format, made.ok_or_else(missing)?))
}

fn no_table(locale: Locale) -> String {
    let tables = Asked::names().collect::<Vec<_>>().join(", ");
    match locale {
        Locale::Nl => format!("Deze tabel is er niet. Wel: {tables}, elk als .csv of .xlsx."),
        Locale::En => format!("There is no such table. There are: {tables}, each as .csv or .xlsx."),
    }
}

/// What is wrong with what was asked.
#[derive(Debug, PartialEq, Eq)]
enum Bad {
    /// The parameter can't be read.
    Value(&'static str),
    /// The days make no period.
    Period(BadPeriod),
    /// An area or a topic that isn't there.
    Unknown,
}

impl Bad {
    fn told(self, locale: Locale) -> NotGiven {
        let sentence = match self {
            Self::Value(name @ ("from" | "to")) => say(
                locale,
                format!("{name}: schrijf een dag als 2026-11-23."),
                format!("{name}: write a day as 2026-11-23."),
            ),
            Self::Value(name @ "vrager") => say(
                locale,
                format!("{name}: kies RESIDENT, INFORMAL_CARER of ON_BEHALF."),
                format!("{name}: choose RESIDENT, INFORMAL_CARER or ON_BEHALF."),
            ),
            Self::Value(name) => {
                say(locale, format!("{name}: dit is geen geldig kenmerk."), format!("{name}: this is no valid id."))
            }
            Self::Period(BadPeriod::Backwards) => say(
                locale,
                "De laatste dag ligt voor de eerste.".to_owned(),
                "The last day lies before the first.".to_owned(),
            ),
            Self::Period(BadPeriod::TooLong(days)) => say(
                locale,
                format!("De periode heeft {days} dagen; {MOST_DAYS} is het meeste."),
                format!("The period has {days} days; {MOST_DAYS} is the most."),
            ),
            Self::Unknown => say(
                locale,
                "Deze buurt of dit onderwerp is er niet.".to_owned(),
                "There is no such neighbourhood or topic.".to_owned(),
            ),
        };
        NotGiven(StatusCode::BAD_REQUEST, sentence)
    }
}

/// What stands in the address. An empty value is the same as none.
fn asked(query: &str) -> Result<FiguresFilter, Bad> {
    let mut filter = FiguresFilter::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty()) {
        match name.as_ref() {
            "from" => filter.from = Some(scalar("from", &value)?),
            "to" => filter.to = Some(scalar("to", &value)?),
            "buurt" => filter.neighbourhood_ids.get_or_insert_default().push(scalar("buurt", &value)?),
            "onderwerp" => filter.topic_ids.get_or_insert_default().push(scalar("onderwerp", &value)?),
            "vrager" => {
                let asker = Asker::parse(Some(Value::Enum(async_graphql::Name::new(value.as_ref()))));
                filter.askers.get_or_insert_default().push(asker.map_err(|_| Bad::Value("vrager"))?);
            }
            _ => {}
        }
    }
    Ok(filter)
}

fn scalar<T: ScalarType>(name: &'static str, value: &str) -> Result<T, Bad> {
    <T as ScalarType>::parse(Value::String(value.to_owned())).map_err(|_| Bad::Value(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read() {
        let area = "neighbourhood_00000000000000000000000000000001";
        let filter =
            asked(&format!("from=2026-11-01&to=&buurt={area}&buurt={area}&vrager=ON_BEHALF&x=1")).expect("right");
        assert_eq!(filter.from.map(|day| day.to_string()).as_deref(), Some("2026-11-01"));
        assert_eq!((filter.to, filter.topic_ids), (None, None));
        assert_eq!(filter.neighbourhood_ids.map(|ids| ids.len()), Some(2));
        assert_eq!(filter.askers, Some(vec![Asker::OnBehalf]));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (query, name) in [
            ("from=gisteren", "from"),
            ("to=2026-02-30", "to"),
            ("buurt=ruwaard", "buurt"),
            ("onderwerp=topic_1", "onderwerp"),
            ("vrager=iedereen", "vrager"),
        ] {
            assert_eq!(asked(query).err(), Some(Bad::Value(name)), "{query}");
        }
    }
}
