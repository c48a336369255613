//! The dumb parts: they show what they are given and know no case, no viewer and no query.

mod alert;
mod avatar;
mod banner;
mod bar_chart;
mod button;
mod chip;
mod dialog;
mod field;
mod icon;
mod line_chart;
mod mark;
mod page;
mod rich;
mod states;
mod table;
mod theme;
mod toast;
mod wide;

pub use alert::{Alert, focus_soon, focus_wrong};
pub use avatar::{Face, initials};
pub use banner::Banner;
pub use bar_chart::{Bar, BarChart};
pub use button::{Button, ButtonLink, CallButton, Emphasis, Room, dial};
pub use chip::{Chip, FilterSelect};
pub use dialog::Dialog;
pub use field::{Check, Choice, ChoiceField, Entry, SelectField, TextField, choices};
pub use icon::{Glyph, Icon};
pub use line_chart::{Line, LineChart};
pub use mark::{Mark, Status, Tone};
pub use page::{Heading, PageHead, SkipLink, Top, provide_pages, use_title};
pub use rich::rich;
pub use states::{Bone, Empty, ErrorCard, LoadingSaid, SkeletonRows, explain, show_loaded};
pub use table::Table;
pub use theme::Theme;
pub use toast::{ToastRegion, Toasts, provide_toasts, use_toasts};
pub use wide::use_wide;
