//! One GraphQL document from text to answer: the same way for requests and for subscriptions.

use std::{any::Any, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use async_graphql::{
    Positioned, Request, Response, ServerError, Value, Variables,
    parser::{
        parse_query,
        types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection},
    },
};
use axum::http::HeaderMap;
use entities::Locale;
use futures_util::{FutureExt, Stream, StreamExt};
use serde::Serialize;

use super::{
    ErrorCode, Limits, Params, Refused, masking, nulls, scan,
    shapes::{Shapes, root},
    variables,
};
use crate::{
    auth::Caller,
    context::RequestCtx,
    schema::{self, ApiSchema, schema},
};

/// The schema with everything that is known of it before a request comes in.
pub struct Engine {
    schema: ApiSchema,
    shapes: Shapes,
    limits: Limits,
}

/// A document that may be executed.
pub struct Prepared {
    params: Params,
    document: ExecutableDocument,
    operation: Positioned<OperationDefinition>,
    /// The first field that is asked, as metrics name the operation; `other` for one that the schema doesn't have.
    pub label: String,
}

/// What came of an execution: errors beside data, or data alone.
pub struct Executed {
    /// The response as JSON.
    pub body: String,
    /// Headers that resolvers set: cookies.
    pub headers: HeaderMap,
    /// What failed, as it is told.
    pub errors: Vec<ServerError>,
    /// Whether there is anything beside the errors.
    pub has_data: bool,
}

/// Who asks, in which language and under which id: what is needed to answer after the request was given away.
#[derive(Clone)]
pub struct Telling {
    /// The viewer's language.
    pub locale: Locale,
    /// To find the request in the log.
    pub request_id: String,
}

impl Engine {
    /// The API's schema, under these limits.
    pub fn new(limits: Limits) -> Self {
        let schema = schema();
        let shapes = Shapes::of(&schema.sdl());
        Self { schema, shapes, limits }
    }

    /// Reads, measures and checks a document, and finds the operation that is asked.
    ///
    /// # Errors
    /// When it is no GraphQL, asks too much, or has no such operation.
    pub fn prepare(&self, params: Params) -> Result<Prepared, Refused> {
        scan::check(&params.query, &self.limits)?;
        let document = parse_query(&params.query)
            .map_err(|error| Refused::of(ErrorCode::GraphqlParseFailed, vec![error.into()]))?;
        self.limits.check(&document, &self.shapes, &params.variables)?;
        let operation = chosen(&document, params.operation_name.as_deref())?;
        let label = self.label(&operation.node);
        Ok(Prepared { params, document, operation, label })
    }

    /// Executes a query or mutation.
    ///
    /// # Errors
    /// When it doesn't fit the schema, takes too long (which tells the limit in milliseconds), or something of ours breaks.
    pub async fn execute(
        &self,
        prepared: Prepared,
        req: RequestCtx,
        caller: Caller,
        within: Duration,
    ) -> Result<Executed, Refused> {
        let telling = Telling { locale: req.locale, request_id: req.request_id.clone() };
        self.check_variables(&prepared)?;
        let request = prepared.request().data(req).data(caller);
        let execution = AssertUnwindSafe(schema::execute(&self.schema, request)).catch_unwind();
        match tokio::time::timeout(within, execution).await {
            Ok(Ok(response)) => self.answer(response, &prepared, &telling),
            Ok(Err(_)) => Err(telling.broken(ErrorCode::Internal)),
            Err(_) => {
                tracing::warn!(request_id = telling.request_id, field = prepared.label, "stopped: it took too long");
                // It was stopped at the limit, so that is how long it took.
                let millis = u64::try_from(within.as_millis()).unwrap_or(u64::MAX);
                Err(telling.broken(ErrorCode::Timeout).with_limit(millis, millis))
            }
        }
    }

