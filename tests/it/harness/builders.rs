//! Places, entries of the directory and cases, written straight into the database of a world.

use std::future::{Future, IntoFuture};
use std::pin::Pin;

use entities::{
    Asker, Capacity, CaseId, CaseSource, CaseStatus, ContactPreference, Day, InvolvementId, InvolvementKind,
    InvolvementStatus, NeighbourhoodId, NeighbourhoodKind, OrganisationId, OrganisationKind, Outcome, SpecialistId,
    SpecialistKind, TopicId, case, case_follower, case_topic, involvement, neighbourhood, organisation, specialist,
    topic,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::people::Member;
use super::world::World;

impl World {
    /// The area of this code; made when it isn't there yet.
    pub async fn neighbourhood(&self, code: &str) -> NeighbourhoodId {
        self.part_of(code, None).await
    }

    /// The area of this code within another one; both made when they aren't there yet.
    pub async fn neighbourhood_within(&self, code: &str, whole: &str) -> NeighbourhoodId {
        let whole = self.neighbourhood(whole).await;
        self.part_of(code, Some(whole)).await
    }

    async fn part_of(&self, code: &str, parent_id: Option<NeighbourhoodId>) -> NeighbourhoodId {
        let known = neighbourhood::Entity::find().filter(neighbourhood::Column::Code.eq(code)).one(self.db()).await;
        if let Some(known) = known.expect("areas can be read") {
            return known.id;
        }
        let row = neighbourhood::Model {
            id: self.id(),
            code: code.to_owned(),
            name: capitalised(code),
            kind: NeighbourhoodKind::District,
            parent_id,
            area: None,
            cbs_code: None,
            cbs_year: None,
            position: 1,
            tile_column: None,
            tile_row: None,
        };
        insert(self, row.into_active_model()).await.id
    }

    /// The topic of this slug; made when it isn't there yet.
    pub async fn topic(&self, slug: &str) -> TopicId {
        let known = topic::Entity::find().filter(topic::Column::Slug.eq(slug)).one(self.db()).await;
        if let Some(known) = known.expect("topics can be read") {
            return known.id;
        }
        let row = topic::Model {
            id: self.id(),
            slug: slug.to_owned(),
            name_nl: capitalised(slug),
            question_nl: format!("Ik heb een vraag over {slug}"),
            name_en: format!("{} (en)", capitalised(slug)),
            question_en: None,
            synonyms: String::new(),
            parent_id: None,
            position: 1,
        };
        insert(self, row.into_active_model()).await.id
    }

    /// The organisation of this slug; made when it isn't there yet.
    pub async fn organisation(&self, slug: &str) -> OrganisationId {
        let known = organisation::Entity::find().filter(organisation::Column::Slug.eq(slug)).one(self.db()).await;
        if let Some(known) = known.expect("organisations can be read") {
            return known.id;
        }
        let row = organisation::Model {
            id: self.id(),
            slug: slug.to_owned(),
            name: capitalised(slug),
            kind: OrganisationKind::Professional,
            website: None,
        };
        insert(self, row.into_active_model()).await.id
    }

    /// An entry of the directory, for the whole municipality, with room.
    pub async fn specialist(&self, slug: &str) -> SpecialistId {
        let today = self.today();
        let row = specialist::Model {
            id: self.id(),
            slug: slug.to_owned(),
            organisation_id: self.organisation(slug).await,
            name: capitalised(slug),
            kind: SpecialistKind::Professional,
            description: "Helpt.".to_owned(),
            whole_municipality: true,
            cost: "Gratis".to_owned(),
            is_free: true,
            for_whom: "Voor iedereen.".to_owned(),
            not_for_whom: "Voor niemand niet.".to_owned(),
            how_to_get_in: "Bel.".to_owned(),
            phone: Some("0412 00 20 20".to_owned()),
            email: None,
            website: None,
            address: None,
            address_confidential: false,
            capacity: Capacity::Open,
            is_public: true,
            checked_on: today,
            checked_by: None,
            updated_at: self.now(),
            updated_by: None,
            archived_at: None,
            version: 1,
        };
        let id = insert(self, row.into_active_model()).await.id;
        api::specialists::search::index::refresh(self.db(), &[id]).await.expect("search learns of it");
        id
    }

    /// Changes an entry behind the API's back.
    pub async fn change_entry(&self, id: SpecialistId, change: impl FnOnce(&mut specialist::ActiveModel)) {
        let row = specialist::Entity::find_by_id(id).one(self.db()).await.expect("read").expect("there");
        let mut row = row.into_active_model();
        change(&mut row);
        row.update(self.db()).await.expect("written");
        api::specialists::search::index::refresh(self.db(), &[id]).await.expect("search learns of it");
    }

    /// The day it is where people live.
    pub fn today(&self) -> Day {
        api::context::local_day(self.now())
    }

    /// A case about to be noted, new and held by nobody. Change what the story needs, then `.await`.
    pub fn case(&self, code_word: &str) -> NewCase<'_> {
        NewCase {
            world: self,
            code_word: code_word.to_owned(),
            neighbourhood: "ruwaard".to_owned(),
            topics: vec!["schulden".to_owned()],
            followers: Vec::new(),
            change: Box::new(|_| ()),
        }
    }

    /// An involvement of a case, asked by somebody; change what the story needs.
    pub async fn involvement(
        &self,
        case_id: CaseId,
        kind: InvolvementKind,
        requester: &Member,
        change: impl FnOnce(&mut involvement::Model),
    ) -> InvolvementId {
        let mut row = involvement::Model {
            id: self.id(),
            case_id,
            kind,
            status: InvolvementStatus::Requested,
            requester_id: requester.id,
            receiver_person_id: None,
            receiver_specialist_id: None,
            taker_id: None,
            reason: "Samen kijken wat er kan.".to_owned(),
            next_step: None,
            consent_id: None,
            requested_at: self.now(),
            respond_by: self.today().plus_days(7),
            planned_at: None,
            answered_at: None,
            answered_by: None,
            answered_by_phone: false,
            decline_reason: None,
            ended_at: None,
            version: 1,
        };
        change(&mut row);
        insert(self, row.into_active_model()).await.id
    }
}

