//! The same two sayings of the policy as in `policy_forms`, for the people side of a random town: profiles and their
//! contacts, how connectors say they are, training, what connectors ask each other, and what is somebody's own. Where the
//! policy says a rule in SQL only, the row's saying stands in `town_rows`.

use std::collections::BTreeSet;

use api::connectors::flow::ACTS;
use api::policy::{
    self, RoleScope, Viewer, accounts, board_views, check_ins, connectors, notices, peers, people, training,
    unmet_searches,
};
use api::training::types::TrainingSession;
use entities::{
    AbsenceId, AttendanceId, AttendanceState, CheckInId, ConnectorId, ContactSide, MailId, NeighbourhoodId,
    OrganisationKind, PeerAnswerId, PeerQuestionId, PersonId, TrainingSessionId, absence, attendance, board_view,
    check_in, connector, mail, notice, peer_question, person, role_grant, training_session,
};
use sea_orm::{EntityTrait, QueryFilter, QuerySelect, Select, TryGetableMany};

use crate::harness::database::TestDatabase;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;
use crate::policy_forms::{agree, told, viewers};
use crate::town::{Seed, Town};
use crate::town_rows::Rows;
use crate::town_things::put_things;

on_both! {
    async fn both_forms_agree_on_people_in_a_town(db: TestDatabase) {
        agree_enough(db, Seed(1)).await;
    }

    async fn both_forms_agree_on_people_in_another_town(db: TestDatabase) {
        agree_enough(db, Seed(2)).await;
    }

    /// Another one at each run; what fails names it.
    async fn both_forms_agree_on_people_in_a_town_never_seen(db: TestDatabase) {
        let mut seed = [0];
        aws_lc_rs::rand::fill(&mut seed).expect("randomness");
        agree_on_everything(db, Seed(seed[0])).await;
    }
}

async fn agree_enough(db: TestDatabase, seed: Seed) {
    let counts = agree_on_everything(db, seed).await;
    assert!(counts.iter().all(|count| *count > 2), "{seed} leaves nothing to agree on: {counts:?}");
}

/// Answers how much was seen: profiles, answers of connectors, places at meetings, questions, and what somebody else
/// stands in for.
async fn agree_on_everything(db: TestDatabase, seed: Seed) -> [usize; 5] {
    let world = World::on(db).await;
    let town = seed.build(&world).await;
    let programme = seed.build_programme(&world, &town).await;
    put_things(&world, &town, &programme).await;
    let viewers = viewers(&world, &town).await;
    let rows = Rows::of(&world, &programme).await;
    let mut counts = [0; 5];
    for viewer in &viewers {
        let asked = Asked { world: &world, seed, viewer, rows: &rows };
        let (profiles, stands_in) = asked.on_profiles().await;
        let seen = [
            profiles,
            asked.on_check_ins().await,
            asked.on_meetings(&town).await,
            asked.on_questions(&viewers).await,
            stands_in,
        ];
        counts.iter_mut().zip(seen).for_each(|(count, seen)| *count += seen);
        asked.on_what_is_ones_own(&town).await;
    }
    counts
}

/// One viewer, asked about everything in a town.
struct Asked<'a> {
    world: &'a World,
    seed: Seed,
    viewer: &'a Viewer,
    rows: &'a Rows<'a>,
}

