//! The schema: the features' queries, mutations and subscriptions under one root each.

use async_graphql::{MergedObject, MergedSubscription, Schema};

use crate::{
    administration::{mutations::AdministrationMutations, queries::AdministrationQueries},
    auth::mutations::AuthMutations,
    cases::{
        involvements::{mutations::InvolvementMutations, queries::InvolvementQueries},
        mutations::CaseMutations,
        queries::CaseQueries,
        subscriptions::CaseSubscriptions,
    },
    figures::queries::FiguresQueries,
    node::NodeQueries,
    people::{mutations::PeopleMutations, queries::PeopleQueries},
    places::queries::PlaceQueries,
    specialists::{mutations::SpecialistMutations, queries::SpecialistQueries},
};

/// Everything that can be read.
#[derive(MergedObject, Default)]
pub struct Query(
    AdministrationQueries,
    CaseQueries,
    FiguresQueries,
    InvolvementQueries,
    NodeQueries,
    PeopleQueries,
    PlaceQueries,
    SpecialistQueries,
);

/// Everything that can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(
    AdministrationMutations,
    AuthMutations,
    CaseMutations,
    InvolvementMutations,
    PeopleMutations,
    SpecialistMutations,
);

/// Everything that is told as it happens.
#[derive(MergedSubscription, Default)]
pub struct Subscription(CaseSubscriptions);

/// The whole schema.
pub type ApiSchema = Schema<Query, Mutation, Subscription>;

/// Builds the schema. Each request brings its [`crate::context::RequestCtx`].
pub fn schema() -> ApiSchema {
    Schema::build(Query::default(), Mutation::default(), Subscription::default()).disable_suggestions().finish()
}
