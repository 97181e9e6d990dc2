//! The parts that pages are made of, one to a file, each with a style sheet of the same name in `style/components`.
//! They take values and callbacks, and never fetch.

mod act;
mod avatar;
mod badge;
mod banner;
pub(crate) mod browser;
mod bulk_bar;
mod button;
pub mod chart;
mod code;
mod command_palette;
mod dialog;
mod drawer;
mod empty_state;
mod field;
mod filter;
mod icon;
mod identity;
mod key_value;
mod keyboard;
mod menu;
mod meter;
mod money;
mod nav;
mod page;
mod pagination;
mod rings;
mod shell;
mod sign_in;
mod skeleton;
mod stat;
mod stepper;
mod table;
mod tabs;
mod theme;
mod time;
mod timeline;
mod toast;
mod tone;

pub use act::{Act, SecondThought};
pub use avatar::{Avatar, initials};
pub use badge::{
    Badge, KindBadge, MethodBadge, OrderBadge, PaymentBadge, SignalBadge, SourceBadge, SubscriptionBadge, TagList,
    method_icon, subscription_word,
};
pub use banner::{Banner, TestBanner};
pub use bulk_bar::BulkBar;
pub use button::{FormBusy, IconButton, SubmitButton};
pub use code::{CopyCode, JsonCode, PlainCode};
pub use command_palette::{CommandPalette, PaletteGroup, PaletteItem, PaletteSign};
pub use dialog::Dialog;
pub use drawer::Drawer;
pub use empty_state::EmptyState;
pub use field::{
    CheckField, ErrorSummary, FieldError, FileField, PairsField, SelectField, TagsField, TextField, TextareaField,
};
pub use filter::{Chip, FilterBar};
pub use icon::Icon;
pub use identity::{Evidence, EvidenceList};
pub use key_value::{CopyId, Fact, KeyValue, Nothing, copy_text};
pub use keyboard::{KeyboardHelp, SearchKeys, use_keys};
pub use menu::{Menu, MenuButton, MenuLink, MenuSubmit};
pub use meter::Meter;
pub use money::Money;
pub use nav::{Nav, NavGroup, NavItem};
pub use page::{Breadcrumb, PageHead, Section};
pub use pagination::Pager;
pub use rings::Rings;
pub use shell::{AppShell, Party};
pub use sign_in::{Mark, SignInFrame};
pub use skeleton::Skeleton;
pub use stat::{Stat, Stats};
pub use stepper::Stepper;
pub use table::{
    Cell, Column, Person, Row, RowHead, RowKeys, SelectAll, SelectCell, SortColumn, Table, TableSkeleton, Ticked,
    step_row,
};
pub use tabs::{Tab, Tabs};
pub use theme::{THEME_SCRIPT, ThemeToggle, switch_theme};
pub(crate) use time::plain as plain_time;
pub use time::{Time, TimeForm};
pub use timeline::{Timeline, TimelineEntry};
pub use toast::{Toast, ToastCard, ToastRegion, Toasts, provide_toasts, use_toasts};
pub use tone::Tone;
