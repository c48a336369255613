//! What the account pages ask of the server.

use crate::graphql::enums::{Locale, Role, ViewerArea};
use crate::graphql::scalars::{NeighbourhoodId, PersonId};
use crate::graphql::{UserError, schema, written};

/// Who is signed in and what this installation is; asked once, before everything else.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct SessionQuery {
    /// None when nobody is signed in.
    pub viewer: Option<Viewer>,
    /// What this installation calls itself.
    pub installation: Installation,
}

/// Who is signed in.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Viewer {
    /// The person.
    pub person: ViewerPerson,
    /// The language the server answers in.
    pub locale: Locale,
    /// What they do here; the most important first.
    pub roles: Vec<RoleGrant>,
    /// Where they work.
    pub neighbourhoods: Vec<ViewerNeighbourhood>,
    /// The parts of the app they may enter.
    pub areas: Vec<ViewerArea>,
    /// Open cases in sight.
    pub open_case_count: i32,
    /// Things that wait for them.
    pub waiting_count: i32,
    /// Notices that they didn't see.
    pub unseen_notice_count: i32,
}

impl Viewer {
    /// Whether they have one of these roles.
    pub fn has_role(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|grant| roles.contains(&grant.role))
    }
}

/// The person behind a viewer.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct ViewerPerson {
    /// Identifies them.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
    /// Two letters.
    pub initials: String,
}

/// A role of the viewer.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct RoleGrant {
    /// The role.
    pub role: Role,
    /// Where; none where the role has no place.
    pub neighbourhood: Option<ViewerNeighbourhood>,
}

/// A neighbourhood of the viewer.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct ViewerNeighbourhood {
    /// Identifies it.
    pub id: NeighbourhoodId,
    /// As people say it.
    pub name: String,
    /// Its place on a map of tiles.
    pub tile: Option<ViewerTile>,
}

/// A place on a map of tiles.
#[derive(cynic::QueryFragment, Debug, Clone, Copy, PartialEq, Eq)]
#[cynic(graphql_type = "Tile")]
pub struct ViewerTile {
    /// From west to east.
    pub column: i32,
    /// From north to south.
    pub row: i32,
}

/// What this installation calls itself.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Installation {
    /// The name of the product.
    pub product_name: String,
    /// The municipality.
    pub municipality: String,
    /// The welfare organisation.
    pub welfare_organisation: String,
    /// Everything is invented.
    pub is_demo: bool,
}

/// The demo people.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct DemoPeopleQuery {
    /// Empty outside a demo.
    pub demo_people: Vec<DemoPerson>,
}

/// Somebody to look around as.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct DemoPerson {
    /// Identifies them.
    pub person_id: PersonId,
    /// As they are called.
    pub name: String,
    /// What they do.
    pub role: Role,
    /// Where.
    pub place: String,
    /// A few words about their month.
    pub story: String,
}

/// An e-mail address and its password.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct SignInInput {
    /// As it was typed.
    pub email: String,
    /// As it was typed.
    pub password: String,
}

/// The demo person to be.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct SignInAsDemoPersonInput {
    /// Who.
    pub person_id: PersonId,
}

/// Where to sign out.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct SignOutInput {
    /// On all devices.
    pub everywhere: Option<bool>,
}

/// The language to answer in.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct ChooseLocaleInput {
    /// The language.
    pub locale: Locale,
}

/// The token of an invitation, and the new password.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct AcceptInvitationInput {
    /// From the link.
    pub token: String,
    /// As it was typed.
    pub password: String,
}

/// Variables of [`SignInMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SignInVariables {
    /// Who.
    pub input: SignInInput,
}

/// Signs in.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SignInVariables")]
pub struct SignInMutation {
    /// Who is signed in now, or why not.
    #[arguments(input: $input)]
    pub sign_in: SignInPayload,
}

/// Variables of [`SignInAsDemoPersonMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SignInAsDemoPersonVariables {
    /// Who.
    pub input: SignInAsDemoPersonInput,
}

