pub mod api;
mod funnel_page;

pub use funnel_page::FunnelPage;
