my-company = My company
none-yet = None yet
job-title = Job title
invite-colleague = Invite colleague
invite-a-colleague = Invite a colleague
declined = Declined
waits-for-approval = Pending approval
email = Email
asked = Requested
approval = Approval
asked-for = Requests
my-programs = My programs
no-programs-yet = No programs yet
my-team = My team
main-contact = Main contact
role = Role
portal = Portal
no-access = No access
active = Active
not-active-yet = Not active yet
welcome = Welcome
your-programs = Your programs
bring-in-the-people-you-work = Bring in the people you work with. They get a link by email.
first-steps = First steps

# Facts
fact-name = Name
fact-website = Website
fact-programs = Programs
fact-main-contact = Main contact
company-wrong = Is something wrong here? Tell { $name }.

# Inviting
seats-taken = { $taken } of { $seats } seats are taken.
domains-invited-at-once = Addresses at { $domains } are invited immediately, unless they are already in use. { $organisation } is asked about these and all others first.
asked-first = { $organisation } is asked first and then invites them.
ask-for-more = Ask { $name } for more.

# Programs
programs-sub = What { $partner } and { $organisation } do together.
no-programs-words = { $partner } is in none of { $organisation }'s partner programs. Ask { $name } which one fits. It appears here once you are in.

# Team
name = Name
name-you = { $name } (you)
team-sub = Your team at { $partner }, and who can sign in.
someone-missing = Is someone missing? Tell { $name }.

# Welcome
welcome-name = Welcome, { $name }
welcome-sub = This is { $organisation }'s partner portal for { $partner }.
step-company = Check your company details
step-company-why = Tell { $name } if something is wrong.
step-team = See your team
step-team-why = { $count ->
    [one] 1 person of { $partner }, and who can sign in.
   *[other] { $count } people of { $partner }, and who can sign in.
}
