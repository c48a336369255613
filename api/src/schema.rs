//! The schema: the features' queries, mutations and subscriptions under one root each.

use async_graphql::{EmptySubscription, MergedObject, Schema};

use crate::{
    administration::{mutations::AdministrationMutations, queries::AdministrationQueries},
    auth::mutations::AuthMutations,
    cases::{
        involvements::{mutations::InvolvementMutations, queries::InvolvementQueries},
        mutations::CaseMutations,
        queries::CaseQueries,
    },
    people::{mutations::PeopleMutations, queries::PeopleQueries},
    places::queries::PlaceQueries,
};

/// Everything that can be read.
#[derive(MergedObject, Default)]
pub struct Query(AdministrationQueries, CaseQueries, InvolvementQueries, PeopleQueries, PlaceQueries);

/// Everything that can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(AdministrationMutations, AuthMutations, CaseMutations, InvolvementMutations, PeopleMutations);

/// The whole schema.
pub type ApiSchema = Schema<Query, Mutation, EmptySubscription>;

/// Builds the schema. Each request brings its [`crate::context::RequestCtx`].
pub fn schema() -> ApiSchema {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription).disable_suggestions().finish()
}
