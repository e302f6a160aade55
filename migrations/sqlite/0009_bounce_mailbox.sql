-- How far the mailbox was read that bounces come to.

create table bounce_mailbox (
    -- Its user, server and folder: another one is read from its own beginning.
    mailbox      text not null primary key,
    -- As long as the server says the same, its UIDs stay what they are.
    uid_validity integer not null,
    -- No message up to this one is looked at again.
    uid          integer not null,
    -- The instance that reads it, and until when no other one does.
    reader       blob not null,
    reads_until  integer not null
) strict;
