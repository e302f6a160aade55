-- What the pages of mail and of the team are listed and counted by.

create index queued_email_by_stage on queued_email (stage, created_at, id);
create index queued_email_by_acceptance on queued_email (finished_at) where state = 'accepted';
create index person_team on person (name, id) where role <> 'contact';
create index person_owner on person (created_at, id) where role = 'owner';

-- Partners say themselves whether an email to them failed or is scheduled.
drop index queued_email_failed;
drop index queued_email_scheduled;
