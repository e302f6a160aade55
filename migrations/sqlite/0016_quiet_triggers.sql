-- A row that is written as it was changes nothing of where its partner stands.

drop trigger keep_standing;
create trigger keep_standing instead of insert on standing_due begin
    update partner
    set
        access = s.access, invited_until = s.invited_until, silent_since = s.silent_since, is_refused = s.is_refused,
        is_bounced = s.is_bounced, scheduled_at = s.scheduled_at, is_reported = s.is_reported,
        has_requests = s.has_requests, funnel_step = s.funnel_step, activated_after = s.activated_after
    from partner_standing s
    where partner.id = new.partner_id and s.id = new.partner_id
        and (
            partner.access, partner.invited_until, partner.silent_since, partner.is_refused, partner.is_bounced,
            partner.scheduled_at, partner.is_reported, partner.has_requests, partner.funnel_step,
            partner.activated_after
        ) is not (
            s.access, s.invited_until, s.silent_since, s.is_refused, s.is_bounced, s.scheduled_at, s.is_reported,
            s.has_requests, s.funnel_step, s.activated_after
        );
end;

drop trigger standing_person_changed;
create trigger standing_person_changed after update of access_at, activated_at, is_main, partner_id on person
when (new.is_main or old.is_main)
    and (
        new.access_at, new.activated_at, new.is_main, new.partner_id
    ) is not (
        old.access_at, old.activated_at, old.is_main, old.partner_id
    )
begin
    insert into standing_due (partner_id) values (new.partner_id);
end;

drop trigger standing_invitation_changed;
create trigger standing_invitation_changed after update of accepted_at, revoked_at, superseded_at, expires_at, opened_at on invitation
when new.person_id is not null
    and (
        new.accepted_at, new.revoked_at, new.superseded_at, new.expires_at, new.opened_at
    ) is not (
        old.accepted_at, old.revoked_at, old.superseded_at, old.expires_at, old.opened_at
    )
begin
    insert into standing_due (partner_id) select m.partner_id from person m where m.id = new.person_id;
end;
