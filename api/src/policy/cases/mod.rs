//! Cases, their involvements and their timelines.
//!
//! | | card | summary | notes | status as follower | resident's details |
//! | --- | --- | --- | --- | --- | --- |
//! | connector | own and team | holder | holder | followed | holder, what they wrote down or came with consent |
//! | community worker | own areas, own | asked, involved, holder, with a reason | involved, holder, with a reason | followed | same; involved with consent |
//! | coordinator | all | with a reason | with a reason | – | – |
//! | specialist | asked, involved, holder, followed | from accept | from accept | followed | accepted, with consent |
//! | officer, centre manager, administrator, machine, nobody | – | – | – | – | – |
//!
//! A bond counts only with a role that can have it: who loses the role loses the access at once, and access that
//! came with an involvement ends with it. A worker who was asked reads the summary to be able to answer, and the
//! notes from accept. Who becomes holder without being asked – by opening a closed case again, or where the former
//! holder can't act any more – reads the notes as any holder does, and not the details.
//!
//! `standing` says it of one case, `scope` in SQL, `summed` what of it sums of whole areas tell; `acts` says who may do
//! what, `helping` who can still act, and `untold` is for what nobody is told.

mod acts;
mod helping;
mod scope;
mod standing;
mod summed;
mod untold;
mod waiting;

pub use crate::cases::outlook::Holder;
pub use acts::{may, may_as, may_in, may_know, may_open, may_read_note, may_read_words, may_see, took_part};
pub use helping::{entry_is_staffed, holder_can_act, receiver_has_account, taker_works_there};
pub use scope::{
    about, all_involvements_among, ask_barriers_of, consents_of, details_of, events_of, fixed, held_back_by,
    in_hands_of, involvements_among, involvements_of, may_be_counted, nothing, only_follows, own_involvements,
    reads_content, topics_of, visible, visible_events, visible_involvements, with_part_outside, workers_of,
};
pub use standing::{Facts, Reader, Standing};
pub use summed::{bound, whole};
pub use untold::{for_the_clock, turn_at, turn_at_case_of, words_in_use};
pub use waiting::{asked_any_worker_of, holds, waits_for};
