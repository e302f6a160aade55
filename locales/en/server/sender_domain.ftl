lead = What other mail servers look up about { $domain } before they accept your emails.
state = { $word ->
    [ok] OK
    [not_needed] Not needed
    [missing] Missing
    [wrong] Needs fixing
    [unclear] Unclear
   *[unchecked] Can't be checked
}

# Why nothing is checked
no-mail-server = No mail server is in use, so there is nothing to check yet.
public-mailbox = { $domain } belongs to the provider, who looks after its DNS records. To send in your organisation's name, use a sender address at your own domain.
local-domain = { $domain } isn't a domain on the internet, so there is nothing to check. Use a sender address at your own domain.
no-dns-server = Can't be checked: no DNS server answers. Check the network connection of the server that runs Gangway.
dns-failed = Can't be checked: the DNS server reports an error. Try again later.

# SPF: which servers may send
spf-missing = { $domain } has no SPF record, so other mail servers can't tell who may send in its name. Add this one:
spf-missing-guessed = { $domain } has no SPF record, so other mail servers can't tell who may send in its name. Ask your email provider for the entry to use, or add this record if emails leave from this server:
spf-missing-unknown = { $domain } has no SPF record, so other mail servers can't tell who may send in its name. Ask your email provider for the record to add.
spf-several = { $domain } has { NUMBER($count) } SPF records. Only one is allowed; with more, all are ignored. Replace them with this one:
spf-allowed = { $server } may send for { $domain }.
spf-not-allowed = The SPF record doesn't include { $server }. Replace it with this one:
spf-not-listed = The SPF record doesn't list { $server }. That can be right if your emails leave from other addresses: ask your provider. Otherwise, replace the record with this one:
spf-server-unknown = There is an SPF record. The address that your emails leave from isn't known here, so it's unclear whether the record allows it.
spf-unclear = The SPF record depends on each single email, so it's unclear whether it allows { $server }.
spf-open = The SPF record of { $domain } allows every server on the internet to send (+all). Replace it with this one:
spf-too-many = The SPF record needs more than 10 DNS lookups, so other mail servers may ignore it. Remove the entries of services that no longer send for you.
spf-broken = The SPF record is invalid, so other mail servers may ignore it. Correct or remove this part: { $term }
spf-of-provider = { $server } puts a return address of its own on your emails, and SPF is checked for that. DKIM is what counts for your domain.

# DKIM: the signature
dkim-published = A key for signatures is published at { $name }.
dkim-wrong = The key at { $name } is empty or invalid, so signatures made with it don't count. { $server } shows you the right record: { $place }.
dkim-missing = No key for signatures is published for { $domain }. { $server } shows you the records to add: { $place }.
dkim-unclear = No key was found under the usual names, but { $server } may use others. It shows you the records to add: { $place }. To check the signature, use a test email.
dkim-unknown = Which key your mail server signs with can't be looked up. To check the signature, use a test email.
dkim-place = { $word ->
    [gmail] Admin console > Apps > Google Workspace > Gmail > Authenticate email
    [microsoft] Microsoft Defender portal > Email authentication settings > DKIM
    [ses] SES console > Identities > your domain > Authentication
    [postmark] Sender Signatures > your domain > DNS settings
    [mailgun] Sending > Domains > your domain > DNS records
    [sendgrid] Settings > Sender Authentication
    [brevo] Senders, Domains & Dedicated IPs > Domains
    [fastmail] Settings > Domains
   *[zoho] Admin Console > Domains > your domain > Email Configuration > DKIM
}

# DMARC: what happens to forged emails
dmarc-missing = { $domain } has no DMARC record. Large providers expect one. This one only asks for reports:
dmarc-several = There is more than one DMARC record at { $name }, so all are ignored. Keep one of them.
dmarc-invalid = The DMARC record at { $name } is invalid, so other mail servers ignore it. Replace it with this one:
dmarc-found = { $policy ->
    [none] The record at { $name } only asks for reports (p=none). Once SPF and DKIM are OK, p=quarantine protects better against forged emails.
    [quarantine] The record at { $name } asks to treat forged emails as spam (p=quarantine).
   *[reject] The record at { $name } asks to reject forged emails (p=reject).
}

# The message to the administrator of the DNS
request-hint = For the person who administers your domain's DNS.
request-subject = DNS records for emails from { $domain }
request-greeting = Hello,
request-lead = we send emails from { $domain }. So that they arrive and don't land in spam, the DNS of the domain needs these changes:
request-add = { $name }: add this record
request-replace = { $name }: replace the existing record with this one

# The signature of a test email
test-hint = Send a test to yourself and open its source: in Gmail “Show original”, in Outlook “View message source”. Copy all of it and paste it here.
no-source = Paste the whole source of the test email, with the lines that begin with From: and DKIM-Signature:.
another-sender = This email isn't from an address at { $domain }. Paste the source of a test email from Gangway.
not-signed = This email isn't signed. Turn on DKIM for { $domain } at your email provider, and add the DNS record it shows you.
signed-by-another = This email is signed by { $signer }, not by { $domain }. Turn on DKIM for { $domain } at your email provider, and add the DNS record it shows you.
signed = DKIM works: the email is signed by { $signer }, and the key is published at { $name }.
signature-broken = The key is published at { $name }, but the recipient's mail server found that the signature doesn't match. Compare the record with the one your email provider shows you.
key-revoked = The email is signed, but the key at { $name } is empty: it was revoked. Add the DNS record that your email provider shows you.
key-invalid = The email is signed, but the record at { $name } is no valid key. Compare it with the one your email provider shows you.
key-missing = The email is signed, but there is no key at { $name }. Add the DNS record that your email provider shows you under this name.

# A record to be added
field = { $word ->
    [type] Type
    [name] Name
   *[value] Value
}
copy-field = { $word ->
    [type] Copy type
    [name] Copy name
   *[value] Copy value
}
