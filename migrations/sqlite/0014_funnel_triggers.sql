-- Keeps how far the main contact of each partner has come.

drop trigger keep_standing;
create trigger keep_standing instead of insert on standing_due begin
    update partner
    set (access, invited_until, silent_since, is_refused, is_bounced, scheduled_at, is_reported, has_requests, funnel_step, activated_after) = (
        select s.access, s.invited_until, s.silent_since, s.is_refused, s.is_bounced, s.scheduled_at, s.is_reported, s.has_requests, s.funnel_step, s.activated_after
        from partner_standing s
        where s.id = partner.id
    )
    where id = new.partner_id;
end;

drop trigger standing_invitation_changed;
create trigger standing_invitation_changed after update of accepted_at, revoked_at, superseded_at, expires_at, opened_at on invitation
when new.person_id is not null begin
    insert into standing_due (partner_id) select m.partner_id from person m where m.id = new.person_id;
end;
