//! The schema: the features' queries, mutations and subscriptions under one root each.

use async_graphql::{EmptyMutation, EmptySubscription, MergedObject, Schema};

use crate::places::queries::PlaceQueries;

/// Everything that can be read.
#[derive(MergedObject, Default)]
pub struct Query(PlaceQueries);

/// The whole schema.
pub type ApiSchema = Schema<Query, EmptyMutation, EmptySubscription>;

/// Builds the schema. Each request brings its [`crate::context::RequestCtx`].
pub fn schema() -> ApiSchema {
    Schema::build(Query::default(), EmptyMutation, EmptySubscription).disable_suggestions().finish()
}
