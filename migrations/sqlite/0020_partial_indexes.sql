-- Emails and partners are in the indexes of what they have alone: most have an invitation, and nothing else of it.

drop index queued_email_by_partner;
create index queued_email_by_partner on queued_email (asking_partner_id, created_at) where asking_partner_id is not null;
drop index queued_email_by_password_reset;
create index queued_email_by_password_reset on queued_email (password_reset_id) where password_reset_id is not null;
drop index queued_email_by_security_notice;
create index queued_email_by_security_notice on queued_email (security_notice_id) where security_notice_id is not null;
drop index queued_email_by_report;
create index queued_email_by_report on queued_email (report_id) where report_id is not null;
drop index queued_email_by_address_change;
create index queued_email_by_address_change on queued_email (address_change_id) where address_change_id is not null;
drop index token_by_password_reset;
create index token_by_password_reset on token (password_reset_id) where password_reset_id is not null;
drop index token_by_address_change;
create index token_by_address_change on token (address_change_id) where address_change_id is not null;
drop index invitation_by_template;
create index invitation_by_template on invitation (template_id) where template_id is not null;
drop index partner_by_import;
create index partner_by_import on partner (import_id) where import_id is not null;
drop index draft_by_partner;
create index draft_by_partner on draft (partner_id) where partner_id is not null;