impl Asked<'_> {
    /// The rows of a select by one column, whether policy began it or not.
    async fn read<E: EntityTrait, I>(&self, select: Select<E>, column: E::Column) -> BTreeSet<I>
    where
        I: TryGetableMany + Ord + Send + Sync,
    {
        let rows = select.select_only().column(column).into_tuple::<I>().all(self.world.db()).await;
        rows.expect("read").into_iter().collect()
    }

    fn told(&self, what: &impl std::fmt::Debug) -> String {
        told(self.viewer, what, self.seed)
    }

    fn has_role(&self, is_one: impl Fn(&RoleScope) -> bool) -> bool {
        self.viewer.roles().iter().any(is_one)
    }

    /// Says how many profiles the viewer sees, and of how many they are the contact today.
    async fn on_profiles(&self) -> (usize, usize) {
        let (viewer, today) = (self.viewer, self.world.today());
        let id = connector::Column::Id;
        let visible = self.read::<_, ConnectorId>(connectors::visible(viewer, today), id).await;
        let own = self.read::<_, ConnectorId>(connectors::own(viewer), id).await;
        let contacts = connector::Entity::find().filter(connectors::contacted_by(viewer, today));
        let contacts = self.read::<_, ConnectorId>(contacts, id).await;
        for profile in &self.rows.programme.profiles {
            let about = || self.told(profile);
            let me = viewer.person();
            let sees = me.is_some_and(|me| self.rows.sees(me, profile, today));
            agree("exists", visible.contains(&profile.id), sees, about);
            let is_own = connectors::is_own(viewer, profile.person_id);
            agree("is own", own.contains(&profile.id), is_own, about);
            let is_contact = me.is_some_and(|me| self.rows.is_contact(me.id, profile, today));
            agree("is contact", contacts.contains(&profile.id), is_contact, about);
            // Whoever may do something with a profile sees it.
            for act in ACTS {
                let may = connectors::may(viewer, act, profile.person_id, is_contact).is_ok();
                assert!(!may || sees, "{act:?} with what isn't there\n{}", about());
            }
            agree(
                "corrects",
                is_own || connectors::may_lead(viewer).is_ok(),
                connectors::may_correct(viewer, profile.person_id).is_ok(),
                about,
            );
            agree(
                "leaves",
                is_own || connectors::may_lead(viewer).is_ok(),
                connectors::may_leave(viewer, profile.person_id).is_ok(),
                about,
            );
            agree(
                "promises",
                own.contains(&profile.id),
                connectors::may_pledge(viewer, profile.person_id).is_ok(),
                about,
            );
            let may_note = connectors::may_note_moment(viewer, contacts.contains(&profile.id)).is_ok();
            assert!(!may_note || visible.contains(&profile.id), "notes a moment of nobody\n{}", about());
        }
        let runs = self.has_role(|role| *role == RoleScope::Coordinator);
        let answers = self
            .read::<_, ConnectorId>(connectors::answers(viewer), entities::application_answer::Column::ConnectorId)
            .await;
        agree("reads answers", !answers.is_empty(), connectors::may_lead(viewer).is_ok(), || self.told(&answers));
        let programme = self.read::<_, i32>(connectors::programme(viewer), entities::programme::Column::Id).await;
        agree("sets it", runs, check_ins::may_set_rhythm(viewer).is_ok(), || self.told(&programme));
        assert!(!runs || !programme.is_empty(), "{}", self.told(&programme));
        self.on_absences(runs).await;
        (visible.len(), contacts.len())
    }

    async fn on_absences(&self, runs: bool) {
        let visible = self.read::<_, AbsenceId>(connectors::absences(self.viewer), absence::Column::Id).await;
        for row in &self.rows.programme.absences {
            let about = || self.told(row);
            let me = self.viewer.person_id();
            let concerns = me.is_some_and(|me| runs || row.person_id == me || row.stand_in_id == me);
            agree("is told of an absence", visible.contains(&row.id), concerns, about);
            let may_plan = connectors::may_plan_absence(self.viewer, row.person_id).is_ok();
            assert!(!may_plan || visible.contains(&row.id), "plans what isn't there\n{}", about());
        }
    }

    /// Says how many answers the viewer sees.
    async fn on_check_ins(&self) -> usize {
        let today = self.world.today();
        let visible = self.read::<_, CheckInId>(check_ins::visible(self.viewer, today), check_in::Column::Id).await;
        let not_well = self.read::<_, CheckInId>(check_ins::not_well(self.viewer, today), check_in::Column::Id).await;
        assert!(not_well.is_subset(&visible), "{}", self.told(&not_well));
        for row in &self.rows.programme.check_ins {
            let profile = self.rows.programme.profiles.iter().find(|profile| profile.id == row.connector_id);
            let is_own = connectors::is_own(self.viewer, profile.expect("its profile").person_id);
            let me = self.viewer.person_id();
            let is_fixed = |me: PersonId| {
                self.rows.can_be(me, ContactSide::Welfare)
                    && self.rows.programme.contacts.iter().any(|contact| {
                        let holds = contact.from_on <= today && contact.until_on.is_none_or(|until| today <= until);
                        let is_it = contact.connector_id == row.connector_id && contact.person_id == me;
                        holds && is_it && contact.side == ContactSide::Welfare
                    })
            };
            let is_given = me.is_some_and(|me| row.contact_id == me && is_fixed(me));
            agree("is told how they are", visible.contains(&row.id), is_own || is_given, || self.told(row));
        }
        visible.len()
    }

    /// Says how many places the viewer sees.
    async fn on_meetings(&self, town: &Town) -> usize {
        let viewer = self.viewer;
        let seen = self.read::<_, TrainingSessionId>(training::visible(viewer), training_session::Column::Id).await;
        let places = self.read::<_, AttendanceId>(training::visible_attendances(viewer), attendance::Column::Id).await;
        let meetings: Vec<TrainingSession> =
            training_session::Entity::find().into_partial_model().all(self.world.db()).await.expect("read");
        let works = |role: &RoleScope| {
            matches!(role, RoleScope::Connector(_) | RoleScope::CommunityWorker(_) | RoleScope::Coordinator)
        };
        let follows = viewer.person().is_some_and(|me| me.is_in_training);
        let plans = training::may_plan(viewer).is_ok();
        let all = &self.rows.programme.attendances;
        for meeting in &meetings {
            let about = || self.told(meeting);
            let me = viewer.person_id();
            let gives = meeting.trainer_ids().any(|trainer| Some(trainer) == me);
            let was_there = |place: &&attendance::Model| {
                place.session_id == meeting.id
                    && Some(place.person_id) == me
                    && place.state != AttendanceState::Cancelled
            };
            let sees =
                me.is_some() && (follows || self.has_role(works) || gives || all.iter().any(|place| was_there(&place)));
            agree("exists", seen.contains(&meeting.id), sees, about);
            agree("ticks off", gives || plans, training::may_tick_off(viewer, meeting).is_ok(), about);
            if training::may_tick_off(viewer, meeting).is_ok() {
                let of_it = all.iter().filter(|place| place.session_id == meeting.id);
                assert!(
                    seen.contains(&meeting.id) && of_it.map(|place| place.id).all(|id| places.contains(&id)),
                    "{}",
                    about()
                );
            }
            for place in all.iter().filter(|place| place.session_id == meeting.id) {
                let is_near = viewer.person().is_some_and(|me| {
                    self.has_role(|role| matches!(role, RoleScope::CommunityWorker(_)))
                        && self.rows.is_near(me, place.person_id)
                });
                let sees = Some(place.person_id) == me || gives || plans || is_near;
                agree("is seen to take part", places.contains(&place.id), sees, || self.told(place));
            }
        }
        self.on_participants(town, plans).await;
        places.len()
    }

    async fn on_participants(&self, town: &Town, plans: bool) {
        let viewer = self.viewer;
        let id = person::Column::Id;
        let participants = self.read::<_, PersonId>(training::participants(), id).await;
        let looked_after = self.read::<_, PersonId>(training::looked_after(viewer), id).await;
        if let Some(me) = viewer.person() {
            agree("takes part", participants.contains(&me.id), training::may_enrol(viewer).is_ok(), || self.told(me));
        } else {
            assert!(training::may_enrol(viewer).is_err(), "{}", self.told(viewer));
        }
        for Member { id, .. } in &town.people {
            agree("takes part", participants.contains(id), self.rows.follows(*id), || self.told(id));
            let near = viewer.person().is_some_and(|me| {
                let works = self.has_role(|role| matches!(role, RoleScope::CommunityWorker(_)));
                me.id == *id || plans || works && self.rows.is_near(me, *id)
            });
            agree("is looked after", looked_after.contains(id), near && self.rows.follows(*id), || self.told(id));
        }
        let trainers = self.read::<_, PersonId>(training::trainers(viewer, OrganisationKind::Welfare), id).await;
        agree("chooses trainers", !trainers.is_empty(), plans, || self.told(&trainers));
    }

    /// Says how many questions the viewer sees.
    async fn on_questions(&self, viewers: &[Viewer]) -> usize {
        let viewer = self.viewer;
        let id = peer_question::Column::Id;
        let visible = self.read::<_, PeerQuestionId>(peers::visible(viewer), id).await;
        let answers = self.read::<_, PeerAnswerId>(peers::answers(viewer), entities::peer_answer::Column::Id).await;
        let waits = self.read::<_, PeerQuestionId>(peers::visible(viewer).filter(peers::waits_for(viewer)), id).await;
        for row in &self.rows.programme.questions {
            let about = || self.told(row);
            let sees = peers::may_answer(viewer, row).is_ok();
            agree("exists", visible.contains(&row.id), sees, about);
            let is_on_turn = peers::is_on_turn(viewer, row.asker_id, row.last_by, row.closed_at);
            agree("waits", waits.contains(&row.id), sees && is_on_turn, about);
            let is_own = Some(row.asker_id) == viewer.person_id();
            agree(
                "settles",
                visible.contains(&row.id) && is_own,
                peers::may_settle(viewer, row.asker_id).is_ok(),
                about,
            );
            for answer in self.rows.programme.answers.iter().filter(|answer| answer.question_id == row.id) {
                agree("is read", answers.contains(&answer.id), sees, about);
                let is_writer = Some(answer.person_id) == viewer.person_id() && peers::may_ask(viewer).is_ok();
                agree("takes back", is_writer, peers::may_take_back(viewer, answer.person_id).is_ok(), about);
            }
        }
        if let Some(me) = viewer.person() {
            let teams =
                self.read::<_, NeighbourhoodId>(peers::own_teams(me), entities::neighbourhood::Column::Id).await;
            agree("asks", !teams.is_empty(), peers::may_ask(viewer).is_ok(), || self.told(&teams));
            let asked = self.read::<_, PersonId>(peers::may_be_asked(me), role_grant::Column::PersonId).await;
            for other in viewers.iter().filter(|other| other.person_id().is_some_and(|id| asked.contains(&id))) {
                assert!(peers::may_ask(other).is_ok(), "who is asked is no connector\n{}", self.told(other));
            }
        }
        visible.len()
    }

    /// Notices, mail, saved views, what was not found, machines, the log, and addresses.
    async fn on_what_is_ones_own(&self, town: &Town) {
        let (viewer, db) = (self.viewer, self.world.db());
        let is_own = |id: PersonId| viewer.person_id() == Some(id);
        let seen = notices::visible(viewer).all(db).await.expect("read");
        for row in notice::Entity::find().all(db).await.expect("read") {
            agree("is told", seen.contains(&row), is_own(row.person_id), || self.told(&row));
        }
        let saved = board_views::visible(viewer).all(db).await.expect("read");
        for row in board_view::Entity::find().all(db).await.expect("read") {
            let may_save = board_views::may_save(viewer) == Ok(row.person_id);
            agree("is saved", saved.contains(&row), may_save, || self.told(&row));
        }
        let about = || self.told(&"lists");
        let mails = self.read::<_, MailId>(notices::undelivered(viewer), mail::Column::Id).await;
        agree("looks after mail", !mails.is_empty(), notices::may_look_after_mail(viewer).is_ok(), about);
        let unmet = unmet_searches::visible(viewer).all(db).await.expect("read");
        agree("settles", !unmet.is_empty(), unmet_searches::may_settle(viewer).is_ok(), about);
        let clients = accounts::visible_clients(viewer).all(db).await.expect("read");
        agree("manages machines", !clients.is_empty(), accounts::may_manage_clients(viewer).is_ok(), about);
        let lines = accounts::visible_log(viewer).all(db).await.expect("read");
        agree("reads the log", !lines.is_empty(), accounts::may_manage_clients(viewer).is_ok(), about);
        let known = self.read::<_, PersonId>(people::visible(viewer), person::Column::Id).await;
        for Member { id, .. } in &town.people {
            let may_read = people::may_read_email(viewer, *id).is_ok();
            assert!(!may_read || known.contains(id), "reads the address of nobody\n{}", self.told(id));
        }
        for entry in policy::specialists::visible(viewer).all(db).await.expect("read") {
            let keeps = policy::specialists::may_add(viewer).is_ok();
            let own = viewer.person().is_some_and(|me| me.specialists().contains(&entry.id));
            agree("edits", keeps || own, policy::specialists::may_edit(viewer, entry.id).is_ok(), || self.told(&entry));
        }
    }
}