/// A case about to be noted.
pub struct NewCase<'a> {
    world: &'a World,
    code_word: String,
    neighbourhood: String,
    topics: Vec<String>,
    followers: Vec<Member>,
    change: Box<dyn FnOnce(&mut case::Model) + Send + 'a>,
}

impl<'a> NewCase<'a> {
    /// Somewhere else than in Ruwaard.
    #[must_use]
    pub fn in_neighbourhood(self, code: &str) -> Self {
        Self { neighbourhood: code.to_owned(), ..self }
    }

    /// About this instead of debts; more than one is allowed.
    #[must_use]
    pub fn about(self, topics: &[&str]) -> Self {
        Self { topics: topics.iter().map(|&slug| slug.to_owned()).collect(), ..self }
    }

    /// Active, with this person helping.
    #[must_use]
    pub fn held_by(self, holder: &Member) -> Self {
        let holder = holder.id;
        self.with(move |case| {
            case.holder_person_id = Some(holder);
            case.status = CaseStatus::Active;
        })
    }

    /// Active, with this specialist helping, who owes a sign of life in a fortnight.
    #[must_use]
    pub fn held_by_specialist(self, entry: SpecialistId) -> Self {
        self.with(move |case| {
            case.holder_specialist_id = Some(entry);
            case.status = CaseStatus::Active;
            case.sign_of_life_due = Some(api::context::local_day(case.opened_at).plus_days(14));
        })
    }

    /// Somebody follows.
    #[must_use]
    pub fn followed_by(mut self, follower: &Member) -> Self {
        self.followers.push(follower.clone());
        self
    }

    /// Closed now, with this outcome.
    #[must_use]
    pub fn closed(self, outcome: Outcome) -> Self {
        self.with(move |case| {
            case.status = CaseStatus::Closed;
            case.outcome = Some(outcome);
            case.closed_at = Some(case.changed_at);
        })
    }

    /// With any other change to the row.
    #[must_use]
    pub fn with(self, change: impl FnOnce(&mut case::Model) + Send + 'a) -> Self {
        let before = self.change;
        let change = move |case: &mut case::Model| {
            before(case);
            change(case);
        };
        Self { change: Box::new(change), ..self }
    }

    async fn note_down(self) -> CaseId {
        let Self { world, code_word, neighbourhood, topics, followers, change } = self;
        let mut row = case::Model {
            id: world.id(),
            code_word,
            neighbourhood_id: world.neighbourhood(&neighbourhood).await,
            summary: "Snapt een brief niet.".to_owned(),
            asker: Asker::Resident,
            source: CaseSource::Asked,
            contact_preference: ContactPreference::WalkIn,
            contact_note: None,
            status: CaseStatus::New,
            waiting_for: None,
            waiting_until: None,
            outcome: None,
            holder_person_id: None,
            holder_specialist_id: None,
            next_step: None,
            sign_of_life_due: None,
            last_sign_of_life_at: None,
            opened_by: None,
            opened_at: world.now(),
            changed_at: world.now(),
            closed_at: None,
            version: 1,
        };
        change(&mut row);
        let case_id = insert(world, row.into_active_model()).await.id;
        for (position, slug) in (0..).zip(&topics) {
            let topic_id = world.topic(slug).await;
            insert(world, case_topic::Model { case_id, topic_id, position }.into_active_model()).await;
        }
        for follower in followers {
            let row = case_follower::Model { case_id, person_id: follower.id, since: world.now(), ended_at: None };
            insert(world, row.into_active_model()).await;
        }
        case_id
    }
}

impl<'a> IntoFuture for NewCase<'a> {
    type Output = CaseId;
    type IntoFuture = Pin<Box<dyn Future<Output = CaseId> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.note_down())
    }
}

async fn insert<A>(world: &World, row: A) -> <A::Entity as EntityTrait>::Model
where
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    world.arranged();
    row.reset_all().insert(world.db()).await.expect("the row is written")
}

fn capitalised(slug: &str) -> String {
    let mut letters = slug.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}
