use super::api::{LoadOrganisation, SaveOrganisation};
use super::checklist::hidden_checklist;
use super::logo_form::{LogoForm, picture};
use super::settings_form::SettingsForm;
use crate::domain::organisation::settings::Organisation;
use crate::features::shell::frame::ShellData;
use crate::ui::form_action::FormAction;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::prose::prose;
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;

/// *Organisation > Settings*: what holds for every partner, every colleague and every mail.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    let organisation = load(|| LoadOrganisation {});
    let shell = expect_context::<ShellData>();
    let save = FormAction::to::<SaveOrganisation>();
    organisation.refetch_after(save);
    // Name and colour are in the frame too.
    shell.refetch_after(save);
    let show = move |now: Organisation| {
        let welcome = (!now.welcome_html.is_empty()).then(|| welcome(now.welcome_html.clone()));
        let checklist = now.checklist_is_closed.then(hidden_checklist);
        let page = if now.you_may_save {
            let logo = now.logo.clone();
            view! { <SettingsForm now save/> <LogoForm logo/> }.into_any()
        } else {
            facts(now)
        };
        view! { <div class="stack">{page} {welcome} {checklist}</div> }.into_any()
    };
    view! {
        <PageTitle title=t!(organisation::organisation)/>
        <PageHead title=t!(organisation::organisation) sub=t!(organisation::the_name_and_colour_that_partners)/>
        <ServerView from=organisation show/>
    }
}

/// The welcome text as it was saved.
fn welcome(html: String) -> AnyView {
    view! {
        <section class="card welcome-text" aria-labelledby="welcome-title">
            <h2 id="welcome-title">{t!(organisation::what_partners_read_first)}</h2>
            {prose(html)}
        </section>
    }
    .into_any()
}

fn facts(now: Organisation) -> AnyView {
    let reply_to =
        if now.reply_to.is_empty() { t!(organisation::the_partner_manager).to_owned() } else { now.reply_to };
    view! {
        <div class="stack tight">
            <dl class="card facts">
                <div><dt>{t!(organisation::name)}</dt> <dd>{now.name}</dd></div>
                {now.logo.map(|logo| view! { <div><dt>{t!(organisation::logo)}</dt> <dd>{picture(logo)}</dd></div> }.into_any())}
                <div><dt>{t!(organisation::replies_go_to)}</dt> <dd>{reply_to}</dd></div>
                <div><dt>{t!(organisation::invitations_last)}</dt> <dd>{now.lifetime.in_words()}</dd></div>
                <div><dt>{t!(organisation::reminders)}</dt> <dd>{now.reminders.in_words()}</dd></div>
                <div><dt>{t!(organisation::language)}</dt> <dd>{now.language.name()}</dd></div>
                <div><dt>{t!(organisation::time_zone)}</dt> <dd>{now.time_zone}</dd></div>
                <div>
                    <dt>{t!(organisation::accent_colour)}</dt>
                    <dd><span class="swatch" data-accent=now.accent.as_str()></span> " " {now.accent.label()}</dd>
                </div>
                <div><dt>{t!(organisation::public_url)}</dt> <dd>{now.public_url}</dd></div>
            </dl>
            <p class="quiet-text">{t!(organisation::only_owners_change_these_settings)}</p>
        </div>
    }
    .into_any()
}
