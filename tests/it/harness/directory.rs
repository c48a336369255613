//! Acts on the directory, as the clients of the API do them.

use std::future::Future;

use entities::SpecialistId;
use serde_json::{Value, json};

use super::answer::Answer;
use super::world::{Session, World};

/// What the tests look at in an entry.
const ENTRY: &str = "id version slug name organisation { slug } kind description topics { slug } wholeMunicipality
    areasServed { code } channels openingHours { weekday opens closes } languages cost forWhom notForWhom howToGetIn
    phone email website address addressIsConfidential capacity isPublic checkedOn checkedBy { name } updatedAt
    openingState { isOpen byAppointment roundTheClock changesAt }
    freshness { isStale reason markCount markedByViewer } availableActs";

impl Session<'_> {
    /// The entry as it is seen; null when it doesn't exist for the one who looks.
    pub async fn entry(&self, id: SpecialistId) -> Value {
        let document = format!("query ($id: SpecialistId!) {{ specialist(id: $id) {{ {ENTRY} }} }}");
        self.execute(&document, json!({ "id": id })).await.at("/specialist").clone()
    }

    /// Does an act of the directory. The answer has the payload's fields at `/<mutation>`.
    pub async fn keep(&self, mutation: &str, input: Value) -> Answer {
        let kind = match mutation {
            "addSpecialist" => "AddSpecialistInput",
            "changeSpecialist" => "ChangeSpecialistInput",
            "setSpecialistCapacity" => "SetSpecialistCapacityInput",
            "confirmSpecialist" | "archiveSpecialist" => "SpecialistActInput",
            "markSpecialistStale" => "MarkSpecialistStaleInput",
            other => panic!("no such act: {other}"),
        };
        let document = format!(
            "mutation ($input: {kind}!) {{ {mutation}(input: $input) {{
                specialist {{ {ENTRY} }} userErrors {{ code field message }} }} }}"
        );
        self.execute(&document, json!({ "input": input })).await
    }

    /// The same, done without a refusal: the entry as it stands then.
    #[track_caller]
    pub fn keeps(&self, mutation: &'static str, input: Value) -> impl Future<Output = Value> {
        let caller = std::panic::Location::caller();
        let session = *self;
        async move {
            let answer = session.keep(mutation, input).await;
            let refusals = answer.refusals();
            assert!(refusals.is_empty(), "{mutation} at {caller} was refused: {refusals:?}");
            answer.at(&format!("/{mutation}/specialist")).clone()
        }
    }

    /// What a search finds, in its order: the slugs.
    pub async fn finds(&self, search: &str, filter: Value) -> Vec<String> {
        let document = "query ($search: String, $filter: SpecialistFilter) {
            specialists(search: $search, filter: $filter, first: 100) { totalCount nodes { slug } } }";
        let answer = self.execute(document, json!({ "search": search, "filter": filter })).await;
        let nodes = answer.list("/specialists/nodes");
        let found: Vec<_> = nodes.iter().map(|node| node["slug"].as_str().expect("a slug").to_owned()).collect();
        assert_eq!(answer.number("/specialists/totalCount"), i64::try_from(found.len()).expect("few"), "{search}");
        found
    }
}

impl World {
    /// An entry as somebody writes it, with nothing wrong in it: help with letters, in Ruwaard.
    pub async fn written_entry(&self) -> Value {
        json!({
            "organisationId": self.organisation("bibliotheek").await,
            "name": "Brievenhulp",
            "kind": "VOLUNTEER_ORGANISATION",
            "description": "Leest met je mee.",
            "topicIds": [self.topic("brieven").await],
            "neighbourhoodIds": [self.neighbourhood("ruwaard").await],
            "wholeMunicipality": false,
            "channels": ["PHYSICAL", "PHONE"],
            "openingHours": [{ "weekday": "TUESDAY", "opens": "09:00", "closes": "12:30" }],
            "languages": ["nl", "ar"],
            "cost": "Gratis",
            "forWhom": "Voor wie post niet snapt.",
            "notForWhom": "",
            "howToGetIn": "Loop binnen.",
            "phone": "0412 00 10 20",
            "email": "Brieven@example.org",
            "website": "https://example.org/brieven",
            "address": "Plein 1",
            "addressIsConfidential": false,
            "capacity": "OPEN",
            "isPublic": true,
        })
    }
}

/// The same with one field written otherwise.
pub fn but(entry: &Value, field: &str, value: Value) -> Value {
    let mut other = entry.clone();
    other[field] = value;
    other
}
