//! What can bind somebody to a case, each as a scene that was played with the acts themselves: holding it, being asked,
//! having said yes, following, and all that is not enough.

use api::policy::{Machine, MachineScope, Viewer};
use entities::{CaseId, InvolvementId, MachineClientId, PersonId, Role};
use sea_orm::{ActiveEnum, Iterable};
use serde_json::{Value, json};

use crate::harness::case_acts::involvement_id;
use crate::harness::database::TestDatabase;
use crate::harness::people::Member;
use crate::harness::world::World;

/// Somebody, what binds them to a case, and the case.
pub struct Scene {
    /// The role, or what they are instead.
    pub who: String,
    /// What binds them.
    pub standing: &'static str,
    viewer: Who,
    /// The case.
    pub case: CaseId,
}

enum Who {
    Person(PersonId),
    Machine,
    Nobody,
}

/// The world with the scenes that were played in it.
pub struct Stage {
    /// The world.
    pub world: World,
    mia: Member,
    played: u32,
    /// The scenes, by role.
    pub scenes: Vec<Scene>,
}

impl Stage {
    /// Mia helps in Ruwaard, which lies in Oss.
    async fn set(db: TestDatabase) -> Self {
        let world = World::on(db).await;
        world.neighbourhood_within("ruwaard", "oss").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        Self { world, mia, played: 0, scenes: Vec::new() }
    }

    /// A question in Ruwaard that Mia holds, with all that there is to see.
    async fn question(&mut self) -> CaseId {
        self.played += 1;
        let id = self.world.case(&format!("woord {}", self.played)).held_by(&self.mia).await;
        self.told(id).await
    }

    /// The same with a follower, by whatever way that came.
    async fn question_followed_by(&mut self, follower: &Member) -> CaseId {
        self.played += 1;
        let word = format!("woord {}", self.played);
        let id = self.world.case(&word).held_by(&self.mia).followed_by(follower).await;
        self.told(id).await
    }

    /// With a note for everybody, one kept from specialists, a next step, a wait that is over, and the resident's
    /// details.
    async fn told(&self, id: CaseId) -> CaseId {
        let mia = self.world.as_(&self.mia);
        mia.does("addNote", json!({ "caseId": id, "text": "Samen de post geopend." })).await;
        let kept = json!({ "caseId": id, "text": "Schaamt zich.", "visibility": "WITHOUT_SPECIALIST" });
        mia.does("addNote", kept).await;
        mia.acts_on(id, "setNextStep", json!({ "nextStep": "Bellen" })).await;
        mia.acts_on(id, "setCaseWaiting", json!({ "waitingFor": "RESIDENT", "until": "2026-12-01" })).await;
        mia.acts_on(id, "resumeCase", json!({})).await;
        mia.acts_on(id, "addResidentDetails", json!({ "name": "Iemand", "consent": consent() })).await;
        id
    }

    /// Mia asks somebody along, in words that end in what binds them then.
    async fn asked(&mut self, mutation: &'static str, more: Value) -> (CaseId, InvolvementId) {
        let id = self.question().await;
        let mut input = json!({ "reason": "Kijk je mee?" });
        input.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
        let asked = self.world.as_(&self.mia).acts_on(id, mutation, input).await;
        (id, involvement_id(&asked))
    }

    /// Mia asks somebody along, who says yes.
    async fn agreed(&mut self, mutation: &'static str, more: Value, by: &Member) -> (CaseId, InvolvementId) {
        let (id, involvement) = self.asked(mutation, more).await;
        self.world.as_(by).answers(involvement, 1, "acceptInvolvement", json!({})).await;
        (id, involvement)
    }

    fn scene(&mut self, role: Role, standing: &'static str, member: &Member, case: CaseId) {
        self.scenes.push(Scene { who: role.to_value(), standing, viewer: Who::Person(member.id), case });
    }

    /// Who it is, with the roles of this moment.
    pub async fn viewer(&self, scene: &Scene) -> Viewer {
        match scene.viewer {
            Who::Person(id) => self.world.viewer(id).await,
            Who::Nobody => Viewer::Nobody,
            Who::Machine => Viewer::Machine(Machine {
                id: MachineClientId(uuid::Uuid::from_u128(1)),
                name: "Sociale kaart".to_owned(),
                scopes: MachineScope::ALL.into(),
            }),
        }
    }

