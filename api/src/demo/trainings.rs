//! A year of training in the demo, as rows: meetings with who was there, and a topic that changed. Days count back from the
//! day of loading; ahead when negative. Pure.

use super::steps::{Known, Moment, moment};
use crate::import::{File, Problems, Read, References, Row, Told, read};

/// A row of trainings.csv.
#[derive(Clone, Debug)]
pub struct DemoMeeting {
    /// The slug of the course.
    pub course: String,
    /// Which meeting of it.
    pub part: i32,
    /// When it begins.
    pub from: Moment,
    /// When it ends.
    pub until: Moment,
    /// Where.
    pub place: String,
    /// For how many.
    pub capacity: i32,
    /// The key of who gives it for the welfare organisation.
    pub welfare_trainer: Option<String>,
    /// The key of who gives it for the municipality.
    pub municipality_trainer: Option<String>,
    /// Why it was called off.
    pub called_off: Option<String>,
    /// Keys of who was there.
    pub attended: Vec<String>,
    /// Keys of who had a place and wasn't.
    pub absent: Vec<String>,
    /// Keys of who has a place.
    pub enrolled: Vec<String>,
    /// Keys of who waits for one.
    pub waiting: Vec<String>,
}

/// A row of topic_changes.csv.
#[derive(Clone, Debug)]
pub struct DemoTopicChange {
    /// The slug of the topic.
    pub topic: String,
    /// So many days ago.
    pub days_ago: i32,
    /// The key of who marked it.
    pub who: String,
    /// What is different.
    pub note: String,
}

const MEETINGS: [&str; 14] = [
    "course",
    "part",
    "days_ago",
    "from",
    "until",
    "place",
    "capacity",
    "welfare_trainer",
    "municipality_trainer",
    "called_off_nl",
    "attended",
    "absent",
    "enrolled",
    "waiting",
];
const CHANGES: [&str; 4] = ["topic", "days_ago", "who", "note_nl"];

/// Reads the meetings; what is wrong is told.
pub fn meetings(lists: &References, known: &Known, problems: &mut Problems) -> Vec<DemoMeeting> {
    let file = File::embedded("trainings.csv", include_str!("../../demo/trainings.csv"));
    read(&file, &MEETINGS, problems, |row| meeting(row, lists, known))
}

/// Reads the topics that changed; what is wrong is told.
pub fn topic_changes(lists: &References, known: &Known, problems: &mut Problems) -> Vec<DemoTopicChange> {
    let file = File::embedded("topic_changes.csv", include_str!("../../demo/topic_changes.csv"));
    read(&file, &CHANGES, problems, |row| topic_change(row, lists, known))
}

fn meeting(row: &mut Row<'_>, lists: &References, known: &Known) -> Read<DemoMeeting> {
    let course = row.required("course").map(Some);
    let course = lists.courses.one(row, "course", "courses.csv", course);
    let (part, capacity, place) = (row.place("part"), row.place("capacity"), row.required("place"));
    let from = moment(row, "days_ago", "from").map(|moment| moment.map(Moment::back));
    let until = moment(row, "days_ago", "until").map(|moment| moment.map(Moment::back));
    let welfare = row.text("welfare_trainer");
    let welfare = known.people.one(row, "welfare_trainer", "people.csv", welfare);
    let municipality = row.text("municipality_trainer");
    let municipality = known.people.one(row, "municipality_trainer", "people.csv", municipality);
    let called_off = row.text("called_off_nl");
    let (attended, absent) = (people(row, known, "attended"), people(row, known, "absent"));
    let (enrolled, waiting) = (people(row, known, "enrolled"), people(row, known, "waiting"));
    Ok(DemoMeeting {
        course: course?.ok_or(Told)?,
        part: part?.unwrap_or(1),
        from: from?.ok_or(Told)?,
        until: until?.ok_or(Told)?,
        place: place?,
        capacity: capacity?.unwrap_or(1),
        welfare_trainer: welfare?,
        municipality_trainer: municipality?,
        called_off: called_off?,
        attended: attended?,
        absent: absent?,
        enrolled: enrolled?,
        waiting: waiting?,
    })
}

fn people(row: &mut Row<'_>, known: &Known, column: &str) -> Read<Vec<String>> {
    let keys = row.list(column);
    known.people.each(row, column, "people.csv", keys)
}

fn topic_change(row: &mut Row<'_>, lists: &References, known: &Known) -> Read<DemoTopicChange> {
    let (topic, who) = (row.required("topic").map(Some), row.required("who").map(Some));
    let topic = lists.topics.one(row, "topic", "topics.csv", topic);
    let who = known.people.one(row, "who", "people.csv", who);
    let (days_ago, note) = (row.number("days_ago"), row.required("note_nl"));
    Ok(DemoTopicChange {
        topic: topic?.ok_or(Told)?,
        days_ago: days_ago?.unwrap_or_default(),
        who: who?.ok_or(Told)?,
        note: note?,
    })
}