    /// Executes a subscription: an answer for each change.
    ///
    /// # Errors
    /// When a variable doesn't fit. What else is wrong comes as the first answer.
    pub fn subscribe(
        self: &Arc<Self>,
        prepared: Prepared,
        req: RequestCtx,
        caller: Caller,
    ) -> Result<impl Stream<Item = Result<Executed, Refused>> + use<>, Refused> {
        let telling = Telling { locale: req.locale, request_id: req.request_id.clone() };
        self.check_variables(&prepared)?;
        let request = prepared.request().data(req).data(caller);
        let responses = AssertUnwindSafe(self.schema.execute_stream(request)).catch_unwind();
        let engine = Arc::clone(self);
        Ok(responses.map(move |response: Result<Response, Box<dyn Any + Send>>| match response {
            Ok(response) => engine.answer(response, &prepared, &telling),
            Err(_) => Err(telling.broken(ErrorCode::Internal)),
        }))
    }

    fn check_variables(&self, prepared: &Prepared) -> Result<(), Refused> {
        variables::check(&prepared.operation.node, &prepared.params.variables, &self.shapes)
    }

    fn answer(&self, response: Response, prepared: &Prepared, telling: &Telling) -> Result<Executed, Refused> {
        let Response { mut data, errors, http_headers, .. } = response;
        // What fails while it is executed has a place in the data; before that nothing has.
        let is_executed = data != Value::Null || errors.iter().any(|error| !error.path.is_empty());
        if !is_executed && !errors.is_empty() {
            return Err(Refused::of(ErrorCode::GraphqlValidationFailed, errors));
        }
        if !errors.is_empty() {
            nulls::spread(&mut data, &errors, &prepared.operation.node, &prepared.document, &self.shapes);
        }
        let errors: Vec<_> =
            errors.into_iter().map(|error| masking::mask(error, telling.locale, &telling.request_id)).collect();
        Ok(Executed { body: body(Some(&data), &errors), headers: http_headers, has_data: data != Value::Null, errors })
    }

    fn label(&self, operation: &OperationDefinition) -> String {
        let first = operation.selection_set.node.items.first().map(|item| &item.node);
        match first {
            Some(Selection::Field(field)) => {
                let name = field.node.name.node.as_str();
                let is_known = self.shapes.field(root(operation.ty), name).is_some();
                if is_known { name.to_owned() } else { "other".to_owned() }
            }
            Some(Selection::FragmentSpread(_) | Selection::InlineFragment(_)) | None => "other".to_owned(),
        }
    }
}

impl Executed {
    /// The errors alone, when they are all that came of it.
    pub fn into_refused(self) -> Refused {
        Refused { code: ErrorCode::BadRequest, errors: self.errors, allow: None }
    }
}

impl Prepared {
    /// What kind of operation it is.
    pub fn kind(&self) -> OperationType {
        self.operation.node.ty
    }

    fn request(&self) -> Request {
        let variables = serde_json::Value::Object(self.params.variables.clone());
        let mut request = Request::new("").variables(Variables::from_json(variables));
        request.operation_name.clone_from(&self.params.operation_name);
        request.set_parsed_query(self.document.clone());
        request
    }
}

impl Telling {
    /// Something of ours broke, or took too long.
    pub fn broken(&self, code: ErrorCode) -> Refused {
        let error = masking::hidden(ServerError::new("", None), code, self.locale, &self.request_id);
        Refused { code, errors: vec![error], allow: None }
    }
}

/// A response as JSON: without data when nothing was executed.
pub fn body(data: Option<&Value>, errors: &[ServerError]) -> String {
    #[derive(Serialize)]
    struct Body<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        data: Option<&'a Value>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        errors: &'a [ServerError],
    }
    serde_json::to_string(&Body { data, errors })
        .unwrap_or_else(|_| r#"{"errors":[{"message":"INTERNAL"}]}"#.to_owned())
}

fn chosen(document: &ExecutableDocument, name: Option<&str>) -> Result<Positioned<OperationDefinition>, Refused> {
    let refused = |message: String| Refused::new(ErrorCode::OperationNotFound, message);
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Ok(operation.clone()),
        (DocumentOperations::Single(_), Some(name)) => Err(refused(format!("the document has no operation {name:?}"))),
        (DocumentOperations::Multiple(operations), Some(name)) => {
            operations.get(name).cloned().ok_or_else(|| refused(format!("the document has no operation {name:?}")))
        }
        (DocumentOperations::Multiple(operations), None) => match operations.values().next() {
            Some(operation) if operations.len() == 1 => Ok(operation.clone()),
            _ => Err(refused("the document has several operations: say which in operationName".to_owned())),
        },
    }
}
