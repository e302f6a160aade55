-- A row that is written as it was changes nothing of where its partner stands.

drop trigger standing_person_changed on person;
create constraint trigger standing_person_changed after update of access_at, activated_at, is_main, partner_id on person
deferrable initially deferred for each row
when (
    (new.is_main or old.is_main)
    and (
        new.access_at, new.activated_at, new.is_main, new.partner_id
    ) is distinct from (
        old.access_at, old.activated_at, old.is_main, old.partner_id
    )
)
execute function keep_standing_of_row();

drop trigger standing_invitation_changed on invitation;
create constraint trigger standing_invitation_changed after update of accepted_at, revoked_at, superseded_at, expires_at, opened_at on invitation
deferrable initially deferred for each row
when (
    new.person_id is not null
    and (
        new.accepted_at, new.revoked_at, new.superseded_at, new.expires_at, new.opened_at
    ) is distinct from (
        old.accepted_at, old.revoked_at, old.superseded_at, old.expires_at, old.opened_at
    )
)
execute function keep_standing_of_row();
