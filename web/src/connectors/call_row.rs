//! A connector in a list of whom to call: who, why, and a button that calls.

use leptos::prelude::*;

use crate::graphql::scalars::{ConnectorId, Phone};
use crate::ui::{CallButton, Emphasis};

/// The row; what is inside says why.
#[component]
pub fn CallRow(id: ConnectorId, name: String, phone: Phone, children: Children) -> impl IntoView {
    view! {
        <li class="bv-row bv-row--stack">
            <div>
                <h3 class="bv-row__title">
                    <a class="bv-cover" href=["/buurtverbinders/", &id.0].concat()>
                        {name.clone()}
                    </a>
                </h3>
                {children()}
            </div>
            <span class="bv-row__act">
                <CallButton phone name emphasis=Emphasis::Tint />
            </span>
        </li>
    }
}
