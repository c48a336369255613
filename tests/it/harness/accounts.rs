//! Accounts with a password, and signing in on a device.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use entities::{InvitationId, Timestamp, invitation, person};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

use super::answer::Answer;
use super::device::Device;
use super::people::Member;
use super::world::World;

/// What everybody chooses.
pub const PASSWORD: &str = "fiets soep lantaarn";

/// Signs in.
pub const SIGN_IN: &str = "mutation ($email: String!, $password: String!) {
    signIn(input: { email: $email, password: $password }) {
        viewer { person { name email } locale areas neighbourhoods { code } roles { role } }
        userErrors { code field message }
    }
}";

/// Accepts an invitation.
pub const ACCEPT: &str = "mutation ($token: String!, $password: String!) {
    acceptInvitation(input: { token: $token, password: $password }) {
        viewer { person { name } }
        userErrors { code field message }
    }
}";

/// Signs out, here or everywhere.
pub const SIGN_OUT: &str = "mutation ($everywhere: Boolean) {
    signOut(input: { everywhere: $everywhere }) { userErrors { code field } }
}";

impl World {
    /// A connector who accepted an invitation with [`PASSWORD`].
    pub async fn account(&self, name: &str) -> Member {
        let member = self.connector(name).in_neighbourhood("ruwaard").await;
        self.with_password(member).await
    }

    /// Somebody who accepts an invitation with [`PASSWORD`].
    pub async fn with_password(&self, member: Member) -> Member {
        let token = self.invite(&member, self.now().plus_days(7)).await;
        let answer = self.device().execute(ACCEPT, json!({ "token": token, "password": PASSWORD })).await;
        assert!(answer.refusals().is_empty());
        member
    }

    /// An invitation for somebody, by its token.
    pub async fn invite(&self, member: &Member, expires_at: Timestamp) -> String {
        let id: InvitationId = self.id();
        let mut token = [0; 32];
        token[..16].copy_from_slice(id.0.as_bytes());
        let row = invitation::Model {
            id,
            person_id: member.id,
            token_hash: api::keys::sha256(&token),
            created_at: self.now(),
            expires_at,
            accepted_at: None,
        };
        row.into_active_model().insert(self.db()).await.expect("written");
        BASE64_URL_SAFE_NO_PAD.encode(token)
    }

    /// Changes an account behind the API's back.
    pub async fn change(&self, member: &Member, change: impl FnOnce(&mut person::ActiveModel)) {
        let row = person::Entity::find_by_id(member.id).one(self.db()).await.expect("read").expect("there");
        let mut row = row.into_active_model();
        change(&mut row);
        row.update(self.db()).await.expect("written");
    }
}

impl Device<'_> {
    /// Signs in on this device.
    pub async fn sign_in(&self, member: &Member, password: &str) -> Answer {
        self.execute(SIGN_IN, json!({ "email": member.email.to_uppercase(), "password": password })).await
    }

    /// The name of who is signed in on this device, or null.
    pub async fn viewer(&self) -> Value {
        let answer = self.execute("{ viewer { person { name } } }", json!({})).await;
        answer.data().pointer("/viewer/person/name").cloned().unwrap_or(Value::Null)
    }
}
