//! What binds a viewer to one case, and what they may therefore read. The same as `scope` says in SQL.

use entities::{InvolvementStatus, NeighbourhoodId};

use crate::{
    cases::{
        outlook::{Holder, Receiver},
        vocabulary::CaseRelation,
    },
    policy::{RoleScope, Viewer},
};

/// What the policy must know of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Where.
    pub neighbourhood_id: NeighbourhoodId,
    /// Who carries it.
    pub holder: Option<Holder>,
    /// Whether the viewer is among its followers.
    pub viewer_follows: bool,
    /// Whether the viewer gave a reason to read it less than an hour ago.
    pub viewer_gave_reason: bool,
    /// Who is asked along, with `REQUESTED` or `ACCEPTED`. What is over binds nobody.
    pub asked: Vec<(Receiver, InvolvementStatus)>,
}

/// As whom somebody reads notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// As a specialist: not the notes that are kept from specialists.
    Specialist,
    /// As a connector, community worker or coordinator.
    Colleague,
}

/// What binds a viewer to a case, each by a role that they have at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a bond of its own, and any of them may come together")]
pub struct Standing {
    /// Holds it, as a connector or community worker.
    pub holds: bool,
    /// Holds it, as a specialist.
    pub holds_as_specialist: bool,
    /// Was asked and has to answer, as a community worker.
    pub asked: bool,
    /// Was asked and has to answer, as a specialist.
    pub asked_as_specialist: bool,
    /// Said yes, as a community worker.
    pub involved: bool,
    /// Said yes, as a specialist.
    pub involved_as_specialist: bool,
    /// Held it and stays informed.
    pub follows: bool,
    /// Is a connector of the neighbourhood.
    pub team: bool,
    /// Is a community worker of the neighbourhood.
    pub neighbourhood: bool,
    /// Runs the programme.
    pub organisation: bool,
    /// Gave a reason to read it.
    pub gave_reason: bool,
}

impl Standing {
    /// What binds the viewer to the case.
    pub fn of(viewer: &Viewer, facts: &Facts) -> Self {
        let mut standing = Self::default();
        let Some(me) = viewer.person() else { return standing };
        let holds_myself = facts.holder == Some(Holder::Person(me.id));
        for role in &me.roles {
            match role {
                RoleScope::Connector(areas) => {
                    standing.holds |= holds_myself;
                    standing.follows |= facts.viewer_follows;
                    standing.team |= areas.contains(&facts.neighbourhood_id);
                }
                RoleScope::CommunityWorker(areas) => {
                    let here = areas.contains(&facts.neighbourhood_id);
                    let is_me = |receiver: &Receiver| *receiver == Receiver::Person(me.id);
                    let is_one_of_us = |receiver: &Receiver| here && *receiver == Receiver::AnyWorker;
                    standing.holds |= holds_myself;
                    standing.follows |= facts.viewer_follows;
                    standing.neighbourhood |= here;
                    standing.gave_reason |= here && facts.viewer_gave_reason;
                    standing.asked |= facts.are_asked(InvolvementStatus::Requested, is_me)
                        || facts.are_asked(InvolvementStatus::Requested, is_one_of_us);
                    standing.involved |= facts.are_asked(InvolvementStatus::Accepted, is_me);
                }
                RoleScope::Coordinator => {
                    standing.organisation = true;
                    standing.gave_reason |= facts.viewer_gave_reason;
                }
                RoleScope::Specialist(entries) => {
                    let is_mine = |receiver: &Receiver| match receiver {
                        Receiver::Specialist(id) => entries.contains(id),
                        Receiver::Person(_) | Receiver::AnyWorker => false,
                    };
                    standing.holds_as_specialist |=
                        matches!(facts.holder, Some(Holder::Specialist(id)) if entries.contains(&id));
                    standing.follows |= facts.viewer_follows;
                    standing.asked_as_specialist |= facts.are_asked(InvolvementStatus::Requested, is_mine);
                    standing.involved_as_specialist |= facts.are_asked(InvolvementStatus::Accepted, is_mine);
                }
                RoleScope::MunicipalityOfficer | RoleScope::CentreManager | RoleScope::Administrator => {}
            }
        }
        standing
    }

    /// Whether the case exists for the viewer: its card.
    pub fn sees(&self) -> bool {
        self.reads_content()
            || self.asked_as_specialist
            || self.follows
            || self.team
            || self.neighbourhood
            || self.organisation
    }

    /// Whether the viewer knows who was asked along before, and who follows: not as one of the team alone.
    pub fn knows_who_was_there(&self) -> bool {
        Self { team: false, ..*self }.sees()
    }

    /// Whether the viewer reads the summary and what belongs to it. Who is asked as a community worker reads it
    /// to answer; a specialist from accept.
    pub fn reads_content(&self) -> bool {
        self.asked || self.reads_notes().is_some()
    }

    /// As whom the viewer reads the notes, if at all.
    pub fn reads_notes(&self) -> Option<Reader> {
        if self.holds || self.involved || self.gave_reason {
            Some(Reader::Colleague)
        } else if self.holds_as_specialist || self.involved_as_specialist {
            Some(Reader::Specialist)
        } else {
            None
        }
    }

    /// Whether the viewer carries the case, in either way.
    pub fn is_holder(&self) -> bool {
        self.holds || self.holds_as_specialist
    }

    /// Whether the viewer is asked along, answered or not.
    pub fn is_involved(&self) -> bool {
        self.asked || self.asked_as_specialist || self.involved || self.involved_as_specialist
    }

    /// Whether the viewer follows and does nothing else in it: the column for what was handed over.
    pub fn only_follows(&self) -> bool {
        self.follows && !self.is_holder() && !self.is_involved()
    }

    /// The bonds, by the names that the API has for them.
    pub fn relations(&self) -> Vec<CaseRelation> {
        let bonds = [
            (self.is_holder(), CaseRelation::Holder),
            (self.is_involved(), CaseRelation::Involved),
            (self.follows, CaseRelation::Follower),
            (self.team, CaseRelation::Team),
            (self.neighbourhood, CaseRelation::Neighbourhood),
            (self.organisation, CaseRelation::Organisation),
        ];
        bonds.into_iter().filter_map(|(holds, relation)| holds.then_some(relation)).collect()
    }
}

impl Facts {
    fn are_asked(&self, wanted: InvolvementStatus, who: impl Fn(&Receiver) -> bool) -> bool {
        self.asked.iter().any(|(receiver, status)| *status == wanted && who(receiver))
    }
}
