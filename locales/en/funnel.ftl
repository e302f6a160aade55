# The page
funnel = Funnel
lead = How far your partners have come on the way from "added" to "active".
export-csv = Export CSV
period = Added in
days-30 = the last 30 days
days-90 = the last 90 days
days-365 = the last 12 months
all-time = all time
by = Compare by
show = Show
nothing-added = No partners were added in this period
nothing-added-hint = Choose a longer period, or add a partner.
counted = Counted
all-partners = All partners
from-added-to-active = From added to active
median-is = Half of those who activated did so within { $time } of the first invitation.
steps-hint = Each step includes the ones after it. A link you share yourself skips the email.
active-of-added = Active, of all added
number = { $count ->
    [one] 1
   *[other] { $count }
}

# Steps
added = Added
invited = Invited
accepted = Email accepted
opened = Form opened
active = Activated

# What partners are compared by
month = Month
program = Program
template = Template
language = Language
inviter = Invited by
median = Median time