    /// All scenes, played.
    pub async fn all(db: TestDatabase) -> Self {
        let mut stage = Self::set(db).await;
        stage.reasons_of_an_hour_ago().await;
        stage.connectors().await;
        stage.community_workers().await;
        stage.coordinators().await;
        stage.specialists().await;
        stage.everybody_else().await;
        // By role, in the order of the domain's table.
        let roles: Vec<String> = Role::iter().map(|role| role.to_value()).collect();
        stage.scenes.sort_by_key(|scene| roles.iter().position(|role| *role == scene.who).unwrap_or(roles.len()));
        stage
    }

    async fn reasons_of_an_hour_ago(&mut self) {
        let karin = self.world.community_worker("Karin").in_neighbourhood("ruwaard").await;
        let ellen = self.world.coordinator("Ellen").await;
        for (role, member) in [(Role::CommunityWorker, karin), (Role::Coordinator, ellen)] {
            let id = self.question().await;
            let reason = json!({ "caseId": id, "reason": "Een klacht" });
            self.world.as_(&member).does("readCaseWithReason", reason).await;
            self.scene(role, "gave a reason, an hour ago", &member, id);
        }
        self.world.pass_minutes(60);
    }

    async fn connectors(&mut self) {
        let mia = self.mia.clone();
        let id = self.question().await;
        self.scene(Role::Connector, "holds it", &mia, id);
        let entry = self.world.specialist("thuiszorg").await;
        let nel = self.world.specialist_account("Nel", entry).await;
        let away = self.world.connector("Roos").in_neighbourhood("ruwaard").await;
        let id = self.question().await;
        let hers = self.world.as_(&mia);
        let asked = hers.acts_on(id, "requestHandover", json!({ "specialistId": entry, "reason": "Te zwaar" })).await;
        self.world.as_(&nel).answers(involvement_id(&asked), 1, "acceptInvolvement", json!({})).await;
        self.scene(Role::Connector, "follows it", &mia, id);
        let id = self.question().await;
        self.scene(Role::Connector, "of the neighbourhood", &away, id);
        let wide = self.world.connector("Wim").in_neighbourhood("oss").await;
        self.scene(Role::Connector, "of what the neighbourhood lies in", &wide, id);
        let toos = self.world.connector("Toos").in_neighbourhood("berghem").await;
        self.scene(Role::Connector, "of elsewhere", &toos, id);
        let nobodys = self.world.case("van niemand").await;
        self.scene(Role::Connector, "of the neighbourhood, nobody holds it", &away, nobodys);
    }

    async fn community_workers(&mut self) {
        const ROLE: Role = Role::CommunityWorker;
        let joris = self.world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let by_name = json!({ "communityWorkerId": joris.id });
        let with_consent = json!({ "communityWorkerId": joris.id, "consent": consent() });
        let (id, _) = self.agreed("requestTakeover", by_name.clone(), &joris).await;
        self.scene(ROLE, "holds it, took it over", &joris, id);
        let (id, _) = self.agreed("requestTakeover", with_consent.clone(), &joris).await;
        self.scene(ROLE, "holds it, took it over with consent", &joris, id);
        let (id, _) = self.asked("requestSupport", by_name.clone()).await;
        self.scene(ROLE, "is asked by name", &joris, id);
        let (id, _) = self.asked("requestSupport", json!({})).await;
        self.scene(ROLE, "is asked as one of the workers", &joris, id);
        let (id, _) = self.agreed("requestSupport", by_name.clone(), &joris).await;
        self.scene(ROLE, "said yes", &joris, id);
        let (id, _) = self.agreed("requestSupport", with_consent, &joris).await;
        self.scene(ROLE, "said yes, with consent", &joris, id);
        let (id, support) = self.agreed("requestSupport", by_name.clone(), &joris).await;
        self.world.as_(&joris).answers(support, 2, "completeInvolvement", json!({})).await;
        self.scene(ROLE, "said yes, and it is over", &joris, id);
        let (id, support) = self.asked("requestSupport", by_name.clone()).await;
        self.world.as_(&joris).answers(support, 1, "declineInvolvement", json!({ "reason": "Geen tijd" })).await;
        self.scene(ROLE, "said no", &joris, id);
        let karin = self.world.community_worker("Kees").in_neighbourhood("ruwaard").await;
        let (id, _) = self.agreed("requestTakeover", by_name, &joris).await;
        let handed = json!({ "reason": "Ik ga weg", "communityWorkerId": karin.id });
        let asked = self.world.as_(&joris).acts_on(id, "requestTakeover", handed).await;
        self.world.as_(&karin).answers(involvement_id(&asked), 1, "acceptInvolvement", json!({})).await;
        self.scene(ROLE, "follows it", &joris, id);
        let id = self.question().await;
        self.scene(ROLE, "of the neighbourhood", &joris, id);
        let nobodys = self.world.case("ook van niemand").await;
        self.scene(ROLE, "of the neighbourhood, nobody holds it", &joris, nobodys);
        let read = self.question().await;
        self.world.as_(&joris).does("readCaseWithReason", json!({ "caseId": read, "reason": "Een klacht" })).await;
        self.scene(ROLE, "of the neighbourhood, gave a reason", &joris, read);
        let far = self.world.community_worker("Frits").in_neighbourhood("berghem").await;
        self.scene(ROLE, "of elsewhere", &far, id);
    }

