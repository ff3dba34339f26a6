# IT's files of devices: a management system's export, its columns, what an import would do, and what it did.
files-heading = Bring in devices
files-lead = An export of your device management as CSV. You see what it would change before anything changes.
files-file = The file
files-file-hint = CSV, up to 24 MB. UTF-8, UTF-16 and Windows-1252 are read.
files-paste = Or paste a small list
files-paste-hint = With its first line, which names the columns.
files-upload = Look at it
files-link = Bring in devices from a file
files-nothing = Choose a file, or paste a list.
files-too-big = That is more than 24 MB. Export fewer columns, or split the list.
files-no-text = That is no text, or UTF-16 without its mark. Save it as CSV in UTF-8.
files-no-rows = There is nothing after the first line.
files-no-header = The first line names no columns. Export the list again as CSV.

files-columns-heading = Which column is which?
files-columns-lead = { $file }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $encoding }.
files-columns-system = It looks like an export of { $system }.
files-columns-choose = Not in the file
files-columns-needed = Needed
files-columns-example = Such as: { $examples }
files-columns-missing = Choose the column for this.
files-columns-twice = This column is already chosen for something else.
files-columns-company = What account is on the organisation’s devices?
files-columns-company-hint = Where the file does not say. What somebody has said about a device stays.
files-columns-button = See what it would do
files-other = Another file

files-encoding-utf-8 = written in UTF-8
files-encoding-utf-16 = written in UTF-16
files-encoding-windows-1252 = written in Windows-1252
files-encoding-mixed = written in two ways, which is named by line

files-fact-owner = Whose it is
files-fact-owner-hint = User name or mail address.
files-fact-platform = What it runs
files-fact-platform-hint = Such as iOS, Android, Windows.
files-fact-serial = Serial number
files-fact-serial-hint = By it a device is known again.
files-fact-name = Name
files-fact-name-hint = A name that its owner gave stays.
files-fact-model = Model
files-fact-model-hint = The maker’s name for it.
files-fact-ownership = The organisation’s or their own
files-fact-ownership-hint = Such as Company, Personal, BYOD.
files-fact-account = Account on it
files-fact-account-hint = Whether the account is the organisation’s, where the file knows.
files-fact-management = Managed by
files-fact-management-hint = Such as Intune.

files-preview-heading = What it would do
files-preview-lead = Nothing has changed yet.
files-preview-nothing = All of it is on record already.
files-done-heading = Done
files-new = New devices
files-changed = Something differs
files-moved = Belong to somebody else now
files-unchanged = As on record
files-bad = Rows that cannot be taken
files-missing = Not in the file
files-missing-lead = From an earlier file and in use. They are left alone.
files-missing-of = { $name } ({ $owner })
files-some = The first { $n } are shown.
files-line = Line { $line }
files-new-of = { $name }, { $owner }
files-changes = { $name }: { $facts }
files-bad-lead = Mend them in the file and bring it in again, or leave them out.
files-import = Import
files-import-good = Import the good rows
files-import-bad-first = There are rows to mend first, or to leave out.
files-back-to-columns = Choose the columns again

files-running-heading = Importing
files-running = { $done } of { $total } changes are made. You can leave this page.
files-running-begins = It begins in a moment. You can leave this page.
files-running-look = Look again
files-stopped-heading = The import stopped
files-stopped-lead = What was written before stands. Import the same file again: it goes on where it was.
files-stopped-busy = Another import of devices was running. Wait until it is done, then import this file again.
files-stopped-rows = The file no longer fits what is on record. Look at it again.
files-again = Look at it again

device-row-unreadable = This row cannot be read: look for a quotation mark that is not closed.
device-row-cells = This row has { $has } cells; the first line names { $columns } columns.
device-row-mixed = This line is written in another encoding than the rest of the file. Save the whole list in UTF-8.
device-row-no-text = This line holds bytes that are no text. Save the list in UTF-8.
device-row-owner-none = It names no owner.
device-row-owner-unknown = Nobody here has the user name or mail address “{ $owner }”.
device-row-owner-several = More than one person has the mail address “{ $owner }”. Give the user name.
device-row-owner-left = “{ $owner }” has left.
device-row-platform-none = It does not say what the device runs.
device-row-platform = “{ $platform }” is no system that is known here: iOS, iPadOS, Android, Windows, macOS, Linux, ChromeOS.
device-row-serial = “{ $serial }” is no serial number: letters, digits and dashes, at most 64.
device-row-serial-twice = The serial number “{ $serial }” is in the file more than once, also in line { $lines }.
device-row-name-twice = “{ $name }” of this person is in the file more than once and has no serial number to tell them apart, also in line { $lines }.
device-row-text = “{ $text }” is too long or holds an invisible character. At most 80 characters.
device-row-ownership = “{ $text }” does not say whose the device is: the organisation’s or their own.
device-row-account = “{ $text }” does not say whose the account is: managed or personal.
