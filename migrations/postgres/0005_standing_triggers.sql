-- Keeps where partners stand: what changes anything of it changes it in the same transaction. At its end, so that a
-- transaction that waits for a partner holds nothing that another one with that partner needs.

create function keep_standing(partner_id uuid) returns void language plpgsql as $$
begin
    -- A statement of its own: the next one sees what the transaction before it wrote.
    perform 1 from partner p where p.id = partner_id for no key update;
    update partner p
    set (access, invited_until, silent_since, is_refused, scheduled_at, is_reported, has_requests) = (s.access, s.invited_until, s.silent_since, s.is_refused, s.scheduled_at, s.is_reported, s.has_requests)
    from partner_standing s
    where p.id = partner_id and s.id = p.id
        and (p.access, p.invited_until, p.silent_since, p.is_refused, p.scheduled_at, p.is_reported, p.has_requests)
            is distinct from (s.access, s.invited_until, s.silent_since, s.is_refused, s.scheduled_at, s.is_reported, s.has_requests);
end
$$;

create function keep_standing_of_row() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'person' then
        perform keep_standing(coalesce(new.partner_id, old.partner_id));
    elsif tg_table_name = 'colleague_request' then
        perform keep_standing(coalesce(new.partner_id, old.partner_id));
    elsif tg_table_name = 'invitation' then
        perform keep_standing(m.partner_id) from person m where m.id = coalesce(new.person_id, old.person_id);
    else
        perform keep_standing(m.partner_id)
        from invitation i
        join person m on m.id = i.person_id
        where i.id = coalesce(new.invitation_id, old.invitation_id);
    end if;
    return null;
end
$$;

create constraint trigger standing_person_added after insert on person
deferrable initially deferred for each row
when (new.is_main)
execute function keep_standing_of_row();

create constraint trigger standing_person_changed after update of access_at, activated_at, is_main, partner_id on person
deferrable initially deferred for each row
when (new.is_main or old.is_main)
execute function keep_standing_of_row();

create constraint trigger standing_person_removed after delete on person
deferrable initially deferred for each row
when (old.is_main)
execute function keep_standing_of_row();

create constraint trigger standing_invitation_added after insert on invitation
deferrable initially deferred for each row
when (new.person_id is not null)
execute function keep_standing_of_row();

create constraint trigger standing_invitation_changed after update of accepted_at, revoked_at, superseded_at, expires_at on invitation
deferrable initially deferred for each row
when (new.person_id is not null)
execute function keep_standing_of_row();

create constraint trigger standing_invitation_removed after delete on invitation
deferrable initially deferred for each row
when (old.is_live)
execute function keep_standing_of_row();

create constraint trigger standing_email_added after insert on queued_email
deferrable initially deferred for each row
when (new.invitation_id is not null)
execute function keep_standing_of_row();

create constraint trigger standing_email_changed after update of state, scheduled_at on queued_email
deferrable initially deferred for each row
when (new.invitation_id is not null and (
    new.scheduled_at is distinct from old.scheduled_at
    or case when new.state = 'sending' then 'queued' else new.state end
        <> case when old.state = 'sending' then 'queued' else old.state end
))
execute function keep_standing_of_row();

create constraint trigger standing_email_removed after delete on queued_email
deferrable initially deferred for each row
when (old.invitation_id is not null)
execute function keep_standing_of_row();

create constraint trigger standing_report_added after insert on activation_report
deferrable initially deferred for each row
execute function keep_standing_of_row();

create constraint trigger standing_report_removed after delete on activation_report
deferrable initially deferred for each row
execute function keep_standing_of_row();

create constraint trigger standing_request_added after insert on colleague_request
deferrable initially deferred for each row
execute function keep_standing_of_row();

create constraint trigger standing_request_changed after update of approved_at, declined_at on colleague_request
deferrable initially deferred for each row
execute function keep_standing_of_row();

create constraint trigger standing_request_removed after delete on colleague_request
deferrable initially deferred for each row
execute function keep_standing_of_row();
