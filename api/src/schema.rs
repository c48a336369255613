//! The schema: the features' queries, mutations and subscriptions under one root each.

use async_graphql::{MergedObject, MergedSubscription, Request, Response, SDLExportOptions, Schema};

use crate::{
    administration::{
        mutations::AdministrationMutations,
        queries::AdministrationQueries,
        types::{LogLine, MachineClient},
    },
    auth::mutations::AuthMutations,
    batches,
    board_views::mutations::BoardViewMutations,
    cases::{
        involvements::{mutations::InvolvementMutations, queries::InvolvementQueries, types::Involvement},
        mutations::CaseMutations,
        queries::CaseQueries,
        subscriptions::CaseSubscriptions,
        timeline::CaseEvent,
        types::Case,
    },
    check_ins::{mutations::CheckInMutations, queries::CheckInQueries},
    connectors::{
        contacts::{mutations::ContactMutations, queries::ContactQueries, types::OverdueContact},
        figures::queries::ConnectorFiguresQueries,
        mutations::ConnectorMutations,
        queries::ConnectorQueries,
        types::Connector,
    },
    figures::queries::FiguresQueries,
    mail::{mutations::MailMutations, queries::MailQueries, types::UndeliveredMail},
    node::NodeQueries,
    notices::{mutations::NoticeMutations, subscriptions::NoticeSubscriptions, types::Notice},
    paging::{CountedPage, Page},
    peers::{
        mutations::PeerMutations,
        queries::PeerQueries,
        subscriptions::PeerSubscriptions,
        types::{PeerAnswer, PeerQuestion},
    },
    people::{mutations::PeopleMutations, queries::PeopleQueries, types::Person},
    places::{queries::PlaceQueries, types::Organisation},
    specialists::{
        mutations::SpecialistMutations,
        notes::{mutations::SpecialistNoteMutations, types::SpecialistNote},
        queries::{DirectoryPage, SpecialistQueries},
        unmet::{mutations::UnmetSearchMutations, queries::UnmetSearchQueries, types::UnmetSearch},
    },
    training::{
        attendances::Attendance,
        calendar::mutations::CalendarMutations,
        mutations::TrainingMutations,
        queries::TrainingQueries,
        renewals::{
            mutations::RenewalMutations,
            queries::{DuePage, RenewalQueries},
            types::TopicChange,
        },
        types::TrainingSession,
    },
};

/// Everything that can be read.
#[derive(MergedObject, Default)]
pub struct Query(
    AdministrationQueries,
    CaseQueries,
    CheckInQueries,
    ConnectorFiguresQueries,
    ConnectorQueries,
    ContactQueries,
    FiguresQueries,
    InvolvementQueries,
    MailQueries,
    NodeQueries,
    PeerQueries,
    PeopleQueries,
    PlaceQueries,
    RenewalQueries,
    SpecialistQueries,
    TrainingQueries,
    UnmetSearchQueries,
);

/// Everything that can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(
    AdministrationMutations,
    AuthMutations,
    BoardViewMutations,
    CalendarMutations,
    CaseMutations,
    CheckInMutations,
    ConnectorMutations,
    ContactMutations,
    InvolvementMutations,
    MailMutations,
    NoticeMutations,
    PeerMutations,
    PeopleMutations,
    RenewalMutations,
    SpecialistMutations,
    SpecialistNoteMutations,
    TrainingMutations,
    UnmetSearchMutations,
);

/// Everything that is told as it happens.
#[derive(MergedSubscription, Default)]
pub struct Subscription(CaseSubscriptions, NoticeSubscriptions, PeerSubscriptions);

/// The whole schema.
pub type ApiSchema = Schema<Query, Mutation, Subscription>;

/// Builds the schema. Each request brings its [`crate::context::RequestCtx`].
pub fn schema() -> ApiSchema {
    Schema::build(Query::default(), Mutation::default(), Subscription::default())
        .disable_suggestions()
        .override_output_type_description::<Page<Case>>(PAGE)
        .override_output_type_description::<Page<CaseEvent>>(PAGE)
        .override_output_type_description::<Page<Involvement>>(PAGE)
        .override_output_type_description::<Page<LogLine>>(PAGE)
        .override_output_type_description::<Page<MachineClient>>(PAGE)
        .override_output_type_description::<Page<Notice>>(PAGE)
        .override_output_type_description::<Page<Organisation>>(PAGE)
        .override_output_type_description::<Page<PeerAnswer>>(PAGE)
        .override_output_type_description::<Page<PeerQuestion>>(PAGE)
        .override_output_type_description::<Page<Person>>(PAGE)
        .override_output_type_description::<Page<SpecialistNote>>(PAGE)
        .override_output_type_description::<Page<Attendance>>(PAGE)
        .override_output_type_description::<Page<TopicChange>>(PAGE)
        .override_output_type_description::<Page<TrainingSession>>(PAGE)
        .override_output_type_description::<DuePage>(PAGE)
        .override_output_type_description::<DirectoryPage>(PAGE)
        .override_output_type_description::<CountedPage<Connector>>(PAGE)
        .override_output_type_description::<CountedPage<OverdueContact>>(PAGE)
        .override_output_type_description::<CountedPage<UndeliveredMail>>(PAGE)
        .override_output_type_description::<CountedPage<UnmetSearch>>(PAGE)
        .finish()
}

/// Executes a query or mutation that brings its [`crate::context::RequestCtx`].
pub async fn execute(schema: &ApiSchema, request: Request) -> Response {
    batches::together(schema.execute(request)).await
}

/// The schema as text: what stands in `schema.graphql`, to the letter.
pub fn printed() -> String {
    schema().sdl_with_options(SDLExportOptions::new().prefer_single_line_descriptions())
}

/// The library gives its connections no words of their own.
const PAGE: &str = "Some rows of a list, each with its cursor, and whether there are more before and after them.";