/// Signs in as a demo person.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SignInAsDemoPersonVariables")]
pub struct SignInAsDemoPersonMutation {
    /// Who is signed in now, or why not.
    #[arguments(input: $input)]
    pub sign_in_as_demo_person: SignInPayload,
}

/// Variables of [`AcceptInvitationMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct AcceptInvitationVariables {
    /// Which invitation.
    pub input: AcceptInvitationInput,
}

/// Accepts an invitation and signs in.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "AcceptInvitationVariables")]
pub struct AcceptInvitationMutation {
    /// Who is signed in now, or why not.
    #[arguments(input: $input)]
    pub accept_invitation: SignInPayload,
}

/// What signing in gives.
#[derive(cynic::QueryFragment, Debug)]
pub struct SignInPayload {
    /// Who is signed in.
    pub viewer: Option<Viewer>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// Variables of [`SignOutMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SignOutVariables {
    /// Where.
    pub input: SignOutInput,
}

/// Signs out.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SignOutVariables")]
#[expect(dead_code, reason = "nothing is refused here; the fields say what is asked")]
pub struct SignOutMutation {
    /// Why not.
    #[arguments(input: $input)]
    pub sign_out: SignOutPayload,
}

/// What signing out gives.
#[derive(cynic::QueryFragment, Debug)]
#[expect(dead_code, reason = "nothing is refused here; the fields say what is asked")]
pub struct SignOutPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// Variables of [`ChooseLocaleMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ChooseLocaleVariables {
    /// Which.
    pub input: ChooseLocaleInput,
}

/// Chooses the language the server answers in.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ChooseLocaleVariables")]
#[expect(dead_code, reason = "nothing is refused here; the fields say what is asked")]
pub struct ChooseLocaleMutation {
    /// Why not.
    #[arguments(input: $input)]
    pub choose_locale: ViewerPayload,
}

/// What choosing a language gives.
#[derive(cynic::QueryFragment, Debug)]
#[expect(dead_code, reason = "nothing is refused here; the fields say what is asked")]
pub struct ViewerPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

written! {
    SessionQuery: "session",
    DemoPeopleQuery: "demo_people",
    SignInMutation: "sign_in",
    SignInAsDemoPersonMutation: "sign_in_as_demo_person",
    AcceptInvitationMutation: "accept_invitation",
    SignOutMutation: "sign_out",
    ChooseLocaleMutation: "choose_locale",
}

#[cfg(test)]
mod tests {
    use cynic::{MutationBuilder, QueryBuilder};
    use expect_test::expect_file;

    use super::*;

    #[test]
    fn what_the_server_is_asked_by_everybody() {
        let person_id = PersonId("person_1".to_owned());
        let input = SignInInput { email: String::new(), password: String::new() };
        let accepted = AcceptInvitationInput { token: String::new(), password: String::new() };
        let locale = ChooseLocaleInput { locale: Locale::Nl };
        expect_file!["../../asked/session.graphql"].assert_eq(&SessionQuery::build(()).query);
        expect_file!["../../asked/demo_people.graphql"].assert_eq(&DemoPeopleQuery::build(()).query);
        expect_file!["../../asked/sign_in.graphql"].assert_eq(&SignInMutation::build(SignInVariables { input }).query);
        let demo = SignInAsDemoPersonVariables { input: SignInAsDemoPersonInput { person_id } };
        expect_file!["../../asked/sign_in_as_demo_person.graphql"]
            .assert_eq(&SignInAsDemoPersonMutation::build(demo).query);
        let accepted = AcceptInvitationVariables { input: accepted };
        expect_file!["../../asked/accept_invitation.graphql"]
            .assert_eq(&AcceptInvitationMutation::build(accepted).query);
        let out = SignOutVariables { input: SignOutInput { everywhere: None } };
        expect_file!["../../asked/sign_out.graphql"].assert_eq(&SignOutMutation::build(out).query);
        let locale = ChooseLocaleVariables { input: locale };
        expect_file!["../../asked/choose_locale.graphql"].assert_eq(&ChooseLocaleMutation::build(locale).query);
    }
}