    async fn coordinators(&mut self) {
        const ROLE: Role = Role::Coordinator;
        let clara = self.world.coordinator("Clara").await;
        let id = self.question().await;
        self.scene(ROLE, "runs the programme", &clara, id);
        let id = self.question().await;
        self.world.as_(&clara).does("readCaseWithReason", json!({ "caseId": id, "reason": "Een klacht" })).await;
        self.scene(ROLE, "gave a reason", &clara, id);
        let id = self.question_followed_by(&clara).await;
        self.scene(ROLE, "followed it as a connector", &clara, id);
    }

    async fn specialists(&mut self) {
        const ROLE: Role = Role::Specialist;
        let entry = self.world.specialist("schuldhulp").await;
        let nadia = self.world.specialist_account("Nadia", entry).await;
        let plain = json!({ "specialistId": entry });
        let with_consent = json!({ "specialistId": entry, "consent": consent() });
        let (id, _) = self.asked("requestConsultation", plain.clone()).await;
        self.scene(ROLE, "is asked", &nadia, id);
        let (id, _) = self.asked("requestConsultation", with_consent.clone()).await;
        self.scene(ROLE, "is asked, with consent", &nadia, id);
        let (id, _) = self.agreed("requestConsultation", plain.clone(), &nadia).await;
        self.scene(ROLE, "said yes", &nadia, id);
        let (id, _) = self.agreed("requestConsultation", with_consent.clone(), &nadia).await;
        self.scene(ROLE, "said yes, with consent", &nadia, id);
        let (id, talk) = self.agreed("requestConsultation", with_consent.clone(), &nadia).await;
        self.world.as_(&nadia).answers(talk, 2, "completeInvolvement", json!({})).await;
        self.scene(ROLE, "said yes, and it is over", &nadia, id);
        let (id, talk) = self.asked("requestConsultation", plain.clone()).await;
        self.world.as_(&nadia).answers(talk, 1, "declineInvolvement", json!({ "reason": "Vol" })).await;
        self.scene(ROLE, "said no", &nadia, id);
        let (id, _) = self.agreed("requestHandover", plain, &nadia).await;
        self.scene(ROLE, "holds it", &nadia, id);
        let other = self.world.specialist("taalhuis").await;
        let sami = self.world.specialist_account("Sami", other).await;
        self.scene(ROLE, "of another entry", &sami, id);
        let (id, _) = self.agreed("requestHandover", with_consent, &nadia).await;
        self.scene(ROLE, "holds it, with consent", &nadia, id);
        let followed = self.question_followed_by(&sami).await;
        self.scene(ROLE, "follows it", &sami, followed);
    }

    async fn everybody_else(&mut self) {
        let id = self.question().await;
        let others = [
            (Role::MunicipalityOfficer, self.world.officer("Bas").await),
            (Role::CentreManager, self.world.centre_manager("Riet").await),
            (Role::Administrator, self.world.administrator("Ad").await),
        ];
        for (role, member) in others {
            self.scene(role, "any case", &member, id);
            let word = format!("van {}", member.name.to_lowercase());
            let held = self.world.case(&word).held_by(&member).followed_by(&member).await;
            self.scene(role, "held and followed it as a connector", &member, held);
        }
        let former = self.world.connector("Gerda").in_neighbourhood("ruwaard").await;
        let held = self.world.case("van gerda").held_by(&former).await;
        self.world.end_roles(former.id).await;
        let mut scene = |who: &str, standing, viewer, case| {
            self.scenes.push(Scene { who: who.to_owned(), standing, viewer, case });
        };
        scene("(no role any more)", "held it as a connector", Who::Person(former.id), held);
        scene("(machine)", "reads the directory", Who::Machine, id);
        scene("(nobody)", "not signed in", Who::Nobody, id);
    }
}

fn consent() -> Value {
    json!({ "form": "SPOKEN", "on": "2026-11-23" })
}
