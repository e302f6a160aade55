//! What the organisation sets up for itself: programs and statuses.

use crate::domain::catalog::choice::{ChoiceForm, ManagedChoice};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    domain::{catalog::choice::ChoiceKind, notice::Notice},
    paths, request,
    server::catalog::manage,
};

permit!(ListManaged: Staff);
/// The programs or the statuses, as `kind` says, archived ones too.
#[server(prefix = "/api", endpoint = "manage/choices", output = Reply)]
pub async fn list_managed(kind: String) -> Result<Vec<ManagedChoice>, AppError> {
    let (app, staff) = request::staff()?;
    let kind = ChoiceKind::parse(&kind).ok_or(AppError::Malformed)?;
    Ok(manage::list(&app, &staff, kind).await?)
}

permit!(AddChoice: Editors);
/// Adds a program or status at the end of its list.
#[server(prefix = "/api", endpoint = "manage/add-choice", output = Reply)]
pub async fn add_choice(form: ChoiceForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let kind = ChoiceKind::parse(&form.kind).ok_or(AppError::Malformed)?;
    let details = form.parse(kind)?;
    manage::add(&app, &staff, kind, details).await?;
    request::redirect_with_notice(paths::manage_choices(kind), Notice::ChoiceAdded);
    Ok(())
}

permit!(UpdateChoice: Editors);
/// Renames a program or status, or gives a status another colour.
#[server(prefix = "/api", endpoint = "manage/update-choice", output = Reply)]
pub async fn update_choice(form: ChoiceForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let kind = ChoiceKind::parse(&form.kind).ok_or(AppError::Malformed)?;
    let id = form.choice.parse().map_err(|_| AppError::NotFound)?;
    let details = form.parse(kind)?;
    manage::update(&app, &staff, kind, id, details).await?;
    request::redirect_with_notice(paths::manage_choices(kind), Notice::Saved);
    Ok(())
}

permit!(MoveChoice: Editors);
/// Moves a program or status one place `up` or `down`, or to the place `1`, `2` and so on. The page stays.
#[server(prefix = "/api", endpoint = "manage/move-choice", output = Reply)]
pub async fn move_choice(kind: String, choice: String, to: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let kind = ChoiceKind::parse(&kind).ok_or(AppError::Malformed)?;
    let id = choice.parse().map_err(|_| AppError::NotFound)?;
    let to = match to.as_str() {
        "up" => manage::Direction::Up,
        "down" => manage::Direction::Down,
        place => match place.parse::<usize>().ok().and_then(|place| place.checked_sub(1)) {
            Some(place) => manage::Direction::Place(place),
            None => return Err(AppError::Malformed),
        },
    };
    Ok(manage::shift(&app, &staff, kind, id, to).await?)
}

permit!(ArchiveChoice: Editors);
/// Offers a program or status no more.
#[server(prefix = "/api", endpoint = "manage/archive-choice", output = Reply)]
pub async fn archive_choice(kind: String, choice: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let kind = ChoiceKind::parse(&kind).ok_or(AppError::Malformed)?;
    let id = choice.parse().map_err(|_| AppError::NotFound)?;
    manage::archive(&app, &staff, kind, id).await?;
    request::redirect_with_notice(paths::manage_choices(kind), Notice::ChoiceArchived);
    Ok(())
}

permit!(RestoreChoice: Editors);
/// Offers an archived program or status again.
#[server(prefix = "/api", endpoint = "manage/restore-choice", output = Reply)]
pub async fn restore_choice(kind: String, choice: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let kind = ChoiceKind::parse(&kind).ok_or(AppError::Malformed)?;
    let id = choice.parse().map_err(|_| AppError::NotFound)?;
    manage::restore(&app, &staff, kind, id).await?;
    request::redirect_with_notice(paths::manage_choices(kind), Notice::ChoiceRestored);
    Ok(())
}

permit!(DeleteChoice: Editors);
/// Deletes a program or status that no partner has.
#[server(prefix = "/api", endpoint = "manage/delete-choice", output = Reply)]
pub async fn delete_choice(kind: String, choice: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let kind = ChoiceKind::parse(&kind).ok_or(AppError::Malformed)?;
    let id = choice.parse().map_err(|_| AppError::NotFound)?;
    manage::remove(&app, &staff, kind, id).await?;
    request::redirect_with_notice(paths::manage_choices(kind), Notice::ChoiceDeleted);
    Ok(())
}
